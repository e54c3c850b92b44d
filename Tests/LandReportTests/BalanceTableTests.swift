import Geometry
import LandModel
import LandReport
import Testing

@Suite("Land-use balance table")
struct BalanceTableTests {
  @Test("A real table's figures print as they stand: 442.22 of construction land, 1.46 of other, 443.68 in all")
  func printed() throws {
    let figures = [
      ("100102", "71.65"), ("100103", "300.23"), ("1207", "39.67"), ("120803", "1.35"), ("1302", "3.99"),
      ("1303", "1.44"),
      ("1309", "1.36"), ("1310", "2.05"), ("1401", "4.20"), ("1402", "16.28"), ("1705", "1.46"),
    ]
    let guide = try #require(try LandUseCatalogue.embedded()[.guide2023])
    let lines = try figures.map { code, hectares in
      let number = try #require(FixedDecimal(hectares))
      let area = try #require(Area(number, .hectare, basis: .ellipsoid))
      let found = try #require(guide.match(code).landUseClass)
      return BalanceTable.Line(
        code: code,
        name: Phrase(found.title),
        construction: found.construction,
        areas: [area]
      )
    }
    let table = try BalanceTable.make(
      lines,
      versions: [("plan", Phrase("plan"))],
      basis: .ellipsoid,
      unit: .hectare,
      isGrouped: true
    )
    #expect(table.rows.count == 14)
    #expect(table.rows[0].cells[1] == .term(Phrase(zh: "二类工业用地", en: "Class 2 industrial land")))
    #expect(table.rows[0].cells[2] == .decimal("71.65"))
    #expect(table.rows[0].cells[3] == .decimal("16.20"))
    #expect(table.rows[1].cells[2] == .decimal("300.23"))
    #expect(table.rows[10].cells[2] == .decimal("442.22"))
    #expect(table.rows[10].cells[3] == .decimal("100.00"))
    #expect(table.rows[11].cells[2] == .decimal("1.46"))
    #expect(table.rows[12].cells[2] == .decimal("1.46"))
    #expect(table.rows[13].cells[2] == .decimal("443.68"))
    #expect(table.rows[13].role == .total)
    let shares = table.rows.prefix(10).compactMap { row -> FixedDecimal? in
      guard case .decimal(let text) = row.cells[3] else { return nil }
      return FixedDecimal(text)
    }
    #expect(shares.reduce(.zero, +) == FixedDecimal("100"))
  }
}
