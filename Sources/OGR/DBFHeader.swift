internal import Features
internal import Foundation

/// The layout of a dBASE table, as far as telling its encoding needs it.
struct DBFHeader {
  struct TextField {
    var offset: Int
    var length: Int
  }

  var count: Int
  var headerLength: Int
  var recordLength: Int
  /// The language driver id (byte 29): a code page, 0x57 for “whatever the maker's system used”, or 0.
  var languageDriver: UInt8
  /// Names of all fields, as bytes.
  var names: [[UInt8]] = []
  var textFields: [TextField] = []

  /// Reads the header; nil where it is cut off or makes no sense.
  init?(_ file: String) {
    let head = FileBytes.read(file, from: 0, count: 32)
    guard head.count == 32 else { return nil }
    count = (0..<4).reduce(0) { $0 | Int(head[4 + $1]) << (8 * $1) }
    headerLength = Int(head[8]) | Int(head[9]) << 8
    recordLength = Int(head[10]) | Int(head[11]) << 8
    languageDriver = head[29]
    guard headerLength >= 33, recordLength >= 1 else { return nil }
    let descriptors = FileBytes.read(file, from: 32, count: headerLength - 32)
    // Each record begins with the deletion flag.
    var offset = 1
    for start in stride(from: 0, to: descriptors.count - 31, by: 32) {
      let field = descriptors[start..<start + 32]
      guard field[start] != 0x0D else { break }
      names.append(Array(field.prefix(11).prefix { $0 != 0 }))
      let length = Int(field[start + 16])
      if field[start + 11] == UInt8(ascii: "C") { textFields.append(TextField(offset: offset, length: length)) }
      offset += length
    }
  }

  /// Field names and text values that hold bytes beyond ASCII, separated by line feeds, up to about `limit` bytes, of
  /// the first megabytes of the table.
  func textSample(_ file: String, limit: Int = 200_000) -> [UInt8] {
    var sample: [UInt8] = []
    func take(_ value: some BidirectionalCollection<UInt8>) {
      guard sample.count < limit, value.contains(where: { $0 >= 0x80 }) else { return }
      var end = value.endIndex
      while end > value.startIndex, [0x20, 0].contains(value[value.index(before: end)]) {
        end = value.index(before: end)
      }
      sample.append(contentsOf: value[..<end])
      sample.append(0x0A)
    }
    for name in names { take(name) }
    let records = FileBytes.read(file, from: headerLength, count: min(count * recordLength, 8 << 20))
    for record in stride(from: 0, through: records.count - recordLength, by: recordLength) {
      for field in textFields where field.offset + field.length <= recordLength {
        take(records[record + field.offset..<record + field.offset + field.length])
      }
      if sample.count >= limit { break }
    }
    return sample
  }
}
