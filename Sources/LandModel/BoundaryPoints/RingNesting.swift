import Geometry

/// Polygons from rings that do not say which are holes: by nesting parity. A ring inside an even number of others is a
/// shell, inside an odd number a hole of the smallest shell around it.
struct RingNesting {
  /// For each polygon the indices of its rings, the shell first; in the order of the shells.
  let polygons: [[Int]]

  /// - Parameter rings: open or closed, x = east, y = north.
  init(_ rings: [[(x: Double, y: Double)]]) {
    let areas = rings.map { abs(RingNesting.area($0)) }
    var parents = [[Int]](repeating: [], count: rings.count)
    for inner in rings.indices {
      for outer in rings.indices where outer != inner && areas[outer] > areas[inner] {
        if RingNesting.contains(rings[outer], rings[inner]) { parents[inner].append(outer) }
      }
    }
    let shells = rings.indices.filter { parents[$0].count % 2 == 0 }
    polygons = shells.map { shell in
      [shell]
        + rings.indices.filter { ring in
          parents[ring].count == parents[shell].count + 1 && parents[ring].contains(shell)
            && parents[ring].allSatisfy { $0 == shell || parents[shell].contains($0) }
        }
    }
  }

  static func area(_ ring: [(x: Double, y: Double)]) -> Double {
    guard let origin = ring.first else { return 0 }
    var twice = 0.0
    for i in ring.indices {
      let (p, q) = (ring[i], ring[(i + 1) % ring.count])
      twice += (p.x - origin.x) * (q.y - origin.y) - (q.x - origin.x) * (p.y - origin.y)
    }
    return twice / 2
  }

  /// True where `inner` lies inside `outer`, judged by the first of its vertices and edge middles that is not on
  /// the outer ring. Rings that only touch are thus told apart.
  private static func contains(_ outer: [(x: Double, y: Double)], _ inner: [(x: Double, y: Double)]) -> Bool {
    for i in inner.indices {
      let (p, q) = (inner[i], inner[(i + 1) % inner.count])
      for point in [p, (x: (p.x + q.x) / 2, y: (p.y + q.y) / 2)] {
        switch side(of: point, outer) {
        case 1: return true
        case -1: return false
        default: continue
        }
      }
    }
    return false
  }

  /// 1 inside, −1 outside, 0 on the ring.
  private static func side(of point: (x: Double, y: Double), _ ring: [(x: Double, y: Double)]) -> Int {
    var isInside = false
    for i in ring.indices {
      let (a, b) = (ring[i], ring[(i + 1) % ring.count])
      let cross = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
      let isBetween =
        min(a.x, b.x) <= point.x && point.x <= max(a.x, b.x) && min(a.y, b.y) <= point.y && point.y <= max(a.y, b.y)
      if cross == 0, isBetween { return 0 }
      if (a.y > point.y) != (b.y > point.y), (cross > 0) == (b.y > a.y) { isInside.toggle() }
    }
    return isInside ? 1 : -1
  }
}
