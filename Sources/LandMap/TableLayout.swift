import Foundation
import Geometry
import LandReport

/// How a table fits under a map: its columns' widths, and how many times it is set side by side.
public struct TableLayout: Sendable {
  let size: Double
  let rowHeight: Double
  let widths: [Double]
  /// How many times the columns stand side by side, and the rows of each.
  let groups: Int
  let rowsPerGroup: Int
  /// Rows that there is room for.
  let shown: Int
  let height: Double

  static let gap = 3.0

  /// - Parameters:
  ///   - width: of the room, mm.
  ///   - most: of the height, mm.
  init(_ table: MapTable, width: Double, most: Double, enlargement k: Double, language: Language) {
    size = 2.1 * k
    rowHeight = 3.5 * k
    let letters = size
    var natural = table.columns.indices.map { column -> Double in
      let cells = [table.columns[column].title] + table.rows.map { $0[column] }
      let longest = cells.map { TableLayout.ems($0[language]) }.max() ?? 0
      return min(longest * letters, 85 * k) + 2 * k
    }
    var total = natural.reduce(0, +)
    // Columns of words give way first.
    while total > width, let widest = natural.indices.max(by: { natural[$0] < natural[$1] }) {
      let cut = min(total - width, natural[widest] * 0.2)
      natural[widest] -= cut
      total -= cut
      if cut < 0.01 { break }
    }
    let gap = Self.gap * k
    let fitting = max(Int((width + gap) / (total + gap)), 1)
    // A title, a line of column names, and no more height than a map can spare.
    let capacity = max(Int((most - Self.head * k) / rowHeight) - 1, 1)
    groups = min(fitting, max((table.rows.count + 5) / 6, 1))
    let needed = (table.rows.count + groups - 1) / groups
    rowsPerGroup = min(needed, capacity)
    shown = min(table.rows.count, rowsPerGroup * groups)
    let room = (width - gap * Double(groups - 1)) / Double(groups)
    let stretch = min(room / total, 1.5)
    widths = natural.map { $0 * stretch }
    height = Self.head * k + rowHeight * Double(rowsPerGroup + 1)
  }

  /// Height of the title.
  static let head = 5.0

  /// A text's width in sizes of its letters, near enough for columns.
  static func ems(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 1 : $1.value < 0x7F ? 0.56 : 0.7) }
  }
}
