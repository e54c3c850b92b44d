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

  func validate() throws {
    if source.isEmpty { throw SpokenError(CommandError.emptySource(), language) }
  }

  /// The options as they are typed, without the source: for another command that reads the same source.
  var words: [String] {
    func option(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }
    return option("--source-crs", sourceCRS) + option("--encoding", encoding) + option("--where", filter)
      + (repair ? ["--repair"] : [])
  }

  /// The loader that these options describe.
  func loader(validates: Bool = true, target: String? = nil) throws -> SourceLoader {
    var options = LoadOptions()
    // A system that the user states is an error where PROJ cannot read it; one that a file states is a note.
    if let sourceCRS { _ = try CRS(sourceCRS) }
    options.crs = sourceCRS
    options.encoding = encoding
    options.filter = try filter.map { try Filter.parse($0) }
    options.repairs = repair
    options.validates = validates
    options.target = target
    return SourceLoader(options: options)
  }

  /// The source's layers, to be read batch after batch; nil where they must be loaded whole.
  func streams() throws -> [LoadedStream]? {
    try loader().streams(source)
  }

  /// The source as results name it: without a password.
  var shownSource: String { SourceReference(source) { _ in false }.shown }

  /// Everything the source holds.
  func open(validates: Bool = true) throws -> Inputs {
    let loader = try loader(validates: validates)
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
