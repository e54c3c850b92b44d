import Features
import Geometry
public import LandAnalysis
public import LandModel

/// The answer of `report`: the park's land account, part by part.
public enum ParkReportDocument {
  /// The document.
  ///
  /// - Parameters:
  ///   - report: the account.
  ///   - project: the project that it is of.
  ///   - facts: what the figures hold for.
  ///   - unit: the one unit of areas; nil: m², ha and mu side by side.
  ///   - developable: what can be built on in zones that the project has a target for, beside claims about them.
  ///   - sections: what other commands answer of the park, after the account.
  ///   - notes: what is to be seen beside the figures.
  public static func make(
    _ report: ParkReport,
    project: Project,
    facts: [Fact],
    unit: AreaUnit?,
    developable: [DevelopableZone] = [],
    sections: [Table],
    notes: [Note]
  ) throws -> ReportDocument {
    let columns = AreaColumns(unit: unit)
    var tables: [Table] = []
    if !report.zones.isEmpty { tables.append(try zones(report, columns)) }
    for plan in report.plans { tables.append(try balance(plan.balance, planID(plan), Phrase(plan.title), columns)) }
    if let landUse = report.landUse {
      let title = report.classifications.last.map { Phrase($0.layer) } ?? Phrase(zh: "现状", en: "Current land use")
      tables.append(try balance(landUse, "landuse", title, columns))
      tables.append(
        try ThreeClassTable.make(landUse.threeClasses, landUse.basis, columns, rest: ThreeClassTable.unclassified)
      )
    }
    if !report.stages.isEmpty { tables.append(stages(report.stages, unit)) }
    if let idle = report.idle { tables.append(contentsOf: try idleTables(idle, unit)) }
    if !report.claims.isEmpty {
      tables.insert(ClaimTable.make(report.claims, developable: developable), at: report.zones.isEmpty ? 0 : 1)
    }
    tables += sections
    return ReportDocument(
      command: "report",
      title: Phrase(zh: "\(project.name.chinese) 土地台账", en: "\(project.name.english): land account"),
      facts: facts,
      tables: tables,
      notes: notes + codeNotes(report) + [rounding]
    )
  }

  /// Why the same figure may end with another digit in another table.
  private static let rounding = Note(
    .remark,
    code: "report.rounding",
    Phrase(
      zh: "各表按最大余数法取位，使各行之和等于合计；因此同一面积在不同表中、或换算单位后，末位可能差一；控规调整各表按未取位的地块面积计算，其合计与逐地块取至 0.01 平方米的合计可差几个末位",
      en:
        "the rows of a table are rounded by largest remainder, so that they sum to its total; the same area may differ by one in its last digit between tables or units; the tables of plan adjustment are computed from unrounded parcels, and their totals may differ in the last digits from sums of parcels rounded to 0.01 m² each"
    )
  )

  private static func planID(_ plan: ParkReport.PlanAccount) -> String {
    ["plan", plan.plan, plan.version?.rawValue].compactMap { $0 }.joined(separator: ":")
  }

  private static func zones(_ report: ParkReport, _ columns: AreaColumns) throws -> Table {
    let plain = AreaColumns(unit: columns.unit, withShare: false)
    let cells = try plain.cells(report.zones.map(\.area), basis: report.basis)
    var rows = zip(report.zones, cells.rows).map { zone, cells in Table.Row([.text(zone.name)] + cells) }
    var caption: Phrase?
    if let overlaps = report.zoneOverlaps {
      let lines = OverlapLines(overlaps, labels: report.zoneLabels, plain)
      rows.append(lines.sum(Phrase(zh: "各片区之和", en: "sum of the zones"), .subtotal))
      rows += lines.pairs(.subtotal) + [lines.repeated(.subtotal), lines.union(.total)]
      caption = lines.caption
    }
    return Table(
      "zones",
      title: Phrase(zh: "片区", en: "Zones"),
      columns: [TableColumn("zone", Phrase(zh: "片区", en: "zone"), isCoded: true)]
        + plain.columns("area", Phrase(zh: "面积", en: "area")),
      rows: rows,
      caption: caption
    )
  }

  private static func balance(
    _ balance: LandUseBalance,
    _ id: String,
    _ title: Phrase,
    _ columns: AreaColumns
  ) throws -> Table {
    let cells = try columns.cells(balance.lines.map(\.area), basis: balance.basis)
    var rows = zip(balance.lines, cells.rows).map { line, cells in
      let name: Cell =
        line.name.map { .landUse($0) }
        ?? .phrase(line.code.isEmpty ? AreasDocument.noValue : Phrase(zh: "（代码不在分类中）", en: "(code unknown)"))
      return Table.Row([.text(line.code), name, .integer(line.count)] + cells)
    }
    let count = balance.lines.reduce(0) { $0 + $1.count }
    rows.append(
      Table.Row([.text(""), .phrase(Phrase(zh: "合计", en: "total")), .integer(count)] + cells.total, role: .total)
    )
    return Table(
      id,
      title: Phrase(zh: title.zh + "：用地汇总", en: title.en + ": land use"),
      columns: [
        TableColumn("code", Phrase(zh: "代码", en: "code")),
        TableColumn("name", Phrase(zh: "地类", en: "class")),
        TableColumn("features", Phrase(zh: "图斑数", en: "features"), .trailing),
      ] + columns.columns("area", Phrase(zh: "面积", en: "area")),
      rows: rows,
      caption: Phrase(
        zh: "分类：\(balance.classification.titleChinese)（\(balance.classification.document)）",
        en: "classification: \(balance.classification.titleEnglish) (\(balance.classification.document))"
      )
    )
  }

  private static func stages(_ stages: [StageTotals], _ unit: AreaUnit?) -> Table {
    let columns = AreaColumns(unit: unit ?? .mu, withShare: false)
    let rows = stages.map { stage in
      Table.Row(
        [.word(Phrase(stage.stage), code: stage.stage.chinese), .integer(stage.count)]
          + columns.cells(stage.declaredCount > 0 ? stage.declared : nil)
          + columns.cells(stage.sum) + columns.cells(stage.union)
      )
    }
    return Table(
      "stages",
      title: Phrase(zh: "报批与供地各阶段", en: "Pipeline by stage"),
      columns: [
        TableColumn("stage", Phrase(zh: "阶段", en: "stage"), isCoded: true),
        TableColumn("batches", Phrase(zh: "批次/宗", en: "batches"), .trailing),
      ] + columns.columns("declared", Phrase(zh: "申报", en: "declared"))
        + columns.columns("sum", Phrase(zh: "实测之和", en: "sum measured"))
        + columns.columns("union", Phrase(zh: "实际覆盖", en: "land covered")),
      rows: rows,
      caption: Phrase(
        zh: "实测之和减实际覆盖为同阶段批次之间的重叠；申报面积的口径见各批次",
        en: "sum less land covered is what batches of a stage overlap; declared areas are on the batches' own basis"
      )
    )
  }

  private static func idleTables(_ idle: IdleStock, _ unit: AreaUnit?) throws -> [Table] {
    let columns = AreaColumns(unit: unit ?? .squareMetre, withShare: false)
    let head =
      [TableColumn("owner", Phrase(zh: "权利人", en: "owner"))]
      + columns.columns("land", Phrase(zh: "闲置用地", en: "idle land"))
      + columns.columns("floor", Phrase(zh: "闲置厂房建筑面积", en: "floor area of idle plants"))
    let basis = idle.land.area.basis
    let land = try columns.cells(idle.owners.map(\.land), basis: basis)
    let floor = try columns.cells(idle.owners.map(\.floor), basis: basis)
    var rows = idle.owners.indices.map { index in
      let owner: Cell = idle.owners[index].owner.map { .text($0) } ?? .phrase(AreasDocument.noValue)
      return Table.Row([owner] + land.rows[index] + floor.rows[index])
    }
    let entries = Phrase(
      zh: "合计（用地 \(idle.land.count) 宗，厂房 \(idle.floor.count) 栋）",
      en: "total (\(English.counted(idle.land.count, "lot")), \(English.counted(idle.floor.count, "building")))"
    )
    rows.append(Table.Row([.phrase(entries)] + land.total + floor.total, role: .total))
    return [
      Table(
        "idle",
        title: Phrase(zh: "闲置用地与厂房：两本账", en: "Idle land and plants: two ledgers"),
        columns: head,
        rows: rows,
        caption: Phrase(zh: "用地面积与建筑面积并列，不相加", en: "land area and floor area stand side by side and are never added")
      )
    ]
  }

  private static func codeNotes(_ report: ParkReport) -> [Note] {
    report.plans.filter { !$0.balance.unknownCodes.isEmpty }.map { plan in
      let codes = plan.balance.unknownCodes.joined(separator: ", ")
      return Note(
        .warning,
        code: "report.unknown-codes",
        Phrase(
          zh: "\(plan.title.chinese)：分类中没有这些代码：\(codes)",
          en: "\(plan.title.english): codes that the classification does not have: \(codes)"
        )
      )
    }
  }
}
