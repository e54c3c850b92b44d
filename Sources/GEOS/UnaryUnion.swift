internal import CGEOS

extension Shape {
  /// The union of all members: overlapping polygons merged, lines noded and dissolved, repeated points dropped.
  /// Wraps `GEOSUnaryUnion_r`, `GEOSUnaryUnionPrec_r`.
  ///
  /// - Parameter gridSize: where given and above 0, every output coordinate lies on this grid.
  public func unaryUnion(gridSize: Double? = nil) throws(GEOSError) -> Shape {
    let gridSize = try checked(gridSize: gridSize, .unaryUnion)
    return try derive(.unaryUnion) {
      if let gridSize { GEOSUnaryUnionPrec_r($0, $1, gridSize) } else { GEOSUnaryUnion_r($0, $1) }
    }
  }

  /// The union of all the shapes: an empty collection for none.
  public static func union(of shapes: some Sequence<Shape>, gridSize: Double? = nil) throws(GEOSError) -> Shape {
    try collection(shapes).unaryUnion(gridSize: gridSize)
  }
}
