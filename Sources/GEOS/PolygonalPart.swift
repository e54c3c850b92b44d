internal import CGEOS
internal import Geometry

/// What of a geometry encloses no area.
public struct NonAreaParts: Sendable, Hashable {
  /// Number of lines.
  public var lines: Int
  /// Length of the lines together, in the unit of the coordinates.
  public var lineLength: Double
  /// Number of points.
  public var points: Int

  /// Nothing, unless told otherwise.
  public init(lines: Int = 0, lineLength: Double = 0, points: Int = 0) {
    self.lines = lines
    self.lineLength = lineLength
    self.points = points
  }

  /// True where nothing was left out.
  public var isEmpty: Bool { lines == 0 && points == 0 }
}

extension Shape {
  /// The polygons of the shape, and what was left out for having no area. A shape without polygons gives an empty
  /// polygon; one polygon stays a polygon, several become a multipolygon.
  public func polygonalPart() throws(GEOSError) -> (polygons: Shape, leftOut: NonAreaParts) {
    if kind.isPolygonal { return (self, NonAreaParts()) }
    let context = ThreadContext.current
    var polygons: [OpaquePointer?] = []
    var leftOut = NonAreaParts()
    withPointer { collectPolygons(of: $0, into: &polygons, leftOut: &leftOut, in: context) }
    let made: OpaquePointer? =
      switch polygons.count {
      case 0: GEOSGeom_createEmptyPolygon_r(context.handle)
      case 1: polygons[0]
      default:
        GEOSGeom_createCollection_r(
          context.handle,
          Int32(GEOS_MULTIPOLYGON.rawValue),
          &polygons,
          UInt32(polygons.count)
        )
      }
    guard let made else { throw context.error(.construct, feature: feature) }
    return (Shape(owning: made, in: context, feature: feature), leftOut)
  }
}

/// Adds copies of all polygons in the geometry, however deep.
private func collectPolygons(
  of geometry: OpaquePointer,
  into polygons: inout [OpaquePointer?],
  leftOut: inout NonAreaParts,
  in context: ThreadContext
) {
  guard GEOSisEmpty_r(context.handle, geometry) == 0 else { return }
  switch GEOSGeomTypeId_r(context.handle, geometry) {
  case Int32(GEOS_POLYGON.rawValue):
    if let copy = GEOSGeom_clone_r(context.handle, geometry) { polygons.append(copy) }
  case Int32(GEOS_LINESTRING.rawValue), Int32(GEOS_LINEARRING.rawValue):
    var length = 0.0
    _ = GEOSLength_r(context.handle, geometry, &length)
    leftOut.lines += 1
    leftOut.lineLength += length
  case Int32(GEOS_POINT.rawValue):
    leftOut.points += 1
  default:
    for number in 0..<max(0, GEOSGetNumGeometries_r(context.handle, geometry)) {
      guard let member = GEOSGetGeometryN_r(context.handle, geometry, number) else { continue }
      collectPolygons(of: member, into: &polygons, leftOut: &leftOut, in: context)
    }
  }
}
