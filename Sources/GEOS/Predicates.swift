internal import CGEOS

// The predicates of OGC Simple Features, on the DE-9IM. To ask one shape about many others, prepare it first.
extension Shape {
  /// The shapes share at least a point. Wraps `GEOSIntersects_r`.
  public func intersects(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, with: other) { GEOSIntersects_r($0, $1, $2) }
  }

  /// The shapes share no point. Wraps `GEOSDisjoint_r`.
  public func isDisjoint(from other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, with: other) { GEOSDisjoint_r($0, $1, $2) }
  }

  /// The shapes share points, but not of their interiors. Wraps `GEOSTouches_r`.
  public func touches(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, with: other) { GEOSTouches_r($0, $1, $2) }
  }

  /// The interiors meet in a lower dimension than that of the larger shape. Wraps `GEOSCrosses_r`.
  public func crosses(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, with: other) { GEOSCrosses_r($0, $1, $2) }
  }

  /// The shapes are of one dimension, and each has interior outside the other as well as inside. Wraps
  /// `GEOSOverlaps_r`.
  public func overlaps(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, with: other) { GEOSOverlaps_r($0, $1, $2) }
  }

  /// No point of this shape is outside the other, and their interiors meet. Wraps `GEOSWithin_r`.
  public func isWithin(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, with: other) { GEOSWithin_r($0, $1, $2) }
  }

  /// No point of the other shape is outside this one, and their interiors meet; a point on the boundary is not
  /// contained. Wraps `GEOSContains_r`.
  public func contains(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, with: other) { GEOSContains_r($0, $1, $2) }
  }

  /// No point of the other shape is outside this one, boundary included. Wraps `GEOSCovers_r`.
  public func covers(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, with: other) { GEOSCovers_r($0, $1, $2) }
  }

  /// No point of this shape is outside the other, boundary included. Wraps `GEOSCoveredBy_r`.
  public func isCovered(by other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, with: other) { GEOSCoveredBy_r($0, $1, $2) }
  }

  /// The same points, however they are written. Wraps `GEOSEquals_r`.
  public func equals(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, with: other) { GEOSEquals_r($0, $1, $2) }
  }

  /// The same structure, and the same vertices in the same order, each within `tolerance` on both axes. Wraps
  /// `GEOSEqualsExact_r`.
  public func equalsExactly(_ other: Shape, tolerance: Double = 0) throws(GEOSError) -> Bool {
    try ask(.predicate, with: other) { GEOSEqualsExact_r($0, $1, $2, tolerance) }
  }

  /// The nearest points are no further apart than `distance`; false where one shape is empty. Wraps `GEOSDistanceWithin_r`.
  public func isWithin(distance: Double, of other: Shape) throws(GEOSError) -> Bool {
    let other = try other.withoutEmptyMembers()
    return try withoutEmptyMembers().ask(.distance, with: other) { GEOSDistanceWithin_r($0, $1, $2, distance) }
  }
}
