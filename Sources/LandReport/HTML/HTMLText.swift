/// Text of the data as HTML and SVG can show it.
package enum HTMLText {
  /// The longest text that a table's cell shows; what is beyond is counted, not shown. CSV and JSON hold all of it.
  static let longest = 2_000

  /// Text that no browser takes for markup. Control characters, non-characters and marks that turn the direction of
  /// what follows (a figure could read as another) are dropped.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result += " "
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": continue
      default: if scalar.value >= 0x20 { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  /// The same, cut where it is too long to be looked at.
  static func cell(_ text: String, _ language: Language) -> String {
    let head = text.unicodeScalars.prefix(longest)
    guard head.endIndex < text.unicodeScalars.endIndex else { return escaped(text) }
    let count = CellText.grouped(String(text.unicodeScalars.count))
    return escaped(String(String.UnicodeScalarView(head)))
      + escaped(Phrase(zh: "…（共 \(count) 个字符）", en: "… (\(count) characters)")[language])
  }
}
