import Foundation
import LandModel
import LandReport
import TestSupport
import Testing
import XLSX

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct WorkbookTests {
  /// The parts of a workbook that unzip finds in it.
  static func part(_ name: String, of bytes: [UInt8]) throws -> String {
    let scratch = try TestData.scratch()
    defer { try? FileManager.default.removeItem(at: scratch) }
    let file = scratch.appendingPathComponent("book.xlsx")
    try Data(bytes).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unzip", "-p", file.path, name]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  static func matches(_ pattern: String, in text: String) throws -> [[String]] {
    let expression = try NSRegularExpression(pattern: pattern, options: .dotMatchesLineSeparators)
    return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).map { match in
      (0..<match.numberOfRanges).map { Range(match.range(at: $0), in: text).map { String(text[$0]) } ?? "" }
    }
  }

  static func bytes(_ document: ReportDocument, _ language: Language = .zh) throws -> [UInt8] {
    try WorkbookRenderer(language: language, program: "LandPlan test").render(document)
  }

  static let balance = Table(
    "balance",
    title: Phrase(zh: "平衡", en: "Balance"),
    columns: [
      TableColumn("code", Phrase("code")), TableColumn("day", Phrase("day")),
      TableColumn("n", Phrase("n"), .trailing), TableColumn("area_ha", Phrase("ha"), .trailing),
      TableColumn("union", Phrase("union"), .trailing),
    ],
    rows: [
      .init([.text("0101"), .text("2021-12-31"), .integer(2), .decimal("0.1000"), .decimal("5.00")]),
      .init([.text("0102"), .missing, .integer(3), .decimal("0.2000"), .decimal("6.00")]),
      .init([.text(""), .missing, .integer(5), .decimal("0.3000"), .decimal("9.00")], role: .subtotal),
      .init([.text("07"), .text("2020-02-29"), .integer(1), .decimal("1234567.8900"), .missing]),
      .init([.text(""), .missing, .integer(1), .decimal("1234567.8900"), .missing], role: .subtotal),
      .init([.text(""), .missing, .integer(6), .decimal("1234568.1900"), .decimal("9.50")], role: .total),
    ]
  )
  static let document = ReportDocument(
    command: "adjust",
    title: Phrase("t"),
    facts: [Fact("basis", Phrase(zh: "面积口径", en: "basis"), .text("plane"))],
    tables: [balance]
  )

  @Test func plainSumsAreFormulasWithOurValue() throws {
    let sheet = try Self.part("xl/worksheets/sheet2.xml", of: try Self.bytes(Self.document))
    let found = try Self.matches("<c r=\"([A-Z]+[0-9]+)\"[^>]*><f>([^<]*)</f><v>([^<]*)</v>", in: sheet)
    let formulas = Dictionary(uniqueKeysWithValues: found.map { ($0[1], $0[2] + " = " + $0[3]) })
    #expect(
      formulas == [
        "C7": "SUM(C5:C6) = 5", "D7": "SUM(D5:D6) = 0.3", "C9": "SUM(C8:C8) = 1", "D9": "SUM(D8:D8) = 1234567.89",
        "C10": "C7+C9 = 6", "D10": "D7+D9 = 1234568.19",
      ]
    )
    // What is no plain sum stays our figure.
    #expect(sheet.contains("<c r=\"E7\"") && !sheet.contains("SUM(E"))
  }

  /// Every formula of a made table, computed here from the cells that it names, gives its cached value.
  @Test func cachedValuesEqualTheSumsOfTheirCells() throws {
    var random = SeededRandom.announced("workbook sums", fallback: 22)
    var rows: [Table.Row] = []
    var total = 0
    for _ in 0..<5 {
      var sum = 0
      for _ in 0..<Int.random(in: 1...9, using: &random) {
        let hundredths = Int.random(in: -5_000_000...900_000_000, using: &random)
        sum += hundredths
        rows.append(.init([.text("x"), .decimal(FixedDecimal(unscaled: Int128(hundredths), decimals: 2).description)]))
      }
      rows.append(
        .init([.text("s"), .decimal(FixedDecimal(unscaled: Int128(sum), decimals: 2).description)], role: .subtotal)
      )
      total += sum
    }
    rows.append(
      .init([.text("t"), .decimal(FixedDecimal(unscaled: Int128(total), decimals: 2).description)], role: .total)
    )
    let columns = [TableColumn("a", Phrase("a")), TableColumn("b", Phrase("b"), .trailing)]
    let document = ReportDocument(
      command: "x",
      title: Phrase("t"),
      tables: [Table("x", title: Phrase("x"), columns: columns, rows: rows)]
    )
    let sheet = try Self.part("xl/worksheets/sheet2.xml", of: try Self.bytes(document))
    let cells = try Self.matches("<c r=\"B([0-9]+)\"[^>]*>(?:<f>([^<]*)</f>)?<v>([^<]*)</v>", in: sheet)
    let values = Dictionary(uniqueKeysWithValues: try cells.map { (Int($0[1]), try #require(Double($0[3]))) })
    var formulas = 0
    for cell in cells where !cell[2].isEmpty {
      formulas += 1
      let numbers = try Self.matches("B([0-9]+)", in: cell[2]).compactMap { Int($0[1]) }
      let named = cell[2].hasPrefix("SUM") ? Array(numbers[0]...numbers[1]) : numbers
      let sum = named.compactMap { values[$0] }.reduce(0, +)
      #expect(abs(sum - (Double(cell[3]) ?? .nan)) < 0.001, "\(cell)")
    }
    #expect(formulas == 6)
  }

  @Test func cellsHaveTypesFormatsAndFrozenHeads() throws {
    let bytes = try Self.bytes(Self.document)
    let sheet = try Self.part("xl/worksheets/sheet2.xml", of: bytes)
    // 2021-12-31 and the leap day of 2020 as numbers of days; codes as text.
    #expect(sheet.contains("<v>44561</v>") && sheet.contains("<v>43890</v>"))
    let strings = try Self.part("xl/sharedStrings.xml", of: bytes)
    #expect(strings.contains("<t>0101</t>") && strings.contains("面积口径：plane"))
    #expect(sheet.contains("ySplit=\"4\"") && sheet.contains("state=\"frozen\""))
    let styles = try Self.part("xl/styles.xml", of: bytes)
    for format in ["#,##0.0000_ ", "#,##0_ ", "yyyy-mm-dd"] { #expect(styles.contains("formatCode=\"\(format)\"")) }
    let book = try Self.part("xl/workbook.xml", of: bytes)
    #expect(book.contains("name=\"说明\"") && book.contains("name=\"平衡\""))
  }

  @Test func theSameDocumentGivesTheSameBytes() throws {
    #expect(try Self.bytes(Self.document) == Self.bytes(Self.document))
  }

  @Test func hostileTextIsText() throws {
    let bytes = try Self.bytes(HostileText.document)
    var sheets = 0
    for number in 1...(HostileText.document.tables.count + 1) {
      let sheet = try Self.part("xl/worksheets/sheet\(number).xml", of: bytes)
      sheets += sheet.isEmpty ? 0 : 1
      // No cell of the data is a formula, a link or an error.
      #expect(!sheet.contains("<f>") && !sheet.contains("hyperlink"))
      _ = try XMLText.parse(sheet)
    }
    #expect(sheets == 8)
    let strings = try XMLText.parse(try Self.part("xl/sharedStrings.xml", of: bytes))
    for text in HostileText.formulas where !text.hasPrefix("\t") { #expect(strings.contains(text), "\(text)") }
    #expect(strings.contains(HostileText.markup))
    // The file format's own escape is escaped: a reader sees the text as it was.
    #expect(strings.contains("_x005F_x000D_ and _x005F_x0041_"))
    #expect(
      strings.contains {
        $0.hasPrefix("长长长") && $0.utf16.count == XLSXText.limit && $0.hasSuffix("…（已截断，共 350,000 个字符）")
      }
    )
    // That it is cut is said on the first sheet too, with the cell.
    #expect(strings.contains { $0.contains("A17") && $0.contains("350,000") && $0.contains("32,767") })
    #expect(!strings.contains { $0.unicodeScalars.contains("\u{202E}") || $0.unicodeScalars.contains("\u{1B}") })
  }

  @Test func sheetNamesAreLegalAndUnique() throws {
    let book = try Self.part("xl/workbook.xml", of: try Self.bytes(HostileText.document))
    let names = try Self.matches("<sheet name=\"([^\"]*)\"", in: book).map { $0[1] }
    #expect(names.count == 8)
    #expect(Set(names.map { $0.lowercased() }).count == 8)
    for name in names {
      #expect(name.utf16.count <= 31 && !name.isEmpty && name.lowercased() != "history")
      #expect(!name.contains { "[]:*?/\\'".contains($0) })
    }
    #expect(names.suffix(2) == ["same", "SAME (2)"])
  }

  @Test func aTableTooLongIsSaid() throws {
    let rows = [Table.Row](repeating: .init([.missing]), count: 1_048_573)
    let table = Table("t", title: Phrase("t"), columns: [TableColumn("a", Phrase("a"))], rows: rows)
    let document = ReportDocument(command: "x", title: Phrase("x"), tables: [table])
    let error = #expect(throws: (any Error).self) { _ = try Self.bytes(document) }
    #expect("\(try #require(error))".contains(XLSXErrorCode.sheetFull.rawValue))
  }

  @Test func aMissingLibraryNamesThePackage() {
    let error = #expect(throws: (any Error).self) { _ = try XLSXLibrary.load(names: ["libnosuchthing.so.0"]) }
    #expect(error.map { "\($0)" }?.contains("libxlsxwriter4") == true)
  }
}

/// The texts of `t` elements of a piece of XML that must be well-formed.
final class XMLText: NSObject, XMLParserDelegate {
  private var texts: [String] = []
  private var open: String?

  static func parse(_ xml: String) throws -> [String] {
    let reader = XMLText()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = reader
    try #require(parser.parse(), "not well-formed")
    return reader.texts
  }

  func parser(
    _: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    if name == "t" { open = "" }
  }

  func parser(_: XMLParser, foundCharacters text: String) {
    open?.append(text)
  }

  func parser(_: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    guard name == "t", let text = open else { return }
    texts.append(text)
    open = nil
  }
}
