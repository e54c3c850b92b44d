public import Features
import LandModel
import XLSX

/// Renders a document as a spreadsheet workbook: first a sheet of facts and notes, then a sheet for each table with
/// typed cells. What the data holds is text whatever it begins with; sums are formulas, with our figure as the value.
public struct WorkbookRenderer: Sendable {
  /// The language of sheet names and phrases.
  public var language: Language
  /// Written as the file's author, `LandPlan 0.1.0`.
  public var program: String

  /// A renderer in a language; the program's name is written into the file.
  public init(language: Language, program: String) {
    self.language = language
    self.program = program
  }

  /// The bytes of the file; the same document gives the same bytes.
  /// - Throws: codes of `XLSXErrorCode`.
  public func render(_ document: ReportDocument) throws(DataError) -> [UInt8] {
    var document = document.forReaders
    // What bureaus set their tables in.
    let book = try Workbook(
      title: document.title[language],
      author: program,
      fontName: language == .zh ? "宋体" : nil
    )
    let overview = try book.addSheet(Phrase(zh: "说明", en: "About")[language])
    var sheets: [(name: String, title: String)] = []
    for table in document.tables {
      if table.rows.isEmpty, let instead = table.instead {
        document.notes.append(Note(.remark, code: "table.\(table.id)", instead))
        continue
      }
      let sheet = try book.addSheet(table.title[language])
      var content = TableSheet(language: language, table: table, facts: document.facts)
      try content.write(to: sheet)
      document.notes += content.cut.prefix(20).map { Self.cutNote(sheet.name, $0.reference, $0.length) }
      sheets.append((sheet.name, table.title[language]))
    }
    self.overview(of: document, sheets, on: overview)
    return try book.finish()
  }

  /// A cell holds 32,767 characters: what is longer is said, and where all of it is.
  static func cutNote(_ sheet: String, _ reference: String, _ length: Int) -> Note {
    let count = CellText.grouped(String(length))
    return Note(
      .warning,
      code: "xlsx.text-cut",
      Phrase(
        zh: "工作表“\(sheet)”单元格 \(reference) 的文字共 \(count) 个字符，超过单元格上限 32,767，已截断；全文见 --format csv 或 json",
        en:
          "the text of cell \(reference) on sheet “\(sheet)” has \(count) characters, more than the 32,767 of a cell, and is cut; --format csv or json has all of it"
      )
    )
  }

  /// Characters of the column of sentences.
  private static let textWidth = 90

  private func overview(
    of document: ReportDocument,
    _ sheets: [(name: String, title: String)],
    on sheet: Workbook.Sheet
  ) {
    let cells = CellText(language: language)
    sheet.text(document.title[language], at: 0, 0, SheetStyle.title)
    sheet.width(34, ofColumn: 0)
    sheet.width(Double(Self.textWidth), ofColumn: 1)
    sheet.height(SheetStyle.titleHeight, ofRow: 0)
    var row = 2
    for fact in document.facts {
      sheet.text(fact.label[language], at: row, 0, SheetStyle.label)
      let value = cells.text(fact.value, grouped: false)
      if let day = TableSheet.day(value) {
        sheet.date(year: day.year, month: day.month, day: day.day, at: row, 1, SheetStyle.date(leading: true))
      } else {
        sheet.text(value, at: row, 1, SheetStyle.wrapped)
      }
      row += 1
    }
    if !sheets.isEmpty {
      row += 1
      sheet.text(Phrase(zh: "工作表", en: "sheet")[language], at: row, 0, SheetStyle.head(.leading))
      sheet.text(Phrase(zh: "内容", en: "what it holds")[language], at: row, 1, SheetStyle.head(.leading))
      for entry in sheets {
        row += 1
        sheet.text(entry.name, at: row, 0, SheetStyle.wrapped)
        sheet.text(entry.title, at: row, 1, SheetStyle.wrapped)
      }
      row += 1
    }
    if !document.notes.isEmpty {
      row += 1
      sheet.text(Phrase(zh: "备注", en: "note")[language], at: row, 0, SheetStyle.head(.leading))
      sheet.text(Phrase(zh: "内容", en: "what it says")[language], at: row, 1, SheetStyle.head(.leading))
      for note in document.notes {
        row += 1
        let level =
          switch note.level {
          case .remark: Phrase(zh: "说明", en: "remark")
          case .warning: Phrase(zh: "注意", en: "warning")
          case .defect: Phrase(zh: "缺陷", en: "defect")
          }
        sheet.text("\(level[language]) [\(note.code)]", at: row, 0, SheetStyle.wrapped)
        sheet.text(note.text[language], at: row, 1, SheetStyle.wrapped)
        let width = displayWidth(note.text[language].prefix(2_000))
        sheet.height(SheetStyle.height(displayWidth: width, columnWidth: Self.textWidth), ofRow: row)
      }
    }
    sheet.page(landscape: false, repeating: nil)
  }
}
