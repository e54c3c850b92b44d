import GEOS
import Geometry
import LandAnalysis
import LandModel
import Testing

/// Stages out of order: land of a later stage without the earlier one, and earlier documents that came later.
@Suite struct StageOrderTests {
  private typealias F = ApprovalFixture
  private let lot = F.box(0, 0, 100, 100)
  private let half = F.box(0, 0, 50, 100)

  private func account(_ batches: [F.Batch]) throws -> ApprovalAccount {
    let register = try F.register(batches)
    return try ApprovalAccount(register.geometry, register: register, basis: .plane, measure: F.plane)
  }

  private func pieces(_ batches: [F.Batch], _ day: String = "2020-12-31") throws -> UncoveredPieces {
    try UncoveredPieces(
      account(batches),
      on: F.day(day),
      forest: nil,
      tolerance: CoverageTolerance(squareMetres: 1, share: 0.001, sliver: 1),
      measure: F.plane
    )
  }

  @Test(arguments: [
    (UncoveredPieces.Kind.startWithoutSupply, "construction-start", "supply"),
    (.startWithoutApproval, "construction-start", "land-approval"),
    (.developmentWithoutApproval, "site-development", "land-approval"),
    (.completionWithoutStart, "completion", "construction-start"),
    (.approvalWithoutExpropriation, "land-approval", "expropriation"),
    (.supplyWithoutApproval, "supply", "land-approval"),
  ])
  func landOfALaterStageAlone(_ kind: UncoveredPieces.Kind, _ later: String, _ earlier: String) throws {
    func area(_ batches: [F.Batch]) throws -> Double {
      try pieces(batches).total(kind, slivers: false, basis: .plane).area.squareMetres
    }
    let after = F.Batch(later, "2020-02-01", lot)
    #expect(abs(try area([F.Batch(earlier, "2020-01-01", half), after]) - 5000) < 1e-6)
    #expect(try area([F.Batch(earlier, "2020-01-01", lot), after]) == 0)
    // What is dated after the day does not count yet.
    let late = F.Batch(earlier, "2021-01-01", lot)
    let none = try pieces([late, after])
    let isSought = kind == .supplyWithoutApproval
    #expect(none.notSought.contains(kind) == !isSought)
    #expect(abs(try none.total(kind, slivers: false, basis: .plane).area.squareMetres - (isSought ? 10_000 : 0)) < 1e-6)
  }

  @Test(arguments: [
    ("site-development", "land-approval"), ("construction-start", "land-approval"), ("construction-start", "supply"),
    ("completion", "construction-start"),
  ])
  func documentsInTheWrongOrder(_ later: String, _ earlier: String) throws {
    func early(_ date: String) throws -> [EarlyStage] {
      try result([F.Batch(earlier, "2020-06-01", lot), F.Batch(later, date, half)]).earlyStages
    }
    #expect(try early("2020-06-01").isEmpty)
    #expect(try early("2020-06-02").isEmpty)
    let found = try early("2020-05-31")
    #expect(found.count == 1)
    #expect(abs((found.first?.area.squareMetres ?? 0) - 5000) < 1e-6)
    #expect(found.first?.document == 1 && found.first?.after == 0)
  }

  @Test(arguments: [("2015-12-31", 0.0), ("2016-01-01", 5000), ("2020-12-31", 5000), ("2021-01-01", 0)])
  func supplyOfTheLastFiveYears(_ date: String, _ area: Double) throws {
    let result = try result([F.Batch("supply", date, half)], subjects: [lot], day: "2020-12-31")
    let status = try #require(result.statuses.last?.first)
    #expect(abs(status.suppliedRecently.squareMetres - area) < 1e-6)
  }

  @Test func yearsOfSupplyAndWhyThereAreNone() throws {
    let supplied = try result([F.Batch("supply", "2018-06-01", half)], subjects: [lot], day: "2020-12-31")
    let status = try #require(supplied.statuses.last?.first)
    func area(_ value: Double) throws -> Area { try Area(squareMetres: value, basis: .plane) }
    func inputs(_ planned: Double?, _ isPlanned: Bool = true, _ used: (Double, Double)? = nil) throws -> RateInputs {
      RateInputs(
        planned: try planned.map { try area($0) },
        isPlanned: isPlanned,
        construction: try used.map { try area($0.0) },
        industry: try used.map { try area($0.1) }
      )
    }
    // (8000 − 5000) / (5000 / 5) = 3 years.
    #expect(try status.yearsOfSupply(inputs(8000)) == .figure(3))
    #expect(try status.yearsOfSupply(inputs(nil)) == .missing(.noPlan))
    #expect(try status.yearsOfSupply(inputs(0, false)) == .missing(.notPlanned))
    let old = try result([F.Batch("supply", "2010-06-01", half)], subjects: [lot], day: "2020-12-31")
    #expect(try #require(old.statuses.last?.first).yearsOfSupply(inputs(8000)) == .missing(.noSupplyYet))
    #expect(try status.industrialShare(inputs(nil, true, (4000, 1000))) == .figure(25))
    #expect(try status.industrialShare(inputs(nil)) == .missing(.noLandUse))
    #expect(try status.industrialShare(inputs(nil, true, (0, 0))) == .missing(.noConstruction))
  }

  private func result(
    _ batches: [F.Batch],
    subjects: [Box] = [],
    day: String = "2020-12-31"
  ) throws -> ApprovalsResult {
    let features = batches.map { batch in
      let b = batch.box
      let ring = [(b.minX, b.minY), (b.maxX, b.minY), (b.maxX, b.maxY), (b.minX, b.maxY), (b.minX, b.minY)]
        .map { "[\($0.0 + 550_000),\($0.1 + 2_690_000)]" }.joined(separator: ",")
      return
        #"{"type":"Feature","properties":{"JD":"\#(batch.stage)","PZRQ":"\#(batch.date)"},"geometry":{"type":"Polygon","coordinates":[[\#(ring)]]}}"#
    }
    let catalogue = try StageCatalogue.embedded()
    let layer = try RuleFixture.written(
      #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    )
    let moved = subjects.map { F.box($0.minX + 550_000, $0.minY + 2_690_000, $0.width, $0.height) }
    return try ApprovalsResult(
      ApprovalsResult.Input(
        records: ApprovalRecords(layer, catalogue: catalogue, measured: nil),
        subjects: ApprovalsResult.Subjects(
          geometry: try F.columns(moved),
          labels: subjects.indices.map { "S\($0)" }
        )
      ),
      dates: [F.day(day)],
      catalogue: catalogue,
      rules: .embedded(),
      thresholds: F.thresholds(),
      basis: .plane,
      measure: { columns, _ in F.plane(columns) }
    )
  }
}
