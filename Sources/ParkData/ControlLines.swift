/// Control lines of territorial planning and of the special laws, the forest map and the slope classes.
struct ControlLines {
  struct Line {
    /// As `landplan.yaml` names the kind.
    var kind: String
    var file: String
    var title: (zh: String, en: String)
    var features: [(area: MultiPolygon, name: String, source: String)]
  }

  private(set) var lines: [Line] = []
  private(set) var forest: [(area: Polygon, grade: String, kind: String)] = []
  private(set) var slopes: [(area: Polygon, grade: Int)] = []
  private(set) var contours: [(line: [GridPoint], height: Double)] = []

  init(_ site: Site, cover: LandCover, zones: Zones, fabric: Fabric, plans: [Plan]) {
    let extent = [site.extent]
    let east = ControlLines.eastCore(site, fabric)
    let boundary = PlaneTools.union(zones.area("west") + zones.area("link") + east + ControlLines.town(cover))
      .filter { $0.area > 5000 }
    let farmland = ControlLines.farmland(cover, outside: boundary, fabric: fabric)
    func clip(_ polygon: Polygon) -> MultiPolygon { PlaneTools.intersection([polygon], extent) }
    func add(
      _ kind: String,
      _ zh: String,
      _ en: String,
      _ features: [(area: MultiPolygon, name: String, source: String)]
    ) {
      let file = "control_" + kind.map { $0 == "-" ? "_" : $0 }.map(String.init).joined()
      lines.append(Line(kind: kind, file: file, title: (zh, en), features: features.filter { !$0.area.isEmpty }))
    }
    add(
      "permanent-basic-farmland",
      "永久基本农田",
      "Permanent basic farmland",
      farmland.enumerated().map { ([$0.element], "基本农田图斑\($0.offset + 1)", "示例划定成果") }
    )
    add(
      "ecological-redline",
      "生态保护红线",
      "Ecological redline",
      ControlLines.redline(site).enumerated().map { ([$0.element], "山地水源涵养红线\($0.offset + 1)", "示例划定成果") }
    )
    add(
      "urban-development-boundary",
      "城镇开发边界",
      "Urban development boundary",
      boundary.enumerated().map { ([$0.element], "城镇开发边界\($0.offset + 1)", "示例国土空间总体规划") }
    )
    let managed = (site.bank(1, 30).points + site.bank(-1, 30).points.reversed()).polygon
    add("river", "河道管理范围", "River management zone", [(clip(managed), "示范河河道管理范围", "两岸各30m")])
    let strips = [(21.0, 51.0), (-51.0, -21.0)].map { near, far in
      (site.lines.highway.offset(far).points + site.lines.highway.offset(near).points.reversed()).polygon
    }
    add(
      "highway",
      "公路建筑控制区",
      "Highway building-control zone",
      strips.enumerated().map { (clip($0.element), "示范高速建筑控制区\($0.offset == 0 ? "北侧" : "南侧")", "用地外缘30m") }
    )
    add(
      "power",
      "电力线路保护区",
      "Power-line corridors",
      site.powerLines.map { line in
        let half = line.kilovolts == 220 ? 22.0 : 15
        return (clip(line.curve.corridor(half, half).polygon), line.name, "\(line.kilovolts)kV，全宽\(Int(half * 2))m")
      }
    )
    func parcels(_ test: (PlanParcel) -> Bool) -> [(area: MultiPolygon, name: String, source: String)] {
      plans.flatMap { plan in plan.parcels.filter(test).map { ([$0.area], $0.id, "控规图则") } }
    }
    add("green", "绿线", "Green lines", parcels { $0.code.hasPrefix("140") && $0.code != "1403" })
    add("yellow", "黄线", "Yellow lines", parcels { $0.code.hasPrefix("13") })
    let water = (site.bank(1).points + site.bank(-1).points.reversed()).polygon
    add(
      "blue",
      "蓝线",
      "Blue lines",
      [
        (clip(water), "示范河", "水域控制线"),
        (clip(site.brook.corridor(12, 12).polygon), "东溪（虚构）", "溪流两侧各12m"),
      ]
    )
    // In the park of block W23, so that the line meets no use it forbids.
    let hall = Curve.ring(
      control: [(1394, 1491), (1436, 1487), (1454, 1511), (1446, 1545), (1408, 1553), (1386, 1525)],
      tolerance: 0.5
    ).polygon
    add("purple", "紫线", "Purple lines", [([hall], "古祠堂保护范围（虚构）", "历史建筑")])
    forest = ControlLines.forestMap(site, cover.soft, fabric: fabric)
    slopes = ControlLines.slopeClasses(site)
    contours = ControlLines.contourLines(site)
  }

  /// The part of the east that the general plan already takes in: between link road and the second east street.
  private static func eastCore(_ site: Site, _ fabric: Fabric) -> MultiPolygon {
    let lines = site.lines
    guard let street = site.roads.first(where: { $0.id == "F02" }) else { return [] }
    let core = Site.enclosed(
      by: [lines.link.offset(25), lines.trunk, street.curve.extended(400), lines.second.offset(15)],
      seed: Vector(5000, 2350)
    )
    return core.map { [$0] } ?? []
  }

  private static func town(_ cover: LandCover) -> MultiPolygon {
    cover.patches.filter { $0.code == "0701" && $0.area.centroid.y < 700 }.map(\.area)
  }

  /// Paddy and good dry land outside the boundary and away from planned land, as connected pieces of at least 1 ha.
  private static func farmland(_ cover: LandCover, outside boundary: MultiPolygon, fabric: Fabric) -> MultiPolygon {
    let taken = Locator(boundary + fabric.scopes.values.sorted { $0.area < $1.area })
    let chosen = cover.patches.filter { patch in
      let p = patch.area.interiorPoint
      guard patch.code == "0101" || patch.code == "0103" && patch.slope < 5 else { return false }
      guard taken.first(p) == nil else { return false }
      return Terrain.noise(p.vector, size: 620, key: 41) > (patch.code == "0101" ? -0.35 : 0.2)
    }
    let joined = PlaneTools.union(chosen.map(\.area))
    return PlaneTools.difference(joined, boundary).filter { $0.area > 10_000 }
  }

  /// Steep high ground, clipped to the extent.
  private static func redline(_ site: Site) -> MultiPolygon {
    let field = ScalarField(from: Site.corner, to: Site.farCorner, step: 70) { p in
      site.terrain.height(p) + 10 * Terrain.noise(p, size: 400, key: 51)
    }
    let plane = Subdivision(site.extent.segments + field.isolines(146, tolerance: 2.5).flatMap(\.segments))
    let labels = plane.interiorPoints().map { p in
      site.extent.contains(p) && field.value(at: p.vector) > 146 ? 0 : -1
    }
    return (plane.dissolve(labels)[0] ?? []).filter { $0.area > 60_000 }
  }

  private static func forestMap(
    _ site: Site,
    _ soft: LandCover.Soft,
    fabric: Fabric
  ) -> [(area: Polygon, grade: String, kind: String)] {
    let height = ScalarField(from: Site.corner, to: Site.farCorner, step: 70) { site.terrain.height($0) }
    let west = fabric.scopes[.west] ?? Polygon(shell: [])
    var segments = site.extent.segments + west.segments
    segments += soft.forest.isolines(-0.14, tolerance: 2.5).flatMap(\.segments)
    for level in [105.0, 150, 205] { segments += height.isolines(level, tolerance: 3).flatMap(\.segments) }
    let plane = Subdivision(segments)
    let classes = plane.interiorPoints().map { p -> Int in
      guard site.extent.contains(p), !west.contains(p), soft.forest.value(at: p.vector) > -0.14 else { return -1 }
      let h = height.value(at: p.vector)
      return h > 205 ? 1 : h > 150 ? 2 : h > 105 ? 3 : 4
    }
    let regions = plane.merged(plane.regions(classes), minimum: { _ in 3000 })
    var result: [(area: Polygon, grade: String, kind: String)] = []
    var gradeOf: [Int: Int] = [:]
    for (f, region) in plane.regions(classes).enumerated() where region >= 0 { gradeOf[region] = classes[f] }
    let grades = ["", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"]
    for (region, polygons) in plane.dissolve(regions).sorted(by: { $0.key < $1.key }) {
      let grade = gradeOf[region] ?? 4
      for polygon in polygons where polygon.area > 1500 {
        result.append((polygon, grades[grade], grade < 3 ? "公益林" : "商品林"))
      }
    }
    return result
  }

  /// Slope in percent: 1 up to 15, 2 up to 25, 3 above; a coverage of the extent.
  private static func slopeClasses(_ site: Site) -> [(area: Polygon, grade: Int)] {
    let field = ScalarField(from: Site.corner, to: Site.farCorner, step: 70) { site.terrain.slope($0) }
    var segments = site.extent.segments
    for level in [15.0, 25] { segments += field.isolines(level, tolerance: 3).flatMap(\.segments) }
    let plane = Subdivision(segments)
    let classes = plane.interiorPoints().map { p -> Int in
      guard site.extent.contains(p) else { return -1 }
      let slope = field.value(at: p.vector)
      return slope > 25 ? 3 : slope > 15 ? 2 : 1
    }
    let first = plane.regions(classes)
    let regions = plane.merged(first, minimum: { _ in 4000 })
    var gradeOf: [Int: Int] = [:]
    for (f, region) in first.enumerated() where region >= 0 { gradeOf[region] = classes[f] }
    let byGrade = plane.dissolve(regions.map { $0 < 0 ? -1 : gradeOf[$0] ?? -1 })
    return byGrade.sorted { $0.key < $1.key }.flatMap { grade, polygons in polygons.map { ($0, grade) } }
  }

  private static func contourLines(_ site: Site) -> [(line: [GridPoint], height: Double)] {
    let field = ScalarField(from: Site.corner, to: Site.farCorner, step: 80) { site.terrain.height($0) }
    var result: [(line: [GridPoint], height: Double)] = []
    for level in stride(from: 70.0, to: 400, by: 10) {
      for line in field.isolines(level, tolerance: 2.5) where line.length > 260 {
        result.append((line.points.map(\.rounded), level))
      }
    }
    return result
  }
}

extension Curve {
  /// The curve with both ends drawn out straight by `length` metres.
  func extended(_ length: Double) -> Curve {
    guard points.count > 1 else { return self }
    let n = points.count
    let start = points[0] + (points[0] - points[1]).unit * length
    let end = points[n - 1] + (points[n - 1] - points[n - 2]).unit * length
    return Curve([start] + points + [end])
  }
}
