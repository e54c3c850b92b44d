/// How a cell looks. Equal styles share one format of the workbook.
public struct CellStyle: Sendable, Hashable {
  public enum Alignment: UInt8, Sendable {
    case leading = 1
    case centre = 2
    case trailing = 3
  }

  public enum Border: UInt8, Sendable {
    case thin = 1
    case medium = 2
    case hair = 7
  }

  public var bold = false
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
  public var alignment: Alignment?
  public var wraps = false
  public var top: Border?
  public var bottom: Border?

  public init() {}
}
