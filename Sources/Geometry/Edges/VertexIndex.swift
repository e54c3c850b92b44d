/// Which of some vertices lie at a place, by its exact coordinates.
package struct VertexIndex: Sendable {
  private let x: [Double]
  private let y: [Double]
  /// Each slot leads to a vertex, counted from 1; from there `next` leads on to others of the slot.
  private var slots: [UInt32]
  private var next: [UInt32]

  /// - Parameters:
  ///   - geometry: where the vertices are.
  ///   - vertices: the vertices to find; the index answers with their places in this list.
  package init(_ geometry: GeometryColumns, vertices: [Int]) {
    x = vertices.map { geometry.x[$0] }
    y = vertices.map { geometry.y[$0] }
    var size = 16
    while size < vertices.count * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    next = [UInt32](repeating: 0, count: vertices.count)
    for place in vertices.indices {
      let slot = slot(x[place], y[place])
      next[place] = slots[slot]
      slots[slot] = UInt32(place + 1)
    }
  }

  private func slot(_ x: Double, _ y: Double) -> Int {
    Int(truncatingIfNeeded: EdgeHash.vertex(x, y)) & (slots.count - 1)
  }

  /// Calls `body` with each vertex at the place, in no order of meaning.
  package func forEach(x px: Double, y py: Double, _ body: (Int) -> Void) {
    var entry = slots[slot(px, py)]
    while entry != 0 {
      let place = Int(entry) - 1
      if x[place] == px && y[place] == py { body(place) }
      entry = next[place]
    }
  }
}
