import Features
import Foundation
import Geometry
import LandAnalysis
import LandModel
import PROJ
import Testing

/// Rules on rectangles whose figures are known.
enum RuleFixture {
  /// A rectangle with attributes; one without height is a line.
  typealias Row = (box: Box, properties: String)

  /// A layer of rectangles, in EPSG:4546, through the ordinary loader.
  static func layer(_ rows: [Row]) throws -> LoadedLayer {
    let features = rows.map { row in
      let b = row.box
      let isLine = b.minY == b.maxY
      let corners =
        isLine
        ? [(b.minX, b.minY), (b.maxX, b.minY)]
        : [(b.minX, b.minY), (b.maxX, b.minY), (b.maxX, b.maxY), (b.minX, b.maxY), (b.minX, b.minY)]
      let points = corners.map { "[\($0.0 + 550_000), \($0.1 + 2_690_000)]" }.joined(separator: ",")
      let geometry =
        isLine
        ? #"{"type":"LineString","coordinates":[\#(points)]}"# : #"{"type":"Polygon","coordinates":[[\#(points)]]}"#
      return #"{"type":"Feature","properties":{\#(row.properties)},"geometry":\#(geometry)}"#
    }
    return try written(#"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#)
  }

  /// A layer of a GeoJSON text, its coordinates in EPSG:4546.
  static func written(_ text: String) throws -> LoadedLayer {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("rules-\(UUID().uuidString).geojson")
    try text.write(to: url, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: url) }
    var options = LoadOptions()
    options.crs = "EPSG:4546"
    return try SourceLoader(options: options).layer(url.path)
  }

  /// What becomes of a rule on a plan with layers beside it.
  static func report(
    _ rule: String,
    plan: [Row],
    before: [Row]? = nil,
    layers: [String: [Row]] = [:],
    versions: [String: [[Row]]] = [:],
    asOf day: String = "2024-06-01",
    pack: RulePack? = nil,
    profile: String? = nil,
    thresholds: ThresholdProfile? = nil
  ) throws -> RuleOutcome {
    let day = try #require(CalendarDate(day))
    var builder = RuleInputsBuilder(asOf: day, measure: nil)
    let usual = try #require(try ThresholdProfile.embedded().first)
    var named = try layers.mapValues { [try builder.ruleLayer(try layer($0))] }
    for (name, all) in versions { named[name] = try all.map { try builder.ruleLayer(try layer($0)) } }
    let inputs = RuleInputs(
      plans: [try builder.plan(layer(plan), before: try before.map { try layer($0) })],
      layers: named,
      thresholds: thresholds ?? usual,
      asOf: day,
      basis: .plane,
      measure: nil
    )
    let pack = try pack ?? RulePack.embedded()
    let local = profile.flatMap { pack.profile($0) }
    return try #require(try RuleReport(pack, on: inputs, profile: local, only: [rule]).outcomes.first)
  }

  static func square(_ x: Double, _ y: Double, _ w: Double, _ h: Double) -> Box {
    Box(minX: x, minY: y, maxX: x + w, maxY: y + h)
  }

  /// Attributes of a parcel of industry, or of another code.
  static func lot(_ more: String = "", code: String = "100102", id: String = "A") -> String {
    #""DKBH":"\#(id)","YDDM":"\#(code)""# + (more.isEmpty ? "" : "," + more)
  }
}
