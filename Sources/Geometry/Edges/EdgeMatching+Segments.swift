extension EdgeMatching {
  /// The edges without a twin as directed segments, for ``CoverArrangement``.
  public func unmatchedSegments(of geometry: GeometryColumns) -> [CoverArrangement.Segment] {
    unmatched.map { edge in
      CoverArrangement.Segment(
        ax: geometry.x[edge],
        ay: geometry.y[edge],
        bx: geometry.x[edge + 1],
        by: geometry.y[edge + 1]
      )
    }
  }
}

extension GeometryColumns {
  /// All polygon edges as segments of a scope, for ``CoverArrangement``.
  public func scopeSegments() -> [CoverArrangement.Segment] {
    var segments: [CoverArrangement.Segment] = []
    for feature in 0..<count where kinds[feature].isPolygonal || kinds[feature] == .collection {
      for ring in rings(of: feature) {
        let vertices = vertices(ofRing: ring)
        guard vertices.count >= 4 else { continue }
        for i in vertices.lowerBound..<(vertices.upperBound - 1) where x[i] != x[i + 1] || y[i] != y[i + 1] {
          segments.append(
            CoverArrangement.Segment(ax: x[i], ay: y[i], bx: x[i + 1], by: y[i + 1], isScope: true)
          )
        }
      }
    }
    return segments
  }
}
