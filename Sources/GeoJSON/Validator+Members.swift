// Rules for single members, and finding lines.
extension Validator {
  /// Calls `body` with the offset of each element; the cursor ends behind the array.
  mutating func elements(of array: Int, _ body: (inout Validator, Int) throws -> Void) throws {
    scanner.pos = array + 1
    if scanner.accept(UInt8(ascii: "]")) { return }
    repeat {
      scanner.skipSpace()
      let element = scanner.pos
      try scanner.skipValue()
      let after = scanner.pos
      try body(&self, element)
      scanner.pos = after
    } while try scanner.anotherElement()
  }

  /// What holds for every object: `bbox` and `crs`.
  mutating func common(_ list: [Member], at object: Int) throws {
    if let crs = list.first(where: { $0.name == "crs" }) {
      let text = "a “crs” member, which RFC 7946 removed: coordinates are longitude and latitude on WGS 84"
      try report(.crsMember, at: crs.nameOffset, within: object, text)
    }
    guard let box = list.first(where: { $0.name == "bbox" }) else { return }
    guard scanner.base[box.value] == UInt8(ascii: "[") else {
      return try report(.box, at: box.value, within: object, "“bbox” must be an array of numbers")
    }
    var count = 0
    try elements(of: box.value) { validator, element in
      count += 1
      if !validator.isNumber(element) {
        try validator.report(.box, at: element, within: box.value, "each element of “bbox” must be a number")
      }
    }
    if count != 4 && count != 6 {
      let text = "“bbox” has \(count) elements; it must have 4, or 6 with heights"
      try report(.box, at: box.value, within: box.value, text, [String(count)])
    }
  }

  mutating func reserved(_ names: [String], _ list: [Member], _ kind: String, at object: Int) throws {
    for member in list where names.contains(member.name) {
      let text = "a \(kind) object must not have a member “\(member.name)”"
      try report(.reservedMember, at: member.nameOffset, within: object, text, [kind, member.name])
    }
  }

  mutating func required(_ name: String, _ list: [Member], at object: Int) throws -> Member? {
    if let member = list.first(where: { $0.name == name }) { return member }
    try missing(name, at: object)
    return nil
  }

  mutating func missing(_ name: String, at object: Int) throws {
    try report(.missingMember, at: object, within: object, "the member “\(name)” is missing", [name])
  }

  mutating func wrongType(_ member: Member, _ wanted: String, in object: Int) throws {
    let found = describe(member.value)
    let text = "“\(member.name)” must be \(wanted), but is \(found)"
    try report(.wrongType, at: member.value, within: object, text, [member.name, wanted, found])
  }

  mutating func isArray(_ member: Member, _ wanted: String, in object: Int) throws -> Bool {
    if scanner.base[member.value] == UInt8(ascii: "[") { return true }
    try wrongType(member, wanted, in: object)
    return false
  }

  /// The value of `type`; reported where it is missing or no string.
  mutating func typeName(_ list: [Member], in object: Int, expected: String) throws -> String? {
    guard let member = try required("type", list, at: object) else { return nil }
    if let name = try string(member) { return name }
    try wrongType(member, "a string", in: object)
    return nil
  }

  mutating func string(_ member: Member) throws -> String? {
    guard scanner.base[member.value] == quote else { return nil }
    scanner.pos = member.value
    let text = try scanner.string()
    return try scanner.decoded(text)
  }

  func isNumber(_ offset: Int) -> Bool {
    scanner.base[offset] == UInt8(ascii: "-") || scanner.base[offset] &- 48 < 10
  }

  func describe(_ offset: Int) -> String {
    switch scanner.base[offset] {
    case quote: "a string"
    case UInt8(ascii: "{"): "an object"
    case UInt8(ascii: "["): "an array"
    case UInt8(ascii: "t"), UInt8(ascii: "f"): "a boolean"
    case UInt8(ascii: "n"): "null"
    default: "a number"
    }
  }
}

/// Lines and columns of ascending offsets without starting at the beginning each time.
struct LineCounter {
  let scanner: Scanner
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  init(scanner: Scanner) {
    self.scanner = scanner
    if scanner.end >= 3, scanner.base[0] == 0xEF, scanner.base[1] == 0xBB, scanner.base[2] == 0xBF { lineStart = 3 }
  }

  mutating func position(_ wanted: Int) -> (line: Int, column: Int) {
    let wanted = min(wanted, scanner.end)
    if wanted < lineStart { return scanner.lineAndColumn(wanted) }
    while offset < wanted {
      if scanner.base[offset] == 0x0A {
        line += 1
        lineStart = offset + 1
      }
      offset += 1
    }
    if wanted < lineStart { return scanner.lineAndColumn(wanted) }
    // The count may have run ahead within the same line.
    var column = 1
    for i in lineStart..<max(wanted, lineStart) where scanner.base[i] & 0xC0 != 0x80 { column += 1 }
    return (line, column)
  }
}
