import Features

extension BoundaryPointReader {
  /// Blanks, full-width blanks and byte order marks off both ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    func isBlank(_ character: Character) -> Bool {
      character.isWhitespace || character == "\u{FEFF}" || character == "\u{3000}" || character == "\0"
    }
    var part = text.drop(while: isBlank)
    while let last = part.last, isBlank(last) { part.removeLast() }
    return String(part)
  }

  /// `[属性描述]` or `【属性描述】`.
  static func sectionName(_ text: String) -> String? {
    guard let first = text.first, let last = text.last, "[【［".contains(first), "]】］".contains(last) else { return nil }
    return trimmed(text.dropFirst().dropLast())
  }

  /// `key=value`, with a full-width sign too.
  static func entry(_ text: String) -> BoundaryPointFile.Entry? {
    guard let sign = text.firstIndex(where: { $0 == "=" || $0 == "＝" }) else { return nil }
    return BoundaryPointFile.Entry(trimmed(text[..<sign]), trimmed(text[text.index(after: sign)...]))
  }

  /// The fields before the closing `@`.
  static func headFields(_ text: String) -> [String] {
    var fields = split(String(text.dropLast()))
    // The comma before the @ ends the last field.
    if fields.last == "" { fields.removeLast() }
    return fields
  }

  /// Fields between commas, full-width ones too, without blanks around them.
  static func split(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "，" }.map { trimmed($0) }
  }

  /// One point line in any of the layouts.
  mutating func parsePoint(_ content: String) throws(DataError) -> RawPoint {
    var fields = BoundaryPointReader.split(content)
    if fields.count == 1 { fields = content.split(whereSeparator: \.isWhitespace).map(String.init) }
    while fields.count > 2, fields.last == "" { fields.removeLast() }
    let found = shape(of: fields)
    layout = layout ?? found
    switch found {
    case .four, .six:
      return try point(fields, ring: try ringNumber(fields[1]), at: 2, mark: fields.count > 5 ? fields[5] : nil)
    case .ringLast:
      return try point(fields, ring: fields.count > 4 ? try ringNumber(fields[4]) : 1, at: 1, mark: nil)
    case .plain:
      return try point(fields, ring: 1, at: fields.count > 2 ? 1 : 0, mark: nil)
    case nil:
      throw DataError(
        .input,
        .line,
        at: place,
        found: "a line that is neither a key, a parcel ending in @, nor a point: \"\(content.prefix(60))\"",
        expected: "点号,圈号,X,Y",
        advice: "Correct or remove the line.",
        arguments: [String(content.prefix(60))]
      )
    }
  }

  private func shape(of fields: [String]) -> BoundaryPointFile.PointLayout? {
    // A ring number is short and whole; a coordinate is long or has decimals.
    func isRing(_ text: String) -> Bool { text.count <= 4 && text.allSatisfy(\.isWholeNumber) }
    switch fields.count {
    case 2: return .plain
    case 3: return isRing(fields[1]) ? nil : .plain
    case 4...:
      if isRing(fields[1]) { return fields.count > 4 ? .six : .four }
      return .ringLast
    default: return nil
    }
  }

  private func ringNumber(_ text: String) throws(DataError) -> Int {
    if text.isEmpty { return 1 }
    guard let number = Int(BoundaryPointReader.plainDigits(text)) else { throw noNumber(text) }
    return number
  }

  private mutating func point(_ fields: [String], ring: Int, at index: Int, mark: String?) throws(DataError) -> RawPoint
  {
    RawPoint(
      name: index > 0 ? fields[0] : "",
      ring: ring,
      first: try coordinate(fields[index]),
      second: try coordinate(fields[index + 1]),
      mark: mark,
      line: line
    )
  }

  private mutating func coordinate(_ text: String) throws(DataError) -> Double {
    let plain = BoundaryPointReader.plainDigits(text)
    // Double would also read "nan", "inf" and hexadecimal.
    guard plain.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || "+-.eE".utf8.contains($0) }), let value = Double(plain),
      value.isFinite
    else { throw noNumber(text) }
    if let dot = plain.firstIndex(of: ".") {
      decimals = max(decimals, min(9, plain.distance(from: dot, to: plain.endIndex) - 1))
    }
    return value
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

  private func noNumber(_ text: String) -> DataError {
    DataError(
      .input,
      .number,
      at: place,
      found: "\"\(text.prefix(40))\" where a number belongs",
      expected: "点号,圈号,X,Y with plain decimal numbers",
      advice: "Correct the line.",
      arguments: [String(text.prefix(40))]
    )
  }
}
