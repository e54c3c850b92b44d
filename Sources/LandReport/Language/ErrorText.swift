public import Features
import LandModel

/// The sentence for an error: where, what was found, what was expected, what to do.
///
/// The English words come with the error. The Chinese ones stand in ``ErrorCatalogue``, found by the error's code;
/// a test holds every code of every module against it.
public enum ErrorText {
  /// The sentence in a language; a code without a Chinese sentence has the English one.
  public static func sentence(_ error: DataError, _ language: Language) -> String {
    switch language {
    case .en: error.description
    case .zh: chinese(error)
    }
  }

  /// The sentence without the code at its end, for a note, which shows its code itself.
  public static func words(_ error: DataError) -> Phrase {
    func plain(_ language: Language) -> String {
      let text = sentence(error, language)
      let code = " [\(error.code)]"
      return text.hasSuffix(code) ? String(text.dropLast(code.count)) : text
    }
    return Phrase(zh: plain(.zh), en: plain(.en))
  }

  private static func chinese(_ whole: DataError) -> String {
    guard let entry = ErrorCatalogue.entry(for: whole.code) else { return whole.description }
    let error = whole.shortened
    let place = chinese(error.place)
    return (place.isEmpty ? "" : place + "：") + chinese(entry, error.arguments) + " [\(error.code)]"
  }

  /// What was found, what should be there, what to do; parts that say nothing are left out.
  static func chinese(_ entry: ErrorCatalogue.Entry, _ arguments: [String]) -> String {
    var text = filled(entry.found, arguments).shortened(to: 1200)
    let expected = filled(entry.expected, arguments).shortened(to: 2000)
    // A Latin word stands off from the Chinese before it.
    let isLatin = expected.first.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) } ?? false
    if !expected.isEmpty { text += "；应为" + (isLatin ? " " : "") + expected }
    let advice = filled(entry.advice, arguments).shortened(to: 1200)
    if !advice.isEmpty { text += "。" + advice }
    return text
  }

  static func chinese(_ place: Place) -> String {
    var words: [String] = []
    if let file = place.file {
      var text = file
      if let line = place.line { text += ":\(line)" }
      if place.line != nil, let column = place.column { text += ":\(column)" }
      words.append(text)
    }
    if let layer = place.layer { words.append("图层 \(layer)") }
    if let feature = place.feature { words.append("要素 \(feature)") }
    if let field = place.field { words.append("字段 \(field)") }
    return words.joined(separator: "，")
  }

  /// `{0}`, `{1}` … replaced by the arguments; `{1+}` by all from the second on; `{~}` by that of the others which is
  /// nearest to the first, `{0:type}` and `{0:kind}` by the words for types of fields and kinds of geometry. What stands between `⟨` and `⟩` is left out where an argument in it is missing or empty.
  static func filled(_ template: String, _ arguments: [String]) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "⟨"), let close = rest[open...].firstIndex(of: "⟩") {
      result += replaced(rest[..<open], arguments, missing: "?") ?? ""
      result += replaced(rest[rest.index(after: open)..<close], arguments, missing: nil) ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return result + (replaced(rest, arguments, missing: "?") ?? "")
  }

  /// Nil where an argument is missing and nothing stands for it.
  private static func replaced(_ template: Substring, _ arguments: [String], missing: String?) -> String? {
    var result = ""
    var rest = template
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[rest.index(after: open)...]
      let close = rest.firstIndex(of: "}") ?? rest.endIndex
      guard close < rest.endIndex, let place = Placeholder(rest[..<close]) else {
        result += "{"
        continue
      }
      let value = place.value(of: arguments)
      // An argument may be empty where the sentence does without it.
      guard let text = missing == nil && value?.isEmpty == true ? nil : value ?? missing else { return nil }
      result += text
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private enum Placeholder {
    case one(Int)
    case from(Int)
    case nearest
    case kind(Int, String)

    init?(_ name: Substring) {
      if name == "~" {
        self = .nearest
      } else if let colon = name.firstIndex(of: ":"), let index = Int(name[..<colon]) {
        self = .kind(index, String(name[name.index(after: colon)...]))
      } else if name.hasSuffix("+"), let index = Int(name.dropLast()) {
        self = .from(index)
      } else if let index = Int(name) {
        self = .one(index)
      } else {
        return nil
      }
    }

    func value(of arguments: [String]) -> String? {
      switch self {
      case .one(let index): arguments.indices.contains(index) ? ArgumentWords.chinese(arguments[index]) : nil
      case .kind(let index, let kind):
        arguments.indices.contains(index)
          ? arguments[index].split(separator: ", ").map {
            kind == "type" ? DataWords.type("\($0)").zh : DataWords.kind("\($0)").zh
          }
          .joined(separator: "、") : nil
      case .from(let index): arguments.dropFirst(index).joined(separator: "、")
      case .nearest: arguments.first.flatMap { Suggestion.nearest(to: $0, among: arguments.dropFirst()) }
      }
    }
  }
}
