import Features
import LandModel
import Testing

@Suite("Rule packs")
struct RulePackTests {
  private static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  @Test("the pack within the program has R01 to R28, each with a source and a period that does not meet another's")
  func embedded() throws {
    let pack = try RulePack.embedded()
    #expect(pack.ids == (1...28).map { $0 < 10 ? "R0\($0)" : "R\($0)" })
    #expect(pack.rules.allSatisfy { !$0.source.text.chinese.isEmpty && !$0.source.text.english.isEmpty })
  }

  @Test("the day picks the version: trial codes and 2008 quotas in 2021, those of 2023 today")
  func versions() throws {
    let pack = try RulePack.embedded()
    func rule(_ id: String, _ date: String) throws -> Rule? {
      try pack.rules(on: Self.day(date)).first { $0.id == id }?.rule
    }
    #expect(try rule("R03", "2021-12-31")?.source.text.chinese.contains("试行") == true)
    #expect(try rule("R03", "2023-11-21")?.source.text.chinese.contains("试行") == true)
    #expect(try rule("R03", "2023-11-22")?.source.text.chinese.contains("234") == true)
    #expect(try rule("R17", "2023-05-08")?.source.text.chinese.contains("2008") == true)
    #expect(try rule("R17", "2023-05-09")?.source.text.chinese.contains("72") == true)
    #expect(try rule("R17", "2008-01-30") == nil)
    #expect(try rule("R26", "2016-07-31") == nil)
  }

  @Test("a profile's figures replace the pack's")
  func profiles() throws {
    let pack = try RulePack.embedded()
    let profile = try #require(pack.profile("datong"))
    let rule = try pack.rules(on: Self.day("2021-12-31"), profile: profile).first { $0.id == "R15" }?.rule
    guard case .value(let value, _, _, let confidence) = rule?.limits["change.residential"] else {
      Issue.record("no figure")
      return
    }
    #expect(value == FixedDecimal(20))
    #expect(confidence == .verified)
  }

  private static let head = """
    id: own
    title: {zh: 自用, en: Own}
    rules:
      - id: P1
        title: {zh: 甲, en: A}
        measures: {zh: 甲, en: A}
        severity: error
        source: {zh: 某办法, en: some measure}
        confidence: V

    """

  /// Everything after the head, and what must be reported with line and column.
  @Test(
    "a mistake is reported with line and column",
    arguments: [
      ("    kind: overlap-zer\n    clauses: [{layer: river}]", "config.value", 10, 11),
      ("    kind: overlap-zero", "config.missing-key", 4, 5),
      ("    kind: overlap-zero\n    clauses: [{codes: [\"07\"]}]", "config.missing-key", 11, 15),
      ("    kind: overlap-zero\n    clauses: [{layer: river, codes: [\"99x\"]}]", "rules.unknown-code", 11, 38),
      (
        "    kind: overlap-zero\n    clauses: [{layer: river}]\n    limits: {sliver.aera: 1}", "config.unknown-key", 12,
        14
      ),
      (
        "    kind: indicator-limits\n    limits: {green.max: industry.greem}", "project.unknown-threshold", 11, 25
      ),
      (
        "    kind: overlap-zero\n    clauses: [{layer: river}]\n    sentence: \"{subjct} 压河道\"", "rules.placeholder",
        12, 15
      ),
      (
        "    kind: overlap-zero\n    clauses: [{layer: river}]\n    from: 2021-02-01\n    to: 2020-02-01",
        "rules.period", 13, 9
      ),
      ("    kind: overlap-zero\n    clauses: [{layer: river}]\n    where: \"A = \"", "filter.syntax", 12, 12),
    ]
  )
  func mistakes(_ tail: String, _ code: String, _ line: Int, _ column: Int) throws {
    let error = #expect(throws: ConfigurationErrors.self) { try RulePack.parse(Self.head + tail, file: "own.yaml") }
    let first = try #require(error?.errors.first { $0.code == code })
    #expect(first.place.line == line)
    #expect(first.place.column == column)
    #expect(error?.errors.count == 1)
  }

  @Test("two versions of a rule for one day are reported; versions that follow one another are not")
  func twice() throws {
    let rule = """
        kind: overlap-zero
        clauses: [{layer: river}]
      """.split(separator: "\n").map { "  \($0)\n" }.joined()
    let second = Self.head.split(separator: "\n").dropFirst(3).joined(separator: "\n") + "\n" + rule
    let error = #expect(throws: ConfigurationErrors.self) {
      try RulePack.parse(Self.head + rule + second, file: "own.yaml")
    }
    #expect(error?.errors.map(\.code) == ["rules.duplicate"])
    let split = Self.head + rule + "    to: 2020-12-31\n" + second + "    from: 2021-01-01\n"
    #expect(try RulePack.parse(split, file: "own.yaml").rules.count == 2)
  }
}

@Suite("Selections of land-use codes")
struct CodeSelectionTests {
  private static func version(_ id: LandUseClassification.ID) throws -> LandUseClassification {
    try #require(try LandUseCatalogue.embedded()[id])
  }

  @Test("prefixes, exceptions, wider codes and unknown ones")
  func prefixes() throws {
    let guide = try Self.version(.guide2023)
    let selection = CodeSelection(["10", "1207"], except: ["1002"])
    #expect(selection.contains("100101", in: guide) == .yes)
    #expect(selection.contains("1002", in: guide) == .no)
    #expect(selection.contains("1401", in: guide) == .no)
    #expect(selection.contains("12", in: guide) == .unclear)
    #expect(selection.contains("1012", in: guide) == .unclear)
    #expect(CodeSelection().contains("1012", in: guide) == .yes)
  }

  @Test("another classification goes through the crosswalk, and what it divides is unclear")
  func crosswalk() throws {
    let trial = try Self.version(.guide2020)
    // 1313 of 2020 is 1312 of 2023.
    let target = trial.crosswalk("100102", to: .guide2023).exactTarget
    #expect(target == "100102")
    #expect(CodeSelection(["1001"]).contains("100102", in: trial) == .yes)
    #expect(CodeSelection(["13"]).contains("100102", in: trial) == .no)
    // 待细分 of the survey's classes: 0809 goes to 13 as a whole, which of its classes nobody can tell.
    let survey = try Self.version(.survey)
    #expect(survey.crosswalk("0809", to: .guide2023).needsSubdivision)
    #expect(CodeSelection(["13"]).contains("0809", in: survey) == .yes)
    #expect(CodeSelection(["1302"]).contains("0809", in: survey) == .unclear)
    #expect(CodeSelection(["1208"]).contains("1005", in: survey) == .unclear)
    #expect(CodeSelection(["0803"]).contains("08H2", in: survey) == .unclear)
    #expect(CodeSelection(["07"]).contains("08H2", in: survey) == .no)
  }

  @Test("by class of land")
  func threeClass() throws {
    let guide = try Self.version(.guide2023)
    let built = CodeSelection(threeClass: .construction)
    #expect(built.contains("100101", in: guide) == .yes)
    #expect(built.contains("0101", in: guide) == .no)
  }
}
