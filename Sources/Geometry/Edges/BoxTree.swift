/// A packed R-tree over boxes, filled once (sort-tile-recursive, Leutenegger, Lopez and Edgington 1997). Immutable, so
/// that any number of threads may ask it.
public struct BoxTree: Sendable {
  private static let width = 16
  /// Boxes of all levels: items first, then their parents, the root last.
  private var boxes: [Box] = []
  /// For items, the number of the box given; for nodes, the place of their first child.
  private var targets: [UInt32] = []
  /// Where each level starts; level 0 are the items.
  private var levels: [Int] = [0]

  /// An index over boxes; item `i` is `boxes[i]`. Empty boxes are left out.
  public init(_ items: [Box]) {
    let used = items.indices.filter { !items[$0].isEmpty }
    let nodes = (used.count + Self.width - 1) / Self.width
    let slices = max(1, Int(Double(nodes).squareRoot().rounded(.up)))
    let perSlice = max(1, (used.count + slices - 1) / slices)
    let byX = used.map { (items[$0].midX, $0) }.sorted { $0 < $1 }
    for start in stride(from: 0, to: byX.count, by: perSlice) {
      let slice = byX[start..<min(start + perSlice, byX.count)].map { (items[$0.1].midY, $0.1) }.sorted { $0 < $1 }
      for (_, item) in slice {
        boxes.append(items[item])
        targets.append(UInt32(item))
      }
    }
    addParents()
  }

  private mutating func addParents() {
    var start = 0
    while boxes.count - start > 1 {
      let end = boxes.count
      levels.append(end)
      for child in stride(from: start, to: end, by: Self.width) {
        var box = Box.empty
        for member in child..<min(child + Self.width, end) { box.extend(boxes[member]) }
        boxes.append(box)
        targets.append(UInt32(child))
      }
      start = end
    }
  }

  /// Calls `body` with each item whose box shares at least a point with `box`, in the order of the tree.
  public func forEach(in box: Box, _ body: (Int) -> Void) {
    guard !boxes.isEmpty else { return }
    visit(boxes.count - 1, level: levels.count - 1, box, body)
  }

  /// Whether any item's box shares at least a point with `box`.
  public func hasItem(in box: Box) -> Bool {
    !boxes.isEmpty && hasItem(under: boxes.count - 1, level: levels.count - 1, box)
  }

  private func hasItem(under node: Int, level: Int, _ box: Box) -> Bool {
    guard boxes[node].intersects(box) else { return false }
    if level == 0 { return true }
    let first = Int(targets[node])
    return (first..<min(first + Self.width, levels[level])).contains { hasItem(under: $0, level: level - 1, box) }
  }

  /// The items whose boxes share at least a point with `box`, in ascending order.
  public func items(in box: Box) -> [Int] {
    var found: [Int] = []
    forEach(in: box) { found.append($0) }
    return found.sorted()
  }

  private func visit(_ node: Int, level: Int, _ box: Box, _ body: (Int) -> Void) {
    guard boxes[node].intersects(box) else { return }
    if level == 0 {
      body(Int(targets[node]))
      return
    }
    let first = Int(targets[node])
    for child in first..<min(first + Self.width, levels[level]) { visit(child, level: level - 1, box, body) }
  }
}
