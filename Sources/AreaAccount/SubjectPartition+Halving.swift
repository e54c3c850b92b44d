internal import Geometry

extension SubjectPartition {
  /// Splits a box: by one sweep where its edges are few, else by halves across its longer side.
  ///
  /// `edges[firstEdge...]` are those that enter the box, `corners[firstCorner...]` the windings of its corner.
  mutating func split(_ box: Box, firstEdge: Int, firstCorner: Int, depth: Int) {
    let lastEdge = edges.count
    let lastCorner = corners.count
    let isWide = box.width >= box.height
    let middle = isWide ? box.midX : box.midY
    let canHalve = isWide ? middle > box.minX && middle < box.maxX : middle > box.minY && middle < box.maxY
    guard lastEdge - firstEdge > Self.edgesPerSweep, depth < 40, canHalve else {
      sweepBox(box, firstEdge: firstEdge, firstCorner: firstCorner)
      return
    }
    var low = box
    var high = box
    if isWide {
      low.maxX = middle
      high.minX = middle
    } else {
      low.maxY = middle
      high.minY = middle
    }
    let inLow = count(in: low, firstEdge..<lastEdge)
    let inHigh = count(in: high, firstEdge..<lastEdge)
    // Edges that all pass through both halves (a star's centre) are no fewer there.
    if inLow + inHigh > 2 * (lastEdge - firstEdge) * 9 / 10 {
      sweepBox(box, firstEdge: firstEdge, firstCorner: firstCorner)
      return
    }
    for half in [low, high] {
      copyCorner(of: box, to: half, edges: firstEdge..<lastEdge, corners: firstCorner..<lastCorner)
      for k in firstEdge..<lastEdge where Self.enters(edges[k].edge, half) { edges.append(edges[k]) }
      if concerns(half, firstEdge: lastEdge, firstCorner: lastCorner) {
        split(half, firstEdge: lastEdge, firstCorner: lastCorner, depth: depth + 1)
      }
      edges.count = lastEdge
      corners.count = lastCorner
    }
  }

  private func count(in box: Box, _ range: Range<Int>) -> Int {
    var count = 0
    for k in range where Self.enters(edges[k].edge, box) { count += 1 }
    return count
  }

  /// Appends the windings of the half's corner: the box's own, and the edges between the two corners.
  private mutating func copyCorner(of box: Box, to half: Box, edges range: Range<Int>, corners known: Range<Int>) {
    let first = corners.count
    for k in known where corners[k].winding != 0 { corners.append(corners[k]) }
    guard half.minX != box.minX || half.minY != box.minY else { return }
    for k in range {
      let met = edges[k]
      let change =
        half.minX != box.minX
        ? met.edge.winding(fromX: box.minX, toX: half.minX, y: box.minY)
        : met.edge.winding(x: box.minX, fromY: box.minY, toY: half.minY)
      if change != 0 { wind(met.sides, by: change, from: first) }
    }
  }

  /// False where the subject does not reach into the box.
  private func concerns(_ box: Box, firstEdge: Int, firstCorner: Int) -> Bool {
    for k in firstCorner..<corners.count where corners[k].slot == 0 && corners[k].winding != 0 { return true }
    for k in firstEdge..<edges.count where edges[k].sides.left == 0 { return true }
    return false
  }
}
