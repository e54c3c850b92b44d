internal import CGEOS

extension Shape {
  /// The shortest distance between the shapes, in the unit of the coordinates; 0 where one is empty. Wraps
  /// `GEOSDistance_r`.
  public func distance(to other: Shape) throws(GEOSError) -> Double {
    let other = try other.withoutEmptyMembers()
    return try withoutEmptyMembers().measure(.distance, with: other) { GEOSDistance_r($0, $1, $2, $3) == 1 }
  }

  /// A point of each shape at the shortest distance; nil where one is empty. Wraps `GEOSNearestPoints_r`.
  public func nearestPoints(
    to other: Shape
  ) throws(GEOSError) -> (here: (x: Double, y: Double), there: (x: Double, y: Double))? {
    if isEmpty || other.isEmpty { return nil }
    if hasEmptyMember || other.hasEmptyMember {
      return try withoutEmptyMembers().nearestPoints(to: other.withoutEmptyMembers())
    }
    let context = ThreadContext.current
    let sequence = withPointer { a in other.withPointer { b in GEOSNearestPoints_r(context.handle, a, b) } }
    guard let sequence else {
      throw context.error(.nearestPoints, feature: feature, otherFeature: other.feature)
    }
    defer { GEOSCoordSeq_destroy_r(context.handle, sequence) }
    var here = (x: Double.nan, y: Double.nan)
    var there = (x: Double.nan, y: Double.nan)
    guard GEOSCoordSeq_getXY_r(context.handle, sequence, 0, &here.x, &here.y) == 1,
      GEOSCoordSeq_getXY_r(context.handle, sequence, 1, &there.x, &there.y) == 1
    else { throw context.error(.nearestPoints, feature: feature, otherFeature: other.feature) }
    return (here, there)
  }

  /// The discrete Hausdorff distance: the largest distance from a vertex of one shape to the other, both ways.
  /// Wraps `GEOSHausdorffDistance_r`, `GEOSHausdorffDistanceDensify_r`.
  ///
  /// - Parameters:
  ///   - other: the shape to compare with.
  ///   - densifyFraction: splits each segment into pieces of this fraction first (1/10,000 to 1).
  /// - Throws: ``GEOSError`` of kind `argument` for another fraction, or where one shape is empty.
  public func hausdorffDistance(to other: Shape, densifyFraction: Double? = nil) throws(GEOSError) -> Double {
    try require(!isEmpty && !other.isEmpty, .distance, "an empty shape is at no distance")
    let holds = densifyFraction.map { $0 >= 1e-4 && $0 <= 1 } ?? true
    try require(holds, .distance, "the fraction must be 0.0001 to 1")
    let other = try other.withoutEmptyMembers()
    return try withoutEmptyMembers().measure(.distance, with: other) {
      if let densifyFraction {
        GEOSHausdorffDistanceDensify_r($0, $1, $2, densifyFraction, $3) == 1
      } else {
        GEOSHausdorffDistance_r($0, $1, $2, $3) == 1
      }
    }
  }
}
