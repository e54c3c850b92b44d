import Features

/// A CSV table of the program's own data, read strictly: a missing column or a value of the wrong form is an error
/// that names file, line and column.
struct Records: Sequence {
  private let table: TextTable
  private let file: String
  private let columns: [String: Int]

  init(_ bytes: [UInt8], file: String) throws {
    table = try CSVReader.parse(utf8: bytes, file: file)
    self.file = file
    columns = Dictionary(table.header.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  func makeIterator() -> AnyIterator<Record> {
    var row = 0
    return AnyIterator {
      guard row < table.rows.count else { return nil }
      defer { row += 1 }
      return Record(cells: table.rows[row], line: table.lines[row], file: file, columns: columns)
    }
  }

  struct Record {
    fileprivate let cells: [String]
    let line: Int
    fileprivate let file: String
    fileprivate let columns: [String: Int]

    private func cell(_ column: String) throws -> String {
      guard let index = columns[column] else { throw error(column, "no column \(column)") }
      return cells[index]
    }

    /// The text, which must not be empty.
    func text(_ column: String) throws -> String {
      try value(column) { $0 }
    }

    /// The cell, read by `parse`; an empty or unreadable cell is an error.
    func value<T>(_ column: String, _ parse: (String) -> T?) throws -> T {
      guard let value = try optional(column, parse) else { throw error(column, "an empty cell") }
      return value
    }

    /// The cell, read by `parse`; nil where it is empty.
    func optional<T>(_ column: String, _ parse: (String) -> T?) throws -> T? {
      let text = try cell(column)
      guard !text.isEmpty else { return nil }
      guard let value = parse(text) else { throw error(column, "“\(text)”") }
      return value
    }

    /// True for 1; false for 0 and for an empty cell.
    func flag(_ column: String) throws -> Bool {
      try optional(column) { ["0": false, "1": true][$0] } ?? false
    }

    /// The parts between `|`; none where the cell is empty.
    func list(_ column: String) throws -> [String] {
      try cell(column).split(separator: "|").map(String.init)
    }

    private func error(_ column: String, _ found: String) -> DataError {
      DataError(
        .configuration,
        code: LandModelError.dataTable.rawValue,
        at: Place(file: file, field: column, line: line, column: 1),
        found: found,
        expected: "a value that column \(column) can hold",
        advice: "The program's own table is damaged; restore it",
        arguments: [found, column]
      )
    }
  }
}
