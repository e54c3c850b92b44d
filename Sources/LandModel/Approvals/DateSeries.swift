/// Days to look at: `2021-12-31`, a list `2019-12-31,2021-12-31`, or a range with a step `2015-12-31..2023-12-31/1y`.
public struct DateSeries: Sendable, Hashable {
  /// In order, each once; never empty.
  public let dates: [CalendarDate]

  /// More days than this are a mistake in the step.
  public static let most = 1000

  /// Reads days, lists and ranges, separated by commas; nil where a part is none of these, a range runs backwards, or
  /// there are more than ``most`` days. A step is a number with `y`, `m` or `d` (years, months, days), one year where
  /// none is written; the last day of a range is always one of the days.
  public init?(_ written: String) {
    var days: Set<CalendarDate> = []
    for part in written.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = part.firstRange(of: "..") else {
        guard let day = CalendarDate(part) else { return nil }
        days.insert(day)
        continue
      }
      let tail = part[range.upperBound...].split(separator: "/", maxSplits: 1)
      guard let first = CalendarDate(part[..<range.lowerBound]), let end = tail.first,
        let last = CalendarDate(end), first <= last, let step = Step(tail.count > 1 ? String(tail[1]) : "1y")
      else { return nil }
      for count in 0... {
        guard days.count <= Self.most, let day = step.day(count, after: first) else { return nil }
        if day > last { break }
        days.insert(day)
      }
      days.insert(last)
    }
    guard !days.isEmpty, days.count <= Self.most else { return nil }
    dates = days.sorted()
  }

  /// One day alone.
  public init(_ day: CalendarDate) {
    dates = [day]
  }

  private enum Step {
    case months(Int)
    case days(Int)

    init?(_ text: String) {
      guard let count = Int(text.dropLast()), count > 0, count < 10_000 else { return nil }
      switch text.last {
      case "y": self = .months(12 * count)
      case "m": self = .months(count)
      case "d": self = .days(count)
      default: return nil
      }
    }

    /// The day so many steps after the first; counted from the first, so that a 31st comes back after a short month.
    func day(_ count: Int, after first: CalendarDate) -> CalendarDate? {
      switch self {
      case .months(let months): first.adding(months: count * months)
      case .days(let days): first.adding(days: count * days)
      }
    }
  }
}

extension CalendarDate {
  /// The same day so many months later, or the month's last where it has no such day.
  public func adding(months: Int) -> CalendarDate? {
    let total = year * 12 + month - 1 + months
    guard total >= 12 else { return nil }
    let (year, month) = (total / 12, total % 12 + 1)
    return CalendarDate(year: year, month: month, day: min(day, Self.days(inMonth: month, of: year)))
  }

  /// The day so many days later.
  public func adding(days: Int) -> CalendarDate? {
    var (year, month, day) = (year, month, self.day + days)
    while day > Self.days(inMonth: month, of: year) {
      day -= Self.days(inMonth: month, of: year)
      (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
      if year > 9999 { return nil }
    }
    while day < 1 {
      (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
      if year < 1 { return nil }
      day += Self.days(inMonth: month, of: year)
    }
    return CalendarDate(year: year, month: month, day: day)
  }
}
