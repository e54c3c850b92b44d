internal import CXLSX
public import Features
internal import Foundation

/// A workbook in the making: sheets are added and filled, then ``finish()`` gives the file's bytes. The same calls
/// give the same bytes, whatever the clock says.
///
/// Rows and columns count from 0. Text is written as text whatever it begins with: only ``Sheet/formula(_:value:at:_:_:)``
/// writes a formula.
public final class Workbook {
  let library: XLSXLibrary
  private var book: UnsafeMutablePointer<lxw_workbook>?
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private let folder: String
  /// The font of cells whose style names none.
  private let fontName: String?
  private var names = Set<String>()
  // The library keeps what a call failed with only as its result; the first failure ends the workbook.
  fileprivate var failure: Int32 = 0

  /// False once it is finished.
  fileprivate var isOpen: Bool { book != nil }

  private var path: String { folder + "/workbook.xlsx" }

  /// - Parameter fontName: of every cell, `宋体`; nil: the spreadsheet program's own.
  /// - Throws: ``XLSXErrorCode/libraryMissing``, ``XLSXErrorCode/writeFailed``.
  public init(title: String, author: String, fontName: String? = nil) throws(DataError) {
    library = try .shared()
    self.fontName = fontName
    folder = NSTemporaryDirectory() + "/landplan-\(String(UInt64.random(in: .min ... .max), radix: 36))"
    TemporaryFiles.willMake(folder)
    guard mkdir(folder, 0o700) == 0 else {
      let reason = String(cString: strerror(errno))
      TemporaryFiles.isGone(folder)
      throw Self.failed(reason)
    }
    book = library.table.pointee.workbook_new(path)
    guard let book else { throw Self.failed("no memory") }
    // A creation time that is always the same makes the bytes so: the start of 2000, UTC.
    let table = library.table.pointee
    let status = XLSXText.cell(title).withCString { title in
      author.withCString { author in
        var properties = lxw_doc_properties()
        properties.title = title
        properties.author = author
        properties.created = 946_684_800
        return table.workbook_set_properties(book, &properties)
      }
    }
    if status != 0 { throw Self.failed(words(status)) }
  }

  deinit {
    // The library frees its workbook only by writing it; the file goes with the folder.
    if let book { _ = library.table.pointee.workbook_close(book) }
    try? FileManager.default.removeItem(atPath: folder)
    TemporaryFiles.isGone(folder)
  }

  /// Adds a worksheet; the name is made legal and unique.
  public func addSheet(_ name: String) throws(DataError) -> Sheet {
    guard let book else { throw Self.failed("the workbook is finished") }
    let legal = XLSXText.sheetName(name, taken: &names)
    guard let sheet = library.table.pointee.workbook_add_worksheet(book, legal) else {
      throw Self.failed("the sheet \(legal) is refused")
    }
    return Sheet(workbook: self, name: legal, pointer: sheet)
  }

  /// The finished file. Nothing can be added afterwards.
  public func finish() throws(DataError) -> [UInt8] {
    guard let book else { throw Self.failed("the workbook is finished") }
    self.book = nil
    // The library frees its sheets and formats with the workbook.
    formats = [:]
    let closed = library.table.pointee.workbook_close(book)
    let status = failure != 0 ? failure : closed
    if status != 0 { throw Self.failed(words(status)) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Self.failed("the temporary file is gone")
    }
    return [UInt8](data)
  }

  func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let format = formats[style] { return format }
    guard let book, let format = library.table.pointee.workbook_add_format(book) else { return nil }
    let table = library.table.pointee
    if style.bold { table.format_set_bold(format) }
    if style.italic { table.format_set_italic(format) }
    if let name = style.fontName ?? fontName { table.format_set_font_name(format, name) }
    if let size = style.fontSize { table.format_set_font_size(format, size) }
    if let colour = style.fontColour { table.format_set_font_color(format, colour) }
    if let colour = style.background { table.format_set_bg_color(format, colour) }
    if let numbers = style.numberFormat { table.format_set_num_format(format, numbers) }
    if let alignment = style.alignment { table.format_set_align(format, alignment.rawValue) }
    // 8: to the top of the row, where a neighbour wraps.
    table.format_set_align(format, 8)
    if style.wraps { table.format_set_text_wrap(format) }
    if let border = style.top { table.format_set_top(format, border.rawValue) }
    if let border = style.bottom { table.format_set_bottom(format, border.rawValue) }
    formats[style] = format
    return format
  }

  fileprivate func words(_ status: Int32) -> String {
    library.table.pointee.lxw_strerror(status).map { String(cString: $0) } ?? "error \(status)"
  }

  static func failed(_ words: String) -> DataError {
    DataError(
      .output,
      code: XLSXErrorCode.writeFailed.rawValue,
      found: "the workbook cannot be written: \(words)",
      expected: "room in the folder for temporary files",
      advice: "Check TMPDIR and the space there",
      arguments: [words]
    )
  }
}

extension Workbook {
  /// One worksheet. It belongs to its workbook and keeps it alive.
  public struct Sheet {
    let workbook: Workbook
    /// The legal, unique name.
    public let name: String
    let pointer: UnsafeMutablePointer<lxw_worksheet>

    /// Rows and columns of a worksheet.
    public static let maximumRows = 1_048_576
    /// Columns of a worksheet, XFD the last.
    public static let maximumColumns = 16_384

    private var table: CXLSXTable { workbook.library.table.pointee }

    /// Makes a call of the library, unless the workbook is finished: then its sheets are gone, and nothing is written.
    private func note(_ call: @autoclosure () -> Int32) {
      guard workbook.isOpen else { return }
      let status = call()
      if status != 0, workbook.failure == 0 { workbook.failure = status }
    }

    /// - Throws: ``XLSXErrorCode/sheetFull`` where a table of this size does not fit.
    public func require(rows: Int, columns: Int) throws(DataError) {
      guard rows > Self.maximumRows || columns > Self.maximumColumns else { return }
      throw DataError(
        .output,
        code: XLSXErrorCode.sheetFull.rawValue,
        found: "the table “\(name)” has \(rows) rows and \(columns) columns",
        expected: "at most \(Self.maximumRows) rows and \(Self.maximumColumns) columns in a worksheet",
        advice: "Write it as CSV: --format csv",
        arguments: [name, "\(rows)", "\(columns)"]
      )
    }

    /// - Parameter ending: what stands at the end of a text that is longer than a cell holds.
    public func text(_ text: String, at row: Int, _ column: Int, _ style: CellStyle, ending: String = "…") {
      let held = XLSXText.cell(text, ending: ending)
      note(table.worksheet_write_string(pointer, UInt32(row), UInt16(column), held, workbook.format(style)))
    }

    /// Text over several cells of a row or column, which become one.
    public func merged(_ text: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>, _ style: CellStyle) {
      guard rows.count > 1 || columns.count > 1 else {
        self.text(text, at: rows.lowerBound, columns.lowerBound, style)
        return
      }
      note(
        table.worksheet_merge_range(
          pointer,
          UInt32(rows.lowerBound),
          UInt16(columns.lowerBound),
          UInt32(rows.upperBound),
          UInt16(columns.upperBound),
          XLSXText.cell(text),
          workbook.format(style)
        )
      )
    }

    /// Codes are text that looks like numbers: no marks of doubt in the cells' corners.
    public func expectsCodesAsText(rows: Int, columns: Int) {
      let last = XLSXText.reference(row: max(rows - 1, 0), column: max(columns - 1, 0))
      // 1: a number stored as text.
      note(table.worksheet_ignore_errors(pointer, 1, "A1:\(last)"))
    }

    /// A number, shown as the style says.
    public func number(_ value: Double, at row: Int, _ column: Int, _ style: CellStyle) {
      note(table.worksheet_write_number(pointer, UInt32(row), UInt16(column), value, workbook.format(style)))
    }

    /// TRUE or FALSE.
    public func truth(_ value: Bool, at row: Int, _ column: Int, _ style: CellStyle) {
      note(table.worksheet_write_boolean(pointer, UInt32(row), UInt16(column), value ? 1 : 0, workbook.format(style)))
    }

    /// A cell of this style that holds nothing.
    public func blank(at row: Int, _ column: Int, _ style: CellStyle) {
      note(table.worksheet_write_blank(pointer, UInt32(row), UInt16(column), workbook.format(style)))
    }

    /// A day, shown by the style's number format.
    public func date(year: Int, month: Int, day: Int, at row: Int, _ column: Int, _ style: CellStyle) {
      var moment = lxw_datetime(year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
      note(table.worksheet_write_datetime(pointer, UInt32(row), UInt16(column), &moment, workbook.format(style)))
    }

    /// A formula of the program's own, with the value that readers who do not calculate show.
    public func formula(_ formula: String, value: Double, at row: Int, _ column: Int, _ style: CellStyle) {
      note(
        table.worksheet_write_formula_num(
          pointer,
          UInt32(row),
          UInt16(column),
          formula,
          workbook.format(style),
          value
        )
      )
    }

    /// Width in characters of the default font.
    public func width(_ width: Double, ofColumn column: Int) {
      note(table.worksheet_set_column(pointer, UInt16(column), UInt16(column), width, nil))
    }

    /// Height in points.
    public func height(_ height: Double, ofRow row: Int) {
      note(table.worksheet_set_row(pointer, UInt32(row), height, nil))
    }

    /// Keeps the rows above, and the columns before, in view.
    public func freeze(row: Int, column: Int) {
      guard workbook.isOpen else { return }
      table.worksheet_freeze_panes(pointer, UInt32(row), UInt16(column))
    }

    /// Arrows for filtering over the first of these rows.
    public func filter(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
      note(
        table.worksheet_autofilter(
          pointer,
          UInt32(rows.lowerBound),
          UInt16(columns.lowerBound),
          UInt32(rows.upperBound),
          UInt16(columns.upperBound)
        )
      )
    }

    /// For paper: A4, as wide as the page, these rows again on each, and page numbers.
    public func page(landscape: Bool, repeating rows: ClosedRange<Int>?) {
      guard workbook.isOpen else { return }
      table.worksheet_set_paper(pointer, 9)
      // Inches: left, right, top, bottom.
      table.worksheet_set_margins(pointer, 0.5, 0.5, 0.6, 0.7)
      if landscape { table.worksheet_set_landscape(pointer) }
      table.worksheet_fit_to_pages(pointer, 1, 0)
      if let rows { note(table.worksheet_repeat_rows(pointer, UInt32(rows.lowerBound), UInt32(rows.upperBound))) }
      note(table.worksheet_set_footer(pointer, "&L&A&R&P / &N"))
    }
  }
}
