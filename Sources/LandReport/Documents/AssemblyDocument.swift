import Geometry
public import LandAnalysis
public import LandModel

/// The answer of `assemble`: waterfall, blocks, quotas, selections.
public enum AssemblyDocument {
  /// The document.
  ///
  /// - Parameters:
  ///   - result: the answer.
  ///   - facts: what the figures hold for.
  ///   - unit: one unit instead of m², ha and mu side by side.
  ///   - listed: blocks of at least this many m² are listed, the rest summed.
  ///   - notes: what is to be seen beside the figures.
  public static func make(
    _ result: LandAssembly,
    facts: [Fact],
    unit: AreaUnit?,
    listed: Double,
    notes: [Note]
  ) throws -> ReportDocument {
    var tables = [try waterfall(result, unit), try blocks(result, unit, listed)]
    tables += [try quotas(result, unit), try ThreeQuotas.table(result, unit)]
    if let search = result.search, !search.selections.isEmpty { tables.append(try selections(search, result, unit)) }
    return ReportDocument(
      command: "assemble",
      title: Phrase(zh: "连片整合：可开发土地、指标需求与选地", en: "Land assembly: developable land, quotas, selection"),
      facts: facts,
      tables: tables,
      notes: AssemblyNotes.make(result) + notes
    )
  }

  /// Zone, less each reason in turn, is what can be built on: printed figures sum in every unit.
  private static func waterfall(_ result: LandAssembly, _ unit: AreaUnit?) throws -> Table {
    let columns = AreaColumns(unit: unit)
    let taken = result.steps.map { $0.area ?? .zero(result.zone.basis) }
    let cells = try columns.cells(taken, left: result.developable, basis: result.zone.basis)
    var rows = result.steps.enumerated().map { index, step in
      let title = Phrase(zh: step.deduction.title.chinese, en: step.deduction.title.english)
      let figures = step.area == nil ? cells.rows[index].map { _ in Cell.missing } : cells.rows[index]
      let source = step.area == nil ? Phrase(zh: "未评价：没有此图层", en: "not evaluated: no such layer") : nil
      return Table.Row(
        [.word(title, code: step.deduction.id)] + figures + [
          source.map { .phrase($0) }
            ?? .phrase(Phrase(zh: step.deduction.source.chinese, en: step.deduction.source.english)),
          .text(step.deduction.confidence),
        ]
      )
    }
    rows.append(
      Table.Row(
        [.word(Phrase(zh: "可开发土地", en: "developable land"), code: "developable")] + cells.left + [.missing, .missing],
        role: .subtotal
      )
    )
    rows.append(
      Table.Row(
        [.word(Phrase(zh: "范围合计", en: "zone"), code: "zone")] + cells.total + [.missing, .missing],
        role: .total
      )
    )
    return Table(
      "waterfall",
      title: Phrase(zh: "从范围到可开发土地", en: "From the zone to developable land"),
      columns: [TableColumn("step", Phrase(zh: "扣除项（按优先顺序）", en: "less (first reason that holds)"), isCoded: true)]
        + columns.columns("area", Phrase(zh: "面积", en: "area"))
        + [
          TableColumn("source", Phrase(zh: "依据", en: "source")),
          TableColumn("confidence", Phrase(zh: "可靠程度", en: "how sure")),
        ],
      rows: rows
    )
  }

  private static func blocks(_ result: LandAssembly, _ unit: AreaUnit?, _ listed: Double) throws -> Table {
    let columns = AreaColumns(unit: unit)
    let basis = result.zone.basis
    let large = result.blocks.filter { $0.area.squareMetres >= listed }
    let small = result.blocks.dropFirst(large.count)
    let rest = try Area.sum(small.map(\.area), basis: basis)
    let cells = try columns.cells(large.map(\.area) + [rest, result.slivers.area], basis: basis)
    var rows = large.enumerated().map { index, block in
      Table.Row(
        [.integer(block.number), .integer(block.units.count)] + cells.rows[index] + [
          .decimal(Decimals.fixed(block.width, 0)), .decimal(Decimals.fixed(block.compactness, 2)),
          block.roadDistance.map { .decimal(Decimals.fixed($0, 0)) } ?? .missing,
          .decimal(Decimals.fixed(block.x, 0)), .decimal(Decimals.fixed(block.y, 0)),
        ]
      )
    }
    func summed(_ title: Phrase, _ code: String, _ count: Int, _ figures: [Cell], _ role: Table.Row.Role) -> Table.Row {
      Table.Row(
        [.word(title, code: code), .integer(count)] + figures + Array(repeating: .missing, count: 5),
        role: role
      )
    }
    let count = small.reduce(0) { $0 + $1.units.count }
    rows.append(
      summed(
        Phrase(zh: "较小地块 \(small.count) 处", en: "\(small.count) smaller blocks"),
        "smaller",
        count,
        cells.rows[large.count],
        .body
      )
    )
    rows.append(
      summed(Phrase(zh: "碎片", en: "slivers"), "slivers", result.slivers.count, cells.rows[large.count + 1], .body)
    )
    let pieces = result.units.count + result.slivers.count
    rows.append(summed(Phrase(zh: "合计", en: "total"), "total", pieces, cells.total, .total))
    return Table(
      "blocks",
      title: Phrase(zh: "连片地块", en: "Contiguous blocks"),
      columns: [
        TableColumn("block", Phrase(zh: "地块", en: "block"), isCoded: true),
        TableColumn("pieces", Phrase(zh: "图斑块数", en: "pieces"), .trailing),
      ] + columns.columns("area", Phrase(zh: "面积", en: "area")) + [
        TableColumn("width_m", Phrase(zh: "最大内切圆直径/米", en: "widest circle m"), .trailing),
        TableColumn("compactness", Phrase(zh: "紧凑度 4πA/P²", en: "4πA/P²"), .trailing),
        TableColumn("road_m", Phrase(zh: "距道路/米（直线）", en: "to a road m (straight)"), .trailing),
        TableColumn("x", Phrase(zh: "横坐标", en: "easting"), .trailing),
        TableColumn("y", Phrase(zh: "纵坐标", en: "northing"), .trailing),
      ],
      rows: rows
    )
  }

  /// Quotas of all developable land, and of each selection beside it.
  private static func quotas(_ result: LandAssembly, _ unit: AreaUnit?) throws -> Table {
    let selections = result.search?.selections ?? []
    let demands = [result.demand] + selections.map { $0.demand(of: result) }
    let unit = unit ?? .mu
    let lines = QuotaLine.lines(demands)
    let rows = try lines.map { line in
      let cells = try line.values.map { value -> Cell in
        guard let value else { return .missing }
        return .decimal(try Area(squareMetres: value, basis: result.zone.basis).value(in: unit).description)
      }
      return Table.Row(
        [.word(line.title, code: line.id), .phrase(line.quota)] + cells,
        role: line.isSum ? .subtotal : .body
      )
    }
    return Table(
      "quotas",
      title: Phrase(zh: "指标需求", en: "What it takes of the quotas"),
      columns: [
        TableColumn("item", Phrase(zh: "项目", en: "item"), isCoded: true),
        TableColumn("quota", Phrase(zh: "指标", en: "quota")),
      ]
        + demandColumns(selections.count, unit),
      rows: rows
    )
  }

  /// A column for all developable land, and one for each selection.
  static func demandColumns(_ selections: Int, _ unit: AreaUnit) -> [TableColumn] {
    let titles =
      [Phrase(zh: "全部可开发土地", en: "all developable")]
      + (0..<selections).map { Phrase(zh: "方案\($0 + 1)", en: "selection \($0 + 1)") }
    return titles.enumerated().map { index, title in
      TableColumn(
        index == 0 ? "all_\(unit.rawValue)" : "selection\(index)_\(unit.rawValue)",
        Phrase(zh: "\(title.zh)/\(unit.name.zh)", en: "\(title.en) \(unit.name.en)"),
        .trailing
      )
    }
  }

  private static func selections(
    _ search: SelectionSearch,
    _ result: LandAssembly,
    _ unit: AreaUnit?
  ) throws -> Table {
    let columns = AreaColumns(unit: unit, withShare: false)
    let rows = try search.selections.enumerated().map { index, selection in
      let area = try Area(squareMetres: selection.area, basis: result.zone.basis)
      let over = search.bound > 0 ? (selection.cost / search.bound - 1) * 100 : 0
      return Table.Row(
        [.integer(index + 1), .integer(selection.units.count)] + columns.cells(area) + [
          .decimal(Decimals.fixed(selection.cost / 1e4, 2)), .decimal(Decimals.fixed(max(0, over), 2)),
        ]
      )
    }
    return Table(
      "selections",
      title: Phrase(zh: "选地方案", en: "Selections"),
      columns: [
        TableColumn("selection", Phrase(zh: "方案", en: "selection")),
        TableColumn("pieces", Phrase(zh: "图斑块数", en: "pieces"), .trailing),
      ] + columns.columns("area", Phrase(zh: "面积", en: "area")) + [
        TableColumn("cost_10k_yuan", Phrase(zh: "权重费用/万元", en: "weighted cost 10k yuan"), .trailing),
        TableColumn("over_bound_percent", Phrase(zh: "高于下界/%", en: "above the lower bound %"), .trailing),
      ],
      rows: rows,
      caption: Phrase(
        zh: "下界：任何满足条件的方案费用都不低于它（\(Decimals.fixed(search.bound / 1e4, 2)) 万元）；费用是权重，不是估价",
        en:
          "no selection that keeps the rules costs less than the lower bound (\(Decimals.fixed(search.bound / 1e4, 2))); costs are weights, not a price estimate"
      )
    )
  }
}

extension SelectionSearch.Selection {
  func demand(of result: LandAssembly) -> QuotaDemand {
    var sum = QuotaDemand(basis: result.zone.basis)
    for unit in units { sum += result.units[unit].demand }
    return sum
  }
}

/// The quotas that a line of the table draws on.
private enum Quota {
  static let scale = Phrase(zh: "规模", en: "land-use scale")
  static let scaleAndAnnual = Phrase(zh: "规模 · 计划指标", en: "land-use scale · annual plan quota")
  static let balance = Phrase(zh: "占补平衡", en: "farmland balance")
  static let paddy = Phrase(zh: "占补平衡（水田）", en: "farmland balance (paddy)")
  static let forest = Phrase(zh: "林地定额", en: "forest quota")
  static let exchange = Phrase(zh: "增减挂钩 · 盘活", en: "exchange of construction land · reuse")
}

/// A line of the quota table: one item, for each demand.
private struct QuotaLine {
  let id: String
  let title: Phrase
  let quota: Phrase
  let values: [Double?]
  var isSum = false

  static func lines(_ demands: [QuotaDemand]) -> [QuotaLine] {
    func line(
      _ id: String,
      _ zh: String,
      _ en: String,
      _ quota: Phrase = Phrase(""),
      sum: Bool = false,
      _ of: (QuotaDemand) -> Double?
    )
      -> QuotaLine
    {
      QuotaLine(id: id, title: Phrase(zh: zh, en: en), quota: quota, values: demands.map(of), isSum: sum)
    }
    let grades = Set(demands.flatMap(\.forest.keys)).sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
    return [
      line("area", "面积", "area") { $0.area },
      line("agricultural", "农用地", "agricultural land") { $0.agricultural },
      line("unused", "未利用地", "unused land") { $0.unused },
      line("approved", "减：有效用地批复范围内", "less: within approvals in force") { $0.approved },
      line("new-construction", "新增建设用地", "new construction land", Quota.scaleAndAnnual, sum: true) {
        $0.newConstruction
      },
      line("outside-boundary", "其中：城镇开发边界外", "of it outside the development boundary", Quota.scale) {
        $0.outsideBoundary
      },
      line("cultivated", "耕地（扣田坎）", "cultivated, net of ridges", Quota.balance) { $0.cultivated },
      line("paddy", "其中：水田", "of it paddy", Quota.paddy) { $0.paddy },
      line("adjustable", "可调整地类", "adjustable classes", Quota.balance) { $0.adjustable },
    ]
      + grades.map { grade in
        line("forest-\(grade)", "林地（\(grade)级保护）", "forest of grade \(grade)", Quota.forest) { $0.forest[grade] ?? 0 }
      } + [
        line("existing-construction", "存量建设用地", "existing construction land", Quota.exchange) { $0.construction },
        line("unclassified", "地类不明", "class not stated") { $0.unclassified },
      ]
  }
}
