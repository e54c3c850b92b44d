import Features
import Geometry
import LandAnalysis
import LandModel
import Testing

/// What land takes of the quotas: by the forest map, by approvals in force, by the version of the survey's codes.
@Suite struct QuotaTests {
  private typealias P = ParkFixture
  private let lot = P.box(0, 0, 100, 100)
  private let half = P.box(0, 0, 50, 100)

  private func demand(
    landUse: [P.Row],
    batches: [P.Row] = [],
    forest: [P.Row] = [],
    asOf day: String = "2024-06-01"
  ) throws -> QuotaDemand {
    var layers = [P.LayerText("landuse", landUse)]
    if !batches.isEmpty { layers.append(P.LayerText("batches", [P.fields(of: batches)], batches)) }
    if !forest.isEmpty { layers.append(P.LayerText("terrain", ["fields: {kind: BHDJ}"], forest)) }
    let park = try P.park(layers, asOf: day)
    let zone = try P.park([P.LayerText("zones", [(lot, #""MC":"Z""#)])]).layers[0].layer.geometry
    let profile = try AssemblyProfile.load(AssemblyProfile.defaultID)
    var question = AssemblyQuestion(zone: zone, profile: profile, basis: .plane)
    question.asOf = park.project.asOf
    return try LandAssembly.make(question, in: park, measure: P.plane).demand
  }

  private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-3 }

  /// The forest map is the legal base (domain §3, §7), whatever the survey calls the land.
  @Test func forestOnTheMapCountsOnEveryLand() throws {
    let landUse: [P.Row] = [
      (P.box(0, 0, 40, 100), #""DLBM":"0301""#), (P.box(40, 0, 30, 100), #""DLBM":"05H1""#),
      (P.box(70, 0, 30, 100), #""DLBM":"ZZ""#),
    ]
    let found = try demand(landUse: landUse, forest: [(lot, #""BHDJ":"Ⅲ""#)])
    #expect(isNear(found.forest["Ⅲ"] ?? 0, 10_000))
    #expect(isNear(found.construction, 3000) && isNear(found.unclassified, 3000) && isNear(found.agricultural, 4000))
    // A consent in force takes it off there too.
    let consent: P.Row = (lot, #""JD":"使用林地审核同意书","PZRQ":"2023-01-01""#)
    #expect(isNear(try demand(landUse: landUse, batches: [consent], forest: [(lot, #""BHDJ":"Ⅲ""#)]).forestTotal, 0))
  }

  /// An approval that lapsed unused stands nowhere; one that works were begun under stands where they are.
  @Test func approvalsCountAsTheyHold() throws {
    let landUse: [P.Row] = [(lot, #""DLBM":"0101""#)]
    func approved(_ batches: [P.Row], _ day: String) throws -> Double {
      try demand(landUse: landUse, batches: batches, asOf: day).approved
    }
    // A word of the catalogue for 用地报批; two years by the rule.
    let approval: P.Row = (lot, #""JD":"农转用批复","PZRQ":"2019-05-20""#)
    #expect(isNear(try approved([approval], "2019-05-19"), 0))
    #expect(isNear(try approved([approval], "2021-05-20"), 10_000))
    #expect(isNear(try approved([approval], "2021-05-21"), 0))
    let works: P.Row = (half, #""JD":"场地平整","PZRQ":"2021-05-20""#)
    #expect(isNear(try approved([approval, works], "2021-05-21"), 5000))
    // Years that the document states go before the rule's, and so does its day.
    let years: P.Row = (lot, #""JD":"用地报批","PZRQ":"2019-05-20","YXQ":"3年""#)
    #expect(isNear(try approved([years], "2022-05-20"), 10_000))
    #expect(isNear(try approved([years], "2022-05-21"), 0))
    let extended: P.Row = (lot, #""JD":"用地报批","PZRQ":"2019-05-20","YXQZ":"2023-05-20""#)
    #expect(isNear(try approved([extended], "2023-05-20"), 10_000))
    #expect(isNear(try approved([extended], "2023-05-21"), 0))
  }

  /// Codes of the guide are told from those of the survey, where nobody states the version.
  @Test func theVersionIsToldByTheCodes() throws {
    let found = try demand(landUse: [
      (P.box(0, 0, 40, 100), #""DLBM":"100102""#), (P.box(40, 0, 30, 100), #""DLBM":"1402""#),
      (P.box(70, 0, 30, 100), #""DLBM":"0101""#),
    ])
    #expect(isNear(found.construction, 7000) && isNear(found.unclassified, 0) && isNear(found.paddy, 3000), "\(found)")
  }
}
