import LandAnalysis
import LandModel

/// The tables of land by stage and standing. Each row is rounded by largest remainder, so that its parts sum to its
/// printed area.
extension ApprovalsDocument {
  /// The figures of one subject, rounded together.
  struct Figures {
    /// By standing; they sum to the area.
    let standing: [LandStanding: FixedDecimal]
    let area: FixedDecimal

    init(_ status: ApprovalStatus, _ unit: AreaUnit) throws {
      let kinds = LandStanding.allCases
      let table = try LargestRemainder.round(kinds.map { status.area($0) }, basis: status.basis, in: unit)
      standing = Dictionary(uniqueKeysWithValues: zip(kinds, table.rows))
      area = table.total
    }

    func sum(_ kinds: [LandStanding]) -> Cell {
      .decimal(kinds.reduce(FixedDecimal.zero) { $0 + (standing[$1] ?? .zero) }.description)
    }
  }

  static let subjectColumn = TableColumn("subject", Phrase(zh: "范围", en: "subject"), isCoded: true)

  /// A subject by its name; the whole of them has a code.
  static func subject(_ number: Int, _ result: ApprovalsResult) -> Cell {
    let label = result.subjects.labels[number]
    return number == result.subjects.whole ? .word(Phrase(label), code: "whole") : .text(label)
  }

  static func areaColumn(_ id: String, zh: String, en: String, _ unit: AreaUnit) -> TableColumn {
    TableColumn(
      "\(id)_\(unit.rawValue)",
      Phrase(zh: "\(zh)/\(unit.name.zh)", en: "\(en) \(unit.name.en)"),
      .trailing
    )
  }

  /// A row for each subject on the last day; the whole comes last, as a total that is no sum.
  static func subjectRows(
    _ result: ApprovalsResult,
    _ limit: Int?,
    _ cells: (ApprovalStatus) throws -> [Cell]
  ) rethrows -> [Table.Row] {
    guard let statuses = result.statuses.last else { return [] }
    var rows: [Table.Row] = []
    for status in statuses {
      let isWhole = status.subject == result.subjects.whole
      guard isWhole || rows.count < limit ?? .max else { continue }
      rows.append(
        Table.Row([subject(status.subject, result)] + (try cells(status)), role: isWhole ? .total : .body)
      )
    }
    return rows
  }

  static func reached(_ result: ApprovalsResult, _ unit: AreaUnit, _ limit: Int?) throws -> Table {
    Table(
      "reached",
      title: Phrase(zh: "各阶段已覆盖面积", en: "Land that valid documents of each stage cover"),
      columns: [subjectColumn, areaColumn("area", zh: "面积", en: "area", unit)]
        + result.register.stages.map { areaColumn($0.id, zh: $0.name.chinese, en: $0.name.english, unit) },
      rows: try subjectRows(result, limit) { status in
        [.decimal(try Figures(status, unit).area.description)]
          + result.register.stages.indices.map { .decimal(status.reached($0).value(in: unit).description) }
      },
      caption: Phrase(
        zh: "同阶段批次取并集；已失效文件不计；最后一行为各范围的并集，不是合计",
        en: "unions of batches, without documents that lapsed; the last row is the union of the subjects, not their sum"
      )
    )
  }

  static func shares(_ result: ApprovalsResult, _ limit: Int?) throws -> Table {
    Table(
      "shares",
      title: Phrase(zh: "各阶段覆盖率/%", en: "Share of the land that each stage covers, %"),
      columns: [subjectColumn]
        + result.register.stages.map {
          TableColumn("\($0.id)_percent", Phrase(zh: $0.name.chinese, en: $0.name.english), .trailing)
        },
      rows: try subjectRows(result, limit) { status in
        try result.register.stages.indices.map { percent(try status.reached($0).percentage(of: status.area)) }
      }
    )
  }

  static func standing(_ result: ApprovalsResult, _ unit: AreaUnit, _ limit: Int?) throws -> Table {
    func column(_ id: String, _ zh: String, _ en: String) -> TableColumn { areaColumn(id, zh: zh, en: en, unit) }
    return Table(
      "standing",
      title: Phrase(zh: "批、供、用", en: "Approved, supplied, used"),
      columns: [
        subjectColumn, column("approved", "已批", "approved"), column("approved_unsupplied", "批而未供", "not supplied"),
        column("supplied", "已供", "supplied"), column("supplied_unused", "供而未用", "not started"),
        column("supplied_unfinished", "用而未尽", "not completed"), column("supplied_completed", "已供已用", "completed"),
        column("supplied_unapproved", "供而未批", "supplied unapproved"),
        column("not_approved", "未批", "not approved"), column("lapsed", "其中批文失效", "of it lapsed"),
      ],
      rows: try subjectRows(result, limit) { status in
        let figures = try Figures(status, unit)
        return [
          figures.sum(LandStanding.approved), figures.sum([.approvedUnsupplied, .approvedStarted]),
          figures.sum(LandStanding.supplied), figures.sum([.suppliedUnused, .unapprovedUnused]),
          figures.sum([.suppliedUnfinished, .unapprovedUnfinished]),
          figures.sum([.suppliedCompleted, .unapprovedCompleted]), figures.sum(LandStanding.suppliedUnapproved),
          figures.sum(LandStanding.suppliedUnapproved + [.lapsed, .unapproved]), figures.sum([.lapsed]),
        ]
      },
      caption: Phrase(
        zh: "已批＋未批＝面积；供而未用＋用而未尽＋已供已用＝已供；已批＝批而未供＋（已供－供而未批）",
        en: "approved + not approved = area; not started + not completed + completed = supplied; "
          + "approved = not supplied + (supplied − supplied unapproved)"
      )
    )
  }

  static func forest(_ result: ApprovalsResult, _ unit: AreaUnit, _ limit: Int?) throws -> Table {
    func column(_ id: String, _ zh: String, _ en: String) -> TableColumn { areaColumn(id, zh: zh, en: en, unit) }
    return Table(
      "forest",
      title: Phrase(zh: "林地一张图与使用林地同意", en: "Forest map and consent"),
      columns: [
        subjectColumn, column("forest", "林地", "forest"), column("consented", "已同意", "consented"),
        column("without_consent", "林地缺口", "without consent"), column("lapsed_consent", "其中同意书失效", "of it lapsed"),
        column("untouched", "未批未供", "not approved or supplied"),
      ],
      rows: try subjectRows(result, limit) { status in
        let kinds = ForestStanding.allCases
        let table = try LargestRemainder.round(kinds.map { status.area($0) }, basis: status.basis, in: unit)
        let parts = Dictionary(uniqueKeysWithValues: zip(kinds, table.rows))
        func part(_ kind: ForestStanding) -> FixedDecimal { parts[kind] ?? .zero }
        return [
          table.total, part(.consented), part(.lapsedConsent) + part(.noConsent), part(.lapsedConsent),
          part(.untouched),
        ].map { .decimal($0.description) }
      },
      caption: Phrase(
        zh: "林地缺口＝林地一张图 ∩（已批 ∪ 已供）－ 有效使用林地同意；各项之和＝林地",
        en: "without consent = forest map ∩ (approved ∪ supplied) − valid consent; the parts sum to the forest"
      )
    )
  }

  static func furthest(_ result: ApprovalsResult, _ unit: AreaUnit, _ limit: Int?) throws -> Table {
    Table(
      "furthest",
      title: Phrase(zh: "按已到达的最后阶段", en: "Land by the furthest stage it has reached"),
      columns: [subjectColumn, areaColumn("none", zh: "未进入", en: "none", unit)]
        + result.register.stages.map { areaColumn($0.id, zh: $0.name.chinese, en: $0.name.english, unit) }
        + [areaColumn("area", zh: "面积", en: "area", unit)],
      rows: try subjectRows(result, limit) { status in
        let table = try LargestRemainder.round(status.furthest, basis: status.basis, in: unit)
        let parts = table.rows.map { Cell.decimal($0.description) }
        return [parts.last ?? .missing] + parts.dropLast() + [.decimal(table.total.description)]
      },
      caption: Phrase(zh: "各列之和＝面积", en: "the columns sum to the area")
    )
  }

  static func rates(_ result: ApprovalsResult, _ unit: AreaUnit, _ limit: Int?) throws -> Table {
    func column(_ id: String, _ zh: String, _ en: String) -> TableColumn {
      TableColumn(id, Phrase(zh: zh, en: en), .trailing)
    }
    return Table(
      "rates",
      title: Phrase(zh: "比率", en: "Rates"),
      columns: [
        subjectColumn, column("supplied_percent", "供地率/%", "supplied of approved %"),
        column("approved_unsupplied_percent", "批而未供率/%", "not supplied of approved %"),
        column("supplied_unused_percent", "供而未用率/%", "not started of supplied %"),
        column("idle_percent", "闲置率/%", "idle of supplied %"),
        areaColumn("overdue", zh: "批后逾期未供", en: "approved, overdue for supply", unit),
        areaColumn("supplied_early", zh: "未批先供", en: "supplied before approval", unit),
      ],
      rows: try subjectRows(result, limit) { status in
        let approved = status.total(LandStanding.approved)
        let supplied = status.total(LandStanding.supplied)
        let unsupplied = status.total([.approvedUnsupplied, .approvedStarted])
        return [
          percent(
            try status.total([.suppliedUnused, .suppliedUnfinished, .suppliedCompleted]).percentage(of: approved)
          ),
          percent(try unsupplied.percentage(of: approved)),
          percent(try status.total([.suppliedUnused, .unapprovedUnused]).percentage(of: supplied)),
          result.hasIdle ? percent(try status.idleSupplied.percentage(of: supplied)) : .missing,
          .decimal(status.overdueForSupply.value(in: unit).description),
          .decimal(status.suppliedEarly.value(in: unit).description),
        ]
      }
    )
  }

  static func timeline(_ result: ApprovalsResult, _ unit: AreaUnit) throws -> Table {
    func column(_ id: String, _ zh: String, _ en: String) -> TableColumn { areaColumn(id, zh: zh, en: en, unit) }
    let shown: [Int] = result.subjects.whole.map { [$0] } ?? Array(result.subjects.labels.indices)
    var rows: [Table.Row] = []
    for subject in shown {
      for (date, statuses) in zip(result.dates, result.statuses) {
        let status = statuses[subject]
        let figures = try Figures(status, unit)
        rows.append(
          Table.Row(
            [self.subject(subject, result), .text("\(date)")]
              + result.register.stages.indices.map { .decimal(status.reached($0).value(in: unit).description) }
              + [
                figures.sum([.approvedUnsupplied, .approvedStarted]),
                figures.sum([.suppliedUnused, .unapprovedUnused]),
                figures.sum(LandStanding.suppliedUnapproved), figures.sum([.lapsed]),
                .decimal((try withoutConsent(status)).value(in: unit).description),
              ]
          )
        )
      }
    }
    return Table(
      "timeline",
      title: Phrase(zh: "各日期的报批与供地进度", en: "The pipeline over time"),
      columns: [subjectColumn, TableColumn("date", Phrase(zh: "日期", en: "date"))]
        + result.register.stages.map { areaColumn($0.id, zh: $0.name.chinese, en: $0.name.english, unit) }
        + [
          column("approved_unsupplied", "批而未供", "not supplied"), column("supplied_unused", "供而未用", "not started"),
          column("supplied_unapproved", "供而未批", "supplied unapproved"), column("lapsed", "批文失效", "lapsed"),
          column("without_consent", "林地缺口", "forest without consent"),
        ],
      rows: rows
    )
  }

  private static func withoutConsent(_ status: ApprovalStatus) throws -> Area {
    try status.area(ForestStanding.lapsedConsent) + status.area(ForestStanding.noConsent)
  }

  static func percent(_ value: FixedDecimal?) -> Cell {
    value.map { .decimal($0.description) } ?? .missing
  }
}

extension ApprovalStatus {
  /// Land of several standings.
  fileprivate func total(_ kinds: [LandStanding]) -> Area {
    kinds.reduce(Area.zero(basis)) { sum, kind in (try? sum + area(kind)) ?? sum }
  }
}
