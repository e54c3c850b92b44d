import Foundation
import LandReport
import Testing

@Suite struct PageRendererTests {
  @Test(arguments: Language.allCases) func hostileTextIsText(_ language: Language) {
    let page = PageRenderer(language: language).render(HostileText.document)
    // One script, ours; no element of the data's making.
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(!page.contains("<img") && !page.contains("alert(1)<"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    for scalar in ["\u{202E}", "\u{2066}", "\u{1B}", "\u{0}", "\u{9B}"] as [Unicode.Scalar] {
      #expect(!page.unicodeScalars.contains(scalar))
    }
    // A text of a megabyte is counted, not printed: seven tables and their charts stay small.
    #expect(page.contains("350,000") && page.utf8.count < 300_000)
  }

  @Test func nothingIsRequestedAndOnlyTheProgramsScriptMayRun() throws {
    let page = PageRenderer(language: .en).render(HostileText.document)
    #expect(!page.contains("src=") || page.contains("src=x onerror"))
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("url("))
    let script = try #require(page.components(separatedBy: "<script>").last?.components(separatedBy: "</script>").first)
    let digest = try Self.sha256(script)
    #expect(page.contains("script-src 'sha256-\(digest)'"), "the digest of the script is \(digest)")
    #expect(page.contains("default-src 'none'"))
  }

  /// By the system's own tool: base 64 of the digest.
  private static func sha256(_ text: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let hex = String(decoding: output.fileHandleForReading.readDataToEndOfFile().prefix(64), as: UTF8.self)
    process.waitUntilExit()
    let digits = Array(hex)
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
    return Data(bytes).base64EncodedString()
  }

  @Test func chartsDrawTheFiguresOfTheTables() {
    let columns = [TableColumn("zone", Phrase("zone")), TableColumn("area_mu", Phrase("area mu"), .trailing)]
    func row(_ name: String, _ area: String, _ role: Table.Row.Role = .body) -> Table.Row {
      Table.Row([.text(name), .decimal(area)], role: role)
    }
    let rows = [
      row("a", "60.0"), row("b", "40.0"), row("sum", "100.0", .subtotal), row("less", "25.0", .subtotal),
      row("covered", "75.0", .total),
    ]
    let document = ReportDocument(
      command: "report",
      title: Phrase("t"),
      tables: [Table("zones", title: Phrase("Zones"), columns: columns, rows: rows)]
    )
    let page = PageRenderer(language: .en).render(document)
    let svg = page.components(separatedBy: "<svg").last?.components(separatedBy: "</svg>").first ?? ""
    let widths = svg.components(separatedBy: "<rect class=\"s").dropFirst(4).compactMap { part -> Double? in
      part.components(separatedBy: " width=\"").last?.components(separatedBy: "\"").first.flatMap(Double.init)
    }
    // Three keys come first, then a; b, less and covered are to it as 40, 25 and 75 to 60.
    #expect(widths.count == 4)
    for (width, share) in zip(widths, [60.0, 40, 25, 75]) { #expect(abs(width / widths[0] - share / 60) < 0.01) }
    for text in ["60.0", "40.0", "25.0", "75.0", "a", "covered"] { #expect(svg.contains(">\(text)</text>")) }
  }

  @Test func rowsSortApartFromSums() {
    let page = PageRenderer(language: .en).render(WorkbookTests.document)
    #expect(page.components(separatedBy: "<tbody class=\"rows\">").count == 3)
    #expect(page.components(separatedBy: "<tbody class=\"sums\">").count == 3)
    #expect(page.contains("<tr class=\"total\">"))
  }

  @Test func rowsLeadToShapesAndBack() {
    let table = Table(
      "t",
      title: Phrase("T"),
      columns: [TableColumn("a", Phrase("a"))],
      rows: [Table.Row([.text("<b>")]), Table.Row([.text("two")]), Table.Row([.text("three")])]
    )
    let document = ReportDocument(command: "report", title: Phrase("t"), tables: [table])
    let places: [PageFigure.Row: String] = [.init("t", 0): "m0-0", .init("t", 2): "m0-0"]
    let figure = PageFigure(table: "t", title: Phrase("m"), markup: "<figure id=\"m\"></figure>", places: places)
    let page = PageRenderer(language: .en).render(document, figures: [figure])
    #expect(page.contains("<tr id=\"r-m0-0\"><td><a class=\"place\" href=\"#m0-0\">&lt;b&gt;</a></td></tr>"))
    #expect(page.contains("<tr><td>two</td></tr>"))
    // A shape leads to the first of its rows; ids stand once.
    #expect(page.contains("<tr><td><a class=\"place\" href=\"#m0-0\">three</a></td></tr>"))
    #expect(page.components(separatedBy: "<figure id=\"m\">").count == 2)
  }

  @Test func theNextExpiryStandsFirst() {
    func day(_ id: String) -> TableColumn { TableColumn(id, Phrase(id)) }
    func row(_ name: String, _ from: String, _ to: Cell, _ state: String) -> Table.Row {
      Table.Row([.text(name), .text(name), .missing, .text(from), to, .text(state)])
    }
    let table = Table(
      "documents",
      title: Phrase("Documents"),
      columns: ["id", "document", "batch", "approved_on", "last_day", "state"].map(day),
      rows: [
        row("over", "2018-01-01", .text("2020-01-01"), "lapsed"),
        row("later", "2021-01-01", .text("2024-06-30"), "running"),
        row("next<i>", "2020-05-01", .text("2022-03-31"), "running"),
        row("lasting", "2020-05-01", .missing, "no term"),
      ]
    )
    let document = ReportDocument(
      command: "approvals",
      title: Phrase("t"),
      facts: [Fact("as_of", Phrase("as of"), .text("2021-12-31"))],
      tables: [table]
    )
    let page = PageRenderer(language: .en).render(document)
    let chart = page.components(separatedBy: "<svg").last?.components(separatedBy: "</svg>").first ?? ""
    #expect(chart.contains("the next to lapse: 2022-03-31 (next&lt;i&gt;)"))
    let names = chart.components(separatedBy: "text-anchor=\"end\">").dropFirst().map { $0.prefix { $0 != "<" } }
    #expect(names == ["next&lt;i&gt;", "later", "over"])
    #expect(chart.contains("as of 2021-12-31"))
  }
}
