import Features
import Geometry

/// Reads one document, feature after feature, into columns. Roots may follow one another (newline-delimited and
/// record-separated text); inside a FeatureCollection the reader stops between features.
struct DocumentReader {
  let file: MappedFile
  var scanner: Scanner
  var builder = GeometryColumns.Builder()
  /// The ids first, then the properties in order of first sight.
  var columns: [ColumnBuilder] = [ColumnBuilder(name: "id", rawName: [])]
  var columnIndex: [String: Int] = [:]
  /// Where the next property's column is looked for first.
  var cursor = 1
  let powers = DecimalPowers.shared
  let ring = RingBuffer()
  /// The WKB of the collection under way, and whether there is one.
  var wkb: [UInt8] = []
  var isCollecting = false
  /// Features with more than two coordinates.
  var zPositions = Scanner.Occurrences()
  var zFeature = 0
  var scratch: [UInt8] = []

  /// Number of features begun, over all batches, and the one under way for messages.
  var featureNumber = 0
  var isInRow = false
  var featureID: String?
  var field: String?
  var notes = NoteBook()
  var crs: CRSMember = .absent
  var collectionName: String?
  /// Number of roots; more than one is a sequence.
  var roots = 0
  private var isInFeatures = false
  /// Rows already given away in earlier batches.
  var handedOver = 0
  /// A first pass for the fields alone: geometries are skipped.
  var skipsGeometry = false

  init(_ file: MappedFile) {
    self.file = file
    scanner = Scanner(base: file.base, count: file.count)
  }

  /// Checks how the text begins: encoding, and whether it can be JSON.
  mutating func open() throws {
    let base = file.base
    func fault(
      _ code: GeoJSONErrorCode,
      _ found: String,
      _ expected: String,
      _ advice: String,
      _ arguments: [String] = []
    )
      -> Fault
    {
      Fault(code: code, offset: scanner.pos, found: found, expected: expected, advice: advice, arguments: arguments)
    }
    if file.count >= 2, let encoding = DocumentReader.wideEncoding(base, file.count) {
      let advice = "Convert it first, for example: iconv -f \(encoding) -t UTF-8."
      throw fault(.utf16, "the text is \(encoding)", "UTF-8, as GeoJSON requires", advice, [encoding])
    }
    if file.count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { scanner.pos = 3 }
    skipSeparators()
    if scanner.pos >= scanner.end {
      throw fault(.empty, "the file is empty", "a GeoJSON object", "Export or copy it again.")
    }
    let byte = scanner.byte
    if byte == UInt8(ascii: "{") { return }
    let found = scanner.excerpt(scanner.pos)
    if "[\"0123456789-tfn".utf8.contains(byte) {
      let what = byte == UInt8(ascii: "[") ? "an array" : found
      throw fault(.notGeoJSON, "the document is \(what)", "a GeoJSON object", "", [found])
    }
    let advice = "Is it another format, or compressed? `landplan info` tells."
    throw fault(.notJSON, "the file starts with \(found), so it is no JSON", "“{”", advice, [found])
  }

  private static func wideEncoding(_ base: UnsafePointer<UInt8>, _ count: Int) -> String? {
    switch (base[0], base[1], base[2], base[3]) {
    case (0xFF, 0xFE, 0, 0) where count >= 4: "UTF-32"
    case (0, 0, 0xFE, 0xFF): "UTF-32"
    case (0xFF, 0xFE, _, _): "UTF-16LE"
    case (0xFE, 0xFF, _, _): "UTF-16BE"
    case (0x20...0x7E, 0, 0, 0) where count >= 4: "UTF-32LE"
    case (0, 0, 0, 0x20...0x7E): "UTF-32BE"
    case (0x20...0x7E, 0, _, _): "UTF-16LE"
    case (0, 0x20...0x7E, _, _): "UTF-16BE"
    default: nil
    }
  }

  /// White space and RFC 8142's record separators between roots.
  mutating func skipSeparators() {
    scanner.skipSpace()
    while scanner.byte == 0x1E {
      scanner.pos += 1
      scanner.skipSpace()
    }
  }

  /// Reads the next feature; false at the end of the document.
  mutating func nextFeature() throws -> Bool {
    while true {
      if isInFeatures {
        try readFeature()
        if try !scanner.anotherElement() {
          isInFeatures = false
          if try scanner.anotherMember() { try readCollectionMembers() }
        }
        return true
      }
      skipSeparators()
      if scanner.pos >= scanner.end { return false }
      if try readRoot() { return true }
    }
  }

  /// Reads a root object: a feature or geometry wholly (true), a collection up to its first feature (false).
  private mutating func readRoot() throws -> Bool {
    guard scanner.byte == UInt8(ascii: "{") else { throw scanner.unexpected("the end of the file or another object") }
    roots += 1
    let start = scanner.pos
    guard let type = try typeOfObject(at: start) else { throw notGeoJSON(at: start) }
    if type == "FeatureCollection" {
      scanner.pos = start + 1
      if scanner.accept(UInt8(ascii: "}")) { return false }
      sawFeatures = false
      try readCollectionMembers()
      return false
    }
    if type == "Feature" {
      try readFeature()
    } else if GeometryKind(geoJSON: type) != nil {
      beginRow(at: start)
      try readGeometry()
      endRow()
    } else {
      throw unknownType(type, at: start)
    }
    return true
  }

  private var sawFeatures = false

  /// Reads a collection's members up to its features or its end.
  private mutating func readCollectionMembers() throws {
    repeat {
      let name = try scanner.memberName()
      if scanner.isEqual(name, "features") {
        if sawFeatures {
          notes.duplicate("features", at: name.start)
          try scanner.skipValue()
          continue
        }
        sawFeatures = true
        try scanner.expect(UInt8(ascii: "["), "the array of features")
        if scanner.accept(UInt8(ascii: "]")) { continue }
        isInFeatures = true
        return
      }
      try readCollectionMember(name)
    } while try scanner.anotherMember()
    if !sawFeatures { throw missing("features", at: scanner.pos - 1) }
  }

  private mutating func readCollectionMember(_ name: Scanner.Text) throws {
    if scanner.isEqual(name, "crs") {
      try readCRS()
    } else if scanner.isEqual(name, "name"), scanner.byte == quote {
      let text = try scanner.string()
      collectionName = try scanner.decoded(text)
    } else if scanner.isEqual(name, "type") || scanner.isEqual(name, "bbox") {
      try scanner.skipValue()
    } else {
      notes.foreign(try scanner.decoded(name), at: name.start)
      try scanner.skipValue()
    }
  }

  /// The `type` of the object at an offset, wherever among its members it stands; nil where it has none. The cursor
  /// returns to the offset.
  mutating func typeOfObject(at start: Int) throws -> String? {
    defer { scanner.pos = start }
    scanner.pos = start + 1
    if scanner.accept(UInt8(ascii: "}")) { return nil }
    repeat {
      let name = try scanner.memberName()
      if scanner.isEqual(name, "type"), scanner.byte == quote {
        let text = try scanner.string()
        return try scanner.decoded(text)
      }
      try scanner.skipValue()
    } while try scanner.anotherMember()
    return nil
  }
}
