import Features
import Geometry
public import LandAnalysis
public import LandModel

/// The answer of `areas`: a layer's areas by group, what they count twice, declared against measured.
public enum AreasDocument {
  /// What is said about one layer.
  public struct LayerAreas: Sendable {
    /// What tables and notes call the layer.
    public var title: Phrase
    /// What the names of its tables hold, whatever the language.
    public var name: String
    /// Its areas by group, on the first basis.
    public var tally: AreaTally
    /// What its features count twice; nil where it was not asked for.
    public var overlaps: OverlapAccount?
    /// Names of the features by number, for overlaps.
    public var labels: [String]
    /// Label and measured area in m² of each feature, where a row for each is asked for.
    public var features: [(label: String, area: Double)]?
    /// The same on other bases, beside the first.
    public var others: [OtherBasis]

    /// A layer's areas on one more basis: the same groups, the same features.
    public struct OtherBasis: Sendable {
      /// The groups on that basis.
      public var tally: AreaTally
      /// In m², in the order of the features; empty where no row for each is asked for.
      public var areas: [Double]

      /// The areas of a layer on one more basis.
      public init(tally: AreaTally, areas: [Double]) {
        self.tally = tally
        self.areas = areas
      }
    }

    /// A layer's areas by group; `labels` are needed where `overlaps` are given.
    public init(
      title: Phrase,
      name: String,
      tally: AreaTally,
      overlaps: OverlapAccount? = nil,
      labels: [String] = [],
      features: [(label: String, area: Double)]? = nil,
      others: [OtherBasis] = []
    ) {
      self.others = others
      self.features = features
      self.title = title
      self.name = name
      self.tally = tally
      self.overlaps = overlaps
      self.labels = labels
    }
  }

  /// The document: of each layer its features where asked for, its groups, overlaps and declared areas.
  ///
  /// - Parameters:
  ///   - facts: what the figures hold for.
  ///   - layers: the layers, each with tables of its own.
  ///   - unit: the one unit of areas; nil: m², ha and mu side by side, declared areas in m² alone.
  ///   - notes: what is to be seen beside the figures.
  /// - Throws: `AreaBasisMismatch` where areas of one table are on different bases.
  public static func make(facts: [Fact], layers: [LayerAreas], unit: AreaUnit?, notes: [Note]) throws -> ReportDocument
  {
    var tables: [Table] = []
    for layer in layers {
      if let features = layer.features { tables.append(try featureTable(layer, features, unit)) }
      tables.append(try groups(layer, unit))
      if let overlaps = layer.overlaps { tables.append(try overlapTable(layer, overlaps, unit)) }
      if layer.tally.declaredField != nil { tables.append(differences(layer, unit)) }
    }
    return ReportDocument(
      command: "areas",
      title: Phrase(zh: "面积统计", en: "Areas"),
      facts: facts,
      tables: tables,
      notes: notes
    )
  }

  private static func groups(_ layer: LayerAreas, _ unit: AreaUnit?) throws -> Table {
    let tally = layer.tally
    let groups = tally.sortedGroups
    let columns = AreaColumns(unit: unit)
    let cells = try columns.cells(groups.map(\.area), basis: tally.basis)
    let declaredColumns = AreaColumns(unit: unit ?? .squareMetre, withShare: false)
    let hasDeclared = tally.declaredField != nil
    let declared = try declaredColumns.cells(groups.map(\.declared), basis: tally.basis)
    let differences = hasDeclared ? try self.differences(tally, declaredColumns) : []
    let total = tally.total
    var head = [TableColumn("group", tally.groupField.map { Phrase($0) } ?? Phrase(zh: "图层", en: "layer"))]
    head.append(TableColumn("features", Phrase(zh: "要素数", en: "features"), .trailing))
    head += columns.columns("area", Phrase(zh: "面积", en: "area"))
    head += layer.others.flatMap { otherColumns($0, unit) }
    let others = try layer.others.map { try otherCells($0.tally.sortedGroups.map(\.area), $0, unit) }
    if hasDeclared {
      head += declaredColumns.columns("declared", Phrase(zh: "申报面积", en: "declared"))
      head.append(TableColumn("declared_features", Phrase(zh: "有申报数", en: "with declared"), .trailing))
      head += declaredColumns.columns("difference", Phrase(zh: "申报－实测", en: "declared − measured"))
    }
    var rows = groups.indices.map { index in
      let group = groups[index]
      let name: Cell =
        tally.groupField == nil ? .phrase(layer.title) : group.key.map { .text($0) } ?? .phrase(noValue)
      return Table.Row(
        [name, .integer(group.count)] + cells.rows[index] + others.flatMap { $0.rows[index] }
          + (hasDeclared ? stated(declared.rows[index], group.declaredCount) + differences[index] : [])
      )
    }
    if tally.groupField != nil {
      rows.append(
        Table.Row(
          [.phrase(Phrase(zh: "合计", en: "total")), .integer(total.count)] + cells.total + others.flatMap(\.total)
            + (hasDeclared ? stated(declared.total, total.declaredCount) + (differences.last ?? []) : []),
          role: .total
        )
      )
    }
    let isPartly = hasDeclared && total.declaredCount < total.count
    return Table(
      "areas:\(layer.name)",
      title: layer.title,
      columns: head,
      rows: rows,
      caption: isPartly
        ? Phrase(zh: "有要素未申报的一组不给出差", en: "no difference where not every feature of a group declares its area")
        : nil
    )
  }

  /// Declared less measured of each group and, last, of all: the difference of the printed figures; nothing where not every
  /// feature declares its area.
  private static func differences(_ tally: AreaTally, _ columns: AreaColumns) throws -> [[Cell]] {
    let groups = tally.sortedGroups
    let declared = try columns.rounded(groups.map(\.declared), basis: tally.basis)
    let measured = try columns.rounded(groups.map(\.area), basis: tally.basis)
    func cells(_ group: AreaTally.Group, _ of: (RoundedTable) -> FixedDecimal) -> [Cell] {
      zip(declared, measured).map { declared, measured in
        group.count > 0 && group.declaredCount == group.count
          ? .decimal((of(declared) - of(measured)).description) : .missing
      }
    }
    return groups.enumerated().map { index, group in cells(group) { $0.rows[index] } } + [cells(tally.total, \.total)]
  }

  /// Declared areas and the number of features that declare one; where none does there is no area, not one of zero.
  private static func stated(_ cells: [Cell], _ count: Int) -> [Cell] {
    (count > 0 ? cells : cells.map { _ in .missing }) + [.integer(count)]
  }

  private static func featureTable(
    _ layer: LayerAreas,
    _ features: [(label: String, area: Double)],
    _ unit: AreaUnit?
  ) throws -> Table {
    let columns = AreaColumns(unit: unit, withShare: false)
    let basis = layer.tally.basis
    var (figures, totals) = try columns.figures(
      features.map { try Area(squareMetres: $0.area, basis: basis) },
      basis: basis
    )
    for other in layer.others {
      let areas = try other.areas.map { try Area(squareMetres: $0, basis: other.tally.basis) }
      let more = try otherUnits(unit).figures(areas, basis: other.tally.basis)
      figures += more.rows
      totals += more.total
    }
    let all = figures
    var rows = FixedChunks.map(count: features.count, size: 4096) { chunk in
      chunk.map { row in
        Table.Row([.text(features[row].label)] + all.map { .decimal($0[row].description) })
      }
    }.flatMap { $0 }
    rows.append(Table.Row([.phrase(Phrase(zh: "合计", en: "total"))] + totals, role: .total))
    return Table(
      "features:\(layer.name)",
      title: Phrase(zh: "\(layer.title.zh)：逐要素", en: "\(layer.title.en): features"),
      columns: [TableColumn("feature", Phrase(zh: "要素", en: "feature"))]
        + columns.columns("area", Phrase(zh: "面积", en: "area")) + layer.others.flatMap { otherColumns($0, unit) },
      rows: rows
    )
  }

  // MARK: Other bases

  /// `area_geodesic_m2`: in the unit asked for, else in m² alone, so that the table stays readable.
  private static func otherColumns(_ other: LayerAreas.OtherBasis, _ unit: AreaUnit?) -> [TableColumn] {
    let basis = other.tally.basis
    return otherUnits(unit).columns("area_\(basis.rawValue)", basis.name)
  }

  private static func otherUnits(_ unit: AreaUnit?) -> AreaColumns {
    AreaColumns(unit: unit ?? .squareMetre, withShare: false)
  }

  private static func otherCells(
    _ areas: [Area],
    _ other: LayerAreas.OtherBasis,
    _ unit: AreaUnit?
  ) throws -> (rows: [[Cell]], total: [Cell]) {
    try otherUnits(unit).cells(areas, basis: other.tally.basis)
  }

  /// Features whose geometry loading flagged, counted by flag. What loading merely put in order (closing, turning and
  /// cleaning rings) goes without saying.
  public static func flagNotes(_ title: Phrase, _ counts: [String: Int]) -> [Note] {
    let silent: Set<String> = ["unclosed-ring", "repeated-vertices", "reoriented-ring", "invalid", "repaired"]
    return counts.keys.sorted().filter { !silent.contains($0) }.map { flag in
      let count = counts[flag] ?? 0
      return Note(
        .warning,
        code: "geometry.\(flag)",
        Phrase(
          zh: "\(title.zh)：\(count) 个要素：\(DataWords.flag(flag).zh)",
          en: "\(title.en): \(English.counted(count, "feature")): \(DataWords.flag(flag).en)"
        )
      )
    }
  }

  static let noValue = Phrase(zh: "（空）", en: "(none)")

  private static func overlapTable(_ layer: LayerAreas, _ overlaps: OverlapAccount, _ unit: AreaUnit?) throws -> Table {
    let columns = AreaColumns(unit: unit, withShare: false)
    let lines = OverlapLines(overlaps, labels: layer.labels, columns)
    var rows = [
      lines.sum(Phrase(zh: "各要素面积之和", en: "sum of the features"), .body), lines.repeated(.body),
      lines.union(.subtotal),
    ]
    rows += lines.pairs(.body)
    return Table(
      "overlaps:\(layer.name)",
      title: Phrase(zh: "\(layer.title.zh)：重叠", en: "\(layer.title.en): overlaps"),
      columns: [TableColumn("what", Phrase(zh: "项目", en: "what"), isCoded: true)]
        + columns.columns("area", Phrase(zh: "面积", en: "area")),
      rows: rows,
      caption: lines.caption
    )
  }

  private static func differences(_ layer: LayerAreas, _ unit: AreaUnit?) -> Table {
    let comparison = layer.tally.comparison
    let columns = AreaColumns(unit: unit ?? .squareMetre, withShare: false)
    let rows = comparison.differences.map { row in
      Table.Row(
        [.text(row.label)] + columns.cells(row.declared) + columns.cells(row.measured) + columns.cells(row.difference)
          + [(try? row.difference.percentage(of: row.measured))?.map { .decimal($0.description) } ?? .missing]
      )
    }
    let percent = Decimals.fixed(comparison.tolerance.share * 100, 2)
    let metres = Decimals.fixed(comparison.tolerance.squareMetres, 2)
    let tolerance = Phrase(
      zh: "容差：\(metres) 平方米与 \(percent)% 取大",
      en: "tolerance: the larger of \(metres) m² and \(percent) %"
    )
    let (off, agreeing) = (comparison.differences.count, comparison.agreeing)
    return Table(
      "declared:\(layer.name)",
      title: Phrase(
        zh: "\(layer.title.zh)：申报与实测不符（\(off) 处不符，\(agreeing) 处相符）",
        en: "\(layer.title.en): declared off the measured area (\(off) off, \(agreeing) agree)"
      ),
      columns: [TableColumn("feature", Phrase(zh: "要素", en: "feature"))]
        + columns.columns("declared", Phrase(zh: "申报", en: "declared"))
        + columns.columns("measured", Phrase(zh: "实测", en: "measured"))
        + columns.columns("difference", Phrase(zh: "差", en: "difference"))
        + [TableColumn("difference_percent", Phrase(zh: "差/%", en: "difference %"), .trailing)],
      rows: rows,
      caption: tolerance,
      ifEmpty: Phrase(
        zh: "\(layer.title.zh)：\(agreeing) 处申报面积均与实测相符（\(tolerance.zh)）",
        en: "\(layer.title.en): all \(agreeing) declared areas agree with the measured (\(tolerance.en))"
      )
    )
  }
}
