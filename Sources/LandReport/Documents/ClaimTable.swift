import Geometry
import LandAnalysis
public import LandModel

/// What can be built on in a zone.
public struct DevelopableZone: Sendable {
  /// The zone's id and name.
  public let names: [String]
  /// The land that can be built on.
  public let area: Area

  /// The developable land of a zone that is known by these names.
  public init(names: [String], area: Area) {
    self.names = names
    self.area = area
  }
}

/// The report's claims beside the figures computed from the layers.
enum ClaimTable {
  static func make(_ claims: [ClaimComparison], developable: [DevelopableZone] = []) -> Table {
    let rows = claims.filter { $0.claim.quantity != nil }.map { line in
      let built = DevelopablePart(line, developable)
      return Table.Row(
        [
          .text(line.claim.id),
          .phrase(Phrase(line.claim.subject)),
          .text(String(line.claim.year)),
          stated(line.claim),
          unitCell(line.claim),
          computed(line),
          .word(built?.added(to: verdict(line.verdict)) ?? verdict(line.verdict), line.verdict),
          .text(line.claim.place.description),
        ] + bare(line) + [built.map { .decimal($0.area) } ?? .missing]
      )
    }
    return Table(
      "claims",
      title: Phrase(zh: "报告所述与计算结果", en: "The report's claims beside the figures computed"),
      columns: [
        TableColumn("claim", Phrase(zh: "编号", en: "claim")),
        TableColumn("subject", Phrase(zh: "事项", en: "subject")),
        TableColumn("year", Phrase(zh: "年份", en: "year"), .trailing),
        TableColumn("stated", Phrase(zh: "报告数", en: "stated"), .trailing),
        TableColumn("unit", Phrase(zh: "单位", en: "unit"), isCoded: true),
        TableColumn("computed", Phrase(zh: "计算数", en: "computed"), .trailing),
        TableColumn("verdict", Phrase(zh: "结论", en: "verdict"), isCoded: true),
        TableColumn("place", Phrase(zh: "出处", en: "place")),
      ] + bareColumns + [
        TableColumn("developable_value", Phrase(zh: "其中可开发", en: "of it developable"), .trailing, isData: true)
      ],
      rows: rows,
      caption: Phrase(
        zh: "计算数用报告的单位；原文隐去的数不推测；" + place.zh,
        en: "computed figures are in the claim's unit; masked figures are not guessed; " + place.en
      )
    )
  }

  /// How a place in the report is written.
  static let place = Phrase(
    zh: "出处“1.2.3”为报告第 1 部分第 2 段第 3 项",
    en: "place 1.2.3 is section 1, paragraph 2, item 3 of the report"
  )

  static func stated(_ claim: Claim) -> Cell {
    guard let quantity = claim.quantity else { return .missing }
    guard let value = quantity.value else { return .masked }
    let mark = quantity.isLowerBound ? "≥" : quantity.isApproximate ? "≈" : ""
    return mark.isEmpty ? .decimal(value.description) : .text(mark + CellText.grouped(value.description))
  }

  /// What programs want of a claim: the figures without marks, how exact the claim is, and of a figure for land and floors
  /// the computed one of each.
  static let bareColumns = [
    TableColumn("stated_value", Phrase(zh: "报告数（数值）", en: "stated, as a number"), .trailing, isData: true),
    TableColumn("stated_as_code", Phrase(zh: "报告数的写法", en: "how it is stated"), isData: true),
    TableColumn("computed_value", Phrase(zh: "计算数（数值）", en: "computed, as a number"), .trailing, isData: true),
    TableColumn("computed_floor_value", Phrase(zh: "计算的建筑面积", en: "computed floor area"), .trailing, isData: true),
  ]

  static func bare(_ line: ClaimComparison) -> [Cell] {
    let quantity = line.claim.quantity
    let value = quantity?.value.map { Cell.decimal($0.description) } ?? .missing
    let isBound = quantity?.isLowerBound ?? false
    let way = isBound ? "at-least" : quantity?.isApproximate ?? false ? "about" : "exact"
    guard case .landAndFloor(let land, let floor) = line.computed else {
      return [value, .text(way), computed(line), .missing]
    }
    let unit = quantity?.unit.areaUnit ?? .squareMetre
    let (onLand, ofFloors) = (land.value(in: unit).description, floor.value(in: unit).description)
    return [value, .text(way), .decimal(onLand), .decimal(ofFloors)]
  }

  static func unitCell(_ claim: Claim) -> Cell {
    guard let code = claim.quantity?.unit else { return .phrase(unit(claim)) }
    return .word(unit(claim), code)
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
      let (a, b) = (
        CellText.grouped(land.value(in: unit).description), CellText.grouped(floor.value(in: unit).description)
      )
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

/// A claim about land to be built on, set beside the land of its zone that can be built on.
private struct DevelopablePart {
  let area: String
  private let text: Phrase

  /// Nil where the claim is about no zone that the project has a target for.
  init?(_ line: ClaimComparison, _ zones: [DevelopableZone]) {
    guard line.claim.role == .zones, let unit = line.claim.quantity?.unit.areaUnit,
      let zone = zones.first(where: { $0.names.contains(line.claim.zone ?? "") })
    else { return nil }
    let developable = zone.area.value(in: unit, decimals: 2)
    area = zone.area.value(in: unit).description
    let figure = CellText.grouped(developable.description)
    var text = Phrase(
      zh: "；其中可开发 \(figure)",
      en: "; of it \(figure) can be built on"
    )
    if let stated = line.claim.quantity?.value, let gap = Self.gap(stated.description, developable), gap > .zero {
      let short = CellText.grouped(gap.description)
      text.zh += "，差 \(short)"
      text.en += ", \(short) short"
    }
    self.text = text
  }

  private static func gap(_ stated: String, _ developable: FixedDecimal) -> FixedDecimal? {
    FixedDecimal(stated).map { $0 - developable }
  }

  func added(to verdict: Phrase) -> Phrase { Phrase(zh: verdict.zh + text.zh, en: verdict.en + text.en) }
}
