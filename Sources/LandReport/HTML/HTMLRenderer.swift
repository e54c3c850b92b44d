/// Renders a document as one HTML page that needs nothing beside it: it prints on A4 and can go with a letter. Whatever
/// text the data holds is escaped; the page has no script and loads nothing.
public struct HTMLRenderer: Sendable {
  /// The language of the page.
  public var language: Language

  /// Set closer, so that what is made for one page stands on one.
  public var isLetter: Bool

  /// A renderer in a language; `isLetter` for what goes with a letter.
  public init(language: Language, isLetter: Bool = false) {
    self.language = language
    self.isLetter = isLetter
  }

  private static let closer = """

    @page { margin: 9mm 12mm }
    body { font-size: 8pt; line-height: 1.25; margin: 0 auto } h1 { font-size: 12pt; margin: 0 0 .2em }
    h2 { font-size: 9pt; margin: .5em 0 .1em } th, td { padding: .03em .4em } ul { margin: .2em 0 }
    """

  private static let style = """
    @page { size: A4; margin: 12mm 14mm }
    body { font: 9pt/1.35 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", SimSun, sans-serif; color: #111; \
    max-width: 190mm; margin: 1em auto; padding: 0 1em }
    h1 { font-size: 14pt; margin: 0 0 .4em } h2 { font-size: 10.5pt; margin: .9em 0 .2em }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; margin: 0 } dd { margin: 0 }
    dt { color: #555 } p { margin: .2em 0; color: #555 }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
    th, td { border-bottom: .4pt solid #bbb; padding: .1em .5em; text-align: left; vertical-align: top; \
    overflow-wrap: anywhere }
    th { border-bottom: .8pt solid #111; font-weight: 600 } .n { text-align: right; white-space: nowrap }
    .total td { border-top: .8pt solid #111; font-weight: 600 } .subtotal td { font-weight: 600 }
    tr { break-inside: avoid } .warning, .defect { color: #a00 } ul { padding-left: 1.2em; margin: .4em 0 }
    """

  /// The page, complete.
  public func render(_ document: ReportDocument) -> String {
    let document = document.forReaders
    let cells = CellText(language: language)
    let title = escaped(document.title[language])
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"\(language == .zh ? "zh-CN" : "en")\">", "<head>", "<meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width\">", "<title>\(title)</title>",
      "<style>\n\(Self.style)\(isLetter ? Self.closer : "")\n</style>", "</head>", "<body>", "<h1>\(title)</h1>",
    ]
    if !document.facts.isEmpty {
      lines.append("<dl>")
      for fact in document.facts {
        lines.append(
          "<dt>\(escaped(fact.label[language]))</dt><dd>\(escaped(cells.text(fact.value, grouped: false)))</dd>"
        )
      }
      lines.append("</dl>")
    }
    for table in document.tables { lines += self.lines(table, cells) }
    if !document.notes.isEmpty {
      lines.append("<ul>")
      for note in document.notes {
        lines.append("<li class=\"\(note.level.rawValue)\">\(escaped(note.text[language]))</li>")
      }
      lines.append("</ul>")
    }
    return (lines + ["</body>", "</html>", ""]).joined(separator: "\n")
  }

  private func lines(_ table: Table, _ cells: CellText) -> [String] {
    func tag(_ name: String, _ column: TableColumn, _ text: String) -> String {
      "<\(name)\(column.alignment == .trailing ? " class=\"n\"" : "")>\(escaped(text))</\(name)>"
    }
    if table.rows.isEmpty, let instead = table.instead { return ["<p>\(escaped(instead[language]))</p>"] }
    var lines = ["<h2>\(escaped(table.title[language]))</h2>"]
    if let caption = table.caption { lines.append("<p>\(escaped(caption[language]))</p>") }
    lines.append("<table>")
    let head = table.columns.map { tag("th", $0, $0.title[language]) }.joined()
    lines.append("<thead><tr>\(head)</tr></thead>")
    lines.append("<tbody>")
    for row in table.rows {
      let role = row.role == .body ? "" : " class=\"\(row.role.rawValue)\""
      let body = zip(table.columns, row.cells).map { tag("td", $0, cells.text($1)) }.joined()
      lines.append("<tr\(role)>\(body)</tr>")
    }
    return lines + ["</tbody>", "</table>"]
  }

  private func escaped(_ text: String) -> String {
    HTMLText.escaped(text)
  }
}
