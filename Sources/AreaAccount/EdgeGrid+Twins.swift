internal import Geometry

extension EdgeGrid {
  /// Joins each edge to its twin, the same edge the other way round of another polygon: one edge with a class on
  /// either side remains, none where both sides are of one class. Lots of a fabric share nearly all their edges.
  ///
  /// Twins lie in the same cells; they are sought in the cell of their lower left end.
  mutating func joinTwins(x: UnsafeBufferPointer<Double>, y: UnsafeBufferPointer<Double>) {
    let frame = frame
    let cells = starts.count - 1
    let parts = workers(for: edges.count)
    starts.withUnsafeBufferPointer { starts in
      edges.withUnsafeBufferPointer { edges in
        sides.withUnsafeMutableBufferPointer { sides in
          guard let sides = sides.baseAddress else { return }
          // An edge and its twin are changed by the one cell of their left end alone: threads never meet.
          inParallel(parts) { part in
            for cell in (cells * part / parts)..<(cells * (part + 1) / parts) {
              let here = UnsafeBufferPointer(rebasing: edges[Int(starts[cell])..<Int(starts[cell + 1])])
              for i in here where frame.isLeftEnd(Int(i), in: cell, x, y) {
                Self.join(Int(i), among: here, x, y, sides)
              }
            }
          }
        }
      }
    }
    dropEmptyEdges()
  }

  /// Looks for the twin of edge i and joins the two.
  @inline(__always)
  private static func join(
    _ i: Int,
    among edges: UnsafeBufferPointer<UInt32>,
    _ x: UnsafeBufferPointer<Double>,
    _ y: UnsafeBufferPointer<Double>,
    _ sides: UnsafeMutablePointer<EdgeSides>
  ) {
    guard sides[i].left >= 0, sides[i].right < 0 else { return }
    for edge in edges {
      let j = Int(edge)
      guard x[j + 1] == x[i], x[j] == x[i + 1], y[j + 1] == y[i], y[j] == y[i + 1] else { continue }
      guard sides[j].left >= 0, sides[j].right < 0 else { continue }
      sides[i].right = sides[j].left
      sides[j] = .none
      if sides[i].left == sides[i].right { sides[i] = .none }
      return
    }
  }

  /// Takes edges without a class from the cells' lists.
  private mutating func dropEmptyEdges() {
    var kept = 0
    for cell in 0..<(starts.count - 1) {
      let range = Int(starts[cell])..<Int(starts[cell + 1])
      starts[cell] = UInt32(kept)
      for k in range where !sides[Int(edges[k])].isNone {
        edges[kept] = edges[k]
        kept += 1
      }
    }
    starts[starts.count - 1] = UInt32(kept)
    edges.removeLast(edges.count - kept)
  }
}

extension GridFrame {
  /// Whether edge i starts in the cell and runs to the right (straight up counts), as one of two twins does.
  @inline(__always)
  fileprivate func isLeftEnd(
    _ i: Int,
    in cell: Int,
    _ x: UnsafeBufferPointer<Double>,
    _ y: UnsafeBufferPointer<Double>
  ) -> Bool {
    (x[i] < x[i + 1] || (x[i] == x[i + 1] && y[i] < y[i + 1])) && row(y[i]) * columns + column(x[i]) == cell
  }
}
