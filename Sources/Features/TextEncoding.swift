#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A character encoding that the C library's `iconv` can decode, under the name that `iconv` knows it by.
public struct TextEncoding: Sendable, Hashable {
  /// `UTF-8`, `GB18030`, `BIG5`, `ISO-8859-1`, `CP1252` …
  public let name: String

  private init(known name: String) {
    self.name = name
  }

  /// What text is decoded to, and the encoding of every file written unless another is asked for.
  public static let utf8 = TextEncoding(known: "UTF-8")
  /// The national standard; a superset of GBK, CP936 and GB 2312, so that every Chinese text is decoded with it.
  public static let gb18030 = TextEncoding(known: "GB18030")
  /// What offices and bureaus' systems expect in a file. Written, not detected: reading takes ``gb18030``.
  public static let gbk = TextEncoding(known: "GBK")
  /// The traditional characters of Taiwan and Hong Kong, without the supplement HKSCS.
  public static let big5 = TextEncoding(known: "BIG5")
  /// ISO 8859-1: every byte is the character of its number.
  public static let latin1 = TextEncoding(known: "ISO-8859-1")
  /// Latin-1 with letters and signs in 0x80 to 0x9F, as Western Windows writes it.
  public static let windows1252 = TextEncoding(known: "CP1252")
  /// Two bytes a unit, the low one first.
  public static let utf16LittleEndian = TextEncoding(known: "UTF-16LE")
  /// Two bytes a unit, the high one first.
  public static let utf16BigEndian = TextEncoding(known: "UTF-16BE")

  /// The encoding that a user, a `.cpg` file or a header means by `label`; nil where nothing of that name can be
  /// decoded here. Case, spaces, hyphens, and prefixes such as `ANSI` and `CP` do not matter: `Big-5`, `936`,
  /// `ANSI 936`, `latin1`, `88591`, `65001` and `utf8` are all understood.
  public init?(label: String) {
    let plain = String(label.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    guard !plain.isEmpty else { return nil }
    for candidate in Self.candidates(of: plain, label: label) where Self.canDecode(candidate) {
      name = candidate
      return
    }
    return nil
  }

  /// Names to try, the likeliest first. `plain` is the label in lower case without punctuation.
  private static func candidates(of plain: String, label: String) -> [String] {
    if let known = aliases[plain] { return [known] }
    var digits = plain
    for prefix in ["windows", "ansi", "cp", "ms", "oem", "dos", "win"] where digits.hasPrefix(prefix) {
      digits.removeFirst(prefix.count)
    }
    if let known = aliases[digits] { return [known] }
    if !digits.isEmpty, digits.allSatisfy(\.isNumber) {
      // Esri writes ISO 8859-7 as 88597.
      if digits.hasPrefix("8859"), digits.count > 4 { return ["ISO-8859-\(digits.dropFirst(4))"] }
      return ["CP\(digits)"]
    }
    if plain.hasPrefix("iso8859") { return ["ISO-8859-\(plain.dropFirst(7))"] }
    return [label.uppercased(), plain.uppercased()]
  }

  private static let aliases: [String: String] = [
    "utf8": "UTF-8", "65001": "UTF-8", "unicode": "UTF-8", "ascii": "UTF-8", "usascii": "UTF-8",
    "gbk": "GB18030", "936": "GB18030", "gb18030": "GB18030", "54936": "GB18030", "gb2312": "GB18030",
    "euccn": "GB18030", "gb": "GB18030", "chinese": "GB18030", "simplifiedchinese": "GB18030",
    "big5": "BIG5", "950": "BIG5", "big5hkscs": "BIG5-HKSCS", "traditionalchinese": "BIG5",
    "latin1": "ISO-8859-1", "iso88591": "ISO-8859-1", "88591": "ISO-8859-1", "28591": "ISO-8859-1",
    "1252": "CP1252", "latin2": "ISO-8859-2", "utf16": "UTF-16LE", "utf16le": "UTF-16LE", "utf16be": "UTF-16BE",
    "1200": "UTF-16LE", "1201": "UTF-16BE", "shiftjis": "CP932", "sjis": "CP932", "koi8r": "KOI8-R",
    "euckr": "EUC-KR", "eucjp": "EUC-JP", "macroman": "MACINTOSH", "macintosh": "MACINTOSH",
  ]

  private static func canDecode(_ name: String) -> Bool {
    guard let handle = iconv_open("UTF-8", name), handle != TextDecoder.invalid else { return false }
    iconv_close(handle)
    return true
  }
}

extension TextEncoding {
  /// Decodes all bytes, or nil where one of them has no meaning in this encoding. A byte order mark is dropped.
  public func decode(strictly bytes: some Sequence<UInt8>) -> String? {
    let decoded = decode(bytes)
    return decoded.replaced == 0 ? decoded.text : nil
  }

  /// Decodes the bytes; what has no meaning becomes U+FFFD, and `replaced` counts it.
  public func decode(_ bytes: some Sequence<UInt8>) -> (text: String, replaced: Int) {
    guard let decoder = TextDecoder(self) else { return (String(decoding: Array(bytes), as: UTF8.self), 0) }
    var result: [UInt8] = []
    let replaced = Array(bytes).withUnsafeBufferPointer { decoder.decode($0, into: &result) }
    if result.starts(with: [0xEF, 0xBB, 0xBF]) { result.removeFirst(3) }
    return (String(decoding: result, as: UTF8.self), replaced)
  }

  /// The text's bytes in this encoding, or nil where it has no way to write one of the characters.
  public func encode(_ text: String) -> [UInt8]? {
    if self == .utf8 || text.utf8.allSatisfy({ $0 < 0x80 }) && !name.hasPrefix("UTF-16") { return Array(text.utf8) }
    guard let decoder = TextDecoder(from: .utf8, to: self) else { return nil }
    var result: [UInt8] = []
    let replaced = Array(text.utf8).withUnsafeBufferPointer { decoder.decode($0, into: &result) }
    return replaced == 0 ? result : nil
  }
}

/// One `iconv` conversion, kept open for many short texts. Not for use by two threads at once.
public final class TextDecoder {
  // iconv_open answers (iconv_t) -1.
  static var invalid: iconv_t? { iconv_t(bitPattern: -1) }
  private let handle: iconv_t
  private let copiesASCII: Bool
  private let replacement: [UInt8]

  /// A conversion to UTF-8; nil where the C library lacks the encoding.
  public convenience init?(_ encoding: TextEncoding) {
    self.init(from: encoding, to: .utf8)
  }

  init?(from source: TextEncoding, to target: TextEncoding) {
    guard let handle = iconv_open(target.name, source.name), handle != Self.invalid else { return nil }
    self.handle = handle
    copiesASCII = !source.name.hasPrefix("UTF-16") && !target.name.hasPrefix("UTF-16")
    replacement = target == .utf8 ? [0xEF, 0xBF, 0xBD] : [0x3F]
  }

  deinit {
    iconv_close(handle)
  }

  /// Appends the converted bytes. Returns how many units had no meaning and became U+FFFD (`?` when encoding). A
  /// character cut off at the end counts as one.
  @discardableResult
  public func decode(_ bytes: UnsafeBufferPointer<UInt8>, into result: inout [UInt8]) -> Int {
    if copiesASCII, bytes.allSatisfy({ $0 < 0x80 }) {
      result.append(contentsOf: bytes)
      return 0
    }
    guard let base = bytes.baseAddress else { return 0 }
    iconv(handle, nil, nil, nil, nil)
    var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base)
      .assumingMemoryBound(to: CChar.self)
    var left = bytes.count
    var replaced = 0
    // Two bytes of GBK become three of UTF-8; a Latin-1 byte becomes two. The loop grows where that is not enough.
    while left > 0 {
      let failure = convert(&input, &left, into: &result)
      guard failure == EILSEQ || failure == EINVAL, left > 0 else { continue }
      result.append(contentsOf: replacement)
      replaced += 1
      if failure == EINVAL { break }
      input = input?.advanced(by: 1)
      left -= 1
    }
    return replaced
  }

  /// One call of `iconv`, with room for twice the input. Returns 0 or its error number.
  private func convert(
    _ input: inout UnsafeMutablePointer<CChar>?,
    _ left: inout Int,
    into result: inout [UInt8]
  ) -> Int32 {
    let room = 2 * left + 16
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { buffer in
      var output = buffer.baseAddress
      var free = room
      let failure = iconv(handle, &input, &left, &output, &free) == -1 ? errno : 0
      result.append(contentsOf: UnsafeRawBufferPointer(start: buffer.baseAddress, count: room - free))
      return failure
    }
  }
}
