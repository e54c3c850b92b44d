public import LandAnalysis
public import LandModel

/// One version of a plan: its balance table, how its indicators were read, what it allows and provides.
public enum PlanStatementDocument {
  /// The balance table in `unit` (nil: hectares), how the indicators were read where there are any, and the figures.
  public static func tables(_ statement: PlanStatement, unit: AreaUnit?) throws -> [Table] {
    var tables = [try balance(statement, unit ?? .hectare)]
    if !statement.readings.isEmpty { tables.append(readings(statement, unit ?? .hectare)) }
    tables.append(AdjustmentFigures.table(statement.figures))
    return tables
  }

  private static func balance(_ statement: PlanStatement, _ unit: AreaUnit) throws -> Table {
    let version = statement.classification
    let lines = statement.lines.map { line in
      let name: String? = if case .code(let code) = line.key { version?[code]?.name } else { nil }
      return AdjustmentDocument.line(line.key, name: name, version, [line.area])
    }
    return try BalanceTable.make(
      lines,
      versions: [("area", Phrase(zh: "面积", en: "area"))],
      basis: statement.state.basis,
      unit: unit,
      isGrouped: version != nil
    )
  }

  private static func readings(_ statement: PlanStatement, _ unit: AreaUnit) -> Table {
    let rows = statement.readings.map { reading in
      let spellings = reading.spellings.sorted()
      let shown = spellings.prefix(8).joined(separator: " | ") + (spellings.count > 8 ? " …" : "")
      return Table.Row([
        .word(reading.quantity.name, reading.quantity),
        .word(name(reading), reading.kind), .integer(reading.parcels),
        .decimal(Decimals.fixed(reading.area / (unit == .hectare ? 10_000 : 1), unit == .hectare ? 4 : 2)),
        .integer(spellings.count), .text(shown),
      ])
    }
    return Table(
      "indicators",
      title: Phrase(zh: "指标读取情况", en: "How the indicators were read"),
      columns: [
        TableColumn("indicator", Phrase(zh: "指标", en: "indicator"), isCoded: true),
        TableColumn("reading", Phrase(zh: "读作", en: "read as"), isCoded: true),
        TableColumn("parcels", Phrase(zh: "地块数", en: "parcels"), .trailing),
        TableColumn(
          unit == .hectare ? "area_ha" : "area_m2",
          unit == .hectare ? Phrase(zh: "面积/公顷", en: "area ha") : Phrase(zh: "面积/平方米", en: "area m²"),
          .trailing
        ),
        TableColumn("spellings", Phrase(zh: "写法数", en: "spellings"), .trailing),
        TableColumn("examples", Phrase(zh: "写法", en: "as written")),
      ],
      rows: rows
    )
  }

  private static func name(_ reading: PlanStatement.Reading) -> Phrase {
    switch reading.kind {
    case .value: Phrase(zh: "数值", en: "value")
    case .range: Phrase(zh: "区间或界限", en: "range or limit")
    case .none: Phrase(zh: "不作规定", en: "not regulated")
    case .doubtful: Phrase(zh: "数值不可信", en: "not believable")
    case .absent: Phrase(zh: "未填", en: "nothing written")
    case .unreadable:
      switch reading.problem {
      case .statedElsewhere: Phrase(zh: "不可读：另见他处", en: "unreadable: stated elsewhere")
      case .severalValues: Phrase(zh: "不可读：多个数值", en: "unreadable: several values")
      case .reversed: Phrase(zh: "不可读：上下限颠倒", en: "unreadable: ends reversed")
      default: Phrase(zh: "不可读", en: "unreadable")
      }
    }
  }
}

extension IndicatorQuantity {
  var name: Phrase {
    switch self {
    case .plotRatio: Phrase(zh: "容积率", en: "plot ratio")
    case .buildingDensity: Phrase(zh: "建筑密度", en: "building density")
    case .greenRatio: Phrase(zh: "绿地率", en: "green ratio")
    case .height: Phrase(zh: "建筑限高", en: "height limit")
    }
  }
}
