import Geometry
import LandAnalysis
import LandModel
import Testing

/// What each term rule does to land, on its last day and on the day after.
@Suite struct TermEffectTests {
  private typealias F = ApprovalFixture
  private let lot = F.box(0, 0, 100, 100)
  private let half = F.box(0, 0, 50, 100)

  /// m² that a stage covers on a day, within the lot.
  private func reached(
    _ stage: String,
    _ batches: [F.Batch],
    _ day: String,
    profile: String = TermRules.national
  )
    throws -> Double
  {
    let register = try F.register(batches, profile: profile)
    let account = try ApprovalAccount(try F.columns([lot]), register: register, basis: .plane, measure: F.plane)
    let position = try #require(register.stages.firstIndex { $0.id == stage })
    return try account.status(on: F.day(day))[0].reached(position).squareMetres
  }

  @Test func forestConsentLapsesAfterTwoYears() throws {
    let batches = [F.Batch("forest-consent", "2018-10-12", lot)]
    #expect(try reached("forest-consent", batches, "2018-10-11") == 0)
    #expect(try reached("forest-consent", batches, "2018-10-12") == 10_000)
    #expect(try reached("forest-consent", batches, "2020-10-12") == 10_000)
    #expect(try reached("forest-consent", batches, "2020-10-13") == 0)
  }

  @Test func landApprovalInTimeKeepsForestConsentWhereItLies() throws {
    let consent = F.Batch("forest-consent", "2018-10-12", lot)
    let works = F.Batch("site-development", "2021-01-01", half)
    let inTime = [consent, F.Batch("land-approval", "2020-10-12", half), works]
    let late = [consent, F.Batch("land-approval", "2020-10-13", half), works]
    #expect(try reached("forest-consent", inTime, "2020-10-13") == 5000)
    #expect(try reached("forest-consent", late, "2020-10-13") == 0)
    // An approval that is void itself keeps nothing: this one was never carried out.
    let idle = [consent, F.Batch("land-approval", "2020-10-12", half)]
    #expect(try reached("forest-consent", idle, "2022-10-12") == 5000)
    #expect(try reached("forest-consent", idle, "2022-10-13") == 0)
  }

  @Test func anExtensionMovesTheLastDay() throws {
    let batches = [F.Batch("forest-consent", "2018-10-12", lot, expires: "2021-10-12")]
    #expect(try reached("forest-consent", batches, "2021-10-12") == 10_000)
    #expect(try reached("forest-consent", batches, "2021-10-13") == 0)
  }

  @Test func whereLocalPracticeStatesNoTermConsentRunsOn() throws {
    let batches = [F.Batch("forest-consent", "2018-10-12", lot)]
    #expect(try reached("forest-consent", batches, "2030-01-01", profile: "yunnan") == 10_000)
  }

  @Test(arguments: ["site-development", "supply", "construction-start", "completion"])
  func useKeepsLandApproval(_ stage: String) throws {
    let approval = F.Batch("land-approval", "2019-05-20", lot)
    #expect(try reached("land-approval", [approval], "2021-05-20") == 10_000)
    #expect(try reached("land-approval", [approval], "2021-05-21") == 0)
    #expect(try reached("land-approval", [approval, F.Batch(stage, "2021-05-20", half)], "2021-05-21") == 5000)
    #expect(try reached("land-approval", [approval, F.Batch(stage, "2021-05-21", half)], "2021-05-21") == 0)
  }

  @Test func expropriationKeepsLandApprovalOnlyWhenItFollows() throws {
    let approval = F.Batch("land-approval", "2019-05-20", lot)
    func reached(_ date: String) throws -> Double {
      try self.reached("land-approval", [F.Batch("expropriation", date, lot), approval], "2021-05-21")
    }
    #expect(try reached("2019-05-19") == 0)
    #expect(try reached("2019-05-20") == 10_000)
    #expect(try reached("2021-05-20") == 10_000)
    #expect(try reached("2021-05-21") == 0)
  }

  @Test func approvedLandNotSuppliedInTwoYearsIsOverdue() throws {
    let batches = [
      F.Batch("land-approval", "2019-05-20", lot), F.Batch("site-development", "2020-01-01", lot),
      F.Batch("supply", "2021-01-01", half),
    ]
    let account = try ApprovalAccount(
      try F.columns([lot]),
      register: F.register(batches),
      basis: .plane,
      measure: F.plane
    )
    #expect(try account.status(on: F.day("2021-05-20"))[0].overdueForSupply.isZero)
    #expect(try account.status(on: F.day("2021-05-21"))[0].overdueForSupply.squareMetres == 5000)
  }

  @Test(arguments: [
    ("pre-examination", "2020-03-01", "2023-03-01", "2023-03-02", DocumentState.Kind.lapsed),
    ("temporary-use", "2020-03-01", "2022-03-01", "2022-03-02", DocumentState.Kind.ended),
  ])
  func sideDocumentsEnd(
    _ stage: String,
    _ date: String,
    _ last: String,
    _ next: String,
    _ kind: DocumentState.Kind
  )
    throws
  {
    let batches = [F.Batch(stage, date, lot), F.Batch("construction-start", "2020-06-01", lot)]
    let account = try self.account(batches)
    let tolerance = CoverageTolerance(squareMetres: 1, share: 0.001, sliver: 1)
    #expect(try account.documentStates(on: F.day(last), tolerance: tolerance)[0].kind == .running)
    #expect(try account.documentStates(on: F.day(next), tolerance: tolerance)[0].kind == kind)
    // A land approval within the time uses a pre-examination; nothing prolongs a temporary use.
    let approved = try self.account(batches + [F.Batch("land-approval", last, lot)])
    let state = try approved.documentStates(on: F.day(next), tolerance: tolerance)[0].kind
    #expect(state == (stage == "temporary-use" ? .ended : .used))
  }

  private func account(_ batches: [F.Batch]) throws -> ApprovalAccount {
    let register = try F.register(batches)
    return try ApprovalAccount(register.geometry, register: register, basis: .plane, measure: F.plane)
  }
}
