import Features
import Geometry
import LandAnalysis
import LandModel
import Testing

/// A register without polygons, day by day.
@Suite struct RegisterTallyTests {
  private func records(_ rows: [(stage: String, date: String, last: String?, years: String?)]) throws -> ApprovalRecords
  {
    func column(
      _ name: String,
      _ value: ((stage: String, date: String, last: String?, years: String?)) -> String?
    ) -> Column {
      var column = Column(Field(name, .text))
      for row in rows { column.append(value(row).map { .text($0) } ?? .null) }
      return column
    }
    var geometry = GeometryColumns.Builder()
    for _ in rows { geometry.addNull() }
    let columns = [
      column("JD", { $0.stage }), column("PZRQ", { $0.date }), column("YXQZ", { $0.last }), column("YXQ", { $0.years }),
    ]
    let table = AttributeTable(columns: columns, rowCount: rows.count)
    let layer = try SourceLoader().loaded(Layer(name: "r", geometry: geometry.finish(), table: table))
    var fields = ApprovalFields()
    fields.names = [.stage: "JD", .approvedOn: "PZRQ", .expiresOn: "YXQZ", .termYears: "YXQ"]
    return try ApprovalRecords(layer, fields: fields, catalogue: .embedded(), measured: nil)
  }

  @Test(arguments: [
    ("2018-12-31", 0, 4, 0), ("2019-01-01", 4, 0, 0), ("2021-01-01", 4, 0, 0), ("2021-01-02", 3, 0, 1),
    ("2022-01-01", 3, 0, 1), ("2022-01-02", 2, 0, 2),
  ])
  func entriesEndWithTheirTerm(_ day: String, _ standing: Int, _ later: Int, _ ended: Int) throws {
    let records = try records([
      ("供地", "2019-01-01", nil, "2年"), ("供地", "2019-01-01", "2022-01-01", "2"), ("供地", "2019-01-01", nil, nil),
      ("供地", "2019-01-01", nil, "很久"),
    ])
    let date = try #require(CalendarDate(day))
    let tally = try RegisterTally([.init(records)], dates: [date], catalogue: .embedded(), basis: .plane)
    #expect(tally.lines.reduce(0) { $0 + $1.count } == standing)
    #expect((tally.notStanding.first?.later ?? 0, tally.notStanding.first?.ended ?? 0) == (later, ended))
  }
}
