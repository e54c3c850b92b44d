/// The faces that a set of closed, directed chains cut the plane into, each with the number of polygons that cover it.
///
/// Made for what ``EdgeMatching`` leaves: the chains' winding number is the cover count. Chains may cross, touch and
/// run along one another; they are cut at every meeting first. Places closer than `tolerance` count as one, so that
/// edges which two sides cut differently, but which coincide but for rounding, cancel here.
///
/// A second set of chains, the scope, tells faces inside it from those outside.
///
/// Time is that of sorting the segments into cells, and the number of meetings.
public struct CoverArrangement: Sendable {
  /// A directed edge with its polygon on the left.
  public struct Segment: Sendable {
    /// x of the start, in the coordinates of the geometry.
    public var ax: Double
    /// y of the start.
    public var ay: Double
    /// x of the end.
    public var bx: Double
    /// y of the end.
    public var by: Double
    /// True for an edge of the scope, which counts in ``CoverArrangement/Face/scope`` instead of
    /// ``CoverArrangement/Face/cover``.
    public var isScope: Bool

    /// The edge from (`ax`, `ay`) to (`bx`, `by`).
    public init(ax: Double, ay: Double, bx: Double, by: Double, isScope: Bool = false) {
      self.ax = ax
      self.ay = ay
      self.bx = bx
      self.by = by
      self.isScope = isScope
    }
  }

  /// A bounded, connected region of one cover count.
  public struct Face: Sendable {
    /// How many polygons cover it.
    public var cover: Int
    /// How many rings of the scope run round it; 0 outside the scope.
    public var scope: Int
    /// In square units of the coordinates, without the islands in it.
    public var area: Double
    /// Length of its whole boundary.
    public var perimeter: Double
    /// Of its outer boundary.
    public var box: Box
    /// A half-edge of its outer boundary.
    var start: Int
    /// A half-edge of each island's outer boundary.
    var islands: [Int] = []
  }

  /// The bounded faces, by the order of the segments that bound them.
  public internal(set) var faces: [Face] = []
  /// False where there were more meetings of segments than allowed; there are no faces then.
  public internal(set) var isComplete = true
  /// Edges at which cover counts contradict one another, as rounding can make them in needle-thin places.
  public internal(set) var contradictions = 0

  var vertices: VertexMerger
  /// Half-edge 2k runs along cut edge k from its lower numbered vertex to the higher, 2k + 1 back.
  var origins: [UInt32] = []
  /// Cover to the left minus cover to the right of half-edge 2k.
  var coverSteps: [Int32] = []
  var scopeSteps: [Int32] = []
  /// The next half-edge round the face on the left.
  var nexts: [UInt32] = []

  /// - Parameters:
  ///   - segments: closed chains of edges with their polygon on the left, those of the scope among them.
  ///   - tolerance: in units of the coordinates; above the rounding of the coordinates, below anything of interest.
  ///   - maximumMeetings: where segments meet more often than that, as in a layer that lies over itself many times,
  ///     the arrangement is given up.
  public init(_ segments: [Segment], tolerance: Double, maximumMeetings: Int = 20_000_000) {
    vertices = VertexMerger(tolerance: tolerance, expected: segments.count + segments.count / 4)
    var cutter = SegmentCutter(segments, tolerance: tolerance, vertices: vertices)
    guard cutter.cut(maximumMeetings: maximumMeetings) else {
      isComplete = false
      return
    }
    vertices = cutter.vertices
    mergeEdges(cutter.pieces())
    linkFaces()
    labelFaces()
  }

  func twin(_ halfEdge: Int) -> Int { halfEdge ^ 1 }

  func origin(_ halfEdge: Int) -> Int { Int(origins[halfEdge]) }

  func target(_ halfEdge: Int) -> Int { Int(origins[halfEdge ^ 1]) }

  /// Adds up the pieces between the same two vertices, and drops those that cancel.
  private mutating func mergeEdges(_ pieces: [SegmentCutter.Piece]) {
    let sorted = pieces.sorted { ($0.low, $0.high) < ($1.low, $1.high) }
    var start = 0
    while start < sorted.count {
      var end = start
      var cover: Int32 = 0
      var scope: Int32 = 0
      while end < sorted.count && sorted[end].low == sorted[start].low && sorted[end].high == sorted[start].high {
        if sorted[end].isScope { scope += sorted[end].step } else { cover += sorted[end].step }
        end += 1
      }
      if cover != 0 || scope != 0 {
        origins.append(sorted[start].low)
        origins.append(sorted[start].high)
        coverSteps.append(cover)
        scopeSteps.append(scope)
      }
      start = end
    }
  }

  /// Links each half-edge with the one that follows it round the face on its left: at the vertex it ends in, the first
  /// one clockwise from the way back.
  private mutating func linkFaces() {
    var degrees = [UInt32](repeating: 0, count: vertices.count + 1)
    for origin in origins { degrees[Int(origin) + 1] += 1 }
    for v in 0..<vertices.count { degrees[v + 1] += degrees[v] }
    var cursors = degrees
    var outgoing = [UInt32](repeating: 0, count: origins.count)
    for halfEdge in origins.indices {
      let vertex = Int(origins[halfEdge])
      outgoing[Int(cursors[vertex])] = UInt32(halfEdge)
      cursors[vertex] += 1
    }
    nexts = [UInt32](repeating: 0, count: origins.count)
    for v in 0..<vertices.count {
      let range = Int(degrees[v])..<Int(degrees[v + 1])
      guard !range.isEmpty else { continue }
      var around = Array(outgoing[range])
      if around.count > 2 {
        let turns = around.map { (direction(Int($0)), $0) }
        around = turns.sorted { $0 < $1 }.map(\.1)
      }
      for (place, halfEdge) in around.enumerated() {
        let clockwise = around[place == 0 ? around.count - 1 : place - 1]
        nexts[twin(Int(halfEdge))] = clockwise
      }
    }
  }

  /// Angle of a half-edge, counter-clockwise from east.
  private func direction(_ halfEdge: Int) -> Double {
    let from = origin(halfEdge)
    let to = target(halfEdge)
    return planeAngle(dx: vertices.x[to] - vertices.x[from], dy: vertices.y[to] - vertices.y[from])
  }
}

/// A number that grows with the angle of a direction: 0 at east, 4 after a full turn. No trigonometry.
private func planeAngle(dx: Double, dy: Double) -> Double {
  let sum = abs(dx) + abs(dy)
  guard sum > 0 else { return 0 }
  let part = dx / sum
  return dy >= 0 ? 1 - part : 3 + part
}
