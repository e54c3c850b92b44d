/// Current land use: a coverage of the whole extent by survey code, without gap or overlap.
struct LandCover {
  struct Patch {
    var area: Polygon
    /// Survey code (DLBM).
    var code: String
    var isStateLand: Bool
    var slope: Double
  }

  /// What is known to lie at a place, before field boundaries are drawn: later features give way to earlier ones.
  struct Feature {
    var code: String
    var polygon: Polygon
    var isStateLand: Bool
  }

  private(set) var patches: [Patch] = []
  /// The lines between woods, orchards and wet land, which the forest map is drawn from as well.
  let soft: Soft

  /// Exactly what the patches cover.
  var extent: MultiPolygon { PlaneTools.union(patches.map(\.area)) }

  static let names: [String: String] = [
    "0101": "水田", "0103": "旱地", "0201": "果园", "0202": "茶园", "0301": "乔木林地", "0302": "竹林地", "0305": "灌木林地",
    "0307": "其他林地", "0404": "其他草地", "05H1": "商业服务业设施用地", "0508": "物流仓储用地", "0601": "工业用地", "0602": "采矿用地",
    "0701": "城镇住宅用地", "0702": "农村宅基地", "08H1": "机关团体新闻出版用地", "08H2": "科教文卫用地", "0809": "公用设施用地",
    "0810": "公园与绿地", "1003": "公路用地", "1004": "城镇村道路用地", "1006": "农村道路", "1005": "交通服务场站用地", "1101": "河流水面",
    "1103": "水库水面", "1104": "坑塘水面", "1104A": "养殖坑塘", "1106": "内陆滩涂", "1107": "沟渠", "1201": "空闲地", "1202": "设施农用地",
  ]

  init(_ site: Site, west: Plan, villages: [Village]) {
    let features = LandCover.features(site, west, villages)
    let located = Locator(features.map(\.polygon))
    let soft = LandCover.softFields(site)
    self.soft = soft
    var segments = site.extent.segments + features.flatMap(\.polygon.segments)
    for field in soft.fields { segments += field.lines.flatMap { $0.flatMap(\.segments) } }
    var plane = Subdivision(segments)
    let extent = Locator([site.extent])

    // Classes: features by their index, open country by code from `openBase`.
    let openBase = features.count
    let open = ["0101", "0103", "0201", "0301", "0302", "0305", "0404", "0202"]
    var classes = plane.interiorPoints().map { p -> Int in
      guard extent.first(p) != nil else { return -1 }
      if let feature = located.first(p) { return feature }
      return openBase + (open.firstIndex(of: soft.code(p.vector, site.terrain)) ?? 0)
    }
    func isOpen(_ c: Int) -> Bool { c >= openBase }
    classes = LandCover.tidied(plane, classes, isOpen: isOpen)
    var pieces = LandCover.pieces(plane, plane.regions(classes)) { classes[$0] }
    // Field boundaries: large stretches are cut again and again.
    for round in 0..<7 {
      var cuts: [Segment] = []
      for piece in pieces where isOpen(piece.code) {
        let key = "cut \(round) \(piece.area.shell[0].x) \(piece.area.shell[0].y)"
        cuts += LandCover.fieldCut(piece.area, code: open[piece.code - openBase], key: key)
      }
      if cuts.isEmpty { break }
      plane = Subdivision(pieces.flatMap(\.area.segments) + cuts)
      let locator = Locator(pieces.map(\.area))
      classes = plane.interiorPoints().map { p in locator.first(p).map { pieces[$0].code } ?? -1 }
      let labels = plane.merged(
        plane.faces.indices.map { classes[$0] < 0 ? -1 : $0 },
        minimum: { isOpen(classes[$0]) ? 1500 : 0 },
        absorbs: { classes[$0] == classes[$1] }
      )
      pieces = LandCover.pieces(plane, labels) { classes[$0] }
    }
    for piece in pieces {
      let feature = isOpen(piece.code) ? nil : features[piece.code]
      patches.append(
        Patch(
          area: piece.area,
          code: feature?.code ?? open[piece.code - openBase],
          isStateLand: feature?.isStateLand ?? false,
          slope: site.terrain.slope(piece.area.interiorPoint.vector)
        )
      )
    }
    patches.sort { $0.area.shell.min() ?? $0.area.shell[0] < $1.area.shell.min() ?? $1.area.shell[0] }
  }

  /// Splinters of open country go to open neighbours, splinters of built things to whatever they touch most.
  private static func tidied(_ plane: Subdivision, _ classes: [Int], isOpen: (Int) -> Bool) -> [Int] {
    let regions = plane.regions(classes)
    var classOf: [Int: Int] = [:]
    for f in classes.indices where regions[f] >= 0 { classOf[regions[f]] = classes[f] }
    func open(_ region: Int) -> Bool { isOpen(classOf[region] ?? 0) }
    var merged = plane.merged(
      regions,
      minimum: { open($0) ? 1600 : 420 },
      absorbs: { small, other in !open(small) || open(other) }
    )
    // What lies between built things alone has no open neighbour.
    merged = plane.merged(merged, minimum: { open($0) ? 650 : 420 })
    return merged.map { $0 < 0 ? -1 : classOf[$0] ?? -1 }
  }

  /// The connected polygons of equal label, each with the class of its first face.
  private static func pieces(
    _ plane: Subdivision,
    _ labels: [Int],
    class classOf: (Int) -> Int
  ) -> [(area: Polygon, code: Int)] {
    var first: [Int: Int] = [:]
    for (f, label) in labels.enumerated() where label >= 0 && first[label] == nil { first[label] = f }
    var result: [(area: Polygon, code: Int)] = []
    for (label, polygons) in plane.dissolve(labels).sorted(by: { $0.key < $1.key }) {
      // A label may be that of a neighbour which took it over: the label itself is a face or region number.
      guard let face = first[label] else { continue }
      for polygon in polygons { result.append((polygon, classOf(face))) }
    }
    return result
  }
}
