import Features
import Foundation
import GEOS
import GeoJSON
import Geometry
import ParkData
import TestSupport
import Testing

/// The generated files, made once for all tests, and the committed ones read as layers.
enum GeneratedPark {
  static let files = ParkData.files()
  static let folder = TestData.packageRoot.appendingPathComponent("GeoData/park")

  static func layer(_ name: String) throws -> Layer {
    try GeoJSON.read(folder.appendingPathComponent(name + ".geojson").path)
  }

  static var layerNames: [String] {
    files.map(\.name).filter { $0.hasSuffix(".geojson") }.map { String($0.dropLast(8)) }
  }

  /// A value of a field as text.
  static func text(_ layer: Layer, _ field: String, _ row: Int) -> String {
    layer.table[field]?.text(row) ?? ""
  }

  static func number(_ layer: Layer, _ field: String, _ row: Int) -> Double? {
    layer.table[field]?.number(row)
  }

  /// The entries of defects.yaml under `defects:`, key by key.
  static func defects() throws -> [[String: String]] {
    let text = try String(contentsOf: folder.appendingPathComponent("defects.yaml"), encoding: .utf8)
    var result: [[String: String]] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("situations:") { break }
      if line.hasPrefix("  - id:") { result.append([:]) }
      guard !result.isEmpty, let colon = line.firstIndex(of: ":") else { continue }
      let key = line[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: " -"))
      let value = line[line.index(after: colon)...].trimmingCharacters(in: CharacterSet(charactersIn: " \""))
      result[result.count - 1][key] = value
    }
    return result
  }

  /// Features that defects of some kinds name in a layer.
  static func planted(_ layer: String, _ kinds: String...) throws -> [String] {
    try defects().filter { $0["layer"] == layer && kinds.contains($0["kind"] ?? "") }.compactMap { $0["feature"] }
      .sorted()
  }
}

@Suite("Demonstration park: files")
struct ParkFilesTests {
  @Test("Two runs give the same bytes, and they are the committed ones")
  func deterministic() throws {
    let first = GeneratedPark.files
    let second = ParkData.files()
    #expect(first.map(\.name) == second.map(\.name))
    for (a, b) in zip(first, second) { #expect(a.bytes == b.bytes, "\(a.name) differs between two runs") }
    let committed = try FileManager.default.contentsOfDirectory(atPath: GeneratedPark.folder.path).sorted()
    #expect(committed == first.map(\.name).sorted())
    for file in first {
      let bytes = try Data(contentsOf: GeneratedPark.folder.appendingPathComponent(file.name))
      #expect(bytes == Data(file.bytes), "\(file.name): run make-park and commit what it writes")
    }
  }

  @Test("Small enough for a diff, and marked synthetic in every file")
  func sizeAndMark() {
    let total = GeneratedPark.files.reduce(0) { $0 + $1.bytes.count }
    #expect(total < 10_000_000)
    for file in GeneratedPark.files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      let mark = text.contains("\"synthetic\":true") || text.contains("synthetic: true") || text.contains("SYNTHETIC")
      #expect(mark || text.contains("虚构"), "\(file.name) does not say that it is synthetic")
    }
  }

  @Test("Coordinates are eastings and northings of EPSG:4546 on the millimetre grid")
  func coordinates() throws {
    for name in GeneratedPark.layerNames {
      let layer = try GeneratedPark.layer(name)
      #expect(layer.crs?.definition == "EPSG:4546", "\(name)")
      let box = layer.geometry.extent
      #expect(box.minX > 547_000 && box.maxX < 560_000 && box.minY > 2_688_000 && box.maxY < 2_698_000, "\(name)")
      for x in layer.geometry.x { #expect(abs(x * 1000 - (x * 1000).rounded()) < 1e-3) }
    }
  }

  @Test("About 1,500 to 3,000 parcels and plan parcels")
  func parcelCount() throws {
    let names = GeneratedPark.layerNames.filter { $0.hasPrefix("plan_") } + ["parcels"]
    let count = try names.reduce(0) { $0 + (try GeneratedPark.layer($1).count) }
    #expect((1500...3000).contains(count), "\(count)")
  }
}

@Suite("Demonstration park: geometry")
struct ParkGeometryTests {
  @Test("Every polygon is valid but the ones planted", arguments: GeneratedPark.layerNames)
  func validity(name: String) throws {
    let layer = try GeneratedPark.layer(name)
    let idField = layer.table.fields[0].name
    let broken = layer.geometry.validate().map { GeneratedPark.text(layer, idField, $0.feature) }
    #expect(broken.sorted() == (try GeneratedPark.planted(name, "self-crossing")))
  }

  /// Polygons that share exactly the same vertices have every edge at most once in each direction; where their areas
  /// add up to the scope's as well, there is neither gap nor overlap.
  @Test(
    "Coverages close",
    arguments: [
      ("plan_west_before", "west"), ("plan_west_after", "west"), ("plan_link_before", "link"),
      ("plan_link_after", "link"),
      ("landuse", "study"),
    ]
  )
  func coverage(name: String, scopeName: String) throws {
    let layer = try GeneratedPark.layer(name)
    let scopes = try GeneratedPark.layer("scope")
    let row = try #require((0..<scopes.count).first { GeneratedPark.text(scopes, "BH", $0) == scopeName })
    var overlaps = 0.0
    var gaps = 0.0
    for defect in try GeneratedPark.defects() where defect["layer"] == name {
      let size = Double(defect["magnitude"] ?? "") ?? 0
      if defect["kind"] == "overlap" { overlaps += size }
      if defect["kind"] == "gap" { gaps += size }
    }
    let sum = (0..<layer.count).reduce(0) { $0 + layer.geometry.planeArea(of: $1) }
    let scope = scopes.geometry.planeArea(of: row)
    // Magnitudes are written to 0.01 m².
    #expect(abs(sum - overlaps + gaps - scope) < 0.02, "\(name): \(sum) against \(scope)")
    if overlaps == 0 { #expect(repeatedEdges(layer) == 0) }
    // Overlaps in pairs, found independently.
    let pairs = try overlappingPairs(layer)
    let expected = try GeneratedPark.defects().filter { $0["layer"] == name && $0["kind"] == "overlap" }
    #expect(pairs.count == expected.count)
    for (pair, defect) in zip(pairs, expected) {
      #expect(Set([pair.0, pair.1]) == Set([defect["feature"] ?? "", defect["other"] ?? ""]))
      #expect(abs(pair.2 - (Double(defect["magnitude"] ?? "") ?? 0)) < 0.01)
    }
  }

  private struct Edge: Hashable {
    var ax: Double
    var ay: Double
    var bx: Double
    var by: Double
  }

  private func repeatedEdges(_ layer: Layer) -> Int {
    var seen: Set<Edge> = []
    var repeated = 0
    let g = layer.geometry
    for ring in 0..<g.ringCount {
      let v = g.vertices(ofRing: ring)
      for i in v.dropLast() where !seen.insert(Edge(ax: g.x[i], ay: g.y[i], bx: g.x[i + 1], by: g.y[i + 1])).inserted {
        repeated += 1
      }
    }
    return repeated
  }

  private func overlappingPairs(_ layer: Layer) throws -> [(String, String, Double)] {
    let shapes = try Shape.all(of: layer.geometry)
    let boxes = layer.geometry.boxes()
    let tree = try STRTree(boxes: boxes)
    let idField = layer.table.fields[0].name
    var result: [(String, String, Double)] = []
    for i in 0..<layer.count {
      for j in try tree.query(boxes[i]).sorted() where j > i {
        guard try !shapes[i].touches(shapes[j]) else { continue }
        let area = try shapes[i].intersection(shapes[j]).area
        if area > 0.001 {
          result.append((GeneratedPark.text(layer, idField, i), GeneratedPark.text(layer, idField, j), area))
        }
      }
    }
    return result
  }
}
