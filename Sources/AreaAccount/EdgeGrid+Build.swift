internal import Geometry

extension EdgeGrid {
  /// Indexes the rings of every polygon feature whose class is not negative.
  init(_ geometry: GeometryColumns, classes featureClasses: [Int32]) {
    sides = [EdgeSides](repeating: .none, count: geometry.vertexCount)
    var edgeCount = 0
    for feature in 0..<geometry.count {
      let label = featureClasses[feature]
      let kind = geometry.kinds[feature]
      guard label >= 0, kind.isPolygonal || kind == .collection else { continue }
      for ring in geometry.rings(of: feature) {
        let vertices = geometry.vertices(ofRing: ring)
        guard vertices.count >= 4 else { continue }
        edgeCount += vertices.count - 1
        for i in vertices.lowerBound..<(vertices.upperBound - 1) {
          sides[i].left = label
          frame.extent.extend(x: geometry.x[i], y: geometry.y[i])
        }
      }
    }
    guard edgeCount > 0 else { return }
    frame.layOut(edgeCount: edgeCount)
    geometry.x.withUnsafeBufferPointer { x in
      geometry.y.withUnsafeBufferPointer { y in
        fillEdges(x: x, y: y)
        joinTwins(x: x, y: y)
        fillWindings(x: x, y: y)
      }
    }
  }

  /// Lists for each cell the edges that may touch it.
  private mutating func fillEdges(x: UnsafeBufferPointer<Double>, y: UnsafeBufferPointer<Double>) {
    let frame = frame
    let lists = sides.withUnsafeBufferPointer { sides in
      CellLists(cells: frame.columns * frame.rows, items: sides.count) { i, put in
        guard !sides[i].isNone else { return }
        frame.forEachCell(Edge(ax: x[i], ay: y[i], bx: x[i + 1], by: y[i + 1])) { put($0, UInt32(i)) }
      }
    }
    starts = lists.starts
    edges = lists.values
  }
}

extension EdgeGrid {
  private struct Winding {
    var label: Int32
    var winding: Int32
  }

  /// Finds how often each class winds round each cell's lower left corner: along each row's lower line, every
  /// edge that crosses it changes the winding of all corners to its right.
  private mutating func fillWindings(x: UnsafeBufferPointer<Double>, y: UnsafeBufferPointer<Double>) {
    let frame = frame
    let crossings = sides.withUnsafeBufferPointer { sides in
      CellLists(cells: frame.columns * frame.rows, items: sides.count) { i, put in
        guard !sides[i].isNone else { return }
        let edge = Edge(ax: x[i], ay: y[i], bx: x[i + 1], by: y[i + 1])
        // The edge, and which way its sides change.
        let value = UInt32(i) << 1 | (edge.rightwards > 0 ? 1 : 0)
        frame.forEachCrossing(edge) { put($0, value) }
      }
    }
    poolWindings(crossings)
  }

  /// Sums the crossings along each row, and notes the windings wherever they change.
  private mutating func poolWindings(_ crossings: CellLists) {
    windings = [UInt32](repeating: 0, count: frame.columns * frame.rows)
    var current: [Winding] = []
    for row in 0..<frame.rows {
      current.removeAll(keepingCapacity: true)
      var place: UInt32 = 0
      for c in (row * frame.columns)..<((row + 1) * frame.columns) {
        let here = Int(crossings.starts[c])..<Int(crossings.starts[c + 1])
        if !here.isEmpty {
          for k in here {
            let value = crossings.values[k]
            let edge = sides[Int(value >> 1)]
            let change: Int32 = value & 1 == 1 ? 1 : -1
            Self.add(change, to: edge.left, in: &current)
            Self.add(-change, to: edge.right, in: &current)
          }
          place = current.isEmpty ? 0 : UInt32(pool.count)
          if !current.isEmpty { pool.append(Int32(current.count)) }
          for entry in current {
            pool.append(entry.label)
            pool.append(entry.winding)
          }
        }
        windings[c] = place
      }
    }
  }

  private static func add(_ change: Int32, to label: Int32, in current: inout [Winding]) {
    guard label >= 0 else { return }
    guard let k = current.firstIndex(where: { $0.label == label }) else {
      current.append(Winding(label: label, winding: change))
      return
    }
    current[k].winding += change
    if current[k].winding == 0 { current.remove(at: k) }
  }
}

extension GridFrame {
  /// Chooses the cells: square, about one for each two edges, but enough of them that a layer of a few long edges
  /// still answers most boxes from an empty cell.
  fileprivate mutating func layOut(edgeCount: Int) {
    let wanted = Double(min(max(edgeCount / 2, 16_384), 1 << 22))
    let width = extent.width
    let height = extent.height
    // Callers refuse such coordinates by feature; here they share one cell.
    guard (width + height).isFinite else {
      (cell, inverse, originX, originY, columns, rows) = (1, 0, 0, 0, 1, 1)
      return
    }
    let span = max(width, height)
    let size = max(abs(extent.minX), abs(extent.maxX), abs(extent.minY), abs(extent.maxY))
    // No cell so small that rounding of coordinates matters to which cell an edge is in.
    let smallest = max(size * 0x1p-30, Double.leastNormalMagnitude * 0x1p64)
    cell = max((width * height / wanted).squareRoot(), span / 16_384, smallest)
    inverse = 1 / cell
    originX = extent.minX
    originY = extent.minY
    columns = Int(width * inverse) + 1
    rows = Int(height * inverse) + 1
  }

  /// A margin in cells that is far above the rounding of a cell number and far below a cell.
  private static var margin: Double { 1e-6 }

  /// Calls `body` with every cell that the edge touches, and perhaps some that it nearly touches.
  @inline(__always)
  fileprivate func forEachCell(_ edge: Edge, _ body: (Int) -> Void) {
    let margin = Self.margin
    let ua = (edge.ax - originX) * inverse
    let ub = (edge.bx - originX) * inverse
    let va = (edge.ay - originY) * inverse
    let vb = (edge.by - originY) * inverse
    let firstColumn = max(Int(min(ua, ub) - margin), 0)
    let lastColumn = min(Int(max(ua, ub) + margin), columns - 1)
    let firstRow = max(Int(min(va, vb) - margin), 0)
    let lastRow = min(Int(max(va, vb) + margin), rows - 1)
    if firstRow == lastRow || firstColumn == lastColumn || va == vb {
      for row in firstRow...lastRow {
        for column in firstColumn...lastColumn { body(row * columns + column) }
      }
      return
    }
    // Columns that the edge takes up within each row.
    let slope = (ub - ua) / (vb - va)
    for row in firstRow...lastRow {
      let low = min(max(Double(row) - margin, min(va, vb)), max(va, vb))
      let high = min(max(Double(row + 1) + margin, min(va, vb)), max(va, vb))
      let p = ua + (low - va) * slope
      let q = ua + (high - va) * slope
      let first = max(Int(min(p, q) - margin), firstColumn)
      let last = min(Int(max(p, q) + margin), lastColumn)
      if first <= last { for column in first...last { body(row * columns + column) } }
    }
  }

  /// Calls `body` with the first cell of each row whose lower left corner lies right of the edge.
  @inline(__always)
  fileprivate func forEachCrossing(_ edge: Edge, _ body: (Int) -> Void) {
    let margin = Self.margin
    let va = (edge.ay - originY) * inverse
    let vb = (edge.by - originY) * inverse
    let first = max(Int((min(va, vb) - margin).rounded(.up)), 0)
    let last = min(Int(max(va, vb) + margin), rows - 1)
    guard first <= last else { return }
    for row in first...last {
      let line = originY + Double(row) * cell
      guard edge.straddles(y: line) else { continue }
      let part = (line - edge.ay) / (edge.by - edge.ay)
      let u = (edge.ax + (edge.bx - edge.ax) * part - originX) * inverse
      var column = max(Int(u - margin), 0)
      while column < columns && !edge.isLeftOf(x: originX + Double(column) * cell, y: line) { column += 1 }
      if column < columns { body(row * columns + column) }
    }
  }
}
