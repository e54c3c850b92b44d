public import ArgumentParser
import Features
import GEOS
import Geometry
import LandAnalysis
import LandMap
public import LandModel
import LandReport
import PROJ

/// `landplan assemble`: what of a zone can be built on, what quotas it takes, and how a target is reached.
struct AssembleCommand: AnsweringCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "assemble",
      abstract: say(
        zh: "连片整合：从范围到可开发土地的逐项扣除、连片地块、指标需求，以及达到目标面积的选地方案。",
        en: "Land assembly: what of a zone can be built on, its blocks, its quotas, and selections that reach a target."
      ),
      discussion: say(
        zh: "每平方米只有一个扣除原因，按优先顺序；各项之和等于范围面积。扣除项、优先顺序与费用权重是数据，可用 --profile 换成自己的。目标不能达到时退出码为 1。",
        en:
          "Each square metre has one reason, the first that holds; the steps sum to the zone. Deductions, their order and cost weights are data: --profile takes your own. Exit code 1 where the target cannot be reached."
      )
    )
  }

  @OptionGroup var input: InputOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "项目中的片区，名称或编号。", en: "A zone of the project, by name or id."),
      valueName: "name"
    )
  )
  var zone: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "以此文件[:图层]的面为范围，代替片区。", en: "The polygons of a file[:layer] instead of a zone."),
      valueName: "source"
    )
  )
  var site: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "目标面积，例如 8000mu、533ha。", en: "Area to reach, for example 8000mu or 533ha."),
      valueName: "area"
    )
  )
  var target: StatedArea?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "指标上限，可重复：new-construction、cultivated、paddy、forest、existing-construction、unclassified，例如 paddy=500mu。",
        en:
          "Upper limit of a quota, may be repeated: new-construction, cultivated, paddy, forest, existing-construction or unclassified, for example paddy=500mu."
      ),
      valueName: "quota=area"
    )
  )
  var limit: [QuotaLimit] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "相距不超过此距离（米）的地块视为连片；默认按配置。", en: "Pieces nearer than this (m) hang together; default: the profile's."),
      valueName: "m"
    )
  )
  var gap: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "扣除与费用配置：名称或 .yaml 文件。", en: "Deductions and costs: a profile's name, or a .yaml file."),
      valueName: "profile"
    )
  )
  var profile: String = AssemblyProfile.defaultID

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      say(zh: "截止日期；默认取项目的。", en: "The day on which approvals count; default: the project's."),
      valueName: "date"
    )
  )
  var asOf: CalendarDate?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "把范围的划分写成文件，按后缀定格式：扣除原因、地块、方案。",
        en: "Write the zone's partition; the ending tells the format: reasons, blocks, selections."
      ),
      valueName: "path"
    )
  )
  var shapes: String?

  @OptionGroup var measure: MeasureOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var shapeOptions: ShapeOptions

  func validate() throws {
    if zone != nil, site != nil {
      throw ValidationError(say(zh: "--zone 与 --site 只能用一个", en: "--zone and --site: name one of them"))
    }
    if let gap, !(gap >= 0 && gap < 10_000) {
      throw ValidationError(say(zh: "--gap 应在 0 与 10000 米之间", en: "--gap must be between 0 and 10,000 m"))
    }
  }

  func run() throws {
    let answer = try answer()
    if let shapes { try shapeOptions.write(answer.shapes(), to: shapes, output) }
    try output.write(answer)
    if answer.hasFindings { throw ExitCode(Exit.findings) }
  }

  func answer() throws -> CommandAnswer {
    let done = try analyse()
    let (result, park, gauge, question) = (done.result, done.park, done.gauge, done.question)
    let inputs = Inputs(project: park.project, layers: park.layers, failures: [])
    let document = try AssemblyDocument.make(
      result,
      facts: facts(park, question, done.zoneName) + gauge.facts,
      unit: measure.unit,
      listed: question.profile.block.value.doubleValue,
      notes: inputs.notes + (try inputs.classificationNotes(asOf: question.asOf)) + gauge.notes
    )
    var answer = CommandAnswer(document: document, hasFindings: result.search?.obstacle != nil) {
      [AssemblyShapes.layer(result, crs: done.reference)]
    }
    if target != nil, let zone {
      answer.developable = DevelopableZone(names: [zone, done.zoneName], area: result.developable)
    }
    let listed = question.profile.block.value.doubleValue
    answer.maps = { [try PageMaps.assembly(result, listed: listed, language: language, gauge.crs?.metresPerUnit ?? 1)] }
    return answer
  }

  /// The answer, and what it was made from.
  struct Analysis {
    let result: LandAssembly
    let park: LoadedProject
    let gauge: LayerMeasure
    let question: AssemblyQuestion
    let zoneName: String
    let reference: CRSReference
  }

  func analyse() throws -> Analysis {
    guard Project.file(at: input.source) != nil else { throw CommandError.notAProject(input.source) }
    let park = try input.loader().project(input.source)
    guard let crs = park.crs else { throw CommandError.noCRS(Place(file: park.project.file)) }
    let profile = try AssemblyProfile.load(profile)
    let basis = try measure.basis(for: park, crs)
    let gauge = LayerMeasure(basis: basis, crs: crs, measure: try AreaMeasure(crs: crs, basis: basis))
    let (zone, name) = try range(of: park, crs)
    var question = AssemblyQuestion(zone: zone, profile: profile, basis: basis)
    question.asOf = asOf ?? park.project.asOf
    question.target = target?.squareMetres
    question.gap = gap
    for limit in limit { question.limits[limit.kind] = limit.area.squareMetres }
    let result = try LandAssembly.make(question, in: park) { try gauge.areas($0) }
    return Analysis(
      result: result,
      park: park,
      gauge: gauge,
      question: question,
      zoneName: name,
      reference: CRSReference(crs.code ?? crs.definition, origin: .stated)
    )
  }

  private func facts(_ park: LoadedProject, _ question: AssemblyQuestion, _ zone: String) -> [Fact] {
    let profile = question.profile
    let gap = question.gap.map { "\($0)" } ?? profile.gap.value.description
    var facts = [
      Fact("project", Phrase(zh: "项目", en: "project"), .text(park.project.file)),
      Fact("zone", Phrase(zh: "范围", en: "zone"), .text(zone)),
      Fact(
        "profile",
        Phrase(zh: "配置", en: "profile"),
        .phrase(Phrase(zh: profile.title.chinese, en: profile.title.english))
      ),
      Fact("gap_m", Phrase(zh: "连片间距/米", en: "one block within m"), .decimal(gap)),
    ]
    if let day = question.asOf { facts.append(Fact("as_of", Phrase(zh: "截止日期", en: "as of"), .text("\(day)"))) }
    return facts
  }

  /// The zone asked for: a file's polygons, a zone of the project, or the project's only zone.
  private func range(of park: LoadedProject, _ crs: CRS) throws -> (GeometryColumns, String) {
    if let site {
      let layer = try input.loader(target: crs.code ?? crs.definition).layer(site)
      return (try (layer.crs == nil ? layer : layer.transformed(to: crs)).layer.geometry, site)
    }
    let zones = park.layer(.zones)
    let names =
      zones.map { layer in
        (0..<layer.count).map { (id: layer.label(of: $0), name: layer.column(.name)?.text($0) ?? layer.label(of: $0)) }
      } ?? []
    let chosen = names.indices.filter { names[$0].id == zone || names[$0].name == zone }
    if let zones, let first = chosen.first {
      return (zones.layer.geometry.selecting(chosen), names[first].name)
    }
    if let zones, names.count == 1, zone == nil { return (zones.layer.geometry, names[0].name) }
    let known = names.map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
    throw DataError(
      .configuration,
      code: AssemblyError.unknownZone.rawValue,
      at: Place(file: park.project.file, layer: zones?.layer.name),
      found: zone.map { "no zone “\($0)”" } ?? "several zones and none named",
      expected: "one of \(known)",
      advice: "Name one with --zone, or give a boundary with --site",
      arguments: [zone ?? "", known]
    )
  }
}

/// An area on the command line: a number and its unit.
struct StatedArea: ExpressibleByArgument {
  let squareMetres: Double

  init?(argument: String) {
    let digits = argument.prefix { $0.isNumber || $0 == "." }
    guard let number = FixedDecimal(String(digits)),
      let unit = AreaUnit(written: String(argument.dropFirst(digits.count))),
      let area = Area(number, unit, basis: .plane)
    else { return nil }
    squareMetres = area.squareMetres
  }
}

/// `paddy=500mu`.
struct QuotaLimit: ExpressibleByArgument {
  let kind: QuotaKind
  let area: StatedArea

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let kind = QuotaKind(rawValue: String(parts[0])),
      let area = StatedArea(argument: String(parts[1]))
    else { return nil }
    self.kind = kind
    self.area = area
  }
}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
