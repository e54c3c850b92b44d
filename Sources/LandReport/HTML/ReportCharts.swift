import LandModel

/// The charts of the park's account, drawn from the figures of its printed tables: zones as a waterfall from their sum
/// to the land covered, plans and current use as bars (before and after side by side), the pipeline as a funnel, the terms of documents on a line of time.
struct ReportCharts {
  let document: ReportDocument
  let language: Language
  private var cells: CellText { CellText(language: language) }

  /// The chart that goes with a table, nil where it has none.
  func chart(for table: Table) -> (any PageChart)? {
    if table.id == "documents" || table.id.hasSuffix(":documents") { return timeline(table) }
    if table.id == "waterfall" || table.id.hasSuffix(":waterfall") { return deductions(table) }
    guard document.command == "report" else { return nil }
    switch table.id {
    case "zones": return zones(table)
    case "landuse", "three-classes": return balance(table, before: nil)
    case "stages": return stages(table)
    case _ where table.id.hasPrefix("plan"):
      // The first version's bars are in the chart of the second.
      if table.id.hasSuffix(":before"), self.table(table.id.dropLast(6) + "after") != nil { return nil }
      return balance(table, before: table.id.hasSuffix(":after") ? self.table(table.id.dropLast(5) + "before") : nil)
    default: return nil
    }
  }

  private func timeline(_ table: Table) -> TimelineChart? {
    guard case .text(let written)? = document.facts.first(where: { $0.id == "as_of" })?.value,
      let day = CalendarDate(written)
    else { return nil }
    return TimelineChart(table, asOf: day, language: language, cells: cells)
  }

  private func table(_ id: some StringProtocol) -> Table? {
    document.tables.first { $0.id == id }
  }

  /// Place of a column of areas: in mu where the table has it, else the first of that name.
  private func areaColumn(_ table: Table, _ name: String) -> Int? {
    table.columns.firstIndex { $0.id == name + "_mu" }
      ?? table.columns.firstIndex { $0.id.hasPrefix(name + "_") && !$0.id.hasSuffix("_percent") }
  }

  private func value(_ row: Table.Row, _ column: Int) -> Double? {
    guard row.cells.indices.contains(column) else { return nil }
    switch row.cells[column] {
    case .decimal(let digits): return Double(digits)
    case .integer(let value): return Double(value)
    default: return nil
    }
  }

  private func text(_ row: Table.Row, _ column: Int) -> String {
    row.cells.indices.contains(column) ? cells.text(row.cells[column]) : ""
  }

  private func zones(_ table: Table) -> RangeChart? {
    guard let column = areaColumn(table, "area") else { return nil }
    var rows: [RangeChart.Row] = []
    var sum = 0.0
    func add(_ row: Table.Row, _ from: Double, _ to: Double, _ series: Int) {
      let bar = RangeChart.Bar(from: from, to: to, series: series, text: text(row, column))
      rows.append(.init(label: text(row, 0), bars: [bar]))
    }
    for row in table.rows where row.role == .body {
      guard let area = value(row, column) else { continue }
      add(row, sum, sum + area, 0)
      sum += area
    }
    if let total = table.rows.last(where: { $0.role == .total }), let covered = value(total, column) {
      if let less = table.rows.last(where: { $0.role == .subtotal }) { add(less, covered, sum, 1) }
      add(total, 0, covered, 2)
    }
    let names = [
      Phrase(zh: "片区", en: "zone"), Phrase(zh: "重复计算", en: "counted more than once"),
      Phrase(zh: "实际占地", en: "land covered"),
    ]
    return RangeChart(title: titled(table, column), series: names.map { $0[language] }, rows: rows)
  }

  /// From a zone down to what can be built on.
  private func deductions(_ table: Table) -> RangeChart? {
    guard let column = areaColumn(table, "area"), let total = table.rows.last(where: { $0.role == .total }),
      let whole = value(total, column)
    else { return nil }
    func row(_ row: Table.Row, _ from: Double, _ to: Double, _ series: Int) -> RangeChart.Row {
      .init(label: text(row, 0), bars: [.init(from: from, to: to, series: series, text: text(row, column))])
    }
    var rows = [row(total, 0, whole, 0)]
    var left = whole
    let parts = table.rows.filter { $0.role != .total }
    for (place, part) in parts.enumerated() {
      guard let area = value(part, column), area > 0 || place == parts.count - 1 else { continue }
      // The last part is what is left.
      let isRest = place == parts.count - 1
      rows.append(row(part, isRest ? 0 : left - area, isRest ? area : left, isRest ? 2 : 1))
      left -= area
    }
    let names = [
      Phrase(zh: "范围", en: "zone"), Phrase(zh: "扣除", en: "less"), Phrase(zh: "可开发", en: "developable"),
    ]
    return RangeChart(title: titled(table, column), series: names.map { $0[language] }, rows: rows)
  }

  private func balance(_ table: Table, before: Table?) -> RangeChart? {
    guard let column = areaColumn(table, "area") else { return nil }
    let isCoded = table.columns.first?.id == "code"
    func label(_ row: Table.Row) -> String { isCoded ? text(row, 0) + " " + text(row, 1) : text(row, 0) }
    let old = (before?.rows ?? []).filter { $0.role == .body }
    let new = table.rows.filter { $0.role == .body }
    let keys = (new + old.filter { row in !new.contains { label($0) == label(row) } }).map(label).sorted()
    let versions = before == nil ? [new] : [old, new]
    let rows = keys.map { key -> RangeChart.Row in
      var bars: [RangeChart.Bar] = []
      for (series, list) in versions.enumerated() {
        let row = list.first { label($0) == key }
        let area = row.flatMap { value($0, column) } ?? 0
        bars.append(.init(from: 0, to: area, series: series, text: row.map { text($0, column) } ?? "0"))
      }
      return RangeChart.Row(label: key, bars: bars)
    }
    let names = [Phrase(zh: "调整前", en: "before"), Phrase(zh: "调整后", en: "after")]
    return RangeChart(
      title: titled(table, column),
      series: before == nil ? [] : names.map { $0[language] },
      rows: rows
    )
  }

  private func stages(_ table: Table) -> RangeChart? {
    guard let column = areaColumn(table, "union") else { return nil }
    let rows = table.rows.filter { $0.role == .body }.compactMap { row -> RangeChart.Row? in
      guard let area = value(row, column) else { return nil }
      let bar = RangeChart.Bar(from: 0, to: area, series: 0, text: text(row, column))
      return .init(label: text(row, 0), bars: [bar])
    }
    return RangeChart(title: titled(table, column), series: [], rows: rows, isCentred: true)
  }

  private func titled(_ table: Table, _ column: Int) -> String {
    Phrase(
      zh: "\(table.title.zh)，\(table.columns[column].title.zh)",
      en: "\(table.title.en), \(table.columns[column].title.en)"
    )[language]
  }
}
