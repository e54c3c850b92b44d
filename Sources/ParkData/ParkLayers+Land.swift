import Features

extension ParkLayers {
  /// 地类图斑. Ditches (田坎) are taken off farmland by the factor of its slope grade.
  static func landUse(_ park: Park) -> ParkLayer {
    var layer = ParkLayer(
      name: "landuse",
      role: "landuse",
      titleZH: "现状地类图斑",
      titleEN: "Current land use",
      fields: [
        text("BSM"), text("TBBH"), text("DLBM"), text("DLMC"), text("QSXZ"), text("QSDWMC"), real("TBMJ"), real("KCXS"),
        real("KCMJ"),
        real("TBDLMJ"), text("GDPDJB"),
      ],
      mapping: [
        ("id", "BSM"), ("code", "DLBM"), ("code_name", "DLMC"), ("owner", "QSDWMC"), ("declared_area", "TBMJ"),
        ("ditch_factor", "KCXS"), ("ditch_area", "KCMJ"),
      ]
    )
    for (n, patch) in park.cover.patches.enumerated() {
      let centre = patch.area.centroid
      let village = park.villages.min { ($0.centre - centre).length < ($1.centre - centre).length }
      let area = DeclaredArea.area([patch.area]).rounded(to: 2)
      let grade = slopeGrade(patch)
      let factor: Double = grade.map { ditchFactors[$0 - 1] } ?? 0
      let ditches: Double = (area * factor).rounded(to: 2)
      let net: Double = (area - ditches).rounded(to: 2)
      let owner: Value = .text(patch.isStateLand ? "示范园区" : village?.name ?? "")
      let gradeText: Value = grade.map { .text(String($0)) } ?? .null
      layer.add(
        .area([patch.area]),
        [
          .text("DL\(100_001 + n)"), .text(String(n + 1)), .text(patch.code), .text(LandCover.names[patch.code] ?? ""),
          .text(patch.isStateLand ? "20" : "30"), owner, .real(area), .real(factor), .real(ditches), .real(net),
          gradeText,
        ]
      )
    }
    return layer
  }

  /// Share of ditches and banks by slope grade 1 to 5; the local factors are invented.
  private static let ditchFactors = [0, 0.0685, 0.1063, 0.1421, 0.1736]

  /// Slope grade of farmland by degrees (2, 6, 15, 25), from the slope in percent.
  private static func slopeGrade(_ patch: LandCover.Patch) -> Int? {
    guard patch.code.hasPrefix("01") else { return nil }
    // Paddy is levelled to terraces.
    let slope = patch.code == "0101" ? patch.slope * 0.4 : patch.slope
    return slope <= 3.5 ? 1 : slope <= 10.5 ? 2 : slope <= 26.8 ? 3 : slope <= 46.6 ? 4 : 5
  }

  static func idleLand(_ lots: [Tenure]) -> ParkLayer {
    var layer = ParkLayer(
      name: "idle_land",
      role: "idle-land",
      titleZH: "闲置用地",
      titleEN: "Idle land",
      fields: [
        text("DKBH"), text("QLR"), text("YDDM"), text("YDXZ"), real("MJ"), text("HTBH"), date("HTRQ"), real("CJJ"),
        date("YDKGRQ"),
        date("SJKGRQ"), real("YKFMJ"), real("YKFMJ_SJ"), real("TZE"), real("YTZE"), date("TGRQ"), text("XZYY"),
        text("XZLX"),
        date("XZQS"), real("ZRJ"),
      ],
      mapping: [
        ("id", "DKBH"), ("owner", "QLR"), ("code", "YDDM"), ("code_name", "YDXZ"), ("declared_area", "MJ"),
        ("contract", "HTBH"),
        ("price", "CJJ"), ("idle_since", "XZQS"), ("status", "XZLX"),
      ]
    )
    var random = ParkRandom("asking prices of idle land")
    for lot in lots where lot.state == .notStarted || lot.state == .partlyBuilt {
      let area = lot.parcel.area.area
      let since = lot.suspendedOn ?? Tenure.later(lot.agreedStart, years: 1)
      layer.add(
        .area([lot.parcel.area]),
        [
          .text(lot.parcel.id), .text(lot.owner), .text(lot.parcel.code),
          .text(LandUseName.plan[lot.parcel.code] ?? ""),
          plane([lot.parcel.area]), .text(lot.contract), .text(lot.suppliedOn), .real(lot.price),
          .text(lot.agreedStart),
          optional(lot.startedOn), .real(area.rounded(to: 2)), .real((area * lot.developed).rounded(to: 2)),
          .real(lot.investment),
          .real((lot.investment * lot.invested).rounded(to: 1)), optional(lot.suspendedOn), optional(lot.cause),
          .text(lot.state.rawValue), .text(since),
          optional(random.chance(0.2) ? nil : (lot.price / 10_000 * random.real(1.02, 1.5)).rounded(to: 1)),
        ]
      )
    }
    return layer
  }

  static func plants(_ lots: [Tenure]) -> ParkLayer {
    var layer = ParkLayer(
      name: "plants",
      role: "plants",
      titleZH: "闲置厂房",
      titleEN: "Idle plants",
      fields: [
        text("CFBH"), text("DKBH"), text("QLR"), text("JG"), whole("CS"), real("CG"), real("ZJ"), real("LMHZ"),
        real("XC"), real("JDMJ"),
        real("JZMJ"), whole("JCNF"), text("XFDJ"), real("GDRL"), real("WSPF"), text("BDCQZH"), text("DY"), text("CF"),
        date("ZLDQ"),
        date("XZQS"), real("ZRJ"),
      ],
      mapping: [
        ("id", "CFBH"), ("owner", "QLR"), ("structure", "JG"), ("storeys", "CS"), ("storey_height", "CG"),
        ("column_grid", "ZJ"),
        ("floor_load", "LMHZ"), ("crane", "XC"), ("building_area", "JDMJ"), ("floor_area", "JZMJ"),
        ("built_year", "JCNF"),
        ("fire_rating", "XFDJ"), ("power", "GDRL"), ("sewage", "WSPF"), ("title", "BDCQZH"), ("mortgage", "DY"),
        ("seizure", "CF"),
        ("lease_until", "ZLDQ"), ("idle_since", "XZQS"),
      ]
    )
    var random = ParkRandom("asking prices of idle plants")
    for lot in lots where lot.state == .idlePlant {
      for b in lot.buildings {
        layer.add(
          .area([b.footprint]),
          [
            .text(b.id), .text(b.lot), .text(b.owner), .text(b.structure), .integer(Int64(b.storeys)),
            .real(b.clearHeight), .real(b.bay),
            optional(b.floorLoad), optional(b.crane), plane([b.footprint]), .real(b.floorArea),
            .integer(Int64(b.builtYear)),
            .text(b.fireRating), optional(b.kva), optional(b.sewage), optional(b.title), .text(b.mortgage),
            .text(b.seizure),
            optional(b.leaseUntil), .text(b.idleSince),
            optional(random.chance(0.15) ? nil : (b.floorArea * random.real(900, 2_600) / 10_000).rounded(to: 1)),
          ]
        )
      }
    }
    return layer
  }

  static func roads(_ network: RoadNetwork) -> ParkLayer {
    var layer = ParkLayer(
      name: "roads",
      role: "roads",
      titleZH: "道路中心线",
      titleEN: "Road centre lines",
      fields: [text("BH"), text("DLBH"), text("DLMC"), text("DLDJ"), real("HXKD"), text("ZT"), real("CD")],
      mapping: [("id", "BH"), ("name", "DLMC"), ("road_class", "DLDJ"), ("width", "HXKD"), ("status", "ZT")]
    )
    for (n, edge) in network.edges.enumerated() {
      let length = zip(edge.line, edge.line.dropFirst()).reduce(0) { $0 + ($1.1.vector - $1.0.vector).length }
      layer.add(
        .line(edge.line),
        [
          .text("LD\(1001 + n)"), .text(edge.road.id), .text(edge.road.name), .text(edge.road.kind.rawValue),
          .real(edge.road.width),
          .text(edge.road.status), .real(length.rounded(to: 2)),
        ]
      )
    }
    return layer
  }

  /// The red lines of the streets of both plans, in the version named.
  static func redlines(_ version: String, _ park: Park) -> ParkLayer {
    var layer = ParkLayer(
      name: "road_redline_\(version)",
      role: "road-redline",
      titleZH: version == "before" ? "道路红线（调整前）" : "道路红线（调整后）",
      titleEN: "Road red lines, \(version)",
      fields: [text("BH"), text("DLMC"), real("HXKD"), text("BB"), real("MJ")],
      mapping: [("id", "BH"), ("name", "DLMC"), ("width", "HXKD"), ("kind", "BB"), ("declared_area", "MJ")]
    )
    let plans =
      version == "before" ? [park.west.parcels, park.link.parcels] : [park.westAfter.parcels, park.linkAfter.parcels]
    let widths = Dictionary(park.site.roads.map { ($0.name, $0.width) }, uniquingKeysWith: { first, _ in first })
    for parcel in plans.joined() where parcel.code == "1207" {
      let name = parcel.note ?? ""
      layer.add(
        .area([parcel.area]),
        [
          .text(parcel.id), .text(name), .real(widths[name] ?? 15), .text(version == "before" ? "调整前" : "调整后"),
          declared([parcel.area]),
        ]
      )
    }
    return layer
  }

  static func controlLines(_ control: ControlLines) -> [ParkLayer] {
    control.lines.map { line in
      var layer = ParkLayer(
        name: line.file,
        role: "control-line",
        titleZH: line.title.zh,
        titleEN: line.title.en,
        fields: [text("BH"), text("MC"), text("LX"), text("LY"), real("MJ")],
        mapping: [("id", "BH"), ("name", "MC"), ("kind", "LX"), ("declared_area", "MJ"), ("remarks", "LY")],
        extra: [("kind", line.kind)]
      )
      for (n, feature) in line.features.enumerated() {
        layer.add(
          .area(feature.area),
          [
            .text("\(line.title.zh)-\(n + 1)"), .text(feature.name), .text(line.title.zh), .text(feature.source),
            declared(feature.area),
          ]
        )
      }
      return layer
    }
  }

  static func forest(_ control: ControlLines) -> ParkLayer {
    var layer = ParkLayer(
      name: "forest_map",
      role: "terrain",
      titleZH: "林地一张图",
      titleEN: "Forest map",
      fields: [text("XBH"), text("BHDJ"), text("LZ"), real("MJ")],
      mapping: [("id", "XBH"), ("kind", "BHDJ"), ("name", "LZ"), ("declared_area", "MJ")]
    )
    for (n, patch) in control.forest.enumerated() {
      layer.add(
        .area([patch.area]),
        [.text("XB\(1001 + n)"), .text(patch.grade), .text(patch.kind), declared([patch.area])]
      )
    }
    return layer
  }

  static func slopes(_ control: ControlLines) -> ParkLayer {
    var layer = ParkLayer(
      name: "slope",
      role: "terrain",
      titleZH: "坡度分级",
      titleEN: "Slope classes",
      fields: [text("BH"), text("PDJ"), text("PDFW"), real("MJ")],
      mapping: [("id", "BH"), ("kind", "PDJ"), ("name", "PDFW"), ("declared_area", "MJ")]
    )
    let ranges = ["", "≤15%", "15%-25%", ">25%"]
    for (n, patch) in control.slopes.enumerated() {
      layer.add(
        .area([patch.area]),
        [.text("PD\(101 + n)"), .text(String(patch.grade)), .text(ranges[patch.grade]), declared([patch.area])]
      )
    }
    return layer
  }

  static func contours(_ control: ControlLines) -> ParkLayer {
    var layer = ParkLayer(
      name: "contours",
      role: "terrain",
      titleZH: "等高线",
      titleEN: "Contour lines",
      fields: [text("BH"), real("GC")],
      mapping: [("id", "BH")]
    )
    for (n, line) in control.contours.enumerated() {
      layer.add(.line(line.line), [.text("DGX\(101 + n)"), .real(line.height)])
    }
    return layer
  }
}
