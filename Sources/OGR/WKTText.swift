internal import Geometry

/// Well-known text, two-dimensional, numbers in their shortest form that reads back the same.
enum WKTText {
  static func text(_ columns: GeometryColumns, feature: Int) -> String {
    let parts = columns.parts(of: feature)
    let rings = columns.rings(of: feature)
    let vertices = columns.vertices(of: feature)
    func lines() -> String { list(rings.map { ring(columns, $0) }) }
    func polygon(_ part: Int) -> String { list(columns.rings(ofPart: part).map { ring(columns, $0) }) }
    switch columns.kinds[feature] {
    case .null: return ""
    case .point: return "POINT " + (vertices.isEmpty ? "EMPTY" : "(" + vertex(columns, vertices.lowerBound) + ")")
    case .lineString: return "LINESTRING " + (rings.first.map { ring(columns, $0) } ?? "EMPTY")
    case .polygon: return "POLYGON " + (parts.first.map(polygon) ?? "EMPTY")
    case .multiPoint: return "MULTIPOINT " + list(vertices.map { "(" + vertex(columns, $0) + ")" })
    case .multiLineString: return "MULTILINESTRING " + lines()
    case .multiPolygon: return "MULTIPOLYGON " + list(parts.map(polygon))
    // Its polygons: the rest has no area and stands in no column.
    case .collection: return "GEOMETRYCOLLECTION " + list(parts.map { "POLYGON " + polygon($0) })
    }
  }

  private static func list(_ items: [String]) -> String {
    items.isEmpty ? "EMPTY" : "(" + items.joined(separator: ", ") + ")"
  }

  private static func ring(_ columns: GeometryColumns, _ ring: Int) -> String {
    list(columns.vertices(ofRing: ring).map { vertex(columns, $0) })
  }

  private static func vertex(_ columns: GeometryColumns, _ index: Int) -> String {
    number(columns.x[index]) + " " + number(columns.y[index])
  }

  /// A coordinate in its shortest form; whole ones without a point.
  static func number(_ value: Double) -> String {
    if abs(value) < 1e15, let whole = Int64(exactly: value) { return String(whole) }
    return "\(value)"
  }
}
