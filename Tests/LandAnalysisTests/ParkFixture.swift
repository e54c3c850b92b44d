import Foundation
import Geometry
import LandModel
import TestSupport

/// A small park written to files and loaded as a user's is: layers of rectangles in EPSG:4546.
enum ParkFixture {
  typealias Row = (box: Box, properties: String)

  /// A layer of the project: `more` are further lines of its entry, `kind: river`.
  struct LayerText {
    var role: String
    var more: [String] = []
    var rows: [Row]

    init(_ role: String, _ more: [String], _ rows: [Row]) {
      (self.role, self.more, self.rows) = (role, more, rows)
    }

    init(_ role: String, _ rows: [Row]) { self.init(role, [], rows) }
  }

  /// The parts that a register's fields play, of those that its rows have.
  static func fields(of rows: [Row]) -> String {
    let parts = [
      ("stage", "JD"), ("batch", "PC"), ("approved_on", "PZRQ"), ("expires_on", "YXQZ"), ("term_years", "YXQ"),
    ]
    let there = parts.filter { part in rows.contains { $0.properties.contains("\"\(part.1)\":") } }
    return "fields: {" + there.map { "\($0.0): \($0.1)" }.joined(separator: ", ") + "}"
  }

  static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Box {
    Box(minX: 550_000 + x, minY: 2_690_000 + y, maxX: 550_000 + x + width, maxY: 2_690_000 + y + height)
  }

  static func park(_ layers: [LayerText], asOf: String? = nil) throws -> LoadedProject {
    let folder = try TestData.scratch()
    defer { try? FileManager.default.removeItem(at: folder) }
    var yaml = ["name: test", "crs: EPSG:4546"]
    if let asOf { yaml.append("as_of: \(asOf)") }
    yaml.append("layers:")
    for (number, layer) in layers.enumerated() {
      let file = "l\(number).geojson"
      try text(layer.rows).write(to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
      yaml += ["  - role: \(layer.role)", "    source: \(file)", "    crs: EPSG:4546"] + layer.more.map { "    \($0)" }
    }
    let project = folder.appendingPathComponent("landplan.yaml")
    try yaml.joined(separator: "\n").write(to: project, atomically: true, encoding: .utf8)
    return try SourceLoader().project(project.path)
  }

  private static func text(_ rows: [Row]) -> String {
    let features = rows.map { row in
      let b = row.box
      let corners = [(b.minX, b.minY), (b.maxX, b.minY), (b.maxX, b.maxY), (b.minX, b.maxY), (b.minX, b.minY)]
      let points = corners.map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
      return
        #"{"type":"Feature","properties":{\#(row.properties)},"geometry":{"type":"Polygon","coordinates":[[\#(points)]]}}"#
    }
    return #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
  }

  /// Plane areas in m².
  static func plane(_ columns: GeometryColumns) -> [Double] {
    (0..<columns.count).map { columns.planeArea(of: $0) }
  }
}
