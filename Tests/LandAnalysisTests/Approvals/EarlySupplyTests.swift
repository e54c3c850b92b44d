import GEOS
import Geometry
import LandAnalysis
import LandModel
import Testing

/// Land supplied before it was approved, apart from land without approval.
@Suite struct EarlySupplyTests {
  private typealias F = ApprovalFixture

  private func status(_ batches: [F.Batch], _ day: String) throws -> ApprovalStatus {
    let account = try ApprovalAccount(
      try F.columns([F.box(0, 0, 100, 100)]),
      register: try F.register(batches),
      basis: .plane,
      measure: F.plane
    )
    return try account.status(on: try F.day(day))[0]
  }

  @Test func onlyWhatWasApprovedLater() throws {
    let batches = [
      F.Batch("supply", "2019-03-01", F.box(0, 0, 100, 50)),
      F.Batch("land-approval", "2019-06-01", F.box(0, 0, 40, 100)),
    ]
    // Until it is approved it is land without approval; from then on what the approval covers is early.
    #expect(try status(batches, "2019-05-31").suppliedEarly.squareMetres == 0)
    let after = try status(batches, "2019-06-01")
    #expect(abs(after.suppliedEarly.squareMetres - 2_000) < 1e-6)
    #expect(abs(after.area(.unapprovedUnused).squareMetres - 3_000) < 1e-6)
    #expect(abs(after.area(.suppliedUnused).squareMetres - 2_000) < 1e-6)
  }

  @Test(arguments: [("2019-06-01", 0.0), ("2019-06-02", 0), ("2019-05-31", 5_000)])
  func theSameDayIsInTime(_ supply: String, _ early: Double) throws {
    let box = F.box(0, 0, 100, 50)
    let batches = [F.Batch("supply", supply, box), F.Batch("land-approval", "2019-06-01", box)]
    #expect(abs(try status(batches, "2020-01-01").suppliedEarly.squareMetres - early) < 1e-6)
  }

  /// A later second approval, or a later second supply, changes nothing about the first of each.
  @Test func theFirstOfEachCounts() throws {
    let box = F.box(0, 0, 100, 50)
    let inTime = [
      F.Batch("land-approval", "2018-01-01", box), F.Batch("supply", "2019-01-01", box),
      F.Batch("land-approval", "2019-06-01", box),
    ]
    #expect(try status(inTime, "2020-01-01").suppliedEarly.squareMetres == 0)
    let early = [
      F.Batch("supply", "2018-01-01", box), F.Batch("land-approval", "2019-01-01", box),
      F.Batch("supply", "2019-06-01", box),
    ]
    #expect(abs(try status(early, "2020-01-01").suppliedEarly.squareMetres - 5_000) < 1e-6)
  }
}
