import Features
import LandModel
import XLSX

/// One table on one worksheet: title, what the figures hold for, caption, header, rows.
struct TableSheet {
  let language: Language
  let table: Table
  let facts: [Fact]

  /// Row of the header: below the title, the facts and the caption.
  static let headRow = 3
  private var firstRow: Int { Self.headRow + 1 }
  private var cells: CellText { CellText(language: language) }

  /// A number format's words for a blank after the digits, so that text in the next column does not touch them.
  private static let gap = "_ "

  /// The widest a column gets, in characters; longer text wraps.
  private static let widest = 60

  func write(to sheet: Workbook.Sheet) throws(DataError) {
    try sheet.require(rows: firstRow + table.rows.count, columns: max(1, table.columns.count))
    sheet.text(table.title[language], at: 0, 0, SheetStyle.title)
    sheet.height(SheetStyle.titleHeight, ofRow: 0)
    sheet.height(SheetStyle.height(displayWidth: 0, columnWidth: 1), ofRow: Self.headRow)
    sheet.text(heldFor, at: 1, 0, SheetStyle.label)
    if let caption = table.caption { sheet.text(caption[language], at: 2, 0, SheetStyle.label) }
    let widths = self.widths
    for (column, width) in widths.enumerated() {
      let alignment: CellStyle.Alignment = table.columns[column].alignment == .trailing ? .trailing : .leading
      sheet.text(table.columns[column].title[language], at: Self.headRow, column, SheetStyle.head(alignment))
      sheet.width(Double(min(width, Self.widest)) + 2.5, ofColumn: column)
    }
    let formulas = SumFormulas(table: table, firstRow: firstRow).make()
    let days = table.columns.indices.map(isOfDays)
    for (index, row) in table.rows.enumerated() {
      let longest = row.cells.map { displayWidth(cells.text($0).prefix(2_000)) }.max() ?? 0
      sheet.height(SheetStyle.height(displayWidth: longest, columnWidth: Self.widest), ofRow: firstRow + index)
      for column in table.columns.indices where row.cells.indices.contains(column) {
        var style = SheetStyle.cell(row.role)
        style.wraps = widths[column] > Self.widest
        let place = SumFormulas.Place(row: index, column: column)
        write(row.cells[column], formulas[place], days[column], style, to: sheet, firstRow + index, column)
      }
    }
    finish(sheet, width: widths.reduce(0) { $0 + min($1, Self.widest) + 3 })
  }

  private func finish(_ sheet: Workbook.Sheet, width: Int) {
    guard !table.columns.isEmpty else { return }
    // The first column stays in view where the others scroll.
    sheet.freeze(row: firstRow, column: table.columns.count > 4 ? 1 : 0)
    // Sums stay out of the filter, so that sorting leaves them at the end.
    let rows = table.rows.prefix { $0.role == .body }.count
    if rows > 1 { sheet.filter(rows: Self.headRow...(Self.headRow + rows), columns: 0...(table.columns.count - 1)) }
    sheet.page(landscape: width > 90, repeating: Self.headRow...Self.headRow)
  }

  /// What stands above every table: basis, as-of date, CRS and the like, in one line.
  private var heldFor: String {
    let (colon, semicolon) = language == .zh ? ("：", "；") : (": ", "; ")
    return facts.map { $0.label[language] + colon + cells.text($0.value, grouped: false) }.joined(separator: semicolon)
  }

  private func write(
    _ cell: Cell,
    _ formula: String?,
    _ isDay: Bool,
    _ base: CellStyle,
    to sheet: Workbook.Sheet,
    _ row: Int,
    _ column: Int
  ) {
    var style = base
    switch cell {
    case .integer(let value):
      style.numberFormat = "#,##0" + Self.gap
      number(String(value), formula, style, to: sheet, row, column)
    case .decimal(let digits):
      let decimals = digits.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
      style.numberFormat =
        "#,##0" + (decimals == 0 ? "" : "." + String(repeating: "0", count: min(decimals, 30))) + Self.gap
      number(digits, formula, style, to: sheet, row, column)
    case .truth(let value):
      style.alignment = .centre
      sheet.truth(value, at: row, column, style)
    case .missing: sheet.blank(at: row, column, style)
    case .text(let text):
      if isDay, let day = Self.day(text) {
        style.numberFormat = "yyyy-mm-dd"
        style.alignment = .centre
        sheet.date(year: day.year, month: day.month, day: day.day, at: row, column, style)
      } else {
        sheet.text(text, at: row, column, style)
      }
    case .phrase, .term, .masked: sheet.text(cells.text(cell), at: row, column, style)
    }
  }

  /// A number; as text where a spreadsheet's number cannot hold its digits.
  private func number(
    _ digits: String,
    _ formula: String?,
    _ style: CellStyle,
    to sheet: Workbook.Sheet,
    _ row: Int,
    _ column: Int
  ) {
    guard let value = Double(digits), digits.filter(\.isNumber).drop(while: { $0 == "0" }).count <= 15 else {
      var style = style
      style.alignment = .trailing
      sheet.text(digits, at: row, column, style)
      return
    }
    if let formula {
      sheet.formula(formula, value: value, at: row, column, style)
    } else {
      sheet.number(value, at: row, column, style)
    }
  }

  /// The day that a text states in the program's own form, `2021-12-31`; dates before 1900 have no number in
  /// spreadsheets.
  static func day(_ text: String) -> CalendarDate? {
    guard text.utf8.count == 10, let day = CalendarDate(text), day.description == text, day.year >= 1900 else {
      return nil
    }
    return day
  }

  /// True where everything that the column's rows say is a day.
  private func isOfDays(_ column: Int) -> Bool {
    var found = false
    for row in table.rows where row.cells.indices.contains(column) {
      switch row.cells[column] {
      case .text(let text) where text.isEmpty: continue
      case .text(let text):
        guard Self.day(text) != nil else { return false }
        found = true
      case .missing, .masked, .phrase, .term: continue
      default: return false
      }
    }
    return found
  }

  /// Widths of header and cells in characters; a Chinese character takes two.
  private var widths: [Int] {
    table.columns.indices.map { column in
      table.rows.reduce(max(6, displayWidth(table.columns[column].title[language]))) { width, row in
        guard row.cells.indices.contains(column) else { return width }
        // Only the start of a long text matters: it wraps.
        return max(width, displayWidth(cells.text(row.cells[column]).prefix(Self.widest + 1)))
      }
    }
  }
}
