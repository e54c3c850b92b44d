import Features
import Foundation
import GEOS
import Geometry
import LandAnalysis
import LandModel
import TestSupport
import Testing

/// Rules over constraints of thousands of vertices, which are clipped to windows, against GEOS on the whole polygons.
@Suite("Large constraints")
struct LargePolygonTests {
  private static func layer(_ rings: [[[(Double, Double)]]]) throws -> LoadedLayer {
    let features = rings.enumerated().map { number, polygon in
      let text = polygon.map { ring in "[" + ring.map { "[\($0.0),\($0.1)]" }.joined(separator: ",") + "]" }
      return
        #"{"type":"Feature","properties":{"DKBH":"\#(number)","YDDM":"100102"},"geometry":{"type":"Polygon","coordinates":[\#(text.joined(separator: ","))]}}"#
    }
    let text = #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("large-\(UUID().uuidString).geojson")
    try text.write(to: url, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: url) }
    var options = LoadOptions()
    options.crs = "EPSG:4546"
    return try SourceLoader(options: options).layer(url.path)
  }

  /// A closed rough outline round a place, counter-clockwise, coordinates to a millimetre.
  private static func outline(
    _ x: Double,
    _ y: Double,
    radius: Double,
    corners: Int,
    _ random: inout SeededRandom
  ) -> [(Double, Double)] {
    var ring = (0..<corners).map { k in
      let angle = Double(k) / Double(corners) * 2 * .pi
      let r = radius * (0.8 + 0.15 * sin(angle * 5) + Double.random(in: 0..<0.002, using: &random))
      return (((x + r * cos(angle)) * 1000).rounded() / 1000, ((y + r * sin(angle)) * 1000).rounded() / 1000)
    }
    ring.append(ring[0])
    return ring
  }

  @Test("each finding's area and shape are GEOS's own", arguments: ["R04", "R06"])
  func agrees(_ rule: String) throws {
    var random = SeededRandom.announced("rules over large constraints", fallback: 20_261_124)
    let (x0, y0) = (550_000.0, 2_690_000.0)
    let lots = (0..<900).map { k in
      let (x, y) = (x0 + Double(k % 30) * 50, y0 + Double(k / 30) * 50)
      return [[(x, y), (x + 50, y), (x + 50, y + 50), (x, y + 50), (x, y)]]
    }
    let constraints = [
      [
        Self.outline(x0 + 600, y0 + 700, radius: 600, corners: 3000, &random),
        Array(Self.outline(x0 + 600, y0 + 700, radius: 150, corners: 700, &random).reversed()),
      ],
      [Self.outline(x0 + 1000, y0 + 900, radius: 500, corners: 2000, &random)],
      [Self.outline(x0 + 300, y0 + 1200, radius: 60, corners: 40, &random)],
    ]
    let (plan, zones) = (try Self.layer(lots), try Self.layer(constraints))
    let day = try #require(CalendarDate("2024-06-01"))
    var builder = RuleInputsBuilder(asOf: day, measure: nil)
    let name = rule == "R04" ? "permanent-basic-farmland" : "urban-development-boundary"
    let inputs = RuleInputs(
      plans: [try builder.plan(plan, before: nil)],
      layers: [name: [try builder.ruleLayer(zones)]],
      thresholds: try #require(try ThresholdProfile.embedded().first),
      asOf: day,
      basis: .plane,
      measure: nil
    )
    let report = try RuleReport(RulePack.embedded(), on: inputs, only: [rule])
    let outcome = try #require(report.outcomes.first)
    let found = Dictionary(outcome.findings.enumerated().map { ($1.feature ?? -1, $0) }) { first, _ in first }
    let whole = try Shape.union(of: (0..<zones.count).map { try Shape(zones.layer.geometry, feature: $0) })
    var findings = 0
    for lot in 0..<plan.count {
      let shape = try Shape(plan.layer.geometry, feature: lot)
      let expected = try rule == "R04" ? shape.intersection(whole) : shape.difference(whole)
      // Below a square metre there may be slivers, which are counted and no findings.
      guard let place = found[lot] else {
        #expect(expected.area < 2, "lot \(lot)")
        continue
      }
      findings += 1
      #expect(abs((outcome.findings[place].area ?? 0) - expected.area) < 1, "lot \(lot)")
      let evidence = try Shape(report.evidence, feature: place)
      #expect(try evidence.isValid(), "lot \(lot)")
      #expect(try evidence.symmetricDifference(expected).area < 1, "lot \(lot)")
      let parts = try GeometryColumns(CollectionOfOne(expected.polygonalPart().polygons)).parts(of: 0)
      if parts.count == 1 {
        #expect(abs(evidence.area - expected.area) < 1e-5, "lot \(lot)")
      }
    }
    #expect(findings == outcome.findings.count && findings > 300)
    #expect(outcome.withoutShape == 0)
  }
}
