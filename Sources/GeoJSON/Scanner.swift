/// What went wrong at a byte; the reader adds file, line, column and feature.
struct Fault: Error {
  var code: GeoJSONErrorCode
  var offset: Int
  var found: String
  var expected: String
  var advice: String
  var arguments: [String] = []
}

/// A cursor over JSON bytes that end with zeros (``MappedFile``).
struct Scanner {
  let base: UnsafePointer<UInt8>
  let end: Int
  var pos = 0
  /// Counted for notes, with the place of the first.
  var loneSurrogates = Occurrences()
  var rawControls = Occurrences()
  private var nesting: [UInt8] = []

  init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    end = count
    nesting.reserveCapacity(GeoJSON.maximumDepth)
  }

  /// How often something was seen, and where first.
  struct Occurrences {
    var count = 0
    var first = 0

    mutating func add(at offset: Int) {
      if count == 0 { first = offset }
      count += 1
    }
  }

  /// The bytes of a string between its quotes.
  struct Text {
    var start: Int
    var end: Int
    /// It has escapes or raw control characters.
    var hasEscapes: Bool
  }

  @inline(__always)
  var byte: UInt8 { base[pos] }

  @inline(__always)
  mutating func skipSpace() {
    while true {
      let byte = base[pos]
      if byte > 0x20 { return }
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      pos += 1
    }
  }

  /// Skips white space, then the byte, or throws.
  @inline(__always)
  mutating func expect(_ wanted: UInt8, _ what: @autoclosure () -> String) throws {
    skipSpace()
    guard base[pos] == wanted else { throw unexpected(what()) }
    pos += 1
  }

  /// Skips white space; if the byte follows, skips it and says so.
  @inline(__always)
  mutating func accept(_ wanted: UInt8) -> Bool {
    skipSpace()
    guard base[pos] == wanted else { return false }
    pos += 1
    return true
  }

  /// Reads a member's name and colon. The cursor stands before the name.
  @inline(__always)
  mutating func memberName() throws -> Text {
    skipSpace()
    guard byte == quote else { throw unexpected("a member's name in quotes") }
    let name = try string()
    try expect(UInt8(ascii: ":"), "“:” after a member's name")
    skipSpace()
    return name
  }

  /// After a member's value: true where another follows, false at the closing brace (skipped).
  @inline(__always)
  mutating func anotherMember() throws -> Bool {
    skipSpace()
    if byte == UInt8(ascii: ",") {
      pos += 1
      return true
    }
    guard byte == UInt8(ascii: "}") else { throw unexpected("“,” or “}” after a member") }
    pos += 1
    return false
  }

  /// After an element: true where another follows, false at the closing bracket (skipped).
  @inline(__always)
  mutating func anotherElement() throws -> Bool {
    skipSpace()
    if byte == UInt8(ascii: ",") {
      pos += 1
      skipSpace()
      return true
    }
    guard byte == UInt8(ascii: "]") else { throw unexpected("“,” or “]” after an element") }
    pos += 1
    return false
  }

  /// Reads the string at the cursor (on its quote), checking that it is UTF-8, and moves behind it.
  mutating func string(strict: Bool = false) throws -> Text {
    pos += 1
    let start = pos
    var hasEscapes = false
    var p = pos
    while true {
      // Eight bytes at once while all are plain ASCII.
      while true {
        let word = UnsafeRawPointer(base + p).loadUnaligned(as: UInt64.self)
        if Scanner.needsLook(word) { break }
        p += 8
      }
      let byte = base[p]
      if byte == quote {
        pos = p + 1
        return Text(start: start, end: p, hasEscapes: hasEscapes)
      }
      if byte == backslash {
        hasEscapes = true
        // The escaped character, a quote or backslash above all; its form is checked on decoding.
        p += base[p + 1] >= 0x20 && base[p + 1] < 0x80 ? 2 : 1
      } else if byte < 0x20 {
        pos = p
        if p >= end { throw truncated("the closing quote of a string that starts at \(place(start - 1))") }
        if strict { throw controlCharacter(p) }
        hasEscapes = true
        rawControls.add(at: p)
        p += 1
      } else if byte < 0x80 {
        p += 1
      } else {
        let length = UTF8Check.length(base + p)
        if length == 0 { throw notUTF8(p) }
        p += length
      }
    }
  }

  /// True where a byte of the word is a quote, a backslash, a control character or no ASCII.
  @inline(__always)
  private static func needsLook(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    let quotes = word ^ (ones &* 0x22)
    let slashes = word ^ (ones &* 0x5C)
    let found = (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (word &- ones &* 0x20) & ~word | word
    return found & high != 0
  }

  /// Skips any value, checking that it is JSON; the cursor stands on its first byte.
  mutating func skipValue() throws {
    nesting.removeAll(keepingCapacity: true)
    while true {
      // A value.
      skipSpace()
      switch byte {
      case quote:
        try skipString()
      case UInt8(ascii: "{"):
        if try open(UInt8(ascii: "{"), UInt8(ascii: "}")) {
          try skipMemberName()
          continue
        }
      case UInt8(ascii: "["):
        if try open(UInt8(ascii: "["), UInt8(ascii: "]")) { continue }
      default:
        try scalar()
      }
      // After a value: close what ends here.
      while true {
        guard let inside = nesting.last else { return }
        if inside == UInt8(ascii: "{") {
          if try anotherMember() {
            skipSpace()
            try skipMemberName()
            break
          }
        } else if try anotherElement() {
          break
        }
        nesting.removeLast()
      }
    }
  }

  private mutating func open(_ bracket: UInt8, _ closing: UInt8) throws -> Bool {
    guard nesting.count < GeoJSON.maximumDepth else { throw tooDeep() }
    pos += 1
    if accept(closing) { return false }
    nesting.append(bracket)
    return true
  }

  private mutating func skipMemberName() throws {
    guard byte == quote else { throw unexpected("a member's name in quotes") }
    try skipString()
    try expect(UInt8(ascii: ":"), "“:” after a member's name")
  }

  /// Strings inside values that are kept as text must be JSON as they stand, escapes included.
  private mutating func skipString() throws {
    let text = try string(strict: true)
    if text.hasEscapes { try checkEscapes(text) }
  }

  /// Skips a number or a literal.
  private mutating func scalar() throws {
    switch byte {
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    default: _ = try number()
    }
  }

  /// Skips one of JSON's three words.
  mutating func literal(_ word: StaticString) throws {
    for i in 0..<word.utf8CodeUnitCount where base[pos + i] != word.utf8Start[i] {
      throw pos + i >= end ? truncated("“\(word)”") : unexpected("a value")
    }
    pos += word.utf8CodeUnitCount
  }

  /// Reads a number's parts and moves behind it.
  mutating func number() throws -> DecimalNumber {
    var number = DecimalNumber()
    var p = base + pos
    guard DecimalNumber.scan(&p, into: &number) else { throw badNumber(failedAt: p - base) }
    pos = p - base
    return number
  }

  /// The double of a number just read from `start` to the cursor, or an error where it is too large.
  func double(_ number: DecimalNumber, from start: Int, _ powers: DecimalPowers) throws -> Double {
    let value = powers.double(number) ?? DecimalPowers.slow(base + start, base + pos)
    if !value.isFinite { throw notFinite(start) }
    return value
  }

  /// True where the text is exactly the word.
  @inline(__always)
  func isEqual(_ text: Text, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard text.end - text.start == count else { return false }
    for i in 0..<count where base[text.start + i] != word.utf8Start[i] { return false }
    return true
  }

  /// The text decoded.
  mutating func decoded(_ text: Text) throws -> String {
    if !text.hasEscapes {
      return String(
        decoding: UnsafeBufferPointer(start: base + text.start, count: text.end - text.start),
        as: UTF8.self
      )
    }
    var bytes: [UInt8] = []
    try decode(text, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

let quote = UInt8(ascii: "\"")
let backslash = UInt8(ascii: "\\")

/// Well-formed UTF-8 sequences (Unicode standard, table 3-7).
enum UTF8Check {
  /// The length of the sequence of two to four bytes at `p`, 0 where there is none. A following zero byte ends it.
  @inline(__always)
  static func length(_ p: UnsafePointer<UInt8>) -> Int {
    let first = p[0]
    let second = p[1]
    if first < 0xE0 {
      return first >= 0xC2 && second & 0xC0 == 0x80 ? 2 : 0
    }
    guard second & 0xC0 == 0x80, p[2] & 0xC0 == 0x80 else { return 0 }
    if first < 0xF0 {
      if first == 0xE0 && second < 0xA0 || first == 0xED && second > 0x9F { return 0 }
      return 3
    }
    guard p[3] & 0xC0 == 0x80, first <= 0xF4 else { return 0 }
    if first == 0xF0 && second < 0x90 || first == 0xF4 && second > 0x8F { return 0 }
    return 4
  }
}
