import ArgumentParser
import Features
import Geometry
import LandAnalysis
import LandModel
import LandReport

/// `landplan areas`: areas of a source's layers, by any field, declared against measured, overlaps stated.
struct AreasCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "areas",
      abstract: say(
        zh: "面积统计：按任意字段分组，申报与实测对比，重叠部分单列。",
        en: "Areas by any field; declared against measured; what overlaps is stated."
      )
    )
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var measure: MeasureOptions
  @OptionGroup var output: OutputOptions

  @Option(name: .long, help: ArgumentHelp(say(zh: "按此字段分组。", en: "Group by this field."), valueName: "field"))
  var by: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "申报面积字段，与实测对比。", en: "Field of declared areas, set against the measured."),
      valueName: "field"
    )
  )
  var declared: String?

  @Option(
    name: .customLong("declared-unit"),
    help: ArgumentHelp(
      say(
        zh: "申报面积的单位：m2、ha 或 mu；默认看字段名，再按与实测面积之比判断。",
        en: "Unit of the declared areas: m2, ha or mu; default: by the field's name, else by the ratio to the measured."
      ),
      valueName: "unit"
    )
  )
  var declaredUnit: AreaUnit?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "也按此口径列出，可重复。",
        en: "Areas on this basis too, in a column; may be repeated."
      ),
      valueName: "basis"
    )
  )
  var also: [AreaBasis] = []

  @Flag(
    name: .long,
    help: ArgumentHelp(say(zh: "列出重叠：并集与重复计算部分。", en: "State overlaps: the union and what is counted twice."))
  )
  var overlaps = false

  @Flag(name: .long, help: ArgumentHelp(say(zh: "逐个要素列出。", en: "A row for each feature.")))
  var each = false

  func validate() throws {
    // In a project the unit is also that of the fields which the project names.
    let path = SourceReference(input.source, exists: InputFile.exists).path
    if declaredUnit != nil, declared == nil, Project.file(at: path) == nil {
      throw ValidationError(
        say(zh: "--declared-unit 要与 --declared 一起使用", en: "--declared-unit has no use without --declared")
      )
    }
  }

  func run() throws {
    try output.write(streamed() ?? whole())
  }

  /// The answer from sources that can be read batch after batch; nil where the layers must be held whole.
  private func streamed() throws -> ReportDocument? {
    guard !overlaps, let streams = try input.streams() else { return nil }
    do {
      let tolerance = try DeclaredTolerance(profile: nil, on: nil)
      var answers: [LayerAnswer] = []
      for stream in streams {
        var sum = StreamedAreas(command: self, header: stream.header, tolerance: tolerance)
        while sum.batchMeasure == nil, let batch = try stream.next() { try sum.add(batch) }
        if let measure = sum.batchMeasure {
          try stream.run({ try measure.areas(of: $0) }, take: { try sum.add($0, $1) })
        }
        let isWanted = sum.hasPolygons || streams.count == 1
        answers.append(LayerAnswer(record: stream.record, areas: isWanted ? try sum.finish(stream.extent) : nil))
      }
      return try document(answers, asOf: nil, notes: [])
    } catch is NeedsWholeLayer {
      return nil
    }
  }

  /// The answer from layers that are loaded whole.
  private func whole() throws -> ReportDocument {
    let isProject = Project.file(at: input.source) != nil
    let inputs = try input.open(refuses: isProject)
    let tolerance = try DeclaredTolerance(profile: inputs.project?.thresholds, on: inputs.project?.asOf)
    let answers = try inputs.layers.map { loaded in
      guard loaded.hasPolygons || inputs.layers.count == 1 else {
        return LayerAnswer(record: LoadRecord(loaded), areas: nil)
      }
      if !input.keepCRS { try loaded.refuseUnmeasurable() }
      let measure = try measure.measure(for: loaded, projectBasis: inputs.project?.basis)
      return LayerAnswer(record: LoadRecord(loaded), areas: try areas(of: loaded, measure, tolerance))
    }
    return try document(answers, asOf: inputs.project?.asOf, notes: inputs.sourceNotes)
  }

  private struct LayerAnswer {
    var record: LoadRecord
    var areas: MeasuredAreas?
  }

  private func document(_ answers: [LayerAnswer], asOf: CalendarDate?, notes: [Note]) throws -> ReportDocument {
    let measured = answers.compactMap(\.areas)
    var facts = [Fact("source", Phrase(zh: "来源", en: "source"), .text(input.shownSource))]
    facts += Self.facts(measured)
    if let asOf { facts.append(.asOf(asOf)) }
    let loading = answers.flatMap { SourceNotes.notes(of: $0.record) }
    let measuring = measured.flatMap(\.notes)
    return try AreasDocument.make(
      facts: facts,
      layers: measured.map(\.areas),
      unit: measure.unit,
      notes: notes + loading + measuring
    )
  }

  /// Basis and system: once where they are the same for all layers, else layer by layer.
  private static func facts(_ measured: [MeasuredAreas]) -> [Fact] {
    guard let first = measured.first?.measure else { return [] }
    let isSame = measured.allSatisfy { $0.measure.basis == first.basis && $0.measure.crs == first.crs }
    if isSame { return first.facts }
    return measured.flatMap { layer in
      layer.measure.facts.map { fact in
        let label = Phrase(
          zh: "\(layer.areas.title.zh)：\(fact.label.zh)",
          en: "\(layer.areas.title.en): \(fact.label.en)"
        )
        return Fact("\(fact.id):\(layer.areas.name)", label, fact.value)
      }
    }
  }

  private func areas(
    of loaded: LoadedLayer,
    _ measure: LayerMeasure,
    _ tolerance: DeclaredTolerance
  ) throws -> MeasuredAreas {
    var others = try others(for: loaded, beside: measure, tolerance)
    for index in others.indices { try others[index].add(loaded, keepsEach: each) }
    let coordinates = input.keepCRS ? [] : try loaded.coordinateNotes(measuredOn: measure.basis)
    var tally = try tally(for: loaded, measure.basis, tolerance)
    let areas = try measure.areas(loaded.layer.geometry)
    var unit: DeclaredAreaUnit?
    if let column = tally.declaredField.flatMap({ loaded.layer.table[$0] }) {
      let found = DeclaredAreaUnit(stated: statedUnit(of: loaded), column: column, measured: areas)
      tally.readDeclared(in: found.unit)
      unit = found
    }
    try tally.add(loaded.layer, areas: areas) { loaded.label(of: $0) }
    let wantsOverlaps = overlaps || loaded.role == .zones
    let overlapping = wantsOverlaps ? try OverlapShapes(loaded, areas, measure) : nil
    let account = try overlapping.map { shapes in
      try OverlapAccount(shapes.geometry, areas: shapes.areas, basis: measure.basis) { try measure.areas($0) }
    }
    let names = loaded.column(.name)
    let answer = AreasDocument.LayerAreas(
      title: loaded.phrase,
      name: loaded.layer.name,
      tally: tally,
      overlaps: account,
      labels: wantsOverlaps ? (0..<loaded.count).map { names?.text($0) ?? loaded.label(of: $0) } : [],
      features: each ? areas.indices.map { (loaded.label(of: $0), areas[$0]) } : nil,
      others: others.map(\.answer)
    )
    return MeasuredAreas(
      areas: answer,
      measure: measure,
      otherNotes: others.flatMap(\.measure.notes) + coordinates + (overlapping?.notes ?? []),
      declaredUnit: unit
    )
  }

  /// The unit of declared areas that the user or the project states.
  func statedUnit(of loaded: LoadedLayer) -> AreaUnit? { declaredUnit ?? loaded.entry?.declaredUnit }

  /// The bases asked for beside the first, each once; throws where one cannot be had in the layer's system.
  func others(
    for loaded: LoadedLayer,
    beside first: LayerMeasure,
    _ tolerance: DeclaredTolerance
  ) throws -> [OtherMeasure] {
    try also.enumerated().filter { $1 != first.basis && !also[..<$0].contains($1) }.map { _, basis in
      var options = measure
      options.basis = basis
      let tally = try self.tally(for: loaded, basis, tolerance)
      return OtherMeasure(
        measure: try options.measure(for: loaded),
        tally: AreaTally(basis: basis, groupField: tally.groupField, tolerance: tolerance)
      )
    }
  }

  /// An empty tally by the fields asked for, else by those that the project file or the usual names give.
  func tally(
    for loaded: LoadedLayer,
    _ basis: AreaBasis,
    _ tolerance: DeclaredTolerance
  ) throws -> AreaTally {
    let group = try by.map { try loaded.requiredColumn($0).field.name }
    let stated = try declared.map { try loaded.requiredColumn($0).field.name }
    let usual = loaded.role == nil ? nil : loaded.fields[.declaredArea]
    return AreaTally(
      basis: basis,
      groupField: group ?? (loaded.role == .zones ? loaded.fields[.name] ?? loaded.fields[.id] : nil),
      declaredField: stated ?? usual,
      declaredUnit: statedUnit(of: loaded) ?? .squareMetre,
      tolerance: tolerance
    )
  }
}

/// One layer's answer, and what to say of how it was measured.
struct MeasuredAreas {
  var areas: AreasDocument.LayerAreas
  var measure: LayerMeasure
  var otherNotes: [Note]
  /// How declared areas were read; nil where there are none.
  var declaredUnit: DeclaredAreaUnit?

  /// In the order of the work: measuring, geometry, declared areas.
  var notes: [Note] {
    var notes = measure.notes + otherNotes
    notes += AreasDocument.flagNotes(areas.title, areas.tally.flagCounts)
    notes += AreasDocument.declaredNotes(areas.title, areas.tally)
    if let declaredUnit, let field = areas.tally.declaredField {
      notes += AreasDocument.unitNotes(areas.title, field: field, declaredUnit, option: "--declared-unit")
    }
    return notes
  }
}

/// A layer measured on one more basis, batch after batch.
struct OtherMeasure {
  let measure: LayerMeasure
  private(set) var tally: AreaTally
  private var areas: [Double] = []

  init(measure: LayerMeasure, tally: AreaTally) {
    self.measure = measure
    self.tally = tally
  }

  mutating func add(_ batch: LoadedLayer, keepsEach: Bool) throws {
    try add(batch, measure.areas(batch.layer.geometry), keepsEach: keepsEach)
  }

  mutating func add(_ batch: LoadedLayer, _ more: [Double], keepsEach: Bool) throws {
    try tally.add(batch.layer, areas: more)
    if keepsEach { areas += more }
  }

  var answer: AreasDocument.LayerAreas.OtherBasis { .init(tally: tally, areas: areas) }
}
