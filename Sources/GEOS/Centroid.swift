internal import CGEOS

extension Shape {
  /// The centre of mass: of the area where there is one, else of the lines, else of the points. Not always inside.
  /// An empty point for an empty shape. Wraps `GEOSGetCentroid_r`.
  public func centroid() throws(GEOSError) -> Shape {
    try derive(.centroid) { GEOSGetCentroid_r($0, $1) }
  }

  /// A point inside the shape, in the middle of its widest part along a horizontal line: where a label goes. Wraps
  /// `GEOSPointOnSurface_r`.
  public func pointOnSurface() throws(GEOSError) -> Shape {
    try withoutEmptyMembers().derive(.pointOnSurface) { GEOSPointOnSurface_r($0, $1) }
  }
}
