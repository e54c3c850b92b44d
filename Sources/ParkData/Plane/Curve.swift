/// An open polyline in metres.
struct Curve {
  var points: [Vector]

  init(_ points: [Vector]) {
    self.points = points
  }

  /// A uniform cubic B-spline with clamped ends through the neighbourhood of the control points, thinned to 0.2 m.
  init(control: [(Double, Double)]) {
    let c = control.map { Vector($0.0, $0.1) }
    guard let first = c.first, let last = c.last, c.count > 2 else {
      points = c
      return
    }
    let padded = [first, first] + c + [last, last]
    var dense: [Vector] = []
    for i in 0..<(padded.count - 3) {
      let steps = max(6, Int((padded[i + 2] - padded[i + 1]).length / 12))
      for k in 0..<steps { dense.append(Curve.spline(padded, i, Double(k) / Double(steps))) }
    }
    dense.append(last)
    points = Curve.thinned(dense, tolerance: 0.2)
  }

  private static func spline(_ p: [Vector], _ i: Int, _ t: Double) -> Vector {
    let s = 1 - t
    let b0 = s * s * s / 6
    let b1 = (3 * t * t * t - 6 * t * t + 4) / 6
    let b2 = (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6
    let b3 = t * t * t / 6
    return p[i] * b0 + p[i + 1] * b1 + p[i + 2] * b2 + p[i + 3] * b3
  }

  /// A closed ring from control points, in order.
  static func ring(control: [(Double, Double)], tolerance: Double = 0.3) -> [Vector] {
    let c = control.map { Vector($0.0, $0.1) }
    let padded = c + c.prefix(3)
    var dense: [Vector] = []
    for i in 0..<c.count {
      let steps = max(4, Int((padded[i + 2] - padded[i + 1]).length / 8))
      for k in 0..<steps { dense.append(spline(padded, i, Double(k) / Double(steps))) }
    }
    dense.append(dense[0])
    let thin = thinned(dense, tolerance: tolerance)
    return Array(thin.dropLast())
  }

  /// Douglas and Peucker 1973.
  static func thinned(_ points: [Vector], tolerance: Double) -> [Vector] {
    guard points.count > 2 else { return points }
    var keep = Array(repeating: false, count: points.count)
    keep[0] = true
    keep[points.count - 1] = true
    var stack = [(0, points.count - 1)]
    while let (i, j) = stack.popLast() {
      guard j > i + 1 else { continue }
      var worst = -1.0
      var at = i
      let d = points[j] - points[i]
      let length = d.length
      for k in (i + 1)..<j {
        let v = points[k] - points[i]
        let distance = length > 0 ? abs(d.cross(v)) / length : v.length
        if distance > worst {
          worst = distance
          at = k
        }
      }
      if worst > tolerance {
        keep[at] = true
        stack.append((i, at))
        stack.append((at, j))
      }
    }
    return points.indices.filter { keep[$0] }.map { points[$0] }
  }

  /// The curve moved to its left by `distance` (negative: right).
  func offset(_ distance: Double) -> Curve { offset { _ in distance } }

  /// The curve moved to its left by a distance that depends on the place.
  func offset(_ distance: (Vector) -> Double) -> Curve {
    var result: [Vector] = []
    for i in points.indices {
      let before = i > 0 ? (points[i] - points[i - 1]).unit : (points[1] - points[0]).unit
      let after = i + 1 < points.count ? (points[i + 1] - points[i]).unit : before
      let middle = (before + after).unit.left
      let stretch = max(0.5, middle.dot(after.left))
      result.append(points[i] + middle * (distance(points[i]) / stretch))
    }
    return Curve(result)
  }

  /// The strip between two offsets, as a closed ring.
  func corridor(_ left: Double, _ right: Double) -> [Vector] {
    offset(left).points + offset(-right).points.reversed()
  }

  /// The curve with bends of up to `amplitude` metres over about `size` metres; both ends stay where they are.
  func winding(_ amplitude: Double, size: Double, key: UInt64) -> Curve {
    var dense: [Vector] = []
    let total = length
    let steps = max(2, Int(total / 16))
    for k in 0...steps {
      let way = total * Double(k) / Double(steps)
      let here = at(way)
      let taper = min(1, min(way, total - way) / 80)
      let shift = amplitude * taper * Terrain.noise(here.point, size: size, key: key)
      let isEnd = k == 0 || k == steps
      dense.append(isEnd ? points[k == 0 ? 0 : points.count - 1] : here.point + here.direction.left * shift)
    }
    return Curve(Curve.thinned(dense, tolerance: 0.25))
  }

  var segments: [Segment] {
    zip(points, points.dropFirst()).map { Segment($0.rounded, $1.rounded) }
  }

  var length: Double {
    zip(points, points.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
  }

  /// Where the curve first meets `other`: index of the segment and the point.
  func meeting(_ other: Curve) -> (index: Int, point: Vector)? {
    for i in 0..<(points.count - 1) {
      var nearest: (Double, Vector)?
      let a = points[i]
      let d = points[i + 1] - a
      for (c, e) in zip(other.points, other.points.dropFirst()) {
        let f = e - c
        let denominator = d.cross(f)
        guard denominator != 0 else { continue }
        let t = (c - a).cross(f) / denominator
        let u = (c - a).cross(d) / denominator
        guard t >= 0, t <= 1, u >= 0, u <= 1, t < nearest?.0 ?? 2 else { continue }
        nearest = (t, a + d * t)
      }
      if let nearest { return (i, nearest.1) }
    }
    return nil
  }

  /// The stretch from the first meeting with `start` to the last with `end`; an end stays where there is none.
  func trimmed(from start: Curve?, to end: Curve?) -> Curve {
    var result = self
    if let start, let hit = result.meeting(start) {
      result = Curve([hit.point] + result.points[(hit.index + 1)...])
    }
    if let end, let hit = Curve(result.points.reversed()).meeting(end) {
      result = Curve(result.points[...(result.points.count - 2 - hit.index)] + [hit.point])
    }
    return result
  }

  /// Distance in metres from a point to the curve.
  func distance(_ p: Vector) -> Double {
    var best = Double.infinity
    for (a, b) in zip(points, points.dropFirst()) {
      let d = b - a
      let t = min(1, max(0, (p - a).dot(d) / max(1e-12, d.dot(d))))
      best = min(best, (p - (a + d * t)).length)
    }
    return best
  }

  /// The point a given way along, and the direction there.
  func at(_ distance: Double) -> (point: Vector, direction: Vector) {
    var rest = distance
    for (a, b) in zip(points, points.dropFirst()) {
      let length = (b - a).length
      if rest <= length, length > 0 { return (a + (b - a) * (rest / length), (b - a).unit) }
      rest -= length
    }
    let n = points.count
    return (points[n - 1], (points[n - 1] - points[n - 2]).unit)
  }
}

extension Array where Element == Vector {
  /// The points as a closed ring's segments on the grid.
  var ringSegments: [Segment] {
    indices.map { Segment(self[$0].rounded, self[$0 + 1 == count ? 0 : $0 + 1].rounded) }
  }

  /// The ring as a polygon, turned counter-clockwise.
  var polygon: Polygon {
    let ring = map(\.rounded)
    return Polygon(shell: Polygon.twiceArea(ring) >= 0 ? ring : ring.reversed())
  }
}
