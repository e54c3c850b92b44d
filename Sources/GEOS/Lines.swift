internal import CGEOS

extension Shape {
  /// Lines joined at the points where two, and only two, of them end. Wraps `GEOSLineMerge_r`.
  public func lineMerged() throws(GEOSError) -> Shape {
    try derive(.lineMerge) { GEOSLineMerge_r($0, $1) }
  }

  /// The lines (and rings) cut wherever they meet, each piece once. Wraps `GEOSNode_r`.
  public func noded() throws(GEOSError) -> Shape {
    try derive(.node) { GEOSNode_r($0, $1) }
  }

  /// How far along this line its nearest point to `point` lies, from the start. Wraps `GEOSProject_r`.
  ///
  /// - Throws: ``GEOSError`` of kind `argument` for an empty point.
  public func position(of point: Shape) throws(GEOSError) -> Double {
    try require(!point.isEmpty, .lineReference, "an empty point is nowhere along a line")
    return try measure(.lineReference, with: point) {
      $3.pointee = GEOSProject_r($0, $1, $2)
      return $3.pointee >= 0
    }
  }

  /// The point at a distance along the line; a negative one counts from its end. Wraps `GEOSInterpolate_r`.
  public func point(at distance: Double) throws(GEOSError) -> Shape {
    try require(distance.isFinite, .lineReference, "the distance must be finite")
    return try derive(.lineReference) { GEOSInterpolate_r($0, $1, distance) }
  }
}
