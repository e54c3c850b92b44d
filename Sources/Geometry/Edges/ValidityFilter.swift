extension GeometryColumns {
  /// False where a feature's polygons are certainly valid (OGC Simple Features): no two edges touch but
  /// neighbours at their common vertex, and holes lie within their shell, apart from one another. True where only a
  /// full validity check can tell: something touches, crosses, folds back, lies in doubt or has too few vertices.
  ///
  /// Takes some tens of nanoseconds a vertex, so that a slow check need see the doubtful features only.
  public func mayBeInvalid(_ feature: Int) -> Bool {
    !doubtful(feature..<feature + 1).isEmpty
  }

  /// The features of which ``mayBeInvalid(_:)`` is true, in order. Runs on all cores.
  public func possiblyInvalidFeatures() -> [Int] {
    FixedChunks.map(count: count, size: 1024) { doubtful($0) }.flatMap { $0 }
  }

  private func doubtful(_ features: Range<Int>) -> [Int] {
    x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        let filter = ValidityFilter(columns: self, x: x, y: y)
        return features.filter { feature in
          guard kinds[feature].isPolygonal || kinds[feature] == .collection else { return false }
          return !flags[feature].isDisjoint(with: [.shortRing, .nonFinite, .empty]) || filter.isDoubtful(feature)
        }
      }
    }
  }
}

/// An edge from vertex `start` to the next; `follower` is the edge that starts where this one ends.
private struct RingEdge {
  var start: Int
  var follower: Int
}

private struct ValidityFilter {
  let columns: GeometryColumns
  let x: UnsafeBufferPointer<Double>
  let y: UnsafeBufferPointer<Double>

  /// Above this number of edges they are sorted into boxes first.
  private static let small = 48

  func isDoubtful(_ feature: Int) -> Bool {
    let rings = columns.rings(of: feature)
    guard rings.allSatisfy({ columns.vertices(ofRing: $0).count >= 4 }) else { return true }
    let vertices = columns.vertices(of: feature)
    if rings.count == 1 && isStarShaped(vertices) { return false }
    if rings.count == 1 && vertices.count <= Self.small { return smallRingTouchesItself(vertices) }
    var edges: [RingEdge] = []
    edges.reserveCapacity(vertices.count)
    for ring in rings {
      let range = columns.vertices(ofRing: ring)
      for i in range.lowerBound..<(range.upperBound - 2) { edges.append(RingEdge(start: i, follower: i + 1)) }
      edges.append(RingEdge(start: range.upperBound - 2, follower: range.lowerBound))
    }
    return touch(edges, depth: 0) || isMisplaced(feature)
  }

  /// Whether the ring, seen from the mean of its vertices, turns steadily to the left and once round: it is simple
  /// then. True of most parcels, and quickly told. False where it is not so, or in doubt.
  private func isStarShaped(_ vertices: Range<Int>) -> Bool {
    let first = vertices.lowerBound
    let last = vertices.upperBound - 1
    var sumX = 0.0
    var sumY = 0.0
    for i in first..<last {
      sumX += x[i] - x[first]
      sumY += y[i] - y[first]
    }
    let centreX = x[first] + sumX / Double(last - first)
    let centreY = y[first] + sumY / Double(last - first)
    var turns = 0
    var px = x[first] - centreX
    var py = y[first] - centreY
    for i in first..<last {
      let qx = x[i + 1] - centreX
      let qy = y[i + 1] - centreY
      let left = px * qy
      let right = py * qx
      guard left - right > Self.orientationError * (abs(left) + abs(right)) else { return false }
      if py <= 0 && qy > 0 { turns += 1 }
      px = qx
      py = qy
    }
    return turns == 1
  }

  /// Error bound of the floating-point filter of Shewchuk (1997), for the sum of the two products' sizes.
  private static let orientationError = 3.330_669_073_875_471_6e-16

  private func smallRingTouchesItself(_ vertices: Range<Int>) -> Bool {
    let first = vertices.lowerBound
    let last = vertices.upperBound - 2
    for i in first...last {
      let minX = min(x[i], x[i + 1])
      let maxX = max(x[i], x[i + 1])
      let minY = min(y[i], y[i + 1])
      let maxY = max(y[i], y[i + 1])
      if foldsBack(i, i == last ? first : i + 1) { return true }
      var j = i + 2
      while j <= last {
        let apart =
          (x[j] < minX && x[j + 1] < minX) || (x[j] > maxX && x[j + 1] > maxX)
          || (y[j] < minY && y[j + 1] < minY) || (y[j] > maxY && y[j + 1] > maxY)
        if !apart && !(i == first && j == last) && meet(i, j) { return true }
        j += 1
      }
    }
    return false
  }

  /// Whether any two of the edges touch that should not. Halves the box of the edges until few are left together.
  private func touch(_ edges: [RingEdge], depth: Int) -> Bool {
    guard edges.count > Self.small, depth < 40 else { return touchPairwise(edges) }
    var box = Box.empty
    for edge in edges {
      box.extend(x: x[edge.start], y: y[edge.start])
      box.extend(x: x[edge.start + 1], y: y[edge.start + 1])
    }
    let axes = box.width >= box.height ? [true, false] : [false, true]
    for alongX in axes {
      let values = alongX ? x : y
      let middle = alongX ? box.midX : box.midY
      let low = edges.filter { min(values[$0.start], values[$0.start + 1]) <= middle }
      let high = edges.filter { max(values[$0.start], values[$0.start + 1]) >= middle }
      // Where most edges cross the middle, halving this way gains nothing.
      if max(low.count, high.count) * 10 < edges.count * 9 && (low.count + high.count) * 10 < edges.count * 15 {
        return touch(low, depth: depth + 1) || touch(high, depth: depth + 1)
      }
    }
    return touchPairwise(edges)
  }

  private func touchPairwise(_ edges: [RingEdge]) -> Bool {
    let sorted = edges.sorted { min(x[$0.start], x[$0.start + 1]) < min(x[$1.start], x[$1.start + 1]) }
    for (place, edge) in sorted.enumerated() {
      let i = edge.start
      let maxX = max(x[i], x[i + 1])
      let minY = min(y[i], y[i + 1])
      let maxY = max(y[i], y[i + 1])
      for other in sorted[(place + 1)...] {
        let j = other.start
        if min(x[j], x[j + 1]) > maxX { break }
        if (y[j] < minY && y[j + 1] < minY) || (y[j] > maxY && y[j + 1] > maxY) { continue }
        if edge.follower == j {
          if foldsBack(i, j) { return true }
        } else if other.follower == i {
          if foldsBack(j, i) { return true }
        } else if meet(i, j) {
          return true
        }
      }
    }
    return false
  }

  /// Sign of the side of edge i that vertex v lies on; 0 on the line or in doubt.
  @inline(__always)
  private func side(_ i: Int, _ v: Int) -> Int {
    let left = (x[i] - x[v]) * (y[i + 1] - y[v])
    let right = (y[i] - y[v]) * (x[i + 1] - x[v])
    let determinant = left - right
    let bound = Self.orientationError * (abs(left) + abs(right))
    return determinant > bound ? 1 : (determinant < -bound ? -1 : 0)
  }

  /// Whether two edges whose boxes meet may touch.
  private func meet(_ i: Int, _ j: Int) -> Bool {
    let a = side(i, j)
    let b = side(i, j + 1)
    if a != 0 && a == b { return false }
    let c = side(j, i)
    let d = side(j, i + 1)
    return c == 0 || c != d
  }

  /// Whether edge j, which starts where i ends, runs back along i.
  @inline(__always)
  private func foldsBack(_ i: Int, _ j: Int) -> Bool {
    let dot = (x[i + 1] - x[i]) * (x[j + 1] - x[j]) + (y[i + 1] - y[i]) * (y[j + 1] - y[j])
    return dot <= 0 && side(i, j + 1) == 0
  }

  /// Whether a hole may lie outside its shell or within another hole, or a part within another. No edges touch here, so
  /// that one vertex answers for its ring.
  private func isMisplaced(_ feature: Int) -> Bool {
    let parts = columns.parts(of: feature)
    var shells: [Box] = []
    for part in parts {
      let rings = columns.rings(ofPart: part)
      guard let shell = rings.first else { return true }
      let shellBox = columns.box(ofVertices: columns.vertices(ofRing: shell))
      if shells.contains(where: { $0.intersects(shellBox) }) { return true }
      shells.append(shellBox)
      var holes: [Box] = []
      for hole in rings.dropFirst() {
        let box = columns.box(ofVertices: columns.vertices(ofRing: hole))
        if holes.contains(where: { $0.contains(box) || box.contains($0) }) { return true }
        holes.append(box)
        if !contains(shell, vertex: columns.vertices(ofRing: hole).lowerBound) { return true }
      }
    }
    return false
  }

  /// Whether the vertex certainly lies within the ring.
  private func contains(_ ring: Int, vertex v: Int) -> Bool {
    var inside = false
    let vertices = columns.vertices(ofRing: ring)
    for i in vertices.lowerBound..<(vertices.upperBound - 1) where (y[i] <= y[v]) != (y[i + 1] <= y[v]) {
      let side = side(i, v)
      if side == 0 { return false }
      if (side > 0) == (y[i + 1] > y[i]) { inside.toggle() }
    }
    return inside
  }
}
