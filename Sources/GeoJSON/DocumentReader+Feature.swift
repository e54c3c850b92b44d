import Features
import Geometry

extension DocumentReader {
  mutating func beginRow(at start: Int) {
    featureNumber += 1
    isInRow = true
    featureID = nil
    field = nil
    cursor = 1
  }

  mutating func endRow() {
    isInRow = false
    featureID = nil
    field = nil
  }

  /// The row under way within this batch.
  var row: Int { featureNumber - 1 - handedOver }

  /// Reads a feature object; the cursor stands on its brace. A bare geometry in its place is accepted and noted.
  mutating func readFeature() throws {
    let start = scanner.pos
    beginRow(at: start)
    guard scanner.byte == UInt8(ascii: "{") else { throw scanner.unexpected("a feature object") }
    scanner.pos += 1
    var seen = SeenMembers()
    if !scanner.accept(UInt8(ascii: "}")) {
      repeat {
        let name = try scanner.memberName()
        if try readFeatureMember(name, &seen, start: start) { return endRow() }
      } while try scanner.anotherMember()
    }
    if !seen.contains(.type) {
      if !seen.contains(.geometry) && !seen.contains(.properties) { throw missing("type", at: start) }
      notes.untyped.add(at: start)
    }
    if !seen.contains(.geometry) { addNullGeometry() }
    endRow()
  }

  struct SeenMembers: OptionSet {
    let rawValue: UInt8
    init(rawValue: UInt8) { self.rawValue = rawValue }
    static let type = SeenMembers(rawValue: 1)
    static let geometry = SeenMembers(rawValue: 2)
    static let properties = SeenMembers(rawValue: 4)
    static let id = SeenMembers(rawValue: 8)
  }

  /// Reads one member. True where the object turned out to be a bare geometry and was read as one.
  private mutating func readFeatureMember(_ name: Scanner.Text, _ seen: inout SeenMembers, start: Int) throws -> Bool {
    if scanner.isEqual(name, "geometry") {
      if try isFirst(.geometry, &seen, name) {
        if scanner.byte == UInt8(ascii: "n") {
          try scanner.literal("null")
          addNullGeometry()
        } else {
          try readGeometry()
        }
      }
    } else if scanner.isEqual(name, "properties") {
      if try isFirst(.properties, &seen, name) {
        if scanner.byte == UInt8(ascii: "n") { try scanner.literal("null") } else { try readProperties() }
      }
    } else if scanner.isEqual(name, "type") {
      if try isFirst(.type, &seen, name) { return try readFeatureType(seen, start: start) }
    } else if scanner.isEqual(name, "id") {
      if try isFirst(.id, &seen, name) { try readID() }
    } else if scanner.isEqual(name, "bbox") {
      try scanner.skipValue()
    } else {
      notes.foreign(try scanner.decoded(name), at: name.start)
      try scanner.skipValue()
    }
    return false
  }

  private mutating func isFirst(_ member: SeenMembers, _ seen: inout SeenMembers, _ name: Scanner.Text) throws -> Bool {
    if seen.insert(member).inserted { return true }
    notes.duplicate(try scanner.decoded(name), at: name.start)
    try scanner.skipValue()
    return false
  }

  private mutating func readFeatureType(_ seen: SeenMembers, start: Int) throws -> Bool {
    guard scanner.byte == quote else { throw scanner.unexpected("the type's name, “Feature”") }
    let text = try scanner.string()
    if scanner.isEqual(text, "Feature") { return false }
    let type = try scanner.decoded(text)
    guard GeometryKind(geoJSON: type) != nil, !seen.contains(.geometry), !seen.contains(.properties) else {
      throw unknownType(type, at: text.start - 1)
    }
    notes.bareGeometries.add(at: start)
    scanner.pos = start
    try readGeometry()
    return true
  }

  private mutating func readID() throws {
    let start = scanner.pos
    if scanner.byte == quote {
      let text = try scanner.string()
      featureID = try scanner.decoded(text)
      scanner.pos = start
    }
    try readValue(into: 0)
    if featureID == nil, base(start) != UInt8(ascii: "n") { featureID = scanner.excerpt(start) }
  }

  private func base(_ offset: Int) -> UInt8 { scanner.base[offset] }

  /// Reads the properties object; the cursor stands on its brace.
  private mutating func readProperties() throws {
    guard scanner.byte == UInt8(ascii: "{") else { throw scanner.unexpected("an object of properties, or null") }
    scanner.pos += 1
    if scanner.accept(UInt8(ascii: "}")) { return }
    repeat {
      let name = try scanner.memberName()
      let column = try columnIndex(of: name)
      cursor = column + 1
      if columns[column].rows > row {
        notes.duplicate(columns[column].name, at: name.start)
        try scanner.skipValue()
      } else {
        try readValue(into: column)
      }
    } while try scanner.anotherMember()
  }

  /// The column of a name. Most features list their properties in the same order: the next column is tried first.
  @inline(__always)
  private mutating func columnIndex(of name: Scanner.Text) throws -> Int {
    if cursor < columns.count, hasRawName(cursor, name) { return cursor }
    return try searchColumn(name)
  }

  @inline(__always)
  private func hasRawName(_ column: Int, _ name: Scanner.Text) -> Bool {
    let count = name.end - name.start
    return columns[column].rawName.withUnsafeBufferPointer { raw in
      guard raw.count == count else { return false }
      for i in 0..<count where raw[i] != scanner.base[name.start + i] { return false }
      return true
    }
  }

  private mutating func searchColumn(_ name: Scanner.Text) throws -> Int {
    let decoded = try scanner.decoded(name)
    if let known = columnIndex[decoded] { return known }
    guard columns.count < GeoJSON.maximumFields else { throw scanner.tooManyFields() }
    let raw = UnsafeBufferPointer(start: scanner.base + name.start, count: name.end - name.start)
    columns.append(ColumnBuilder(name: decoded, rawName: name.hasEscapes ? [] : Array(raw)))
    columnIndex[decoded] = columns.count - 1
    return columns.count - 1
  }

  /// Reads any JSON value into a column; the cursor stands on its first byte.
  private mutating func readValue(into column: Int) throws {
    let start = scanner.pos
    do {
      if columns[column].rows < row { columns[column].pad(to: row) }
      let fits: Bool
      switch scanner.byte {
      case quote: fits = try readText(into: column)
      case UInt8(ascii: "n"):
        try scanner.literal("null")
        columns[column].pad(to: row + 1)
        return
      case UInt8(ascii: "t"):
        try scanner.literal("true")
        fits = columns[column].append(true)
      case UInt8(ascii: "f"):
        try scanner.literal("false")
        fits = columns[column].append(false)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        try scanner.skipValue()
        fits = false
      default: fits = try readNumber(into: column)
      }
      if fits { return }
      try appendJSON(from: start, to: column)
    } catch {
      field = columns[column].name
      throw error
    }
  }

  private mutating func readText(into column: Int) throws -> Bool {
    let text = try scanner.string()
    if !text.hasEscapes {
      return columns[column].append(
        text: UnsafeBufferPointer(start: scanner.base + text.start, count: text.end - text.start)
      )
    }
    scratch.removeAll(keepingCapacity: true)
    try scanner.decode(text, into: &scratch)
    return scratch.withUnsafeBufferPointer { columns[column].append(text: $0) }
  }

  private mutating func readNumber(into column: Int) throws -> Bool {
    let start = scanner.pos
    let number = try scanner.number()
    if number.isInteger {
      if !number.isLong, let value = number.integer { return columns[column].append(value) }
      // More digits than Int64 holds: an identifier, kept as it is written.
      return false
    }
    return columns[column].append(try scanner.double(number, from: start, powers))
  }

  /// Appends a value as JSON text. Objects and arrays stay as they are written; strings and numbers get the form that
  /// widening gives to values read before, so that the result does not depend on their order.
  private mutating func appendJSON(from start: Int, to column: Int) throws {
    let raw = UnsafeBufferPointer(start: scanner.base + start, count: scanner.pos - start)
    let after = scanner.pos
    defer { scanner.pos = after }
    var text = ByteBuffer()
    scanner.pos = start
    switch scanner.byte {
    case quote:
      let string = try scanner.string()
      scratch.removeAll(keepingCapacity: true)
      try scanner.decode(string, into: &scratch)
      scratch.withUnsafeBufferPointer { text.append(quoted: $0) }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let number = try scanner.number()
      if !number.isInteger {
        text.append(number: try scanner.double(number, from: start, powers))
      } else if !number.isLong, let value = number.integer {
        text.append(integer: value)
      } else {
        text.append(raw)
      }
    default: text.append(raw)
    }
    columns[column].append(json: text.bytes, at: start)
  }

  mutating func addNullGeometry() {
    if !skipsGeometry { builder.addNull() }
  }
}

extension DecimalNumber {
  /// The whole number, where Int64 holds it.
  var integer: Int64? {
    if isNegative { return mantissa <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- mantissa) : nil }
    return Int64(exactly: mantissa)
  }
}
