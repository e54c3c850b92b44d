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

  private let coded = ReportDocument(
    command: "claims",
    title: Phrase(zh: "核对", en: "Claims"),
    facts: [Fact("basis", Phrase(zh: "口径", en: "basis"), .word(Phrase(zh: "平面面积", en: "plane area"), code: "plane"))],
    tables: [
      Table(
        "claims",
        title: Phrase(zh: "核对", en: "Claims"),
        columns: [
          TableColumn("verdict", Phrase(zh: "结论", en: "verdict"), isCoded: true),
          TableColumn("stated", Phrase(zh: "报告数", en: "stated"), .trailing),
          TableColumn("stated_value", Phrase(zh: "数值", en: "as a number"), .trailing, isData: true),
        ],
        rows: [
          .init([.word(Phrase(zh: "相符", en: "agrees"), code: "agrees"), .text("≥10,000"), .decimal("10000")]),
          .init([.missing, .missing, .missing]),
        ]
      ),
      Table(
        "off",
        title: Phrase(zh: "不符", en: "Off"),
        columns: [TableColumn("area_m2", Phrase(zh: "面积", en: "area"), .trailing)],
        ifEmpty: Phrase(zh: "均相符", en: "all agree")
      ),
      Table("off", title: Phrase(zh: "不符", en: "Off"), columns: []),
    ]
  )

  @Test func wordsHaveTheirCodesForPrograms() {
    let zh = JSONRenderer(language: .zh, version: "1").render(coded)
    #expect(
      zh.contains(#"{"verdict":"相符","stated":"≥10,000","stated_value":10000,"verdict_code":"agrees","row":"body"}"#)
    )
    #expect(zh.contains(#""about":{"basis":"平面面积","basis_code":"plane"}"#))
    #expect(zh.contains(#"{"table":"off","title":"不符","keys":[{"key":"area_m2","title":"面积","unit":"m2"}]}"#))
    #expect(zh.contains(#""off":[]"#) && zh.contains(#""off-2":[]"#))
    let csv = CSVRenderer(language: .en).render(coded.tables[0])
    #expect(csv == "verdict,stated,stated_value,verdict_code\r\nagrees,\"≥10,000\",10000,agrees\r\n,,,\r\n")
  }

  @Test func readersSeeNoCodesAndALineForATableWithoutRows() {
    let texts = [
      TextRenderer(language: .en).render(coded), MarkdownRenderer(language: .en).render(coded),
      HTMLRenderer(language: .en).render(coded), PageRenderer(language: .en).render(coded),
    ]
    for text in texts {
      #expect(!text.contains("as a number"))
      #expect(text.contains("all agree") && !text.contains("area</th>"))
    }
  }

  @Test(arguments: [24, 40, 80, 100])
  func nothingIsWiderThanTheTerminal(_ width: Int) {
    let sentence = Phrase(
      zh: "说明：每列按最大余数法取位，与合计闭合，east-expropriated 除外（2021-12-31）。",
      en: "a sentence that is longer than a narrow terminal, about east-expropriated on 2021-12-31 and 1,234,567.89 m²"
    )
    var long = document
    long.title = sentence
    long.facts.append(Fact("long", Phrase(zh: "容差", en: "tolerance"), .phrase(sentence)))
    long.notes.append(Note(.remark, code: "some.code", sentence))
    long.tables[0].caption = sentence
    let column = TableColumn("more", Phrase(zh: "更多的说明", en: "more to be told"))
    long.tables[0].columns += [column, column]
    for row in long.tables[0].rows.indices { long.tables[0].rows[row].cells += [.phrase(sentence), .phrase(sentence)] }
    for language in Language.allCases {
      let text = TextRenderer(language: language, width: width).render(long)
      for line in text.split(separator: "\n") { #expect(displayWidth(line) <= width, "\(line)") }
      if width >= 40 { #expect(text.contains("east-expropriated") && text.contains("2021-12-31")) }
    }
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
