/// Which use the plan gives to which place. Positions are metres from the local origin.
enum LandUsePlan {
  private struct Quarter {
    var centre: Vector
    var radius: Double
    /// Lot size in mu and depth of a row in metres; nil: the grain of industry.
    var grain: (mu: Double, depth: Double)?
    /// Uses given in turn to the lots here.
    var uses: [String]
  }

  private static let quarters: [Quarter] = [
    // The service core between trunk road and first industrial road.
    .init(
      centre: Vector(2420, 1800),
      radius: 235,
      grain: (14, 120),
      uses: ["0902", "090101", "0702", "070102", "080602", "090104", "070102", "1403", "0801", "070102", "120803"]
    ),
    .init(centre: Vector(2400, 1420), radius: 130, grain: (20, 130), uses: ["070102", "080404", "070102", "1401"]),
    .init(
      centre: Vector(2370, 1060),
      radius: 190,
      grain: (26, 150),
      uses: ["070102", "1401", "080403", "070102", "070102", "080501"]
    ),
    // The old village kept inside the plan.
    .init(centre: Vector(1330, 1500), radius: 170, grain: (24, 160), uses: ["070301", "070301", "1401"]),
    .init(centre: Vector(3400, 1230), radius: 210, grain: (42, 300), uses: ["1302", "100102", "1302"]),
    .init(
      centre: Vector(4200, 2230),
      radius: 190,
      grain: (20, 130),
      uses: ["090101", "0902", "070102", "0802", "120803", "070102"]
    ),
    .init(
      centre: Vector(4200, 2700),
      radius: 180,
      grain: (26, 150),
      uses: ["070102", "080602", "070102", "1401", "0702"]
    ),
    .init(
      centre: Vector(3720, 4560),
      radius: 330,
      grain: (34, 200),
      uses: ["110101", "110101", "090105", "120801", "16"]
    ),
    .init(centre: Vector(4120, 4180), radius: 190, grain: (22, 140), uses: ["110101", "090104", "110102", "1401"]),
  ]

  /// Single sites by a point within them.
  private static let sites: [(Vector, String)] = [
    (Vector(1600, 3000), "1303"), (Vector(900, 3270), "1301"), (Vector(3350, 3050), "110101"),
    (Vector(3350, 2750), "110101"), (Vector(2080, 2650), "1310"), (Vector(660, 2530), "1304"),
    (Vector(2000, 1350), "120802"), (Vector(1850, 2250), "0802"), (Vector(3250, 1700), "1309"),
    (Vector(2900, 1580), "1401"), (Vector(3640, 2200), "1306"), (Vector(3700, 3200), "1303"),
    (Vector(3700, 4150), "16"),
    (Vector(3650, 2650), "0802"), (Vector(3750, 3850), "1402"),
  ]

  private static func quarter(_ p: Vector) -> Quarter? {
    quarters.first { (p - $0.centre).length < $0.radius }
  }

  /// Target lot area in m² and the depth of a row of lots in metres.
  static func lotSize(at p: Vector) -> (target: Double, depth: Double) {
    if let grain = quarter(p)?.grain { return (grain.mu * 10000 / 15, grain.depth) }
    var random = ParkRandom("grain \(Int(p.x / 50)) \(Int(p.y / 50))")
    return (random.pick([16.0, 22, 28, 34, 46, 60, 84]) * 10000 / 15, random.pick([190.0, 210, 240, 300]))
  }

  /// The use of each lot that is no street, in order.
  static func uses(_ lots: [Fabric.Lot], _ site: Site) -> [String] {
    var turn: [Int: Int] = [:]
    return lots.map { lot in
      if lot.road != nil { return "1207" }
      if lot.isStrip { return "1402" }
      let p = lot.polygon.centroid
      if let single = sites.first(where: { lot.polygon.contains($0.0.rounded) }) { return single.1 }
      if lot.area == .west, site.river.distance(p) < 128 + Site.riverHalf(p) * 0.5 {
        return p.x < 2900 ? "1401" : "1402"
      }
      if let k = quarters.firstIndex(where: { (p - $0.centre).length < $0.radius }) {
        let uses = quarters[k].uses
        defer { turn[k, default: 0] += 1 }
        return uses[turn[k, default: 0] % uses.count]
      }
      if lot.area == .link { return p.y > 3300 ? "100101" : p.x < 3900 ? "100102" : "100101" }
      return p.y > 2400 && p.x < 2000 ? "100102" : p.x > 2600 ? "100101" : "100102"
    }
  }
}
