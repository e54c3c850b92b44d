import AreaAccount
import Foundation
import GEOS
import Geometry
import PROJ
import TestSupport
import Testing

/// A real zoning change: Cambridge MA, the districts of 2024-03-05 against those of 2025-02-24 in EPSG:26986. The
/// matrix was computed independently with Shapely 2.2 and stands beside the data.
@Suite struct CambridgeTests {
  static let archive = "cambridge_ma/zoning_history_2013-2026.zip"

  @Test(.enabled(if: TestData.exists(archive), "needs the Cambridge zoning history"))
  func zoningMatrix() throws {
    let folder = try #require(try TestData.unzipped(Self.archive))
    let before = try districts(folder, "CDD_ZoningDistricts_2024-03-05_feb4138.geojson")
    let after = try districts(folder, "CDD_ZoningDistricts_2025-02-24_4b84175.geojson")
    let names = Array(Set(after.zones)).sorted()
    let classes = after.zones.map { zone in Int32(names.firstIndex(of: zone) ?? -1) }
    let engine = AccountEngine(overlays: [OverlayLayer(after.columns, classes: classes)], mode: .each)
    let batch = try engine.account(before.columns)
    var found: [String: Double] = [:]
    for subject in batch.subjects {
      for row in batch.rows(of: subject) {
        for label in batch.classes(row: row, layer: 0) {
          found["\(before.zones[subject]),\(names[Int(label)])", default: 0] += batch.areas[row]
        }
      }
    }
    let oracle = folder.appendingPathComponent("oracle_2024-03-05_to_2025-02-24_EPSG26986.csv")
    let lines = try String(contentsOf: oracle, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
    var worst = 0.0
    for line in lines {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let expected = try #require(Double(fields[2]))
      let area = found.removeValue(forKey: "\(fields[0]),\(fields[1])") ?? 0
      worst = max(worst, abs(area / expected - 1))
      #expect(abs(area - expected) <= 1e-6 * expected, "\(line): \(area)")
    }
    // Whatever else there is are slivers along common borders, which the matrix leaves out.
    let rest = found.values.reduce(0, +)
    print("Cambridge: \(lines.count) pairs of zones, worst relative difference \(worst); other pairs \(rest) m²")
    #expect(lines.count > 50)
    #expect(rest < 1)
  }

  private func districts(_ folder: URL, _ name: String) throws -> (columns: GeometryColumns, zones: [String]) {
    let read = try readPolygons(folder.appendingPathComponent("zoning_history/\(name)"))
    var x = read.columns.x
    var y = read.columns.y
    let transformation = try Transformation(from: CRS("OGC:CRS84"), to: CRS("EPSG:26986"))
    #expect(transformation.transform(x: &x, y: &y).isEmpty)
    let projected = read.columns.replacingCoordinates(x: x, y: y)
    return (projected.repair().columns, read.properties.map { $0["ZONE_TYPE"] as? String ?? "" })
  }
}
