/// Renders a document as Markdown with pipe tables. Text of the data is escaped, so that it is shown and not obeyed.
public struct MarkdownRenderer: Sendable {
  /// The language of the text.
  public var language: Language

  /// A renderer in a language.
  public init(language: Language) {
    self.language = language
  }

  /// The document with all tables and all their columns.
  public func render(_ document: ReportDocument) -> String {
    let document = document.forReaders
    let cells = CellText(language: language)
    var lines = ["# \(escaped(document.title[language]))", ""]
    for fact in document.facts {
      lines.append("- \(escaped(fact.label[language])): \(escaped(cells.text(fact.value, grouped: false)))")
    }
    for table in document.tables {
      if table.rows.isEmpty, let instead = table.instead {
        lines += ["", escaped(instead[language])]
        continue
      }
      lines += ["", "## \(escaped(table.title[language]))", ""]
      if let caption = table.caption { lines += [escaped(caption[language]), ""] }
      lines.append(row(table.columns.map { $0.title[language] }))
      lines.append("|" + table.columns.map { $0.alignment == .trailing ? "---:|" : "---|" }.joined())
      for body in table.rows { lines.append(row(body.cells.map { cells.text($0) })) }
    }
    if !document.notes.isEmpty { lines.append("") }
    for note in document.notes { lines.append("- \(escaped(note.text[language]))") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func row(_ texts: [String]) -> String {
    "| " + texts.map(escaped).joined(separator: " | ") + " |"
  }

  /// Text without Markdown's or HTML's marks.
  func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "|", "\\", "`", "*", "[", "]", "!", "#": result += "\\\(scalar)"
      case "\n", "\r", "\t": result += " "
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": continue
      default: if scalar.value >= 0x20, scalar.value != 0x7F { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }
}
