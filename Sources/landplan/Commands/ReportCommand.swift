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
    var document = try ParkReportDocument.make(
      report,
      project: park.project,
      facts: facts + gauge.facts,
      unit: measure.unit,
      notes: inputs.notes + gauge.notes + findings
    )
    // What is handed over whole carries the change ledger and the rules' findings too; each has a command of its own
    // for every other form.
    if output.format == .html || output.format == .xlsx {
      let hasVersions = park.layers(.plan).contains { $0.entry?.version == .before }
      if hasVersions { add(&document) { try AdjustCommand.parse(arguments(basis, withUnit: true)).document() } }
      add(&document) {
        let dated = park.project.asOf.map { ["--as-of", "\($0)"] } ?? []
        return try RulesCommand.parse(arguments(basis, withUnit: false) + dated).document().document
      }
    }
    try output.write(document)
  }

  /// Adds the tables and notes of another answer; where there is none, the reason as a note.
  private func add(_ document: inout ReportDocument, _ other: () throws -> ReportDocument) {
    do {
      let more = try other()
      document.tables += more.tables
      document.notes = Note.condensed(document.notes + more.notes)
    } catch let error as DataError {
      let sentence = Phrase(zh: ErrorText.sentence(error, .zh), en: ErrorText.sentence(error, .en))
      document.notes.append(Note(.warning, code: error.code, sentence))
    } catch {
      document.notes.append(Note(.warning, code: "report.part-missing", Phrase("\(error)")))
    }
  }

  /// This command's choices, as another command reads them: every sheet has one basis and one day.
  private func arguments(_ basis: AreaBasis, withUnit: Bool) -> [String] {
    var arguments = [input.source, "--format", "json", "--lang", language.rawValue, "--basis", basis.rawValue]
    if let crs = input.sourceCRS { arguments += ["--source-crs", crs] }
    if let encoding = input.encoding { arguments += ["--encoding", encoding] }
    if let filter = input.filter { arguments += ["--where", filter] }
    if input.repair { arguments.append("--repair") }
    if withUnit, let unit = measure.unit { arguments += ["--unit", unit.rawValue] }
    return arguments
  }
}
