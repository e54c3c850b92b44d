import Geometry

/// Polygons from rings that do not say which are holes: by nesting parity. A ring inside an even number of others is a
/// shell, inside an odd number a hole of the smallest shell around it.
struct RingNesting {
  /// For each polygon the indices of its rings, the shell first; in the order of the shells.
  let polygons: [[Int]]

  /// - Parameter rings: open or closed, x = east, y = north.
  init(_ rings: [[(x: Double, y: Double)]]) {
    guard rings.count > 1 else {
      polygons = rings.indices.map { [$0] }
      return
    }
    let areas = rings.map { abs(RingNesting.area($0)) }
    // Two sweeps rather than lists of who lies around whom: a thousand rings in one another would fill a million places.
    var depths = [Int](repeating: 0, count: rings.count)
    RingNesting.forEachNesting(rings, areas) { _, inner in depths[inner] += 1 }
    var around = [Int?](repeating: nil, count: rings.count)
    RingNesting.forEachNesting(rings, areas) { outer, inner in
      guard depths[outer] % 2 == 0 else { return }
      if let known = around[inner], areas[known] <= areas[outer] { return }
      around[inner] = outer
    }
    var shells: [Int] = []
    var holes = [[Int]](repeating: [], count: rings.count)
    for ring in rings.indices {
      if depths[ring] % 2 == 1, let shell = around[ring] {
        holes[shell].append(ring)
      } else {
        shells.append(ring)
      }
    }
    polygons = shells.map { [$0] + holes[$0] }
  }

  /// Calls `body` with an outer and an inner ring wherever one lies in the other: a sweep along the axis on which the
  /// boxes are short, so that many small rings do not cost a look at every pair.
  private static func forEachNesting(
    _ rings: [[(x: Double, y: Double)]],
    _ areas: [Double],
    _ body: (Int, Int) -> Void
  ) {
    let boxes = rings.map { ring in ring.reduce(into: Box.empty) { $0.extend(x: $1.x, y: $1.y) } }
    let all = boxes.reduce(into: Box.empty) { $0.extend($1) }
    let (width, height) = boxes.reduce((0.0, 0.0)) { ($0.0 + $1.width, $0.1 + $1.height) }
    let isAlongX = width * all.height <= height * all.width
    let spans = boxes.map { isAlongX ? ($0.minX, $0.maxX) : ($0.minY, $0.maxY) }
    let order = rings.indices.sorted { (spans[$0].0, -spans[$0].1, $0) < (spans[$1].0, -spans[$1].1, $1) }
    // Those that reach over the sweep's place; larger ones with the same start come first, so that an outer ring is
    // there before its inner ones.
    var open: [Int] = []
    for inner in order {
      open.removeAll { spans[$0].1 < spans[inner].0 }
      for outer in open where areas[outer] > areas[inner] && boxes[outer].contains(boxes[inner]) {
        if contains(rings[outer], rings[inner]) { body(outer, inner) }
      }
      open.append(inner)
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
