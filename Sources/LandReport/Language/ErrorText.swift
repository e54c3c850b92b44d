public import Features

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
    var text = place.isEmpty ? "" : place + "："
    text += filled(entry.found, error.arguments).shortened(to: 1200)
    if !entry.expected.isEmpty { text += "；应为" + filled(entry.expected, error.arguments).shortened(to: 2000) }
    if !entry.advice.isEmpty { text += "。" + filled(entry.advice, error.arguments).shortened(to: 1200) }
    return text + " [\(error.code)]"
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

  /// `{0}`, `{1}` … replaced by the arguments; `{1+}` by all from the second on.
  static func filled(_ template: String, _ arguments: [String]) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[rest.index(after: open)...]
      let close = rest.firstIndex(of: "}") ?? rest.endIndex
      let name = rest[..<close]
      let takesRest = name.hasSuffix("+")
      guard close < rest.endIndex, let index = Int(takesRest ? name.dropLast() : name) else {
        result += "{"
        continue
      }
      result += takesRest ? arguments.dropFirst(index).joined(separator: "、") : value(index, of: arguments)
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static func value(_ index: Int, of arguments: [String]) -> String {
    arguments.indices.contains(index) ? ArgumentWords.chinese(arguments[index]) : "?"
  }
}
