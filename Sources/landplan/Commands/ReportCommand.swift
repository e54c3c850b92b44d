import ArgumentParser
import Features
import Geometry
import LandAnalysis
import LandModel
import LandReport
import PROJ

/// `landplan report`: a park's land account from its project file.
struct ReportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report",
      abstract: say(
        zh: "园区土地台账：片区、规划、现状、报批、闲置，以及报告所述与计算结果对照。",
        en: "A park's land account: zones, plans, current use, pipeline, idle stock, and the report's claims beside it."
      )
    )
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var measure: MeasureOptions
  @OptionGroup var output: OutputOptions

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      say(
        zh: "截止日期，例如 2021-12-31；默认用项目文件的 as_of。",
        en: "The day that statuses and rules hold for, for example 2021-12-31; default: the project's as_of."
      ),
      valueName: "date"
    )
  )
  var asOf: String?

  func run() throws {
    guard Project.file(at: input.source) != nil else { throw CommandError.notAProject(input.source) }
    let day = try asOf.map { written in
      guard let day = CalendarDate(written) else { throw CommandError.noDate(written, option: "--as-of") }
      return day
    }
    var park = try input.loader().project(input.source)
    if let day { park.project.asOf = day }
    let inputs = Inputs(project: park.project, layers: park.layers, failures: [])
    guard let crs = park.crs else {
      throw CommandError.noCRS(Place(file: park.project.file))
    }
    let basis = measure.basis ?? park.project.basis ?? .ellipsoid
    let gauge = LayerMeasure(basis: basis, crs: crs, measure: try AreaMeasure(crs: crs, basis: basis))
    let report = try ParkReport(park, claims: .load(for: park.project), basis: basis) { try gauge.areas($0) }
    var facts = [Fact("project", Phrase(zh: "项目", en: "project"), .text(park.project.file))]
    if let asOf = park.project.asOf { facts.append(Fact("as_of", Phrase(zh: "截止日期", en: "as of"), .text("\(asOf)"))) }
    let context = LayerCheck.Context(asOf: park.project.asOf)
    let findings = SourceFindings.notes(try LayerCheck.findings(for: park.layers, context: context))
    try output.write(
      ParkReportDocument.make(
        report,
        project: park.project,
        facts: facts + gauge.facts,
        unit: measure.unit,
        notes: inputs.notes + gauge.notes + findings
      )
    )
  }
}
