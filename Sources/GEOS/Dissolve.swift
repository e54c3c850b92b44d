public import Geometry

extension GeometryColumns {
  /// One feature for each group: the union of the features named in it, normalised. A group without features with
  /// area gives an empty polygon. Polygons should be valid: ``validate(allowingInvertedShells:)`` and
  /// ``repair(method:)``.
  ///
  /// Runs on all cores; the answer does not depend on how many there are.
  ///
  /// - Parameter groups: feature numbers, from 0; a feature may be in several groups.
  /// - Parameter gridSize: where given and above 0, every output coordinate lies on this grid.
  /// - Throws: the first group's ``GEOSError`` where GEOS cannot unite it.
  public func dissolve(_ groups: [[Int]], gridSize: Double? = nil) throws(GEOSError) -> GeometryColumns {
    let unions = FixedChunks.map(count: groups.count, size: 1) { chunk -> Swift.Result<Shape, GEOSError> in
      Result { () throws(GEOSError) -> Shape in try dissolved(groups[chunk.lowerBound], gridSize: gridSize) }
    }
    var builder = Builder()
    for union in unions { try builder.append(union.get()) }
    return builder.finish()
  }

  private func dissolved(_ features: [Int], gridSize: Double?) throws(GEOSError) -> Shape {
    var shapes: [Shape] = []
    for feature in features where kinds[feature].isPolygonal || kinds[feature] == .collection {
      shapes.append(try Shape.polygons(of: feature, in: self))
    }
    return try Shape.union(of: shapes, gridSize: gridSize).polygonalPart().polygons.normalised()
  }
}
