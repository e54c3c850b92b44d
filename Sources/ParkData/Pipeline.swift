/// Approval batches by stage, as polygons with their documents.
struct Pipeline {
  struct Batch {
    var id: String
    var stage: String
    var name: String
    var document: String
    var authority: String
    var date: String
    /// Years of validity; nil where the document has no term.
    var term: Int?
    var area: MultiPolygon
    var remark: String?

    var expiresOn: String? { term.map { Tenure.later(date, years: $0) } }
  }

  private(set) var batches: [Batch] = []

  init(_ site: Site, _ fabric: Fabric, west: Plan, forest: MultiPolygon, lots: [Tenure]) {
    westBatches(site, west)
    linkBatches(site, fabric, forest: forest)
    eastBatches(site, fabric, forest: forest)
    for lot in lots { lotBatches(lot) }
  }

  private mutating func add(
    _ stage: String,
    _ name: String,
    _ document: String,
    _ authority: String,
    _ date: String,
    _ term: Int?,
    _ area: MultiPolygon,
    _ remark: String? = nil
  ) {
    guard !area.isEmpty else { return }
    batches.append(
      Batch(
        id: "PC\(1000 + batches.count + 1)",
        stage: stage,
        name: name,
        document: document,
        authority: authority,
        date: date,
        term: term,
        area: area,
        remark: remark
      )
    )
  }

  /// The parts of a region between lines, from west to east and south to north.
  private static func cells(_ region: Polygon, _ lines: [Curve]) -> [Polygon] {
    let plane = Subdivision(region.segments + lines.flatMap(\.segments))
    return plane.faces.indices.filter { region.contains(plane.faces[$0].interiorPoint) }
      .compactMap { f in plane.dissolve(plane.faces.indices.map { $0 == f ? 0 : -1 })[0]?.first }
      .sorted { ($0.centroid.x, $0.centroid.y) < ($1.centroid.x, $1.centroid.y) }
  }

  /// The forest within a region: consent to use forest land is given for forest alone. Shreds stay out, as they do on
  /// a forest survey's map.
  private static func forest(_ forest: MultiPolygon, in region: [Polygon]) -> MultiPolygon {
    PlaneTools.intersection(forest, region).filter { $0.area > 400 }
  }

  private mutating func westBatches(_ site: Site, _ west: Plan) {
    let lines = ["C02", "C03", "C04", "C06"].map { site.road($0).extended(400) }
    // Approved before the first lot is supplied, in 2011: land is levelled block by block and supplied over ten years.
    let years = [2007, 2007, 2008, 2009, 2009]
    for (k, cell) in Pipeline.cells(west.scope, lines).enumerated() {
      let year = years[min(k, years.count - 1)]
      let n = k + 1
      add(
        "征收",
        "西片区第\(n)批征收",
        "示例征补〔\(year)〕\(n)号",
        "示例市人民政府",
        "\(year)-04-1\(k)",
        nil,
        [cell]
      )
      var approved: MultiPolygon = [cell]
      if k == 4 {
        // The approved boundary stops 9 m short of the lots along the eastern street, south of the trunk road.
        let band = (site.lines.c7.offset(24).points + site.lines.c7.offset(-30).points.reversed()).polygon
        let south = [Vector(2500, 500), Vector(4500, 500), Vector(4500, 1700), Vector(2500, 1700)].polygon
        approved = PlaneTools.difference(approved, PlaneTools.intersection([band], [south]))
      }
      add(
        "用地报批",
        "西片区第\(n)批次城镇建设用地",
        "示例政土批〔\(year + 1)〕\(20 + n)号",
        "示例省人民政府",
        "\(year + 1)-08-2\(k)",
        2,
        approved,
        k == 4 ? "批准范围止于兴业七街西侧9m" : nil
      )
      add("直接开发", "西片区第\(n)批土地平整", "示例开发验〔\(year + 2)〕\(n)号", "示范园区管委会", "\(year + 2)-05-1\(k)", nil, [cell])
    }
  }

  private mutating func linkBatches(_ site: Site, _ fabric: Fabric, forest: MultiPolygon) {
    guard let scope = fabric.scopes[.link] else { return }
    let cells = Pipeline.cells(
      scope,
      [site.road("C08").extended(300)] + ["P11", "P12", "P13", "P04"].map { site.road($0).extended(60) }
    )
    let south = cells.filter { $0.centroid.y < 2500 }
    for (k, cell) in south.enumerated() {
      add("征收", "连接线片区征收\(k + 1)", "示例征补〔2018〕\(30 + k)号", "示例市人民政府", "2018-07-0\(k + 2)", nil, [cell])
    }
    if let first = south.first {
      add(
        "用地报批",
        "连接线片区第1批次",
        "示例政土批〔2019〕41号",
        "示例省人民政府",
        "2019-05-20",
        2,
        [first],
        "两年内未实施"
      )
    }
    let road = PlaneTools.intersection([site.road("L01").corridor(25, 25).polygon], [site.extent])
    // The link road itself runs through fields; its ramps at the highway cut into the wood.
    let ramps = site.roads.filter { $0.kind == .ramp }.map { $0.curve.corridor(9, 9).polygon }
    add(
      "使用林地",
      "高速出入口互通匝道工程使用林地",
      "示例林资许准〔2020〕118号",
      "示例省林业局",
      "2020-06-11",
      2,
      Pipeline.forest(forest, in: PlaneTools.union(ramps))
    )
    add("用地报批", "高速出入口连接线工程用地", "示例政土批〔2020〕77号", "示例省人民政府", "2020-12-03", 2, road)
    add("开工", "高速出入口连接线工程开工", "示例施许〔2021〕9号", "示例市交通运输局", "2021-02-26", nil, road)
  }

  /// The four stages of the east area, each smaller than the one before; the report masks their figures.
  private mutating func eastBatches(_ site: Site, _ fabric: Fabric, forest: MultiPolygon) {
    guard let scope = fabric.scopes[.east] else { return }
    func street(_ id: String) -> Curve { site.road(id).extended(200) }
    let first = street("F01")
    let cells = Pipeline.cells(scope, [first, street("F04"), street("F02"), site.road("P21").extended(60)])
    guard cells.count >= 8 else { return }
    // Cells come in columns: south, north of the first industrial road.
    func column(_ k: Int) -> [Polygon] {
      cells[(2 * k)..<(2 * k + 2)].sorted { $0.centroid.y < $1.centroid.y }
    }
    add("征收", "东片区第1批征收", "示例征补〔2021〕6号", "示例市人民政府", "2021-02-09", nil, PlaneTools.union(column(0) + column(1)))
    add("征收", "东片区第2批征收", "示例征补〔2021〕17号", "示例市人民政府", "2021-08-30", nil, PlaneTools.union(column(2)))
    add("使用林地", "东片区第1批使用林地", "示例林资许准〔2021〕35号", "示例省林业局", "2021-04-22", 2, Pipeline.forest(forest, in: column(0)))
    add("使用林地", "东片区第2批使用林地", "示例林资许准〔2021〕90号", "示例省林业局", "2021-09-14", 2, Pipeline.forest(forest, in: column(1)))
    // The lapsed consent is for the wood in the north of the integration zone.
    let north = [Vector(4600, 3560), Vector(5150, 3560), Vector(5150, 4200), Vector(4600, 4200)].polygon
    add(
      "使用林地",
      "东片区旧批使用林地",
      "示例林资许准〔2018〕201号",
      "示例省林业局",
      "2018-10-12",
      2,
      Pipeline.forest(forest, in: [north]),
      "到期未用地报批，失效"
    )
    add("用地报批", "东片区第1批次城镇建设用地", "示例政土批〔2021〕58号", "示例省人民政府", "2021-07-28", 2, PlaneTools.union(column(0)))
    // Surveyed apart, the second batch reaches 30 m into the first.
    let reach = PlaneTools.intersection(
      (first.offset(30).points + first.points.reversed()).polygonList,
      [column(0)[0]]
    )
    add(
      "用地报批",
      "东片区第2批次城镇建设用地",
      "示例政土批〔2021〕102号",
      "示例省人民政府",
      "2021-11-16",
      2,
      PlaneTools.union([column(1)[0]] + reach),
      "与第1批次西侧重叠约30m"
    )
    add("直接开发", "东片区首开区土地平整", "示例开发验〔2021〕3号", "示范园区管委会", "2021-12-20", nil, PlaneTools.union(column(0)))
  }

  private mutating func lotBatches(_ lot: Tenure) {
    let id = lot.parcel.id
    let area = [lot.parcel.area]
    let year = lot.suppliedOn.prefix(4)
    add("挂牌出让", "\(id)地块出让", "示例土出〔\(year)〕\(id)", "示例市自然资源局", lot.suppliedOn, nil, area)
    if let date = lot.startedOn {
      add("开工", "\(id)地块开工", "示例施许〔\(date.prefix(4))〕\(id)", "示范园区管委会", date, nil, area)
    }
    if let date = lot.completedOn {
      add("竣工", "\(id)地块竣工", "示例竣备〔\(date.prefix(4))〕\(id)", "示范园区管委会", date, nil, area)
    }
  }
}

extension Array where Element == Vector {
  /// The ring as a list of one polygon.
  var polygonList: MultiPolygon { [polygon] }
}
