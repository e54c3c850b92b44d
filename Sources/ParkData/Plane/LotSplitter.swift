/// Cuts a block into lots by halving its oriented box again and again, across the long side, so that lots keep their
/// front to the street.
struct LotSplitter {
  var random: ParkRandom
  /// The cuts made, as lines on the grid; ends lie on the ring that was cut.
  private(set) var cuts: [Segment] = []

  init(_ key: String) {
    random = ParkRandom(key)
  }

  /// A ring whose edge `i` (from vertex `i` to the next) fronts a street where `street[i]`.
  struct Plot {
    var ring: [Vector]
    var street: [Bool]

    var front: Double {
      ring.indices.reduce(0) { sum, i in
        street[i] ? sum + (ring[(i + 1) % ring.count] - ring[i]).length : sum
      }
    }
  }

  /// Splits a counter-clockwise plot into lots of about `target` m². Plots deeper than `depth` metres are first
  /// halved lengthwise, as two rows back to back. A cut never takes away a lot's front to the street.
  mutating func split(_ plot: Plot, target: Double, depth: Double) {
    let area = LotSplitter.area(plot.ring)
    let box = LotSplitter.orientedBox(plot.ring)
    let tooDeep = box.short > depth && area > target * 1.4
    guard area > target * (1.35 + 0.3 * random.unit()) || tooDeep && area > target * 1.8 else { return }
    // A cut runs across the long side; a deep block is first cut along it.
    let preferred = tooDeep && box.long > depth * 1.25 ? box.axis.left : box.axis
    let needed = min(24, 0.3 * plot.front)
    for along in [preferred, preferred.left] {
      let extent = LotSplitter.range(plot.ring, along)
      guard extent.high - extent.low > 45 else { continue }
      for attempt in 0..<4 {
        let share = 0.5 + (attempt == 0 ? random.real(-0.09, 0.09) : random.real(-0.18, 0.18))
        let at = extent.low + (extent.high - extent.low) * share
        guard let halves = LotSplitter.halved(plot, normal: along, at: at) else { continue }
        let smallest = min(LotSplitter.area(halves.a.ring), LotSplitter.area(halves.b.ring))
        guard smallest > 0.3 * area, halves.a.front > needed, halves.b.front > needed else { continue }
        let slender = max(LotSplitter.slenderness(halves.a.ring), LotSplitter.slenderness(halves.b.ring))
        guard slender < max(2.6, LotSplitter.slenderness(plot.ring)) else { continue }
        cuts.append(Segment(halves.cut.0.rounded, halves.cut.1.rounded))
        split(halves.a, target: target, depth: depth)
        split(halves.b, target: target, depth: depth)
        return
      }
    }
  }

  static func area(_ ring: [Vector]) -> Double {
    guard let origin = ring.first else { return 0 }
    var sum = 0.0
    for (i, p) in ring.enumerated() {
      sum += (p - origin).cross(ring[(i + 1) % ring.count] - origin)
    }
    return sum / 2
  }

  static func range(_ ring: [Vector], _ direction: Vector) -> (low: Double, high: Double) {
    var low = Double.infinity
    var high = -Double.infinity
    for p in ring {
      let d = p.dot(direction)
      low = min(low, d)
      high = max(high, d)
    }
    return (low, high)
  }

  /// Long side over short side of the oriented box.
  static func slenderness(_ ring: [Vector]) -> Double {
    let box = orientedBox(ring)
    return box.long / max(0.1, box.short)
  }

  /// The smallest box by area among those along one of the ring's edges; `axis` runs along its long side.
  static func orientedBox(_ ring: [Vector]) -> (axis: Vector, long: Double, short: Double) {
    var best = (axis: Vector(1, 0), long: Double.infinity, short: Double.infinity)
    for (i, p) in ring.enumerated() {
      let edge = ring[(i + 1) % ring.count] - p
      guard edge.length > 8 else { continue }
      let u = edge.unit
      let a = LotSplitter.range(ring, u)
      let b = LotSplitter.range(ring, u.left)
      let (w, h) = (a.high - a.low, b.high - b.low)
      if w * h < best.long * best.short {
        best = w >= h ? (u, w, h) : (u.left, h, w)
      }
    }
    return best
  }

  /// The two parts of a plot left and right of the line `normal · p = at`; nil where the line does not cut it in two.
  static func halved(_ plot: Plot, normal: Vector, at: Double) -> (a: Plot, b: Plot, cut: (Vector, Vector))? {
    let ring = plot.ring
    var crossings: [(index: Int, point: Vector)] = []
    for (i, p) in ring.enumerated() {
      let q = ring[(i + 1) % ring.count]
      let dp = p.dot(normal) - at
      let dq = q.dot(normal) - at
      guard (dp < 0) != (dq < 0) else { continue }
      crossings.append((i, p + (q - p) * (dp / (dp - dq))))
    }
    guard crossings.count == 2 else { return nil }
    let (i, j) = (crossings[0].index, crossings[1].index)
    let (first, second) = (crossings[0].point, crossings[1].point)
    let a = Plot(
      ring: [first] + ring[(i + 1)...j] + [second],
      street: [plot.street[i]] + plot.street[(i + 1)...j] + [false]
    )
    let b = Plot(
      ring: [second] + ring[(j + 1)...] + ring[...i] + [first],
      street: [plot.street[j]] + plot.street[(j + 1)...] + plot.street[...i] + [false]
    )
    return (a, b, (first, second))
  }
}
