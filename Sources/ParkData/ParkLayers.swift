import Features

/// The park's parts as layers, in the order of `landplan.yaml`.
struct ParkLayers {
  var layers: [ParkLayer] = []

  static func text(_ name: String) -> Field { Field(name, .text) }
  static func real(_ name: String) -> Field { Field(name, .real) }
  static func whole(_ name: String) -> Field { Field(name, .integer) }
  static func date(_ name: String) -> Field { Field(name, .date) }

  static func optional(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
  static func optional(_ number: Double?) -> Value { number.map { .real($0) } ?? .null }

  /// Declared area in m² on the ellipsoid, two decimals.
  static func declared(_ shape: MultiPolygon) -> Value { .real(DeclaredArea.area(shape).rounded(to: 2)) }
  /// Declared area in m² in the plane, two decimals, as survey of boundaries states it.
  static func plane(_ shape: MultiPolygon) -> Value { .real(shape.area.rounded(to: 2)) }

  init(_ park: Park) {
    layers = [
      ParkLayers.zones(park.zones), ParkLayers.scopes(park),
      ParkLayers.plan(park.west.name, "before", park.west.parcels),
      ParkLayers.plan("west", "after", park.westAfter.parcels),
      ParkLayers.plan(park.link.name, "before", park.link.parcels),
      ParkLayers.plan("link", "after", park.linkAfter.parcels),
      ParkLayers.parcels(park), ParkLayers.listed(park.lots), ParkLayers.batches(park.pipeline),
      ParkLayers.landUse(park), ParkLayers.idleLand(park.lots), ParkLayers.plants(park.lots),
      ParkLayers.roads(park.network), ParkLayers.redlines("before", park), ParkLayers.redlines("after", park),
    ]
    layers += ParkLayers.access(park)
    layers += ParkLayers.controlLines(park.control)
    layers += [ParkLayers.forest(park.control), ParkLayers.slopes(park.control), ParkLayers.contours(park.control)]
  }

  private static func zones(_ zones: Zones) -> ParkLayer {
    var layer = ParkLayer(
      name: "zones",
      role: "zones",
      titleZH: "片区",
      titleEN: "Zones",
      fields: [text("PQBH"), text("PQMC"), real("MJ"), text("BZ")],
      mapping: [("id", "PQBH"), ("name", "PQMC"), ("declared_area", "MJ"), ("remarks", "BZ")]
    )
    for zone in zones.all {
      layer.add(.area(zone.area), [.text(zone.id), .text(zone.name), declared(zone.area), .text(zone.remark)])
    }
    return layer
  }

  private static func scopes(_ park: Park) -> ParkLayer {
    var layer = ParkLayer(
      name: "scope",
      role: "scope",
      titleZH: "范围",
      titleEN: "Scopes",
      fields: [text("BH"), text("MC"), text("LX"), real("MJ")],
      mapping: [("id", "BH"), ("name", "MC"), ("kind", "LX"), ("declared_area", "MJ")]
    )
    func add(_ id: String, _ name: String, _ kind: String, _ area: MultiPolygon) {
      layer.add(.area(area), [.text(id), .text(name), .text(kind), declared(area)])
    }
    add("study", "研究范围", "study", park.cover.extent)
    add("west", "一期控规范围", "plan", [park.west.scope])
    add("link", "连接线及周边控规范围", "plan", [park.link.scope])
    for (k, area) in park.adjustmentScopes.enumerated() {
      add("west-adjust-\(k + 1)", "西片区局部调整第\(k + 1)批范围", "adjustment", area)
    }
    add("link-adjust", "连接线片区调整范围", "adjustment", [park.link.scope])
    return layer
  }

  private static func plan(_ plan: String, _ version: String, _ parcels: [PlanParcel]) -> ParkLayer {
    let zh = (plan == "west" ? "一期控规" : "连接线控规") + (version == "before" ? "（调整前）" : "（调整后）")
    let en = (plan == "west" ? "Phase-1 control plan, " : "Link-area control plan, ") + version
    var layer = ParkLayer(
      name: "plan_\(plan)_\(version)",
      role: "plan",
      titleZH: zh,
      titleEN: en,
      fields: [
        text("DKBH"), text("YDDM"), text("YDXZ"), real("MJ"), text("RJL"), real("JZMD"), real("LDL"), real("JZXG"),
        text("PTSS"),
        text("SSGM"), text("TJ"), text("JDCW"), text("GHDT"), text("PFWH"), date("PFSJ"), text("BZ"),
      ],
      mapping: [
        ("id", "DKBH"), ("code", "YDDM"), ("code_name", "YDXZ"), ("declared_area", "MJ"), ("far", "RJL"),
        ("density", "JZMD"),
        ("green_ratio", "LDL"), ("height_limit", "JZXG"), ("facilities", "PTSS"), ("plan_state", "GHDT"),
        ("document", "PFWH"),
        ("approved_on", "PFSJ"), ("remarks", "BZ"),
      ],
      extra: [("plan", plan), ("version", version)]
    )
    for parcel in parcels {
      let i = parcel.indicators
      layer.add(
        .area([parcel.area]),
        [
          .text(parcel.id), .text(parcel.code), .text(LandUseName.plan[parcel.code] ?? ""), declared([parcel.area]),
          .text(i.far),
          optional(i.density), optional(i.green), optional(i.height), optional(i.facility), optional(i.capacity),
          optional(i.setback), optional(i.parking), .text(parcel.status),
          optional(parcel.document.isEmpty ? nil : parcel.document),
          optional(parcel.date.isEmpty ? nil : parcel.date), optional(parcel.note),
        ]
      )
    }
    return layer
  }

  private static func parcels(_ park: Park) -> ParkLayer {
    var layer = ParkLayer(
      name: "parcels",
      role: "parcels",
      titleZH: "宗地",
      titleEN: "Cadastral parcels",
      fields: [
        text("ZDDM"), text("ZL"), text("QLR"), text("QLXZ"), text("YDDM"), text("YDXZ"), real("ZDMJ"), text("HTBH"),
        date("GYRQ"),
        text("ZT"),
      ],
      mapping: [
        ("id", "ZDDM"), ("owner", "QLR"), ("code", "YDDM"), ("code_name", "YDXZ"), ("declared_area", "ZDMJ"),
        ("contract", "HTBH"),
        ("status", "ZT"),
      ]
    )
    for (n, lot) in park.lots.enumerated() {
      let right = lot.owner.hasPrefix("示范园区") ? "划拨" : "出让"
      layer.add(
        .area([lot.parcel.area]),
        [
          .text("GB\(10_001 + n)"), .text(lot.parcel.id), .text(lot.owner), .text(right), .text(lot.parcel.code),
          .text(LandUseName.plan[lot.parcel.code] ?? ""), plane([lot.parcel.area]), .text(lot.contract),
          .text(lot.suppliedOn),
          .text(lot.state.rawValue),
        ]
      )
    }
    var n = 0
    for village in park.villages {
      for house in village.homesteads {
        n += 1
        layer.add(
          .area([house]),
          [
            .text("JC\(20_000 + n)"), .text(village.name), .text("\(village.name)村民\(n)"), .text("批准拨用"),
            .text("070301"),
            .text("一类农村宅基地"), plane([house]), .null, .null, .text("宅基地"),
          ]
        )
      }
    }
    return layer
  }

  private static func listed(_ lots: [Tenure]) -> ParkLayer {
    var layer = ParkLayer(
      name: "listed_lots_2021",
      role: "listed",
      titleZH: "2021年公开挂牌出让宗地",
      titleEN: "Lots listed in 2021",
      fields: [
        text("DKBH"), text("XMMC"), text("SRR"), text("YDDM"), text("YDXZ"), real("MJ"), date("GPRQ"), real("CJJ"),
        text("HTBH"),
        date("YDKGRQ"), date("SJKGRQ"),
      ],
      mapping: [
        ("id", "DKBH"), ("name", "XMMC"), ("owner", "SRR"), ("code", "YDDM"), ("code_name", "YDXZ"),
        ("declared_area", "MJ"),
        ("listed_on", "GPRQ"), ("price", "CJJ"), ("contract", "HTBH"),
      ]
    )
    for (k, lot) in lots.filter({ $0.state == .listed }).sorted(by: { $0.suppliedOn < $1.suppliedOn }).enumerated() {
      layer.add(
        .area([lot.parcel.area]),
        [
          .text(lot.parcel.id), .text("示例项目\(k + 1)"), .text(lot.owner), .text(lot.parcel.code),
          .text(LandUseName.plan[lot.parcel.code] ?? ""), plane([lot.parcel.area]), .text(lot.suppliedOn),
          .real(lot.price),
          .text(lot.contract), .text(lot.agreedStart), optional(lot.startedOn),
        ]
      )
    }
    return layer
  }

  private static func batches(_ pipeline: Pipeline) -> ParkLayer {
    var layer = ParkLayer(
      name: "batches",
      role: "batches",
      titleZH: "报批与供地批次",
      titleEN: "Pipeline batches",
      fields: [
        text("BH"), text("JD"), text("PC"), text("PZWH"), text("PZJG"), date("PZRQ"), whole("YXQ"), date("YXQZ"),
        real("PZMJ"),
        text("MJJZ"), text("BZ"),
      ],
      mapping: [
        ("id", "BH"), ("stage", "JD"), ("batch", "PC"), ("document", "PZWH"), ("authority", "PZJG"),
        ("approved_on", "PZRQ"),
        ("term_years", "YXQ"), ("expires_on", "YXQZ"), ("declared_area", "PZMJ"), ("area_basis", "MJJZ"),
        ("remarks", "BZ"),
      ]
    )
    for batch in pipeline.batches {
      let term: Value = batch.term.map { .integer(Int64($0)) } ?? .null
      layer.add(
        .area(batch.area),
        [
          .text(batch.id), .text(batch.stage), .text(batch.name), .text(batch.document), .text(batch.authority),
          .text(batch.date),
          term, optional(batch.expiresOn), plane(batch.area), .text("平面"),
          optional(batch.remark),
        ]
      )
    }
    return layer
  }
}
