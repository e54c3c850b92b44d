import Foundation
import Geometry
public import LandAnalysis
public import LandModel

/// The answer of `claims`: each claim beside what the geometry says, with what may differ and why.
public enum ClaimsDocument {
  /// The document.
  ///
  /// - Parameters:
  ///   - report: the account with the claims compared.
  ///   - set: the claims with the title of their report.
  ///   - tolerance: the threshold that says how far land may be from an approximate figure.
  ///   - facts: what the figures hold for.
  ///   - notes: what is to be seen beside the figures.
  public static func make(
    _ report: ParkReport,
    set: ClaimSet,
    tolerance: ThresholdProfile.Threshold?,
    facts: [Fact],
    notes: [Note]
  ) -> ReportDocument {
    var tables = [comparison(report.claims)]
    let counted = report.claims.filter { ($0.counting?.features ?? 0) > 0 }
    if !counted.isEmpty { tables.append(counting(counted)) }
    if let overlaps = zoneOverlaps(report) { tables.append(overlaps) }
    let statements = report.claims.filter { $0.verdict == .statement }
    if !statements.isEmpty { tables.append(self.statements(statements)) }
    return ReportDocument(
      command: "claims",
      title: Phrase(zh: "核对：\(set.title.chinese)", en: "Claims: \(set.title.english)"),
      facts: facts + [allowance(tolerance)].compactMap { $0 } + [summary(report.claims)],
      tables: tables,
      notes: notes
    )
  }

  /// True where a claim does not hold.
  public static func hasFailures(_ claims: [ClaimComparison]) -> Bool {
    claims.contains { $0.verdict == .differs }
  }

  private static func allowance(_ tolerance: ThresholdProfile.Threshold?) -> Fact? {
    guard let tolerance else { return nil }
    let percent = Decimals.fixed(tolerance.value.doubleValue * 100, 1)
    return Fact(
      "tolerance",
      Phrase(zh: "约数容许", en: "tolerance"),
      .phrase(
        Phrase(
          zh:
            "“约”：±\(percent)%（claim.approximate：\(tolerance.source.chinese)；可靠程度 \(tolerance.confidence)）；“余”“以上”：不少于所述；确数：所写末位的一半",
          en:
            "\"about\": ±\(percent) % (claim.approximate: \(tolerance.source.english); \(tolerance.confidence)); \"more than\": not less than stated; exact: half of the last digit written"
        )
      )
    )
  }

  private static func summary(_ claims: [ClaimComparison]) -> Fact {
    func count(_ verdict: ClaimComparison.Verdict) -> Int { claims.count { $0.verdict == verdict } }
    return Fact(
      "verdicts",
      Phrase(zh: "结论", en: "verdicts"),
      .phrase(
        Phrase(
          zh: "相符 \(count(.agrees))，不符 \(count(.differs))，原文隐去 \(count(.masked))，混合 \(count(.mixed))，"
            + "无对应图层 \(count(.notComputed))，陈述 \(count(.statement))",
          en: "\(count(.agrees)) agree, \(count(.differs)) differ, \(count(.masked)) cannot be told (masked), "
            + "\(count(.mixed)) mixed, \(count(.notComputed)) without a layer, \(count(.statement)) statements"
        )
      )
    )
  }

  private static func comparison(_ claims: [ClaimComparison]) -> Table {
    let rows = claims.filter { $0.claim.quantity != nil }.map { line in
      Table.Row(
        [
          .text(line.claim.id),
          .phrase(Phrase(line.claim.subject)),
          ClaimTable.stated(line.claim),
          ClaimTable.unitCell(line.claim),
          ClaimTable.computed(line),
          basis(line),
          line.difference.map { .decimal(signed($0)) } ?? .missing,
          allowed(line),
          .word(verdict(line), line.verdict),
          .text(line.claim.place.description),
        ] + ClaimTable.bare(line) + [line.allowed?.above.map { .decimal(signed($0)) } ?? .missing]
      )
    }
    return Table(
      "claims",
      title: Phrase(zh: "报告所述与计算结果", en: "The report's claims beside the figures computed"),
      columns: [
        TableColumn("claim", Phrase(zh: "编号", en: "claim")),
        TableColumn("subject", Phrase(zh: "事项", en: "subject")),
        TableColumn("stated", Phrase(zh: "报告数", en: "stated"), .trailing),
        TableColumn("unit", Phrase(zh: "单位", en: "unit"), isCoded: true),
        TableColumn("computed", Phrase(zh: "计算数", en: "computed"), .trailing),
        TableColumn("basis", Phrase(zh: "口径", en: "basis"), isCoded: true),
        TableColumn("difference", Phrase(zh: "计算数－报告数", en: "computed − stated"), .trailing),
        TableColumn("allowed", Phrase(zh: "容许", en: "allowed"), .trailing),
        TableColumn("verdict", Phrase(zh: "结论", en: "verdict"), isCoded: true),
        TableColumn("place", Phrase(zh: "出处", en: "place")),
      ] + ClaimTable.bareColumns + [
        TableColumn("allowed_value", Phrase(zh: "容许（数值）", en: "allowed, as a number"), .trailing, isData: true)
      ],
      rows: rows,
      caption: ClaimTable.place
    )
  }

  private static func basis(_ line: ClaimComparison) -> Cell {
    switch line.computed {
    case .area(let area): .word(area.basis.name, area.basis)
    case .landAndFloor(let land, _): .word(land.basis.name, land.basis)
    default: .missing
    }
  }

  private static func signed(_ value: Double) -> String {
    let text = Decimals.fixed(value, 4)
    let short = text.contains(".") ? String(text.reversed().drop { $0 == "0" }.reversed()) : text
    let clean = short.hasSuffix(".") ? String(short.dropLast()) : short
    return clean
  }

  private static func allowed(_ line: ClaimComparison) -> Cell {
    guard let allowed = line.allowed else { return .missing }
    guard let above = allowed.above else { return .phrase(Phrase(zh: "不少于", en: "not less")) }
    return .text(above == 0 ? "0" : "±" + signed(above))
  }

  private static func verdict(_ line: ClaimComparison) -> Phrase {
    line.verdict == .masked
      ? Phrase(zh: "无从判断：原文隐去", en: "cannot be told: masked") : ClaimTable.verdict(line.verdict)
  }

  private static func counting(_ claims: [ClaimComparison]) -> Table {
    let rows = claims.compactMap { line -> Table.Row? in
      guard let counting = line.counting else { return nil }
      let unit = line.claim.quantity?.unit.areaUnit ?? .mu
      func cell(_ area: Area) -> Cell { .decimal(area.value(in: unit).description) }
      return Table.Row([
        .text(line.claim.id), .integer(counting.features), cell(counting.sum), cell(counting.twice),
        counting.lapsed.map(cell) ?? .missing, cell(counting.inForce ?? counting.land),
        ClaimTable.unitCell(line.claim),
      ])
    }
    return Table(
      "counting",
      title: Phrase(zh: "重复计算的剔除", en: "What a plain sum counts twice, removed"),
      columns: [
        TableColumn("claim", Phrase(zh: "编号", en: "claim")),
        TableColumn("features", Phrase(zh: "要素", en: "features"), .trailing),
        TableColumn("sum", Phrase(zh: "简单相加", en: "plain sum"), .trailing),
        TableColumn("twice", Phrase(zh: "重复", en: "counted twice"), .trailing),
        TableColumn("lapsed", Phrase(zh: "已失效或其后批准", en: "lapsed or later"), .trailing),
        TableColumn("land", Phrase(zh: "实际占地", en: "land"), .trailing),
        TableColumn("unit", Phrase(zh: "单位", en: "unit"), isCoded: true),
      ],
      rows: rows
    )
  }

  /// Zones that claims are about and that overlap: their figures must not be added.
  private static func zoneOverlaps(_ report: ParkReport) -> Table? {
    let ids = Set(report.claims.filter { $0.claim.role == .zones && $0.computed != nil }.compactMap(\.claim.zone))
    guard let overlaps = report.zoneOverlaps else { return nil }
    // Zones drawn side by side share slivers of their common edges.
    let pairs = overlaps.pairs.filter { pair in
      pair.area.squareMetres > 1
        && [pair.first, pair.second].contains {
          ids.contains(report.zones[$0].id) || ids.contains(report.zones[$0].name)
        }
    }
    guard !pairs.isEmpty else { return nil }
    let columns = AreaColumns(unit: .mu, withShare: false)
    return Table(
      "zone-overlaps",
      title: Phrase(zh: "所述片区之间的重叠", en: "Zones of the claims that overlap"),
      columns: [
        TableColumn("zones", Phrase(zh: "片区", en: "zones"))
      ] + columns.columns("shared", Phrase(zh: "共有", en: "shared")),
      rows: pairs.map { pair in
        Table.Row(
          [.text("\(report.zoneLabels[pair.first]) ∩ \(report.zoneLabels[pair.second])")] + columns.cells(pair.area)
        )
      },
      caption: Phrase(zh: "各数单独成立时也不能相加", en: "each figure may hold on its own; they do not add up")
    )
  }

  private static func statements(_ claims: [ClaimComparison]) -> Table {
    Table(
      "statements",
      title: Phrase(zh: "没有数字的陈述（不核对）", en: "Statements without a figure (not checked)"),
      columns: [
        TableColumn("claim", Phrase(zh: "编号", en: "claim")),
        TableColumn("subject", Phrase(zh: "事项", en: "subject")),
        TableColumn("year", Phrase(zh: "年份", en: "year"), .trailing),
        TableColumn("stage", Phrase(zh: "进展", en: "stage"), isCoded: true),
        TableColumn("place", Phrase(zh: "出处", en: "place")),
      ],
      rows: claims.map { line in
        Table.Row([
          .text(line.claim.id), .phrase(Phrase(line.claim.subject)), .text(String(line.claim.year)),
          .word(stage(line.claim.stage), line.claim.stage), .text(line.claim.place.description),
        ])
      }
    )
  }

  private static func stage(_ stage: Claim.Stage) -> Phrase {
    switch stage {
    case .done: Phrase(zh: "已完成", en: "done")
    case .underWay: Phrase(zh: "进行中", en: "under way")
    case .planned: Phrase(zh: "计划", en: "planned")
    case .problem: Phrase(zh: "问题", en: "problem")
    }
  }
}
