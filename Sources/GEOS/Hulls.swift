internal import CGEOS

extension Shape {
  /// The smallest convex polygon around the shape (a line or point where it is flat). Wraps `GEOSConvexHull_r`.
  public func convexHull() throws(GEOSError) -> Shape {
    try derive(.convexHull) { GEOSConvexHull_r($0, $1) }
  }

  /// A hull of the vertices that follows them inwards, by eroding their Delaunay triangulation. Wraps
  /// `GEOSConcaveHull_r`.
  ///
  /// - Parameters:
  ///   - ratio: the longest edge that stays, from 0 (the most concave) to 1 (the convex hull), as a fraction between
  ///     the shortest and the longest edge of the triangulation.
  ///   - allowingHoles: true lets the hull have holes.
  public func concaveHull(ratio: Double, allowingHoles: Bool = false) throws(GEOSError) -> Shape {
    try require((0...1).contains(ratio), .concaveHull, "the ratio must be 0 to 1")
    return try derive(.concaveHull) { GEOSConcaveHull_r($0, $1, ratio, allowingHoles ? 1 : 0) }
  }

  /// A concave hull that holds the polygons themselves, not their vertices only. Wraps
  /// `GEOSConcaveHullOfPolygons_r`.
  ///
  /// - Parameters:
  ///   - ratio: as in ``concaveHull(ratio:allowingHoles:)``, of the triangulation between the polygons.
  ///   - tight: keeps to the outline of the polygons outside.
  ///   - allowingHoles: true lets the hull have holes.
  public func concaveHullOfPolygons(
    ratio: Double,
    tight: Bool = false,
    allowingHoles: Bool = false
  ) throws(GEOSError) -> Shape {
    try require((0...1).contains(ratio), .concaveHull, "the ratio must be 0 to 1")
    return try derive(.concaveHull) { GEOSConcaveHullOfPolygons_r($0, $1, ratio, tight ? 1 : 0, allowingHoles ? 1 : 0) }
  }

  /// The smallest rectangle, in any direction, around the shape. Wraps `GEOSMinimumRotatedRectangle_r`.
  public func minimumRotatedRectangle() throws(GEOSError) -> Shape {
    try derive(.minimumRectangle) { GEOSMinimumRotatedRectangle_r($0, $1) }
  }

  /// The radius of the largest circle in a polygon as a line from its centre to its rim. Wraps
  /// `GEOSMaximumInscribedCircle_r`.
  ///
  /// - Parameter tolerance: how near the centre must be to the best one, in the unit of the coordinates; above 0.
  public func maximumInscribedCircle(tolerance: Double) throws(GEOSError) -> Shape {
    try require(tolerance.isFinite && tolerance > 0, .inscribedCircle, "the tolerance must be above 0")
    return try derive(.inscribedCircle) { GEOSMaximumInscribedCircle_r($0, $1, tolerance) }
  }
}
