import Features

extension Defects {
  // MARK: - Attributes

  mutating func codes(_ layers: inout [ParkLayer]) {
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

  mutating func declaredAreas(_ layers: inout [ParkLayer]) {
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

  mutating func cadastre(_ layers: inout [ParkLayer]) {
    guard let k = index(layers, "parcels") else { return }
    // A ring that crosses itself: two points on its longest edge, slightly inside, in the wrong order.
    let candidates = layers[k].records.indices.filter { i in
      guard let polygon = area(layers[k], i) else { return false }
      return polygon.shell.count < 9 && text(layers[k], i, "YDDM").hasPrefix("10") && polygon.area > 12_000
    }
    if let i = candidates.first, let polygon = area(layers[k], i) {
      let edges = Polygon.edges(polygon.shell)
      let longest =
        edges.indices.max {
          (edges[$0].1.vector - edges[$0].0.vector).length < (edges[$1].1.vector - edges[$1].0.vector).length
        } ?? 0
      let start = edges[longest].0.vector
      let along = edges[longest].1.vector - start
      let inward = along.unit.left
      let near = (start + along * (1 / 3.0) + inward * 1.2).rounded
      let far = (start + along * (2 / 3.0) + inward * 0.8).rounded
      var shell = polygon.shell
      shell.insert(contentsOf: [far, near], at: longest + 1)
      let crossed = Polygon(shell: shell)
      layers[k].records[i].shape = .area([crossed])
      add(
        "self-crossing",
        "parcels",
        text(layers[k], i, "ZDDM"),
        start + along * 0.6 + inward * 0.72,
        (polygon.area - crossed.area).rounded(to: 2),
        "two points of its longest edge in the wrong order; the magnitude is what the ring's area falls short of the lot; "
          + "gaps to its neighbours come with it"
      )
    }
    if let i = layers[k].records.indices.first(where: { text(layers[k], $0, "ZT") == "宅基地" }),
      let polygon = area(layers[k], i)
    {
      layers[k].records.append(layers[k].records[i])
      add("duplicate", "parcels", text(layers[k], i, "ZDDM"), polygon.centroid, polygon.area, "the same parcel twice")
    }
  }

  mutating func landUse(_ layers: inout [ParkLayer]) {
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

  mutating func controlLines(_ layers: inout [ParkLayer]) {
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

  mutating func indicators(_ layers: inout [ParkLayer]) {
    guard let k = index(layers, "plan_west_after") else { return }
    if let i = lot(layers[k]), let polygon = area(layers[k], i) {
      set(&layers[k], i, "RJL", .text("≥3.5"))
      set(&layers[k], i, "JZMD", .real(45))
      set(&layers[k], i, "JZXG", .real(12))
      add(
        "infeasible-far",
        layers[k].name,
        text(layers[k], i, "DKBH"),
        polygon.centroid,
        3.5,
        "plot ratio 3.5 at 45 % density and 12 m",
        rule: "R16"
      )
    }
    if let i = lot(layers[k]), let polygon = area(layers[k], i) {
      set(&layers[k], i, "JZMD", .real(85))
      set(&layers[k], i, "LDL", .real(18))
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
