import GEOS
import Geometry
import LandAnalysis
import LandModel
import TestSupport
import Testing

/// Random batches against GEOS, and the sums that must close whatever the batches are.
@Suite struct ApprovalAccountTests {
  private typealias F = ApprovalFixture
  private static let stages = [
    "expropriation", "forest-consent", "land-approval", "site-development", "supply", "construction-start",
    "completion",
  ]

  private func batches(_ count: Int, _ random: inout SeededRandom) -> [F.Batch] {
    (0..<count).map { _ in
      let stage = Self.stages[Int.random(in: 0..<Self.stages.count, using: &random)]
      let year = Int.random(in: 2015...2021, using: &random)
      let box = F.box(
        random.double(in: 0...800).rounded(),
        random.double(in: 0...800).rounded(),
        random.double(in: 20...300).rounded(),
        random.double(in: 20...300).rounded()
      )
      return F.Batch(stage, "\(year)-0\(Int.random(in: 1...9, using: &random))-15", box)
    }
  }

  @Test func reachedLandIsTheUnionOfWhatHolds() throws {
    var random = SeededRandom.announced("approval unions", fallback: 0xA991)
    for _ in 0..<12 {
      let batches = batches(40, &random)
      let register = try F.register(batches)
      let subject = F.box(100, 100, 700, 650)
      let account = try ApprovalAccount(try F.columns([subject]), register: register, basis: .plane, measure: F.plane)
      let day = try F.day("2019-12-31")
      let status = try account.status(on: day)[0]
      for (position, stage) in Self.stages.enumerated() {
        let shapes = try Self.valid(batches, stage, day)
        let expected = try Shape.union(of: shapes).intersection(Shape.rectangle(subject)).area
        #expect(abs(status.reached(position).squareMetres - expected) < 1e-5, "\(stage)")
      }
    }
  }

  /// The land over which documents of a stage hold, by shapes alone: a second way to the same answer.
  private static func valid(_ batches: [F.Batch], _ stage: String, _ day: CalendarDate) throws -> [Shape] {
    let keepers: [String: [String]] = [
      "forest-consent": ["land-approval"],
      "land-approval": ["site-development", "supply", "construction-start", "completion"],
    ]
    return try batches.filter { $0.stage == stage }.compactMap { batch in
      let date = try F.day(batch.date)
      let shape = try Shape.rectangle(batch.box)
      guard date <= day else { return nil }
      // The rule on forest consent is in force from this day; what is older has no term.
      if stage == "forest-consent", try date < F.day("2015-05-01") { return shape }
      guard let by = keepers[stage], let last = date.adding(years: 2), last < day else { return shape }
      var kept: [Shape] = []
      for keeper in by {
        let inTime = try batches.filter { try $0.stage == keeper && F.day($0.date) <= last }
        kept += try valid(inTime.isEmpty ? [] : inTime + batches.filter { $0.stage != keeper }, keeper, day)
      }
      if stage == "land-approval" {
        kept += try batches.filter { other in
          try other.stage == "expropriation" && F.day(other.date) >= date && F.day(other.date) <= last
        }.map { try Shape.rectangle($0.box) }
      }
      return try shape.intersection(Shape.union(of: kept))
    }
  }

  @Test func everyPartitionSumsToTheSubject() throws {
    var random = SeededRandom.announced("approval sums", fallback: 0xA992)
    for _ in 0..<12 {
      let register = try F.register(batches(40, &random))
      let subjects = try F.columns([F.box(0, 0, 1100, 1100), F.box(200, 200, 90, 70), F.box(5000, 0, 10, 10)])
      let forest = try F.columns([F.box(0, 0, 1100, 500)])
      let account = try ApprovalAccount(
        subjects,
        register: register,
        forest: forest,
        basis: .plane,
        measure: F.plane
      )
      for status in try account.status(on: F.day("2020-12-31")) {
        let area = status.area
        #expect(abs(area.squareMetres - subjects.planeArea(of: status.subject)) < 1e-5)
        #expect(try Area.sum(LandStanding.allCases.map { status.area($0) }, basis: .plane) == area)
        #expect(try Area.sum(status.furthest, basis: .plane) == area)
        let onMap = status.area { $0.contains(.forest) }
        #expect(try Area.sum(ForestStanding.allCases.map { status.area($0) }, basis: .plane) == onMap)
        let supplied = try #require(register.stages.firstIndex { $0.id == "supply" })
        #expect(try Area.sum(LandStanding.supplied.map { status.area($0) }, basis: .plane) == status.reached(supplied))
        let approved = try #require(register.stages.firstIndex { $0.id == "land-approval" })
        #expect(try Area.sum(LandStanding.approved.map { status.area($0) }, basis: .plane) == status.reached(approved))
      }
    }
  }

  /// The shapes of what is uncovered hold what the account says, each square metre once.
  @Test func piecesHoldWhatTheAccountSays() throws {
    var random = SeededRandom.announced("approval pieces", fallback: 0xA993)
    let tolerance = CoverageTolerance(squareMetres: 1, share: 0.001, sliver: 1)
    for _ in 0..<12 {
      let register = try F.register(batches(40, &random))
      let forest = try F.columns([F.box(0, 0, 1100, 500), F.box(300, 500, 200, 200)])
      let day = try F.day("2020-12-31")
      let all = try ApprovalAccount(
        try F.columns([F.box(-10, -10, 1200, 1200)]),
        register: register,
        forest: forest,
        basis: .plane,
        measure: F.plane
      ).status(on: day)[0]
      let own = try ApprovalAccount(
        register.geometry,
        register: register,
        forest: forest,
        basis: .plane,
        measure: F.plane
      )
      let found = try UncoveredPieces(own, on: day, forest: forest, tolerance: tolerance, measure: F.plane)
      func total(_ kind: UncoveredPieces.Kind) -> Double {
        found.pieces.filter { $0.kind == kind }.reduce(0) { $0 + $1.area.squareMetres }
      }
      let unapproved = LandStanding.suppliedUnapproved.reduce(0) { $0 + all.area($1).squareMetres }
      #expect(abs(total(.supplyWithoutApproval) - unapproved) < 1e-3)
      let missing = all.area(.lapsedConsent).squareMetres + all.area(.noConsent).squareMetres
      #expect(abs(total(.forestWithoutConsent) - missing) < 1e-3)
      #expect(found.geometry.count == found.pieces.count)
    }
  }

  @Test func approvalThatStopsShortLeavesAPieceAndOneWithinToleranceASliver() throws {
    let batches = [
      F.Batch("land-approval", "2020-01-01", F.box(0, 0, 91, 100)),
      F.Batch("supply", "2020-06-01", F.box(0, 0, 100, 100)),
      F.Batch("land-approval", "2020-01-01", F.box(200, 0, 99.95, 100)),
      F.Batch("supply", "2020-06-01", F.box(200, 0, 100, 100)), F.Batch("supply", "2020-06-01", F.box(400, 0, 10, 10)),
    ]
    let register = try F.register(batches)
    let account = try ApprovalAccount(register.geometry, register: register, basis: .plane, measure: F.plane)
    let found = try UncoveredPieces(
      account,
      on: F.day("2020-12-31"),
      forest: nil,
      tolerance: CoverageTolerance(squareMetres: 1, share: 0.001, sliver: 1),
      measure: F.plane
    )
    #expect(found.pieces.map(\.document) == [1, 3, 4])
    #expect(found.pieces.map(\.reason) == [.short, .short, .none])
    #expect(found.pieces.map(\.isSliver) == [false, true, false])
    #expect(found.pieces.map(\.other) == [0, 2, nil])
    #expect(abs(found.pieces[0].area.squareMetres - 900) < 1e-6)
    #expect(abs(found.pieces[1].area.squareMetres - 5) < 1e-6)
    let slivers = try found.total(.supplyWithoutApproval, slivers: true, basis: .plane)
    #expect(slivers.count == 1 && abs(slivers.area.squareMetres - 5) < 1e-6)
  }
}
