import Foundation

/// A declared area as people write it in a table: `48357.35`, `48,357.35㎡`, `72.536亩`, `48357.35（72.5360）`.
public enum WrittenArea: Sendable, Hashable {
  /// A figure; the unit where it is written beside it, else nil: that of the column.
  case figure(FixedDecimal, AreaUnit?)
  /// m² and mu together.
  case dual(DualArea)
  /// Nothing is declared: blank, a dash, 无.
  case none
  /// Text that is neither an area nor a word for none.
  case unreadable

  /// Full-width digits, brackets and points count as plain ones; commas only where they part thousands.
  public init(_ written: String) {
    if let plain = FixedDecimal(written) {
      self = .figure(plain, nil)
      return
    }
    let text = Self.plain(written)
    if ["", "-", "--", "—", "——", "/", "无"].contains(text) {
      self = .none
    } else if let (figure, unit) = Self.figure(text) {
      self = .figure(figure, unit)
    } else if let dual = DualArea(written) {
      self = .dual(dual)
    } else {
      self = .unreadable
    }
  }

  /// Compatibility characters as plain ones, without blanks.
  static func plain(_ written: String) -> String {
    written.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }
  }

  /// A number with an optional unit behind it, of plain text.
  static func figure(_ text: some StringProtocol) -> (FixedDecimal, AreaUnit?)? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || "+-.,".contains($0)) }
    let rest = text[number.endIndex...]
    // A square kilometre is a hundred hectares.
    let isSquareKilometres = ["平方公里", "平方千米", "km2"].contains(rest.lowercased())
    let unit = isSquareKilometres ? .hectare : rest.isEmpty ? nil : AreaUnit(written: String(rest))
    guard rest.isEmpty || unit != nil, let digits = withoutThousands(number), let figure = FixedDecimal(digits) else {
      return nil
    }
    guard isSquareKilometres else { return (figure, unit) }
    let (hundredfold, isOver) = figure.unscaled.multipliedReportingOverflow(by: 100)
    return isOver ? nil : (FixedDecimal(unscaled: hundredfold, decimals: figure.decimals), unit)
  }

  /// Without the commas of `1,234,567.8`; nil where commas stand anywhere else.
  private static func withoutThousands(_ number: some StringProtocol) -> String? {
    let whole = number.prefix { $0 != "." }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1 else { return String(number) }
    let head = groups[0].drop { $0 == "+" || $0 == "-" }
    guard (1...3).contains(head.count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    return groups.joined() + number[whole.endIndex...]
  }
}
