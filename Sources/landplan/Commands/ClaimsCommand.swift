import ArgumentParser
import Features
import Geometry
import LandAnalysis
import LandModel
import LandReport
import PROJ

/// `landplan claims`: what a report says of the land, beside what the layers say.
struct ClaimsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "claims",
      abstract: say(
        zh: "核对报告中的数字：所述、计算、差额、容许范围；有不符时退出码为 1。",
        en:
          "A report's figures beside the layers': stated, computed, difference, tolerance; exit code 1 where one does not hold."
      )
    )
  }

  @OptionGroup var input: InputOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "报告数字的文件（YAML）；默认用项目的。",
        en: "File of claims (YAML); default: the project's."
      ),
      valueName: "path"
    )
  )
  var claims: String?

  @OptionGroup var measure: MeasureOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard Project.file(at: input.source) != nil else { throw CommandError.notAProject(input.source) }
    let set = try claims.map { path in
      try ClaimSet.parse(String(decoding: InputFile.bytes(path, limit: 4 << 20), as: UTF8.self), file: path)
    }
    let park = try input.loader().project(input.source)
    let inputs = Inputs(project: park.project, layers: park.layers, failures: [])
    guard let crs = park.crs else { throw CommandError.noCRS(Place(file: park.project.file)) }
    let basis = try measure.basis(for: park, crs)
    let gauge = LayerMeasure(basis: basis, crs: crs, measure: try AreaMeasure(crs: crs, basis: basis))
    let chosen = try set ?? ClaimSet.load(for: park.project)
    if set == nil, park.project.claimsFile == nil { throw CommandError.noClaims(Place(file: park.project.file)) }
    let report = try ParkReport(park, claims: chosen, basis: basis) { try gauge.areas($0) }
    let day = park.project.asOf ?? CalendarDate(year: 9999, month: 12, day: 31)
    let facts = [
      Fact("project", Phrase(zh: "项目", en: "project"), .text(park.project.file)),
      Fact(
        "claims",
        Phrase(zh: "报告", en: "report"),
        .phrase(Phrase(zh: "\(chosen.title.chinese)（\(chosen.year)）", en: "\(chosen.title.english) (\(chosen.year))"))
      ),
    ]
    try output.write(
      ClaimsDocument.make(
        report,
        set: chosen,
        tolerance: day.flatMap { park.project.thresholds.threshold("claim.approximate", on: $0) },
        facts: facts + (park.project.asOf.map { [Fact.asOf($0)] } ?? []) + gauge.facts,
        notes: inputs.notes + gauge.notes
      )
    )
    if ClaimsDocument.hasFailures(report.claims) { throw ExitCode(Exit.findings) }
  }
}
