import ArgumentParser
import Features
import GEOS
import Geometry
import LandAnalysis
import LandMap
import LandModel
import LandReport
import PROJ

/// Runs the analysis of a theme through its own command, so that a map shows what that command prints.
struct MapAnalyses {
  let command: MapCommand
  private let sources: MapSources

  init(_ command: MapCommand) {
    self.command = command
    sources = MapSources(command)
  }

  /// The arguments that the other command is given.
  private func arguments(_ more: [(String, String?)] = []) -> [String] {
    var list: [String] = []
    let day = command.asOf.map { "\($0)" }
    let named: [(String, String?)] = [
      ("--source-crs", command.input.sourceCRS), ("--datum-shift", command.input.datumShift),
      ("--encoding", command.input.encoding),
      ("--where", command.input.filter), ("--basis", command.basis?.rawValue),
    ]
    for (name, value) in named + more {
      if let value { list += [name, value] }
    }
    if command.input.repair { list.append("--repair") }
    if command.input.keepCRS { list.append("--keep-crs") }
    if let day, !more.contains(where: { $0.0 == "--no-date" }) { list += ["--as-of", day] }
    return list.filter { $0 != "--no-date" && !$0.isEmpty }
  }

  private func content(
    _ title: Phrase,
    subtitle: Phrase?,
    panes: [MapPane],
    crs: CRS?,
    basis: AreaBasis,
    day: CalendarDate?,
    project: Project?,
    source: [String],
    extent: Box? = nil
  ) -> MapContent {
    var facts = MapSources.facts(crs, basis, day, source)
    if let project { facts[facts.count - 1].value = Phrase(project.name) }
    return MapContent(
      title: title,
      subtitle: subtitle ?? project.map { Phrase($0.name) },
      panes: panes,
      facts: facts,
      isSynthetic: project?.isSynthetic ?? false,
      metresPerUnit: crs?.metresPerUnit ?? 1,
      date: day.map { "\($0)" },
      extent: extent
    )
  }

  private func park(_ roles: Set<LayerRole>) throws -> LoadedProject? {
    guard Project.file(at: command.input.source) != nil else { return nil }
    return try command.input.loader(validates: false).project(command.input.source, roles: roles)
  }

  // MARK: Themes

  func change() throws -> MapContent {
    var list = [command.input.source] + command.others
    list += arguments([
      ("--code", command.code), ("--plan", command.plan), ("--crs", command.crs), ("--no-date", ""),
    ])
    let adjust = try AdjustCommand.parse(list)
    guard let comparison = try adjust.comparisons().first else { throw CommandError.notAProject(command.input.source) }
    let result = comparison.result
    let crs = try comparison.crs.map { try CRS($0) }
    let panes = try ChangeTheme.panes(
      result,
      before: try plan(result.before, result, crs),
      after: try plan(result.after, result, crs)
    )
    let park = try park([.plan])
    let (before, after) = (Phrase(result.before.title), Phrase(result.after.title))
    return content(
      Phrase(zh: "规划调整：前、后与变化", en: "Plan before, after, and what changed"),
      subtitle: Phrase(zh: "\(before.zh) → \(after.zh)", en: "\(before.en) → \(after.en)"),
      panes: panes,
      crs: crs,
      basis: result.basis,
      day: command.asOf ?? park?.project.asOf,
      project: park?.project,
      source: [command.input.shownSource] + command.others
    )
  }

  /// One version in the colours of its uses; by the values of its codes where they are no classification's.
  private func plan(_ state: PlanState, _ result: AdjustmentResult, _ crs: CRS?) throws -> MapLayer {
    var codes = Column(Field("code", .text))
    for code in state.codes { codes.append(code.map { .text($0) } ?? .null) }
    let layer = Layer(
      name: state.title.chinese,
      geometry: state.geometry,
      table: AttributeTable(columns: [codes], rowCount: state.count),
      crs: crs.map { CRSReference($0.code ?? $0.definition, origin: .stated) }
    )
    let loaded = try SourceLoader(options: LoadOptions()).loaded(layer)
    let names = state.labels
    var label: FeatureLabel?
    if command.label != "none" { label = { [names[$0]] } }
    if let version = result.classification {
      return try LandUseTheme.layer(
        loaded,
        code: codes,
        classification: version,
        level: command.level,
        areas: state.areas,
        label: label
      )
    }
    if (result.before.codes + result.after.codes).allSatisfy({ $0 == nil }) {
      var layer = try ValueTheme.layer(loaded, by: nil, areas: state.areas, label: label)
      layer.classes[0].title = Phrase(zh: "地块（没有用地代码）", en: "Parcels (no codes of land use)")
      return layer
    }
    let seen = Set((result.before.codes + result.after.codes).compactMap { $0 }).sorted()
    return try ValueTheme.layer(loaded, by: codes, among: seen, areas: state.areas, label: label)
  }

  func pipeline(byExpiry: Bool) throws -> MapContent {
    let approvals = try ApprovalsCommand.parse([command.input.source] + arguments())
    let (result, own, gauge) = try approvals.analyse()
    var layer =
      byExpiry
      ? try ExpiryTheme.layer(result) : try PipelineTheme.layer(result, catalogue: try StageCatalogue.embedded())
    // Documents overlap: the legend has the land under a class, not the sum of its documents.
    layer.classAreas = try layer.classes.indices.map { number in
      let shapes = try layer.classOf.indices.filter {
        layer.classOf[$0] == number && layer.geometry.kinds[$0].isPolygonal
      }
      .map { try Shape(layer.geometry, feature: $0) }
      guard !shapes.isEmpty else { return 0 }
      let land = try GeometryColumns(CollectionOfOne(Shape.union(of: shapes).polygonalPart().polygons))
      return try gauge.areas(land).reduce(0, +)
    }
    var layers = [layer]
    if let park = try park([.zones]) { layers += try sources.context(park, within: nil) }
    var made = content(
      byExpiry
        ? Phrase(zh: "批准文件到期情况", en: "Approvals by expiry") : Phrase(zh: "报批阶段", en: "Approvals by stage"),
      subtitle: nil,
      panes: [MapPane(layers: layers)],
      crs: gauge.crs,
      basis: result.basis,
      day: result.day,
      project: own.project,
      source: [command.input.shownSource]
    )
    made.notes.append(
      Phrase(
        zh: "图例面积为该类批文所覆盖的土地，重叠只计一次；各类之间可重叠",
        en: "Areas in the legend are land under documents of the class, counted once; classes may overlap"
      )
    )
    return made
  }

  func rules() throws -> MapContent {
    let rules = try RulesCommand.parse([command.input.source] + arguments([("--plan", command.plan)]))
    let (report, own, _) = try rules.evaluate()
    let finding = try RulesTheme.layer(report)
    let schemes = try MapSchemes.embedded()
    var layers: [MapLayer] = []
    if let park = try park([.plan]) {
      for layer in park.layers(.plan) where layer.entry?.version != .before {
        if let plan = command.plan, layer.entry?.plan != plan { continue }
        layers.append(MapLayer(layer.layer.geometry, schemes.mapClass("base", "backdrop", title: layer.phrase)))
        layers[layers.count - 1].classes[0].key += layer.entry?.label ?? ""
      }
    } else {
      let loaded = try command.input.loader(validates: false).layer(command.input.source)
      let moved = try own.crs.map { try loaded.transformed(to: $0) } ?? loaded
      layers.append(MapLayer(moved.layer.geometry, schemes.mapClass("base", "backdrop", title: moved.phrase)))
    }
    var made = content(
      Phrase(zh: "规则审查问题", en: "Findings of the rules"),
      subtitle: nil,
      panes: [MapPane(layers: layers + [finding])],
      crs: own.crs,
      basis: report.basis,
      day: report.asOf,
      project: try park([])?.project,
      source: [command.input.shownSource]
    )
    made.table = RulesTheme.table(report)
    return made
  }

  func assembly() throws -> MapContent {
    let assemble = try AssembleCommand.parse([command.input.source] + arguments([("--zone", command.zone)]))
    let done = try assemble.analyse()
    var layer = try AssemblyTheme.layer(done.result, language: language)
    if command.label == "none" { layer.labels = [] }
    var made = content(
      Phrase(zh: "连片整合：\(done.zoneName)", en: "Land assembly: \(done.zoneName)"),
      subtitle: nil,
      panes: [MapPane(layers: [layer])],
      crs: done.gauge.crs,
      basis: done.gauge.basis,
      day: done.question.asOf,
      project: done.park.project,
      source: [command.input.shownSource]
    )
    made.legendForm = .waterfall(
      whole: done.result.zone.squareMetres,
      title: Phrase(zh: "\(done.zoneName)总面积", en: "\(done.zoneName), all")
    )
    return made
  }

  /// The candidates of one tenant, the project's first where none is named.
  func reuse() throws -> MapContent {
    let reuse = try ReuseCommand.parse([command.input.source] + arguments([("--tenant", command.tenant)]))
    let done = try reuse.analyse()
    guard let entry = done.matches.first else { throw CommandError.unknownTenant(command.tenant ?? "", []) }
    var layer = try ReuseTheme.layer(entry.matches, language: language)
    if command.label == "none" { layer.labels = [] }
    let name = "\(entry.tenant.id) \(entry.tenant.name.chinese)"
    var made = content(
      Phrase(zh: "闲置再利用候选：\(name)", en: "Candidates for reuse: \(entry.tenant.id) \(entry.tenant.name.english)"),
      subtitle: nil,
      panes: [MapPane(layers: try sources.context(done.park, within: nil) + [layer])],
      crs: done.gauge.crs,
      basis: done.gauge.basis,
      day: done.day,
      project: done.park.project,
      source: [command.input.shownSource],
      extent: layer.geometry.extent.expanded(by: 200 / (done.gauge.crs?.metresPerUnit ?? 1))
    )
    made.table = ReuseTheme.table(entry.matches)
    return made
  }

  func quality() throws -> MapContent {
    let inputs = try command.input.open(validates: false)
    let thresholds = try QualityThresholds(profile: inputs.project?.thresholds, on: inputs.project?.asOf)
    var (backgrounds, defects): ([MapLayer], [MapLayer]) = ([], [])
    var crs: CRS?
    var names: [Phrase] = []
    for loaded in inputs.layers where loaded.hasPolygons {
      if inputs.project != nil, !Self.isChecked(loaded, command.plan) { continue }
      let plane = try MapSources.plane(loaded, command.crs)
      crs = crs ?? plane.crs
      names.append(plane.phrase)
      let made = try Self.defects(plane, thresholds)
      backgrounds.append(made.0)
      defects.append(made.1)
    }
    return content(
      Phrase(zh: "数据质量问题", en: "Data defects"),
      subtitle: names.isEmpty
        ? nil
        : Phrase(
          zh: "受检图层：" + names.map(\.zh).joined(separator: "、"),
          en: "Layers checked: " + names.map(\.en).joined(separator: ", ")
        ),
      panes: [MapPane(layers: backgrounds + defects)],
      crs: crs,
      basis: .plane,
      day: command.asOf ?? inputs.project?.asOf,
      project: inputs.project,
      source: [command.input.shownSource]
    )
  }

  /// Of a project the plan that is named, else every layer whose features must not overlap; of a plan's versions the one
  /// after.
  private static func isChecked(_ loaded: LoadedLayer, _ plan: String?) -> Bool {
    if loaded.entry?.version == .before { return false }
    guard let plan else { return loaded.role.map { $0.expectation != QualityCheck.Expectation.none } ?? false }
    return loaded.role == .plan && loaded.entry?.plan == plan
  }

  private static func defects(
    _ loaded: LoadedLayer,
    _ thresholds: QualityThresholds
  ) throws -> (MapLayer, MapLayer) {
    let expectation = loaded.role.map { $0.expectation } ?? .coverage
    let ids: Column? = expectation == .none ? nil : loaded.column(.id) ?? loaded.layer.ids
    let geometry = loaded.layer.geometry
    let check = QualityCheck(geometry, plane: nil, ids: ids, thresholds: thresholds, expectation: expectation)
    let result = check.run()
    return try QualityTheme.layers(loaded, result)
  }

  func site() throws -> MapContent {
    let own = arguments([("--parcel", command.parcel), ("--zone", command.zone)])
    return try MapSite(command: command, sources: sources, arguments: own).content()
  }
}
