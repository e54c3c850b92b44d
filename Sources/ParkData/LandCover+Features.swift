extension LandCover {
  /// Everything with an outline of its own, the topmost first.
  static func features(_ site: Site, _ west: Plan, _ villages: [Village]) -> [Feature] {
    var result: [Feature] = []
    func add(_ code: String, _ polygon: Polygon, _ isStateLand: Bool) {
      result.append(Feature(code: code, polygon: polygon, isStateLand: isStateLand))
    }
    let link = site.lines.link
    func of(_ kinds: Road.Class...) -> [Road] { site.roads.filter { kinds.contains($0.kind) } }
    // Traffic: the through roads first.
    for road in of(.highway, .link, .national) { add("1003", road.corridor, true) }
    add("1003", interchange(site), true)
    for road in site.roads where ["A01", "M01"].contains(road.id) { add("1004", road.corridor, true) }
    let river = site.bank(1).points + site.bank(-1).points.reversed()
    add("1101", river.polygon, true)
    for road in site.roads where road.id == "S02" { add("1004", road.corridor, true) }
    for parcel in west.parcels where parcel.code == "1207" && parcel.status == "保留" { add("1004", parcel.area, true) }
    for road in of(.rural) { add("1006", road.corridor, false) }
    for village in villages where village.isTown { add("0701", village.outline, false) }
    for village in villages where !village.isTown { add("0702", village.outline, false) }
    for parcel in west.parcels where parcel.code != "1207" {
      if let code = built(parcel) { add(code, parcel.area, parcel.code != "070301") }
    }
    for (code, polygon) in ponds(site) { add(code, polygon, false) }
    add("1107", site.brook.corridor(7, 7).polygon, false)
    _ = link
    return result
  }

  /// The survey code of a plan parcel that is built or cleared; nil where the old use goes on.
  private static func built(_ parcel: PlanParcel) -> String? {
    if parcel.status == "新建" {
      // Part of the land still to be built has been levelled.
      var random = ParkRandom("cleared \(parcel.id)")
      return parcel.code.hasPrefix("10") && random.chance(0.35) ? "1201" : nil
    }
    switch parcel.code.prefix(2) {
    case "10": return "0601"
    case "11": return "0508"
    case "09": return "05H1"
    case "13": return "0809"
    case "14": return "0810"
    case "12": return "1005"
    case "07": return parcel.code == "070301" ? "0702" : "0701"
    case "08": return parcel.code == "0801" ? "08H1" : "08H2"
    default: return nil
    }
  }

  /// The land within and around the ramps.
  private static func interchange(_ site: Site) -> Polygon {
    let ramps = site.roads.filter { $0.kind == .ramp }.flatMap(\.curve.points)
    let hull = convexHull(ramps)
    return hull.polygon
  }

  /// Andrew 1979.
  static func convexHull(_ points: [Vector]) -> [Vector] {
    let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    func half(_ points: [Vector]) -> [Vector] {
      var chain: [Vector] = []
      for p in points {
        while chain.count > 1, (chain[chain.count - 1] - chain[chain.count - 2]).cross(p - chain[chain.count - 1]) <= 0
        {
          chain.removeLast()
        }
        chain.append(p)
      }
      return chain
    }
    return half(sorted).dropLast() + half(sorted.reversed()).dropLast()
  }

  /// Fish ponds in the valley, two small reservoirs in the hills.
  private static func ponds(_ site: Site) -> [(String, Polygon)] {
    let places: [(Double, Double, Double, String)] = [
      (4720, 1620, 46, "1104A"), (4800, 1680, 40, "1104A"), (4680, 1720, 38, "1104A"), (5650, 2120, 36, "1104"),
      (5560, 3250, 30, "1104"), (5700, 1050, 52, "1104A"), (5790, 1110, 44, "1104A"), (5740, 960, 40, "1104A"),
      (7350, 1350, 36, "1104"), (6600, 1450, 40, "1104"), (1450, 700, 34, "1104"), (3350, 320, 30, "1104"),
      (1900, 4600, 90, "1103"), (7300, 4350, 110, "1103"), (6700, 2950, 34, "1104"), (7950, 1560, 38, "1104"),
      (300, 2200, 32, "1104"), (2900, 3850, 36, "1104"), (5850, 4750, 34, "1104"), (8300, 900, 44, "1104A"),
    ]
    return places.enumerated().map { n, place in
      var random = ParkRandom("pond \(n)")
      var direction = Vector(1, 0)
      var control: [(Double, Double)] = []
      for _ in 0..<8 {
        let r = place.2 * random.real(0.75, 1.35)
        control.append((place.0 + direction.x * r * 1.35, place.1 + direction.y * r))
        let h = 0.5.squareRoot()
        direction = Vector((direction.x - direction.y) * h, (direction.x + direction.y) * h)
      }
      return (place.3, Curve.ring(control: control, tolerance: 0.5).polygon)
    }
  }
}
