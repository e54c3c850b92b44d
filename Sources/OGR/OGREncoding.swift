public import Features
internal import Foundation

/// The encoding that a layer's text was decoded from, and how it is known.
public struct OGREncoding: Sendable, Hashable {
  /// How an encoding is known. A claim that the bytes contradict gives way to ``detected``.
  public enum Source: String, Sendable {
    /// The user said so.
    case stated
    /// The .cpg file beside a shapefile.
    case cpg
    /// The language driver id in a .dbf.
    case languageDriver
    /// The text itself.
    case detected
  }

  /// What text is decoded from.
  public var encoding: TextEncoding
  /// How it is known.
  public var source: Source
  /// In words: what speaks for it.
  public var evidence: String

  static func stated(_ label: String, path: String) throws(DataError) -> OGREncoding {
    guard let encoding = TextEncoding(label: label) else {
      throw DataError(
        .configuration,
        code: OGRErrorCode.unknownEncoding.rawValue,
        at: Place(file: path),
        found: "the encoding “\(label)” is not known",
        expected: "GBK, GB18030, Big5, UTF-8, Latin-1 …",
        advice: "State another name for it, or leave it to be detected.",
        arguments: [label]
      )
    }
    return OGREncoding(encoding: encoding, source: .stated, evidence: "stated as \(label)")
  }

  /// The order of trust: what the user states, what the .cpg or the language driver id claims where the bytes agree
  /// with it, what the bytes themselves say.
  static func ofShapefile(
    _ files: ShapefileFiles,
    stated: String?,
    notes: inout [LoadNote]
  ) throws(DataError) -> OGREncoding? {
    if let stated { return try .stated(stated, path: files.path) }
    guard let header = DBFHeader(files.dbf) else { return nil }
    let sample = header.textSample(files.dbf)
    let place = Place(file: files.path)
    if let claim = claim(files, header) {
      if sample.isEmpty { return claim }
      let detected = TextEncoding.detect(sample)
      if !contradicts(detected, claim.encoding, sample) { return claim }
      let origin = claim.source == .cpg ? ".cpg" : "the language driver id"
      notes.append(
        LoadNote(
          code: OGRNoteCode.encodingContradicted.rawValue,
          at: place,
          text: "\(origin) claims \(claim.encoding.name), but the text is \(detected.encoding.name) "
            + "(\(detected.evidence)); it was read so. State the encoding where that is wrong.",
          arguments: [origin, claim.encoding.name, detected.encoding.name, detected.evidence]
        )
      )
      return OGREncoding(encoding: detected.encoding, source: .detected, evidence: detected.evidence)
    }
    return detect(sample, at: place, notes: &notes)
  }

  /// Of a text file, by its first part; nil for UTF-8, which is no news.
  static func ofText(_ file: String, path: String, notes: inout [LoadNote]) throws(DataError) -> OGREncoding? {
    let head = FileBytes.read(file, from: 0, count: 1 << 18)
    // What follows the last line feed may be cut in a character.
    let whole = head.count < 1 << 18 ? head : Array(head[..<(head.lastIndex(of: 0x0A) ?? head.count)])
    let detected = TextEncoding.detect(whole)
    if detected.encoding == .utf8 { return nil }
    guard !detected.encoding.name.hasPrefix("UTF-16") else {
      throw DataError(
        .input,
        code: OGRErrorCode.wrongContent.rawValue,
        at: Place(file: path),
        found: "the text is UTF-16",
        expected: "UTF-8 or a national encoding",
        advice: "Save it as CSV in UTF-8.",
        arguments: ["CSV", "UTF-16"]
      )
    }
    return detect(whole, at: Place(file: path), notes: &notes)
  }

  /// Tells the encoding by the text, and notes what was found.
  static func detect(_ sample: [UInt8], at place: Place, notes: inout [LoadNote]) -> OGREncoding {
    let detected = TextEncoding.detect(sample)
    if detected.isAmbiguous, let other = detected.alternative {
      notes.append(
        LoadNote(
          code: OGRNoteCode.encodingAmbiguous.rawValue,
          at: place,
          text: "the encoding is not certain: read as \(detected.encoding.name) (\(detected.evidence)), but it may be "
            + "\(other.name). State the encoding where the text is wrong.",
          arguments: [detected.encoding.name, other.name, detected.evidence]
        )
      )
    } else if !sample.isEmpty {
      notes.append(
        LoadNote(
          code: OGRNoteCode.encodingDetected.rawValue,
          at: place,
          text: "no encoding is stated; the text is \(detected.encoding.name) (\(detected.evidence))",
          arguments: [detected.encoding.name, detected.evidence]
        )
      )
    }
    return OGREncoding(encoding: detected.encoding, source: .detected, evidence: detected.evidence)
  }

  /// Bytes that the claimed encoding cannot mean, or a Western claim over text that is clearly something else: a
  /// single-byte encoding gives every byte a meaning, and is what tools write that never looked.
  private static func contradicts(_ detected: DetectedEncoding, _ claimed: TextEncoding, _ sample: [UInt8]) -> Bool {
    if detected.encoding == claimed || detected.isAmbiguous { return false }
    let isWestern = claimed.name == "ISO-8859-1" || claimed.name == "CP1252" || claimed.name == "ISO-8859-15"
    if isWestern { return [.utf8, .gb18030, .big5].contains(detected.encoding) }
    let (text, replaced) = claimed.decode(sample)
    return replaced * 20 > text.unicodeScalars.lazy.filter { $0.value > 0x7F }.count + 20
  }

  private static func claim(_ files: ShapefileFiles, _ header: DBFHeader) -> OGREncoding? {
    if let cpg = files.cpg {
      let bytes = FileBytes.read(cpg, from: 0, count: 64)
      let label = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines.union(["\0"]))
      // .dbf text is made of bytes: UTF-16 in a .cpg is a slip.
      if let encoding = TextEncoding(label: label), !encoding.name.hasPrefix("UTF-16") {
        return OGREncoding(encoding: encoding, source: .cpg, evidence: ".cpg: \(label)")
      }
    }
    guard let label = languageDrivers[header.languageDriver], let encoding = TextEncoding(label: label) else {
      return nil
    }
    let number = String(header.languageDriver, radix: 16, uppercase: true)
    return OGREncoding(encoding: encoding, source: .languageDriver, evidence: "language driver 0x\(number)")
  }

  /// Language driver ids of dBASE and FoxPro. 0x57 means the code page of the maker's system and says nothing.
  private static let languageDrivers: [UInt8: String] = [
    0x01: "CP437", 0x02: "CP850", 0x03: "CP1252", 0x04: "MACINTOSH", 0x08: "CP865", 0x0B: "CP437", 0x0D: "CP437",
    0x13: "CP932", 0x4D: "CP936", 0x4E: "CP949", 0x4F: "CP950", 0x50: "CP874", 0x58: "CP1252", 0x59: "CP1252",
    0x64: "CP852", 0x65: "CP866", 0x66: "CP865", 0x67: "CP861", 0x6A: "CP737", 0x6B: "CP857", 0x78: "CP950",
    0x79: "CP949", 0x7A: "CP936", 0x7B: "CP932", 0x7C: "CP874", 0x86: "CP737", 0x87: "CP852", 0x88: "CP857",
    0xC8: "CP1250", 0xC9: "CP1251", 0xCA: "CP1254", 0xCB: "CP1253", 0xCC: "CP1257",
  ]
}
