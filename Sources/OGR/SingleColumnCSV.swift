internal import Features
internal import Foundation

/// GDAL refuses a CSV of one column, which is what a list of geometries is. Such a file is given to it as a copy with
/// an empty second column; the copy is removed with this object.
final class SingleColumnCSV: Sendable {
  /// The copy, named as the original, in a folder of its own.
  let path: String
  private let folder: URL

  /// Nil where the file has several columns, or cannot be read or copied: GDAL then says what it thinks of it.
  init?(_ original: String) {
    guard Self.hasOneColumn(FileBytes.read(original, from: 0, count: 1 << 16)),
      let bytes = FileManager.default.contents(atPath: original)
    else { return nil }
    let source = URL(fileURLWithPath: original)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("landplan-\(UUID().uuidString)")
    path = folder.appendingPathComponent(source.lastPathComponent).path
    TemporaryFiles.willMake(folder.path)
    do {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      try Data(Self.widened([UInt8](bytes))).write(to: URL(fileURLWithPath: path))
      let system = source.deletingPathExtension().appendingPathExtension("prj")
      if FileManager.default.fileExists(atPath: system.path) {
        try FileManager.default.copyItem(at: system, to: folder.appendingPathComponent(system.lastPathComponent))
      }
    } catch {
      try? FileManager.default.removeItem(at: folder)
      TemporaryFiles.isGone(folder.path)
      return nil
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
    TemporaryFiles.isGone(folder.path)
  }

  /// True where the first line holds one name and no separator.
  private static func hasOneColumn(_ head: [UInt8]) -> Bool {
    let line = head.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")].contains(byte) {
        return false
      }
    }
    return !line.isEmpty && line.count < 256 && !isQuoted
  }

  /// The lines with a comma after the first; a value with commas that stands without quotes gets them, as there is no
  /// second column that they could separate.
  private static func widened(_ bytes: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var isInside = false
    var isFirst = true
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let content = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      let isPlain = !isInside && !isFirst && content.first != quote && !content.isEmpty
      if isPlain {
        result.append(quote)
        for byte in content { result += byte == quote ? [quote, quote] : [byte] }
        result.append(quote)
      } else {
        result += content
        for byte in content where byte == quote { isInside.toggle() }
      }
      if isFirst { result.append(UInt8(ascii: ",")) }
      isFirst = false
      result.append(UInt8(ascii: "\n"))
    }
    return result
  }
}
