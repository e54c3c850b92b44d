internal import CGEOS

extension Shape {
  /// The rings of polygons as lines, the ends of lines as points. Wraps `GEOSBoundary_r`.
  ///
  /// - Throws: ``GEOSError`` for a collection.
  public func boundary() throws(GEOSError) -> Shape {
    try derive(.boundary) { GEOSBoundary_r($0, $1) }
  }

  /// The box around the shape as a polygon (a point where the box is one). Wraps `GEOSEnvelope_r`.
  public func envelope() throws(GEOSError) -> Shape {
    try derive(.envelope) { GEOSEnvelope_r($0, $1) }
  }
}
