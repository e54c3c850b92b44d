import Geometry

/// Renders one table of a document as CSV (RFC 4180: CRLF line ends, quotes where needed, UTF-8). The header holds
/// the stable column ids, behind them the codes of words; the last column `row` says body, subtotal or total where the
/// table has totals.
public struct CSVRenderer: Sendable {
  /// The language of phrases; names of classes stay Chinese, whatever it is.
  public var language: Language

  /// A renderer in a language.
  public init(language: Language) {
    self.language = language
  }

  /// The table with its header, every row, details and codes too.
  public func render(_ table: Table) -> String {
    let table = table.forPrograms
    let hasTotals = table.rows.contains { $0.role != .body }
    var text = table.columns.map { Self.quoted($0.id) }.joined(separator: ",")
    text += hasTotals ? ",row\r\n" : "\r\n"
    let parts = FixedChunks.map(count: table.rows.count, size: 4096) { rows($0, of: table, withRole: hasTotals) }
    text.reserveCapacity(parts.reduce(text.utf8.count) { $0 + $1.utf8.count })
    for part in parts { text += part }
    return text
  }

  private func rows(_ range: Range<Int>, of table: Table, withRole: Bool) -> String {
    var text = ""
    text.reserveCapacity(range.count * 32)
    for row in table.rows[range] {
      for (index, cell) in row.cells.enumerated() {
        if index > 0 { text.append(",") }
        text.append(field(cell))
      }
      if withRole {
        text.append(",")
        text.append(row.role.rawValue)
      }
      text.append("\r\n")
    }
    return text
  }

  private func field(_ cell: Cell) -> String {
    switch cell {
    case .text(let value): Self.quoted(value)
    case .phrase(let phrase), .word(let phrase, _): Self.quoted(phrase[language])
    case .term(let name): Self.quoted(name.zh)
    case .integer(let value): String(value)
    case .decimal(let digits): digits
    case .truth(let value): value ? "true" : "false"
    case .missing: ""
    case .masked: "masked"
    }
  }

  /// A field in quotes where it holds a quote, a comma, a line end, or a space at an end.
  static func quoted(_ value: String) -> String {
    let needs = value.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard needs || value.hasPrefix(" ") || value.hasSuffix(" ") else { return value }
    return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
