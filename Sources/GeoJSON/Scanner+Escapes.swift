extension Scanner {
  /// Appends the string's characters with escapes resolved. Halves of surrogate pairs that stand alone become U+FFFD.
  mutating func decode(_ text: Text, into bytes: inout [UInt8]) throws {
    var p = text.start
    var plain = p
    func copy(to end: Int, _ bytes: inout [UInt8]) {
      bytes.append(contentsOf: UnsafeBufferPointer(start: base + plain, count: end - plain))
    }
    while p < text.end {
      guard base[p] == backslash else {
        p += 1
        continue
      }
      copy(to: p, &bytes)
      p = try decodeEscape(p, into: &bytes)
      plain = p
    }
    copy(to: text.end, &bytes)
  }

  /// Resolves the escape at `p` and returns where it ends.
  private mutating func decodeEscape(_ p: Int, into bytes: inout [UInt8]) throws -> Int {
    switch base[p + 1] {
    case quote, backslash, UInt8(ascii: "/"): bytes.append(base[p + 1])
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"): return try decodeUnicode(p, into: &bytes)
    default: throw badEscape(p)
    }
    return p + 2
  }

  private mutating func decodeUnicode(_ p: Int, into bytes: inout [UInt8]) throws -> Int {
    guard let unit = hexadecimal(p + 2) else { throw badEscape(p) }
    if unit & 0xFC00 == 0xD800, base[p + 6] == backslash, base[p + 7] == UInt8(ascii: "u"),
      let second = hexadecimal(p + 8), second & 0xFC00 == 0xDC00
    {
      append(0x10000 + (unit & 0x3FF) << 10 + second & 0x3FF, to: &bytes)
      return p + 12
    }
    if unit & 0xF800 == 0xD800 {
      loneSurrogates.add(at: p)
      append(0xFFFD, to: &bytes)
    } else {
      append(unit, to: &bytes)
    }
    return p + 6
  }

  private func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    if let scalar = Unicode.Scalar(scalar) {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// Four hexadecimal digits at `p`.
  private func hexadecimal(_ p: Int) -> UInt32? {
    var value: UInt32 = 0
    for i in 0..<4 {
      let byte = base[p + i]
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 65...70: digit = byte - 55
      case 97...102: digit = byte - 87
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Throws where an escape is malformed.
  func checkEscapes(_ text: Text) throws {
    var p = text.start
    while p < text.end {
      guard base[p] == backslash else {
        p += 1
        continue
      }
      switch base[p + 1] {
      case quote, backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
        UInt8(ascii: "r"), UInt8(ascii: "t"):
        p += 2
      case UInt8(ascii: "u"):
        if hexadecimal(p + 2) == nil { throw badEscape(p) }
        p += 6
      default: throw badEscape(p)
      }
    }
  }
}
