import Features

/// What is wrong in the park's data on purpose, each with its place, so that checks can be held to finding all of it
/// and nothing else.
struct Defects {
  struct Entry {
    var kind: String
    var file: String
    var feature: String
    var place: Vector
    /// m² unless the kind says otherwise.
    var magnitude: Double
    var note: String
    /// The rule that should find it; nil for defects of data.
    var rule: String?
    var otherFeature: String?
  }

  private(set) var entries: [Entry] = []
  private var taken: Set<String> = []
  private var random = ParkRandom("defects")

  /// Plants all defects into the layers.
  init(_ layers: inout [ParkLayer]) {
    topology(&layers, "plan_link_after")
    codes(&layers)
    declaredAreas(&layers)
    cadastre(&layers)
    landUse(&layers)
    controlLines(&layers)
    indicators(&layers)
  }

  mutating func add(
    _ kind: String,
    _ file: String,
    _ feature: String,
    _ place: Vector,
    _ magnitude: Double,
    _ note: String,
    rule: String? = nil,
    other: String? = nil
  ) {
    entries.append(
      Entry(
        kind: kind,
        file: file,
        feature: feature,
        place: place,
        magnitude: magnitude,
        note: note,
        rule: rule,
        otherFeature: other
      )
    )
  }

  // MARK: - Access

  private func area(_ layer: ParkLayer, _ i: Int) -> Polygon? {
    guard case .area(let parts) = layer.records[i].shape, parts.count == 1 else { return nil }
    return parts[0]
  }

  private func text(_ layer: ParkLayer, _ i: Int, _ field: String) -> String {
    guard let k = layer.index(field), case .text(let value) = layer.records[i].values[k] else { return "" }
    return value
  }

  private func set(_ layer: inout ParkLayer, _ i: Int, _ field: String, _ value: Value) {
    if let k = layer.index(field) { layer.records[i].values[k] = value }
  }

  private func number(_ layer: ParkLayer, _ i: Int, _ field: String) -> Double {
    guard let k = layer.index(field), case .real(let value) = layer.records[i].values[k] else { return 0 }
    return value
  }

  private func index(_ layers: [ParkLayer], _ name: String) -> Int? { layers.firstIndex { $0.name == name } }

  /// An industrial lot without holes that nothing has been done to, of at least `size` m².
  private mutating func lot(_ layer: ParkLayer, size: Double = 9000) -> Int? {
    let found = layer.records.indices.filter { i in
      guard let polygon = area(layer, i), polygon.holes.isEmpty, polygon.area > size else { return false }
      let code = text(layer, i, "YDDM")
      return code.hasPrefix("1001") && !taken.contains(text(layer, i, layer.fields[0].name))
    }
    guard !found.isEmpty else { return nil }
    let i = random.pick(found)
    taken.insert(text(layer, i, layer.fields[0].name))
    return i
  }

  // MARK: - Topology

  /// An overlap, a gap and a sliver between lots of a plan.
  private mutating func topology(_ layers: inout [ParkLayer], _ name: String) {
    guard let k = index(layers, name) else { return }
    var layer = layers[k]
    if let (i, j, edge) = pair(layer), let a = area(layer, i), let b = area(layer, j),
      let (strip, _) = slice(b, along: edge, width: 2.5), let grown = PlaneTools.union([a, strip]).first
    {
      layer.records[i].shape = .area([grown])
      add(
        "overlap",
        name,
        text(layer, i, "DKBH"),
        strip.centroid,
        strip.area,
        "reaches 2.5 m into its neighbour",
        rule: "R01",
        other: text(layer, j, "DKBH")
      )
    }
    if let (i, j, edge) = pair(layer), let b = area(layer, j), let (strip, rest) = slice(b, along: edge, width: 3) {
      layer.records[j].shape = .area([rest])
      add(
        "gap",
        name,
        text(layer, j, "DKBH"),
        strip.centroid,
        strip.area,
        "stops 3 m short of its neighbour",
        rule: "R01",
        other: text(layer, i, "DKBH")
      )
    }
    if let (_, j, edge) = pair(layer), let b = area(layer, j), let (strip, rest) = slice(b, along: edge, width: 0.05) {
      layer.records[j].shape = .area([rest])
      var sliver = layer.records[j]
      sliver.shape = .area([strip])
      layer.records.append(sliver)
      let id = text(layer, j, "DKBH") + "s"
      set(&layer, layer.records.count - 1, "DKBH", .text(id))
      set(&layer, layer.records.count - 1, "MJ", ParkLayers.declared([strip]))
      set(&layer, j, "MJ", ParkLayers.declared([rest]))
      add(
        "sliver",
        name,
        id,
        strip.centroid,
        strip.area,
        "a parcel 5 cm wide",
        rule: "R01",
        other: text(layer, j, "DKBH")
      )
    }
    renode(&layer)
    layers[k] = layer
  }

  /// Two untouched lots with a common edge of more than 60 m, and that edge.
  private mutating func pair(_ layer: ParkLayer) -> (Int, Int, (Vector, Vector))? {
    for _ in 0..<60 {
      guard let i = lot(layer), let a = area(layer, i) else { return nil }
      for j in layer.records.indices where j != i {
        guard let b = area(layer, j), b.holes.isEmpty, text(layer, j, "YDDM").hasPrefix("10"),
          !taken.contains(text(layer, j, "DKBH")), let edge = PlaneTools.commonEdge(a, b), (edge.1 - edge.0).length > 60
        else { continue }
        taken.insert(text(layer, j, "DKBH"))
        return (i, j, edge)
      }
    }
    return nil
  }

  /// The strip of a lot along one of its edges, and the rest.
  private func slice(
    _ polygon: Polygon,
    along edge: (Vector, Vector),
    width: Double
  ) -> (strip: Polygon, rest: Polygon)? {
    let middle = (edge.0 + edge.1) * 0.5
    var normal = (edge.1 - edge.0).unit.left
    if (polygon.centroid - middle).dot(normal) < 0 { normal = normal * -1 }
    guard let halves = PlaneTools.halved(polygon, normal: normal, at: middle + normal * width) else { return nil }
    return halves.0.area < halves.1.area ? halves : (halves.1, halves.0)
  }

  /// Gives every polygon the vertices that others have on its edges, without changing what it covers.
  private func renode(_ layer: inout ParkLayer) {
    let polygons = layer.records.indices.map { area(layer, $0) ?? Polygon(shell: []) }
    let plane = Subdivision(polygons.segments)
    let points = plane.interiorPoints()
    for i in polygons.indices {
      let box = polygons[i].bounds
      let labels = points.map { box.contains($0) && polygons[i].contains($0) ? 0 : -1 }
      if let shape = plane.dissolve(labels)[0], shape.count == 1 { layer.records[i].shape = .area(shape) }
    }
  }

  // MARK: - Attributes

  private mutating func codes(_ layers: inout [ParkLayer]) {
    guard let k = index(layers, "plan_link_after") else { return }
    if let i = lot(layers[k]), let polygon = area(layers[k], i) {
      set(&layers[k], i, "YDDM", .text("1012"))
      add(
        "unknown-code",
        layers[k].name,
        text(layers[k], i, "DKBH"),
        polygon.centroid,
        polygon.area,
        "1012 is no code",
        rule: "R03"
      )
    }
    if let i = lot(layers[k]), let polygon = area(layers[k], i) {
      set(&layers[k], i, "YDXZ", .text("物流仓储用地"))
      add(
        "code-name-mismatch",
        layers[k].name,
        text(layers[k], i, "DKBH"),
        polygon.centroid,
        polygon.area,
        "name of another code",
        rule: "R03"
      )
    }
  }

  private mutating func declaredAreas(_ layers: inout [ParkLayer]) {
    if let k = index(layers, "plan_west_after"), let i = lot(layers[k]), let polygon = area(layers[k], i) {
      let true_ = number(layers[k], i, "MJ")
      let stated = (true_ * 1.08).rounded(to: 2)
      set(&layers[k], i, "MJ", .real(stated))
      add(
        "declared-area",
        layers[k].name,
        text(layers[k], i, "DKBH"),
        polygon.centroid,
        (stated - true_).rounded(to: 2),
        "declared 8 % more than it is",
        rule: "R02"
      )
    }
    if let k = index(layers, "batches"),
      let i = layers[k].records.indices.first(where: { text(layers[k], $0, "PC") == "东片区第2批征收" }),
      case .area(let parts) = layers[k].records[i].shape
    {
      let stated = (number(layers[k], i, "PZMJ") / ParkFacts.mu).rounded(to: 2)
      set(&layers[k], i, "PZMJ", .real(stated))
      add(
        "declared-unit",
        "batches",
        text(layers[k], i, "BH"),
        parts[0].centroid,
        stated,
        "stated in mu where all others are in m²",
        rule: "R02"
      )
    }
  }

  private mutating func cadastre(_ layers: inout [ParkLayer]) {
    guard let k = index(layers, "parcels") else { return }
    // A ring that crosses itself: two corners in the wrong order.
    let candidates = layers[k].records.indices.filter { i in
      guard let polygon = area(layers[k], i) else { return false }
      return polygon.shell.count == 4 && text(layers[k], i, "YDDM").hasPrefix("10") && polygon.area > 8000
    }
    if let i = candidates.first, let polygon = area(layers[k], i) {
      var shell = polygon.shell
      shell.swapAt(1, 2)
      layers[k].records[i].shape = .area([Polygon(shell: shell)])
      add(
        "self-crossing",
        "parcels",
        text(layers[k], i, "ZDDM"),
        polygon.centroid,
        polygon.area,
        "second and third corner in the wrong order; the magnitude is the area of the lot that was meant"
      )
    }
    if let i = layers[k].records.indices.first(where: { text(layers[k], $0, "ZT") == "宅基地" }),
      let polygon = area(layers[k], i)
    {
      layers[k].records.append(layers[k].records[i])
      add("duplicate", "parcels", text(layers[k], i, "ZDDM"), polygon.centroid, polygon.area, "the same parcel twice")
    }
  }

  private mutating func landUse(_ layers: inout [ParkLayer]) {
    guard let k = index(layers, "landuse") else { return }
    func patch(_ code: String, near p: Vector) -> Int? {
      layers[k].records.indices.filter {
        text(layers[k], $0, "DLBM") == code && (area(layers[k], $0)?.holes.isEmpty ?? false)
      }
      .min { a, b in
        let da = (area(layers[k], a)?.centroid ?? p) - p
        let db = (area(layers[k], b)?.centroid ?? p) - p
        return da.length < db.length
      }
    }
    if let i = patch("0101", near: Vector(6600, 1050)), let polygon = area(layers[k], i) {
      set(&layers[k], i, "DLBM", .text("0111"))
      add(
        "unknown-code",
        "landuse",
        text(layers[k], i, "BSM"),
        polygon.centroid,
        polygon.area,
        "0111 is no survey code",
        rule: "R03"
      )
    }
    if let i = patch("0103", near: Vector(6700, 2300)), let polygon = area(layers[k], i) {
      let true_ = number(layers[k], i, "TBMJ")
      let stated = (true_ * 0.9).rounded(to: 2)
      set(&layers[k], i, "TBMJ", .real(stated))
      add(
        "declared-area",
        "landuse",
        text(layers[k], i, "BSM"),
        polygon.centroid,
        (stated - true_).rounded(to: 2),
        "declared 10 % less than it is",
        rule: "R02"
      )
    }
    if let i = patch("0103", near: Vector(7400, 1500)), let polygon = area(layers[k], i) {
      add("gap", "landuse", text(layers[k], i, "BSM"), polygon.centroid, polygon.area, "a patch is missing")
      layers[k].records.remove(at: i)
    }
  }

  // MARK: - Conflicts of the plan with control lines

  private mutating func controlLines(_ layers: inout [ParkLayer]) {
    let conflicts: [(rule: String, file: String, name: String, note: String)] = [
      ("R04", "control_permanent_basic_farmland", "基本农田图斑（冲突）", "permanent basic farmland within an industrial lot"),
      ("R05", "control_ecological_redline", "生态红线（冲突）", "ecological redline within an industrial lot"),
      ("R14", "control_blue", "蓝线（冲突）", "blue line within an industrial lot"),
      ("R22", "control_power", "10kV专线（冲突）", "power corridor within an industrial lot"),
      ("R23", "control_river", "旧河道管理范围（冲突）", "river management zone within an industrial lot"),
    ]
    guard let k = index(layers, "plan_link_after"), let w = index(layers, "plan_west_after") else { return }
    for (n, conflict) in conflicts.enumerated() {
      let plan = n % 2 == 0 ? w : k
      guard let c = index(layers, conflict.file), let i = lot(layers[plan], size: 15_000),
        let polygon = area(layers[plan], i)
      else { continue }
      let patch = shrunk(polygon)
      var values = layers[c].records.last?.values ?? []
      guard values.count == layers[c].fields.count else { continue }
      let title = layers[c].titleZH
      values[0] = .text("\(title)-\(layers[c].records.count + 1)")
      values[1] = .text(conflict.name)
      layers[c].records.append(.init(shape: .area([patch]), values: values))
      set(&layers[c], layers[c].records.count - 1, "MJ", ParkLayers.declared([patch]))
      add(
        "conflict",
        layers[plan].name,
        text(layers[plan], i, "DKBH"),
        patch.centroid,
        patch.area,
        conflict.note,
        rule: conflict.rule,
        other: "\(title)-\(layers[c].records.count)"
      )
    }
    // A piece of a lot left out of the urban development boundary.
    if let c = index(layers, "control_urban_development_boundary"), let i = lot(layers[k], size: 15_000),
      let polygon = area(layers[k], i)
    {
      let patch = shrunk(polygon)
      for r in layers[c].records.indices {
        guard case .area(let parts) = layers[c].records[r].shape, parts.contains(patch.interiorPoint) else { continue }
        let rest = PlaneTools.difference(parts, [patch])
        layers[c].records[r].shape = .area(rest)
        set(&layers[c], r, "MJ", ParkLayers.declared(rest))
        add(
          "conflict",
          layers[k].name,
          text(layers[k], i, "DKBH"),
          patch.centroid,
          patch.area,
          "industrial land outside the urban development boundary",
          rule: "R06",
          other: text(layers[c], r, "BH")
        )
      }
    }
  }

  /// The polygon drawn together to four tenths about its centroid.
  private func shrunk(_ polygon: Polygon) -> Polygon {
    let centre = polygon.centroid
    let ring = Curve.thinned(polygon.shell.map { centre + ($0.vector - centre) * 0.4 }, tolerance: 0.5)
    return ring.polygon
  }

  private mutating func indicators(_ layers: inout [ParkLayer]) {
    guard let k = index(layers, "plan_west_after") else { return }
    if let i = lot(layers[k]), let polygon = area(layers[k], i) {
      set(&layers[k], i, "RJL", .text("≥3.5"))
      set(&layers[k], i, "JZMD", .real(30))
      set(&layers[k], i, "JZXG", .real(12))
      add(
        "infeasible-far",
        layers[k].name,
        text(layers[k], i, "DKBH"),
        polygon.centroid,
        3.5,
        "plot ratio 3.5 at 30 % density and 12 m",
        rule: "R16"
      )
    }
    if let i = lot(layers[k]), let polygon = area(layers[k], i) {
      set(&layers[k], i, "JZMD", .real(65))
      set(&layers[k], i, "LDL", .real(38))
      add(
        "density-plus-green",
        layers[k].name,
        text(layers[k], i, "DKBH"),
        polygon.centroid,
        103,
        "density and green add up to 103 %",
        rule: "R16"
      )
    }
    if let i = lot(layers[k]), let polygon = area(layers[k], i) {
      set(&layers[k], i, "LDL", .real(35))
      add(
        "industrial-green",
        layers[k].name,
        text(layers[k], i, "DKBH"),
        polygon.centroid,
        35,
        "green ratio above 20 %",
        rule: "R17"
      )
    }
  }
}
