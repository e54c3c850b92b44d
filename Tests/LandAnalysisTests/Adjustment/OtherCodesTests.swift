import Features
import Geometry
import LandAnalysis
import LandModel
import Testing

/// Plans in the codes of GB 50137-2011: what asks for kinds of use goes through the crosswalk.
@Suite struct OtherCodesTests {
  private typealias P = ParkFixture

  private func compare(_ before: [P.Row], _ after: [P.Row], _ id: LandUseClassification.ID?) throws -> AdjustmentResult
  {
    let fields = "fields: {far: RJL}"
    let park = try P.park([
      P.LayerText("plan", [fields, "plan: w", "version: before"], before),
      P.LayerText("plan", [fields, "plan: w", "version: after"], after),
    ])
    func state(_ version: PlanVersion) throws -> PlanState {
      let layer = try #require(park.plan("w", version))
      return try PlanState(layer, areas: P.plane(layer.layer.geometry), basis: .plane)
    }
    return try AdjustmentResult(
      before: state(.before),
      after: state(.after),
      classification: id.flatMap { try LandUseCatalogue.embedded()[$0] },
      level: 3,
      profile: .named("datong")
    )
  }

  private func figure(_ result: AdjustmentResult, _ metric: String) -> Double? {
    result.verdict.reasons.first { $0.condition.metric == metric }?.value
  }

  @Test func publicFacilitiesAndRoads() throws {
    let (school, street) = (P.box(0, 0, 100, 100), P.box(100, 0, 50, 100))
    func rows(_ use: String, _ road: String) -> [P.Row] {
      [(school, #""DKBH":"A","YDDM":"\#(use)","RJL":"1.0""#), (street, #""DKBH":"B","YDDM":"\#(road)","RJL":"—""#)]
    }
    for (id, uses) in [
      (LandUseClassification.ID.gb50137, ["A1", "S1", "M1"]), (.guide2023, ["0801", "1207", "100101"]),
    ] {
      let lost = try compare(rows(uses[0], uses[1]), rows(uses[2], uses[1]), id)
      #expect(figure(lost, "public.removed") == 1, "\(id)")
      #expect(abs(lost.figures.before.roadArea - 5000) < 1e-6, "\(id)")
      let first = id == .gb50137 ? ["A", "M"] : ["08", "10"]
      for (figures, use) in [(lost.figures.before, first[0]), (lost.figures.after, first[1])] {
        #expect(figures.capacityByUse.keys.sorted() == [use], "\(id)")
        #expect(abs((figures.capacityByUse[use]?.upper ?? 0) - 10_000) < 1e-6, "\(id)")
      }
      let kept = try compare(rows(uses[0], uses[1]), rows(uses[0], uses[1]), id)
      #expect(figure(kept, "public.removed") == 0, "\(id)")
    }
    // Words of no classification are no proof that nothing was lost.
    #expect(figure(try compare(rows("学校", "路"), rows("工厂", "路"), nil), "public.removed") == nil)
  }
}
