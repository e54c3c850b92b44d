/// A piece of a file's text as UTF-8. A survey of a province has millions of points, and characters as bytes are
/// compared and cut tens of times faster than as graphemes.
typealias TextBytes = ArraySlice<UInt8>

extension BoundaryPointReader {
  /// The lines of a text, ended by any of Unicode's line ends; `\r\n` is one.
  static func forEachLine<Failure: Error>(
    of bytes: [UInt8],
    _ body: (TextBytes) throws(Failure) -> Void
  ) throws(Failure) {
    var start = 0
    var i = 0
    while i < bytes.count {
      let length = newlineLength(bytes, at: i)
      if length > 0 {
        try body(bytes[start..<i])
        start = i + length
        i = start
      } else {
        i += 1
      }
    }
    try body(bytes[start...])
  }

  private static func newlineLength(_ bytes: [UInt8], at i: Int) -> Int {
    func byte(_ k: Int) -> UInt8 { i + k < bytes.count ? bytes[i + k] : 0 }
    switch bytes[i] {
    case 0x0D: return byte(1) == 0x0A ? 2 : 1
    case 0x0A...0x0C: return 1
    case 0xC2: return byte(1) == 0x85 ? 2 : 0
    case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
    default: return 0
    }
  }

  /// Blanks, full-width blanks, zeros and byte order marks off both ends.
  static func trimmed(_ text: TextBytes) -> TextBytes {
    var part = text
    while let first = part.first, first <= 0x20 || first >= 0x80 {
      let length = blankLength(part)
      if length == 0 { break }
      part = part.dropFirst(length)
    }
    while let last = part.last, last <= 0x20 || last >= 0x80 {
      var start = part.endIndex - 1
      while start > part.startIndex, part[start] & 0xC0 == 0x80 { start -= 1 }
      if blankLength(part[start...]) != part.endIndex - start { break }
      part = part[..<start]
    }
    return part
  }

  /// Bytes of the blank that the text begins with; 0 where it begins with none.
  static func blankLength(_ text: TextBytes) -> Int {
    let i = text.startIndex
    guard i < text.endIndex else { return 0 }
    func byte(_ k: Int) -> UInt8 { i + k < text.endIndex ? text[i + k] : 0 }
    switch text[i] {
    case 0, 0x09...0x0D, 0x20: return 1
    case 0xC2: return byte(1) == 0x85 || byte(1) == 0xA0 ? 2 : 0
    case 0xE1: return byte(1) == 0x9A && byte(2) == 0x80 ? 3 : 0
    case 0xE2:
      // U+2000 … 200A, 2028, 2029, 202F; U+205F.
      let general = byte(1) == 0x80 && ((0x80...0x8A).contains(byte(2)) || [0xA8, 0xA9, 0xAF].contains(byte(2)))
      return general || byte(1) == 0x81 && byte(2) == 0x9F ? 3 : 0
    case 0xE3: return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0
    case 0xEF: return byte(1) == 0xBB && byte(2) == 0xBF ? 3 : 0
    default: return 0
    }
  }

  /// `[属性描述]` or `【属性描述】`.
  static func sectionName(_ text: TextBytes) -> String? {
    let opens: [[UInt8]] = [[0x5B], [0xE3, 0x80, 0x90], [0xEF, 0xBC, 0xBB]]
    let closes: [[UInt8]] = [[0x5D], [0xE3, 0x80, 0x91], [0xEF, 0xBC, 0xBD]]
    guard let first = text.first, first == 0x5B || first >= 0x80,
      let open = opens.first(where: { text.starts(with: $0) }),
      let close = closes.first(where: { text.dropFirst(open.count).suffix($0.count).elementsEqual($0) })
    else { return nil }
    return string(trimmed(text.dropFirst(open.count).dropLast(close.count)))
  }

  /// The length of the `@` or `＠` that the text ends with; 0 where it ends with none.
  static func headMarkLength(_ text: TextBytes) -> Int {
    if text.last == 0x40 { return 1 }
    return text.last == 0xA0 && text.suffix(3).elementsEqual([0xEF, 0xBC, 0xA0]) ? 3 : 0
  }

  /// `key=value`, with a full-width sign too.
  static func entry(_ text: TextBytes) -> BoundaryPointFile.Entry? {
    for i in text.indices {
      var length = 0
      if text[i] == 0x3D { length = 1 }
      if text[i] == 0xEF, text[i...].starts(with: [0xEF, 0xBC, 0x9D]) { length = 3 }
      if length > 0 {
        return BoundaryPointFile.Entry(string(trimmed(text[..<i])), string(trimmed(text[(i + length)...])))
      }
    }
    return nil
  }

  /// Fields between commas, full-width ones too, without blanks around them.
  static func split(_ text: TextBytes) -> [TextBytes] {
    var fields: [TextBytes] = []
    fields.reserveCapacity(8)
    var start = text.startIndex
    var i = start
    while i < text.endIndex {
      var length = 0
      if text[i] == 0x2C { length = 1 }
      if text[i] == 0xEF, text[i...].starts(with: [0xEF, 0xBC, 0x8C]) { length = 3 }
      if length > 0 {
        fields.append(trimmed(text[start..<i]))
        start = i + length
        i = start
      } else {
        i += 1
      }
    }
    fields.append(trimmed(text[start...]))
    return fields
  }

  /// Words between blanks.
  static func words(_ text: TextBytes) -> [TextBytes] {
    var words: [TextBytes] = []
    var rest = trimmed(text)
    while !rest.isEmpty {
      var end = rest.startIndex
      while end < rest.endIndex, blankLength(rest[end...]) == 0 { end += 1 }
      words.append(rest[..<end])
      rest = trimmed(rest[end...])
    }
    return words
  }

  static func string(_ text: TextBytes) -> String { String(decoding: text, as: UTF8.self) }

  /// Full-width digits, letters and signs as plain ones.
  static func plain(_ text: TextBytes) -> TextBytes {
    guard text.contains(where: { $0 >= 0x80 }) else { return text }
    return Array(plainDigits(string(text)).utf8)[...]
  }

  /// Full-width digits, point and minus as plain ones.
  static func plainDigits(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        }
      )
    )
  }
}
