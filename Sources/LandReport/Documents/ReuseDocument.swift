import Foundation
import Geometry
public import LandAnalysis
public import LandModel

/// The answer of `reuse`: idle land by the order, two ledgers, and candidates for tenants.
public enum ReuseDocument {
  /// `limit` is the number of rows to print of each long table; nil: all.
  public static func make(
    findings: [IdleFinding],
    ledgers: IdleStock?,
    claimed: Area?,
    matches: [(tenant: Tenant, matches: [ReuseMatch])],
    low: [ReuseCandidate],
    profile: ReuseProfile,
    facts: [Fact],
    notes: [Note],
    limit: Int? = nil
  ) -> ReportDocument {
    var tables: [Table] = []
    if let ledgers { tables.append(self.ledgers(ledgers, claimed)) }
    if !findings.isEmpty { tables.append(idle(shownFirst(findings, limit))) }
    if !low.isEmpty { tables.append(lowUse(low, profile)) }
    for entry in matches {
      tables.append(candidates(entry.tenant, entry.matches, profile))
      tables.append(excluded(entry.tenant, entry.matches))
    }
    return ReportDocument(
      command: "reuse",
      title: Phrase(zh: "闲置用地与厂房再利用", en: "Idle land and plants: reuse"),
      facts: facts,
      tables: tables.map { $0.shortened(to: limit) },
      notes: notes
    )
  }

  // MARK: Stock

  private static func ledgers(_ stock: IdleStock, _ claimed: Area?) -> Table {
    func row(_ name: Phrase, _ code: String, _ count: Int, _ area: Area, _ missing: Int) -> Table.Row {
      let share = claimed.flatMap { claim in
        claim.squareMetres > 0 ? Decimals.fixed(area.squareMetres / claim.squareMetres * 100, 2) : nil
      }
      return Table.Row([
        .word(name, code: code), .integer(count), .decimal(area.value(in: .squareMetre).description),
        .decimal(area.value(in: .mu).description), .integer(missing), share.map { .decimal($0) } ?? .missing,
      ])
    }
    let text = claimed.map { CellText.grouped(Decimals.short($0.value(in: .squareMetre).description)) }
    return Table(
      "ledgers",
      title: Phrase(zh: "两本账：用地与建筑，不相加", en: "Two ledgers, never added: land and floor space"),
      columns: [
        TableColumn("ledger", Phrase(zh: "账", en: "ledger"), isCoded: true),
        TableColumn("count", Phrase(zh: "宗/栋", en: "entries"), .trailing),
        TableColumn("area_m2", Phrase(zh: "面积/平方米", en: "area m²"), .trailing),
        TableColumn("area_mu", Phrase(zh: "面积/亩", en: "area mu"), .trailing),
        TableColumn("missing", Phrase(zh: "缺面积", en: "without area"), .trailing),
        TableColumn("claim_percent", Phrase(zh: "占报告数/%", en: "of the claim %"), .trailing),
      ],
      rows: [
        row(landTitle(stock.land), "land", stock.land.count, stock.land.area, stock.land.missing),
        row(
          Phrase(zh: "闲置厂房建筑面积（登记）", en: "floor space of idle plants"),
          "floor",
          stock.floor.count,
          stock.floor.area,
          stock.floor.missing
        ),
      ],
      caption: text.map {
        Phrase(zh: "报告称约 \($0) 平方米用地和厂房，未分开", en: "the report says about \($0) m² of land and plants in one figure")
      }
    )
  }

  private static func landTitle(_ land: IdleStock.Ledger) -> Phrase {
    if land.stated == 0 { return Phrase(zh: "闲置用地（实测）", en: "idle land, measured") }
    if land.stated + land.missing == land.count { return Phrase(zh: "闲置用地（登记）", en: "idle land, as stated") }
    return Phrase(
      zh: "闲置用地（实测，其中 \(land.stated) 宗为登记数）",
      en: "idle land, measured, \(land.stated) lots as stated"
    )
  }

  /// Where not all are shown, what is idle goes before what is not, and that before what cannot be told.
  private static func shownFirst(_ findings: [IdleFinding], _ limit: Int?) -> [IdleFinding] {
    guard let limit, findings.count > limit else { return findings }
    func rank(_ finding: IdleFinding) -> Int {
      switch finding.verdict {
      case .notStarted, .suspended: 0
      case .notIdle: 1
      case .unknown: 2
      }
    }
    return findings.indices.sorted { (rank(findings[$0]), $0) < (rank(findings[$1]), $1) }.map { findings[$0] }
  }

  private static func idle(_ findings: [IdleFinding]) -> Table {
    func day(_ date: CalendarDate?) -> Cell { date.map { .text($0.description) } ?? .missing }
    func percent(_ share: Double?) -> Cell { share.map { .decimal(Decimals.fixed($0 * 100, 1)) } ?? .missing }
    let rows = findings.map { finding in
      Table.Row([
        .text(finding.label), finding.owner.map { .text($0) } ?? .missing, .word(verdict(finding), finding.verdict),
        day(finding.idleFrom), day(finding.feeFrom), day(finding.forfeitFrom), consequence(finding),
        finding.fee.map { .decimal(Decimals.fixed($0, 2)) } ?? .missing, percent(finding.developed),
        percent(finding.invested), finding.cause.map { .text($0) } ?? .missing, .phrase(evidence(finding)),
        .truth(finding.isGovernmentCause),
      ])
    }
    return Table(
      "idle",
      title: Phrase(zh: "闲置认定（国土资源部令第53号）", en: "Idle by the order of 2012 (Ministry of Land and Resources, No. 53)"),
      columns: [
        TableColumn("lot", Phrase(zh: "地块", en: "lot")),
        TableColumn("owner", Phrase(zh: "权利人", en: "owner")),
        TableColumn("verdict", Phrase(zh: "认定", en: "verdict"), isCoded: true),
        TableColumn("idle_from", Phrase(zh: "闲置起", en: "idle from")),
        TableColumn("fee_from", Phrase(zh: "满一年", en: "one year")),
        TableColumn("forfeit_from", Phrase(zh: "满两年", en: "two years")),
        TableColumn("consequence", Phrase(zh: "后果", en: "consequence"), isCoded: true),
        TableColumn("fee_yuan", Phrase(zh: "闲置费/元", en: "fee, yuan"), .trailing),
        TableColumn("developed_percent", Phrase(zh: "已开发/%", en: "developed %"), .trailing),
        TableColumn("invested_percent", Phrase(zh: "已投资/%", en: "invested %"), .trailing),
        TableColumn("cause", Phrase(zh: "原因", en: "cause")),
        TableColumn("evidence", Phrase(zh: "依据", en: "evidence")),
        TableColumn("government_cause", Phrase(zh: "政府原因", en: "the government's cause"), isData: true),
      ],
      rows: rows,
      caption: Phrase(
        zh: "未动工满一年：闲置费为出让价款 20%；满两年：无偿收回；政府原因的不适用，另行处置",
        en: "not started: after one year a fee of the price, after two taken back; not for causes of the government"
      )
    )
  }

  private static func verdict(_ finding: IdleFinding) -> Phrase {
    let base: Phrase =
      switch finding.verdict {
      case .notStarted: Phrase(zh: "闲置：未动工", en: "idle: not started")
      case .suspended: Phrase(zh: "闲置：中止开发", en: "idle: suspended")
      case .notIdle: Phrase(zh: "不构成", en: "not idle")
      case .unknown: Phrase(zh: "资料不足", en: "cannot be told")
      }
    let isIdle = finding.verdict == .notStarted || finding.verdict == .suspended
    guard finding.isGovernmentCause, isIdle else { return base }
    return Phrase(zh: base.zh + "（政府原因）", en: base.en + " (government)")
  }

  private static func consequence(_ finding: IdleFinding) -> Cell {
    let isIdle = finding.verdict == .notStarted || finding.verdict == .suspended
    if finding.isGovernmentCause, isIdle {
      return .word(Phrase(zh: "延期、置换或协议收回", en: "extension, exchange or agreed return"), code: "agreement")
    }
    if finding.forfeitDue { return .word(Phrase(zh: "可无偿收回", en: "may be taken back"), code: "forfeit") }
    if finding.feeDue { return .word(Phrase(zh: "征缴闲置费", en: "fee due"), code: "fee") }
    if finding.verdict == .suspended {
      return .word(Phrase(zh: "责令开发，协商处置", en: "disposal by agreement"), code: "disposal")
    }
    return .word(Phrase("—"), code: "none")
  }

  private static func evidence(_ finding: IdleFinding) -> Phrase {
    let parts = finding.evidence.map { evidence -> Phrase in
      switch evidence {
      case .agreedStart(let day): Phrase(zh: "约定 \(day) 动工", en: "agreed \(day)")
      case .assumedStart(let day):
        Phrase(zh: "未约定，按合同后一年 \(day)", en: "no date agreed; \(day), a year after the contract")
      case .notStarted: Phrase(zh: "无动工记录", en: "not started")
      case .started(let day): Phrase(zh: "\(day) 动工", en: "started \(day)")
      case .suspended(let day): Phrase(zh: "\(day) 停工", en: "stopped \(day)")
      case .suspendedBeforeStart(let day):
        Phrase(zh: "停工 \(day) 早于动工，请核实", en: "stopped \(day), before its start: check")
      case .missing(let record): Phrase(zh: "缺 \(record.rawValue)", en: "\(record.rawValue) missing")
      }
    }
    let all = parts
    return Phrase(zh: all.map(\.zh).joined(separator: "；"), en: all.map(\.en).joined(separator: "; "))
  }

  private static func lowUse(_ low: [ReuseCandidate], _ profile: ReuseProfile) -> Table {
    let limit = profile.values.last { $0.key == "low-use.far" }
    let rows = low.map { candidate in
      let ratio = (candidate.facts.built ?? 0) / (candidate.facts.land ?? 1)
      return Table.Row([
        .text(candidate.label), candidate.owner.map { .text($0) } ?? .missing, number(candidate.facts.land),
        number(candidate.facts.built), .decimal(Decimals.fixed(ratio, 2)),
      ])
    }
    let text = limit.map { "\($0.value)" } ?? "0"
    return Table(
      "low-use",
      title: Phrase(zh: "低效：容积率低于 \(text)", en: "Low use: plot ratio below \(text)"),
      columns: [
        TableColumn("parcel", Phrase(zh: "地块", en: "parcel")),
        TableColumn("owner", Phrase(zh: "权利人", en: "owner")),
        TableColumn("land_m2", Phrase(zh: "用地/平方米", en: "land m²"), .trailing),
        TableColumn("floor_m2", Phrase(zh: "建筑/平方米", en: "floor m²"), .trailing),
        TableColumn("far", Phrase(zh: "容积率", en: "FAR"), .trailing),
      ],
      rows: rows,
      caption: limit.map {
        Phrase(
          zh: "标准可配置（low-use.far，可靠程度 \($0.confidence)）；只计闲置厂房",
          en: "low-use.far, \($0.source); \($0.confidence). Idle buildings only"
        )
      }
    )
  }

  // MARK: Candidates

  private static func number(_ value: Double?) -> Cell { value.map { .decimal(Decimals.fixed($0, 2)) } ?? .missing }

  private static func candidates(_ tenant: Tenant, _ matches: [ReuseMatch], _ profile: ReuseProfile) -> Table {
    let fitting = matches.filter { $0.exclusions.isEmpty }
    let rows = fitting.enumerated().map { i, match in
      let facts = match.candidate.facts
      let scores = profile.weights.map { weight -> Cell in
        guard let part = match.parts.first(where: { $0.part == weight.part }) else { return .text("") }
        guard let score = part.score else { return .text("?") }
        return .decimal(Decimals.fixed(score * weight.figure.value.doubleValue, 1))
      }
      let ranks = match.ranks.map {
        $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
      }
      let head: [Cell] = [
        .integer(i + 1), .text(match.candidate.label), .word(kind(match.candidate.kind), match.candidate.kind),
        match.candidate.owner.map { .text($0) } ?? .missing, number(facts.land), number(facts.floor),
        facts.way.map { .phrase(distance($0)) } ?? .missing,
        match.score.map { .decimal(Decimals.fixed($0, 1)) } ?? .missing,
        .decimal(Decimals.fixed(match.completeness * 100, 0)), .text(range(match)), ranks.map { .text($0) } ?? .missing,
      ]
      let bare: [Cell] = [
        facts.way.map { .decimal(Decimals.fixed($0.length, 0)) } ?? .missing,
        facts.way.map { .text($0.kind.rawValue) } ?? .missing,
        .decimal(Decimals.fixed(match.possible.lowerBound, 1)), .decimal(Decimals.fixed(match.possible.upperBound, 1)),
        match.ranks.map { .integer($0.lowerBound) } ?? .missing,
        match.ranks.map { .integer($0.upperBound) } ?? .missing,
      ]
      return Table.Row(head + scores + [.words(match.unknown.map { (gate($0).name, $0.rawValue) })] + bare)
    }
    let least = Decimals.fixed(profile.value("completeness.least") * 100, 0)
    return Table(
      "candidates:\(tenant.id)",
      title: Phrase(
        zh: "\(tenant.id) \(tenant.name.chinese)：候选",
        en: "\(tenant.id) \(tenant.name.english): candidates"
      ),
      columns: [
        TableColumn("rank", Phrase(zh: "名次", en: "rank"), .trailing),
        TableColumn("candidate", Phrase(zh: "地块", en: "candidate")),
        TableColumn("kind", Phrase(zh: "类型", en: "kind"), isCoded: true),
        TableColumn("owner", Phrase(zh: "权利人", en: "owner")),
        TableColumn("land_m2", Phrase(zh: "用地/平方米", en: "land m²"), .trailing),
        TableColumn("floor_m2", Phrase(zh: "可用建筑/平方米", en: "free floor m²"), .trailing),
        TableColumn("distance", Phrase(zh: "至出入口", en: "to interchange"), .trailing),
        TableColumn("score", Phrase(zh: "得分", en: "score"), .trailing),
        TableColumn("completeness_percent", Phrase(zh: "资料/%", en: "known %"), .trailing),
        TableColumn("possible", Phrase(zh: "可能得分", en: "possible"), .trailing),
        TableColumn("ranks", Phrase(zh: "变权名次", en: "ranks"), .trailing),
      ]
        + profile.weights.map { weight in
          TableColumn("part_\(weight.part.rawValue)", Phrase(part(weight.part, weight.figure.value)), .trailing)
        } + [TableColumn("unknown", Phrase(zh: "未知", en: "unknown"), isCoded: true)] + bareColumns,
      rows: rows,
      caption: Phrase(
        zh:
          "得分只按已知部分计，可能得分为未知部分全无至全满；资料不足 \(least)% 的排在最后；? 为未知；变权名次：逐一把权重减、增 \(Decimals.fixed(profile.value("sensitivity.share") * 100, 0))% 时的最好与最差名次",
        en:
          "scores over what is known; possible: with the unknown at its worst and best; known below \(least) % come last; ? is unknown; ranks: best and worst when each weight is \(Decimals.fixed(profile.value("sensitivity.share") * 100, 0)) % lower or higher"
      ),
      ifEmpty: noneFits(tenant, matches)
    )
  }

  /// That no candidate fits, and the reasons that most of them fail for.
  private static func noneFits(_ tenant: Tenant, _ matches: [ReuseMatch]) -> Phrase {
    let failures = matches.flatMap { match in Set(match.exclusions.map(\.gate)) }
    let counts = ReuseCandidate.Exclusion.Gate.allCases.map { wanted in
      (gate: wanted, count: failures.count { $0 == wanted })
    }
    let most = counts.enumerated().filter { $0.element.count > 0 }
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.prefix(4).map(\.element)
    let zh = most.map { "\(gate($0.gate).name.zh) \($0.count) 处" }.joined(separator: "、")
    let en = most.map { "\(gate($0.gate).name.en) \($0.count)" }.joined(separator: ", ")
    return Phrase(
      zh: "\(tenant.id) \(tenant.name.chinese)：\(matches.count) 处都不合适，主要原因：\(zh)；逐项见表 excluded:\(tenant.id)",
      en:
        "\(tenant.id) \(tenant.name.english): none of \(matches.count) fits, mostly for \(en); item by item in the table excluded:\(tenant.id)"
    )
  }

  /// What programs want of a candidate: the figures that stand in texts.
  private static let bareColumns = [
    TableColumn("distance_m", Phrase(zh: "至出入口/米", en: "to interchange m"), .trailing, isData: true),
    TableColumn("distance_by_code", Phrase(zh: "距离的量法", en: "how it is measured"), isData: true),
    TableColumn("possible_least", Phrase(zh: "可能得分下限", en: "possible score, least"), .trailing, isData: true),
    TableColumn("possible_most", Phrase(zh: "可能得分上限", en: "possible score, most"), .trailing, isData: true),
    TableColumn("rank_best", Phrase(zh: "变权最好名次", en: "best rank"), .trailing, isData: true),
    TableColumn("rank_worst", Phrase(zh: "变权最差名次", en: "worst rank"), .trailing, isData: true),
  ]

  private static func range(_ match: ReuseMatch) -> String {
    let range = match.possible
    return "\(Decimals.fixed(range.lowerBound, 0))–\(Decimals.fixed(range.upperBound, 0))"
  }

  private static func part(_ part: ReuseProfile.Part, _ weight: FixedDecimal) -> LocalizedText {
    let name: (String, String) =
      switch part {
      case .conformity: ("合规", "plan")
      case .title: ("权属", "title")
      case .building: ("厂房", "building")
      case .utilities: ("水电", "utilities")
      case .access: ("交通", "access")
      case .contiguity: ("连片", "contiguity")
      case .price: ("价格", "price")
      case .headroom: ("余量", "headroom")
      }
    return LocalizedText(chinese: "\(name.0)/\(weight)", english: "\(name.1)/\(weight)")
  }

  private static func kind(_ kind: ReuseCandidate.Kind) -> Phrase {
    switch kind {
    case .lot: Phrase(zh: "闲置地", en: "lot")
    case .lots: Phrase(zh: "连片闲置地", en: "lots together")
    case .plant: Phrase(zh: "闲置厂房", en: "plant")
    }
  }

  private static func distance(_ way: RoadNetwork.Way) -> Phrase {
    let metres = CellText.grouped(Decimals.fixed(way.length, 0))
    return way.kind == .road
      ? Phrase(zh: "\(metres) 米", en: "\(metres) m") : Phrase(zh: "直线 \(metres) 米", en: "straight \(metres) m")
  }

  private static func excluded(_ tenant: Tenant, _ matches: [ReuseMatch]) -> Table {
    // A line for each reason: none is cut off, and each stands beside what is missing.
    let rows = matches.flatMap { match in
      match.exclusions.map { exclusion in
        let words = gate(exclusion.gate)
        return Table.Row([
          .text(match.candidate.label), .word(kind(match.candidate.kind), match.candidate.kind),
          .word(words.name, exclusion.gate),
          exclusion.needed.map { .text($0) } ?? .missing, exclusion.found.map { .text($0) } ?? .missing,
          exclusion.gap.map { .decimal(Decimals.fixed($0, 2)) } ?? .missing, .text(words.unit),
        ])
      }
    }
    return Table(
      "excluded:\(tenant.id)",
      title: Phrase(zh: "\(tenant.id)：不合适的原因", en: "\(tenant.id): why the others do not fit"),
      columns: [
        TableColumn("candidate", Phrase(zh: "地块", en: "candidate")),
        TableColumn("kind", Phrase(zh: "类型", en: "kind"), isCoded: true),
        TableColumn("reason", Phrase(zh: "原因", en: "why"), isCoded: true),
        TableColumn("needed", Phrase(zh: "需要", en: "needed"), .trailing),
        TableColumn("found", Phrase(zh: "现有", en: "found"), .trailing),
        TableColumn("gap", Phrase(zh: "相差", en: "off by"), .trailing),
        TableColumn("unit", Phrase(zh: "单位", en: "unit")),
      ],
      rows: rows
    )
  }

  /// What a gate is called, and the unit of what it asks.
  public static func gate(_ gate: ReuseCandidate.Exclusion.Gate) -> (name: Phrase, unit: String) {
    switch gate {
    case .seizure: (Phrase(zh: "已查封", en: "seized"), "")
    case .title: (Phrase(zh: "无产权证", en: "no title"), "")
    case .unsafe: (Phrase(zh: "结构不安全", en: "unsafe structure"), "")
    case .control: (Phrase(zh: "占用控制线", en: "within a control line"), "m²")
    case .plan: (Phrase(zh: "规划用途不符", en: "use in the plan"), "")
    case .pollution: (Phrase(zh: "污染类别", en: "pollution class"), "")
    case .land: (Phrase(zh: "用地不足", en: "too little land"), "m²")
    case .floor: (Phrase(zh: "建筑面积不足", en: "too little floor space"), "m²")
    case .height: (Phrase(zh: "层高不足", en: "clear height"), "m")
    case .load: (Phrase(zh: "楼面荷载不足", en: "floor load"), "kN/m²")
    case .crane: (Phrase(zh: "行车不足", en: "crane"), "t")
    case .power: (Phrase(zh: "供电不足", en: "power"), "kVA")
    case .sewage: (Phrase(zh: "排污能力不足", en: "waste water"), "t/d")
    case .distance: (Phrase(zh: "距出入口过远", en: "too far from the interchange"), "m")
    case .budget: (Phrase(zh: "超出预算", en: "over budget"), "10⁴ yuan")
    case .term: (Phrase(zh: "租约未到期", en: "let until after the day needed"), "")
    }
  }
}
