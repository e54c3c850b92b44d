import Features
import LandModel
import Testing

@Suite("CSV")
struct CSVReaderTests {
  private func parse(_ text: String) throws -> TextTable {
    try CSVReader.parse(utf8: Array(text.utf8), file: "t.csv")
  }

  @Test("Quotes, doubled quotes, breaks within quotes, all line ends")
  func quoting() throws {
    let table = try parse("a,b\r\n\"x,\"\"y\"\"\",\"line 1\nline 2\"\r\n\r\n1,\rlast,\"\"")
    #expect(table.header == ["a", "b"])
    #expect(table.rows == [["x,\"y\"", "line 1\nline 2"], ["1", ""], ["last", ""]])
    #expect(table.lines == [2, 5, 6])
  }

  @Test("BOM, other delimiters, Chinese", arguments: [",", ";", "\t"])
  func delimiters(delimiter: String) throws {
    let table = try parse("\u{FEFF}地块编号\(delimiter)面积\nA-01\(delimiter)12.5\n")
    #expect(table.header == ["地块编号", "面积"])
    #expect(table.rows == [["A-01", "12.5"]])
  }

  @Test(
    "Mistakes are found where they are",
    arguments: [
      ("", "csv.empty", nil, nil),
      ("a,b\n1\n", "csv.ragged", 2, 1),
      ("a,b\n1,2,3\n", "csv.ragged", 2, 1),
      ("a,b\n1,\"2\n3\n", "csv.quote", 2, 3),
      ("a,b\n1,2\"2\n", "csv.quote", 2, 4),
      ("a,b\n1,\"2\"2\n", "csv.quote", 2, 6),
      ("a,a\n1,2\n", "csv.duplicate-column", 1, 3),
      ("\u{FEFF}\n地块编号,面积,\"地块编号\"\n1,2,3\n", "csv.duplicate-column", 2, 9),
      ("\"x\ny\",b,b\n1,2,3\n", "csv.duplicate-column", 2, 6),
    ] as [(String, String, Int?, Int?)]
  )
  func mistakes(text: String, code: String, line: Int?, column: Int?) throws {
    let error = try #require(throws: DataError.self) { try parse(text) }
    #expect(error.code == code)
    #expect(error.place.line == line)
    #expect(error.place.column == column)
  }

  @Test("What is written is read again")
  func roundTrip() throws {
    let cells = ["plain", "a,b", "\"", "", "行\n列", " blank ", "\r\n", "中文，标点"]
    let line = cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
    let header = cells.indices.map { "c\($0)" }.joined(separator: ",")
    #expect(try parse("\(header)\n\(line)\n").rows == [cells])
  }
}

@Suite("Suggestions")
struct SuggestionTests {
  @Test(arguments: [
    ("filds", "fields"), ("DKHB", "DKBH"), ("ydmd", "YDDM"), ("地块编好", "地块编号"), ("parcel", "parcels"),
  ])
  func finds(written: String, meant: String) {
    let known = ["fields", "DKBH", "YDDM", "地块编号", "parcels", "zones"]
    #expect(Suggestion.nearest(to: written, among: known) == meant)
  }

  @Test func staysSilent() {
    #expect(Suggestion.nearest(to: "wholly-other", among: ["fields", "zones"]) == nil)
    #expect(Suggestion.nearest(to: "x", among: []) == nil)
  }
}
