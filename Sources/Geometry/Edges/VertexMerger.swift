/// Numbers vertices so that those within a tolerance of one another share a number: that of whichever came first.
struct VertexMerger {
  private(set) var x: [Double] = []
  private(set) var y: [Double] = []
  private var slots: [UInt32]
  private var next: [UInt32] = []
  private let tolerance: Double
  private let inverse: Double

  init(tolerance: Double, expected: Int) {
    self.tolerance = tolerance
    // Few vertices lie within the tolerance of a cell's side, and need a look at the neighbours.
    inverse = 1 / (tolerance * 64)
    var size = 64
    while size < expected * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    x.reserveCapacity(expected)
    y.reserveCapacity(expected)
  }

  var count: Int { x.count }

  /// The number of the vertex at, or within the tolerance of, a place; a new one where there is none.
  mutating func number(x px: Double, y py: Double) -> Int {
    let column = (px * inverse).rounded(.down)
    let row = (py * inverse).rounded(.down)
    let du = px * inverse - column
    let dv = py * inverse - row
    let edge = 1.0 / 64
    for dRow in (dv <= edge ? -1 : 0)...(dv >= 1 - edge ? 1 : 0) {
      for dColumn in (du <= edge ? -1 : 0)...(du >= 1 - edge ? 1 : 0) {
        var entry = slots[slot(column + Double(dColumn), row + Double(dRow))]
        while entry != 0 {
          let vertex = Int(entry) - 1
          let dx = x[vertex] - px
          let dy = y[vertex] - py
          if dx * dx + dy * dy <= tolerance * tolerance { return vertex }
          entry = next[vertex]
        }
      }
    }
    if x.count >= slots.count { grow() }
    x.append(px)
    y.append(py)
    next.append(0)
    insert(x.count - 1)
    return x.count - 1
  }

  @inline(__always)
  private func slot(_ column: Double, _ row: Double) -> Int {
    Int(truncatingIfNeeded: EdgeHash.vertex(column, row)) & (slots.count - 1)
  }

  private mutating func insert(_ vertex: Int) {
    let slot = slot((x[vertex] * inverse).rounded(.down), (y[vertex] * inverse).rounded(.down))
    next[vertex] = slots[slot]
    slots[slot] = UInt32(vertex + 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for vertex in x.indices { insert(vertex) }
  }
}
