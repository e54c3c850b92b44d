import LandModel
import Testing

@Suite struct StageWordsTests {
  @Test(
    "A stage in both languages, with the table's word where it is another",
    arguments: [
      ("使用林地", "使用林地", "Forest consent"), ("forest-consent", "使用林地", "Forest consent"),
      ("农转用批复", "农转用批复", "Land approval (农转用批复)"),
      ("construction start", "开工（construction start）", "construction start"), ("别的", "别的", "别的"),
    ]
  )
  func localized(written: String, chinese: String, english: String) throws {
    let text = try StageCatalogue.embedded().localized(written)
    #expect(text.chinese == chinese && text.english == english)
  }

  @Test("Rules of terms and their profiles have names in both languages")
  func rules() throws {
    for profile in try TermRules.profiles() {
      let rules = try TermRules.embedded(profile: profile)
      #expect(rules.title.chinese != profile && rules.title.english != rules.title.chinese)
      for rule in rules.rules {
        for text in [rule.title, rule.source, rule.article] {
          #expect(text.chinese != text.english, "\(rule.id): \(text.english)")
        }
      }
    }
  }
}
