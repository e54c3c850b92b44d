import Features
import Geometry
public import LandAnalysis
public import LandModel

/// The answer of `adjust`: scope, class of change, what became of the parcels, transfer, balance and figures.
public enum AdjustmentDocument {
  /// The tables of one comparison.
  ///
  /// - Parameters:
  ///   - result: the two versions, compared.
  ///   - prefix: put before the tables' names where a document holds several plans, `west-`; their titles then begin with
  ///     the plan's.
  ///   - unit: the one unit of areas; nil: hectares for transfer and balance.
  ///   - limit: rows of the ledger that are shown; nil: all.
  public static func tables(
    _ result: AdjustmentResult,
    prefix: String = "",
    unit: AreaUnit?,
    limit: Int?
  ) throws -> [Table] {
    let plan = PlanTitle.common(result.before.title, result.after.title)
    let named = plan ?? Phrase(String(prefix.dropLast()))
    let heading = prefix.isEmpty ? Phrase("") : Phrase(zh: named.zh + "：", en: named.en + ": ")
    var tables: [Table] = []
    if let scope = result.scope { tables.append(scopeTable(scope, result)) }
    tables.append(verdict(result))
    tables.append(try summary(result, unit))
    tables.append(ledger(result, limit))
    tables.append(try matrix(result.matrix, unit ?? .hectare))
    tables.append(try balance(result, unit ?? .hectare))
    tables.append(AdjustmentFigures.table(result))
    return tables.map { table in
      var table = table
      table.id = prefix + table.id
      table.title = Phrase(zh: heading.zh + table.title.zh, en: heading.en + table.title.en)
      return table
    }
  }

  /// What the reader must know beside the tables.
  public static func notes(_ result: AdjustmentResult) throws -> [Note] {
    var notes: [Note] = []
    if let scope = result.scope {
      let outside = scope.outside.filter { isChange($0, result) }
      let area = Decimals.fixed(outside.reduce(0) { $0 + $1.area }, 2)
      if !outside.isEmpty {
        notes.append(
          Note(
            .defect,
            code: "adjust.outside-scope",
            Phrase(
              zh: "\(outside.count) 个变化地块共 \(CellText.grouped(area)) 平方米在申报的调整范围之外",
              en: "\(outside.count) changed parcels have \(CellText.grouped(area)) m² outside the declared scope"
            )
          )
        )
      }
    }
    if let lines = result.controlLines, !lines.cancelled.isEmpty {
      func list(_ name: (ControlLineKind) -> String) -> String {
        lines.cancelled.prefix(12).map { "\(name($0.kind)) \($0.label)" }.joined(separator: ", ")
      }
      let count = lines.cancelled.count
      notes.append(
        Note(
          .warning,
          code: "adjust.cancelled-lines",
          Phrase(
            zh: "取消控制线 \(count) 条（调整前共 \(lines.count) 条）：\(list(\.chinese))\(count > 12 ? " 等" : "")",
            en: "\(count) of \(lines.count) control lines are cancelled: \(list(\.rawValue))\(count > 12 ? " …" : "")"
          )
        )
      )
    }
    if !result.unknownCodes.isEmpty {
      let codes = result.unknownCodes.prefix(12).joined(separator: ", ")
      notes.append(
        Note(
          .warning,
          code: "adjust.unknown-codes",
          Phrase(
            zh: "分类中没有这些代码，按原文列出：\(codes)",
            en: "codes that the classification does not have, listed as written: \(codes)"
          )
        )
      )
    }
    for state in [result.before, result.after] {
      guard let column = state.indicators[.plotRatio], column.scaleOrigin == .inferred else { continue }
      let scale = column.scale == .percent ? Phrase(zh: "百分数", en: "percent") : Phrase(zh: "比值", en: "ratios")
      notes.append(
        Note(
          .remark,
          code: "adjust.plot-ratio-scale",
          Phrase(
            zh: "\(state.title.chinese)：容积率未写单位，按数值大小判为\(scale.zh)",
            en: "\(state.title.english): plot ratios without a unit are taken as \(scale.en), by their size"
          )
        )
      )
    }
    return notes
  }

  /// False for what is outside by a sliver only: a boundary drawn again, or coordinates rounded along the scope's edge. The
  /// rule on the scope leaves the same out.
  private static func isChange(_ outside: ScopeCheck.Outside, _ result: AdjustmentResult) -> Bool {
    !outside.isRedrawn && outside.area >= result.profile.thresholds.sliverArea
  }

  private static func scopeTable(_ scope: ScopeCheck, _ result: AdjustmentResult) -> Table {
    let rows = scope.outside.map { item in
      let record = result.lineage.records[item.record]
      return Table.Row([
        .text(label(record, result)), .word(record.kind.name, record.kind), .decimal(Decimals.fixed(item.area, 2)),
      ])
    }
    let area = scope.outside.filter { isChange($0, result) }.reduce(0) { $0 + $1.area }
    let total = Table.Row(
      [
        .phrase(Phrase(zh: "范围外合计（不含碎差）", en: "outside in all (without slivers)")), .text(""),
        .decimal(Decimals.fixed(area, 2)),
      ],
      role: .total
    )
    return Table(
      "scope",
      title: Phrase(zh: "申报调整范围之外的变化", en: "Changes outside the declared scope"),
      columns: [
        TableColumn("parcel", Phrase(zh: "地块", en: "parcel")),
        TableColumn("class", Phrase(zh: "变化", en: "change"), isCoded: true),
        TableColumn("outside_m2", Phrase(zh: "范围外/平方米", en: "outside m²"), .trailing),
      ],
      rows: rows + [total],
      caption: Phrase(
        zh: "变化地块 \(scope.changedCount) 个，\(CellText.grouped(Decimals.fixed(scope.changedArea, 2))) 平方米",
        en: "\(scope.changedCount) changed parcels, \(CellText.grouped(Decimals.fixed(scope.changedArea, 2))) m²"
      )
    )
  }

  private static func verdict(_ result: AdjustmentResult) -> Table {
    let rows = result.verdict.reasons.map { reason in
      let title =
        result.profile.classes.first { $0.id == reason.changeClass }?.title ?? LocalizedText(reason.changeClass)
      let state: Cell =
        reason.value == nil
        ? .word(Phrase(zh: "未评估：缺图层或字段", en: "not evaluated: layer or field missing"), code: "not-evaluated")
        : reason.isMet
          ? .word(Phrase(zh: "达到", en: "met"), code: "met") : .word(Phrase(zh: "未达到", en: "not met"), code: "not-met")
      let decimals = UnitWords.isCount(reason.condition.unit) ? 0 : 2
      let value: Cell = reason.value.map { .decimal(Decimals.fixed($0, decimals)) } ?? .missing
      let limit = (reason.condition.isInclusive ? "≥ " : "> ") + reason.condition.limit.description
      let cells: [Cell] = [
        .word(Phrase(title), code: reason.changeClass), .text(reason.condition.metric), .phrase(reason.condition.name),
        value, .text(limit),
        UnitWords.cell(reason.condition.unit),
        state, .phrase(Phrase(reason.condition.source)), .text(reason.condition.confidence),
        .decimal(reason.condition.limit.description), .truth(reason.condition.isInclusive),
      ]
      return Table.Row(cells)
    }
    let found = result.verdict.changeClass.map { Phrase($0.title) } ?? Phrase(zh: "无变化", en: "no change")
    return Table(
      "class",
      title: Phrase(zh: "变更类别：\(found.zh)", en: "Class of change: \(found.en)"),
      columns: [
        TableColumn("class", Phrase(zh: "类别", en: "class"), isCoded: true),
        TableColumn("metric", Phrase(zh: "指标代码", en: "metric"), isDetail: true),
        TableColumn("measure", Phrase(zh: "指标", en: "measure")),
        TableColumn("value", Phrase(zh: "数值", en: "value"), .trailing),
        TableColumn("limit", Phrase(zh: "界限", en: "limit"), .trailing),
        TableColumn("unit", Phrase(zh: "单位", en: "unit"), isCoded: true),
        TableColumn("state", Phrase(zh: "结果", en: "result"), isCoded: true),
        TableColumn("source", Phrase(zh: "依据", en: "source")),
        TableColumn("confidence", Phrase(zh: "把握", en: "certainty")),
        TableColumn("limit_value", Phrase(zh: "界限（数值）", en: "limit, as a number"), .trailing, isData: true),
        TableColumn("limit_inclusive", Phrase(zh: "含界限本身", en: "the limit itself counts"), isData: true),
      ],
      rows: rows,
      caption: Phrase(
        zh: "分级办法：\(result.profile.title.chinese)（\(result.profile.source.chinese)；\(result.profile.confidence)）",
        en: "profile: \(result.profile.title.english) (\(result.profile.source.english); \(result.profile.confidence))"
      )
    )
  }

  private static func summary(_ result: AdjustmentResult, _ unit: AreaUnit?) throws -> Table {
    let basis = result.basis
    let kinds = Lineage.Kind.allCases.filter { kind in result.lineage.records.contains { $0.kind == kind } }
    let current = kinds.filter { $0 != .removed }
    let columns = AreaColumns(unit: unit)
    func area(_ kind: Lineage.Kind) throws -> Area {
      let sum = result.lineage.records.lazy.filter { $0.kind == kind }.reduce(0.0) { $0 + $1.area }
      return try Area(squareMetres: sum, basis: basis)
    }
    func count(_ kind: Lineage.Kind) -> Int { result.lineage.records.count { $0.kind == kind } }
    let cells = try columns.cells(current.map(area), basis: basis)
    var rows = zip(current, cells.rows).map { Table.Row([.word($0.name, $0), .integer(count($0))] + $1) }
    let total = Phrase(zh: "调整后合计", en: "after, in all")
    rows.append(Table.Row([.phrase(total), .integer(result.after.count)] + cells.total, role: .total))
    if kinds.contains(.removed) {
      rows.append(
        Table.Row(
          [.word(Lineage.Kind.removed.name, Lineage.Kind.removed), .integer(count(.removed))]
            + columns.cells(try area(.removed))
        )
      )
    }
    return Table(
      "summary",
      title: Phrase(zh: "地块沿革汇总", en: "What became of the parcels"),
      columns: [
        TableColumn("class", Phrase(zh: "变化", en: "change"), isCoded: true),
        TableColumn("parcels", Phrase(zh: "地块数", en: "parcels"), .trailing),
      ] + columns.columns("area", Phrase(zh: "面积", en: "area")),
      rows: rows
    )
  }

  static func label(_ record: Lineage.Record, _ result: AdjustmentResult) -> String {
    record.after.map { result.after.labels[$0] } ?? result.before.labels[record.before[0]]
  }

  private static func ledger(_ result: AdjustmentResult, _ limit: Int?) -> Table {
    let changed = result.lineage.records.filter { $0.kind != .unchanged }
    let shown = limit.map { Array(changed.prefix($0)) } ?? changed
    let rows = shown.map { record in
      let attributes = Cell.words(record.attributes.map { ($0.name, $0.rawValue) })
      let from = Set(record.before.compactMap { result.before.codes[$0] }).sorted().joined(separator: "+")
      let label: Cell = record.after.map { .text(result.after.labels[$0]) } ?? .missing
      let code: Cell = record.after.flatMap { result.after.codes[$0] }.map { .text($0) } ?? .missing
      let parents = record.before.map { result.before.labels[$0] }.joined(separator: "+")
      var cells: [Cell] = [.word(record.kind.name, record.kind), label, .text(parents), .text(from), code, attributes]
      for figure in [record.area, record.gained, record.lost, record.sliverArea] {
        cells.append(.decimal(Decimals.fixed(figure, 2)))
      }
      return Table.Row(cells)
    }
    let more = changed.count - shown.count
    return Table(
      "ledger",
      title: Phrase(zh: "变更台账", en: "Change ledger"),
      columns: [
        TableColumn("class", Phrase(zh: "变化", en: "change"), isCoded: true),
        TableColumn("after", Phrase(zh: "调整后", en: "after")),
        TableColumn("before", Phrase(zh: "调整前", en: "before")), TableColumn("from", Phrase(zh: "原用途", en: "from")),
        TableColumn("to", Phrase(zh: "新用途", en: "to")),
        TableColumn("attributes", Phrase(zh: "变更属性", en: "attributes"), isCoded: true),
        TableColumn("area_m2", Phrase(zh: "面积/平方米", en: "area m²"), .trailing),
        TableColumn("gained_m2", Phrase(zh: "划入", en: "gained"), .trailing),
        TableColumn("lost_m2", Phrase(zh: "划出", en: "lost"), .trailing),
        TableColumn("slivers_m2", Phrase(zh: "碎差", en: "slivers"), .trailing),
      ],
      rows: rows,
      caption: more > 0 ? Phrase(zh: "另有 \(more) 条，见 CSV 或 JSON", en: "\(more) more in CSV or JSON") : nil
    )
  }

  private static func matrix(_ matrix: TransferMatrix, _ unit: AreaUnit) throws -> Table {
    let pairs = matrix.rows.flatMap { row in
      matrix.columns.compactMap { column in matrix.cells[row]?[column].map { (row, column, $0) } }
    }
    let rounded = try LargestRemainder.round(pairs.map(\.2), basis: matrix.basis, in: unit)
    // A cell that prints as 0 adds nothing to the printed sums: rounding of coordinates along the edges.
    var rows = zip(pairs, rounded.rows).filter { $0.1 != .zero }.map { pair, figure in
      let cells: [Cell] = [
        matrix.code(pair.0), matrix.name(pair.0), matrix.code(pair.1), matrix.name(pair.1),
        .decimal(figure.description),
      ]
      return Table.Row(cells)
    }
    let left = rounded.rows.count { $0 == .zero }
    let total = Phrase(zh: "合计", en: "total")
    rows.append(
      Table.Row([.phrase(total), .text(""), .text(""), .text(""), .decimal(rounded.total.description)], role: .total)
    )
    return Table(
      "matrix",
      title: Phrase(zh: "用地转移矩阵（\(matrix.level) 级）", en: "Land-use transfer (level \(matrix.level))"),
      columns: [
        TableColumn("from", Phrase(zh: "调整前", en: "from"), isCoded: true),
        TableColumn("from_name", Phrase(zh: "名称", en: "name"), isCoded: true),
        TableColumn("to", Phrase(zh: "调整后", en: "to"), isCoded: true),
        TableColumn("to_name", Phrase(zh: "名称", en: "name"), isCoded: true),
        TableColumn("area_\(unit.rawValue)", Phrase(zh: "面积/" + unit.name.zh, en: unit.name.en), .trailing),
      ],
      rows: rows,
      caption: left > 0
        ? Phrase(
          zh: "另有 \(left) 格不足末位一半，未列",
          en: "\(English.counted(left, "more cell is", "more cells are")) below half the last digit"
        ) : nil
    )
  }

  /// The class of a key by the classification: the code's name, and whether it is urban and rural construction land.
  static func line(
    _ key: TransferMatrix.Key,
    name: String?,
    _ version: LandUseClassification?,
    _ areas: [Area]
  ) -> BalanceTable.Line {
    let code: String = if case .code(let code) = key { code } else { "" }
    return BalanceTable.Line(
      code: code,
      name: key == .uncoded ? Phrase(zh: "（无代码）", en: "(no code)") : name.map { Phrase(landUse: $0) },
      construction: version?.match(code).landUseClass?.construction,
      areas: areas
    )
  }

  private static func balance(_ result: AdjustmentResult, _ unit: AreaUnit) throws -> Table {
    let matrix = result.matrix
    let real = { (key: TransferMatrix.Key) in key != .outside && key != .overlap }
    let keys = Set((matrix.rows + matrix.columns).filter(real)).sorted()
    let lines = try keys.map { key in
      let name: String? = if case .code(let code) = key { matrix.names[code] } else { nil }
      let areas = [try matrix.total(row: key), try matrix.total(column: key)]
      return line(key, name: name, result.classification, areas)
    }
    return try BalanceTable.make(
      lines,
      versions: [("before", Phrase(zh: "调整前", en: "before")), ("after", Phrase(zh: "调整后", en: "after"))],
      basis: result.basis,
      unit: unit,
      isGrouped: result.classification != nil
    )
  }
}
