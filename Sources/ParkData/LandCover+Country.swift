extension LandCover {
  /// Lines where the open country changes, and the rule that names it.
  struct Soft {
    var fields: [(name: String, lines: [[Curve]])]
    var forest: ScalarField
    var orchard: ScalarField
    var wet: ScalarField
    var kind: ScalarField

    func code(_ p: Vector, _ terrain: Terrain) -> String {
      if forest.value(at: p) >= 0 {
        let kind = kind.value(at: p)
        return kind > 0.42 ? "0302" : kind < -0.5 ? "0305" : "0301"
      }
      if orchard.value(at: p) >= 0 { return Terrain.noise(p, size: 900, key: 31) > 0.25 ? "0202" : "0201" }
      if wet.value(at: p) >= 0 { return "0101" }
      return Terrain.noise(p, size: 330, key: 32) > 0.5 ? "0404" : "0103"
    }
  }

  static func softFields(_ site: Site) -> Soft {
    let terrain = site.terrain
    func field(_ function: (Vector) -> Double) -> ScalarField {
      ScalarField(from: Site.corner, to: Site.farCorner, step: 56, function)
    }
    let forest = field { p in
      let height = terrain.height(p)
      let steep = terrain.slope(p)
      return (height - 86) / 9 + (steep - 12) / 9 + 0.8 * Terrain.noise(p, size: 240, key: 11)
    }
    let orchard = field { p in
      (terrain.height(p) - 79) / 8 + 1.1 * Terrain.noise(p, size: 300, key: 12) - 0.25
    }
    let wet = field { p in
      let water = min(site.river.distance(p), site.brook.distance(p))
      return (430 - water) / 260 + (75.5 - terrain.height(p)) / 4 + 0.7 * Terrain.noise(p, size: 260, key: 13)
    }
    let kind = field { p in Terrain.noise(p, size: 700, key: 14) + 0.3 * Terrain.noise(p, size: 200, key: 15) }
    return Soft(
      fields: [
        ("forest", [forest.isolines(0, tolerance: 2)]), ("orchard", [orchard.isolines(0, tolerance: 2)]),
        ("wet", [wet.isolines(0, tolerance: 2)]), ("kind", [kind.isolines(0.42), kind.isolines(-0.5)]),
      ],
      forest: forest,
      orchard: orchard,
      wet: wet,
      kind: kind
    )
  }

  /// Largest patch of a class, m².
  private static func largest(_ code: String) -> Double {
    switch code {
    case "0101": 26_000
    case "0103", "0404": 22_000
    case "0201", "0202": 34_000
    default: 120_000
    }
  }

  /// A cut across the long side of a stretch that is larger than fields or woods are here; paddy and dry land are cut
  /// straight, woods along a winding line.
  static func fieldCut(_ polygon: Polygon, code: String, key: String) -> [Segment] {
    var random = ParkRandom(key)
    guard polygon.area > largest(code) * random.real(0.8, 1.5) else { return [] }
    let box = LotSplitter.orientedBox(Curve.thinned(polygon.shell.map(\.vector), tolerance: 6))
    guard box.long.isFinite else { return [] }
    let range = LotSplitter.range(polygon.shell.map(\.vector), box.axis)
    let at = range.low + (range.high - range.low) * random.real(0.4, 0.6)
    // A tilt of a few degrees keeps rows of fields from looking ruled.
    let normal = (box.axis + box.axis.left * random.real(-0.18, 0.18)).unit
    let centre = box.axis * at + box.axis.left * polygon.centroid.dot(box.axis.left)
    let level = centre.dot(normal)
    var hits: [(Double, Vector)] = []
    for ring in polygon.rings {
      for (a, b) in Polygon.edges(ring) {
        let (p, q) = (a.vector, b.vector)
        let dp = p.dot(normal) - level
        let dq = q.dot(normal) - level
        guard (dp < 0) != (dq < 0) else { continue }
        let hit = p + (q - p) * (dp / (dp - dq))
        hits.append((hit.dot(normal.left), hit))
      }
    }
    hits.sort { $0.0 < $1.0 }
    var result: [Segment] = []
    let winding = code.hasPrefix("03") ? 16.0 : code.hasPrefix("02") ? 6 : 2.5
    var i = 0
    while i + 1 < hits.count {
      result += wavy(hits[i].1, hits[i + 1].1, amplitude: winding, key: random.next() & 0xFFFF).segments
      i += 2
    }
    return result
  }

  private static func wavy(_ a: Vector, _ b: Vector, amplitude: Double, key: UInt64) -> Curve {
    let length = (b - a).length
    let steps = max(1, Int(length / 38))
    let side = (b - a).unit.left
    return Curve(
      (0...steps).map { k in
        let t = Double(k) / Double(steps)
        let p = a + (b - a) * t
        if k == 0 || k == steps { return p }
        return p + side * (amplitude * 4 * t * (1 - t) * Terrain.noise(p, size: 70, key: key))
      }
    )
  }
}
