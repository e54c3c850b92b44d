import Cairo
import Features
public import Geometry
public import LandAnalysis
public import LandModel
public import LandReport

/// The maps of a page from the results of analyses: the themes of sheets, with the rows of the tables that print them.
public enum PageMaps {
  /// A layer by land use; its table is of classes, so shapes have no rows.
  public static func landUse(
    _ loaded: LoadedLayer,
    _ classification: LandUseClassification?,
    areas: [Double],
    table: String,
    _ metresPerUnit: Double?
  ) throws -> PageMap {
    let layer = try LandUseTheme.layer(
      loaded,
      code: nil,
      classification: classification,
      level: 2,
      areas: areas,
      label: nil
    )
    let title = Phrase(zh: "用地：\(loaded.phrase.zh)", en: "Land use: \(loaded.phrase.en)")
    return PageMap(table: table, title: title, layers: [.init(layer)], metresPerUnit: metresPerUnit)
  }

  /// Zones with their names, to find one's way by.
  public static func zones(_ loaded: LoadedLayer) throws -> PageMap.Layer {
    var layer = MapLayer(loaded.layer.geometry, try MapSchemes.embedded().mapClass("base", "zone"))
    let name = loaded.column(.name) ?? loaded.column(.id)
    layer.label = { feature in [name?.text(feature)].compactMap { $0 } }
    return .init(layer, isLabelled: true, isContext: true)
  }

  /// What became of each parcel, with the ledger's rows.
  public static func change(
    _ result: AdjustmentResult,
    table: String,
    _ metresPerUnit: Double?
  ) throws -> PageMap {
    let layer = try ChangeTheme.changes(result)
    var rows: [[PageFigure.Row]] = []
    var number = 0
    for record in result.lineage.records {
      let isListed = record.kind != .unchanged
      if record.after != nil || !record.before.isEmpty { rows.append(isListed ? [.init(table, number)] : []) }
      if isListed { number += 1 }
    }
    let name = Phrase(result.after.title)
    let title = Phrase(zh: "变化：\(name.zh)", en: "Change: \(name.en)")
    return PageMap(table: table, title: title, layers: [.init(layer, rows: rows)], metresPerUnit: metresPerUnit)
  }

  /// Findings over the plans, with their rows.
  public static func rules(
    _ report: RuleReport,
    plans: [RulePlan],
    _ metresPerUnit: Double?
  ) throws -> PageMap {
    let schemes = try MapSchemes.embedded()
    var backdrop = schemes.mapClass("base", "backdrop", title: Phrase(zh: "规划地块", en: "Parcels of the plans"))
    backdrop.key += "plans"
    let grounds = plans.map { plan in
      PageMap.Layer(MapLayer(plan.layer.geometry, backdrop), isContext: !report.evidence.extent.isEmpty)
    }
    let rows = (0..<report.evidence.count).map { [PageFigure.Row("findings", $0)] }
    let findings = PageMap.Layer(try RulesTheme.layer(report), rows: rows)
    return PageMap(
      table: "findings",
      title: Phrase(zh: "审查意见的位置", en: "Where the findings are"),
      layers: grounds + [findings],
      metresPerUnit: metresPerUnit
    )
  }

  /// Defects of a layer over its features, with their rows.
  ///
  /// - Parameters:
  ///   - evidence: the findings' shapes in the layer's system.
  ///   - firstRow: of the layer's findings in the table `findings`, which lists those of several layers.
  public static func quality(
    _ loaded: LoadedLayer,
    _ result: QualityResult,
    _ evidence: GeometryColumns,
    firstRow: Int,
    _ metresPerUnit: Double?
  ) throws -> PageMap {
    var layers = try QualityTheme.layers(loaded, result)
    layers.defects.geometry = evidence
    let rows = result.findings.indices.map { [PageFigure.Row("findings", firstRow + $0)] }
    let name = loaded.phrase
    return PageMap(
      table: "findings",
      title: Phrase(zh: "缺陷位置：\(name.zh)", en: "Where the defects are: \(name.en)"),
      layers: [.init(layers.background, isContext: !evidence.extent.isEmpty), .init(layers.defects, rows: rows)],
      metresPerUnit: metresPerUnit
    )
  }

  /// Documents in force by stage, and the land that none covers.
  public static func approvals(
    _ result: ApprovalsResult,
    catalogue: StageCatalogue,
    _ metresPerUnit: Double?
  ) throws -> [PageMap] {
    var stages = try PipelineTheme.layer(result, catalogue: catalogue)
    // Documents of a stage may lie over each other: the sum of their areas is no land.
    stages.areas = []
    var rows = [[PageFigure.Row]](repeating: [], count: stages.geometry.count)
    for (number, state) in ApprovalsDocument.ordered(result).enumerated() {
      rows[state.document] = [.init("documents", number)]
    }
    var maps = [
      PageMap(
        table: "documents",
        title: Phrase(zh: "有效文件按阶段", en: "Documents in force by stage"),
        layers: [.init(stages, rows: rows)],
        metresPerUnit: metresPerUnit
      )
    ]
    if !result.pieces.pieces.isEmpty {
      maps.append(
        PageMap(
          table: "pieces",
          title: Phrase(zh: "未覆盖的土地", en: "Land that no document covers"),
          layers: [try uncovered(result)],
          metresPerUnit: metresPerUnit
        )
      )
    }
    return maps
  }

  private static func uncovered(_ result: ApprovalsResult) throws -> PageMap.Layer {
    let schemes = try MapSchemes.embedded()
    let kinds = UncoveredPieces.Kind.allCases
    let pieces = result.pieces.pieces
    var rows = [[PageFigure.Row]](repeating: [], count: pieces.count)
    for (number, piece) in ApprovalsDocument.orderedPieces(result).enumerated() {
      rows[piece] = [.init("pieces", number)]
    }
    let classes = kinds.enumerated().map { number, kind in
      var style = schemes.valueStyle(number == 0 ? 6 : 0)
      if number > 0 { style.hatch = MapStyle.Hatch(angle: 45, colour: .black) }
      return MapClass(key: "uncovered:\(kind.rawValue)", title: kind.name, style: style)
    }
    let layer = MapLayer(
      geometry: result.pieces.geometry,
      classes: classes,
      classOf: pieces.map { kinds.firstIndex(of: $0.kind) },
      areas: pieces.map(\.area.squareMetres),
      labels: pieces.map { [result.register.documents[$0.document].name] }
    )
    return .init(layer, rows: rows)
  }

  /// Candidates for a tenant: those that fit with their row, the others with their first reason; idle lots with theirs.
  public static func reuse(
    _ tenant: Tenant,
    _ matches: [ReuseMatch],
    _ idle: [IdleFinding],
    _ language: Language,
    _ metresPerUnit: Double?
  ) throws -> PageMap {
    let layer = try ReuseTheme.layer(matches, language: language)
    let idleRows = Dictionary(
      idle.enumerated().map { ($1.label, PageFigure.Row("idle", $0)) },
      uniquingKeysWith: { first, _ in first }
    )
    let table = "candidates:\(tenant.id)"
    var ranks = 0
    var reasons = 0
    var rows: [[PageFigure.Row]] = []
    for match in matches {
      let more = idleRows[match.candidate.label].map { [$0] } ?? []
      if match.exclusions.isEmpty {
        rows.append([.init(table, ranks)] + more)
        ranks += 1
      } else {
        rows.append(match.exclusions.indices.map { .init("excluded:\(tenant.id)", reasons + $0) } + more)
        reasons += match.exclusions.count
      }
    }
    let name = Phrase(tenant.name)
    return PageMap(
      table: table,
      title: Phrase(zh: "\(tenant.id) \(name.zh)：候选", en: "\(tenant.id) \(name.en): candidates"),
      layers: [.init(layer, rows: ReuseTheme.drawn(matches).map { rows[$0] }, isLabelled: false)],
      metresPerUnit: metresPerUnit
    )
  }

  /// What drops out of a zone, with the rows of the waterfall; blocks with theirs.
  ///
  /// - Parameter listed: m² from which a block has a row.
  public static func assembly(
    _ result: LandAssembly,
    listed: Double,
    language: Language,
    _ metresPerUnit: Double?
  ) throws -> PageMap {
    let large = result.blocks.filter { $0.area.squareMetres >= listed }
    let blocks = Dictionary(
      large.enumerated().flatMap { row, block in block.units.map { ($0, row) } },
      uniquingKeysWith: { first, _ in first }
    )
    let pieces = result.pieces
    let rows = (0..<pieces.geometry.count).map { piece -> [PageFigure.Row] in
      if let step = pieces.steps[piece] { return [.init("waterfall", step)] }
      if let block = pieces.units[piece].flatMap({ blocks[$0] }) { return [.init("blocks", block)] }
      return [.init("waterfall", result.steps.count)]
    }
    return PageMap(
      table: "waterfall",
      title: Phrase(zh: "扣除与可开发土地", en: "Deductions and developable land"),
      layers: [.init(try AssemblyTheme.layer(result, language: language), rows: rows, isLabelled: true)],
      metresPerUnit: metresPerUnit
    )
  }
}
