internal import CGEOS

extension Shape {
  /// The smallest distance by which a vertex could move to make the geometry invalid or collapse; infinite where
  /// there is none, as for a point. Wraps `GEOSMinimumClearance_r`.
  public func minimumClearance() throws(GEOSError) -> Double {
    try measure(.minimumClearance) { GEOSMinimumClearance_r($0, $1, $2) == 0 }
  }

  /// The line of two points where the minimum clearance is; empty where there is none. Wraps
  /// `GEOSMinimumClearanceLine_r`.
  public func minimumClearanceLine() throws(GEOSError) -> Shape {
    try derive(.minimumClearance) { GEOSMinimumClearanceLine_r($0, $1) }
  }
}
