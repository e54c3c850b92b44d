import LandAnalysis
import LandModel

extension ApprovalsDocument {
  /// How long land lasts at the pace of supply, and how much of what is built on is industry, with the formulas and what is missing.
  static func supplyRates(_ result: ApprovalsResult, _ unit: AreaUnit, _ limit: Int?) -> Table {
    func area(_ value: Area?) -> Cell { value.map { .decimal($0.value(in: unit).description) } ?? .missing }
    func cell(_ rate: ApprovalRate) -> Cell {
      if case .figure(let value) = rate { return .decimal(Decimals.fixed(value, 2)) }
      return .missing
    }
    let rows = subjectRows(result, limit) { status in
      let inputs = result.rateInputs[status.subject]
      let (years, share) = (status.yearsOfSupply(inputs), status.industrialShare(inputs))
      return [
        area(inputs.isPlanned ? inputs.planned : nil), area(status.supplied), area(status.suppliedRecently),
        cell(years),
        area(inputs.industry), area(inputs.construction), cell(share), why([years, share]),
      ]
    }
    return Table(
      "supply-rates",
      title: Phrase(zh: "可供年限与工业用地率", en: "Years of supply and industrial share"),
      columns: [
        subjectColumn, areaColumn("planned", zh: "规划建设用地", en: "planned construction", unit),
        areaColumn("supplied", zh: "已供", en: "supplied", unit),
        areaColumn("supplied_5y", zh: "近五年供地", en: "supplied in 5 years", unit),
        TableColumn("years", Phrase(zh: "可供年限/年", en: "years of supply"), .trailing),
        areaColumn("industry", zh: "现状工矿仓储", en: "industry and storage", unit),
        areaColumn("construction", zh: "现状建设用地", en: "construction land", unit),
        TableColumn("industry_percent", Phrase(zh: "工业用地率/%", en: "industrial share %"), .trailing),
        TableColumn("missing", Phrase(zh: "不能计算的原因", en: "why there is no figure"), isCoded: true),
      ],
      rows: rows,
      caption: Phrase(
        zh: "可供年限＝（规划建设用地－已供）÷（近五年供地÷5）；工业用地率＝工矿仓储用地÷建设用地（开发区核查口径，V：公开代码）；"
          + "近五年：首次供地日期在截止日前五年内",
        en:
          "years = (planned construction − supplied) / (supply of the last five years / 5); industrial share = industry, mining and "
          + "storage / construction land (as checks of development zones compute them, V: open code); five years by the first supply"
      )
    )
  }

  private static func why(_ rates: [ApprovalRate]) -> Cell {
    let reasons = rates.compactMap { rate -> (phrase: Phrase, code: String)? in
      guard case .missing(let missing) = rate else { return nil }
      switch missing {
      case .noPlan: return (Phrase(zh: "没有规划图层", en: "no plan"), "no-plan")
      case .notPlanned: return (Phrase(zh: "规划未覆盖", en: "no plan covers it"), "not-planned")
      case .noSupplyYet: return (Phrase(zh: "近五年没有供地", en: "nothing supplied in five years"), "no-supply")
      case .noLandUse: return (Phrase(zh: "没有现状地类图层", en: "no land-use layer"), "no-land-use")
      case .noConstruction: return (Phrase(zh: "没有现状建设用地", en: "no construction land"), "no-construction")
      }
    }
    return .words(reasons)
  }
}
