internal import Features
internal import Geometry

/// Drawings hold outlines as polylines: a lot in CAD is a polyline whose end is its start. Those become polygons here,
/// each one of its own; which outline is a hole of which, a drawing does not say.
enum ClosedLines {
  /// The columns with every line that returns to its first vertex as a polygon; how many there were, and how many
  /// lines stay open.
  static func polygons(_ geometry: GeometryColumns) -> (geometry: GeometryColumns, closed: Int, open: Int) {
    var result = GeometryColumns()
    var closed = 0
    var open = 0
    for feature in 0..<geometry.count {
      guard geometry.kinds[feature] == .lineString else {
        result.append(feature: feature, of: geometry)
        continue
      }
      let vertices = geometry.vertices(of: feature)
      guard isRing(geometry, vertices) else {
        open += 1
        result.append(feature: feature, of: geometry)
        continue
      }
      closed += 1
      var builder = GeometryColumns.Builder()
      builder.beginFeature(.polygon, flags: geometry.flags[feature].subtracting(.notPolygon))
      builder.beginPart()
      builder.beginRing()
      for i in vertices { builder.add(x: geometry.x[i], y: geometry.y[i]) }
      builder.endRing()
      builder.endPart()
      builder.endFeature()
      result.append(feature: 0, of: builder.finish())
    }
    return (result, closed, open)
  }

  /// At least three corners, and back at the first.
  private static func isRing(_ geometry: GeometryColumns, _ vertices: Range<Int>) -> Bool {
    guard vertices.count >= 4, let first = vertices.first, let last = vertices.last else { return false }
    return geometry.x[first] == geometry.x[last] && geometry.y[first] == geometry.y[last]
  }

  static func note(closed: Int, open: Int, at place: Place) -> LoadNote {
    LoadNote(
      code: OGRNoteCode.closedLines.rawValue,
      at: place,
      text: "\(closed) closed lines of the drawing were taken as polygons, each of its own (an outline within another "
        + "is no hole); \(open) open lines have no area",
      arguments: [String(closed), String(open)]
    )
  }
}
