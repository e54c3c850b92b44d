import ArgumentParser
import Features
import GEOS
import Geometry
import LandModel
import LandReport
import PROJ

/// Options of every command that reads a source.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      say(
        zh: "数据来源：文件[:图层]、文件夹，或项目（landplan.yaml 或含有它的文件夹）。",
        en: "A file[:layer], a folder, or a project (landplan.yaml, or a folder that holds one)."
      ),
      valueName: "source"
    )
  )
  var source: String

  @Option(
    name: .customLong("source-crs"),
    help: ArgumentHelp(
      say(zh: "数据的坐标系，无论文件怎么写；例如 EPSG:4546。", en: "The source's CRS, whatever the file says, for example EPSG:4546."),
      valueName: "crs"
    )
  )
  var sourceCRS: String?

  @Option(
    name: .customLong("datum-shift"),
    help: ArgumentHelp(
      say(
        zh: "转到另一基准的参数：dx,dy,dz[,rx,ry,rz,s]（米、角秒、ppm；坐标系旋转，位置矢量旋转时再加 position-vector）；none 不作偏移。",
        en: """
          Parameters to another datum: dx,dy,dz[,rx,ry,rz,s] (metres, seconds, ppm; the rotations turn the frame, or the \
          vector with position-vector behind them); none carries coordinates over.
          """
      ),
      valueName: "numbers"
    )
  )
  var datumShift: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "文字编码，无论文件怎么写：GBK、Big5、UTF-8 …",
        en: "The source's text encoding, whatever the file says: GBK, Big5, UTF-8 …"
      ),
      valueName: "encoding"
    )
  )
  var encoding: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      say(
        zh: "只取满足条件的要素，例如 \"YDDM LIKE '10%'\"。",
        en: "Only features for which this holds, for example \"YDDM LIKE '10%'\"."
      ),
      valueName: "filter"
    )
  )
  var filter: String?

  @Flag(
    name: .long,
    help: ArgumentHelp(
      say(zh: "用 GEOS 修复无效图形，逐个报告前后面积。", en: "Repair invalid polygons with GEOS; areas before and after are stated.")
    )
  )
  var repair = false

  @Flag(
    name: .customLong("keep-crs"),
    help: ArgumentHelp(
      say(
        zh: "坐标与坐标系明显矛盾时仍照原样处理，不作为错误。",
        en: "Take coordinates that plainly contradict their CRS as they are, instead of refusing them."
      )
    )
  )
  var keepCRS = false

  func validate() throws {
    if source.isEmpty { throw SpokenError(CommandError.emptySource(), language) }
  }

  /// The options as they are typed, without the source: for another command that reads the same source.
  var words: [String] {
    func option(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }
    return option("--source-crs", sourceCRS) + option("--datum-shift", datumShift) + option("--encoding", encoding)
      + option("--where", filter)
      + (repair ? ["--repair"] : []) + (keepCRS ? ["--keep-crs"] : [])
  }

  /// The loader that these options describe.
  func loader(validates: Bool = true, target: String? = nil) throws -> SourceLoader {
    var options = LoadOptions()
    // A system that the user states is an error where PROJ cannot read it; one that a file states is a note.
    if let sourceCRS { _ = try CRS(sourceCRS) }
    options.crs = sourceCRS
    if let datumShift { options.datumChange = try DatumOption.parse(datumShift) }
    options.encoding = encoding
    options.filter = try filter.map { try Filter.parse($0) }
    options.repairs = repair
    options.validates = validates
    options.refusesContradictions = !keepCRS
    options.target = target
    return SourceLoader(options: options)
  }

  /// The source's layers, to be read batch after batch; nil where they must be loaded whole. Coordinates that contradict
  /// their system are for the caller to judge.
  func streams() throws -> [LoadedStream]? {
    var loader = try loader()
    loader.options.refusesContradictions = false
    return try loader.streams(source)
  }

  /// The source as results name it: without a password.
  var shownSource: String { SourceReference(source) { _ in false }.shown }

  /// Everything the source holds.
  ///
  /// - Parameters:
  ///   - refuses: false loads coordinates that contradict their system too, for a command that says so itself.
  func open(validates: Bool = true, refuses: Bool = true) throws -> Inputs {
    var loader = try loader(validates: validates)
    loader.options.refusesContradictions = refuses && !keepCRS
    if Project.file(at: source) != nil {
      let loaded = try loader.project(source)
      return Inputs(project: loaded.project, layers: loaded.layers, failures: [])
    }
    let opened = try loader.open(source)
    return Inputs(project: nil, layers: opened.layers, failures: opened.failures)
  }
}

/// The layers of a source, and the project that they are of, if any.
struct Inputs {
  let project: Project?
  let layers: [LoadedLayer]
  /// Files of a folder that could not be read.
  let failures: [DataError]

  /// What loading noticed, layer by layer, and the files that could not be read.
  var notes: [Note] { sourceNotes + layers.flatMap { SourceNotes.notes(of: $0) } }

  /// Which version the codes of current land use were taken for, where the project does not state it.
  func classificationNotes(asOf day: CalendarDate?) throws -> [Note] {
    SourceFindings.notes(
      try layers.filter { $0.role == .landUse }.compactMap { try LayerCheck.inferredVersion(of: $0, asOf: day) }
    )
  }

  /// What there is to say of the source as a whole.
  var sourceNotes: [Note] {
    failures.map {
      Note(.defect, code: $0.code, ErrorText.words($0))
    } + (project?.isSynthetic == true ? [SourceNotes.synthetic] : [])
  }
}

extension LoadedLayer {
  var hasPolygons: Bool {
    layer.geometry.kinds.contains { $0.isPolygonal || $0 == .collection }
  }
}
