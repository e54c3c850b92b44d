public import Features

extension BoundaryPointFile {
  /// Reads a file's bytes.
  ///
  /// - Parameter path: as the user gave it, for messages.
  /// - Throws: ``DataError`` with a code of ``BoundaryPointCode``, naming the line.
  public init(bytes: [UInt8], path: String = "") throws(DataError) {
    let (text, form) = try BoundaryPointFile.decode(bytes, path: path)
    var reader = BoundaryPointReader(path: path)
    try reader.read(text)
    self = try reader.finish(form)
  }

  /// Byte order mark, else strict UTF-8, else GB 18030.
  private static func decode(_ bytes: [UInt8], path: String) throws(DataError) -> (String, Form) {
    var form = Form()
    let text: String?
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      form.encoding = bytes[0] == 0xFF ? .utf16LittleEndian : .utf16BigEndian
      form.hasByteOrderMark = true
      text = form.encoding.decode(strictly: bytes.dropFirst(2))
    } else if let utf8 = TextEncoding.utf8.decode(strictly: bytes) {
      form.encoding = .utf8
      form.hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
      text = utf8
    } else {
      form.encoding = .gb18030
      text = TextEncoding.gb18030.decode(strictly: bytes)
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
    form.newline = text.utf8.contains(UInt8(ascii: "\r")) ? (text.contains("\r\n") ? "\r\n" : "\r") : "\n"
    form.endsWithNewline = text.last?.isNewline ?? true
    return (text, form)
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
  var layout: BoundaryPointFile.PointLayout?

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

  mutating func read(_ text: String) throws(DataError) {
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      line += 1
      let content = BoundaryPointReader.trimmed(part)
      if content.isEmpty { continue }
      if let name = BoundaryPointReader.sectionName(content) {
        // [地块坐标] holds no keys: it only opens the parcels.
        sections.append(BoundaryPointFile.Section(name: name, entries: []))
      } else if content.hasSuffix("@") || content.hasSuffix("＠") {
        parcels.append(RawParcel(fields: BoundaryPointReader.headFields(content), line: line))
      } else if let entry = BoundaryPointReader.entry(content), parcels.isEmpty {
        if sections.isEmpty { sections.append(BoundaryPointFile.Section(name: "属性描述", entries: [])) }
        sections[sections.count - 1].entries.append(entry)
      } else {
        try readPoint(content)
      }
    }
  }

  private mutating func readPoint(_ content: String) throws(DataError) {
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
