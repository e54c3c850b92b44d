/// Snap rounding (Hobby 1999): cuts segments wherever they meet and puts every meeting point on the millimetre grid,
/// so that no two segments of the result cross, touch in an interior point, or overlap.
struct Noder {
  /// Cells of 65.536 m.
  private static let shift = 16

  private struct Cell: Hashable {
    var x: Int
    var y: Int
  }

  /// The noded segments, each once, sorted.
  static func node(_ input: some Sequence<Segment>) -> [Segment] {
    var segments = Set(input.filter { $0.a != $0.b })
    // Rounding may bend a segment over a neighbour's end; the second pass is nearly always the last.
    for _ in 0..<8 {
      let next = pass(segments.sorted { ($0.a, $0.b) < ($1.a, $1.b) })
      if next == segments { break }
      segments = next
    }
    return segments.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
  }

  private static func cells(_ s: Segment, margin: Int) -> [Cell] {
    let x0 = (min(s.a.x, s.b.x) - margin) >> shift
    let x1 = (max(s.a.x, s.b.x) + margin) >> shift
    let y0 = (min(s.a.y, s.b.y) - margin) >> shift
    let y1 = (max(s.a.y, s.b.y) + margin) >> shift
    var result: [Cell] = []
    for cx in x0...x1 {
      for cy in y0...y1 { result.append(Cell(x: cx, y: cy)) }
    }
    return result
  }

  private static func pass(_ segments: [Segment]) -> Set<Segment> {
    var bySegment: [Cell: [Int]] = [:]
    for (i, s) in segments.enumerated() {
      for cell in cells(s, margin: 0) { bySegment[cell, default: []].append(i) }
    }
    var hot: Set<GridPoint> = []
    for s in segments {
      hot.insert(s.a)
      hot.insert(s.b)
    }
    for members in bySegment.values {
      for (k, i) in members.enumerated() {
        for j in members[(k + 1)...] {
          if let p = crossing(segments[i], segments[j]) { hot.insert(p) }
        }
      }
    }
    var byPoint: [Cell: [GridPoint]] = [:]
    for p in hot { byPoint[Cell(x: p.x >> shift, y: p.y >> shift), default: []].append(p) }
    var result: Set<Segment> = []
    for s in segments {
      var on: [GridPoint] = []
      for cell in cells(s, margin: 1) {
        for p in byPoint[cell] ?? [] where passes(s, through: p) { on.append(p) }
      }
      let dx = s.b.x - s.a.x
      let dy = s.b.y - s.a.y
      let along = { (p: GridPoint) in (p.x - s.a.x) * dx + (p.y - s.a.y) * dy }
      on.sort { (along($0), $0) < (along($1), $1) }
      for (p, q) in zip(on, on.dropFirst()) where p != q { result.insert(Segment(p, q)) }
    }
    return result
  }

  /// True where the segment meets the closed square of one grid unit around `p`.
  private static func passes(_ s: Segment, through p: GridPoint) -> Bool {
    guard p.x >= min(s.a.x, s.b.x), p.x <= max(s.a.x, s.b.x), p.y >= min(s.a.y, s.b.y), p.y <= max(s.a.y, s.b.y)
    else { return false }
    return 2 * abs(orientation(s.a, s.b, p)) <= abs(s.b.x - s.a.x) + abs(s.b.y - s.a.y)
  }

  /// The proper crossing of two segments, on the grid; nil where they do not cross. End points are hot anyway.
  private static func crossing(_ s: Segment, _ t: Segment) -> GridPoint? {
    guard max(s.a.x, s.b.x) >= min(t.a.x, t.b.x), max(t.a.x, t.b.x) >= min(s.a.x, s.b.x),
      max(s.a.y, s.b.y) >= min(t.a.y, t.b.y), max(t.a.y, t.b.y) >= min(s.a.y, s.b.y)
    else { return nil }
    let o1 = orientation(t.a, t.b, s.a)
    let o2 = orientation(t.a, t.b, s.b)
    let o3 = orientation(s.a, s.b, t.a)
    let o4 = orientation(s.a, s.b, t.b)
    guard (o1 > 0) != (o2 > 0), (o3 > 0) != (o4 > 0), o1 != o2 else { return nil }
    let fraction = Double(o1) / Double(o1 - o2)
    let x = Double(s.a.x) + Double(s.b.x - s.a.x) * fraction
    let y = Double(s.a.y) + Double(s.b.y - s.a.y) * fraction
    return GridPoint(x: Int(x.rounded()), y: Int(y.rounded()))
  }
}
