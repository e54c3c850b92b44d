internal import CGEOS

/// An immutable geometry that GEOS holds: point, line, polygon, their multi forms, or a collection.
///
/// Coordinates are plane, in the unit of whatever they were made from; GEOS knows no coordinate systems. Operations
/// return new shapes. The memory is freed with the last reference; no pointer to it ever leaves the module.
///
/// Sharing one shape between threads is safe: nothing changes it after `init`. (GEOS computes envelopes lazily,
/// unlocked, on first use; `init` makes it do so. It also counts references to a geometry's factory without atomics,
/// which is harmless for the default factory that lives for ever; shapes that come with another one, as a change
/// of precision makes it, are moved to the default factory before they get here.)
public final class Shape: @unchecked Sendable {
  private let pointer: OpaquePointer
  /// True for a collection or multi geometry that has members without a point beside others.
  let hasEmptyMember: Bool

  /// The number (from 0) of the feature in the columns it was made from; errors name it.
  public let feature: Int?

  /// Takes ownership of a geometry that nobody else refers to.
  init(owning pointer: OpaquePointer, in context: ThreadContext, feature: Int? = nil) {
    self.pointer = pointer
    self.feature = feature
    hasEmptyMember = computeEnvelopes(of: pointer, in: context)
  }

  deinit {
    GEOSGeom_destroy_r(ThreadContext.current.handle, pointer)
  }

  /// Lends the pointer for the length of `body`. The only way to it: the class may not be freed before `body` is done.
  func withPointer<Result, Failure: Error>(
    _ body: (OpaquePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withExtendedLifetime(self) { () throws(Failure) -> Result in try body(pointer) }
  }
}

/// Makes GEOS compute every envelope in the geometry, so that later reads from several threads find them there.
/// Envelopes of collections visit their members; a polygon's envelope visits its shell only.
///
/// - Returns: whether a collection has a member without a point.
private func computeEnvelopes(of geometry: OpaquePointer, in context: ThreadContext) -> Bool {
  var ignored = 0.0
  if GEOSGeom_getXMin_r(context.handle, geometry, &ignored) == 0 {
    // Empty: the quick call returns before it computes anything.
    if let envelope = GEOSEnvelope_r(context.handle, geometry) { GEOSGeom_destroy_r(context.handle, envelope) }
  }
  switch GEOSGeomTypeId_r(context.handle, geometry) {
  case Int32(GEOS_POLYGON.rawValue):
    for hole in 0..<max(0, GEOSGetNumInteriorRings_r(context.handle, geometry)) {
      guard let ring = GEOSGetInteriorRingN_r(context.handle, geometry, hole) else { continue }
      _ = computeEnvelopes(of: ring, in: context)
    }
    return false
  case Int32(GEOS_MULTIPOLYGON.rawValue), Int32(GEOS_GEOMETRYCOLLECTION.rawValue), Int32(GEOS_MULTIPOINT.rawValue),
    Int32(GEOS_MULTILINESTRING.rawValue):
    var hasEmpty = false
    for member in 0..<max(0, GEOSGetNumGeometries_r(context.handle, geometry)) {
      guard let part = GEOSGetGeometryN_r(context.handle, geometry, member) else { continue }
      if GEOSisEmpty_r(context.handle, part) != 0 { hasEmpty = true }
      if computeEnvelopes(of: part, in: context) { hasEmpty = true }
    }
    return hasEmpty
  default:
    return false
  }
}

// The four forms of call that operations are made of. `body` gets the context and the borrowed pointers.
extension Shape {
  /// An operation of one shape that gives a shape.
  func derive(
    _ operation: GEOSOperation,
    _ body: (OpaquePointer, OpaquePointer) -> OpaquePointer?
  ) throws(GEOSError) -> Shape {
    let context = ThreadContext.current
    guard let result = withPointer({ body(context.handle, $0) }) else {
      throw context.error(operation, feature: feature)
    }
    return Shape(owning: result, in: context, feature: feature)
  }

  /// An operation of two shapes that gives a shape.
  func derive(
    _ operation: GEOSOperation,
    with other: Shape,
    _ body: (OpaquePointer, OpaquePointer, OpaquePointer) -> OpaquePointer?
  ) throws(GEOSError) -> Shape {
    let context = ThreadContext.current
    let result = withPointer { a in other.withPointer { b in body(context.handle, a, b) } }
    guard let result else {
      throw context.error(operation, feature: feature, otherFeature: other.feature)
    }
    return Shape(owning: result, in: context, feature: feature)
  }

  /// A question about one shape; GEOS answers 0, 1, or 2 for an exception.
  func ask(
    _ operation: GEOSOperation,
    _ body: (OpaquePointer, OpaquePointer) -> CChar
  ) throws(GEOSError) -> Bool {
    let context = ThreadContext.current
    switch withPointer({ body(context.handle, $0) }) {
    case 0: return false
    case 1: return true
    default: throw context.error(operation, feature: feature)
    }
  }

  /// A question about two shapes.
  func ask(
    _ operation: GEOSOperation,
    with other: Shape,
    _ body: (OpaquePointer, OpaquePointer, OpaquePointer) -> CChar
  ) throws(GEOSError) -> Bool {
    let context = ThreadContext.current
    switch withPointer({ a in other.withPointer { b in body(context.handle, a, b) } }) {
    case 0: return false
    case 1: return true
    default: throw context.error(operation, feature: feature, otherFeature: other.feature)
    }
  }

  /// A number from one shape; `body` returns whether it wrote the number.
  func measure(
    _ operation: GEOSOperation,
    _ body: (OpaquePointer, OpaquePointer, UnsafeMutablePointer<Double>) -> Bool
  ) throws(GEOSError) -> Double {
    let context = ThreadContext.current
    var value = Double.nan
    let done = withPointer { body(context.handle, $0, &value) }
    guard done else { throw context.error(operation, feature: feature) }
    return value
  }

  /// A number from two shapes.
  func measure(
    _ operation: GEOSOperation,
    with other: Shape,
    _ body: (OpaquePointer, OpaquePointer, OpaquePointer, UnsafeMutablePointer<Double>) -> Bool
  ) throws(GEOSError) -> Double {
    let context = ThreadContext.current
    var value = Double.nan
    let done = withPointer { a in other.withPointer { b in body(context.handle, a, b, &value) } }
    guard done else { throw context.error(operation, feature: feature, otherFeature: other.feature) }
    return value
  }
}
