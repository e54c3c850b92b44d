/// A name in Chinese and English; where one is missing the other stands in.
public struct LocalizedText: Sendable, Hashable {
  /// The Chinese text, or the English one where there is no other.
  public let chinese: String
  /// The English text, or the Chinese one where there is no other.
  public let english: String

  /// A text in both languages.
  public init(chinese: String, english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// One text for both languages.
  public init(_ text: String) {
    chinese = text
    english = text
  }
}

extension ConfigurationNode {
  /// `{zh: …, en: …}`, one of the two, or one text for both.
  func localizedText() -> LocalizedText? {
    if scalarText != nil { return string().map { LocalizedText($0) } }
    guard let mapping = mapping(keys: ["zh", "en"]) else { return nil }
    let chinese = mapping["zh"]?.string()
    let english = mapping["en"]?.string()
    guard let any = chinese ?? english else {
      _ = mapping.required("zh")
      return nil
    }
    return LocalizedText(chinese: chinese ?? any, english: english ?? any)
  }
}
