internal import CGEOS

// Intersection, union, difference and symmetric difference of two shapes.
//
// Without `gridSize` the overlay runs in floating precision and, where rounding defeats it, again with snapping
// (OverlayNG's robust strategy). With a grid size above 0 every output coordinate lies on that grid, in the unit of
// the coordinates, and the result is valid. A grid size of 0 forces the floating strategy of OverlayNG itself.
extension Shape {
  /// The points in both shapes. Wraps `GEOSIntersection_r`, `GEOSIntersectionPrec_r`.
  ///
  /// - Throws: ``GEOSError`` of kind `topology` where an invalid input defeats it: repair first.
  public func intersection(_ other: Shape, gridSize: Double? = nil) throws(GEOSError) -> Shape {
    let gridSize = try checked(gridSize: gridSize, .intersection)
    return try derive(.intersection, with: other) {
      if let gridSize { GEOSIntersectionPrec_r($0, $1, $2, gridSize) } else { GEOSIntersection_r($0, $1, $2) }
    }
  }

  /// The points in either shape. Wraps `GEOSUnion_r`, `GEOSUnionPrec_r`.
  public func union(_ other: Shape, gridSize: Double? = nil) throws(GEOSError) -> Shape {
    let gridSize = try checked(gridSize: gridSize, .union)
    return try derive(.union, with: other) {
      if let gridSize { GEOSUnionPrec_r($0, $1, $2, gridSize) } else { GEOSUnion_r($0, $1, $2) }
    }
  }

  /// The points of this shape that are not in the other. Wraps `GEOSDifference_r`, `GEOSDifferencePrec_r`.
  public func difference(_ other: Shape, gridSize: Double? = nil) throws(GEOSError) -> Shape {
    let gridSize = try checked(gridSize: gridSize, .difference)
    return try derive(.difference, with: other) {
      if let gridSize { GEOSDifferencePrec_r($0, $1, $2, gridSize) } else { GEOSDifference_r($0, $1, $2) }
    }
  }

  /// The points in one of the shapes but not in both. Wraps `GEOSSymDifference_r`, `GEOSSymDifferencePrec_r`.
  public func symmetricDifference(_ other: Shape, gridSize: Double? = nil) throws(GEOSError) -> Shape {
    let gridSize = try checked(gridSize: gridSize, .symmetricDifference)
    return try derive(.symmetricDifference, with: other) {
      if let gridSize { GEOSSymDifferencePrec_r($0, $1, $2, gridSize) } else { GEOSSymDifference_r($0, $1, $2) }
    }
  }
}
