import Features
import Foundation
import GeoJSON
import Geometry
import LandAnalysis
import TestSupport
import Testing

/// Counts on real layers that another tool (Shapely 2.2 on GEOS 3.14) was asked for too.
@Suite struct QualityRealDataTests {
  private static let taiwan = "taiwan_zoning/taiwan_zoning_dev_JKMV.zip"

  @Test(.enabled(if: TestData.exists(taiwan), "the Taiwan zoning of four counties is not there"))
  func taiwanZoningOfFourCounties() throws {
    guard let folder = try TestData.unzipped(Self.taiwan) else { return }
    var features = 0
    var counts: [QualityFinding.Kind: Int] = [:]
    var small = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where file.hasSuffix(".json")
    {
      let layer = try GeoJSON.read(folder.appendingPathComponent(file).path)
      let result = QualityCheck(layer.geometry).run()
      features += layer.count
      for finding in result.findings {
        counts[finding.kind, default: 0] += 1
        if finding.kind == .sliver, finding.area ?? 0 < 1 { small += 1 }
      }
      #expect(result.gapsWereSought && result.overlapsAreComplete)
      // Every square metre of every feature is in one place or counted as being in several.
      #expect(result.countedTwice >= 0)
    }
    #expect(features == 15_430)
    #expect(counts[.invalid] == 24)
    #expect(small == 15)
    #expect(counts[.duplicateGeometry] == 9)
  }

  @Test func demonstrationParkHasItsPlantedDefectsAndNoOthers() throws {
    func check(_ name: String, _ expectation: QualityCheck.Expectation = .coverage) throws -> (Layer, QualityResult) {
      let path = TestData.packageRoot.appendingPathComponent("GeoData/park/\(name).geojson").path
      let layer = try GeoJSON.read(path)
      return (layer, QualityCheck(layer.geometry, expectation: expectation).run())
    }
    let (link, linkResult) = try check("plan_link_after")
    #expect(linkResult.findings.map(\.kind) == [.overlap, .gap, .sliver])
    let ids = try #require(link.table["DKBH"])
    let overlap = try #require(linkResult.findings.first { $0.kind == .overlap })
    #expect(overlap.features.count == 2)
    #expect(overlap.features.allSatisfy { ids.text($0) != nil })
    #expect(try check("plan_link_before").1.findings.isEmpty)
    #expect(try check("plan_west_before").1.findings.isEmpty)
    #expect(try check("plan_west_after").1.findings.isEmpty)
    #expect(try check("landuse").1.findings.map(\.kind) == [.gap])
    let parcels = try check("parcels", .disjoint).1
    #expect(parcels.count(of: .invalid) == 1)
    #expect(parcels.count(of: .duplicateGeometry) == 1)
    #expect(parcels.count(of: .overlap) == 0)
  }
}
