/// What the bytes themselves say about their encoding.
public struct DetectedEncoding: Sendable, Hashable {
  /// What explains the bytes best.
  public var encoding: TextEncoding
  /// True where another encoding explains the bytes nearly as well: the user should be told, and may state it.
  public var isAmbiguous: Bool
  /// What speaks for it, in words: for notes and reports.
  public var evidence: String
  /// The runner-up, where there is one.
  public var alternative: TextEncoding?

  /// A judgement, certain and without runner-up unless said otherwise.
  public init(
    encoding: TextEncoding,
    isAmbiguous: Bool = false,
    evidence: String,
    alternative: TextEncoding? = nil
  ) {
    self.encoding = encoding
    self.isAmbiguous = isAmbiguous
    self.evidence = evidence
    self.alternative = alternative
  }
}

extension TextEncoding {
  /// Tells UTF-8, UTF-16, GB 18030 (with GBK), Big5 and Latin-1 apart by byte order marks, by validity, and by how
  /// much of the decoded text consists of common characters. Give it text only, as much as is at hand up to some
  /// hundred kilobytes; separate values by a line feed. Text of ASCII alone counts as UTF-8.
  public static func detect(_ bytes: [UInt8]) -> DetectedEncoding {
    if let marked = byteOrderMark(bytes) { return marked }
    if let wide = wideWithoutMark(bytes) { return wide }
    guard bytes.contains(where: { $0 >= 0x80 }) else {
      return DetectedEncoding(encoding: .utf8, evidence: "only ASCII")
    }
    let candidates = [utf8Score(bytes), hanScore(bytes, .gb18030), hanScore(bytes, .big5), latinScore(bytes)]
      .sorted { $0.score > $1.score }
    let best = candidates[0]
    let second = candidates[1]
    guard best.score > 0 else {
      return DetectedEncoding(
        encoding: .latin1,
        isAmbiguous: true,
        evidence: "no known encoding explains the bytes",
        alternative: .gb18030
      )
    }
    // A handful of characters can agree by chance; the less there is to go by, the wider a lead must be.
    let lead = best.count < 8 ? 0.35 : 0.15
    return DetectedEncoding(
      encoding: best.encoding,
      isAmbiguous: best.score - second.score < lead,
      evidence: best.evidence,
      alternative: second.score > 0 ? second.encoding : nil
    )
  }

  private struct Candidate {
    var encoding: TextEncoding
    /// 0 (impossible) to 1.
    var score: Double
    /// Characters that the score rests on.
    var count: Int
    var evidence: String
  }

  private static func byteOrderMark(_ bytes: [UInt8]) -> DetectedEncoding? {
    let marks: [(TextEncoding, [UInt8])] = [
      (.utf8, [0xEF, 0xBB, 0xBF]), (.utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, [0xFE, 0xFF]),
    ]
    for (encoding, mark) in marks where bytes.starts(with: mark) {
      return DetectedEncoding(encoding: encoding, evidence: "byte order mark")
    }
    return nil
  }

  /// UTF-16 text of any Western or tabular content has a zero byte in every other place.
  private static func wideWithoutMark(_ bytes: [UInt8]) -> DetectedEncoding? {
    let sample = bytes.prefix(4096)
    guard sample.count >= 8 else { return nil }
    var zeros = [0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    let half = sample.count / 2
    if zeros[1] * 4 > half, zeros[0] * 50 < half {
      return DetectedEncoding(encoding: .utf16LittleEndian, evidence: "zero bytes in every other place")
    }
    if zeros[0] * 4 > half, zeros[1] * 50 < half {
      return DetectedEncoding(encoding: .utf16BigEndian, evidence: "zero bytes in every other place")
    }
    return nil
  }

  private static func utf8Score(_ bytes: [UInt8]) -> Candidate {
    let (whole, cut) = droppingCutTails(bytes)
    let count = whole.lazy.filter { $0 >= 0xC0 }.count
    guard count > 0, cut <= 1 + count / 4, UTF8Check.isValid(whole) else {
      return Candidate(encoding: .utf8, score: 0, count: count, evidence: "")
    }
    // Valid by chance is likely only for one or two sequences.
    return Candidate(
      encoding: .utf8,
      score: count > 2 ? 1.2 : 0.9,
      count: count,
      evidence: "valid UTF-8, \(count) characters beyond ASCII"
    )
  }

  /// Fixed-width fields cut values in the middle of a character: such tails at the end of a line are left out.
  private static func droppingCutTails(_ bytes: [UInt8]) -> (whole: [UInt8], cut: Int) {
    var whole: [UInt8] = []
    whole.reserveCapacity(bytes.count)
    var cut = 0
    for line in bytes.split(separator: 0x0A) {
      let length = UTF8Check.wholeLength(line)
      if length < line.count { cut += 1 }
      whole.append(contentsOf: line.prefix(length))
      whole.append(0x0A)
    }
    return (whole, cut)
  }

  /// Share of the characters beyond ASCII that are common Chinese ones.
  private static func hanScore(_ bytes: [UInt8], _ encoding: TextEncoding) -> Candidate {
    let (text, replaced) = encoding.decode(bytes)
    var wide = 0
    var common = 0
    for scalar in text.unicodeScalars where scalar.value > 0x7F && scalar.value != 0xFFFD {
      wide += 1
      if CommonHan.scalars.contains(scalar) || isChinesePunctuation(scalar) { common += 1 }
      // Private-use characters and the four-byte part of GB 18030 hardly occur in real registers.
      if (0xE000...0xF8FF).contains(scalar.value) || scalar.value > 0xFFFF { common -= 1 }
    }
    // Values are cut in the middle of a character now and then; many failures mean the wrong encoding.
    guard wide > 0, replaced * 20 <= wide + 20 else {
      return Candidate(encoding: encoding, score: 0, count: wide, evidence: "")
    }
    let share = max(0, Double(common - 2 * replaced) / Double(wide))
    return Candidate(
      encoding: encoding,
      score: share,
      count: wide,
      evidence: "\(common) of \(wide) characters are common Chinese ones when read as \(encoding.name)"
    )
  }

  private static func isChinesePunctuation(_ scalar: Unicode.Scalar) -> Bool {
    // Ideographic punctuation, full-width forms.
    (0x3001...0x3011).contains(scalar.value) || (0xFF01...0xFF5E).contains(scalar.value)
  }

  /// Share of the bytes beyond ASCII that are Western letters or signs standing among ASCII ones, at most three in a
  /// row. Double-byte text stands in longer runs and uses bytes that Latin-1 does not.
  private static func latinScore(_ bytes: [UInt8]) -> Candidate {
    var high = 0
    var plausible = 0
    var runStart: Int?
    func endRun(at end: Int) {
      guard let start = runStart else { return }
      runStart = nil
      high += end - start
      let besideText =
        start > 0 && isLetterOrSpace(bytes[start - 1]) || end < bytes.count && isLetterOrSpace(bytes[end])
      guard end - start <= 3, besideText else { return }
      plausible += bytes[start..<end].lazy.filter { isWestern($0) }.count
    }
    for (index, byte) in bytes.enumerated() {
      if byte >= 0x80 {
        if runStart == nil { runStart = index }
      } else {
        endRun(at: index)
      }
    }
    endRun(at: bytes.count)
    let usesC1 = bytes.contains { (0x80...0x9F).contains($0) }
    return Candidate(
      encoding: usesC1 ? .windows1252 : .latin1,
      score: high == 0 ? 0 : 0.8 * Double(plausible) / Double(high),
      count: high,
      evidence: "\(plausible) of \(high) bytes beyond ASCII are Western letters among ASCII ones"
    )
  }

  private static func isLetterOrSpace(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x20 || byte == 0x27
  }

  /// Letters with accents, and the signs of Western text: degree, section, quotation marks, the euro.
  private static func isWestern(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC0...0xFF: byte != 0xD7 && byte != 0xF7
    case 0xA0, 0xA7, 0xAB, 0xB0, 0xB2, 0xB3, 0xBB, 0xBF, 0x80, 0x8C, 0x9C, 0x91...0x97, 0x85: true
    default: false
    }
  }
}

/// Strict UTF-8 validity of bytes: no overlong forms, no surrogates, nothing beyond U+10FFFF.
public enum UTF8Check {
  /// True where the whole of the bytes is well-formed; a sequence cut off at the end is not.
  public static func isValid(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { isValid($0) }
  }

  /// The same for bytes in place. Runs of ASCII are passed eight at a time, Chinese characters one at a time.
  public static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var i = 0
    let count = raw.count
    while i < count {
      if i + 8 <= count, raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
        i += 8
        continue
      }
      // Of the leads of three bytes these allow any two that continue.
      while i + 3 <= count, (0xE1...0xEC).contains(raw[i]),
        raw.loadUnaligned(fromByteOffset: i + 1, as: UInt16.self) & 0xC0C0 == 0x8080
      {
        i += 3
      }
      if i == count { return true }
      let length = sequenceLength(raw, at: i)
      guard length > 0 else { return false }
      i += length
    }
    return true
  }

  /// Length without a sequence that is cut off at the end.
  static func wholeLength(_ bytes: some BidirectionalCollection<UInt8>) -> Int {
    var after = 0
    for byte in bytes.suffix(4).reversed() {
      if byte & 0xC0 == 0x80 {
        after += 1
        continue
      }
      let needed = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : 0
      return needed > after ? bytes.count - after - 1 : bytes.count
    }
    return bytes.count
  }

  /// Length of the well-formed sequence at `i` (Unicode 15, table 3-7), 0 where there is none.
  private static func sequenceLength(_ raw: UnsafeRawBufferPointer, at i: Int) -> Int {
    let first = raw[i]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard i + length <= raw.count, second.contains(raw[i + 1]) else { return 0 }
    for j in 2..<max(length, 2) where raw[i + j] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
