/// Renders a document for a terminal: facts, aligned tables, notes. Widths count terminal columns, so that Chinese
/// and Latin text stand in line. Long texts run on in the lines below.
public struct TextRenderer: Sendable {
  /// The language of the text.
  public var language: Language
  /// The terminal's width in columns, which tables keep to as far as they can; nil: as wide as they are.
  public var width: Int?
  /// The most lines that a cell runs on for; more on a terminal, where it may be narrow.
  private static let cellLines = 12
  private static let narrowLines = 40

  /// A renderer in a language, for a terminal of so many columns.
  public init(language: Language, width: Int? = nil) {
    self.language = language
    self.width = width
  }

  /// The document without detail columns, ended by a line end.
  public func render(_ document: ReportDocument) -> String {
    let document = document.forReaders
    var lines = broken(document.title[language])
    lines.append(String(repeating: "=", count: lines.map { displayWidth($0) }.max() ?? 0))
    lines += factLines(document.facts)
    for table in document.tables {
      if table.rows.isEmpty, let instead = table.instead {
        lines += broken(printable(instead[language]))
      } else {
        lines.append("")
        lines += tableLines(table)
      }
    }
    if !document.notes.isEmpty {
      lines.append("")
      lines += document.notes.flatMap(noteLines)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text in lines that the terminal has room for, all but the first indented; one line where there is no terminal.
  private func broken(_ text: String, indent: Int = 0, first: String = "") -> [String] {
    guard let width, width > indent + 8 else { return [first + text] }
    let lines = wrapped(text, to: width - indent, lines: .max)
    let space = String(repeating: " ", count: indent)
    return lines.enumerated().map { ($0 == 0 ? first : space) + $1 }
  }

  private func factLines(_ facts: [Fact]) -> [String] {
    let label = facts.map { displayWidth($0.label[language]) }.max() ?? 0
    return facts.flatMap { fact in
      let first = padded(fact.label[language], to: label, .leading) + "  "
      return broken(text(fact.value, grouped: false), indent: label + 2, first: first)
    }
  }

  private func noteLines(_ note: Note) -> [String] {
    let mark =
      switch note.level {
      case .remark: "·"
      case .warning: "!"
      case .defect: "✗"
      }
    return broken("\(printable(note.text[language])) [\(note.code)]", indent: 2, first: mark + " ")
  }

  private func tableLines(_ table: Table) -> [String] {
    let shown = table.columns.indices.filter { !table.columns[$0].isDetail }
    let columns = shown.map { table.columns[$0] }
    let head = columns.map { $0.title[language] }
    let body = table.rows.map { row in shown.map { text(row.cells[$0], grouped: true) } }
    let needs = columns.indices.map { place in
      TextColumns.Need(head: head[place], cells: body.map { $0[place] }, columns[place].alignment)
    }
    let groups = TextColumns.groups(needs, within: width)
    var lines = broken(table.title[language])
    if let caption = table.caption { lines += broken(caption[language]) }
    for (number, group) in groups.enumerated() {
      if number > 0 {
        let part = Phrase(zh: "（续 \(number + 1)/\(groups.count)）", en: "(continued, \(number + 1) of \(groups.count))")
        lines.append(part[language])
      }
      func run(_ cells: [String], atMost most: Int) -> [String] {
        let parts = group.map { wrapped(cells[$0.column], to: $0.width, lines: most) }
        return (0..<(parts.map(\.count).max() ?? 0)).map { line in
          let cells = zip(group, parts).map { place, part in
            padded(line < part.count ? part[line] : "", to: place.width, columns[place.column].alignment)
          }
          return trimmed(cells.joined(separator: "  "))
        }
      }
      let rule = group.map { String(repeating: "─", count: $0.width) }.joined(separator: "──")
      lines += run(head, atMost: .max) + [rule]
      for (row, cells) in zip(table.rows, body) {
        if row.role == .total { lines.append(rule) }
        lines += run(cells, atMost: width == nil ? Self.cellLines : Self.narrowLines)
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
    case .phrase(let phrase), .word(let phrase, _), .term(let phrase): printable(phrase[language])
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
