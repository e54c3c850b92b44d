/// How a cell looks. Equal styles share one format of the workbook.
public struct CellStyle: Sendable, Hashable {
  /// Where text stands between the sides of its cell.
  public enum Alignment: UInt8, Sendable {
    case leading = 1
    case centre = 2
    case trailing = 3
  }

  /// The line along a side of a cell.
  public enum Border: UInt8, Sendable {
    case thin = 1
    case medium = 2
    case hair = 7
  }

  /// Heavy type.
  public var bold = false
  /// Slanted type.
  public var italic = false
  /// nil: the program's own, Calibri.
  public var fontName: String?
  /// In points.
  public var fontSize: Double?
  /// `0xRRGGBB`.
  public var fontColour: UInt32?
  /// `0xRRGGBB`.
  public var background: UInt32?
  /// A number format as spreadsheets write it, `#,##0.00` or `yyyy-mm-dd`.
  public var numberFormat: String?
  /// nil: numbers trailing, text leading.
  public var alignment: Alignment?
  /// Long text breaks into lines.
  public var wraps = false
  /// Along the upper side; nil: none.
  public var top: Border?
  /// Along the lower side; nil: none.
  public var bottom: Border?

  /// As the program shows a cell that has no style.
  public init() {}
}
