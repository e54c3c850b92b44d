internal import Features
internal import Foundation

/// Looks at the first bytes of a file before GDAL does: whether it is what its extension says, and whether it is all
/// there. A truncated copy is the commonest damage, and GDAL tells it late or not at all.
enum ContentCheck {
  static func check(
    path: String,
    real: String,
    size: Int,
    drivers: [OGRDriver],
    options: OGROpenOptions
  ) throws(DataError) {
    let head = FileBytes.read(real, from: 0, count: 4096)
    guard let driver = drivers.first else { return }
    switch driver {
    case .geoPackage: try geoPackage(head, path: path, real: real, size: size)
    case .flatGeobuf:
      try require(head.starts(with: [0x66, 0x67, 0x62, 3]), head, "FlatGeobuf (version 3)", path)
      if size < 12 { throw truncated(path, found: size, expected: 12) }
    case .xlsx:
      try require(head.starts(with: [0x50, 0x4B]), head, "XLSX", path)
      try ArchiveSize.check(path: path, real: real, size: size)
    case .mapInfo: try mapInfo(head, path: path, options: options)
    case .gml, .kml, .libKML:
      if head.starts(with: [0x50, 0x4B]) { try ArchiveSize.check(path: path, real: real, size: size) }
      if text(head).contains("<ogrvrtdatasource") && !options.access.contains(.references) {
        throw OGRSource.referenceError(path, "a VRT file")
      }
    default: break
    }
  }

  /// The SQLite header (www.sqlite.org/fileformat2.html, §1.3) tells the size of the whole file.
  private static func geoPackage(_ head: [UInt8], path: String, real: String, size: Int) throws(DataError) {
    try require(head.starts(with: Array("SQLite format 3\0".utf8)), head, "GeoPackage", path)
    guard head.count >= 100 else { throw truncated(path, found: size, expected: 100) }
    let page = Int(head[16]) << 8 | Int(head[17])
    let pages = bigEndian(head, 28)
    // The count holds only where it was written by the last change; a write-ahead log beside holds later pages.
    guard bigEndian(head, 24) == bigEndian(head, 92), !FileManager.default.fileExists(atPath: real + "-wal") else {
      return
    }
    let expected = (page == 1 ? 65536 : page) * pages
    if size < expected { throw truncated(path, found: size, expected: expected) }
  }

  /// A .tab can be a view or a seamless table over others.
  private static func mapInfo(_ head: [UInt8], path: String, options: OGROpenOptions) throws(DataError) {
    let words = text(head)
    let refers = words.contains("create view") || words.contains("\"\\isseamless\" = \"true\"")
    if refers && !options.access.contains(.references) { throw OGRSource.referenceError(path, "a MapInfo view") }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).lowercased()
  }

  private static func bigEndian(_ bytes: [UInt8], _ offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func require(_ holds: Bool, _ head: [UInt8], _ format: String, _ path: String) throws(DataError) {
    if holds { return }
    let shown = head.prefix(12).map { (0x20..<0x7F).contains($0) ? String(UnicodeScalar($0)) : "·" }.joined()
    throw DataError(
      .input,
      code: OGRErrorCode.wrongContent.rawValue,
      at: Place(file: path),
      found: "the file is no \(format); it begins with “\(shown)”",
      expected: "what its extension says",
      advice: "Copy or export it again, or correct the extension.",
      arguments: [format, shown]
    )
  }

  static func truncated(_ path: String, found: Int, expected: Int) -> DataError {
    DataError(
      .input,
      code: OGRErrorCode.truncated.rawValue,
      at: Place(file: path),
      found: "the file ends early: \(found) bytes of \(expected)",
      expected: "the whole file",
      advice: "Copy or export it again.",
      arguments: [String(found), String(expected)]
    )
  }
}

/// Pieces of files.
enum FileBytes {
  /// At most `count` bytes from an offset on; fewer at the end of the file, none where it cannot be read.
  static func read(_ path: String, from offset: Int, count: Int) -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? file.close() }
    guard (try? file.seek(toOffset: UInt64(offset))) != nil else { return [] }
    return (try? file.read(upToCount: count)).map { [UInt8]($0) } ?? []
  }
}
