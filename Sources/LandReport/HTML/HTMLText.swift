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

  /// Text with identifiers that hold a hyphen (`W04-01`, `2021-12-31`) kept on one line. Every other character is as
  /// ``escaped(_:)`` has it.
  static func keepingWords(_ escaped: String) -> String {
    guard escaped.utf8.contains(UInt8(ascii: "-")) else { return escaped }
    var result = ""
    var word = ""
    func flush() {
      let isName = word.utf8.count < 40 && word.utf8.contains(UInt8(ascii: "-")) && word.utf8.count > 2
      result += isName ? "<span class=\"i\">\(word)</span>" : word
      word = ""
    }
    for scalar in escaped.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": word.unicodeScalars.append(scalar)
      default:
        flush()
        result.unicodeScalars.append(scalar)
      }
    }
    flush()
    return result
  }

  /// Text as a string of CSS, every character that is not a letter or digit as its number.
  static func cssString(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(200) where scalar.value >= 0x20 {
      let isPlain = scalar.value > 0x2FFF || scalar.properties.isAlphabetic || scalar == " " || scalar == "."
      if isPlain, scalar.value != 0x202E {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\" + String(scalar.value, radix: 16) + " "
      }
    }
    return "\"\(result)\""
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
