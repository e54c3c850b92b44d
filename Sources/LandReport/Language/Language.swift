/// The languages that everything the program prints is complete in.
public enum Language: String, Sendable, CaseIterable {
  case zh
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
  public var zh: String
  public var en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// A text that is the same in every language: a name, a code, a path.
  public init(_ verbatim: String) {
    zh = verbatim
    en = verbatim
  }

  public subscript(language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}
