internal import CGEOS

/// What rounding to a grid does about parts that it would break.
public enum PrecisionRule: Sendable, Hashable, CaseIterable {
  /// The result is valid; what collapses is dropped.
  case valid
  /// The result is valid; lines and points that polygons and lines collapse to are kept.
  case validKeepingCollapsed
  /// Every coordinate is rounded and nothing else is done: the result may be invalid.
  case pointwise
}

extension Shape {
  /// The shape with every coordinate on a grid. Wraps `GEOSGeom_setPrecision_r`.
  ///
  /// The grid is not remembered: operations on the result are in floating precision unless they are given a grid
  /// size themselves.
  ///
  /// - Parameters:
  ///   - gridSize: in the unit of the coordinates, above 0.
  ///   - rule: what becomes of parts that rounding would break.
  public func rounded(toGrid gridSize: Double, rule: PrecisionRule = .valid) throws(GEOSError) -> Shape {
    try require(gridSize.isFinite && gridSize > 0, .setPrecision, "the grid size must be above 0")
    let flags =
      switch rule {
      case .valid: Int32(GEOS_PREC_VALID_OUTPUT.rawValue)
      case .validKeepingCollapsed: Int32(GEOS_PREC_KEEP_COLLAPSED.rawValue)
      case .pointwise: Int32(GEOS_PREC_NO_TOPO.rawValue)
      }
    return try derive(.setPrecision) { GEOSGeom_setPrecision_r($0, $1, gridSize, flags) }.inDefaultFactory()
  }

  /// The shape without the vertices' small distances to `other`: vertices and segments nearer than `tolerance` are
  /// moved onto the other shape's vertices. May be invalid. Wraps `GEOSSnap_r`.
  public func snapped(to other: Shape, tolerance: Double) throws(GEOSError) -> Shape {
    try require(tolerance.isFinite && tolerance >= 0, .snap, "the tolerance must be finite and not negative")
    return try derive(.snap, with: other) { GEOSSnap_r($0, $1, $2, tolerance) }
  }

  /// A copy that belongs to GEOS's default factory. A change of precision makes a factory of its own, whose count of
  /// references is not atomic: sharing such a shape between threads could free the factory under the other's feet.
  private func inDefaultFactory() throws(GEOSError) -> Shape {
    try Shape(wkb: wkb(keepingZ: hasZ), feature: feature)
  }
}
