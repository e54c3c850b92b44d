/// A day of the Gregorian calendar, without time or zone: `2021-12-31`.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// 1 to 9999.
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// 1 to the month's last day.
  public let day: Int

  /// Nil where there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, of: year)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2021-12-31`, `2021/12/31`, `2021.12.31`, `20211231`, `2021年12月31日`; a time of day after a
  /// blank or `T` is left off. Nil for anything else and for days that do not exist.
  public init?(_ written: some StringProtocol) {
    let day = written.trimmed.split(whereSeparator: { $0 == "T" || $0 == " " }).first ?? ""
    var parts = day.split(omittingEmptySubsequences: true, whereSeparator: { "-/.年月日".contains($0) })
    if parts.count == 1, day.count == 8, day.allSatisfy({ $0.isASCII && $0.isNumber }) {
      parts = [day.prefix(4), day.dropFirst(4).prefix(2), day.suffix(2)]
    }
    guard parts.count == 3, parts[0].count == 4, parts.allSatisfy({ $0.count <= 4 && $0.allSatisfy(\.isASCII) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let dayOfMonth = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: dayOfMonth)
  }

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  public var description: String {
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// The same day so many years later; 29 February becomes 28 February in a common year.
  public func adding(years: Int) -> CalendarDate? {
    // Years come from data: a sum that overflows is no day either.
    guard (1...12).contains(month), (-9999...9999).contains(years), year + years > 0 else { return nil }
    return CalendarDate(year: year + years, month: month, day: min(day, Self.days(inMonth: month, of: year + years)))
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
