internal import Geometry

/// Splits one subject after another over the layers. Holds all working memory, so that a subject allocates nothing.
struct SubjectPartition: ~Copyable {
  /// The layers that hold any edge.
  private var layers = ScratchBuffer<LayerView>(capacity: 8)
  let slotCount: Int
  /// More edges than this in a box, and it is halved first: keeps slabs short and few states in each sweep.
  static var edgesPerSweep: Int { 256 }

  var sweep = SlabSweep()
  /// The subject's rows: their slots (ascending, without the subject's own) numbered by `rows`, and their areas.
  var rows = SetTable()
  var areas = ScratchBuffer<Double>(capacity: 64)
  /// Area in which the subject winds otherwise than once.
  var overlap = 0.0
  /// The edges met, and while a box is halved, those of its parts behind them.
  var edges = ScratchBuffer<MetEdge>(capacity: 1024)
  /// The windings of the box's corner, likewise.
  var corners = ScratchBuffer<CornerWinding>(capacity: 64)
  /// One bit for each edge of each layer: already met by this subject.
  private var marks: [UnsafeMutablePointer<UInt64>]
  private var marked = ScratchBuffer<UInt32>(capacity: 256)
  private var key = ScratchBuffer<Int32>(capacity: 64)
  private var slotOrder = ScratchBuffer<Int32>(capacity: 64)

  init(layers views: [LayerView], slotCount: Int) {
    for view in views { layers.append(view) }
    self.slotCount = slotCount
    marks = views.map { view in
      let words = view.edgeCount / 64 + 1
      let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
      bits.initialize(repeating: 0, count: words)
      return bits
    }
  }

  deinit { for bits in marks { bits.deallocate() } }

  /// Splits the polygon whose rings are given. Afterwards ``rows`` and ``areas`` hold its rows.
  /// - Parameters:
  ///   - x: all vertices' x; `rings` are offsets into them.
  ///   - y: all vertices' y.
  ///   - rings: where the subject's rings begin, and where the last ends.
  ///   - box: the subject's box.
  ///   - area: its plane area, taken as the area of its one row where no edge meets its box.
  mutating func split(
    x: UnsafePointer<Double>,
    y: UnsafePointer<Double>,
    rings: UnsafeBufferPointer<Int>,
    box: Box,
    area: Double
  ) {
    rows.removeAll()
    areas.count = 0
    edges.count = 0
    corners.count = 0
    for k in 0..<layers.count {
      if layers[k].frame.extent.intersects(box) { meet(layers[k], k, box) }
    }
    if edges.count == 0 {
      addRow(area)
      return
    }
    addSubject(x: x, y: y, rings: rings, box: box)
    split(box, firstEdge: 0, firstCorner: 0, depth: 0)
  }

  /// Area in which the polygon winds neither 0 nor 1 times.
  mutating func overlap(
    x: UnsafePointer<Double>,
    y: UnsafePointer<Double>,
    rings: UnsafeBufferPointer<Int>,
    box: Box
  ) -> Double {
    rows.removeAll()
    areas.count = 0
    edges.count = 0
    corners.count = 0
    overlap = 0
    addSubject(x: x, y: y, rings: rings, box: box)
    split(box, firstEdge: 0, firstCorner: 0, depth: 0)
    return overlap
  }

  /// Finds the layer's edges within the box, and its windings at the box's lower left corner.
  private mutating func meet(_ layer: LayerView, _ number: Int, _ box: Box) {
    let grid = layer.frame
    let i0 = grid.column(box.minX)
    let i1 = grid.column(box.maxX)
    let j0 = grid.row(box.minY)
    let j1 = grid.row(box.maxY)
    if box.minX >= grid.extent.minX && box.minY >= grid.extent.minY {
      windCorner(layer, column: i0, row: j0, x: box.minX, y: box.minY)
    }
    if i0 == i1 && j0 == j1 {
      let cell = j0 * grid.columns + i0
      for k in Int(layer.starts[cell])..<Int(layer.starts[cell + 1]) {
        meetEdge(layer, Int(layer.edges[k]), box)
      }
      return
    }
    let bits = marks[number]
    marked.count = 0
    for j in j0...j1 {
      let first = Int(layer.starts[j * grid.columns + i0])
      let last = Int(layer.starts[j * grid.columns + i1 + 1])
      for k in first..<last {
        let i = layer.edges[k]
        let bit: UInt64 = 1 << UInt64(i & 63)
        guard bits[Int(i >> 6)] & bit == 0 else { continue }
        bits[Int(i >> 6)] |= bit
        marked.append(i)
        meetEdge(layer, Int(i), box)
      }
    }
    for k in 0..<marked.count { bits[Int(marked[k] >> 6)] = 0 }
  }

  @inline(__always)
  private mutating func meetEdge(_ layer: LayerView, _ i: Int, _ box: Box) {
    let edge = layer.edge(i)
    if Self.enters(edge, box) { edges.append(MetEdge(edge: edge, sides: layer.slots(i))) }
  }

  /// False where the edge's box and `box` share no area, a line along the left or lower side included.
  @inline(__always)
  static func enters(_ edge: Edge, _ box: Box) -> Bool {
    max(edge.ax, edge.bx) > box.minX && min(edge.ax, edge.bx) < box.maxX
      && max(edge.ay, edge.by) > box.minY && min(edge.ay, edge.by) < box.maxY
  }

  /// The windings at a point of a cell: those of the cell's corner, and the edges passed on the way to the point,
  /// along the cell's lower side and then up.
  private mutating func windCorner(_ layer: LayerView, column: Int, row: Int, x: Double, y: Double) {
    let grid = layer.frame
    let cell = row * grid.columns + column
    let first = corners.count
    let place = Int(layer.windings[cell])
    for k in 0..<Int(layer.pool[place]) {
      corners.append(
        CornerWinding(slot: layer.firstSlot + layer.pool[place + 1 + 2 * k], winding: layer.pool[place + 2 + 2 * k])
      )
    }
    let cornerX = grid.originX + Double(column) * grid.cell
    let cornerY = grid.originY + Double(row) * grid.cell
    for k in Int(layer.starts[cell])..<Int(layer.starts[cell + 1]) {
      let i = Int(layer.edges[k])
      let edge = layer.edge(i)
      let change =
        edge.winding(fromX: cornerX, toX: x, y: cornerY) + edge.winding(x: x, fromY: cornerY, toY: y)
      if change != 0 { wind(layer.slots(i), by: change, from: first) }
    }
  }

  /// Changes the windings of an edge's sides in `corners[first...]`.
  @inline(__always)
  mutating func wind(_ sides: EdgeSides, by change: Int32, from first: Int) {
    if sides.left >= 0 { wind(sides.left, by: change, from: first) }
    if sides.right >= 0 { wind(sides.right, by: -change, from: first) }
  }

  private mutating func wind(_ slot: Int32, by change: Int32, from first: Int) {
    for k in first..<corners.count where corners[k].slot == slot {
      corners.base[k].winding += change
      return
    }
    corners.append(CornerWinding(slot: slot, winding: change))
  }

  /// Adds the subject's own edges, as slot 0.
  private mutating func addSubject(
    x: UnsafePointer<Double>,
    y: UnsafePointer<Double>,
    rings: UnsafeBufferPointer<Int>,
    box: Box
  ) {
    var winding: Int32 = 0
    for ring in 0..<(rings.count - 1) {
      guard rings[ring + 1] - rings[ring] >= 4 else { continue }
      for i in rings[ring]..<(rings[ring + 1] - 1) {
        let edge = Edge(ax: x[i], ay: y[i], bx: x[i + 1], by: y[i + 1])
        if edge.straddles(y: box.minY) && edge.isLeftOf(x: box.minX, y: box.minY) { winding += edge.rightwards }
        if Self.enters(edge, box) { edges.append(MetEdge(edge: edge, sides: EdgeSides(left: 0, right: -1))) }
      }
    }
    if winding != 0 { corners.append(CornerWinding(slot: 0, winding: winding)) }
  }
}

extension SubjectPartition {
  /// A row without a sweep: the whole subject lies in the slots that wind round the corner.
  private mutating func addRow(_ area: Double) {
    key.count = 0
    for k in 0..<corners.count where corners[k].winding != 0 { insertKey(corners[k].slot) }
    let id = rows.id(of: UnsafeBufferPointer(start: key.base, count: key.count))
    assert(id == 0)
    areas.append(area)
  }

  private mutating func insertKey(_ slot: Int32) {
    key.append(slot)
    var k = key.count - 1
    while k > 0 && key[k - 1] > slot {
      key[k] = key[k - 1]
      k -= 1
    }
    key[k] = slot
  }

  /// Sweeps the box and adds the areas of the states within the subject to the rows.
  mutating func sweepBox(_ box: Box, firstEdge: Int, firstCorner: Int) {
    sweep.split(
      box,
      edges: UnsafeBufferPointer(start: edges.base + firstEdge, count: edges.count - firstEdge),
      corner: UnsafeBufferPointer(start: corners.base + firstCorner, count: corners.count - firstCorner),
      slots: slotCount
    )
    orderSlots()
    for state in 0..<sweep.states.count {
      let area = sweep.states.areas[state]
      guard area != 0, sweep.states.isInside(state, slot: 0) else { continue }
      if sweep.states.winding(state, slot: 0) != 1 { overlap += area }
      key.count = 0
      for k in 0..<slotOrder.count where sweep.states.isInside(state, slot: Int(slotOrder[k])) {
        key.append(sweep.states.slots[Int(slotOrder[k])])
      }
      let id = rows.id(of: UnsafeBufferPointer(start: key.base, count: key.count))
      if id == areas.count { areas.append(area) } else { areas.base[id] += area }
    }
  }

  /// The sweep's local slots by ascending global slot, without the subject's.
  private mutating func orderSlots() {
    slotOrder.count = 0
    for local in 1..<max(sweep.states.slots.count, 1) {
      let slot = sweep.states.slots[local]
      slotOrder.append(Int32(truncatingIfNeeded: local))
      var k = slotOrder.count - 1
      while k > 0 && sweep.states.slots[Int(slotOrder[k - 1])] > slot {
        slotOrder[k] = slotOrder[k - 1]
        k -= 1
      }
      slotOrder[k] = Int32(truncatingIfNeeded: local)
    }
  }
}
