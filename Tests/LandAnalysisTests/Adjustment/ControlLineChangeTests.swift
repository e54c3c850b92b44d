import Features
import Geometry
import LandAnalysis
import LandModel
import Testing

/// Control lines that a plan had and has no more.
@Suite struct ControlLineChangeTests {
  private typealias P = ParkFixture
  private let plan = P.box(0, 0, 1000, 1000)

  private func change(_ layers: [P.LayerText]) throws -> (LoadedProject, ControlLineChange?) {
    let park = try P.park(layers)
    let lines = try ControlLineChange(
      before: park.formerLines,
      after: park.layers(.controlLine),
      within: plan,
      sliver: 1
    )
    return (park, lines)
  }

  private func lines(_ kind: String, _ version: String? = nil, _ rows: [(Box, String)]) -> P.LayerText {
    let rows = rows.map { ($0.0, #""BH":"\#($0.1)""#) }
    return P.LayerText("control-line", ["kind: \(kind)"] + (version.map { ["version: \($0)"] } ?? []), rows)
  }

  @Test func whatIsNoMore() throws {
    let before = [
      (P.box(0, 0, 10, 10), "kept"), (P.box(20, 0, 10, 10), "shrunk"), (P.box(40, 0, 10, 10), "moved"),
      (P.box(60, 0, 10, 10), "gone"), (P.box(80, 0, 10, 10), "corner"), (P.box(5000, 0, 10, 10), "elsewhere"),
    ]
    let after = [
      (P.box(0, 0, 10, 10), "renamed"), (P.box(20, 0, 5, 5), "S"), (P.box(400, 0, 10, 10), "moved"),
      (P.box(89.5, 9.5, 10, 10), "C"),
    ]
    let (park, found) = try change([
      lines("green", "before", before), lines("yellow", "before", [(P.box(100, 0, 10, 10), "Y")]),
      lines("green", nil, after),
      lines("blue", nil, [(P.box(60, 0, 10, 10), "B")]), lines("river", "before", [(P.box(0, 0, 10, 10), "R")]),
    ])
    #expect(found?.count == 6)
    #expect(found?.cancelled.map(\.label) == ["gone", "corner", "Y"])
    #expect(found?.cancelled.map(\.kind) == [.green, .green, .yellow])
    // Lines of the version before hold no more: nothing but this comparison sees them.
    #expect(park.layers(.controlLine).count == 2 && park.formerLines.count == 3)
  }

  @Test func withoutTheVersionBeforeNothingIsSaid() throws {
    #expect(try change([lines("green", nil, [(plan, "G")])]).1 == nil)
    #expect(try change([lines("green", "after", [(plan, "G")])]).1 == nil)
    #expect(try change([lines("river", "before", [(plan, "G")])]).1 == nil)
  }

  /// By the rules of Datong a cancelled line is a revision; without such layers the condition stays open.
  @Test func theClassOfDatong() throws {
    let (park, found) = try change([
      P.LayerText("plan", ["plan: w", "version: before"], [(plan, #""DKBH":"A","YDDM":"100102""#)]),
      P.LayerText("plan", ["plan: w", "version: after"], [(plan, #""DKBH":"A","YDDM":"100102""#)]),
      lines("green", "before", [(P.box(10, 10, 10, 10), "G")]),
    ])
    func state(_ version: PlanVersion) throws -> PlanState {
      let layer = try #require(park.plan("w", version))
      return try PlanState(layer, areas: P.plane(layer.layer.geometry), basis: .plane)
    }
    func verdict(_ lines: ControlLineChange?) throws -> ChangeVerdict {
      try AdjustmentResult(
        before: state(.before),
        after: state(.after),
        controlLines: lines,
        classification: LandUseCatalogue.embedded()[.guide2023],
        level: 3,
        profile: .named("datong")
      ).verdict
    }
    let cancelled = try verdict(found)
    #expect(cancelled.changeClass?.id == "revision")
    #expect(cancelled.reasons.first { $0.condition.metric == "lines.cancelled" }?.value == 1)
    let open = try verdict(nil)
    #expect(open.changeClass == nil)
    #expect(open.reasons.contains { $0.condition.metric == "lines.cancelled" && $0.value == nil })
  }
}
