/// The lie of the land: hills, a valley along the river and its brook, and roughness. Heights in metres.
struct Terrain {
  struct Hill {
    var centre: Vector
    var radius: Double
    var height: Double
  }

  let hills: [Hill]
  let river: Curve
  let brook: Curve

  /// Smooth noise in -1...1 with features of about `size` metres.
  static func noise(_ p: Vector, size: Double, key: UInt64) -> Double {
    let x = p.x / size
    let y = p.y / size
    let ix = x.rounded(.down)
    let iy = y.rounded(.down)
    let fx = x - ix
    let fy = y - iy
    let sx = fx * fx * (3 - 2 * fx)
    let sy = fy * fy * (3 - 2 * fy)
    func value(_ dx: Int, _ dy: Int) -> Double {
      let cx = UInt64(bitPattern: Int64(ix) + Int64(dx))
      let cy = UInt64(bitPattern: Int64(iy) + Int64(dy))
      let bits = ParkRandom.mix(ParkRandom.mix(cx &* 0x9E37_79B9 &+ key) ^ (cy &* 0x85EB_CA6B))
      return Double(bits >> 11) * 0x1p-52 - 1
    }
    let a = value(0, 0) + (value(1, 0) - value(0, 0)) * sx
    let b = value(0, 1) + (value(1, 1) - value(0, 1)) * sx
    return a + (b - a) * sy
  }

  func height(_ p: Vector) -> Double {
    var sum = 62.0
    for hill in hills {
      let d = (p - hill.centre).length / hill.radius
      let fall = 1 / (1 + d * d)
      sum += hill.height * fall * fall
    }
    let valley = min(river.distance(p), brook.distance(p) + 120)
    let lift = valley / (valley + 700)
    sum += 18 * lift
    let rough = 0.12 + 0.88 * min(1, max(0, (sum - 76) / 46))
    let bumps =
      22 * Terrain.noise(p, size: 520, key: 1) + 15 * Terrain.noise(p, size: 230, key: 2)
      + 4 * Terrain.noise(p, size: 110, key: 3)
    sum += rough * bumps
    return sum
  }

  /// Slope in percent over 20 m.
  func slope(_ p: Vector) -> Double {
    let dx = (height(p + Vector(10, 0)) - height(p - Vector(10, 0))) / 20
    let dy = (height(p + Vector(0, 10)) - height(p - Vector(0, 10))) / 20
    return 100 * (dx * dx + dy * dy).squareRoot()
  }
}

/// A function sampled on a square grid, and its lines of equal value (marching squares).
struct ScalarField {
  let origin: Vector
  let step: Double
  let columns: Int
  let rows: Int
  private(set) var values: [Double]

  init(from origin: Vector, to corner: Vector, step: Double, _ function: (Vector) -> Double) {
    self.origin = origin
    self.step = step
    columns = Int(((corner.x - origin.x) / step).rounded(.up)) + 1
    rows = Int(((corner.y - origin.y) / step).rounded(.up)) + 1
    values = []
    values.reserveCapacity(columns * rows)
    for j in 0..<rows {
      for i in 0..<columns { values.append(function(origin + Vector(Double(i) * step, Double(j) * step))) }
    }
  }

  func value(_ i: Int, _ j: Int) -> Double { values[j * columns + i] }

  /// Bilinear value at a point.
  func value(at p: Vector) -> Double {
    let gx = min(max(0, (p.x - origin.x) / step), Double(columns) - 1.001)
    let gy = min(max(0, (p.y - origin.y) / step), Double(rows) - 1.001)
    let i = Int(gx)
    let j = Int(gy)
    let fx = gx - Double(i)
    let fy = gy - Double(j)
    let low = value(i, j) + (value(i + 1, j) - value(i, j)) * fx
    let high = value(i, j + 1) + (value(i + 1, j + 1) - value(i, j + 1)) * fx
    return low + (high - low) * fy
  }

  /// Lines where the function equals `level`; a closed line repeats its first point. Rounded by corner cutting
  /// (Chaikin 1974) and thinned to `tolerance` metres. Lines end at the rim of the grid.
  func isolines(_ level: Double, tolerance: Double = 1.5) -> [Curve] {
    var links: [GridPoint: [GridPoint]] = [:]
    func cut(_ i: Int, _ j: Int, _ k: Int, _ l: Int) -> GridPoint {
      let a = value(i, j)
      let b = value(k, l)
      let t = min(0.98, max(0.02, (level - a) / (b - a)))
      let p = Vector(Double(i) + Double(k - i) * t, Double(j) + Double(l - j) * t)
      return (origin + p * step).rounded
    }
    func join(_ p: GridPoint, _ q: GridPoint) {
      links[p, default: []].append(q)
      links[q, default: []].append(p)
    }
    for j in 0..<(rows - 1) {
      for i in 0..<(columns - 1) {
        let corners = [value(i, j), value(i + 1, j), value(i + 1, j + 1), value(i, j + 1)].map { $0 >= level }
        var cuts: [GridPoint] = []
        if corners[0] != corners[1] { cuts.append(cut(i, j, i + 1, j)) }
        if corners[1] != corners[2] { cuts.append(cut(i + 1, j, i + 1, j + 1)) }
        if corners[2] != corners[3] { cuts.append(cut(i, j + 1, i + 1, j + 1)) }
        if corners[3] != corners[0] { cuts.append(cut(i, j, i, j + 1)) }
        if cuts.count == 2 { join(cuts[0], cuts[1]) }
        if cuts.count == 4 {
          let centre = (value(i, j) + value(i + 1, j) + value(i + 1, j + 1) + value(i, j + 1)) / 4 >= level
          let first = centre == corners[0] ? 1 : 3
          join(cuts[0], cuts[first])
          join(cuts[2], cuts[4 - first])
        }
      }
    }
    return ScalarField.chains(links).map {
      Curve(Curve.thinned(ScalarField.rounded(ScalarField.rounded($0)), tolerance: tolerance))
    }
  }

  private static func chains(_ links: [GridPoint: [GridPoint]]) -> [[Vector]] {
    var result: [[Vector]] = []
    var used: Set<GridPoint> = []
    let order = links.keys.sorted {
      let a = links[$0]?.count ?? 0
      let b = links[$1]?.count ?? 0
      return a != b ? a < b : $0 < $1
    }
    for start in order where !used.contains(start) {
      var chain = [start]
      used.insert(start)
      var here = start
      while let step = links[here]?.first(where: { !used.contains($0) }) {
        chain.append(step)
        used.insert(step)
        here = step
      }
      if chain.count > 2, links[here]?.contains(start) == true { chain.append(start) }
      if chain.count > 3 { result.append(chain.map(\.vector)) }
    }
    return result
  }

  private static func rounded(_ points: [Vector]) -> [Vector] {
    guard let first = points.first, let last = points.last else { return points }
    var result: [Vector] = []
    let closed = first == last
    if !closed { result.append(first) }
    for (a, b) in zip(points, points.dropFirst()) {
      result.append(a * 0.75 + b * 0.25)
      result.append(a * 0.25 + b * 0.75)
    }
    result.append(closed ? result[0] : last)
    return result
  }
}
