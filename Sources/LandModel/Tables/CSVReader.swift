import Features

/// A table of texts with a header, as read from a CSV file or a sheet.
public struct TextTable: Sendable {
  /// Names of the columns, trimmed.
  public var header: [String]
  /// Rows of as many cells as the header has.
  public var rows: [[String]]
  /// The line, from 1, on which each row starts.
  public var lines: [Int]

  /// A table of its header and rows; one line for each row.
  public init(header: [String], rows: [[String]], lines: [Int]) {
    self.header = header
    self.rows = rows
    self.lines = lines
  }

  /// The position of a column, from 0; nil where there is none of the name.
  public func index(of name: String) -> Int? {
    header.firstIndex(of: name)
  }
}

/// Reads comma-separated values (RFC 4180): quoted cells with doubled quotes, line breaks inside quotes, CRLF, LF or CR
/// between records. The delimiter is the comma, semicolon or tab that the header line holds most of, outside quotes.
/// Blank lines are skipped. A record with another number of cells than the header is an error with its line.
public struct CSVReader {
  private let bytes: [UInt8]
  private let file: String
  private let delimiter: UInt8
  private var position = 0
  private var line = 1
  private var lineStart = 0

  private static let quote = UInt8(ascii: "\"")
  private static let cr = UInt8(ascii: "\r")
  private static let lf = UInt8(ascii: "\n")

  private init(_ bytes: [UInt8], file: String, delimiter: UInt8?) {
    self.bytes = bytes
    self.file = file
    self.delimiter = delimiter ?? CSVReader.detectDelimiter(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      lineStart = 3
    }
  }

  /// Parses UTF-8 bytes. `file` names the source in errors.
  public static func parse(utf8 bytes: [UInt8], file: String, delimiter: UInt8? = nil) throws -> TextTable {
    var reader = CSVReader(bytes, file: file, delimiter: delimiter)
    return try reader.table()
  }

  private mutating func table() throws -> TextTable {
    while position < bytes.count, bytes[position] == Self.cr || bytes[position] == Self.lf { endLine() }
    let start = self
    guard let header = try record() else {
      throw DataError(
        .input,
        code: LandModelError.csvEmpty.rawValue,
        at: Place(file: file),
        found: "no header line",
        expected: "a first line with the names of the columns",
        advice: "Check that the file is not empty"
      )
    }
    let names = header.cells.map { $0.trimmed }
    try check(names, start)
    var rows: [[String]] = []
    var lines: [Int] = []
    while let record = try record() {
      guard record.cells.count == names.count else {
        throw DataError(
          .input,
          code: LandModelError.csvRagged.rawValue,
          at: Place(file: file, line: record.line, column: 1),
          found: "\(record.cells.count) cells",
          expected: "\(names.count), as in the header",
          advice: "Look for a missing or an unquoted delimiter in this line",
          arguments: ["\(record.cells.count)", "\(names.count)"]
        )
      }
      rows.append(record.cells)
      lines.append(record.line)
    }
    return TextTable(header: names, rows: rows, lines: lines)
  }

  /// - Parameter start: the reader before the first cell of the header.
  private func check(_ names: [String], _ start: CSVReader) throws {
    var seen: Set<String> = []
    for (index, name) in names.enumerated() where !name.isEmpty && !seen.insert(name).inserted {
      let place = try start.place(ofCell: index)
      throw DataError(
        .input,
        code: LandModelError.csvDuplicateColumn.rawValue,
        at: Place(file: file, field: name, line: place.line, column: place.column),
        found: "a second column named \(name)",
        expected: "a name of its own for every column",
        advice: "Rename one of them",
        arguments: [name]
      )
    }
  }

  /// Where a cell of the record ahead begins, from 0.
  private func place(ofCell index: Int) throws -> (line: Int, column: Int) {
    var reader = self
    for _ in 0..<index {
      _ = try reader.cell()
      reader.position += 1
    }
    return (reader.line, reader.column)
  }

  /// The next record that is not a blank line, with the line it starts on.
  private mutating func record() throws -> (cells: [String], line: Int)? {
    while position < bytes.count, bytes[position] == Self.cr || bytes[position] == Self.lf { endLine() }
    guard position < bytes.count else { return nil }
    let start = line
    var cells: [String] = []
    while true {
      cells.append(try cell())
      guard position < bytes.count else { break }
      if bytes[position] == delimiter {
        position += 1
        continue
      }
      endLine()
      break
    }
    return (cells, start)
  }

  private mutating func endLine() {
    if bytes[position] == Self.cr, position + 1 < bytes.count, bytes[position + 1] == Self.lf { position += 1 }
    position += 1
    line += 1
    lineStart = position
  }

  private mutating func cell() throws -> String {
    guard position < bytes.count, bytes[position] == Self.quote else { return try plainCell() }
    let opened = (line: line, column: column)
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.quote {
        position += 1
        guard position < bytes.count, bytes[position] == Self.quote else {
          try requireCellEnd()
          return String(decoding: text, as: UTF8.self)
        }
        text.append(Self.quote)
        position += 1
      } else if byte == Self.cr || byte == Self.lf {
        let start = position
        endLine()
        text.append(contentsOf: bytes[start..<position])
      } else {
        text.append(byte)
        position += 1
      }
    }
    throw quoteError("a quoted cell that never ends", line: opened.line, column: opened.column)
  }

  private mutating func plainCell() throws -> String {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == delimiter || byte == Self.cr || byte == Self.lf { break }
      if byte == Self.quote { throw quoteError("a quote inside an unquoted cell", line: line, column: column) }
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func requireCellEnd() throws {
    guard position < bytes.count else { return }
    let byte = bytes[position]
    guard byte == delimiter || byte == Self.cr || byte == Self.lf else {
      throw quoteError("text after a closing quote", line: line, column: column)
    }
  }

  private func quoteError(_ found: String, line: Int, column: Int) -> DataError {
    DataError(
      .input,
      code: LandModelError.csvQuote.rawValue,
      at: Place(file: file, line: line, column: column),
      found: found,
      expected: "cells as RFC 4180 writes them: quotes around the whole cell, doubled inside",
      advice: "Save the table again as CSV, or correct the quotes in this line"
    )
  }

  /// Column from 1, in characters: what ``Place/column`` is in every error of a text file.
  private var column: Int {
    String(decoding: bytes[lineStart..<position], as: UTF8.self).count + 1
  }

  private static func detectDelimiter(_ bytes: [UInt8]) -> UInt8 {
    var quoted = false
    var counts: [UInt8: Int] = [:]
    for byte in bytes {
      if byte == quote { quoted.toggle() }
      if quoted { continue }
      if byte == cr || byte == lf { break }
      counts[byte, default: 0] += 1
    }
    var best = UInt8(ascii: ",")
    for candidate in [UInt8(ascii: ";"), UInt8(ascii: "\t")]
    where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return best
  }
}

extension StringProtocol {
  /// Without blanks, tabs, line breaks, no-break and ideographic spaces at either end.
  package var trimmed: String {
    if hasPlainEnds { return String(self) }
    var slice = self[...]
    while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
    while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
    return String(slice)
  }

  /// True where the bytes alone tell that neither end is blank: ASCII signs, ideographs from U+4000 to U+9FFF. Asking
  /// characters for their properties costs a hundred times as much.
  private var hasPlainEnds: Bool {
    utf8.withContiguousStorageIfAvailable { bytes in
      guard let first = bytes.first, let last = bytes.last else { return true }
      guard (0x21...0x7E).contains(first) || (0xE4...0xE9).contains(first) else { return false }
      return (0x21...0x7E).contains(last) || bytes.count > 2 && (0xE4...0xE9).contains(bytes[bytes.count - 3])
    } ?? false
  }
}
