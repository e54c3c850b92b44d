import Features

extension BoundaryPointReader {
  /// The fields before the closing `@`; one blank field where there are none, so that the head line is known.
  static func headFields(_ text: TextBytes) -> [String] {
    var fields = split(text.dropLast(headMarkLength(text)))
    // The comma before the @ ends the last field.
    if fields.count > 1, fields.last?.isEmpty == true { fields.removeLast() }
    return fields.map(string)
  }

  /// One point line in any of the layouts.
  mutating func parsePoint(_ content: TextBytes) throws(DataError) -> RawPoint {
    var fields = BoundaryPointReader.split(content)
    if fields.count == 1 { fields = BoundaryPointReader.words(content) }
    while fields.count > 2, fields.last?.isEmpty == true { fields.removeLast() }
    let found = shape(of: fields)
    layout = layout ?? found
    if fields.count > (found == .ringLast ? 5 : 6) { wider = (wider.count + 1, wider.count == 0 ? line : wider.line) }
    switch found {
    case .four, .six:
      return try point(fields, ring: try ringNumber(fields[1]), at: 2, mark: fields.count > 5 ? fields[5] : nil)
    case .ringLast:
      return try point(fields, ring: fields.count > 4 ? try ringNumber(fields[4]) : 1, at: 1, mark: nil)
    case .plain:
      return try point(fields, ring: 1, at: fields.count > 2 ? 1 : 0, mark: nil)
    case nil:
      let start = String(BoundaryPointReader.string(content).prefix(60))
      throw DataError(
        .input,
        .line,
        at: place,
        found: "a line that is neither a key, a parcel ending in @, nor a point: \"\(start)\"",
        expected: "点号,圈号,X,Y",
        advice: "Correct or remove the line.",
        arguments: [start]
      )
    }
  }

  private func shape(of fields: [TextBytes]) -> BoundaryPointFile.PointLayout? {
    // A ring number is short and whole; a coordinate is long or has decimals.
    func isRing(_ text: TextBytes) -> Bool {
      if text.count > BoundaryRing.longestNumber, text.first.map({ $0 < 0x80 }) ?? true { return false }
      let plain = BoundaryPointReader.plain(text)
      return plain.count <= BoundaryRing.longestNumber && plain.allSatisfy { (0x30...0x39).contains($0) }
    }
    switch fields.count {
    case 2: return .plain
    case 3: return isRing(fields[1]) ? nil : .plain
    case 4...:
      if isRing(fields[1]) { return fields.count > 4 ? .six : .four }
      return .ringLast
    default: return nil
    }
  }

  private func ringNumber(_ text: TextBytes) throws(DataError) -> Int {
    if text.isEmpty { return 1 }
    let plain = BoundaryPointReader.plain(text)
    guard plain.count <= BoundaryRing.longestNumber, plain.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw noNumber(text)
    }
    return plain.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private mutating func point(
    _ fields: [TextBytes],
    ring: Int,
    at index: Int,
    mark: TextBytes?
  ) throws(DataError) -> RawPoint {
    if ring != 1 { hasRingNumbers = true }
    let mark = mark.flatMap { $0.isEmpty ? nil : BoundaryPointReader.string($0) }
    if mark != nil { hasMarks = true }
    return RawPoint(
      name: index > 0 ? BoundaryPointReader.string(fields[0]) : "",
      ring: ring,
      first: try coordinate(fields[index]),
      second: try coordinate(fields[index + 1]),
      mark: mark,
      line: line
    )
  }

  /// A coordinate, to a billionth of a metre or degree: what is finer than any survey is rounded here, so that what is
  /// written reads again as the same number.
  private mutating func coordinate(_ text: TextBytes) throws(DataError) -> Double {
    guard let number = BoundaryNumber(BoundaryPointReader.plain(text)) else { throw noNumber(text) }
    guard number.decimals > BoundaryNumber.finest else {
      decimals = max(decimals, number.decimals)
      return number.value
    }
    decimals = BoundaryNumber.finest
    let rounded = BoundaryPointFile.fixed(number.value, decimals: BoundaryNumber.finest)
    return Double(rounded) ?? number.value
  }

  private func noNumber(_ text: TextBytes) -> DataError {
    let start = String(BoundaryPointReader.string(text).prefix(40))
    return DataError(
      .input,
      .number,
      at: place,
      found: "\"\(start)\" where a number belongs",
      expected: "点号,圈号,X,Y with plain decimal numbers",
      advice: "Correct the line.",
      arguments: [start]
    )
  }
}
