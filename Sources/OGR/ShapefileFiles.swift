internal import Features
internal import Foundation

/// The files of a shapefile, found beside each other and checked: a shapefile without its index, without its
/// attributes, or cut short is named as such. GDAL would build the index anew or read without attributes, silently.
struct ShapefileFiles {
  /// As the user gave it.
  var path: String
  /// What GDAL opens: the .shp, or a .dbf that stands alone.
  var main: String
  var dbf: String
  var cpg: String?

  init(path: String, real: String) throws(DataError) {
    self.path = path
    let url = URL(fileURLWithPath: real)
    let base = url.deletingPathExtension()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base.deletingLastPathComponent().path)) ?? []
    let stem = base.lastPathComponent.lowercased()
    /// The side file of an extension, whatever its case: files come from Windows.
    func side(_ fileExtension: String) -> String? {
      let exact = base.lastPathComponent + "." + fileExtension
      let name = names.contains(exact) ? exact : names.first { $0.lowercased() == stem + "." + fileExtension }
      return name.map { base.deletingLastPathComponent().appendingPathComponent($0).path }
    }
    cpg = side("cpg")
    let given = url.pathExtension.lowercased()
    let shp = given == "shp" ? real : side("shp")
    guard let shp else {
      if given == "dbf" {
        main = real
        dbf = real
        _ = try Self.checkDBF(real, path: path)
        return
      }
      throw Self.missing(.noSHP, path, "shp", "the geometry")
    }
    guard let index = side("shx") else { throw Self.missing(.noSHX, path, "shx", "the index") }
    guard let attributes = side("dbf") else { throw Self.missing(.noDBF, path, "dbf", "the attributes") }
    main = shp
    dbf = attributes
    let shapes = try Self.checkIndex(index, shp: shp, path: path)
    let rows = try Self.checkDBF(attributes, path: path)
    if shapes != rows { throw Self.countMismatch(path, shapes, rows) }
  }

  /// Number of shapes, after checking both headers (Esri Shapefile Technical Description, 1998) and the last record.
  private static func checkIndex(_ index: String, shp: String, path: String) throws(DataError) -> Int {
    let shpSize = try checkHeader(shp, path: path)
    let indexSize = try checkHeader(index, path: path)
    let count = (indexSize - 100) / 8
    guard count > 0 else { return 0 }
    let last = FileBytes.read(index, from: 100 + 8 * (count - 1), count: 8)
    guard last.count == 8 else { throw ContentCheck.truncated(path, found: indexSize, expected: indexSize + 8) }
    // In 16-bit words; each record has a header of 8 bytes.
    let end = 2 * (bigEndian(last, 0) + bigEndian(last, 4)) + 8
    if end > shpSize { throw ContentCheck.truncated(path, found: shpSize, expected: end) }
    return count
  }

  /// Size of a .shp or .shx that is as long as its header says.
  private static func checkHeader(_ file: String, path: String) throws(DataError) -> Int {
    let status = try FileStatus(path: path, real: file)
    let head = FileBytes.read(file, from: 0, count: 100)
    guard head.count == 100 else { throw ContentCheck.truncated(path, found: status.size, expected: 100) }
    guard bigEndian(head, 0) == 9994 else {
      let name = URL(fileURLWithPath: file).lastPathComponent
      throw DataError(
        .input,
        code: OGRErrorCode.wrongContent.rawValue,
        at: Place(file: path),
        found: "\(name) does not begin as a shapefile does",
        expected: "an Esri shapefile",
        advice: "Copy or export it again.",
        arguments: ["ESRI Shapefile", name]
      )
    }
    let announced = 2 * bigEndian(head, 24)
    if status.size < announced { throw ContentCheck.truncated(path, found: status.size, expected: announced) }
    return status.size
  }

  /// Number of rows of a .dbf that is as long as its header says.
  private static func checkDBF(_ file: String, path: String) throws(DataError) -> Int {
    let status = try FileStatus(path: path, real: file)
    guard let header = DBFHeader(file) else { throw ContentCheck.truncated(path, found: status.size, expected: 33) }
    let announced = header.headerLength + header.count * header.recordLength
    if status.size < announced { throw ContentCheck.truncated(path, found: status.size, expected: announced) }
    return header.count
  }

  private static func bigEndian(_ bytes: [UInt8], _ offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func missing(
    _ code: OGRErrorCode,
    _ path: String,
    _ fileExtension: String,
    _ what: String
  )
    -> DataError
  {
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent + "." + fileExtension
    return DataError(
      .input,
      code: code.rawValue,
      at: Place(file: path),
      found: "\(name), which holds \(what), is not beside it",
      expected: "a shapefile of at least .shp, .shx and .dbf",
      advice: "Copy all files of the shapefile, or ask its sender for \(name).",
      arguments: [name]
    )
  }

  private static func countMismatch(_ path: String, _ shapes: Int, _ rows: Int) -> DataError {
    DataError(
      .input,
      code: OGRErrorCode.recordCount.rawValue,
      at: Place(file: path),
      found: "\(shapes) shapes but \(rows) rows of attributes",
      expected: "one row for each shape",
      advice: "The files do not belong together; copy or export all of them again.",
      arguments: [String(shapes), String(rows)]
    )
  }
}
