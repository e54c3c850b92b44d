import Features
import LandModel
import XLSX

/// One table on one worksheet: title, what the figures hold for, caption, header, rows.
struct TableSheet {
  let language: Language
  let table: Table
  let facts: [Fact]

  /// Row of the last line of the header: below the title, the facts and the caption, and a line of groups of columns
  /// where there are any.
  private var headRow: Int { hasGroups ? 4 : 3 }
  private var firstRow: Int { headRow + 1 }
  private var hasGroups: Bool { table.columns.contains { $0.group != nil } }
  private var cells: CellText { CellText(language: language) }
  /// Cells whose text is longer than a cell holds.
  private(set) var cut: [(reference: String, length: Int)] = []

  init(language: Language, table: Table, facts: [Fact]) {
    self.language = language
    self.table = table
    self.facts = facts
  }

  /// A number format's words for a blank after the digits, so that text in the next column does not touch them.
  private static let gap = "_ "

  /// The widest a column gets, in characters; longer text wraps.
  private static let widest = 60

  mutating func write(to sheet: Workbook.Sheet) throws(DataError) {
    try sheet.require(rows: firstRow + table.rows.count, columns: max(1, table.columns.count))
    let widths = self.widths
    head(sheet, widths)
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

  /// Title, facts and caption over the whole width, then the heads of the columns.
  private func head(_ sheet: Workbook.Sheet, _ widths: [Int]) {
    let all = 0...max(table.columns.count - 1, 0)
    let width = max(widths.reduce(0) { $0 + min($1, Self.widest) + 2 }, 12)
    func line(_ text: String, _ row: Int) {
      sheet.merged(text, rows: row...row, columns: all, SheetStyle.wrappedLabel)
      sheet.height(SheetStyle.height(displayWidth: displayWidth(text), columnWidth: width), ofRow: row)
    }
    sheet.merged(table.title[language], rows: 0...0, columns: all, SheetStyle.title)
    sheet.height(SheetStyle.titleHeight, ofRow: 0)
    line(heldFor, 1)
    line(table.caption?[language] ?? "", 2)
    var heads = 1
    for (column, width) in widths.enumerated() {
      let shown = hasGroups && table.columns[column].group != nil ? table.columns[column].short : nil
      let title = (shown ?? table.columns[column].title)[language]
      let style = SheetStyle.head(table.columns[column].alignment == .trailing ? .trailing : .leading)
      if hasGroups, table.columns[column].group == nil {
        sheet.merged(title, rows: (headRow - 1)...headRow, columns: column...column, style)
      } else {
        sheet.text(title, at: headRow, column, style)
      }
      heads = max(heads, displayWidth(title) > Self.widest ? 2 : 1)
      sheet.width(Double(min(width, Self.widest)) + 2.5, ofColumn: column)
    }
    sheet.height(16.5 * Double(heads), ofRow: headRow)
    groups(sheet)
  }

  private func groups(_ sheet: Workbook.Sheet) {
    var column = 0
    while column < table.columns.count {
      guard let group = table.columns[column].group else {
        column += 1
        continue
      }
      var last = column
      while last + 1 < table.columns.count, table.columns[last + 1].group == group { last += 1 }
      let place = (headRow - 1)...(headRow - 1)
      sheet.merged(group[language], rows: place, columns: column...last, SheetStyle.head(.centre))
      column = last + 1
    }
  }

  private func finish(_ sheet: Workbook.Sheet, width: Int) {
    guard !table.columns.isEmpty else { return }
    // The first column stays in view where the others scroll.
    sheet.freeze(row: firstRow, column: table.columns.count > 4 ? 1 : 0)
    // Sums stay out of the filter, so that sorting leaves them at the end.
    let rows = table.rows.prefix { $0.role == .body }.count
    if rows > 1 { sheet.filter(rows: headRow...(headRow + rows), columns: 0...(table.columns.count - 1)) }
    sheet.page(landscape: width > 90, repeating: (hasGroups ? headRow - 1 : headRow)...headRow)
    sheet.expectsCodesAsText(rows: firstRow + table.rows.count, columns: table.columns.count)
  }

  /// Facts that stand on every sheet; the others are on the first.
  private static let everywhere = ["project", "source", "site", "zone", "as_of", "basis", "crs"]

  /// What stands above every table, in one line: of what, basis, as-of date, CRS. That there is no day or no basis is said.
  private var heldFor: String {
    let (colon, semicolon) = language == .zh ? ("：", "；") : (": ", "; ")
    var shown = Self.everywhere.compactMap { id in facts.first { $0.id == id } }
    if !shown.contains(where: { $0.id == "as_of" }) {
      let none = Phrase(zh: "未指定", en: "not stated")
      shown.append(Fact("as_of", Phrase(zh: "截止日期", en: "as of"), .phrase(none)))
    }
    if !shown.contains(where: { $0.id == "basis" }) {
      let none = Phrase(zh: "无（本表不计算面积）", en: "none (no areas are computed)")
      shown.append(Fact("basis", Phrase(zh: "面积口径", en: "basis"), .phrase(none)))
    }
    return shown.map { $0.label[language] + colon + cells.text($0.value, grouped: false) }.joined(separator: semicolon)
  }

  private mutating func write(
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
        sheet.text(text, at: row, column, style, ending: ending(of: text, row, column))
      }
    case .phrase, .word, .term, .masked: sheet.text(cells.text(cell), at: row, column, style)
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

  /// What ends a text that a cell cannot hold: how long it is. The cell is noted.
  private mutating func ending(of text: String, _ row: Int, _ column: Int) -> String {
    guard !XLSXText.holds(text) else { return "" }
    let length = text.unicodeScalars.count
    cut.append((XLSXText.reference(row: row, column: column), length))
    let count = CellText.grouped(String(length))
    return Phrase(zh: "…（已截断，共 \(count) 个字符）", en: "… (cut; \(count) characters in all)")[language]
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
      case .missing, .masked, .phrase, .word, .term: continue
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
