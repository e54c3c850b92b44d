/// Renders a document for a terminal: facts, aligned tables, notes. Widths count terminal columns, so that Chinese
/// and Latin text stand in line.
public struct TextRenderer: Sendable {
  public var language: Language
  /// The widest a text cell may be before it is cut with an ellipsis; nothing is cut in CSV and JSON.
  public var cellWidth: Int

  public init(language: Language, cellWidth: Int = 40) {
    self.language = language
    self.cellWidth = cellWidth
  }

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
    let head = table.columns.map { $0.title[language] }
    let body = table.rows.map { row in row.cells.map { truncated(text($0, grouped: true), to: cellWidth) } }
    let widths = head.indices.map { column in
      max(displayWidth(head[column]), body.map { displayWidth($0[column]) }.max() ?? 0)
    }
    func line(_ cells: [String]) -> String {
      let line = cells.indices.map { padded(cells[$0], to: widths[$0], table.columns[$0].alignment) }
      return trimmed(line.joined(separator: "  "))
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "──")
    var lines = [table.title[language]]
    if let caption = table.caption { lines.append(caption[language]) }
    lines += [line(head), rule]
    for (row, cells) in zip(table.rows, body) {
      if row.role == .total { lines.append(rule) }
      lines.append(line(cells))
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
