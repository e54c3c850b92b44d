public import Features

extension BoundaryPointFile {
  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, in any of the encodings that are detected.
  ///   - path: as the user gave it, for messages.
  /// - Throws: `DataError` with a code of ``BoundaryPointCode``, naming the line.
  public init(bytes: [UInt8], path: String = "") throws(DataError) {
    let (text, form) = try BoundaryPointFile.decode(bytes, path: path)
    var reader = BoundaryPointReader(path: path)
    try reader.read(text)
    self = try reader.finish(form)
  }

  /// Byte order mark, else strict UTF-8, else GB 18030; the text as UTF-8.
  private static func decode(_ bytes: [UInt8], path: String) throws(DataError) -> ([UInt8], Form) {
    var form = Form()
    var text: [UInt8]?
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      form.encoding = bytes[0] == 0xFF ? .utf16LittleEndian : .utf16BigEndian
      form.hasByteOrderMark = true
      text = form.encoding.decode(strictly: bytes.dropFirst(2)).map { Array($0.utf8) }
    } else if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || isWrittenInUTF8(bytes) {
      form.encoding = .utf8
      form.hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
      if String(validating: bytes, as: UTF8.self) != nil { text = form.hasByteOrderMark ? Array(bytes[3...]) : bytes }
    } else {
      form.encoding = .gb18030
      text = TextEncoding.gb18030.decode(strictly: bytes).map { Array($0.utf8) }
    }
    guard let text else {
      throw DataError(
        .input,
        .encoding,
        at: Place(file: path),
        found: "text that is neither UTF-8 nor GB 18030 (GBK) nor UTF-16 with a byte order mark",
        expected: "a boundary-point text file",
        advice: "Save the file as UTF-8 or GBK.",
        arguments: [String(bytes.count)]
      )
    }
    form.newline = "\n"
    if let first = text.firstIndex(of: 0x0D) {
      let isPair = text[first...].indices.contains { text[$0] == 0x0D && $0 + 1 < text.count && text[$0 + 1] == 0x0A }
      form.newline = isPair ? "\r\n" : "\r"
    }
    form.endsWithNewline = text.last.map { $0 == 0x0A || $0 == 0x0D } ?? true
    return (text, form)
  }

  /// Valid UTF-8, and not GBK that is so by accident: a pair of bytes such as C2 BD is 陆 in GBK and ½ in UTF-8. Chinese
  /// takes three bytes in UTF-8, so that text without any is GBK where GBK can read it.
  static func isWrittenInUTF8(_ bytes: [UInt8]) -> Bool {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return true }
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    return bytes.contains { $0 >= 0xE0 } || TextEncoding.gb18030.decode(strictly: bytes) == nil
  }
}

/// Reads the lines of a boundary-point file into parcels, in the file's own order of axes.
struct BoundaryPointReader {
  let path: String
  var sections: [BoundaryPointFile.Section] = []
  var parcels: [RawParcel] = []
  var notes: [LoadNote] = []
  var line = 0
  var decimals = 0
  /// The layout of the first point.
  var layout: BoundaryPointFile.PointLayout?
  var hasRingNumbers = false
  var hasMarks = false
  /// Points with more columns than their layout has, and the line of the first.
  var wider: (count: Int, line: Int) = (0, 0)

  init(path: String) { self.path = path }

  /// A parcel while it is read: points with first and second coordinate as written.
  struct RawParcel {
    var fields: [String]
    var line: Int
    var points: [RawPoint] = []
  }

  struct RawPoint {
    var name: String
    var ring: Int
    var first: Double
    var second: Double
    var mark: String?
    var line: Int
  }

  var place: Place { Place(file: path, line: line) }

  mutating func read(_ text: [UInt8]) throws(DataError) {
    try BoundaryPointReader.forEachLine(of: text) { part throws(DataError) in
      line += 1
      let content = BoundaryPointReader.trimmed(part)
      if !content.isEmpty { try readLine(content) }
    }
  }

  private mutating func readLine(_ content: TextBytes) throws(DataError) {
    if let name = BoundaryPointReader.sectionName(content) {
      // [地块坐标] holds no keys: it only opens the parcels.
      sections.append(BoundaryPointFile.Section(name: name, entries: []))
    } else if BoundaryPointReader.headMarkLength(content) > 0 {
      parcels.append(RawParcel(fields: BoundaryPointReader.headFields(content), line: line))
    } else if parcels.isEmpty, let entry = BoundaryPointReader.entry(content) {
      if sections.isEmpty { sections.append(BoundaryPointFile.Section(name: "属性描述", entries: [])) }
      sections[sections.count - 1].entries.append(entry)
    } else {
      try readPoint(content)
    }
  }

  private mutating func readPoint(_ content: TextBytes) throws(DataError) {
    let point = try parsePoint(content)
    if parcels.isEmpty {
      notes.append(
        LoadNote(.noteCoordinatesOnly, at: place, "points without a parcel's head line: taken as one parcel")
      )
      parcels.append(RawParcel(fields: [], line: 0))
    }
    parcels[parcels.count - 1].points.append(point)
  }
}
