import Geometry
import LandAnalysis
import LandModel
import Testing

/// The parts of a park's report that are read from its own tables.
@Suite struct ParkReportTests {
  private typealias P = ParkFixture

  private func report(_ layers: [P.LayerText]) throws -> ParkReport {
    let park = try P.park(layers, asOf: "2024-06-01")
    return try ParkReport(park, claims: .load(for: park.project), basis: .plane, measure: P.plane)
  }

  /// Words for one stage are one row, by the catalogue's name; unknown words keep theirs. Areas are declared in mu, which
  /// nobody states.
  @Test func stages() throws {
    let rows: [P.Row] = [
      (P.box(0, 0, 100, 100), #""JD":"其他","MJ":"15""#), (P.box(0, 0, 100, 100), #""JD":"农转用批复","MJ":"15.00""#),
      (P.box(100, 0, 100, 100), #""JD":"用地报批","MJ":"15.3亩""#), (P.box(0, 0, 100, 100), #""JD":"征收","MJ":null"#),
    ]
    let found = try report([P.LayerText("batches", ["fields: {stage: JD, declared_area: MJ}"], rows)]).stages
    #expect(found.map(\.stage.chinese) == ["征收", "用地报批", "其他"])
    #expect(found.map(\.count) == [1, 2, 1] && found.map(\.declaredCount) == [0, 2, 1])
    #expect(abs(found[1].declared.squareMetres - 20_200) < 1e-3 && abs(found[2].declared.squareMetres - 10_000) < 1e-3)
  }

  @Test func zonesDeclaredInHectares() throws {
    let rows: [P.Row] = [
      (P.box(0, 0, 500, 100), #""MC":"A","MJ":5.01"#), (P.box(500, 0, 300, 100), #""MC":"B","MJ":3"#),
    ]
    let found = try report([P.LayerText("zones", ["fields: {name: MC, declared_area: MJ}"], rows)]).zones
    #expect(found.map { ($0.declared?.squareMetres ?? 0).rounded() } == [50_100, 30_000])
  }

  /// Current land use by codes of the guide, though the layer's role is that of the survey.
  @Test func landUseByTheVersionOfTheCodes() throws {
    let rows: [P.Row] = [(P.box(0, 0, 60, 100), #""DLBM":"100102""#), (P.box(60, 0, 40, 100), #""DLBM":"0101""#)]
    let balance = try #require(try report([P.LayerText("landuse", rows)]).landUse)
    #expect(balance.unknownCodes.isEmpty && balance.classification.id == .guide2023)
    // Survey codes stay the survey's, though the guide knows some of them.
    let survey: [P.Row] = [(P.box(0, 0, 60, 100), #""DLBM":"05H1""#), (P.box(60, 0, 40, 100), #""DLBM":"0101""#)]
    #expect(try report([P.LayerText("landuse", survey)]).landUse?.classification.id == .survey)
  }
}
