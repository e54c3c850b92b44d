/// Cuts segments at every place where they meet: a vertex on another's inside, a crossing, a stretch in common.
struct SegmentCutter {
  /// A piece of a segment between two vertices, `low` < `high` by number; `step` is 1 where it runs from low to high.
  struct Piece {
    var low: UInt32
    var high: UInt32
    var step: Int32
    var isScope: Bool
  }

  private struct Cut {
    var segment: UInt32
    var vertex: UInt32
    /// How far along the segment, 0 to 1.
    var place: Double
  }

  private(set) var vertices: VertexMerger
  private let segments: [CoverArrangement.Segment]
  private let tolerance: Double
  private var first: [Int] = []
  private var last: [Int] = []
  private var cuts: [Cut] = []

  init(_ segments: [CoverArrangement.Segment], tolerance: Double, vertices: VertexMerger) {
    self.segments = segments
    self.tolerance = tolerance
    self.vertices = vertices
    first.reserveCapacity(segments.count)
    last.reserveCapacity(segments.count)
    for segment in segments {
      first.append(self.vertices.number(x: segment.ax, y: segment.ay))
      last.append(self.vertices.number(x: segment.bx, y: segment.by))
    }
  }

  /// Finds all meetings. False where there are more than allowed.
  mutating func cut(maximumMeetings: Int) -> Bool {
    let hash = SegmentHash(
      ax: segments.map(\.ax),
      ay: segments.map(\.ay),
      bx: segments.map(\.bx),
      by: segments.map(\.by),
      reach: tolerance
    )
    for bucket in 0..<hash.bucketCount {
      let goesOn = hash.forEachPair(in: bucket) { first, second in
        meet(first, second)
        return cuts.count <= maximumMeetings
      }
      guard goesOn else { return false }
    }
    return true
  }

  /// The segments' pieces, in order along each; those shorter than the tolerance are gone.
  func pieces() -> [Piece] {
    let sorted = cuts.sorted { ($0.segment, $0.place, $0.vertex) < ($1.segment, $1.place, $1.vertex) }
    var pieces: [Piece] = []
    pieces.reserveCapacity(segments.count + sorted.count)
    var next = 0
    for (number, segment) in segments.enumerated() {
      var from = first[number]
      while next < sorted.count && sorted[next].segment == UInt32(number) {
        let to = Int(sorted[next].vertex)
        if to != from { pieces.append(piece(from, to, segment.isScope)) }
        from = to
        next += 1
      }
      if from != last[number] { pieces.append(piece(from, last[number], segment.isScope)) }
    }
    return pieces
  }

  private func piece(_ from: Int, _ to: Int, _ isScope: Bool) -> Piece {
    Piece(low: UInt32(min(from, to)), high: UInt32(max(from, to)), step: from < to ? 1 : -1, isScope: isScope)
  }

  @inline(__always)
  private mutating func meet(_ s: Int, _ t: Int) {
    let a = segments[s]
    let b = segments[t]
    guard min(a.ax, a.bx) <= max(b.ax, b.bx) + tolerance, min(b.ax, b.bx) <= max(a.ax, a.bx) + tolerance,
      min(a.ay, a.by) <= max(b.ay, b.by) + tolerance, min(b.ay, b.by) <= max(a.ay, a.by) + tolerance
    else { return }
    cutOverlapping(s, t)
  }

  private mutating func cutOverlapping(_ s: Int, _ t: Int) {
    let touches = [cut(s, at: first[t]), cut(s, at: last[t]), cut(t, at: first[s]), cut(t, at: last[s])]
    if touches.contains(true) { return }
    let (a, b, c, d) = (first[s], last[s], first[t], last[t])
    if a == c || a == d || b == c || b == d { return }
    let sideC = side(a, b, c)
    let sideD = side(a, b, d)
    guard (sideC > 0 && sideD < 0) || (sideC < 0 && sideD > 0) else { return }
    let sideA = side(c, d, a)
    let sideB = side(c, d, b)
    guard (sideA > 0 && sideB < 0) || (sideA < 0 && sideB > 0) else { return }
    let part = sideC / (sideC - sideD)
    let crossing = vertices.number(
      x: vertices.x[c] + (vertices.x[d] - vertices.x[c]) * part,
      y: vertices.y[c] + (vertices.y[d] - vertices.y[c]) * part
    )
    add(crossing, to: s)
    add(crossing, to: t)
  }

  /// Cuts a segment at a vertex that lies on its inside. Returns whether it does.
  private mutating func cut(_ segment: Int, at vertex: Int) -> Bool {
    guard vertex != first[segment], vertex != last[segment] else { return false }
    let (a, b) = (first[segment], last[segment])
    let dx = vertices.x[b] - vertices.x[a]
    let dy = vertices.y[b] - vertices.y[a]
    let px = vertices.x[vertex] - vertices.x[a]
    let py = vertices.y[vertex] - vertices.y[a]
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0, abs(dx * py - dy * px) <= tolerance * length else { return false }
    let place = (px * dx + py * dy) / (length * length)
    guard place > 0, place < 1 else { return false }
    cuts.append(Cut(segment: UInt32(segment), vertex: UInt32(vertex), place: place))
    return true
  }

  private mutating func add(_ vertex: Int, to segment: Int) {
    guard vertex != first[segment], vertex != last[segment] else { return }
    let (a, b) = (first[segment], last[segment])
    let dx = vertices.x[b] - vertices.x[a]
    let dy = vertices.y[b] - vertices.y[a]
    let along = (vertices.x[vertex] - vertices.x[a]) * dx + (vertices.y[vertex] - vertices.y[a]) * dy
    cuts.append(Cut(segment: UInt32(segment), vertex: UInt32(vertex), place: along / (dx * dx + dy * dy)))
  }

  /// Twice the signed area of the triangle: positive where `point` lies to the left of from → to.
  private func side(_ from: Int, _ to: Int, _ point: Int) -> Double {
    orientation(
      ax: vertices.x[from],
      ay: vertices.y[from],
      bx: vertices.x[to],
      by: vertices.y[to],
      px: vertices.x[point],
      py: vertices.y[point]
    )
  }
}
