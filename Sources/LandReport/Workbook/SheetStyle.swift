import XLSX

/// The looks that sheets share.
enum SheetStyle {
  static let title: CellStyle = {
    var style = CellStyle()
    style.bold = true
    style.fontSize = 14
    return style
  }()

  static let label: CellStyle = {
    var style = CellStyle()
    style.fontColour = 0x444444
    return style
  }()

  static let wrappedLabel: CellStyle = {
    var style = label
    style.wraps = true
    style.alignment = .leading
    return style
  }()

  static let wrapped: CellStyle = {
    var style = CellStyle()
    style.wraps = true
    style.alignment = .leading
    return style
  }()

  static func head(_ alignment: CellStyle.Alignment) -> CellStyle {
    var style = CellStyle()
    style.bold = true
    style.background = 0xE8EEF4
    style.bottom = .thin
    style.alignment = alignment
    style.wraps = true
    return style
  }

  static func date(leading: Bool = false) -> CellStyle {
    var style = CellStyle()
    style.numberFormat = "yyyy-mm-dd"
    style.alignment = leading ? .leading : .centre
    return style
  }

  /// In points.
  static let titleHeight = 24.0

  /// Points that a row needs for text of a width in a column of another: programs differ in whether they find the
  /// height of wrapped lines themselves. Twelve lines at most; a longer text is read in its cell.
  static func height(displayWidth: Int, columnWidth: Int) -> Double {
    // Words break early: a tenth is lost at the ends of lines.
    let lines = displayWidth <= columnWidth ? 1 : (displayWidth * 11 / 10 + columnWidth - 1) / columnWidth
    return 16.5 * Double(min(lines, 12))
  }

  /// A cell of a row.
  static func cell(_ role: Table.Row.Role) -> CellStyle {
    var style = CellStyle()
    switch role {
    case .body: break
    case .subtotal:
      style.bold = true
      style.top = .hair
    case .total:
      style.bold = true
      style.top = .thin
      style.background = 0xF5F5F5
    }
    return style
  }
}
