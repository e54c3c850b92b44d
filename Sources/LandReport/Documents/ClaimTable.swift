import LandAnalysis
import LandModel

/// The report's claims beside the figures computed from the layers.
enum ClaimTable {
  static func make(_ claims: [ClaimComparison]) -> Table {
    let rows = claims.filter { $0.claim.quantity != nil }.map { line in
      Table.Row([
        .text(line.claim.id),
        .phrase(Phrase(line.claim.subject)),
        .text(String(line.claim.year)),
        stated(line.claim),
        .phrase(unit(line.claim)),
        computed(line),
        .phrase(verdict(line.verdict)),
        .text(line.claim.place.description),
      ])
    }
    return Table(
      "claims",
      title: Phrase(zh: "报告所述与计算结果", en: "The report's claims beside the figures computed"),
      columns: [
        TableColumn("claim", Phrase(zh: "编号", en: "claim")),
        TableColumn("subject", Phrase(zh: "事项", en: "subject")),
        TableColumn("year", Phrase(zh: "年份", en: "year"), .trailing),
        TableColumn("stated", Phrase(zh: "报告数", en: "stated"), .trailing),
        TableColumn("unit", Phrase(zh: "单位", en: "unit")),
        TableColumn("computed", Phrase(zh: "计算数", en: "computed"), .trailing),
        TableColumn("verdict", Phrase(zh: "结论", en: "verdict")),
        TableColumn("place", Phrase(zh: "出处", en: "place")),
      ],
      rows: rows,
      caption: Phrase(
        zh: "计算数用报告的单位；原文隐去的数不推测",
        en: "computed figures are in the claim's unit; masked figures are not guessed"
      )
    )
  }

  static func stated(_ claim: Claim) -> Cell {
    guard let quantity = claim.quantity else { return .missing }
    guard let value = quantity.value else { return .masked }
    let mark = quantity.isLowerBound ? "≥" : quantity.isApproximate ? "≈" : ""
    return mark.isEmpty ? .decimal(value.description) : .text(mark + value.description)
  }

  static func unit(_ claim: Claim) -> Phrase {
    switch claim.quantity?.unit {
    case .mu: Phrase(zh: "亩", en: "mu")
    case .squareMetre: Phrase(zh: "平方米", en: "m²")
    case .hectare: Phrase(zh: "公顷", en: "ha")
    case .lots: Phrase(zh: "宗", en: "lots")
    case .hundredMillionYuan: Phrase(zh: "亿元", en: "100 M yuan")
    default: Phrase(claim.quantity?.unit.rawValue ?? "")
    }
  }

  static func computed(_ line: ClaimComparison) -> Cell {
    let unit = line.claim.quantity?.unit.areaUnit ?? .squareMetre
    switch line.computed {
    case nil: return .missing
    case .count(let count): return .integer(count)
    case .money(let yuan): return .decimal(Decimals.fixed(yuan / 1e8, 4))
    case .area(let area): return .decimal(area.value(in: unit).description)
    case .landAndFloor(let land, let floor):
      let (a, b) = (land.value(in: unit).description, floor.value(in: unit).description)
      return .phrase(Phrase(zh: "用地 \(a)｜建筑 \(b)", en: "land \(a) | floor \(b)"))
    }
  }

  static func verdict(_ verdict: ClaimComparison.Verdict) -> Phrase {
    switch verdict {
    case .agrees: Phrase(zh: "相符", en: "agrees")
    case .differs: Phrase(zh: "不符", en: "differs")
    case .masked: Phrase(zh: "原文隐去，仅列计算数", en: "masked; computed only")
    case .notComputed: Phrase(zh: "无对应图层", en: "no layer answers it")
    case .mixed: Phrase(zh: "报告混合用地与建筑，分列", en: "one figure for land and floor; both listed")
    case .statement: Phrase(zh: "陈述", en: "statement")
    }
  }
}
