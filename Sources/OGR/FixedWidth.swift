internal import Features
internal import Foundation

/// Width and decimals of a dBASE field, wide enough for every value of a column as far as the format goes.
struct FixedWidth {
  private(set) var width: Int?
  private(set) var precision: Int?
  private var cut = 0
  private var longest = 0
  private var rounded = 0
  private var emptied = 0

  /// The longest text, in bytes.
  static let textLimit = 254
  private static let decimalsLimit = 15
  private static let numberLimit = 32

  init(_ column: Column, as type: FieldType, encoding: TextEncoding) {
    switch type {
    case .integer: fitIntegers(column)
    case .real: fitReals(column)
    case .text, .json, .binary: fitTexts(column, encoding)
    case .boolean, .date, .dateTime: break
    }
  }

  func notes(at place: Place) -> [LoadNote] {
    var notes: [LoadNote] = []
    if cut > 0 {
      notes.append(
        LoadNote(
          code: OGRNoteCode.textCut.rawValue,
          at: place,
          text:
            "\(English.counted(cut, "value is", "values are")) longer than \(Self.textLimit) bytes (the longest \(longest)) and \(English.word(cut, "was", "were")) cut",
          arguments: [String(cut), String(longest)]
        )
      )
    }
    if rounded > 0 {
      notes.append(
        LoadNote(
          code: OGRNoteCode.numberRounded.rawValue,
          at: place,
          text: "\(rounded) numbers do not fit the field to the last digit",
          arguments: [String(rounded)]
        )
      )
    }
    if emptied > 0 {
      notes.append(
        LoadNote(
          code: OGRNoteCode.emptyTextIsNull.rawValue,
          at: place,
          text: "\(emptied) empty texts cannot be told from null in this format",
          arguments: [String(emptied)]
        )
      )
    }
    return notes
  }

  private mutating func fitIntegers(_ column: Column) {
    var widest = 1
    guard case .integers(let values) = column.storage else { return }
    for row in 0..<column.count where !column.isNull(row) { widest = max(widest, String(values[row]).utf8.count) }
    width = widest
    // A field of 19 digits is read back as reals, which do not hold every whole number.
    guard widest > 18 else { return }
    for row in 0..<column.count where !column.isNull(row) && Int64(exactly: Double(values[row])) != values[row] {
      rounded += 1
    }
  }

  /// Enough decimals for the shortest text of every value, one at least, so that the field stays a real one.
  private mutating func fitReals(_ column: Column) {
    guard case .reals(let values) = column.storage else { return }
    var decimals = 1
    var whole = 1
    for row in 0..<column.count where !column.isNull(row) && values[row].isFinite {
      let magnitude = abs(values[row])
      whole = max(whole, magnitude < 10 ? 1 : Int(log10(magnitude)) + 2)
      decimals = max(decimals, Self.decimals(of: magnitude))
    }
    decimals = min(decimals, Self.decimalsLimit, max(1, Self.numberLimit - whole - 2))
    precision = decimals
    width = whole + decimals + 2
    for row in 0..<column.count where !column.isNull(row) {
      let value = values[row]
      if !value.isFinite || Double(String(format: "%.\(decimals)f", value)) != value { rounded += 1 }
    }
  }

  /// Digits after the point in the shortest text of a number.
  private static func decimals(of magnitude: Double) -> Int {
    let text = "\(magnitude)"
    guard let point = text.firstIndex(of: ".") else { return 0 }
    let rest = text[text.index(after: point)...]
    guard let e = rest.firstIndex(of: "e") else { return rest == "0" ? 0 : rest.count }
    let exponent = Int(rest[rest.index(after: e)...]) ?? 0
    return max(0, rest[..<e].count - exponent)
  }

  private mutating func fitTexts(_ column: Column, _ encoding: TextEncoding) {
    guard case .texts(let texts) = column.storage else { return }
    var widest = min(column.field.width ?? 1, Self.textLimit)
    for row in 0..<column.count where !column.isNull(row) {
      let length = encoding == .utf8 ? texts.range(row).count : encoding.encode(texts[row])?.count ?? 0
      if length == 0 { emptied += 1 }
      if length > Self.textLimit { cut += 1 }
      longest = max(longest, length)
      widest = max(widest, length)
    }
    width = min(max(widest, 1), Self.textLimit)
  }

  /// The text's bytes up to `limit`, without cutting a character; nil where the encoding cannot write one.
  static func cut(_ text: String, to limit: Int, _ encoding: TextEncoding) -> [UInt8]? {
    guard var bytes = encoding.encode(text) else { return nil }
    guard bytes.count > limit else { return bytes }
    var shortened = String.UnicodeScalarView(text.unicodeScalars)
    while bytes.count > limit {
      shortened.removeLast()
      guard let fewer = encoding.encode(String(shortened)) else { return nil }
      bytes = fewer
    }
    return bytes
  }
}
