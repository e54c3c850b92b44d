/// The languages that everything the program prints is complete in.
public enum Language: String, Sendable, CaseIterable {
  /// Chinese (中文), simplified.
  case zh
  /// English.
  case en

  /// The language of a POSIX locale, in the order `LC_ALL`, `LC_MESSAGES`, `LANG`; English where none is Chinese.
  public static func ofLocale(_ environment: [String: String]) -> Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = environment[name], !value.isEmpty { return value.hasPrefix("zh") ? .zh : .en }
    }
    return .en
  }
}

/// A text in every language of the program. That both are given where the text is written is what keeps the two
/// complete: there is no key to forget.
public struct Phrase: Sendable, Hashable {
  /// In Chinese.
  public var zh: String
  /// In English.
  public var en: String

  /// A text in both languages.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// A text that is the same in every language: a name, a code, a path.
  public init(_ verbatim: String) {
    zh = verbatim
    en = verbatim
  }

  /// The text in a language.
  public subscript(language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}
