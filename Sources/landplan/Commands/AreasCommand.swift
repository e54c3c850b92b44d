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
      say(zh: "申报面积的单位：m2、ha 或 mu。", en: "Unit of the declared areas: m2, ha or mu."),
      valueName: "unit"
    )
  )
  var declaredUnit: AreaUnit?

  @Flag(
    name: .long,
    help: ArgumentHelp(say(zh: "列出重叠：并集与重复计算部分。", en: "State overlaps: the union and what is counted twice."))
  )
  var overlaps = false

  @Flag(name: .long, help: ArgumentHelp(say(zh: "逐个要素列出。", en: "A row for each feature.")))
  var each = false

  func run() throws {
    let inputs = try input.open()
    let tolerance = try DeclaredTolerance(profile: inputs.project?.thresholds, on: inputs.project?.asOf)
    var layers: [AreasDocument.LayerAreas] = []
    var notes = inputs.notes
    var facts = [Fact("source", Phrase(zh: "来源", en: "source"), .text(input.shownSource))]
    for loaded in inputs.layers where loaded.hasPolygons || inputs.layers.count == 1 {
      let measure = try measure.measure(for: loaded, projectBasis: inputs.project?.basis)
      layers.append(try areas(of: loaded, measure, tolerance))
      notes += measure.notes + AreasDocument.flagNotes(loaded.phrase, layers[layers.count - 1].tally.flagCounts)
      if facts.count == 1 { facts += measure.facts }
    }
    try output.write(AreasDocument.make(facts: facts, layers: layers, unit: measure.unit, notes: notes))
  }

  private func areas(
    of loaded: LoadedLayer,
    _ measure: LayerMeasure,
    _ tolerance: DeclaredTolerance
  ) throws -> AreasDocument.LayerAreas {
    let fields = try fields(of: loaded)
    let areas = try measure.areas(loaded.layer.geometry)
    var tally = AreaTally(
      basis: measure.basis,
      groupField: fields.group,
      declaredField: fields.declared,
      declaredUnit: fields.unit,
      tolerance: tolerance
    )
    let labels = (0..<loaded.count).map { loaded.label(of: $0) }
    try tally.add(loaded.layer, areas: areas, labels: labels)
    let names = loaded.column(.name).map { column in labels.indices.map { column.text($0) ?? labels[$0] } } ?? labels
    let account =
      overlaps || loaded.role == .zones
      ? try OverlapAccount(loaded.layer.geometry, areas: areas, basis: measure.basis) { try measure.areas($0) } : nil
    return AreasDocument.LayerAreas(
      name: loaded.phrase[language],
      tally: tally,
      overlaps: account,
      labels: names,
      features: each ? zip(labels, areas).map { ($0, $1) } : nil
    )
  }

  /// The fields asked for, else those that the project file or the usual names give.
  private func fields(of loaded: LoadedLayer) throws -> (group: String?, declared: String?, unit: AreaUnit) {
    let group = try by.map { try loaded.requiredColumn($0).field.name }
    let stated = try declared.map { try loaded.requiredColumn($0).field.name }
    let usual = loaded.role == nil ? nil : loaded.fields[.declaredArea]
    let groups = group ?? (loaded.role == .zones ? loaded.fields[.name] ?? loaded.fields[.id] : nil)
    return (groups, stated ?? usual, declaredUnit ?? loaded.entry?.declaredUnit ?? .squareMetre)
  }
}
