internal import Features

/// How large a KMZ or XLSX becomes when GDAL unpacks it into memory, by the archive's own directory (PKWARE APPNOTE
/// 4.3.12, 4.3.16). A few hundred kilobytes can announce gigabytes.
enum ArchiveSize {
  /// Unpacked bytes that are read without question.
  private static let harmless = 256 << 20
  /// Above that, how many times the archive's size is still believed: drawings and tables pack ten- to thirtyfold.
  private static let believed = 100

  /// Throws where an archive unpacks to far more than such documents do. One whose directory cannot be read is left to
  /// GDAL.
  static func check(path: String, real: String, size: Int) throws(DataError) {
    guard let total = unpacked(real, size: size), total > harmless, total / max(size, 1) > believed else { return }
    throw DataError(
      .input,
      code: OGRErrorCode.archiveTooLarge.rawValue,
      at: Place(file: path),
      found: "\(size) bytes that unpack to \(total)",
      expected: "at most \(believed) times the file's size",
      advice: "The file is damaged or made to exhaust memory: do not open it.",
      arguments: [String(size), String(total)]
    )
  }

  /// The sum of the sizes that the central directory states; nil where there is none.
  private static func unpacked(_ real: String, size: Int) -> Int? {
    // The end record stands in the last 22 bytes, before a comment of at most 65,535.
    let tail = min(size, 22 + 65_535)
    let end = FileBytes.read(real, from: size - tail, count: tail)
    guard
      let mark = stride(from: end.count - 22, through: 0, by: -1).first(where: {
        end[$0...].starts(with: [0x50, 0x4B, 5, 6])
      })
    else { return nil }
    let length = number(end, mark + 12, 4)
    let offset = number(end, mark + 16, 4)
    guard length <= 64 << 20, offset + length <= size else { return nil }
    let directory = FileBytes.read(real, from: offset, count: length)
    var total = 0
    var place = 0
    while place + 46 <= directory.count, directory[place...].starts(with: [0x50, 0x4B, 1, 2]) {
      // 0xFFFFFFFF stands for a size that only an extra field tells: 4 GiB or more.
      total += number(directory, place + 24, 4)
      place +=
        46 + number(directory, place + 28, 2) + number(directory, place + 30, 2) + number(directory, place + 32, 2)
    }
    return total
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }
}
