/// A plant building on a lot, with what a tenant asks about.
struct Building {
  var id: String
  var lot: String
  var footprint: Polygon
  var structure: String
  var storeys: Int
  /// Clear height in metres, bay in metres, floor load in kN/m², crane in tonnes.
  var clearHeight: Double
  var bay: Double
  var floorLoad: Double?
  var crane: Double?
  var kva: Double?
  /// Waste water in tonnes a day.
  var sewage: Double?
  var builtYear: Int
  var fireRating: String
  var owner: String
  var title: String?
  var mortgage: String
  var seizure: String
  var leaseUntil: String?
  var idleSince: String

  /// m², two decimals.
  var floorArea: Double { (footprint.area * Double(storeys)).rounded(to: 2) }

  /// Halls in rows along the lot's long side, 12 m inside its boundary.
  static func within(_ parcel: PlanParcel, owner: String) -> [Building] {
    var random = ParkRandom("buildings \(parcel.id)")
    let ring = parcel.area.shell.map(\.vector)
    let box = LotSplitter.orientedBox(ring)
    let (u, v) = (box.axis, box.axis.left)
    let a = LotSplitter.range(ring, u)
    let b = LotSplitter.range(ring, v)
    var result: [Building] = []
    var across = b.low + 14
    let idleSince = "\(random.integer(2016...2021))-\(Plan.two(random.integer(1...12)))-01"
    while across + 18 < b.high - 12, result.count < 5 {
      let depth = min(random.pick([24.0, 30, 36, 48]), b.high - 12 - across)
      var along = a.low + 14
      while along + 24 < a.high - 12, result.count < 5 {
        let length = min(random.pick([48.0, 72, 96, 120]), a.high - 12 - along)
        let corners = [
          (along, across), (along + length, across), (along + length, across + depth), (along, across + depth),
        ]
        .map { u * $0.0 + v * $0.1 }
        if corners.allSatisfy({ inside(parcel.area, $0, margin: 8) }) {
          result.append(one(parcel, owner, result.count + 1, corners.polygon, idleSince, &random))
        }
        along += length + 14
      }
      across += depth + 14
    }
    return result
  }

  private static func inside(_ polygon: Polygon, _ p: Vector, margin: Double) -> Bool {
    guard polygon.contains(p.rounded) else { return false }
    return Curve((polygon.shell + [polygon.shell[0]]).map(\.vector)).distance(p) >= margin
  }

  private static func one(
    _ parcel: PlanParcel,
    _ owner: String,
    _ n: Int,
    _ footprint: Polygon,
    _ idleSince: String,
    _ random: inout ParkRandom
  ) -> Building {
    let isHall = random.chance(0.7)
    let hasTitle = random.chance(0.78)
    return Building(
      id: "\(parcel.id)-F\(n)",
      lot: parcel.id,
      footprint: footprint,
      structure: isHall ? "门式钢架" : "钢筋混凝土框架",
      storeys: isHall ? 1 : random.integer(2...4),
      clearHeight: isHall ? random.pick([7.5, 8.4, 9, 10.5, 12]) : random.pick([4.2, 4.5, 5.4]),
      bay: random.pick([6, 7.5, 8, 9]),
      floorLoad: random.chance(0.85) ? (isHall ? random.pick([20, 30, 50]) : random.pick([5, 7.5, 10])) : nil,
      crane: isHall ? (random.chance(0.6) ? random.pick([5, 10, 16, 20]) : 0) : 0,
      kva: random.chance(0.8) ? random.pick([315, 630, 800, 1250, 2000]) : nil,
      sewage: random.chance(0.7) ? random.pick([0, 20, 50, 120, 300]) : nil,
      builtYear: random.integer(2011...2018),
      fireRating: random.pick(["二级（丙类）", "二级（丁类）", "二级（戊类）", "三级"]),
      owner: owner,
      title: hasTitle ? "示例不动产权第\(random.integer(10_000...99_999))号" : nil,
      mortgage: random.chance(0.35) ? "已抵押" : "无",
      seizure: random.chance(0.12) ? "已查封" : "无",
      leaseUntil: random.chance(0.25)
        ? Self.leaseEnd(year: random.integer(2022...2024), month: random.integer(1...12)) : nil,
      idleSince: idleSince
    )
  }

  /// Leases end with the month's thirtieth day; February has none.
  private static func leaseEnd(year: Int, month: Int) -> String {
    "\(year)-\(Plan.two(month))-\(month == 2 ? 28 : 30)"
  }
}
