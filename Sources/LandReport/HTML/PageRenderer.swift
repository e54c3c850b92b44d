/// Renders a document as one self-contained page to read on a screen or print: contents, a section for each table with
/// its map and chart where it has them, tables that sort and filter, notes. Nothing is requested from anywhere, and the page's
/// own policy forbids it. ``HTMLRenderer`` gives the plain page that goes with a letter.
public struct PageRenderer: Sendable {
  /// The language of the page.
  public var language: Language

  /// A renderer in a language.
  public init(language: Language) {
    self.language = language
  }

  private var cells: CellText { CellText(language: language) }

  /// The page, complete.
  ///
  /// - Parameters:
  ///   - document: what the page shows.
  ///   - figures: maps, each in the section of its table; rows and shapes lead to each other.
  public func render(_ document: ReportDocument, figures: [PageFigure] = []) -> String {
    let document = document.forReaders
    let title = HTMLText.escaped(document.title[language])
    let policy =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-\(PageScript.digest)'; "
      + "base-uri 'none'; form-action 'none'"
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"\(language == .zh ? "zh-CN" : "en")\">", "<head>", "<meta charset=\"utf-8\">",
      "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", "<title>\(title)</title>",
      // An empty icon of its own: browsers ask for none.
      "<link rel=\"icon\" href=\"data:,\">", "<style>\n\(PageScript.style)\n\(footer(document))\n</style>", "</head>",
      "<body>",
      "<a class=\"skip\" href=\"#main\">\(say(zh: "跳到正文", en: "Skip to the text"))</a>", "<header>",
      "<h1>\(title)</h1>",
    ]
    lines += facts(document)
    lines.append("</header>")
    lines += contents(document)
    lines.append("<main id=\"main\">")
    let charts = ReportCharts(document: document, language: language)
    let known = Set(document.tables.map(\.id))
    lines += figures.filter { !known.contains($0.table) }.map(\.markup)
    var rows = PageRows(figures)
    for (place, table) in document.tables.enumerated() {
      let maps = figures.filter { $0.table == table.id }
      lines += section(table, place, charts.chart(for: table), maps, &rows)
    }
    lines += notes(document)
    lines += ["</main>", "<script>\(PageScript.source)</script>", "</body>", "</html>", ""]
    return lines.joined(separator: "\n")
  }

  private func say(zh: String, en: String) -> String {
    HTMLText.escaped(Phrase(zh: zh, en: en)[language])
  }

  /// What stands at the foot of every printed page: what it is of, the day and the basis, the page's number.
  private func footer(_ document: ReportDocument) -> String {
    let facts = ["as_of", "basis"].compactMap { id in document.facts.first { $0.id == id } }
    let words = [document.title[language]] + facts.map { cells.text($0.value, grouped: false) }
    let text = HTMLText.cssString(words.joined(separator: language == .zh ? "　" : "   "))
    return "@page { @bottom-left { content: \(text) } @bottom-right { content: counter(page) \" / \" counter(pages) } }"
  }

  private func facts(_ document: ReportDocument) -> [String] {
    guard !document.facts.isEmpty else { return [] }
    let entries = document.facts.map { fact in
      "<dt>\(HTMLText.escaped(fact.label[language]))</dt>"
        + "<dd>\(HTMLText.cell(cells.text(fact.value, grouped: false), language))</dd>"
    }
    return ["<dl>"] + entries + ["</dl>"]
  }

  private func contents(_ document: ReportDocument) -> [String] {
    guard document.tables.count > 1 else { return [] }
    var entries = document.tables.enumerated().map { place, table in
      "<li><a href=\"#t\(place)\">\(HTMLText.escaped(table.title[language]))</a></li>"
    }
    if !document.notes.isEmpty { entries.append("<li><a href=\"#notes\">\(say(zh: "备注", en: "Notes"))</a></li>") }
    return ["<nav aria-label=\"\(say(zh: "目录", en: "Contents"))\">", "<ul>"] + entries + ["</ul>", "</nav>"]
  }

  private func section(
    _ table: Table,
    _ place: Int,
    _ chart: (any PageChart)?,
    _ maps: [PageFigure],
    _ rows: inout PageRows
  ) -> [String] {
    let title = HTMLText.escaped(table.title[language])
    let columns = PageColumns(table, heads: table.columns.map { $0.title[language] }) { self.cells.text($0) }
    let kind = columns.isWide ? " class=\"wide\"" : ""
    var lines = [
      "<section\(kind) style=\"--p:\(Double(columns.printSize) / 10)pt\" aria-labelledby=\"t\(place)\">",
      "<h2 id=\"t\(place)\">\(title)</h2>",
    ]
    if let caption = table.caption { lines.append("<p class=\"caption\">\(HTMLText.escaped(caption[language]))</p>") }
    if let chart {
      let drawing = chart.svg(id: "c\(place)")
      if !drawing.isEmpty {
        lines += ["<figure>", drawing, "<figcaption>\(HTMLText.escaped(chart.title))</figcaption>", "</figure>"]
      }
    }
    lines += maps.map(\.markup)
    if table.rows.isEmpty {
      let none = table.instead ?? Phrase(zh: "没有条目。", en: "Nothing to list.")
      lines.append("<p>\(HTMLText.escaped(none[language]))</p>")
    } else {
      // A long table is laid out when it is first seen; its height until then is that of single lines.
      let isLong = table.rows.count > 150
      let box = isLong ? "scroll long" : "scroll"
      let height = isLong ? " style=\"contain-intrinsic-size:auto \(table.rows.count * 30)px\"" : ""
      lines.append(
        "<div class=\"\(box)\"\(height) tabindex=\"0\" role=\"region\" aria-labelledby=\"t\(place)\">"
      )
      lines += self.table(table, columns, &rows) + ["</div>"]
    }
    return lines + ["</section>"]
  }

  private func table(_ table: Table, _ columns: PageColumns, _ rows: inout PageRows) -> [String] {
    let kinds = columns.kinds.map { kind in
      switch kind {
      case .number: " class=\"n\""
      case .short: ""
      case .text: " class=\"w\""
      case .unbroken: " class=\"w x\""
      }
    }
    let head = zip(table.columns, kinds).map { column, kind in
      "<th scope=\"col\"\(kind)>\(HTMLText.escaped(column.title[language]))</th>"
    }
    var lines = ["<table class=\"data\">", "<thead><tr>\(head.joined())</tr></thead>"]
    // Rows sort among themselves; sums stay where they belong.
    var open: Bool?
    for (number, row) in table.rows.enumerated() {
      let isBody = row.role == .body
      if open != isBody {
        if open != nil { lines.append("</tbody>") }
        lines.append("<tbody class=\"\(isBody ? "rows" : "sums")\">")
        open = isBody
      }
      let shape = rows.shape(of: .init(table.id, number))
      let cells = zip(row.cells, kinds).enumerated().map { place, pair in
        var text = HTMLText.cell(self.cells.text(pair.0), language)
        if columns.kinds[place] == .text { text = HTMLText.keepingWords(text) }
        guard place == 0, let shape else { return "<td\(pair.1)>\(text)</td>" }
        return "<td\(pair.1)><a class=\"place\" href=\"#\(shape.id)\">\(text)</a></td>"
      }
      let anchor = shape.flatMap { $0.isFirst ? " id=\"r-\($0.id)\"" : nil } ?? ""
      lines.append("<tr\(anchor)\(isBody ? "" : " class=\"\(row.role.rawValue)\"")>\(cells.joined())</tr>")
    }
    return lines + ["</tbody>", "</table>"]
  }

  private func notes(_ document: ReportDocument) -> [String] {
    guard !document.notes.isEmpty else { return [] }
    let entries = document.notes.map { note in
      let level =
        switch note.level {
        case .remark: ""
        case .warning: "<strong>\(say(zh: "注意", en: "Warning"))</strong> "
        case .defect: "<strong>\(say(zh: "缺陷", en: "Defect"))</strong> "
        }
      return "<li class=\"\(note.level.rawValue)\">\(level)\(HTMLText.cell(note.text[language], language)) "
        + "<code>\(HTMLText.escaped(note.code))</code></li>"
    }
    return ["<section class=\"notes\">", "<h2 id=\"notes\">\(say(zh: "备注", en: "Notes"))</h2>", "<ul>"] + entries
      + ["</ul>", "</section>"]
  }
}

/// Which shape each row leads to, and which row each shape.
private struct PageRows {
  private var places: [PageFigure.Row: String] = [:]
  private var used: Set<String> = []

  init(_ figures: [PageFigure]) {
    for figure in figures { places.merge(figure.places) { first, _ in first } }
  }

  /// The shape of a row; `isFirst` for the row that the shape leads back to.
  mutating func shape(of row: PageFigure.Row) -> (id: String, isFirst: Bool)? {
    guard let id = places[row] else { return nil }
    return (id, used.insert(id).inserted)
  }
}
