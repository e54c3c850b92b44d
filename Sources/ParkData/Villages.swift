/// A hamlet: its built-up outline and its homesteads.
struct Village {
  var name: String
  var centre: Vector
  var outline: Polygon
  var homesteads: [Polygon]
  var isTown: Bool

  private static let places: [(String, Double, Double, Double)] = [
    ("甲一村", 780, 800, 105), ("甲二村", 2500, 350, 130), ("甲三村", 3160, 130, 90), ("乙一村", 5200, 4350, 125),
    ("乙二村", 5330, 3420, 105), ("乙三村", 5220, 2920, 80), ("乙四村", 4720, 4130, 95), ("丙一村", 6550, 3190, 110),
    ("丙二村", 7430, 3680, 125), ("丙三村", 6880, 2650, 90), ("丁一村", 7720, 1330, 135), ("丁二村", 7000, 1240, 110),
    ("丁三村", 8060, 2560, 100), ("丁四村", 8420, 3260, 90), ("戊一村", 5000, 1280, 120), ("戊二村", 5800, 1340, 105),
    ("己一村", 290, 2620, 100), ("己二村", 430, 4450, 95), ("己三村", 1500, 4810, 95), ("己四村", 2450, 4810, 120),
    ("己五村", 3420, 4800, 90), ("庚一村", 6800, 5730, 115), ("庚二村", 7850, 5770, 80), ("庚三村", 6820, 340, 100),
    ("庚四村", 7900, 420, 110), ("示范镇区", 4080, 330, 210), ("示范镇区", 4420, 330, 170), ("丁五村", 8230, 1690, 90),
  ]

  static func all(_ site: Site) -> [Village] {
    let lanes = site.roads.filter { $0.kind != .ramp && $0.kind != .highway }
    return places.enumerated().map { n, place in
      let (name, x, y, radius) = place
      var random = ParkRandom("village \(n)")
      let centre = Vector(x, y)
      let near = lanes.min { $0.curve.distance(centre) < $1.curve.distance(centre) }
      let axis = near.map { direction(of: $0.curve, near: centre) } ?? Vector(1, 0)
      // Hamlets stretch along their lane.
      let stretch = random.real(1.15, 1.7)
      var turn = Vector(1, 0)
      var control: [(Double, Double)] = []
      let cosine = 3.0.squareRoot() / 2
      for _ in 0..<12 {
        let reach = radius * random.real(0.6, 1.3)
        let p = centre + axis * (turn.x * reach * stretch) + axis.left * (turn.y * reach / stretch)
        control.append((p.x, p.y))
        turn = Vector(turn.x * cosine - turn.y / 2, turn.x / 2 + turn.y * cosine)
      }
      let outline = Curve.ring(control: control, tolerance: 0.6).polygon
      return Village(
        name: name,
        centre: centre,
        outline: outline,
        homesteads: x < 4300 || y > 4600 || y < 900
          ? [] : homesteads(outline, centre, radius, along: axis, avoiding: lanes, &random),
        isTown: name == "示范镇区"
      )
    }
  }

  /// The direction of a curve where it passes nearest to a point.
  private static func direction(of curve: Curve, near centre: Vector) -> Vector {
    var axis = Vector(1, 0)
    var nearest = Double.infinity
    for (a, b) in zip(curve.points, curve.points.dropFirst()) {
      let distance = ((a + b) * 0.5 - centre).length
      if distance < nearest {
        nearest = distance
        axis = (b - a).unit
      }
    }
    return axis
  }

  /// Rows of house lots along the lane. Lots of a row share their side lines.
  private static func homesteads(
    _ outline: Polygon,
    _ centre: Vector,
    _ radius: Double,
    along axis: Vector,
    avoiding lanes: [Road],
    _ random: inout ParkRandom
  ) -> [Polygon] {
    let near = lanes.filter { $0.curve.distance(centre) < radius * 2.4 }
    var result: [Polygon] = []
    var across = -radius * 1.3
    while across < radius * 1.3 {
      let depth = random.real(13, 17)
      var along = -radius * 2.2 + random.real(0, 9)
      while along < radius * 2.2 {
        let width = random.real(11, 16)
        // Gaps are courtyards, threshing grounds, trees.
        if random.chance(0.7) {
          let corners = [(0, 0), (width, 0), (width, depth), (0, depth)].map {
            centre + axis * (along + $0.0) + axis.left * (across + $0.1)
          }
          let ring = corners.map(\.rounded)
          let middle = (corners[0] + corners[2]) * 0.5
          if ring.allSatisfy({ Polygon.contains(outline.shell, $0) }),
            near.allSatisfy({ $0.curve.distance(middle) > $0.width / 2 + 11 })
          {
            result.append(Polygon(shell: ring))
          }
        }
        along += width
      }
      across += depth + random.pick([0.0, 3.5, 5])
    }
    return opened(PlaneTools.coverage(PlaneTools.snapped(result)))
  }

  /// Yards that lots would enclose on all sides are opened: one lot around each is left out.
  private static func opened(_ lots: [Polygon]) -> [Polygon] {
    var lots = lots
    while true {
      let closed = PlaneTools.union(lots).flatMap(\.holes)
      guard let yard = closed.first else { return lots }
      let corners = Set(yard)
      // The lot that leaves the fewest yards closed; the first of these.
      let choice = lots.indices.filter { lots[$0].shell.contains { corners.contains($0) } }
        .map { k -> (left: Int, lot: Int) in
          var rest = lots
          rest.remove(at: k)
          return (PlaneTools.union(rest).reduce(0) { $0 + $1.holes.count }, k)
        }
        .min { ($0.left, $0.lot) < ($1.left, $1.lot) }
      guard let choice, choice.left < closed.count else { return lots }
      lots.remove(at: choice.lot)
    }
  }
}
