/// Text as a cell can hold it.
public enum XLSXText {
  /// The most characters (UTF-16 units) that spreadsheet programs keep in a cell.
  public static let limit = 32_767

  /// The text without what XML or a spreadsheet cannot hold or would read as something else: control characters,
  /// direction overrides and non-characters become U+FFFD, line ends become spaces, what is beyond the limit is cut with
  /// `ending`. A text that looks like the file format's own escape (`_x000D_`) is itself escaped, so that it shows
  /// as it stands.
  public static func cell(_ text: String, ending: String = "…") -> String {
    var result = String.UnicodeScalarView()
    var length = 0
    let scalars = Array(text.unicodeScalars.prefix(limit + 1))
    let isWhole = holds(text)
    for (index, scalar) in scalars.enumerated() {
      let isEscape = scalar == "_" && looksLikeEscape(scalars, index)
      // An escape is stored longer than it shows; the limit is of what is stored.
      let width = isEscape ? 7 : scalar.value > 0xFFFF ? 2 : 1
      if length + width > limit - ending.utf16.count, !isWhole {
        result.append(contentsOf: ending.unicodeScalars)
        break
      }
      length += width
      if isEscape {
        result.append(contentsOf: "_x005F_".unicodeScalars)
      } else {
        result.append(shown(scalar))
      }
    }
    return String(result)
  }

  /// True where a cell holds all of a text.
  public static func holds(_ text: String) -> Bool {
    if text.utf16.count * 7 <= limit { return true }
    let scalars = Array(text.unicodeScalars.prefix(limit + 1))
    let length = scalars.indices.reduce(0) { sum, index in
      let isEscape = scalars[index] == "_" && looksLikeEscape(scalars, index)
      return sum + (isEscape ? 7 : scalars[index].value > 0xFFFF ? 2 : 1)
    }
    return length <= limit
  }

  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: " "
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: "\u{FFFD}"
    default: scalar.value & 0xFFFE == 0xFFFE ? "\u{FFFD}" : scalar
    }
  }

  private static func looksLikeEscape(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index + 6 < scalars.count, scalars[index + 1] == "x", scalars[index + 6] == "_" else { return false }
    return scalars[(index + 2)...(index + 5)].allSatisfy(\.properties.isASCIIHexDigit)
  }

  /// A legal name of a worksheet that is not among `taken` (compared without case): at most 31 characters, none of
  /// `[ ] : * ? / \`, no apostrophe at an end, not the reserved `History`. The name is added to `taken`.
  public static func sheetName(_ wanted: String, taken: inout Set<String>) -> String {
    let swaps: [Character: Character] = [
      "[": "（", "]": "）", ":": "：", "*": "＊", "?": "？", "/": "／", "\\": "＼", "'": "’",
    ]
    var name = String(cell(wanted).map { swaps[$0] ?? $0 })
    while name.first == " " { name.removeFirst() }
    while name.last == " " { name.removeLast() }
    if name.isEmpty || name.lowercased() == "history" { name += "_" }
    var number = 1
    while true {
      let suffix = number == 1 ? "" : " (\(number))"
      let candidate = cut(name, to: 31 - suffix.utf16.count) + suffix
      if taken.insert(candidate.lowercased()).inserted { return candidate }
      number += 1
    }
  }

  private static func cut(_ text: String, to units: Int) -> String {
    guard text.utf16.count > units else { return text }
    var result = ""
    for character in text {
      if result.utf16.count + character.utf16.count > units - 1 { break }
      result.append(character)
    }
    return result + "…"
  }

  /// `A1` of row and column counted from 0.
  public static func reference(row: Int, column: Int) -> String {
    var letters = ""
    var rest = column
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters + String(row + 1)
  }
}
