import Features
import Foundation
import OGR

/// Reads attribute tables: CSV by this module, in any encoding; XLSX and other tables through OGR.
enum TableReader {
  struct Table {
    let table: AttributeTable
    /// Line or sheet row of each row, from 1.
    let lines: [Int]
  }

  static func read(_ source: SourceReference, encoding: String?) throws -> Table {
    if source.isConnection { return try sheet(source) }
    switch (source.path as NSString).pathExtension.lowercased() {
    case "csv", "tsv", "txt": return try csv(source.path, encoding: encoding)
    default: return try sheet(source)
    }
  }

  private static func csv(_ path: String, encoding label: String?) throws -> Table {
    let bytes = try InputFile.bytes(path, limit: 1 << 30)
    let encoding: TextEncoding
    if let label {
      guard let stated = TextEncoding(label: label) else {
        throw DataError(
          .configuration,
          code: LandModelError.tableEncoding.rawValue,
          at: Place(file: path),
          found: "the unknown encoding “\(label)”",
          expected: "GBK, GB18030, Big5, UTF-8, Latin-1 …",
          advice: "State another name for it, or leave it to be detected",
          arguments: [label]
        )
      }
      encoding = stated
    } else {
      encoding = TextEncoding.detect(Array(bytes.prefix(1 << 18))).encoding
    }
    let text = encoding == .utf8 && UTF8Check.isValid(bytes) ? bytes : Array(encoding.decode(bytes).text.utf8)
    let table = try CSVReader.parse(utf8: text, file: path)
    return Table(table: typed(table), lines: table.lines)
  }

  /// Columns of the narrowest type that loses nothing: whole numbers, numbers, else text. A number with a leading zero
  /// is a code and stays text; an empty cell is null.
  static func typed(_ table: TextTable) -> AttributeTable {
    let columns = table.header.indices.map { index in
      let cells = table.rows.map { $0[index].trimmed }
      let type = narrowestType(cells.lazy.filter { !$0.isEmpty })
      var column = Column(Field(table.header[index], type))
      for cell in cells { column.append(value(cell, type)) }
      return column
    }
    return AttributeTable(columns: columns, rowCount: table.rows.count)
  }

  private static func narrowestType(_ cells: some Sequence<String>) -> FieldType {
    var type = FieldType.integer
    var isEmpty = true
    for cell in cells {
      isEmpty = false
      let digits = cell.hasPrefix("-") ? cell.dropFirst() : cell[...]
      let isCode = digits.count > 1 && digits.first == "0" && digits.dropFirst().first != "."
      if isCode || cell.hasPrefix("+") || FixedDecimal(cell) == nil { return .text }
      if type == .integer, Int64(cell) == nil { type = .real }
    }
    return isEmpty ? .text : type
  }

  private static func value(_ cell: String, _ type: FieldType) -> Value {
    if cell.isEmpty { return .null }
    switch type {
    case .integer: return Int64(cell).map { .integer($0) } ?? .null
    case .real: return FixedDecimal(cell).map { .real($0.doubleValue) } ?? .null
    default: return .text(cell)
    }
  }

  /// OGR takes the first row of a sheet for names only where it looks like them; where all columns are called
  /// `Field1` …, the first row has the names.
  private static func sheet(_ source: SourceReference) throws -> Table {
    var options = OGROpenOptions()
    if source.isConnection { options.access.insert(.database) }
    let layer = try OGRDataset.open(source.path, options: options).read(source.layer)
    let table = layer.table
    let unnamed = !table.columns.isEmpty && table.columns.enumerated().allSatisfy { $1.field.name == "Field\($0 + 1)" }
    guard unnamed, table.rowCount > 0 else {
      return Table(table: table, lines: (0..<table.rowCount).map { $0 + 2 })
    }
    let header = table.columns.enumerated().map { $1.text(0)?.trimmed ?? "Field\($0 + 1)" }
    let rows = (1..<table.rowCount).map { row in table.columns.map { $0.text(row) ?? "" } }
    let texts = TextTable(header: header, rows: rows, lines: rows.indices.map { $0 + 2 })
    return Table(table: typed(texts), lines: texts.lines)
  }
}
