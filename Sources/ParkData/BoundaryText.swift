/// 界址点 files: the five listed lots in the standard form, and an east batch with its axes swapped.
enum BoundaryText {
  /// The standard form with four columns, zone prefix 37, area in hectares.
  static func listed(_ lots: [Tenure]) -> String {
    var text = header(prefixed: true)
    let listed = lots.filter { $0.state == .listed }.sorted { $0.suppliedOn < $1.suppliedOn }
    for (n, lot) in listed.enumerated() {
      let ring = fromNorthWest(lot.parcel.area.shell)
      text += block(ring.count + 1, lot.parcel.area.area, lot.parcel.id, "示例项目\(n + 1)", lot.parcel.code)
      for (k, p) in (ring + ring.prefix(1)).enumerated() {
        text += "J\(k % ring.count + 1),1,\(northing(p)),37\(easting(p))\r\n"
      }
    }
    return text
  }

  /// Six columns without prefix; northing and easting have changed places, which is the planted defect.
  static func swapped(_ batch: Pipeline.Batch) -> String {
    var text = header(prefixed: false)
    guard let polygon = batch.area.first else { return text }
    let ring = fromNorthWest(polygon.shell)
    text += block(ring.count + 1, polygon.area, batch.id, batch.name, "1001")
    for (k, p) in (ring + ring.prefix(1)).enumerated() {
      let length = k == ring.count ? 0 : (ring[(k + 1) % ring.count].vector - p.vector).length
      text += "J\(k % ring.count + 1),1,\(easting(p)),\(northing(p)),\(fixed(length, 3)),水泥桩\r\n"
    }
    return text
  }

  private static func header(prefixed: Bool) -> String {
    """
    [项目信息]
    项目名称=示范园区（虚构数据）
    [属性描述]
    格式版本号=1.01版本
    数据产生单位=示范园区（虚构）
    数据产生日期=\(ParkFacts.asOf)
    坐标系=2000国家大地坐标系
    几度分带=3
    投影类型=高斯克吕格
    计量单位=米
    带号=37
    精度=0.001
    转换参数=,,,,,,
    [地块坐标]

    """.split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "\r\n") + "\r\n"
  }

  private static func block(_ points: Int, _ area: Double, _ id: String, _ name: String, _ code: String) -> String {
    "\(points),\(fixed(area / 10_000, 4)),\(id),\(name),面,,工业用地,\(code),@\r\n"
  }

  /// Clockwise from the north-western corner.
  private static func fromNorthWest(_ shell: [GridPoint]) -> [GridPoint] {
    let ring = Array(shell.reversed())
    let start = ring.indices.max { ring[$0].y - ring[$0].x < ring[$1].y - ring[$1].x } ?? 0
    return Array(ring[start...] + ring[..<start])
  }

  private static func northing(_ p: GridPoint) -> String { millimetres(p.y + Int(ParkFacts.origin.y) * 1000) }
  private static func easting(_ p: GridPoint) -> String { millimetres(p.x + Int(ParkFacts.origin.x) * 1000) }

  private static func millimetres(_ value: Int) -> String {
    let fraction = String(value % 1000)
    return "\(value / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  static func fixed(_ value: Double, _ decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let units = Int((abs(value) * Double(scale)).rounded())
    let fraction = String(units % scale)
    let sign = value < 0 && units > 0 ? "-" : ""
    return "\(sign)\(units / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}
