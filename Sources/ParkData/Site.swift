/// A street, road or highway of the park.
struct Road {
  enum Class: String {
    case highway = "高速公路"
    case ramp = "互通匝道"
    case national = "二级公路"
    case link = "高速连接线"
    case arterial = "主干路"
    case secondary = "次干路"
    case branch = "支路"
    case rural = "农村道路"
  }

  var id: String
  var name: String
  var kind: Class
  /// Red-line width in metres.
  var width: Double
  /// 现状, 在建 or 规划.
  var status: String
  var curve: Curve

  var corridor: Polygon { curve.corridor(width / 2, width / 2).polygon }
}

/// Where everything lies: the river, the hills, the roads, the areas. Coordinates are metres from the local origin.
struct Site {
  static let corner = Vector(-400, -400)
  static let farCorner = Vector(9400, 6400)

  let terrain: Terrain
  let river: Curve
  let brook: Curve
  let roads: [Road]
  let lines: Lines
  /// The surveyed extent: the townships around the park.
  let extent: Polygon
  let powerLines: [(name: String, kilovolts: Int, curve: Curve)]

  /// Half the river's width at a place.
  static func riverHalf(_ p: Vector) -> Double {
    29 + 9 * Terrain.noise(p, size: 700, key: 7)
  }

  /// The bank on the river's left (north, +1) or right (-1), `distance` metres from the water.
  func bank(_ side: Double, _ distance: Double = 0) -> Curve {
    let line = river.offset { side * (Site.riverHalf($0) + distance) }
    return distance == 0 ? line : Curve(Curve.thinned(line.points, tolerance: 0.3))
  }

  func road(_ id: String) -> Curve {
    roads.first { $0.id == id }?.curve ?? Curve([])
  }

  init() {
    river = Curve(control: [
      (-450, 1560), (100, 1500), (500, 1330), (1000, 860), (1500, 560), (2050, 520), (2500, 850), (2950, 1080),
      (3450, 900), (3900, 690), (4450, 900), (5000, 720), (5350, 380), (5900, 420), (6500, 800), (7100, 930),
      (7700, 640), (8300, 420), (9450, 560),
    ])
    brook = Curve(control: [
      (5700, 6450), (5900, 5700), (5680, 4900), (5480, 4300), (5620, 3700), (5380, 3150), (5480, 2600), (5330, 2050),
      (5500, 1450), (5330, 900), (5360, 380),
    ]).winding(16, size: 130, key: 71)
    terrain = Terrain(
      hills: [
        .init(centre: Vector(1250, 4350), radius: 950, height: 150),
        .init(centre: Vector(2700, 4250), radius: 520, height: 85),
        .init(centre: Vector(150, 3300), radius: 500, height: 70),
        .init(centre: Vector(3200, 6350), radius: 900, height: 190),
        .init(centre: Vector(800, 6300), radius: 800, height: 150),
        .init(centre: Vector(5050, 3850), radius: 360, height: 70),
        .init(centre: Vector(4900, 6300), radius: 600, height: 120),
        .init(centre: Vector(6750, 3750), radius: 520, height: 95),
        .init(centre: Vector(7900, 4700), radius: 1050, height: 190),
        .init(centre: Vector(8500, 2500), radius: 650, height: 115),
        .init(centre: Vector(7250, 2150), radius: 300, height: 52),
        .init(centre: Vector(7000, 6200), radius: 700, height: 120),
        .init(centre: Vector(1900, -350), radius: 650, height: 120),
        .init(centre: Vector(300, 250), radius: 450, height: 60),
        .init(centre: Vector(4900, -450), radius: 620, height: 110),
        .init(centre: Vector(7400, -350), radius: 750, height: 140),
        .init(centre: Vector(4850, 2950), radius: 260, height: 44),
        .init(centre: Vector(4740, 2330), radius: 210, height: 36),
        .init(centre: Vector(5170, 2640), radius: 200, height: 34),
        .init(centre: Vector(5900, 3250), radius: 240, height: 30),
      ],
      river: river,
      brook: brook
    )
    (roads, lines) = Site.network(river)
    extent = Site.roughened(
      Curve.ring(control: [
        (420, 260), (60, 700), (-130, 1500), (150, 2300), (110, 2900), (-120, 3600), (240, 4300), (330, 4900),
        (60, 5500), (180, 5900), (1100, 5850), (1900, 6060), (2700, 5690), (3500, 6080), (4300, 5930), (4900, 5660),
        (5900, 6050), (6700, 5730), (7500, 5660), (8100, 6040), (8820, 5900), (8990, 5350), (8730, 4700), (9060, 4100),
        (9130, 3300), (8820, 2600), (8900, 1900), (9140, 1400), (8930, 700), (8980, 100), (8300, -90), (7700, 190),
        (6900, -40), (6100, -130), (5300, 110), (4500, -60), (3700, -150), (2900, 90), (2100, -80), (1500, 60),
        (900, -120),
      ]),
      amplitude: 34
    )
    powerLines = [
      (
        "220kV园东线（虚构）", 220,
        Curve(
          [
            (-400, 3960), (420, 3840), (1250, 3700), (2050, 3560), (2800, 3440), (3480, 3690), (4200, 3740),
            (5000, 3560),
            (5900, 3640), (6800, 3420), (7700, 3500), (9400, 3250),
          ].map { Vector($0.0, $0.1) }
        )
      ),
      (
        "110kV园南线（虚构）", 110,
        Curve(
          [
            (4850, -300), (4740, 620), (4800, 1500), (4690, 2200), (4780, 2850), (4700, 3450), (4760, 4100),
            (4700, 6400),
          ].map { Vector($0.0, $0.1) }
        )
      ),
    ]
  }
}

extension Site {
  /// A ring with the small bends of ridges and ditches that township boundaries follow.
  private static func roughened(_ ring: [Vector], amplitude: Double) -> Polygon {
    guard let first = ring.first else { return Polygon(shell: []) }
    let closed = Curve(ring + [first]).winding(amplitude, size: 190, key: 61)
    return Array(closed.points.dropLast()).polygon
  }
}

/// The plane regions bounded by curves.
extension Site {
  /// The region around `seed` that the curves enclose.
  static func enclosed(by curves: [Curve], seed: Vector) -> Polygon? {
    let plane = Subdivision(curves.flatMap(\.segments))
    guard let face = plane.face(at: seed.rounded) else { return nil }
    return plane.dissolve(plane.faces.indices.map { $0 == face ? 0 : -1 })[0]?.first
  }
}
