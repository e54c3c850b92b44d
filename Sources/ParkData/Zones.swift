/// The named areas of the park. They overlap where the report's areas do.
struct Zones {
  struct Zone {
    var id: String
    var name: String
    var area: MultiPolygon
    var remark: String
  }

  let all: [Zone]

  func area(_ id: String) -> MultiPolygon { all.first { $0.id == id }?.area ?? [] }

  init(_ site: Site, west: Plan, link: Plan) {
    let lines = site.lines
    let water = site.bank(1, 30)
    let linkEdge = lines.link.offset(25)
    let avenueEdge = lines.avenue.offset(30)
    let westArea = Site.enclosed(
      by: [lines.c1.offset(12), lines.third.offset(150), lines.c7, water],
      seed: Vector(2400, 1800)
    )
    let expansion = Site.enclosed(
      by: [
        linkEdge, water,
        Curve(control: [
          (4000, 4330), (4700, 4440), (5500, 4360), (6300, 4210), (7100, 4290), (7900, 4120), (8500, 3900),
        ]),
        Curve(control: [(7700, 200), (7640, 900), (7820, 1700), (7700, 2600), (7930, 3400), (8000, 4500)]),
      ],
      seed: Vector(5400, 3000)
    )
    // The northern edge is moved until the area is the one stated.
    let integration = Zones.fitted(to: ParkFacts.integrationZone, seed: Vector(5400, 3000)) { shift in
      [
        linkEdge, lines.trunk.offset(22),
        Curve(control: [
          (4000, 4180 + shift), (4650, 4260 + shift), (5350, 4340 + shift), (6000, 4160 + shift), (6600, 4060 + shift),
          (7200, 4000 + shift),
        ]),
        Curve(control: [(6820, 1500), (6800, 2000), (6890, 2600), (6760, 3300), (6830, 4000), (6900, 4900)]),
      ]
    }
    let tract = Zones.fitted(to: ParkFacts.avenueTract, seed: Vector(7300, 2500)) { shift in
      [
        avenueEdge, water,
        Curve(control: [
          (5900, 3960 + shift), (6500, 3900 + shift), (7200, 4020 + shift), (7900, 3820 + shift), (8500, 3700 + shift),
          (9100, 3650 + shift),
        ]),
        Curve(control: [(8540, 100), (8560, 800), (8720, 1600), (8580, 2400), (8740, 3200), (8800, 4800)]),
      ]
    }
    func list(_ polygon: Polygon?) -> MultiPolygon { polygon.map { [$0] } ?? [] }
    all = [
      Zone(id: "west", name: "西片区", area: list(westArea), remark: "建成区，控规局部调整"),
      Zone(id: "phase-1", name: "一期控规范围", area: [west.scope], remark: "位于西片区内"),
      Zone(id: "link", name: "高速连接线片区", area: [link.scope], remark: "连接线及周边用地控规调整"),
      Zone(id: "east-expansion", name: "东扩区", area: list(expansion), remark: "拟扩大的开发管理范围"),
      Zone(id: "integration", name: "整合区", area: list(integration), remark: "连接线以东拟整合用地，与东扩区重叠"),
      Zone(id: "avenue-east", name: "大道以东", area: list(tract), remark: "拟纳入一体规划，与东扩区、整合区重叠"),
    ]
  }

  /// The region around `seed` within the curves, whose shift (metres to the north) is found by bisection.
  private static func fitted(to target: Double, seed: Vector, _ curves: (Double) -> [Curve]) -> Polygon? {
    var low = -900.0
    var high = 900.0
    for _ in 0..<36 {
      let middle = (low + high) / 2
      let area = Site.enclosed(by: curves(middle), seed: seed)?.area ?? 0
      if area < target { low = middle } else { high = middle }
    }
    return Site.enclosed(by: curves(high), seed: seed)
  }
}
