/// One parcel of a control plan.
struct PlanParcel {
  var id: String
  var area: Polygon
  var code: String
  var indicators: Indicators
  /// 保留, 改扩建 or 新建.
  var status: String
  var document: String
  var date: String
  var block: Int
  /// The parcels of the version before that this one came from, and how; empty in the first version.
  var lineage: (kind: String, from: [String]) = ("", [])
  var note: String?
}

/// A version of a control plan: parcels that cover its scope without gap or overlap.
struct Plan {
  var name: String
  var parcels: [PlanParcel]
  var scope: Polygon

  /// The first version, straight from the fabric.
  init(_ area: Fabric.Area, _ fabric: Fabric, _ site: Site, document: String, date: String) {
    name = area == .west ? "west" : "link"
    let all = fabric.lots.filter { $0.area == area }
    // The scope is exactly what the parcels cover.
    scope = PlaneTools.union(all.map(\.polygon)).max { $0.area < $1.area } ?? Polygon(shell: [])
    let codes = LandUsePlan.uses(all, site)
    var sewage = 0
    parcels = []
    let prefix = area.rawValue
    // Blocks are numbered from the north-west, lots within them likewise.
    var first: [Int: Vector] = [:]
    for lot in all {
      let p = lot.polygon.centroid
      if let q = first[lot.block], Plan.rank(q) <= Plan.rank(p) { continue }
      first[lot.block] = p
    }
    let order = first.keys.filter { $0 > 0 }.sorted {
      Plan.rank(first[$0] ?? Vector(0, 0)) < Plan.rank(first[$1] ?? Vector(0, 0))
    }
    let blockNumber = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset + 1) })
    var counter: [Int: Int] = [:]
    let indices = all.indices.sorted { Plan.rank(all[$0].polygon.centroid) < Plan.rank(all[$1].polygon.centroid) }
    for i in indices {
      let lot = all[i]
      let block = lot.road == nil ? blockNumber[lot.block] ?? 0 : 0
      counter[block, default: 0] += 1
      let number = counter[block, default: 0]
      let id = block == 0 ? "\(prefix)-DL\(Plan.two(number))" : "\(prefix)\(Plan.two(block))-\(Plan.two(number))"
      var random = ParkRandom("indicators \(id)")
      var indicators = Indicators(codes[i], &random)
      if codes[i] == "1302" {
        sewage += 1
        indicators.facility = sewage == 1 ? "污水处理厂（一期）" : "污水处理厂（二期）"
        indicators.capacity = sewage == 1 ? "1.0万t/d" : "2.0万t/d"
      }
      parcels.append(
        PlanParcel(
          id: id,
          area: lot.polygon,
          code: codes[i],
          indicators: indicators,
          status: Plan.status(area, lot, codes[i], &random),
          document: document,
          date: date,
          block: block,
          note: lot.road?.name
        )
      )
    }
    parcels.sort { $0.id < $1.id }
  }

  private static func status(
    _ area: Fabric.Area,
    _ lot: Fabric.Lot,
    _ code: String,
    _ random: inout ParkRandom
  ) -> String {
    if let road = lot.road { return road.status == "现状" ? "保留" : "新建" }
    guard area == .west else { return "新建" }
    if code == "070301" { return "保留" }
    let x = lot.polygon.centroid.x
    // The park grew from the west; the east of the west area is still to be built.
    let built = x < 1500 ? 0.86 : x < 2300 ? 0.66 : x < 2900 ? 0.4 : 0.22
    if !random.chance(built) { return "新建" }
    return random.chance(0.25) ? "改扩建" : "保留"
  }

  private static func rank(_ p: Vector) -> Double { -(p.y / 240).rounded() * 1e6 + p.x }

  static func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
}
