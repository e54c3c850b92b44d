import Geometry
import LandAnalysis
import LandModel

/// Land use by the three classes of the land law (三大类).
enum ThreeClassTable {
  /// Where a site lies in no patch of the current land use.
  static let noPatch = Phrase(zh: "无现状图斑", en: "no patch of land use")
  /// Where a patch's code belongs to none of the classes.
  static let unclassified = Phrase(zh: "未归类", en: "unclassified")

  static func make(
    _ classes: [(group: ThreeClass?, area: Area)],
    _ basis: AreaBasis,
    _ columns: AreaColumns,
    rest: Phrase
  ) throws -> Table {
    let cells = try columns.cells(classes.map(\.area), basis: basis)
    var rows = zip(classes, cells.rows).map { line, cells in
      Table.Row([.word(name(line.group, rest: rest), code: line.group?.rawValue ?? "none")] + cells)
    }
    rows.append(Table.Row([.phrase(Phrase(zh: "合计", en: "total"))] + cells.total, role: .total))
    return Table(
      "three-classes",
      title: Phrase(zh: "现状三大类", en: "Current land use by the three classes"),
      columns: [TableColumn("class", Phrase(zh: "三大类", en: "class"), isCoded: true)]
        + columns.columns("area", Phrase(zh: "面积", en: "area")),
      rows: rows
    )
  }

  /// - Parameter rest: what land of no class is called.
  static func name(_ group: ThreeClass?, rest: Phrase) -> Phrase {
    switch group {
    case .agricultural: Phrase(zh: "农用地", en: "agricultural land")
    case .construction: Phrase(zh: "建设用地", en: "construction land")
    case .unused: Phrase(zh: "未利用地", en: "unused land")
    case .sea: Phrase(zh: "海域", en: "sea")
    case .mixed: Phrase(zh: "混合（需细分）", en: "mixed (needs subdivision)")
    case nil: rest
    }
  }
}
