/// How wide the columns of a table may be, and which stand beside each other.
package struct TextColumns {
  /// The most terminal columns of a text that is not cut or run on, and of one that is long.
  static let ordinary = 40
  static let prose = 72
  /// Texts longer than this are prose.
  private static let long = 100
  private static let narrowest = 12
  /// Prose that is narrower is no longer read.
  private static let narrowestProse = 28
  /// A word longer than this may be broken.
  private static let longestWord = 40
  static let gap = 2

  /// What a column asks for.
  package struct Need: Sendable {
    /// The width that it would have with all the room there is.
    package var natural: Int
    /// The width below which words would be broken or heads fall into letters.
    package var least: Int

    /// - Parameters:
    ///   - head: the column's heading.
    ///   - cells: its cells.
    ///   - alignment: leading for texts.
    package init(head: String, cells: [String], _ alignment: TableColumn.Alignment) {
      let widest = cells.reduce(0) { max($0, displayWidth($1)) }
      let headWidth = displayWidth(head)
      let limit = widest > TextColumns.long ? TextColumns.prose : TextColumns.ordinary
      natural = max(headWidth, alignment == .leading ? min(widest, limit) : widest)
      let ofHead = min(headWidth, max(LandReport.longestWord(head), 8))
      let ofCells = min(cells.reduce(0) { max($0, LandReport.longestWord($1)) }, TextColumns.longestWord)
      let ofText =
        alignment == .trailing
        ? 0 : natural > TextColumns.ordinary ? TextColumns.narrowestProse : TextColumns.narrowest
      least = min(natural, max(ofHead, ofCells, min(ofText, widest)))
    }
  }

  /// The columns that stand beside each other, with their widths. Where they do not all fit, the first is repeated before
  /// each group of the others.
  ///
  /// - Parameter room: the terminal's columns; nil: all that the columns want.
  package static func groups(_ needs: [Need], within room: Int?) -> [[(column: Int, width: Int)]] {
    let all = needs.map(\.natural)
    guard let room, sum(all) > room, needs.count > 1 else {
      let widths = room.map { room in all.map { min($0, max(room, 2)) } } ?? all
      return [Array(zip(needs.indices, widths)).map { ($0, $1) }]
    }
    var least = needs.map(\.least)
    least[0] = min(least[0], max(room / 2, 2))
    for column in least.indices.dropFirst() { least[column] = min(least[column], max(room - least[0] - gap, 2)) }
    var groups: [[Int]] = [[0]]
    var used = least[0]
    for column in needs.indices.dropFirst() {
      if used + gap + least[column] > room, (groups.last?.count ?? 0) > 1 {
        groups.append([0])
        used = least[0]
      }
      groups[groups.count - 1].append(column)
      used += gap + least[column]
    }
    return groups.map { group in
      let widths = fitted(group.map { max(needs[$0].natural, least[$0]) }, least: group.map { least[$0] }, room)
      return Array(zip(group, widths)).map { ($0, $1) }
    }
  }

  /// The widths with the widest giving way first, down to the least of each.
  private static func fitted(_ natural: [Int], least: [Int], _ room: Int) -> [Int] {
    var widths = natural
    var excess = sum(widths) - room
    while excess > 0 {
      let flexible = widths.indices.filter { widths[$0] > least[$0] }
      guard let widest = flexible.max(by: { (widths[$0], $1) < (widths[$1], $0) }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private static func sum(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * max(0, widths.count - 1) }
}
