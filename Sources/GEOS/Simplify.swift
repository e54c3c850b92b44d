internal import CGEOS
internal import Geometry

extension Shape {
  /// Fewer vertices, by Douglas and Peucker (1973): none dropped lies further than `tolerance` from its line. Rings
  /// may collapse or cross; polygons are made valid again. Wraps `GEOSSimplify_r`.
  public func simplified(tolerance: Double) throws(GEOSError) -> Shape {
    try checkSimplification(tolerance)
    return try derive(.simplify) { GEOSSimplify_r($0, $1, tolerance) }
  }

  /// The same, keeping the number of rings and their topology. Wraps `GEOSTopologyPreserveSimplify_r`.
  public func simplifiedPreservingTopology(tolerance: Double) throws(GEOSError) -> Shape {
    try checkSimplification(tolerance)
    return try derive(.simplify) { GEOSTopologyPreserveSimplify_r($0, $1, tolerance) }
  }

  /// Without consecutive vertices nearer than `tolerance`; 0 drops exact repeats. Wraps `GEOSRemoveRepeatedPoints_r`.
  public func removingRepeatedPoints(tolerance: Double = 0) throws(GEOSError) -> Shape {
    try require(
      tolerance.isFinite && tolerance >= 0,
      .removeRepeatedPoints,
      "the tolerance must be finite and not negative"
    )
    return try derive(.removeRepeatedPoints) { GEOSRemoveRepeatedPoints_r($0, $1, tolerance) }
  }

  /// More vertices: every segment split evenly into pieces no longer than `length`. Wraps `GEOSDensify_r`.
  public func densified(length: Double) throws(GEOSError) -> Shape {
    try require(length.isFinite && length > 0, .densify, "the length must be above 0")
    return try derive(.densify) { GEOSDensify_r($0, $1, length) }
  }

  /// GEOS compares distances to coordinates that are no numbers for ever.
  private func checkSimplification(_ tolerance: Double) throws(GEOSError) {
    try require(tolerance.isFinite && tolerance >= 0, .simplify, "the tolerance must be finite and not negative")
    let columns = try GeometryColumns(CollectionOfOne(self))
    let isFinite = columns.x.allSatisfy(\.isFinite) && columns.y.allSatisfy(\.isFinite)
    try require(isFinite, .simplify, "a coordinate is not finite")
  }
}
