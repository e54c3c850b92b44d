import ArgumentParser
import Features
import GEOS
import Geometry
import LandAnalysis
import LandMap
import LandModel
import LandReport
import PROJ

/// `landplan adjust`: two versions of a plan, or a row of them, compared so that every sum closes.
struct AdjustCommand: AnsweringCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "adjust",
      abstract: say(
        zh: "控规调整前后比较：地块沿革、转移矩阵、用地平衡、容量与设施、变更类别。",
        en: "A plan before and after: what became of each parcel, transfer, balance, capacity, class of change."
      ),
      discussion: say(
        zh: "adjust 调整前 调整后；adjust 项目（比较其中有前后两版的规划）；adjust --history 甲 乙 丙 … 逐版比较；adjust 一版（或一个文件夹的图层）只给出该版的用地平衡表与指标。",
        en:
          "adjust BEFORE AFTER; adjust PROJECT for its plans with both versions; adjust --history A B C … step by step; "
          + "adjust ONE (or a folder of layers) gives that version's balance table and indicators."
      )
    )
  }

  @OptionGroup var input: InputOptions

  @Argument(
    help: ArgumentHelp(
      say(zh: "调整后的图层；--history 时可有多个。", en: "The layer after; several with --history."),
      valueName: "after"
    )
  )
  var others: [String] = []

  @Flag(name: .long, help: ArgumentHelp(say(zh: "按先后比较多个版本。", en: "Compare a row of versions, step by step.")))
  var history = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "申报的调整范围，文件[:图层]。", en: "Declared scope of the adjustment, a file[:layer]."),
      valueName: "source"
    )
  )
  var scope: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "项目中的规划名。", en: "Name of one plan of the project."), valueName: "name")
  )
  var plan: String?

  @Option(name: .long, help: ArgumentHelp(say(zh: "用地代码字段。", en: "Field of land-use codes."), valueName: "field"))
  var code: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "地块编号字段，只作名称。", en: "Field that names parcels; for names only."), valueName: "field")
  )
  var id: String?

  @Option(name: .long, help: ArgumentHelp(say(zh: "代码级别 1、2 或 3。", en: "Level of codes: 1, 2 or 3."), valueName: "n"))
  var level = 3

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "分级办法：national、datong、taiyuan 或 YAML 文件。", en: "Profile: national, datong, taiyuan or a YAML file."),
      valueName: "name|file"
    )
  )
  var profile = AdjustmentProfile.defaultID

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "在此平面坐标系中比较。", en: "The plane system to compare in."), valueName: "crs")
  )
  var crs: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "变化地块写成图形文件，每块附其上的规则意见。",
        en: "Write the changed land as shapes, each with the rule findings on it; the ending tells the format."
      ),
      valueName: "path"
    )
  )
  var shapes: String?

  @OptionGroup var measure: MeasureOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var shapeOptions: ShapeOptions

  func validate() throws {
    guard (1...3).contains(level) else {
      throw ValidationError(say(zh: "--level 应为 1、2 或 3", en: "--level must be 1, 2 or 3"))
    }
    if history, others.isEmpty {
      throw ValidationError(say(zh: "--history 需要两个以上图层", en: "--history needs two layers or more"))
    }
    if !history, others.count > 1 {
      throw ValidationError(say(zh: "比较两个以上版本请加 --history", en: "more than two versions need --history"))
    }
  }

  func run() throws {
    let answer = try answer()
    if let shapes { try shapeOptions.write(answer.shapes(), to: shapes, output) }
    try output.write(answer)
  }

  func answer() throws -> CommandAnswer {
    if others.isEmpty, !history, Project.file(at: input.source) == nil { return try statement() }
    let comparisons = try self.comparisons()
    let limit = output.format == .table ? 80 : nil
    let isSingle = comparisons.count == 1
    var tables: [LandReport.Table] = []
    if history {
      let steps = comparisons.map(\.result)
      tables = [try HistoryTable.make(steps), try HistoryTable.matrix(steps, limit: limit)]
    }
    if !history {
      tables += try comparisons.flatMap {
        try AdjustmentDocument.tables(
          $0.result,
          prefix: isSingle ? "" : $0.name + "-",
          unit: measure.unit,
          limit: limit
        )
      }
    }
    let facts = [
      Fact("source", Phrase(zh: "来源", en: "source"), .text(([input.source] + others).joined(separator: " → ")))
    ]
    let document = ReportDocument(
      command: "adjust",
      title: Phrase(zh: "控规调整比较", en: "Plan adjustment"),
      facts: facts + (comparisons.first?.facts ?? []),
      tables: tables,
      notes: comparisons.flatMap(\.notes)
    )
    var answer = CommandAnswer(document: document, hasFindings: false) {
      // A project's plans are checked together, once.
      let together = try others.isEmpty ? comparisons.first.map { try changeRules($0, 0) } : nil
      return try comparisons.enumerated().map { number, step in
        let rules = try together ?? changeRules(step, number)
        return try ValidShapes.of(step.layers) {
          try ChangeLayer.make(step.result, name: step.name, crs: step.crs, language: language, rules: rules)
        }
      }
    }
    guard !history else { return answer }
    answer.maps = {
      try comparisons.map {
        let metres = try $0.crs.map { try CRS($0).metresPerUnit } ?? 1
        return try PageMaps.change($0.result, table: (isSingle ? "" : $0.name + "-") + "ledger", metres)
      }
    }
    return answer
  }

  /// The versions that were named, compared.
  func comparisons() throws -> [Comparison] {
    let profile = try AdjustmentProfile.named(profile)
    return others.isEmpty ? try projectPlans(profile) : try files(profile)
  }

  struct Comparison {
    let name: String
    let result: AdjustmentResult
    /// The version before and the version after.
    let layers: [LoadedLayer]
    let crs: CRSReference?
    let facts: [Fact]
    let notes: [Note]
  }

  // MARK: Files

  private func files(_ profile: AdjustmentProfile) throws -> [Comparison] {
    var first = try input.loader().layer(input.source)
    if let crs {
      first = try first.transformed(to: CRS(crs))
    } else if first.crs?.isGeographic == true {
      first = try first.transformed(to: PlaneSystem.fitting(first))
    }
    let target = first.crs.map { $0.code ?? $0.definition }
    let loader = try input.loader(target: target)
    let area = try scope.map { try loader.layer($0).layer.geometry }
    var layers = [first]
    for other in others { layers.append(try loader.layer(other)) }
    let gauge = try measure.measure(for: first)
    let classification = try Self.classification(layers, code: code)
    return try (1..<layers.count).map { step in
      let result = try compare(layers[step - 1], layers[step], gauge, area, classification, profile, nil, nil)
      let notes = [layers[step - 1], layers[step]].flatMap { SourceNotes.notes(of: $0) }
      return Comparison(
        name: history ? "\(layers[step - 1].layer.name) → \(layers[step].layer.name)" : "changes",
        result: result,
        layers: [layers[step - 1], layers[step]],
        crs: first.layer.crs,
        facts: gauge.facts,
        notes: notes + gauge.notes + (history ? [] : try AdjustmentDocument.notes(result))
      )
    }
  }

  // MARK: Project

  private func projectPlans(_ profile: AdjustmentProfile) throws -> [Comparison] {
    guard Project.file(at: input.source) != nil else { throw CommandError.notAProject(input.source) }
    let park = try input.loader().project(input.source, roles: [.plan, .scope, .roadRedline, .roads, .controlLine])
    guard let crs = park.crs else { throw CommandError.noCRS(Place(file: park.project.file)) }
    let basis = try measure.basis(for: park, crs)
    let gauge = LayerMeasure(basis: basis, crs: crs, measure: try AreaMeasure(crs: crs, basis: basis))
    var names: [String] = []
    for layer in park.layers(.plan) {
      if let name = layer.entry?.plan, !names.contains(name), plan.map({ $0 == name }) ?? true { names.append(name) }
    }
    let loader = try input.loader(target: crs.code ?? crs.definition)
    let stated = try scope.map { try loader.layer($0).layer.geometry }
    var comparisons: [Comparison] = []
    for name in names {
      guard let before = park.plan(name, .before), let after = park.plan(name, .after) else { continue }
      let area = stated ?? Self.declaredScope(park, within: after.layer.geometry.extent)
      let classification = try Self.classification([before, after], code: code, asOf: park.project.asOf)
      let redlines = try ValidShapes.of(park.layers(.roadRedline)) {
        try self.redlines(park, within: before.layer.geometry.extent, gauge, profile)
      }
      let lines = try ControlLineChange(
        before: park.formerLines,
        after: park.layers(.controlLine),
        within: before.layer.geometry.extent,
        sliver: profile.thresholds.sliverArea
      )
      let lengths = try ValidShapes.of([before, after] + park.layers(.roads)) {
        try Self.roadLengths(park, before, after)
      }
      let result = try compare(before, after, gauge, area, classification, profile, redlines, lengths, lines)
      let synthetic = park.project.isSynthetic ? [SourceNotes.synthetic] : []
      comparisons.append(
        Comparison(
          name: name,
          result: result,
          layers: [before, after],
          crs: after.layer.crs,
          facts: gauge.facts + (park.project.asOf.map { [Fact.asOf($0)] } ?? []),
          notes: synthetic + SourceNotes.notes(of: before) + SourceNotes.notes(of: after) + gauge.notes
            + (try AdjustmentDocument.notes(result))
        )
      )
    }
    if comparisons.isEmpty { throw Self.noVersions(park.project.file, plan) }
    return comparisons
  }

  /// The project's scopes of adjustment (kind `adjustment`) that lie in the plan.
  private static func declaredScope(_ park: LoadedProject, within box: Box) -> GeometryColumns? {
    guard let layer = park.layer(.scope), let kinds = layer.column(.kind) else { return nil }
    let chosen = (0..<layer.count).filter { feature in
      let own = layer.layer.geometry.box(of: feature)
      let isWithin = own.midX > box.minX && own.midX < box.maxX && own.midY > box.minY && own.midY < box.maxY
      return kinds.text(feature) == "adjustment" && isWithin
    }
    return chosen.isEmpty ? nil : layer.layer.geometry.selecting(chosen)
  }

  /// Red lines of two layers, the first before, the second after, that lie in the plan.
  private func redlines(
    _ park: LoadedProject,
    within box: Box,
    _ gauge: LayerMeasure,
    _ profile: AdjustmentProfile
  ) throws -> RedlineChange? {
    let layers = park.layers(.roadRedline)
    guard layers.count == 2 else { return nil }
    var states: [PlanState] = []
    var widths: [[Double?]] = []
    for layer in layers {
      var own = layer
      let chosen = (0..<layer.count).filter { feature in
        let it = layer.layer.geometry.box(of: feature)
        return it.midX > box.minX && it.midX < box.maxX && it.midY > box.minY && it.midY < box.maxY
      }
      own.layer = layer.layer.selecting(chosen)
      states.append(try state(own, gauge, code: nil, id: nil))
      widths.append((0..<own.count).map { own.column(.width)?.number($0) })
    }
    return try RedlineChange(
      before: states[0],
      after: states[1],
      widths: (widths[0], widths[1]),
      thresholds: profile.thresholds
    )
  }

  /// Length of road centre lines within each version's land; layers without a version stand for both.
  private static func roadLengths(
    _ park: LoadedProject,
    _ before: LoadedLayer,
    _ after: LoadedLayer
  ) throws -> RoadLengths? {
    let roads = park.layers(.roads)
    guard !roads.isEmpty else { return nil }
    let (old, new) = (roads.filter { $0.entry?.version != .after }, roads.filter { $0.entry?.version != .before })
    let isOneLayer = roads.allSatisfy { $0.entry?.version == nil }
    let length = try roadLength(new, after)
    return RoadLengths(
      before: try isOneLayer ? length : roadLength(old, before),
      after: length,
      isOneLayer: isOneLayer
    )
  }

  /// Length of road centre lines within the plan's land, in m.
  private static func roadLength(_ roads: [LoadedLayer], _ plan: LoadedLayer) throws -> Double {
    let polygons = (0..<plan.count).filter { plan.layer.geometry.kinds[$0].isPolygonal }
    let land = try Shape.union(of: polygons.map { try Shape(plan.layer.geometry, feature: $0) })
    var length = 0.0
    for layer in roads {
      for feature in 0..<layer.count where layer.layer.geometry.box(of: feature).intersects(land.box) {
        length += try Shape(layer.layer.geometry, feature: feature).intersection(land).length
      }
    }
    return length
  }

  // MARK: Comparing

  func state(_ layer: LoadedLayer, _ gauge: LayerMeasure, code: String?, id: String?) throws -> PlanState {
    let areas =
      try gauge.measure.map { try $0.areas(of: layer.layer.geometry, rounded: false) }
      ?? gauge.areas(layer.layer.geometry)
    return try PlanState(layer, code: code, id: id, areas: areas, basis: gauge.basis)
  }

  private func compare(
    _ before: LoadedLayer,
    _ after: LoadedLayer,
    _ gauge: LayerMeasure,
    _ scope: GeometryColumns?,
    _ classification: LandUseClassification?,
    _ profile: AdjustmentProfile,
    _ redlines: RedlineChange?,
    _ roadLengths: RoadLengths?,
    _ controlLines: ControlLineChange? = nil
  ) throws -> AdjustmentResult {
    try AdjustmentResult(
      before: state(before, gauge, code: code, id: id),
      after: state(after, gauge, code: code, id: id),
      scope: scope,
      redlines: redlines,
      controlLines: controlLines,
      roadLengths: roadLengths,
      classification: classification,
      level: level,
      profile: profile
    )
  }

  /// The version of codes that a layer states, else the guide that knows the most codes, where it knows half of them; of
  /// equals the one in force on the day.
  static func classification(
    _ layers: [LoadedLayer],
    code: String?,
    asOf day: CalendarDate? = nil
  ) throws -> LandUseClassification? {
    let catalogue = try LandUseCatalogue.embedded()
    if let stated = layers.lazy.compactMap({ $0.entry?.landUse }).first { return catalogue[stated] }
    var codes: Set<String> = []
    for layer in layers {
      guard let column = try code.map({ try layer.requiredColumn($0) }) ?? layer.column(.landUseCode) else { continue }
      codes.formUnion((0..<layer.count).compactMap { column.text($0) })
    }
    let inForce = day.flatMap { catalogue.guide(on: $0)?.id } ?? .guide2023
    let known = [LandUseClassification.ID.guide2023, .guide2020].compactMap { catalogue[$0] }.map { version in
      (version, codes.count { version.match($0).landUseClass != nil })
    }
    guard let best = known.max(by: { $0.1 < $1.1 || ($0.1 == $1.1 && $1.0.id == inForce) }) else { return nil }
    return best.1 * 2 >= codes.count && best.1 > 0 ? best.0 : nil
  }

  private static func noVersions(_ file: String, _ plan: String?) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.noVersions.rawValue,
      at: Place(file: file),
      found: plan.map { "no plan “\($0)” with both versions" } ?? "no plan with both versions",
      expected: "two layers of role plan with the same plan: and version: before and after",
      advice: "Name two files, or complete the project file",
      arguments: plan.map { [$0] } ?? []
    )
  }
}
