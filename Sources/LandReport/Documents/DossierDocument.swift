import Geometry
public import LandAnalysis
public import LandModel

/// The answer of `query`: what the layers say of a site.
public enum DossierDocument {
  /// The document, with the tables for which there is something to say.
  ///
  /// - Parameters:
  ///   - dossier: what the layers say.
  ///   - facts: what the figures hold for.
  ///   - unit: the one unit of areas; nil: m², ha and mu side by side, mu for control lines and approvals.
  ///   - notes: what is to be seen beside the figures.
  /// - Throws: `AreaBasisMismatch` where areas of one table are on different bases.
  public static func make(
    _ dossier: Dossier,
    facts: [Fact],
    unit: AreaUnit?,
    notes: [Note]
  ) throws -> ReportDocument {
    let columns = AreaColumns(unit: unit)
    var tables = [areas(dossier)]
    if dossier.parts.count > 1 || dossier.parts.contains(where: { $0.declared != nil }) {
      tables.append(parts(dossier, AreaColumns(unit: unit ?? .squareMetre, withShare: false)))
    }
    if !dossier.controls.isEmpty { tables.append(controls(dossier, AreaColumns(unit: unit ?? .mu, withShare: false))) }
    if !dossier.threeClasses.isEmpty {
      tables.append(
        try ThreeClassTable.make(dossier.threeClasses, dossier.basis, columns, rest: ThreeClassTable.noPatch)
      )
    }
    if let owners = dossier.owners, owners.owners.contains(where: { !$0.isEmpty }) {
      let title = Phrase(zh: "地类、权属、三大类", en: "Land use by owner and the three classes")
      tables.append(try OfficeTables.owners(owners, title: title))
    }
    if !dossier.approvals.isEmpty { tables.append(try approvals(dossier, AreaColumns(unit: unit ?? .mu))) }
    if !dossier.planParcels.isEmpty { tables.append(plan(dossier)) }
    if !dossier.overlaps.isEmpty {
      tables.append(try overlaps(dossier, columns))
    }
    if !dossier.neighbours.isEmpty { tables.append(neighbours(dossier)) }
    return ReportDocument(
      command: "query",
      title: Phrase(zh: "地块情况：\(dossier.name)", en: "Site dossier: \(dossier.name)"),
      facts: facts + [interchange(dossier)].compactMap { $0 },
      tables: tables,
      notes: notes
    )
  }

  private static func interchange(_ dossier: Dossier) -> Fact? {
    guard let way = dossier.interchange else { return nil }
    func metres(_ value: Double) -> String { CellText.grouped(Decimals.fixed(value, 0)) }
    let text: Phrase
    switch way.kind {
    case .straight:
      text = Phrase(
        zh: "直线 \(metres(way.length)) 米（没有可通的道路）",
        en: "\(metres(way.length)) m in a straight line (no way by road)"
      )
    case .road:
      let road = way.road.map { "（\($0)）" } ?? ""
      let roadEnglish = way.road.map { " (\($0))" } ?? ""
      let building = way.underConstruction >= 1
      text = Phrase(
        zh: "沿道路 \(metres(way.length)) 米，其中至最近道路\(road) \(metres(way.access)) 米"
          + (building ? "，在建道路 \(metres(way.underConstruction)) 米" : ""),
        en: "\(metres(way.length)) m by road, of it \(metres(way.access)) m to the nearest road\(roadEnglish)"
          + (building ? ", \(metres(way.underConstruction)) m along roads under construction" : "")
      )
    }
    return Fact("interchange", Phrase(zh: "至高速出入口", en: "to the interchange"), .phrase(text))
  }

  private static func areas(_ dossier: Dossier) -> Table {
    let columns = AreaColumns(unit: nil, withShare: false)
    return Table(
      "areas",
      title: Phrase(zh: "面积（三种口径）", en: "Area on three bases"),
      columns: [TableColumn("basis", Phrase(zh: "口径", en: "basis"), isCoded: true)]
        + columns.columns("area", Phrase(zh: "面积", en: "area")),
      rows: dossier.areas.map { Table.Row([.word($0.basis.name, $0.basis)] + columns.cells($0)) },
      caption: Phrase(
        zh: "周长 \(Decimals.fixed(dossier.perimeter, 2)) 米；以下各表用\(dossier.basis.name.zh)",
        en: "perimeter \(Decimals.fixed(dossier.perimeter, 2)) m; the tables below are \(dossier.basis.name.en)"
      )
    )
  }

  private static func parts(_ dossier: Dossier, _ columns: AreaColumns) -> Table {
    Table(
      "parts",
      title: Phrase(zh: "组成地块", en: "Polygons of the site"),
      columns: [TableColumn("part", Phrase(zh: "地块", en: "parcel"))]
        + columns.columns("area", Phrase(zh: "实测", en: "measured"))
        + columns.columns("declared", Phrase(zh: "申报", en: "declared")),
      rows: dossier.parts.map { Table.Row([.text($0.label)] + columns.cells($0.area) + columns.cells($0.declared)) },
      caption: dossier.parts.contains { $0.declared != nil } ? dossier.declaredUnit.flatMap(declaredCaption) : nil
    )
  }

  /// In which unit declared areas were read, where it is not stated, and whether some figures of the register contradict it.
  private static func declaredCaption(_ unit: DeclaredAreaUnit) -> Phrase? {
    let name = unit.unit.name
    let others = AreasDocument.otherUnits(unit)
    let read: Phrase
    switch unit.source {
    case .stated: return others
    case .ratio:
      read = Phrase(
        zh: "申报面积按\(name.zh)读取（由与实测之比判断）",
        en: "declared figures read as \(name.en), told by their ratio to the measured"
      )
    case .name:
      read = Phrase(zh: "申报面积按\(name.zh)读取（据字段名）", en: "declared figures read as \(name.en), after the field's name")
    case .assumed:
      read = Phrase(
        zh: "申报面积的单位无从判断，按平方米读取；可用 declared_unit 指定",
        en: "nothing tells the unit of the declared figures: read as m²; declared_unit states it"
      )
    }
    return others.map { Phrase(zh: "\(read.zh)；\($0.zh)", en: "\(read.en); \($0.en)") } ?? read
  }

  private static func controls(_ dossier: Dossier, _ columns: AreaColumns) -> Table {
    let rows = dossier.controls.map { control in
      let verdict: Cell
      switch (control.kind == .urbanDevelopmentBoundary, control.isConflict) {
      case (true, true): verdict = .word(Phrase(zh: "有用地在边界外", en: "land outside the boundary"), code: "outside")
      case (true, false): verdict = .word(Phrase(zh: "全部在边界内", en: "all within the boundary"), code: "within")
      case (false, true): verdict = .word(Phrase(zh: "占用", en: "conflict"), code: "conflict")
      case (false, false): verdict = .word(Phrase(zh: "不涉及", en: "clear"), code: "clear")
      }
      return Table.Row(
        [.word(Phrase(control.layer), code: control.kind?.rawValue ?? control.layer.chinese)]
          + columns.cells(control.inside) + columns.cells(control.outside)
          + [verdict]
      )
    }
    return Table(
      "control",
      title: Phrase(zh: "控制线", en: "Control lines"),
      columns: [TableColumn("line", Phrase(zh: "控制线", en: "line"), isCoded: true)]
        + columns.columns("inside", Phrase(zh: "线内", en: "inside"))
        + columns.columns("outside", Phrase(zh: "线外", en: "outside")) + [
          TableColumn("verdict", Phrase(zh: "结论", en: "verdict"), isCoded: true)
        ],
      rows: rows
    )
  }

  private static func approvals(_ dossier: Dossier, _ columns: AreaColumns) throws -> Table {
    let rows = dossier.approvals.map { approval in
      let share = (try? approval.area.percentage(of: dossier.area)) ?? nil
      return Table.Row([
        .word(Phrase(stage: approval.stage), code: approval.stage), .text(approval.batch),
        approval.document.map { .text($0) } ?? .missing,
        approval.approvedOn.map { .text($0.description) } ?? .missing,
        approval.term.map { .text($0.lastDay.description) } ?? .missing,
        approval.term.map {
          .word(ApprovalsDocument.origin($0), code: $0.origin.rawValue + ($0.isExtended ? ";extended" : ""))
        } ?? .missing,
        approval.status.map { .word($0.name, $0) } ?? .missing,
        .decimal(approval.area.value(in: columns.unit ?? .mu).description),
        share.map { .decimal($0.description) } ?? .missing,
      ])
    }
    let unit = (columns.unit ?? .mu).name
    return Table(
      "approvals",
      title: Phrase(zh: "报批与供地", en: "Approvals and supply"),
      columns: [
        TableColumn("stage", Phrase(zh: "阶段", en: "stage"), isCoded: true),
        TableColumn("batch", Phrase(zh: "批次", en: "batch")),
        TableColumn("document", Phrase(zh: "文号", en: "document")),
        TableColumn("approved_on", Phrase(zh: "批准日期", en: "approved")),
        TableColumn("expires_on", Phrase(zh: "有效期至", en: "expires")),
        TableColumn("term_by", Phrase(zh: "期限依据", en: "term by"), isCoded: true),
        TableColumn("status", Phrase(zh: "状态", en: "status"), isCoded: true),
        TableColumn(
          "area_\((columns.unit ?? .mu).rawValue)",
          Phrase(zh: "涉及/" + unit.zh, en: "in site " + unit.en),
          .trailing
        ),
        TableColumn("share_percent", Phrase(zh: "占地块/%", en: "of site %"), .trailing),
      ],
      rows: rows,
      caption: dossier.asOf.map {
        Phrase(zh: "状态截至 \($0)，就地块所涉部分判断", en: "status as of \($0), of the land in the site")
      }
        ?? Phrase(zh: "未给日期（--as-of），不判断是否到期", en: "no day given (--as-of): terms are not judged")
    )
  }

  private static func plan(_ dossier: Dossier) -> Table {
    let rows = dossier.planParcels.map { parcel in
      func optional(_ text: String?) -> Cell { text.map { .text($0) } ?? .missing }
      return Table.Row([
        .word(Phrase(parcel.plan), code: parcel.plan.chinese), .text(parcel.label), optional(parcel.code),
        parcel.use.map { .landUse($0) } ?? .missing,
        .decimal(parcel.area.value(in: .squareMetre).description),
        .decimal(Decimals.fixed(parcel.shareOfParcel * 100, 2)),
        optional(parcel.plotRatio), optional(parcel.density), optional(parcel.greenRatio), optional(parcel.height),
      ])
    }
    return Table(
      "plan",
      title: Phrase(zh: "规划地块与指标", en: "Plan parcels and their indicators"),
      columns: [
        TableColumn("plan", Phrase(zh: "规划", en: "plan"), isCoded: true),
        TableColumn("parcel", Phrase(zh: "地块", en: "parcel")),
        TableColumn("code", Phrase(zh: "代码", en: "code")),
        TableColumn("use", Phrase(zh: "用地性质", en: "use")),
        TableColumn("area_m2", Phrase(zh: "涉及/平方米", en: "in site m²"), .trailing),
        TableColumn("share_of_parcel", Phrase(zh: "占规划地块/%", en: "of parcel %"), .trailing),
        TableColumn("far", Phrase(zh: "容积率", en: "FAR"), .trailing),
        TableColumn("density", Phrase(zh: "建筑密度/%", en: "density %"), .trailing),
        TableColumn("green_ratio", Phrase(zh: "绿地率/%", en: "green %"), .trailing),
        TableColumn("height_limit", Phrase(zh: "限高/米", en: "height m"), .trailing),
      ],
      rows: rows
    )
  }

  private static func layer(_ overlap: Dossier.Overlap) -> Cell {
    .word(Phrase(overlap.layer), code: overlap.layer.chinese)
  }

  private static func overlaps(_ dossier: Dossier, _ columns: AreaColumns) throws -> Table {
    var rows: [Table.Row] = []
    for overlap in dossier.overlaps {
      let isEmpty = overlap.classes.allSatisfy { $0.name.isEmpty }
      let cells = try columns.cells(overlap.classes.map(\.area), basis: dossier.basis)
      for (line, cells) in zip(overlap.classes, cells.rows) {
        let none: Cell =
          isEmpty
          ? .word(Phrase(zh: "（不涉及）", en: "(none of it)"), code: "none")
          : .word(Phrase(zh: "（其余）", en: "(the rest)"), code: "rest")
        rows.append(Table.Row([layer(overlap), line.name.isEmpty ? none : .landUse(line.name)] + cells))
      }
      if overlap.classes.count > 1 {
        rows.append(
          Table.Row(
            [layer(overlap), .word(Phrase(zh: "合计", en: "total"), code: "total")] + cells.total,
            role: .subtotal
          )
        )
      }
    }
    return Table(
      "overlaps",
      title: Phrase(zh: "与各图层的叠加", en: "What the site overlaps, layer by layer"),
      columns: [
        TableColumn("layer", Phrase(zh: "图层", en: "layer"), isCoded: true),
        TableColumn("class", Phrase(zh: "类别", en: "class"), isCoded: true),
      ] + columns.columns("area", Phrase(zh: "面积", en: "area")),
      rows: rows,
      caption: Phrase(
        zh: "每层各行之和为地块面积；重叠的类别写作 a+b",
        en: "the rows of a layer sum to the site; overlapping classes are a+b"
      )
    )
  }

  private static func neighbours(_ dossier: Dossier) -> Table {
    let rows = dossier.neighbours.map { neighbour in
      func optional(_ text: String?) -> Cell { text.map { .text($0) } ?? .missing }
      return Table.Row([
        .text(neighbour.label), optional(neighbour.owner),
        neighbour.use.map { .landUse($0) } ?? .missing, optional(neighbour.status),
        .decimal(Decimals.fixed(neighbour.length, 1)),
      ])
    }
    return Table(
      "neighbours",
      title: Phrase(zh: "相邻宗地（\(dossier.neighbours.count)）", en: "Neighbouring parcels (\(dossier.neighbours.count))"),
      columns: [
        TableColumn("parcel", Phrase(zh: "宗地", en: "parcel")),
        TableColumn("owner", Phrase(zh: "权利人", en: "owner")),
        TableColumn("use", Phrase(zh: "用途", en: "use")),
        TableColumn("status", Phrase(zh: "状态", en: "status")),
        TableColumn("common_boundary_m", Phrase(zh: "共同边界/米", en: "common boundary m"), .trailing),
      ],
      rows: rows
    )
  }
}
