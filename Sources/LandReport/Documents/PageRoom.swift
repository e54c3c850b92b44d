/// How many lines of a letter's page a document takes, near enough to fill the page and not to run over it.
///
/// In lines of a table's body, as the letter's style sets them (`HTMLRenderer`): 8 pt on 186 mm, a page of 279 mm.
enum PageRoom {
  /// Lines that A4 holds, less a few for texts that break earlier than reckoned.
  static let capacity = 69.0
  /// Characters of half width across the page.
  private static let width = 131
  private static let columnGap = 2

  static func lines(_ document: ReportDocument) -> Double {
    var lines = 1.6
    lines += document.facts.reduce(0) { sum, fact in
      sum + 0.92 * Double(rows(widest([fact.value]), width - 24))
    }
    for table in document.tables { lines += self.lines(table) }
    if !document.notes.isEmpty { lines += 0.4 }
    return lines
      + document.notes.reduce(0) { sum, note in sum + 0.92 * Double(rows(widest([.phrase(note.text)]), width - 4)) }
  }

  private static func lines(_ table: Table) -> Double {
    let head = 1.55 + (table.caption == nil ? 0 : 1.25) + 1
    guard let last = table.columns.indices.last else { return head }
    // Columns are as wide as they need; what does not fit breaks in the widest, which is what a browser does.
    let widths = table.columns.indices.map { column in
      widest(table.rows.map { $0.cells[column] } + [.phrase(table.columns[column].title)]) + columnGap
    }
    let total = widths.reduce(0, +)
    let broad = widths.indices.max { widths[$0] < widths[$1] } ?? last
    let room = max(width - (total - widths[broad]), 12)
    return head
      + table.rows.reduce(0) { sum, row in
        sum + Double(total <= width ? 1 : rows(widest([row.cells[broad]]), room))
      }
  }

  private static func rows(_ text: Int, _ room: Int) -> Int { max((text + room - 1) / room, 1) }

  /// In the wider of the languages, so that both make the same page.
  private static func widest(_ cells: [Cell]) -> Int {
    cells.map { cell in
      Language.allCases.map { displayWidth(CellText(language: $0).text(cell)) }.max() ?? 0
    }.max() ?? 0
  }
}
