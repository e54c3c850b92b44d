import Features
import Foundation
import GEOS
import Geometry
import LandAnalysis
import LandModel
import TestSupport
import Testing

/// Lots that lie together: which are offered as one, and what keeps a lot out.
@Suite struct ReuseGroupsTests {
  /// Lots of 100 m by 100 m in a row, each beside the next.
  private func stock(_ codes: [String?], seizure: [String?]? = nil) throws -> [ReuseCandidate] {
    let features = codes.indices.map { i in
      let (x, next) = (550_000 + 100 * i, 550_100 + 100 * i)
      let ring = "[[\(x),2690000],[\(next),2690000],[\(next),2690100],[\(x),2690100],[\(x),2690000]]"
      let code = codes[i].map { "\"\($0)\"" } ?? "null"
      let seized = (seizure?[i]).map { "\"\($0)\"" } ?? "null"
      return """
        {"type":"Feature","properties":{"DKBH":"L\(i)","YDDM":\(code),"HTBH":"h\(i)","CF":\(seized)},
        "geometry":{"type":"Polygon","coordinates":[\(ring)]}}
        """
    }
    let folder = try TestData.scratch()
    let crs = "{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4546\"}}"
    try "{\"type\":\"FeatureCollection\",\"crs\":\(crs),\"features\":[\(features.joined(separator: ","))]}"
      .write(to: folder.appendingPathComponent("lots.geojson"), atomically: true, encoding: .utf8)
    let project = """
      name: {zh: 试, en: Test}
      crs: EPSG:4546
      layers:
        - role: idle-land
          source: lots.geojson
          fields: {id: DKBH, code: YDDM, contract: HTBH, seizure: CF}
      """
    try project.write(to: folder.appendingPathComponent("landplan.yaml"), atomically: true, encoding: .utf8)
    let park = try SourceLoader().project(folder.path)
    return try ReuseStock(park, profile: try ReuseProfile.load()) { columns in
      (0..<columns.count).map { columns.planeArea(of: $0) }
    }.candidates()
  }

  private func offered(_ needs: String, _ candidates: [ReuseCandidate]) throws -> [ReuseMatch] {
    let yaml = "tenants:\n  - id: T\n    name: {zh: 试, en: Test}\n" + needs
    let tenant = try #require(try Tenant.parse(yaml, file: "t.yaml").first)
    return ReuseMatcher(tenant: tenant, profile: try ReuseProfile.load()).match(candidates)
  }

  private func fitting(_ matches: [ReuseMatch]) -> Set<String> {
    Set(matches.filter { $0.exclusions.isEmpty }.map(\.candidate.label))
  }

  @Test func asManyAsAreNeeded() throws {
    let row = try stock(["100101", "100101", "100101", "100101"])
    #expect(fitting(try offered("    land_area: 10000\n", row)) == ["L0", "L1", "L2", "L3"])
    #expect(fitting(try offered("    land_area: 20000\n", row)) == ["L0+L1", "L1+L2", "L2+L3"])
    #expect(fitting(try offered("    land_area: 25000\n", row)) == ["L0+L1+L2", "L1+L2+L3"])
    #expect(fitting(try offered("    land_area: 40000\n", row)) == ["L0+L1+L2+L3"])
    let none = try offered("    land_area: 50000\n", row).filter { $0.candidate.kind == .lots }
    #expect(none.map(\.candidate.label) == ["L0+L1+L2+L3"])
    #expect(none.first?.exclusions.first?.gap == 10_000)
  }

  @Test func aBadLotIsLeftOutAndTheRestOffered() throws {
    let row = try stock(
      ["100101", "100101", "100101", "100101"],
      seizure: ["未查封", "无查封", "已查封", "not seized"]
    )
    #expect(fitting(try offered("    land_area: 20000\n", row)) == ["L0+L1"])
    let seized = try offered("    land_area: 10000\n", row).first { $0.candidate.label == "L2" }
    #expect(seized?.exclusions.map(\.gate) == [.seizure])
  }

  /// Half industry and half storage is a site for neither; an unknown use stays unknown.
  @Test func oneUseOnly() throws {
    let mixed = try stock(["100101", "110101"])
    #expect(mixed.allSatisfy { $0.kind == .lot })
    let unknown = try offered("    land_area: 20000\n    code: \"100101\"\n", try stock(["100101", nil]))
    #expect(unknown.first?.candidate.label == "L0+L1" && unknown.first?.unknown == [.plan])
    // The grades of one use: the strictest counts.
    let grades = try stock(["100101", "100102"]).first { $0.kind == .lots }
    #expect(grades?.facts.code == "100101")
  }

  @Test func lowHallsAreNoFloorForWhoNeedsTheHeight() throws {
    var facts = ReuseCandidate.Facts()
    facts.floor = 10_500
    facts.clearHeight = 12
    facts.buildings = [.init(floor: 500, clearHeight: 12), .init(floor: 10_000, clearHeight: 4)]
    let plant = ReuseCandidate(
      kind: .plant,
      label: "P",
      members: ["A", "B"],
      owner: nil,
      shape: nil,
      facts: facts,
      standing: []
    )
    let found = try offered("    floor_area: 8000\n    clear_height: 9\n", [plant])
    #expect(found[0].exclusions.map(\.gate) == [.floor])
    #expect(found[0].exclusions[0].gap == 7_500)
    #expect(try offered("    floor_area: 8000\n    clear_height: 4\n", [plant])[0].exclusions.isEmpty)
  }
}
