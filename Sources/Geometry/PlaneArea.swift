extension GeometryColumns {
  /// Plane area of a feature in square units of its coordinates: shells minus holes, over all parts.
  ///
  /// The shoelace sum runs in coordinates local to each ring, so that an easting of 3.8e7 costs no digits. For a
  /// ring that crosses itself this is the winding-weighted area: check validity first.
  public func planeArea(of feature: Int) -> Double {
    guard kinds[feature].isPolygonal || kinds[feature] == .collection else { return 0 }
    var sum = 0.0
    for ring in rings(of: feature) { sum += signedArea(ofRing: ring) }
    return sum
  }

  /// Signed plane area of one ring: positive where it runs counter-clockwise.
  public func signedArea(ofRing ring: Int) -> Double {
    signedArea(ofVertices: vertices(ofRing: ring))
  }

  func signedArea(ofVertices range: Range<Int>) -> Double {
    guard range.count >= 4 else { return 0 }
    return x.withUnsafeBufferPointer { xs in
      y.withUnsafeBufferPointer { ys in
        let x0 = xs[range.lowerBound]
        let y0 = ys[range.lowerBound]
        var twice = 0.0
        var px = 0.0
        var py = 0.0
        for i in (range.lowerBound + 1)..<range.upperBound {
          let qx = xs[i] - x0
          let qy = ys[i] - y0
          twice += px * qy - qx * py
          px = qx
          py = qy
        }
        return twice / 2
      }
    }
  }

  /// Length of all rings (or lines) of a feature, in units of its coordinates.
  public func perimeter(of feature: Int) -> Double {
    var sum = 0.0
    for ring in rings(of: feature) {
      let vertices = vertices(ofRing: ring)
      guard vertices.count > 1, kinds[feature] != .multiPoint else { continue }
      for i in (vertices.lowerBound + 1)..<vertices.upperBound {
        let dx = x[i] - x[i - 1]
        let dy = y[i] - y[i - 1]
        sum += (dx * dx + dy * dy).squareRoot()
      }
    }
    return sum
  }
}
