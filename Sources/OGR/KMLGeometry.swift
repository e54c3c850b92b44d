internal import Geometry

/// Geometries as KML writes them: `longitude,latitude` with blanks between the vertices.
enum KMLGeometry {
  /// Appends the geometry of a feature; nothing where it has none. Of a collection its polygons, the rest has no area and stands
  /// in no column.
  static func append(_ columns: GeometryColumns, _ feature: Int, to text: inout KMLText) {
    let vertices = columns.vertices(of: feature)
    guard !vertices.isEmpty else { return }
    switch columns.kinds[feature] {
    case .null: break
    case .point: point(columns, vertices.lowerBound, to: &text)
    case .lineString: columns.rings(of: feature).first.map { line(columns, $0, to: &text) }
    case .polygon: columns.parts(of: feature).first.map { polygon(columns, $0, to: &text) }
    case .multiPoint: many(vertices, to: &text) { point(columns, $0, to: &$1) }
    case .multiLineString: many(columns.rings(of: feature), to: &text) { line(columns, $0, to: &$1) }
    case .multiPolygon, .collection: many(columns.parts(of: feature), to: &text) { polygon(columns, $0, to: &$1) }
    }
  }

  private static func many(_ members: Range<Int>, to text: inout KMLText, _ add: (Int, inout KMLText) -> Void) {
    text.raw("<MultiGeometry>\n")
    for member in members { add(member, &text) }
    text.raw("</MultiGeometry>\n")
  }

  private static func point(_ columns: GeometryColumns, _ vertex: Int, to text: inout KMLText) {
    text.raw("<Point>")
    coordinates(columns, vertex..<vertex + 1, to: &text)
    text.raw("</Point>\n")
  }

  private static func line(_ columns: GeometryColumns, _ ring: Int, to text: inout KMLText) {
    text.raw("<LineString>")
    coordinates(columns, columns.vertices(ofRing: ring), to: &text)
    text.raw("</LineString>\n")
  }

  private static func polygon(_ columns: GeometryColumns, _ part: Int, to text: inout KMLText) {
    text.raw("<Polygon>")
    for (number, ring) in columns.rings(ofPart: part).enumerated() {
      let side = number == 0 ? "outerBoundaryIs" : "innerBoundaryIs"
      text.raw("<\(side)><LinearRing>")
      coordinates(columns, columns.vertices(ofRing: ring), to: &text)
      text.raw("</LinearRing></\(side)>")
    }
    text.raw("</Polygon>\n")
  }

  private static func coordinates(_ columns: GeometryColumns, _ vertices: Range<Int>, to text: inout KMLText) {
    text.raw("<coordinates>")
    for vertex in vertices {
      if vertex != vertices.lowerBound { text.raw(" ") }
      text.raw(WKTText.number(columns.x[vertex]) + "," + WKTText.number(columns.y[vertex]))
    }
    text.raw("</coordinates>")
  }
}
