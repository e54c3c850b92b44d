internal import CGEOS

extension Shape {
  /// Fewer vertices, by Douglas and Peucker (1973): none dropped lies further than `tolerance` from its line. Rings
  /// may collapse or cross; polygons are made valid again. Wraps `GEOSSimplify_r`.
  public func simplified(tolerance: Double) throws(GEOSError) -> Shape {
    try derive(.simplify) { GEOSSimplify_r($0, $1, tolerance) }
  }

  /// The same, keeping the number of rings and their topology. Wraps `GEOSTopologyPreserveSimplify_r`.
  public func simplifiedPreservingTopology(tolerance: Double) throws(GEOSError) -> Shape {
    try derive(.simplify) { GEOSTopologyPreserveSimplify_r($0, $1, tolerance) }
  }

  /// Without consecutive vertices nearer than `tolerance`; 0 drops exact repeats. Wraps `GEOSRemoveRepeatedPoints_r`.
  public func removingRepeatedPoints(tolerance: Double = 0) throws(GEOSError) -> Shape {
    try derive(.removeRepeatedPoints) { GEOSRemoveRepeatedPoints_r($0, $1, tolerance) }
  }

  /// More vertices: every segment split evenly into pieces no longer than `length`. Wraps `GEOSDensify_r`.
  public func densified(length: Double) throws(GEOSError) -> Shape {
    try derive(.densify) { GEOSDensify_r($0, $1, length) }
  }
}
