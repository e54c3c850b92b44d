import Geometry
import LandAnalysis
import LandModel

/// The lines of features that overlap: their sum, the pairs, what is counted again, and the land they cover. Printed lines
/// add up: the pairs less what lies in three and more features are what is counted again, and that is the sum less the land.
struct OverlapLines {
  private let overlaps: OverlapAccount
  private let labels: [String]
  private let columns: AreaColumns

  init(_ overlaps: OverlapAccount, labels: [String], _ columns: AreaColumns) {
    self.overlaps = overlaps
    self.labels = labels
    self.columns = columns
  }

  func sum(_ title: Phrase, _ role: Table.Row.Role) -> Table.Row {
    row(title, "sum", columns.cells(overlaps.sum), role)
  }

  /// What the sum counts beyond the first time.
  func repeated(_ role: Table.Row.Role) -> Table.Row {
    row(
      Phrase(zh: "减：重复计算（每处只留一次）", en: "less: what is counted again (beyond the first time)"),
      "counted-again",
      figures { $0.sum - $0.union },
      role
    )
  }

  func union(_ role: Table.Row.Role) -> Table.Row {
    row(Phrase(zh: "实际占地（并集）", en: "land covered (union)"), "union", columns.cells(overlaps.union), role)
  }

  /// The pairs, and what their sum is more than what is counted again: land in three features lies in three pairs and is
  /// counted again twice.
  func pairs(_ role: Table.Row.Role) -> [Table.Row] {
    let rows = overlaps.pairs.map { pair in
      row(Phrase("\(labels[pair.first]) ∩ \(labels[pair.second])"), "pair", columns.cells(pair.area), role)
    }
    guard overlaps.pairs.count > 2 else { return rows }
    let more = figures { $0.pairs - ($0.sum - $0.union) }
    guard more.contains(where: { $0 != .decimal("0.00") && $0 != .decimal("0.0000") }) else { return rows }
    let title = Phrase(
      zh: "两两重叠多计（三重及以上）",
      en: "counted too often in the pairs (land in three or more)"
    )
    return rows + [row(title, "in-three-or-more", more, role)]
  }

  /// How the lines add up, where some land lies in three features or more.
  var caption: Phrase? {
    guard pairs(.body).count > overlaps.pairs.count else { return nil }
    return Phrase(
      zh: "重复计算＝两两重叠之和－两两重叠多计（三重的地在三对中各计一次，而只重复两次）",
      en:
        "counted again = the pairs − what they count too often (land in three lies in three pairs, and is counted again twice)"
    )
  }

  private struct Printed {
    let sum: FixedDecimal
    let union: FixedDecimal
    let pairs: FixedDecimal
  }

  /// Differences of printed figures, in each unit.
  private func figures(_ of: (Printed) -> FixedDecimal) -> [Cell] {
    columns.units.map { unit in
      let pairs = overlaps.pairs.reduce(FixedDecimal.zero) { $0 + $1.area.value(in: unit) }
      let printed = Printed(sum: overlaps.sum.value(in: unit), union: overlaps.union.value(in: unit), pairs: pairs)
      return .decimal(of(printed).description)
    }
  }

  private func row(_ title: Phrase, _ code: String, _ cells: [Cell], _ role: Table.Row.Role) -> Table.Row {
    Table.Row([.word(title, code: code)] + cells, role: role)
  }
}
