extension Scanner {
  /// Something stands at the cursor that should not.
  @inline(never)
  func unexpected(_ expected: String) -> Fault {
    if pos >= end { return truncated(expected) }
    if startsNonFinite(pos) { return notFinite(pos) }
    if byte >= 0x80, UTF8Check.length(base + pos) == 0 { return notUTF8(pos) }
    let found = excerpt(pos)
    return Fault(
      code: .unexpectedToken,
      offset: pos,
      found: "found \(found)",
      expected: expected,
      advice: "",
      arguments: [found, expected]
    )
  }

  func truncated(_ expected: String) -> Fault {
    Fault(
      code: .truncated,
      offset: end,
      found: "the file ends too early",
      expected: expected,
      advice: "It was cut off, perhaps by a broken download or a full disk: get it again.",
      arguments: [expected]
    )
  }

  func badNumber(failedAt offset: Int) -> Fault {
    if offset >= end { return truncated("a digit") }
    let byte = base[pos]
    guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte &- 48 < 10 else {
      return unexpected("a value")
    }
    if startsNonFinite(pos) { return notFinite(pos) }
    let text = excerpt(pos)
    return Fault(
      code: .badNumber,
      offset: pos,
      found: "\(text) is no number in JSON",
      expected: "digits, with a digit on each side of the point and no leading zero",
      advice: "",
      arguments: [text]
    )
  }

  func notFinite(_ offset: Int) -> Fault {
    let text = excerpt(offset)
    return Fault(
      code: .notFinite,
      offset: offset,
      found: "\(text) is not a finite number",
      expected: "a number that a double can hold",
      advice: "Correct or remove the value; a missing property is null.",
      arguments: [text]
    )
  }

  func controlCharacter(_ offset: Int) -> Fault {
    let text = "U+00" + (base[offset] < 16 ? "0" : "") + String(base[offset], radix: 16, uppercase: true)
    return Fault(
      code: .controlCharacter,
      offset: offset,
      found: "the control character \(text) stands in a string",
      expected: "its escape, as \\n",
      advice: "",
      arguments: [text]
    )
  }

  func badEscape(_ offset: Int) -> Fault {
    let text = excerpt(offset, limit: 6)
    return Fault(
      code: .badEscape,
      offset: offset,
      found: "\(text) is no escape in JSON",
      expected: "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX",
      advice: "A backslash itself is written \\\\.",
      arguments: [text]
    )
  }

  func tooDeep() -> Fault {
    let limit = GeoJSON.maximumDepth
    return Fault(
      code: .tooDeep,
      offset: pos,
      found: "objects and arrays are nested more than \(limit) deep",
      expected: "at most \(limit) levels",
      advice: "",
      arguments: [String(limit)]
    )
  }

  func tooManyFields() -> Fault {
    let limit = GeoJSON.maximumFields
    return Fault(
      code: .tooManyFields,
      offset: pos,
      found: "the properties have more than \(limit) different names",
      expected: "at most \(limit) fields",
      advice: "Keep values, such as ids or dates, out of the names of properties.",
      arguments: [String(limit)]
    )
  }

  func notUTF8(_ offset: Int) -> Fault {
    let byte = "0x" + String(base[offset], radix: 16, uppercase: true)
    if offset + 3 >= end, offset + UTF8Check.wantedLength(base[offset]) > end {
      return truncated("the rest of a character")
    }
    let encoding = looksLikeGBK(offset) ? "GBK (GB 18030)" : "Latin-1 or another one-byte encoding"
    return Fault(
      code: .notUTF8,
      offset: offset,
      found: "the byte \(byte) is not UTF-8; the text looks like \(encoding)",
      expected: "UTF-8, as GeoJSON requires",
      advice: "Convert it first, for example: iconv -f GB18030 -t UTF-8.",
      arguments: [byte, encoding]
    )
  }

  /// True where the bytes above ASCII from `offset` on come in pairs as GBK has them.
  private func looksLikeGBK(_ offset: Int) -> Bool {
    var p = offset
    var pairs = 0
    let limit = min(end, offset + 2000)
    while p < limit {
      if base[p] < 0x80 {
        p += 1
      } else {
        guard base[p] != 0x80, base[p] != 0xFF, base[p + 1] >= 0x40, base[p + 1] != 0x7F, base[p + 1] != 0xFF else {
          return false
        }
        // One-byte letters stand between ASCII letters; pairs of GBK's main area have two high bytes.
        if base[p + 1] >= 0x80 { pairs += 1 } else { pairs -= 1 }
        p += 2
      }
    }
    return pairs > 0
  }

  private func startsNonFinite(_ offset: Int) -> Bool {
    var p = offset
    if base[p] == UInt8(ascii: "-") || base[p] == UInt8(ascii: "+") { p += 1 }
    for word in ["nan", "inf"] {
      var i = 0
      for byte in word.utf8 where base[p + i] | 0x20 == byte { i += 1 }
      if i == 3 { return true }
    }
    return false
  }

  /// What stands at an offset, short enough for a message.
  func excerpt(_ offset: Int, limit: Int = 24) -> String {
    guard offset < end else { return "the end of the file" }
    var p = offset
    let isString = base[p] == quote
    if isString { p += 1 }
    var stop = p
    while stop < end, stop - offset < limit {
      let byte = base[stop]
      if byte < 0x20 || byte == quote { break }
      if !isString, byte == 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
      {
        break
      }
      stop += 1
    }
    // Whole characters only.
    while stop > p, stop < end, base[stop] & 0xC0 == 0x80 { stop -= 1 }
    var text = String(decoding: UnsafeBufferPointer(start: base + p, count: stop - p), as: UTF8.self)
    if isString { return "“\(text)\(base[stop] == quote ? "" : "…")”" }
    if stop == p {
      if base[p] < 0x20 { return "the byte 0x" + String(base[p], radix: 16) }
      text = String(UnicodeScalar(base[p]))
    } else if stop - offset >= limit {
      text += "…"
    }
    return "“\(text)”"
  }

  /// Line and column from 1; columns count characters.
  func lineAndColumn(_ offset: Int) -> (line: Int, column: Int) {
    let stop = min(offset, end)
    var line = 1
    var lineStart = 0
    for i in 0..<stop where base[i] == 0x0A {
      line += 1
      lineStart = i + 1
    }
    if lineStart == 0, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF, stop >= 3 { lineStart = 3 }
    var column = 1
    for i in lineStart..<max(stop, lineStart) where base[i] & 0xC0 != 0x80 { column += 1 }
    return (line, column)
  }

  func place(_ offset: Int) -> String {
    let (line, column) = lineAndColumn(offset)
    return "\(line):\(column)"
  }
}

extension UTF8Check {
  /// The length that the first byte announces.
  static func wantedLength(_ byte: UInt8) -> Int {
    byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
  }
}
