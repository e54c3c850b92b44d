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
