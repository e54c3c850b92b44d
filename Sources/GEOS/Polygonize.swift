internal import CGEOS

/// What lines enclose, and what they do not.
public struct Polygonization: Sendable {
  /// A collection of the polygons.
  public var polygons: Shape
  /// Lines that meet others at both ends but bound no polygon.
  public var cutEdges: Shape
  /// Lines with a loose end.
  public var dangles: Shape
  /// Rings that are not valid.
  public var invalidRings: Shape
}

extension Shape {
  /// The polygons that noded lines enclose, holes included as polygons of their own where lines fill them, and the
  /// lines that enclose nothing. Lines must meet at their ends only: see ``noded()``. Wraps `GEOSPolygonize_full_r`.
  public func polygonize() throws(GEOSError) -> Polygonization {
    let context = ThreadContext.current
    var cuts: OpaquePointer?
    var dangles: OpaquePointer?
    var invalid: OpaquePointer?
    let polygons = withPointer { GEOSPolygonize_full_r(context.handle, $0, &cuts, &dangles, &invalid) }
    guard let polygons, let cuts, let dangles, let invalid else {
      for pointer in [polygons, cuts, dangles, invalid] {
        if let pointer { GEOSGeom_destroy_r(context.handle, pointer) }
      }
      throw context.error(.polygonize, feature: feature)
    }
    return Polygonization(
      polygons: Shape(owning: polygons, in: context, feature: feature),
      cutEdges: Shape(owning: cuts, in: context, feature: feature),
      dangles: Shape(owning: dangles, in: context, feature: feature),
      invalidRings: Shape(owning: invalid, in: context, feature: feature)
    )
  }

  /// The area that closed lines enclose, a ring within a ring being a hole (the even-odd rule). Wraps
  /// `GEOSBuildArea_r`.
  public func buildArea() throws(GEOSError) -> Shape {
    try derive(.buildArea) { GEOSBuildArea_r($0, $1) }
  }
}
