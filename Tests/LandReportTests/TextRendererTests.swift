import Foundation
import LandReport
import Testing

@Suite struct TextRendererTests {
  let document = ReportDocument(
    command: "areas",
    title: Phrase(zh: "面积", en: "Areas"),
    facts: [Fact("basis", Phrase(zh: "面积口径", en: "basis"), .text("plane"))],
    tables: [
      Table(
        "zones",
        title: Phrase(zh: "片区", en: "Zones"),
        columns: [
          TableColumn("id", Phrase(zh: "名称", en: "name")),
          TableColumn("area_m2", Phrase(zh: "面积", en: "area"), .trailing),
        ],
        rows: [
          .init([.text("西片区"), .decimal("1234567.80")]),
          .init([.text("a,\"b\"\u{1B}[31m"), .missing]),
          .init([.text("Σ"), .decimal("-1000.00")], role: .total),
        ]
      )
    ],
    notes: [Note(.warning, code: "x.y", Phrase(zh: "注意", en: "mind"))]
  )

  @Test func chineseAndLatinColumnsStandInLine() {
    let text = TextRenderer(language: .zh).render(document)
    #expect(text.hasPrefix("面积\n====\n面积口径  plane\n\n片区\n"))
    #expect(text.contains("\na,\"b\"\u{FFFD}[31m"))
    #expect(text.hasSuffix("-1,000.00\n\n! 注意 [x.y]\n"))
    // Every row of the table ends in the same terminal column.
    let rows = text.split(separator: "\n").filter { $0.hasSuffix("0") || $0.hasSuffix("—") || $0.hasSuffix("  面积") }
    #expect(rows.count == 4)
    #expect(Set(rows.map { displayWidth($0) }).count == 1)
  }

  @Test func jsonKeepsNamesWhateverTheLanguage() {
    let zh = JSONRenderer(language: .zh, version: "1").render(document)
    #expect(zh.contains(#"{"id":"西片区","area_m2":1234567.80,"row":"body"}"#))
    #expect(zh.contains(#"{"id":"a,\"b\"\u001b[31m","area_m2":null,"row":"body"}"#))
  }

  @Test func csvQuotesWhatNeedsIt() {
    let csv = CSVRenderer(language: .en).render(document.tables[0])
    #expect(
      csv == "id,area_m2,row\r\n西片区,1234567.80,body\r\n\"a,\"\"b\"\"\u{1B}[31m\",,body\r\nΣ,-1000.00,total\r\n"
    )
  }

  @Test(arguments: [("abc", 3), ("片区", 4), ("é", 1), ("e\u{301}", 1), ("ｆｕｌｌ", 8), ("", 0), ("m²", 2)])
  func widthCountsTerminalColumns(_ text: String, _ width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test(arguments: [
    (["LANG": "zh_CN.UTF-8"], Language.zh), (["LANG": "zh_CN.UTF-8", "LC_ALL": "C"], .en), ([:], .en),
    (["LC_MESSAGES": "zh_TW", "LANG": "de_DE"], .zh),
  ])
  func languageFollowsTheLocale(_ environment: [String: String], _ language: Language) {
    #expect(Language.ofLocale(environment) == language)
  }
}
