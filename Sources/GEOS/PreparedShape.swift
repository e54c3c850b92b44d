internal import CGEOS

/// A shape with the indexes that make asking it many questions quick: one prepared boundary against a thousand
/// parcels.
///
/// GEOS fills the indexes as questions come, unlocked. A prepared shape therefore belongs to one thread, and is not
/// `Sendable`: prepare the (shareable) shape once on each.
///
///     let site = try PreparedShape(boundary)
///     let inside = try parcels.filter { try site.covers($0) }
public final class PreparedShape {
  /// The shape that was prepared. It lives as long as this does.
  public let shape: Shape
  private let pointer: OpaquePointer
  /// What GEOS prepared: the shape without its empty members, of which it would take a first vertex.
  private let prepared: Shape

  /// Wraps `GEOSPrepare_r`.
  public init(_ shape: Shape) throws(GEOSError) {
    let prepared = try shape.withoutEmptyMembers()
    let context = ThreadContext.current
    guard let pointer = prepared.withPointer({ GEOSPrepare_r(context.handle, $0) }) else {
      throw context.error(.prepare, feature: shape.feature)
    }
    self.shape = shape
    self.prepared = prepared
    self.pointer = pointer
  }

  deinit {
    // Before the shape, which Swift releases after this body.
    GEOSPreparedGeom_destroy_r(ThreadContext.current.handle, pointer)
  }

  private func ask(
    _ operation: GEOSOperation,
    _ other: Shape,
    _ body: (OpaquePointer, OpaquePointer, OpaquePointer) -> CChar
  ) throws(GEOSError) -> Bool {
    let context = ThreadContext.current
    let answer = withExtendedLifetime(self) { other.withPointer { body(context.handle, pointer, $0) } }
    switch answer {
    case 0: return false
    case 1: return true
    default: throw context.error(operation, feature: shape.feature, otherFeature: other.feature)
    }
  }
}

@available(*, unavailable, message: "a prepared shape belongs to one thread; prepare the shape on each")
extension PreparedShape: Sendable {}

// The same predicates as those of `Shape`.
extension PreparedShape {
  /// Wraps `GEOSPreparedIntersects_r`.
  public func intersects(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, other) { GEOSPreparedIntersects_r($0, $1, $2) }
  }

  /// Wraps `GEOSPreparedDisjoint_r`.
  public func isDisjoint(from other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, other) { GEOSPreparedDisjoint_r($0, $1, $2) }
  }

  /// Wraps `GEOSPreparedTouches_r`.
  public func touches(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, other) { GEOSPreparedTouches_r($0, $1, $2) }
  }

  /// Wraps `GEOSPreparedCrosses_r`.
  public func crosses(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, other) { GEOSPreparedCrosses_r($0, $1, $2) }
  }

  /// Wraps `GEOSPreparedOverlaps_r`.
  public func overlaps(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, other) { GEOSPreparedOverlaps_r($0, $1, $2) }
  }

  /// Wraps `GEOSPreparedWithin_r`.
  public func isWithin(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, other) { GEOSPreparedWithin_r($0, $1, $2) }
  }

  /// Wraps `GEOSPreparedContains_r`.
  public func contains(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, other) { GEOSPreparedContains_r($0, $1, $2) }
  }

  /// Every point of the other shape is in the interior of this one. Wraps `GEOSPreparedContainsProperly_r`.
  public func containsProperly(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, other) { GEOSPreparedContainsProperly_r($0, $1, $2) }
  }

  /// Wraps `GEOSPreparedCovers_r`.
  public func covers(_ other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, other) { GEOSPreparedCovers_r($0, $1, $2) }
  }

  /// Wraps `GEOSPreparedCoveredBy_r`.
  public func isCovered(by other: Shape) throws(GEOSError) -> Bool {
    try ask(.predicate, other) { GEOSPreparedCoveredBy_r($0, $1, $2) }
  }

  /// True where the point is inside or on the boundary. Wraps `GEOSPreparedIntersects_r`.
  public func covers(x: Double, y: Double) throws(GEOSError) -> Bool {
    try intersects(Shape.point(x: x, y: y))
  }

  /// False where one shape is empty. Wraps `GEOSPreparedDistanceWithin_r`.
  public func isWithin(distance: Double, of other: Shape) throws(GEOSError) -> Bool {
    try ask(.distance, other.withoutEmptyMembers()) { GEOSPreparedDistanceWithin_r($0, $1, $2, distance) }
  }

  /// 0 where one shape is empty, as ``Shape/distance(to:)`` has it. Wraps `GEOSPreparedDistance_r`.
  public func distance(to other: Shape) throws(GEOSError) -> Double {
    if shape.isEmpty || other.isEmpty { return 0 }
    let other = try other.withoutEmptyMembers()
    let context = ThreadContext.current
    var distance = Double.nan
    let done = withExtendedLifetime(self) {
      other.withPointer { GEOSPreparedDistance_r(context.handle, pointer, $0, &distance) }
    }
    guard done == 1 else { throw context.error(.distance, feature: shape.feature, otherFeature: other.feature) }
    return distance
  }
}
