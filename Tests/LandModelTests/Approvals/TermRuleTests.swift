import LandModel
import Testing

/// The rules as data: each with its source, its years, and the days on both sides of its term and of its coming into
/// force.
@Suite struct TermRuleTests {
  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func thresholds() throws -> ThresholdProfile {
    try #require(try ThresholdProfile.embedded().first { $0.id == ThresholdProfile.defaultID })
  }

  private func term(_ stage: String, _ date: String, profile: String = TermRules.national) throws -> DocumentTerm? {
    let document = ApprovalDocument(feature: 0, label: "1", stage: stage, stageWord: stage, approvedOn: try day(date))
    return DocumentTerm(document, rules: try .embedded(profile: profile), thresholds: try thresholds())
  }

  @Test(arguments: [
    ("forest-consent", "2018-10-12", "2020-10-12", "国家林业局令第35号", "第25条", "V"),
    ("land-approval", "2019-05-20", "2021-05-20", "国发〔2004〕28号", "二（七）", "K-h"),
    ("pre-examination", "2020-02-29", "2023-02-28", "自然资规〔2019〕2号", "一", "K-h"),
    ("temporary-use", "2020-02-29", "2022-02-28", "土地管理法", "第57条", "V"),
  ])
  func aDocumentWithoutATermOfItsOwnHasTheRules(
    _ stage: String,
    _ date: String,
    _ last: String,
    _ source: String,
    _ article: String,
    _ confidence: String
  ) throws {
    let term = try #require(try term(stage, date))
    #expect(term.lastDay == (try day(last)))
    #expect(term.origin == .rule)
    let rule = try #require(term.rule)
    #expect(rule.source.chinese.contains(source))
    #expect(rule.article.chinese == article)
    #expect(rule.confidence == confidence)
  }

  @Test func aRuleBeginsOnItsDay() throws {
    #expect(try term("forest-consent", "2015-04-30") == nil)
    #expect(try term("forest-consent", "2015-05-01") != nil)
    #expect(try term("land-approval", "2004-10-20") == nil)
    #expect(try term("land-approval", "2004-10-21") != nil)
    #expect(try term("pre-examination", "2019-09-16") == nil)
    #expect(try term("pre-examination", "2019-09-17") != nil)
  }

  @Test func yunnanStatesNoTermForForestConsent() throws {
    #expect(try term("forest-consent", "2018-10-12", profile: "yunnan") == nil)
    #expect(try term("land-approval", "2018-10-12", profile: "yunnan")?.lastDay == (try day("2020-10-12")))
    #expect(try TermRules.profiles() == ["national", "yunnan"])
  }

  @Test func whatTheDocumentStatesGoesBeforeTheRule() throws {
    let rules = try TermRules.embedded()
    let date = try day("2018-10-12")
    func term(_ expires: String?, _ years: Int?) throws -> DocumentTerm {
      let document = ApprovalDocument(
        feature: 0,
        label: "1",
        stage: "forest-consent",
        stageWord: "使用林地",
        approvedOn: date,
        expiresOn: try expires.map(day),
        termYears: years
      )
      return try #require(DocumentTerm(document, rules: rules, thresholds: try thresholds()))
    }
    let extended = try term("2021-10-12", 2)
    #expect(extended.lastDay == (try day("2021-10-12")))
    #expect(extended.origin == .statedDay)
    #expect(extended.isExtended)
    #expect(extended.rule?.id == "forest-consent")
    let years = try term(nil, 1)
    #expect(years.lastDay == (try day("2019-10-12")))
    #expect(years.origin == .statedYears)
    #expect(!years.isExtended)
    #expect(!(try term("2020-10-12", nil)).isExtended)
  }

  @Test func aStageWithoutRuleHasNoTerm() throws {
    #expect(try term("supply", "2018-10-12") == nil)
    #expect(try term("completion", "2018-10-12") == nil)
  }

  @Test func aRuleThatNamesNoKnownStageIsRefused() throws {
    let text = """
      rules:
        - {id: x, stage: forrest-consent, effect: lapse, source: s, article: "1", confidence: V, meaning: m}
      """
    #expect(throws: ConfigurationErrors.self) { try TermRules.parse(text, file: "rules.yaml") }
  }
}
