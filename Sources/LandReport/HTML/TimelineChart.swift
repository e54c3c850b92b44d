import LandModel

/// The terms of documents as bars from the day of approval to the last day, with the day that statuses hold for as a
/// line; what lapses next stands first and is marked. Drawn from the printed table of documents.
struct TimelineChart: PageChart {
  struct Term {
    var name: String
    var from: CalendarDate
    var to: CalendarDate
    var state: String
  }

  var title: String
  let day: CalendarDate
  let language: Language
  /// Those still to run by their last day, then those over, the latest first.
  private let shown: [Term]
  private let left: Int
  private let upcoming: Int

  private static let most = 36
  private static let width = 760.0
  private static let rowHeight = 17.0
  private static let labelColumns = 34

  init?(_ table: Table, asOf day: CalendarDate, language: Language, cells: CellText) {
    func column(_ id: String) -> Int? { table.columns.firstIndex { $0.id == id } }
    guard let from = column("approved_on"), let to = column("last_day"), let state = column("state"),
      let number = column("document"), let id = column("id"), let batch = column("batch")
    else { return nil }
    let terms = table.rows.compactMap { row -> Term? in
      guard let first = CalendarDate(cells.text(row.cells[from])), let last = CalendarDate(cells.text(row.cells[to]))
      else { return nil }
      let name = [batch, number, id].first { row.cells[$0] != .missing } ?? id
      return Term(name: cells.text(row.cells[name]), from: first, to: last, state: cells.text(row.cells[state]))
    }
    guard !terms.isEmpty else { return nil }
    let coming = terms.filter { $0.to >= day }.sorted { ($0.to, $0.from) < ($1.to, $1.from) }
    let past = terms.filter { $0.to < day }.sorted { ($1.to, $1.from) < ($0.to, $0.from) }
    let first = coming.prefix(past.isEmpty ? Self.most : max(Self.most - past.count, Self.most * 2 / 3))
    shown = Array(first) + past.prefix(Self.most - first.count)
    left = terms.count - shown.count
    upcoming = first.count
    self.day = day
    self.language = language
    let next = coming.first.map { term in
      Phrase(
        zh: "；最近到期 \(term.to)（\(term.name)）",
        en: "; the next to lapse: \(term.to) (\(term.name))"
      )
    }
    let more =
      left > 0
      ? Phrase(zh: "；另有 \(left) 件见表", en: "; \(left) more in the table") : Phrase("")
    title =
      Phrase(
        zh: "文件期限，截止日期 \(day)" + (next?.zh ?? "；没有未到期的文件") + more.zh,
        en: "Terms of documents, as of \(day)" + (next?.en ?? "; none is still to lapse") + more.en
      )[language]
  }

  /// Years, for a place on the axis.
  private static func year(_ day: CalendarDate) -> Double {
    Double(day.year) + Double(day.month - 1) / 12 + Double(day.day - 1) / 372
  }

  func svg(id: String) -> String {
    let days = shown.flatMap { [$0.from, $0.to] } + [day]
    let years = days.map(Self.year)
    guard let least = years.min(), let most = years.max() else { return "" }
    let (start, end) = (least.rounded(.down), max(most.rounded(.up), least.rounded(.down) + 1))
    let columns = shown.map { min(displayWidth($0.name), Self.labelColumns) }.max() ?? 0
    let left = Double(columns) * 6.6 + 14
    let scale = (Self.width - left - 150) / (end - start)
    func x(_ day: CalendarDate) -> Double { left + (Self.year(day) - start) * scale }
    let top = 34.0
    let bottom = top + Double(shown.count) * Self.rowHeight
    var parts: [String] = []
    // At most a dozen years are named.
    let step = max(1, Int(((end - start) / 12).rounded(.up)))
    for year in stride(from: Int(start), through: Int(end), by: step) {
      let at = left + (Double(year) - start) * scale
      parts.append(line("grid", at, top - 6, at, bottom))
      parts.append(text("\(year)", at, top - 10, "middle"))
    }
    for (place, term) in shown.enumerated() {
      let y = top + Double(place) * Self.rowHeight
      let isNext = place == 0 && upcoming > 0
      let series = term.to < day ? 3 : isNext ? 1 : 0
      let length = max(x(term.to) - x(term.from), 1)
      parts.append(text(HTMLText.escaped(truncated(term.name, to: Self.labelColumns)), left - 8, y + 12, "end"))
      parts.append(
        "<rect class=\"s\(series)\" x=\"\(number(x(term.from)))\" y=\"\(number(y + 2))\" width=\"\(number(length))\" "
          + "height=\"12\"/>"
      )
      let words = isNext ? Phrase(zh: "最近到期 \(term.to)", en: "next: \(term.to)")[language] : "\(term.to)"
      parts.append(text(HTMLText.escaped("\(words) \(term.state)"), x(term.to) + 5, y + 12, "start"))
    }
    parts.append(line("now", x(day), top - 6, x(day), bottom + 4))
    parts.append(text(Phrase(zh: "截止 \(day)", en: "as of \(day)")[language], x(day), bottom + 17, "middle"))
    return
      "<svg viewBox=\"0 0 \(number(Self.width)) \(number(bottom + 22))\" role=\"img\" aria-labelledby=\"\(id)\">"
      + "<title id=\"\(id)\">\(HTMLText.escaped(title))</title>" + parts.joined() + "</svg>"
  }

  private func line(_ kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
    "<line class=\"\(kind)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
  }

  private func text(_ escaped: String, _ x: Double, _ y: Double, _ anchor: String) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(escaped)</text>"
  }

  /// One decimal, no locale.
  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }
}
