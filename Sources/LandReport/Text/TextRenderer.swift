/// Renders a document for a terminal: facts, aligned tables, notes. Widths count terminal columns, so that Chinese
/// and Latin text stand in line. Long texts run on in the lines below.
public struct TextRenderer: Sendable {
  /// The language of the text.
  public var language: Language
  /// The terminal's width in columns, which tables keep to as far as they can; nil: as wide as they are.
  public var width: Int?
  /// The most lines that a cell runs on for.
  private static let cellLines = 12

  /// A renderer in a language, for a terminal of so many columns.
  public init(language: Language, width: Int? = nil) {
    self.language = language
    self.width = width
  }

  /// The document without detail columns, ended by a line end.
  public func render(_ document: ReportDocument) -> String {
    var lines = [document.title[language]]
    lines.append(String(repeating: "=", count: displayWidth(lines[0])))
    lines += factLines(document.facts)
    for table in document.tables {
      lines.append("")
      lines += tableLines(table)
    }
    if !document.notes.isEmpty {
      lines.append("")
      lines += document.notes.map(noteLine)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func factLines(_ facts: [Fact]) -> [String] {
    let width = facts.map { displayWidth($0.label[language]) }.max() ?? 0
    return facts.map { padded($0.label[language], to: width, .leading) + "  " + text($0.value, grouped: false) }
  }

  private func noteLine(_ note: Note) -> String {
    let mark =
      switch note.level {
      case .remark: "·"
      case .warning: "!"
      case .defect: "✗"
      }
    return "\(mark) \(printable(note.text[language])) [\(note.code)]"
  }

  private func tableLines(_ table: Table) -> [String] {
    let shown = table.columns.indices.filter { !table.columns[$0].isDetail }
    let columns = shown.map { table.columns[$0] }
    let head = columns.map { $0.title[language] }
    let body = table.rows.map { row in shown.map { text(row.cells[$0], grouped: true) } }
    let widths = TextColumns.widths(
      head.map { displayWidth($0) },
      body.map { $0.map { displayWidth($0) } },
      columns.map(\.alignment),
      within: width
    )
    func line(_ cells: [String]) -> String {
      let line = cells.indices.map { padded(cells[$0], to: widths[$0], columns[$0].alignment) }
      return trimmed(line.joined(separator: "  "))
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "──")
    var lines = [table.title[language]]
    if let caption = table.caption { lines.append(caption[language]) }
    lines += [line(head), rule]
    for (row, cells) in zip(table.rows, body) {
      if row.role == .total { lines.append(rule) }
      let parts = cells.indices.map { wrapped(cells[$0], to: widths[$0], lines: Self.cellLines) }
      for place in 0..<(parts.map(\.count).max() ?? 0) {
        lines.append(line(parts.map { place < $0.count ? $0[place] : "" }))
      }
    }
    return lines
  }

  private func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  private func text(_ cell: Cell, grouped: Bool) -> String {
    switch cell {
    case .text(let value): printable(value)
    case .phrase(let phrase), .term(let phrase): printable(phrase[language])
    case .integer(let value): grouped ? thousands(String(value)) : String(value)
    case .decimal(let digits): grouped ? thousands(digits) : digits
    case .truth(let value): value ? Words.yes[language] : Words.no[language]
    case .missing: "—"
    case .masked: Words.masked[language]
    }
  }

  /// `1234567.89` as `1,234,567.89`.
  private func thousands(_ digits: String) -> String {
    let whole = digits.prefix { $0 != "." }
    let sign = whole.prefix { $0 == "-" }
    var grouped = ""
    for (index, digit) in whole.dropFirst(sign.count).reversed().enumerated() {
      if index > 0 && index % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return sign + String(grouped.reversed()) + digits.dropFirst(whole.count)
  }
}

/// Words that several renderers use.
enum Words {
  static let yes = Phrase(zh: "是", en: "yes")
  static let no = Phrase(zh: "否", en: "no")
  static let masked = Phrase(zh: "原文隐去", en: "masked")
}
