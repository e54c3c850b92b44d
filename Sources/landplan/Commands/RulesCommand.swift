public import ArgumentParser
import Features
import Foundation
import Geometry
import LandAnalysis
import LandMap
public import LandModel
import LandReport
import PROJ

/// `landplan rules`: a plan against a pack of rules, with the offending land as evidence.
struct RulesCommand: AnsweringCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "rules",
      abstract: say(
        zh: "规则审查：控规方案逐条对照规则包，给出依据、意见和问题图形；有“违反”时退出码为 1。",
        en: "Check a plan against a pack of rules: source, sentence and shape of every finding; exit code 1 on errors."
      ),
      discussion: say(
        zh: "每条规则的结果是通过、有问题，或未检查（说明缺什么图层或字段）；未检查不等于通过。规则按审查日期取当时有效的版本。",
        en:
          "Each rule passes, has findings, or is not evaluated for want of a layer or field, which is no pass. The day picks the version of a rule."
      )
    )
  }

  @OptionGroup var input: InputOptions

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "只查这个规划（项目中的 plan）。", en: "This plan of the project only."), valueName: "name")
  )
  var plan: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "审查调整前（before）还是调整后（after，默认）。", en: "Version to check: before, or after (default)."),
      valueName: "version"
    )
  )
  var version: PlanVersion = .after

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "没有项目文件时，调整前的规划：文件[:图层]。", en: "Without a project: the plan before, a file[:layer]."),
      valueName: "source"
    )
  )
  var before: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "没有项目文件时，规划的字段：用途=字段，例如 id=LIBELLE、code=ZONE、far=FAR（用途名同项目文件）；可多次。",
        en:
          "Without a project: which field of the plan plays a part, part=FIELD, for example id=LIBELLE, code=ZONE, far=FAR "
          + "(parts as in a project file); may be repeated."
      ),
      valueName: "part=field"
    )
  )
  var field: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "另加图层：种类=文件[:图层]，例如 river=hedao.shp；可多次。",
        en: "A layer beside the plan: kind=file[:layer], for example river=river.shp; may be repeated."
      ),
      valueName: "kind=source"
    )
  )
  var layer: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        zh: "自己的规则包（YAML）；默认用程序内的国家通用规则。",
        en: "Your own pack (YAML); default: the national rules within the program."
      ),
      valueName: "file"
    )
  )
  var pack: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "只查这些规则，例如 R04,R05。", en: "These rules only, for example R04,R05."), valueName: "ids")
  )
  var only: String?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      say(
        zh: "审查日期，例如 2021-12-31；默认为项目的日期，否则为今天。",
        en: "Day of the check, for example 2021-12-31; default: the project's, else today."
      ),
      valueName: "date"
    )
  )
  var asOf: CalendarDate?

  @Option(
    name: .long,
    help: ArgumentHelp(say(zh: "地方参数，见规则包的 profiles。", en: "Local profile, of those in the pack."), valueName: "name")
  )
  var profile: String?

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

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(zh: "面积口径：ellipsoid、plane 或 geodesic。", en: "Basis of areas: ellipsoid, plane or geodesic."),
      valueName: "basis"
    )
  )
  var basis: AreaBasis?

  @OptionGroup var output: OutputOptions
  @OptionGroup var shapeOptions: ShapeOptions

  /// Findings of a rule that a terminal table shows.
  private static let shown = 50

  func validate() throws {
    for text in field where Self.part(text) == nil {
      let parts = StandardField.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        say(
          zh: "--field \(text)：应为 用途=字段，用途为 \(parts) 之一",
          en: "--field \(text): expected part=FIELD, part one of \(parts)"
        )
      )
    }
  }

  /// The stated parts of the plan's fields.
  var parts: [StandardField: String] {
    Dictionary(field.compactMap { Self.part($0) }) { _, last in last }
  }

  private static func part(_ text: String) -> (StandardField, String)? {
    let words = text.split(separator: "=", maxSplits: 1).map { String($0) }
    guard words.count == 2, let part = StandardField(rawValue: words[0]) else { return nil }
    return (part, words[1])
  }

  func run() throws {
    let answer = try answer()
    if let evidence { try shapeOptions.write(answer.shapes(), to: evidence, output) }
    try output.write(answer)
    if answer.hasFindings { throw ExitCode(Exit.findings) }
  }

  func answer() throws -> CommandAnswer {
    let (report, sources, rules) = try evaluate()
    var facts = [Fact("source", Phrase(zh: "来源", en: "source"), .text(input.source))]
    facts.append(
      Fact("crs", Phrase(zh: "坐标系", en: "CRS"), sources.crs.map { .text($0.description) } ?? .missing)
    )
    let document = RulesDocument.make(
      report,
      pack: rules,
      facts: facts,
      limit: output.format == .table ? Self.shown : nil,
      notes: sources.notes
    )
    var answer = CommandAnswer(document: document, hasFindings: report.count(.error) > 0) {
      [RuleEvidence.layer(report, crs: sources.reference, language)]
    }
    answer.maps = { [try PageMaps.rules(report, plans: sources.inputs.plans, sources.crs?.metresPerUnit)] }
    return answer
  }

  /// The rules that were asked for on the layers that were given.
  func evaluate() throws -> (RuleReport, RuleSources, RulePack) {
    let rules = try pack.map { try RulePack.load($0) } ?? RulePack.embedded()
    let chosen = try only.map { try chosenRules($0, rules) }
    let local = try profile.map { try Self.profile($0, rules) }
    let sources = try RuleSources(self)
    let report = try RuleReport(rules, on: sources.inputs, profile: local, only: chosen)
    return (report, sources, rules)
  }

  private func chosenRules(_ written: String, _ pack: RulePack) throws -> Set<String> {
    let ids = written.split { ",，; ".contains($0) }.map(String.init)
    for id in ids where !pack.ids.contains(id) { throw CommandError.unknownRule(id, pack.ids) }
    return Set(ids)
  }

  private static func profile(_ id: String, _ pack: RulePack) throws -> RulePack.Profile {
    if let found = pack.profile(id) { return found }
    throw CommandError.unknownProfile(id, pack.profiles.map(\.id))
  }
}

extension PlanVersion: ExpressibleByArgument {}
