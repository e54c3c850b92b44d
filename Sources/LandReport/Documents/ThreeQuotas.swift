import Geometry
import LandAnalysis
import LandModel

/// The three quotas that a park asks for, apart: land-use scale (规模) in the spatial plan, the year's plan quota (用地指标),
/// and what balances the land taken (土地指标: farmland and forest).
enum ThreeQuotas {
  static func table(_ result: LandAssembly, _ unit: AreaUnit?) throws -> Table {
    let selections = result.search?.selections ?? []
    let demands = [result.demand] + selections.map { $0.demand(of: result) }
    let unit = unit ?? .mu
    func row(_ quota: Cell, _ item: Cell, _ value: (QuotaDemand) -> Double) throws -> Table.Row {
      Table.Row(
        [quota, item]
          + (try demands.map {
            .decimal(try Area(squareMetres: value($0), basis: result.zone.basis).value(in: unit).description)
          })
      )
    }
    let scale = Cell.word(Phrase(zh: "土地使用规模", en: "land-use scale"), code: "scale")
    let year = Cell.word(Phrase(zh: "用地指标（年度计划）", en: "annual plan quota"), code: "annual")
    let balance = Cell.word(Phrase(zh: "土地指标（占补与定额）", en: "balancing quotas"), code: "balance")
    let built = Cell.word(Phrase(zh: "新增建设用地", en: "new construction land"), code: "new-construction")
    func item(_ zh: String, _ en: String, _ code: String) -> Cell { .word(Phrase(zh: zh, en: en), code: code) }
    return Table(
      "three-quotas",
      title: Phrase(zh: "三类指标", en: "The three quotas apart"),
      columns: [
        TableColumn("quota", Phrase(zh: "指标", en: "quota"), isCoded: true),
        TableColumn("item", Phrase(zh: "项目", en: "item"), isCoded: true),
      ]
        + AssemblyDocument.demandColumns(selections.count, unit),
      rows: [
        try row(scale, built) { $0.newConstruction },
        try row(year, built) { $0.newConstruction },
        try row(balance, item("补充耕地（含水田）", "farmland to balance, paddy included", "cultivated")) { $0.cultivated },
        try row(balance, item("其中：补充水田", "of it paddy", "paddy")) { $0.paddy },
        try row(balance, item("林地定额", "forest quota", "forest")) { $0.forestTotal },
      ],
      caption: Phrase(
        zh: "扣除有效批复后的需求；三类指标由不同机关核定，不能相加",
        en: "net of approvals in force; each is granted by an authority of its own, and they are never added"
      )
    )
  }
}
