import Features
public import Geometry
public import LandAnalysis
public import LandModel

/// Tables in the forms that bureaus hand over: parcel indicators, land use by owner, occupation of the three lines.
public enum OfficeTables {
  // MARK: Parcel indicators

  /// 地块控制指标: a row for each parcel of a plan, as its fields state the indicators, with the measured area.
  ///
  /// - Parameters:
  ///   - loaded: the parcels of a plan.
  ///   - areas: of each parcel in m² on the basis of the document.
  ///   - basis: of the areas.
  ///   - id: stable name of the table.
  public static func parcels(_ loaded: LoadedLayer, areas: [Double], basis: AreaBasis, id: String) throws -> Table {
    let fields: [(StandardField, String, Phrase, Bool)] = [
      (.landUseCode, "code", Phrase(zh: "用地代码", en: "code"), false),
      (.landUseName, "use", Phrase(zh: "用地性质", en: "use"), false),
    ]
    let indicators: [(StandardField, String, Phrase, Bool)] = [
      (.plotRatio, "far", Phrase(zh: "容积率", en: "plot ratio"), true),
      (.plotRatioMin, "far_min", Phrase(zh: "容积率下限", en: "plot ratio, least"), true),
      (.plotRatioMax, "far_max", Phrase(zh: "容积率上限", en: "plot ratio, most"), true),
      (.buildingDensity, "density", Phrase(zh: "建筑密度/%", en: "density %"), true),
      (.greenRatio, "green_ratio", Phrase(zh: "绿地率/%", en: "green ratio %"), true),
      (.heightLimit, "height_limit", Phrase(zh: "建筑限高/米", en: "height limit m"), true),
      (.compatibility, "compatibility", Phrase(zh: "用地兼容性", en: "compatible uses"), false),
      (.facilities, "facilities", Phrase(zh: "配套设施", en: "facilities"), false),
      (.planState, "plan_state", Phrase(zh: "规划动态", en: "state"), false),
      (.document, "document", Phrase(zh: "批复文号", en: "document"), false),
      (.approvedOn, "approved_on", Phrase(zh: "批复时间", en: "approved"), false),
      (.remarks, "remarks", Phrase(zh: "备注", en: "remarks"), false),
    ]
    let before = fields.filter { loaded.column($0.0) != nil }
    let after = indicators.filter { entry in
      guard let column = loaded.column(entry.0) else { return false }
      return (0..<loaded.count).contains { !(column.text($0) ?? "").isEmpty }
    }
    func cell(_ entry: (StandardField, String, Phrase, Bool), _ feature: Int) -> Cell {
      guard let text = loaded.column(entry.0)?.text(feature), !text.isEmpty else { return .missing }
      // Only what is a plain number is one: ≤2.0 and 1.2-2.0 stay as they are written.
      let isNumber = entry.3 && FixedDecimal(text) != nil && !text.hasPrefix("+") && !text.lowercased().contains("e")
      return isNumber ? .decimal(text) : .text(text)
    }
    let measured = try areas.map { try Area(squareMetres: $0, basis: basis) }
    let rounded = try LargestRemainder.round(measured, basis: basis, in: .hectare)
    var rows = (0..<loaded.count).map { feature in
      Table.Row(
        [.text(loaded.label(of: feature))] + before.map { cell($0, feature) }
          + [.decimal(rounded.rows[feature].description)] + after.map { cell($0, feature) }
      )
    }
    let blank = [Cell](repeating: .missing, count: before.count)
    rows.append(
      Table.Row(
        [.phrase(Phrase(zh: "合计（\(loaded.count) 个地块）", en: "total (\(English.counted(loaded.count, "parcel")))"))]
          + blank
          + [.decimal(rounded.total.description)] + [Cell](repeating: .missing, count: after.count),
        role: .total
      )
    )
    func column(_ entry: (StandardField, String, Phrase, Bool)) -> TableColumn {
      TableColumn(entry.1, entry.2, entry.3 ? .trailing : .leading)
    }
    let area = TableColumn("area_ha", Phrase(zh: "用地面积/公顷", en: "area ha"), .trailing)
    return Table(
      id,
      title: Phrase(
        zh: "\(loaded.title.chinese)：地块控制指标",
        en: "\(loaded.title.english): parcels and their indicators"
      ),
      columns: [TableColumn("parcel", Phrase(zh: "地块编号", en: "parcel"))] + before.map(column) + [area]
        + after.map(column),
      rows: rows,
      caption: Phrase(zh: "面积为实测，指标照原表", en: "areas as measured, indicators as the plan states them")
    )
  }

  // MARK: Balance of one plan

  /// 用地平衡表 of a plan that has one version.
  public static func balance(_ plan: ParkReport.PlanAccount, id: String) throws -> Table {
    let classification = plan.balance.classification
    let lines = plan.balance.lines.map { line in
      BalanceTable.Line(
        code: line.code,
        name: line.name.map { Phrase(landUse: $0) },
        construction: classification.match(line.code).landUseClass?.construction,
        areas: [line.area]
      )
    }
    var table = try BalanceTable.make(
      lines,
      versions: [("area", Phrase(zh: "面积", en: "area"))],
      basis: plan.balance.basis,
      unit: .hectare,
      isGrouped: true,
      id: id
    )
    table.title = Phrase(zh: "\(plan.title.chinese)：用地平衡表", en: "\(plan.title.english): land-use balance")
    return table
  }

  // MARK: Land use by owner

  /// 地类、权属、三大类 in hectares: a row for each owner, a column for each first-level class under its class of land.
  public static func owners(_ land: LandUseByOwner, id: String = "land-by-owner", title: Phrase) throws -> Table {
    let columns = land.classes.map { use in
      let name = Phrase(landUse: use.name ?? (use.code.isEmpty ? "—" : use.code))
      let group = ThreeClassTable.name(use.group, rest: ThreeClassTable.noPatch)
      return TableColumn(
        "class_\(use.code)_\(use.group?.rawValue ?? "none")_ha",
        Phrase(zh: "\(name.zh)（\(group.zh)）", en: "\(name.en) (\(group.en))"),
        .trailing,
        under: group,
        as: name
      )
    }
    // Each column sums to its total, and each row to its own: the last place is shared out over the whole table.
    let sums = try land.owners.map { owner in
      try LargestRemainder.round(land.classes.map { land.area(owner, $0) }, basis: land.basis, in: .hectare)
    }
    var rows = land.owners.indices.map { place in
      let owner: Cell =
        land.owners[place].isEmpty ? .phrase(Phrase(zh: "（未载明）", en: "(not stated)")) : .text(land.owners[place])
      let figures = sums[place].rows.map { Cell.decimal($0.description) }
      return Table.Row([owner, .decimal(sums[place].total.description)] + figures)
    }
    let totals = land.classes.indices.map { column in
      sums.reduce(FixedDecimal.zero) { $0 + $1.rows[column] }
    }
    let all = sums.reduce(FixedDecimal.zero) { $0 + $1.total }
    rows.append(
      Table.Row(
        [.phrase(Phrase(zh: "合计", en: "total")), .decimal(all.description)]
          + totals.map { .decimal($0.description) },
        role: .total
      )
    )
    return Table(
      id,
      title: title,
      columns: [
        TableColumn("owner", Phrase(zh: "权属单位", en: "owner")),
        TableColumn("area_ha", Phrase(zh: "面积/公顷", en: "area ha"), .trailing),
      ] + columns,
      rows: rows,
      caption: Phrase(zh: "单位：公顷；按一级地类，归三大类", en: "hectares; first-level classes under the three classes of land")
    )
  }

  // MARK: The three lines

  /// 占用汇总（三线）: of each zone the land within permanent basic farmland and the ecological redline, and within and
  /// outside the urban development boundary.
  public static func occupation(_ occupation: ControlOccupation) throws -> Table {
    let unit = AreaUnit.hectare
    func cell(_ area: Area) -> Cell { .decimal(area.value(in: unit).description) }
    var columns = [
      TableColumn("zone", Phrase(zh: "范围", en: "zone")),
      TableColumn("area_ha", Phrase(zh: "面积/公顷", en: "area ha"), .trailing),
    ]
    var cells = occupation.areas.map { [cell($0)] }
    for line in occupation.lines {
      let title = Phrase(line.title)
      func column(_ id: String, _ words: Phrase) -> TableColumn {
        TableColumn(
          "\(line.kind.rawValue)_\(id)_ha",
          Phrase(zh: "\(title.zh)：\(words.zh)/公顷", en: "\(title.en): \(words.en) ha"),
          .trailing,
          under: title,
          as: Phrase(zh: "\(words.zh)/公顷", en: "\(words.en) ha")
        )
      }
      let isBoundary = line.kind == .urbanDevelopmentBoundary
      columns.append(column("inside", isBoundary ? Phrase(zh: "界内", en: "inside") : Phrase(zh: "占用", en: "occupied")))
      if isBoundary { columns.append(column("outside", Phrase(zh: "界外", en: "outside"))) }
      for zone in occupation.zones.indices {
        cells[zone].append(cell(line.inside[zone]))
        if isBoundary { cells[zone].append(cell(try occupation.areas[zone] - line.inside[zone])) }
      }
    }
    return Table(
      "occupation",
      title: Phrase(zh: "占用汇总（三线）", en: "Occupation of the three lines"),
      columns: columns,
      rows: zip(occupation.zones, cells).map { Table.Row([.text($0)] + $1) },
      caption: Phrase(zh: "片区之间可能重叠，不相加", en: "zones may overlap and are not added")
    )
  }
}
