import LandAnalysis
import LandModel

/// The table of what the two versions allow and provide.
enum AdjustmentFigures {
  static func table(_ result: AdjustmentResult) -> Table {
    table(result.figures, redlines: result.redlines, roadLengths: result.roadLengths)
  }

  /// The table of one version: its figures without a change.
  static func table(_ figures: PlanFigures) -> Table {
    let whole = table((figures, figures), redlines: nil, roadLengths: nil)
    var result = whole
    result.columns = [0, 2, 4].map { whole.columns[$0] }
    result.columns[1] = TableColumn("value", Phrase(zh: "数值", en: "value"), .trailing)
    result.rows = whole.rows.map { row in Table.Row([0, 2, 4].map { row.cells[$0] }, role: row.role) }
    return result
  }

  /// The code of a figure: its English name in lower case, words with hyphens between.
  private static func code(_ title: Phrase) -> String {
    title.en.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  private static func table(
    _ figures: (before: PlanFigures, after: PlanFigures),
    redlines: RedlineChange?,
    roadLengths: RoadLengths?
  ) -> Table {
    let (before, after) = figures
    var rows: [Table.Row] = []
    func add(
      _ title: Phrase,
      of sum: Phrase? = nil,
      _ unit: String,
      _ old: Double?,
      _ new: Double?,
      _ decimals: Int = 2
    ) {
      let change = old.flatMap { old in new.map { $0 - old } }
      let cells = [old, new, change].map { $0.map { Cell.decimal(Decimals.fixed($0, decimals)) } ?? .missing }
      let key = [sum, title].compactMap { $0 }.map(code).joined(separator: "/")
      rows.append(Table.Row([.word(title, code: key)] + cells + [UnitWords.cell(unit)]))
    }
    func addSum(_ title: Phrase, _ old: PlanFigures.Weighted?, _ new: PlanFigures.Weighted?) {
      guard old != nil || new != nil else { return }
      add(Phrase(zh: title.zh + "，下限", en: title.en + ", lower"), "m2", old?.lower, new?.lower)
      add(Phrase(zh: title.zh + "，上限", en: title.en + ", upper"), "m2", old?.upper, new?.upper)
      let parts: [(Phrase, (PlanFigures.Weighted) -> Double)] = [
        (Phrase(zh: "另：未定上限的用地", en: "apart: land without an upper limit"), { $0.openArea }),
        (Phrase(zh: "　其下限之和", en: "  its lower limits"), { $0.openLower }),
        (Phrase(zh: "不作规定的用地", en: "land not regulated"), { $0.noneArea }),
        (Phrase(zh: "指标不可读或不可信的用地", en: "land with unreadable figures"), { $0.unknownArea }),
        (Phrase(zh: "无指标的用地", en: "land without a figure"), { $0.absentArea }),
      ]
      for (name, value) in parts where (old.map(value) ?? 0) + (new.map(value) ?? 0) > 0 {
        add(Phrase(zh: "　" + name.zh, en: "  " + name.en), of: title, "m2", old.map(value), new.map(value))
      }
    }
    add(Phrase(zh: "规划用地", en: "plan area"), "m2", before.area, after.area)
    addSum(Phrase(zh: "建筑容量 Σ面积×容积率", en: "capacity Σ area × plot ratio"), before.capacity, after.capacity)
    for use in Set(before.capacityByUse.keys).union(after.capacityByUse.keys).sorted() {
      let (old, new) = (before.capacityByUse[use], after.capacityByUse[use])
      add(Phrase(zh: "　\(use) 类容量上限", en: "  of use \(use), upper"), "m2", old?.upper ?? 0, new?.upper ?? 0)
    }
    addSum(Phrase(zh: "建筑基底 Σ面积×密度", en: "footprint Σ area × density"), before.footprint, after.footprint)
    addSum(Phrase(zh: "地块内绿地 Σ面积×绿地率", en: "green within parcels Σ area × ratio"), before.green, after.green)
    if before.tallest != nil || after.tallest != nil {
      add(Phrase(zh: "最高限高", en: "highest limit"), "m", before.tallest, after.tallest, 1)
    }
    add(Phrase(zh: "城镇道路用地 1207", en: "town roads 1207"), "m2", before.roadArea, after.roadArea)
    let density = [before, after].map { $0.area > 0 ? $0.roadArea / $0.area * 100 : 0 }
    add(Phrase(zh: "道路用地率", en: "share of road land"), "%", density[0], density[1])
    if let redlines {
      add(Phrase(zh: "道路红线内面积", en: "land within road red lines"), "m2", redlines.areaBefore, redlines.areaAfter)
    }
    if let lengths = roadLengths {
      let title =
        lengths.isOneLayer
        ? Phrase(zh: "道路中心线长度（一版图层）", en: "road centre lines (one layer)")
        : Phrase(zh: "道路中心线长度", en: "road centre lines")
      add(title, "km", lengths.before / 1000, lengths.after / 1000, 3)
      func density(_ metres: Double, _ area: Double) -> Double { area > 0 ? metres * 1000 / area : 0 }
      let densities = [density(lengths.before, before.area), density(lengths.after, after.area)]
      add(Phrase(zh: "路网密度", en: "road density"), "km/km2", densities[0], densities[1], 3)
    }
    let names = Set(before.facilities.keys).union(after.facilities.keys).sorted()
    for name in names {
      let (old, new) = (before.facilities[name], after.facilities[name])
      add(
        Phrase(zh: "设施：\(name)", en: "facility: \(name)"),
        "sites",
        Double(old?.count ?? 0),
        Double(new?.count ?? 0),
        0
      )
      let units = Set((old?.capacities ?? [:]).keys).union((new?.capacities ?? [:]).keys).sorted()
      for unit in units {
        add(
          Phrase(zh: "　规模", en: "  capacity"),
          of: Phrase(name),
          unit,
          old?.capacities[unit] ?? 0,
          new?.capacities[unit] ?? 0
        )
      }
    }
    return Table(
      "figures",
      title: Phrase(zh: "指标与设施", en: "Indicators and facilities"),
      columns: [
        TableColumn("figure", Phrase(zh: "项目", en: "figure"), isCoded: true),
        TableColumn("before", Phrase(zh: "调整前", en: "before"), .trailing),
        TableColumn("after", Phrase(zh: "调整后", en: "after"), .trailing),
        TableColumn("change", Phrase(zh: "增减", en: "change"), .trailing),
        TableColumn("unit", Phrase(zh: "单位", en: "unit"), isCoded: true),
      ],
      rows: rows,
      caption: Phrase(
        zh: "区间给出上下限；未定上限的用地另列；不可读的指标不计入，另列用地",
        en: "ranges give both ends; land without an upper limit and unreadable figures stand apart"
      )
    )
  }
}
