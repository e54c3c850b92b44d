import Geometry

/// Boxes of places where something may be wrong, asked of every feature whether it meets one. A coarse picture of where
/// the places lie answers nearly all that do not, in a few steps; the others go to a tree.
struct SuspectPlaces: Sendable {
  private static let cells = 512
  private let tree: BoxTree
  private let extent: Box
  private let columnsPerUnit: Double
  private let rowsPerUnit: Double
  /// For each corner of a cell how many cells with a place lie to its left and below.
  private var sums: [Int32] = []

  init(_ places: [Box]) {
    tree = BoxTree(places)
    var extent = Box.empty
    for place in places { extent.extend(place) }
    self.extent = extent
    let cells = Self.cells
    columnsPerUnit = extent.width > 0 ? Double(cells) / extent.width : 0
    rowsPerUnit = extent.height > 0 ? Double(cells) / extent.height : 0
    var starts = [Int32](repeating: 0, count: (cells + 1) * (cells + 1))
    for place in places where !place.isEmpty {
      let (columns, rows) = (self.columns(of: place), self.rows(of: place))
      starts[rows.lowerBound * (cells + 1) + columns.lowerBound] += 1
      starts[rows.lowerBound * (cells + 1) + columns.upperBound + 1] -= 1
      starts[(rows.upperBound + 1) * (cells + 1) + columns.lowerBound] -= 1
      starts[(rows.upperBound + 1) * (cells + 1) + columns.upperBound + 1] += 1
    }
    // Summed once, how many places a cell has; that reduced to 0 or 1 and summed again, the picture.
    let counts = Self.summed(starts, width: cells + 1)
    var shifted = [Int32](repeating: 0, count: (cells + 1) * (cells + 1))
    for row in 0..<cells {
      for column in 0..<cells where counts[row * (cells + 1) + column] > 0 {
        shifted[(row + 1) * (cells + 1) + column + 1] = 1
      }
    }
    sums = Self.summed(shifted, width: cells + 1)
  }

  /// Whether the box shares at least a point with a place's box.
  func meet(_ box: Box) -> Bool {
    guard box.intersects(extent) else { return false }
    let (columns, rows) = (columns(of: box), rows(of: box))
    let (low, high) = (rows.lowerBound * (Self.cells + 1), (rows.upperBound + 1) * (Self.cells + 1))
    let (left, right) = (columns.lowerBound, columns.upperBound + 1)
    guard sums[high + right] - sums[high + left] - sums[low + right] + sums[low + left] > 0 else { return false }
    return tree.hasItem(in: box)
  }

  private func columns(of box: Box) -> ClosedRange<Int> {
    Self.cell((box.minX - extent.minX) * columnsPerUnit)...Self.cell((box.maxX - extent.minX) * columnsPerUnit)
  }

  private func rows(of box: Box) -> ClosedRange<Int> {
    Self.cell((box.minY - extent.minY) * rowsPerUnit)...Self.cell((box.maxY - extent.minY) * rowsPerUnit)
  }

  /// Never falls as the place grows, so that boxes which meet have a cell in common.
  private static func cell(_ place: Double) -> Int {
    Int(min(max(place, 0), Double(cells - 1)))
  }

  /// Each number with all those to its left and below added.
  private static func summed(_ numbers: [Int32], width: Int) -> [Int32] {
    var sums = numbers
    for row in 0..<width {
      var line: Int32 = 0
      for column in 0..<width {
        line += numbers[row * width + column]
        sums[row * width + column] = line + (row > 0 ? sums[(row - 1) * width + column] : 0)
      }
    }
    return sums
  }
}
