public import ArgumentParser
import Features
import Foundation
import GeoJSON
import Geometry
public import LandAnalysis
import LandMap
import LandModel
import LandReport
import PROJ

/// `landplan quality`: what is wrong with a layer of polygons, with place, size and evidence.
struct QualityCommand: AnsweringCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "quality",
      abstract: say(
        zh: "数据质量：无效图形、重叠、缝隙、碎片、重复、节点不一致；有问题时退出码为 1。",
        en:
          "Data quality: invalid polygons, overlaps, gaps, slivers, repeats, vertices that do not meet; exit code 1 on findings."
      ),
      discussion: say(
        zh: "面状图形之间的问题由边匹配找出，GEOS 只看可疑之处。无效图形修复后参加重叠与缝隙检查；图形相同的要素只由第一个参加。",
        en:
          "Edge matching finds what lies between polygons; GEOS sees only what is left. Invalid polygons take part rebuilt, and of identical ones the first."
      )
    )
  }

  @OptionGroup var input: InputOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "范围：图层应铺满的区域，文件[:图层]；默认为图层自身外轮廓。",
        en: "Scope that the layer should cover, a file[:layer]; default: the layer's own outline."
      ),
      valueName: "source"
    )
  )
  var scope: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "检查编号是否重复的字段。", en: "Field whose values should not repeat."),
      valueName: "field"
    )
  )
  var id: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "要素之间的关系：coverage（铺满）、disjoint（不重叠）或 none；默认按图层角色，单个文件为 coverage。",
        en:
          "How features should lie: coverage, disjoint (may leave land between) or none; default: by the layer's role, coverage for a file."
      ),
      valueName: "relation"
    )
  )
  var expect: QualityCheck.Expectation?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "捕捉距离（米）。", en: "Snapping distance in metres."), valueName: "m")
  )
  var snap: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "列出的最小重叠与缝隙（平方米）。", en: "Smallest overlap and gap listed, in m²."),
      valueName: "m2"
    )
  )
  var smallest: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "把问题图形写成文件，按后缀定格式；GeoJSON 为经纬度。",
        en: "Write the findings' shapes; the ending tells the format, GeoJSON is in longitude and latitude."
      ),
      valueName: "path"
    )
  )
  var evidence: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var shapeOptions: ShapeOptions
  @OptionGroup var threads: ThreadOptions

  /// Findings of a layer that a terminal table shows.
  private static let shown = 50

  func validate() throws {
    if let snap, !(snap > 0 && snap < 100) {
      throw ValidationError(say(zh: "--snap 应大于 0、小于 100 米", en: "--snap must be above 0 and below 100 m"))
    }
    if let smallest, !(smallest >= 0) {
      throw ValidationError(say(zh: "--smallest 不能为负", en: "--smallest must not be negative"))
    }
  }

  func run() throws {
    threads.apply()
    try Interruption.run { try check($0) }
  }

  private func check(_ interrupt: Interruption) throws {
    let answer = try answer(interrupt)
    if interrupt.isRequested { throw CancellationError() }
    // Nothing looks at the flag from here on: a signal ends the program, and what is unfinished goes.
    Signals.listen(nil)
    if let evidence { try shapeOptions.write(answer.shapes(), to: evidence, output) }
    try output.write(answer)
    if answer.hasFindings { throw ExitCode(Exit.findings) }
  }

  func answer() throws -> CommandAnswer { try answer(Interruption()) }

  private func answer(_ interrupt: Interruption) throws -> CommandAnswer {
    let inputs = try input.open(validates: false)
    var thresholds = try QualityThresholds(profile: inputs.project?.thresholds, on: inputs.project?.asOf)
    thresholds.snappingDistance = snap ?? thresholds.snappingDistance
    thresholds.smallestOverlap = smallest ?? thresholds.smallestOverlap
    thresholds.smallestGap = smallest ?? thresholds.smallestGap
    var checked: [CheckedLayer] = []
    for loaded in inputs.layers where loaded.hasPolygons || inputs.layers.count == 1 {
      checked.append(try check(loaded, thresholds, interrupt))
    }
    var facts = [Fact("source", Phrase(zh: "来源", en: "source"), .text(input.shownSource))]
    if let first = checked.first { facts.append(first.crsFact) }
    // Defects are measured where they are found: in the plane.
    facts.append(Fact("basis", Phrase(zh: "面积口径", en: "basis"), .phrase(AreaBasis.plane.name)))
    if let day = inputs.project?.asOf { facts.append(.asOf(day)) }
    let document = QualityDocument.make(
      facts: facts,
      layers: checked.map(\.quality),
      thresholds: thresholds,
      limit: output.format == .table ? Self.shown : nil,
      notes: inputs.notes + checked.flatMap(\.notes)
    )
    var answer = CommandAnswer(
      document: document,
      hasFindings: checked.contains { $0.quality.result.hasDefects },
      shapes: { checked.map { $0.evidence(language) } }
    )
    answer.maps = { try Self.maps(checked) }
    return answer
  }

  /// The defects of each layer that has any, with their rows in the list.
  private static func maps(_ checked: [CheckedLayer]) throws -> [PageMap] {
    var first = 0
    var maps: [PageMap] = []
    for layer in checked {
      let count = layer.quality.result.findings.count
      defer { first += count }
      guard count > 0 else { continue }
      let crs = layer.loaded.crs
      let result = layer.quality.result
      // Findings are in metres; the map is in the layer's own system.
      let evidence = layer.frame?.source(result.evidence) ?? result.evidence
      let metres: Double? = crs.map { $0.isGeographic ? nil : $0.metresPerUnit ?? 1 } ?? 1
      maps.append(try PageMaps.quality(layer.loaded, result, evidence, firstRow: first, metres))
    }
    return maps
  }

  private func check(
    _ loaded: LoadedLayer,
    _ thresholds: QualityThresholds,
    _ interrupt: Interruption
  ) throws -> CheckedLayer {
    let frame = try loaded.planeFrame()
    let geometry = loaded.layer.geometry
    let expectation = expect ?? (loaded.role.map { $0.expectation } ?? .coverage)
    var ids: Column?
    if let id {
      ids = try loaded.requiredColumn(id)
    } else if expectation != .none {
      ids = loaded.column(.id) ?? loaded.layer.ids
    }
    var check = QualityCheck(
      geometry,
      plane: frame?.plane(geometry),
      ids: ids,
      thresholds: thresholds,
      expectation: expectation
    )
    if let scope {
      let target = loaded.crs.map { $0.code ?? $0.definition }
      let layer = try input.loader(validates: false, target: target).layer(scope)
      check.scope = frame?.plane(layer.layer.geometry) ?? layer.layer.geometry
    }
    let progress = Progress(total: loaded.count, quiet: output.quiet)
    defer { progress?.finish() }
    let result = try check.run { step in
      if interrupt.isRequested { throw CancellationError() }
      progress?.show("\(loaded.phrase[language]): \(step.words[language])")
    }
    return CheckedLayer(loaded, result, frame)
  }
}

/// A layer, what was found in it, and how to get back to its own coordinates.
private struct CheckedLayer {
  let loaded: LoadedLayer
  let quality: QualityDocument.LayerQuality
  let frame: PlaneFrame?

  init(_ loaded: LoadedLayer, _ result: QualityResult, _ frame: PlaneFrame?) {
    self.loaded = loaded
    self.frame = frame
    quality = QualityDocument.LayerQuality(
      name: loaded.phrase,
      id: loaded.layer.name,
      result: result,
      label: { loaded.label(of: $0) },
      places: result.findings.map { finding in
        guard let x = finding.x, let y = finding.y else { return nil }
        return frame.map { $0.source(x: x, y: y) } ?? (x, y)
      },
      placeDecimals: loaded.crs?.isGeographic ?? false ? 8 : 3,
      distortion: frame?.distortion ?? 0
    )
  }

  var crsFact: Fact {
    Fact("crs", Phrase(zh: "坐标系", en: "CRS"), loaded.crs.map { .text($0.description) } ?? .missing)
  }

  var notes: [Note] {
    if loaded.crs == nil {
      return [
        Note(
          .warning,
          code: "quality.no-crs",
          Phrase(
            zh: "\(loaded.phrase.zh)：没有坐标系，坐标按米计算；可用 --source-crs 指定",
            en: "\(loaded.phrase.en): no CRS stated, its numbers are taken as metres; state one with --source-crs"
          )
        )
      ]
    }
    return []
  }

  /// The findings as features, in the layer's own system.
  func evidence(_ language: Language) -> Layer {
    let result = quality.result
    var columns = ["layer", "kind", "meaning", "features", "reason"].map { Column(Field($0, .text)) }
    var figures = ["area_m2", "width_m", "distance_m"].map { Column(Field($0, .real)) }
    var numbers = ["number", "count"].map { Column(Field($0, .integer)) }
    for (number, finding) in result.findings.enumerated() {
      let texts = [
        quality.name[language], finding.kind.rawValue, finding.kind.name[language],
        QualityDocument.features(finding, quality.label, atMost: .max), finding.reason,
      ]
      for (place, text) in texts.enumerated() { columns[place].append(text.map { .text($0) } ?? .null) }
      for (place, figure) in [finding.area, finding.width, finding.distance].enumerated() {
        figures[place].append(figure.map { .real($0) } ?? .null)
      }
      numbers[0].append(.integer(Int64(number + 1)))
      numbers[1].append(finding.count.map { .integer(Int64($0)) } ?? .null)
    }
    return Layer(
      name: loaded.layer.name,
      geometry: frame?.source(result.evidence) ?? result.evidence,
      table: AttributeTable(columns: [numbers[0]] + columns + figures + [numbers[1]], rowCount: result.findings.count),
      crs: loaded.crs == nil ? nil : loaded.layer.crs,
      file: loaded.layer.file
    )
  }
}

extension LoadedLayer {
  /// How to get metres from the layer's coordinates; nil where they are metres, or nothing is known of them.
  fileprivate func planeFrame() throws -> PlaneFrame? {
    guard let crs else { return nil }
    if crs.isGeographic {
      let frame = PlaneFrame(
        degrees: layer.geometry.extent,
        semiMajorAxis: crs.ellipsoid.semiMajorAxis,
        flattening: crs.ellipsoid.flattening
      )
      guard let frame else { throw CommandError.notDegrees(crs.description, place()) }
      return frame
    }
    return PlaneFrame(metresPerUnit: crs.metresPerUnit ?? 1)
  }
}

extension LayerRole {
  /// What a layer of this role promises.
  var expectation: QualityCheck.Expectation {
    switch self {
    case .plan, .landUse: .coverage
    case .parcels, .listed, .idleLand, .plants: .disjoint
    default: .none
    }
  }
}

extension QualityCheck.Expectation: ExpressibleByArgument {}

extension QualityCheck.Step {
  /// What is being done, for a progress line.
  fileprivate var words: Phrase {
    switch self {
    case .validity: Phrase(zh: "图形有效性", en: "validity")
    case .identity: Phrase(zh: "重复图形与编号", en: "repeated geometry and ids")
    case .sizes: Phrase(zh: "碎片与多部件", en: "slivers and parts")
    case .edges: Phrase(zh: "边匹配", en: "matching edges")
    case .overlaps: Phrase(zh: "重叠", en: "overlaps")
    case .gaps: Phrase(zh: "缝隙", en: "gaps")
    case .noding: Phrase(zh: "节点", en: "vertices")
    }
  }
}
