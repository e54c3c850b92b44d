/// Places where neighbours do not share their vertices, among the edges that ``EdgeMatching`` left: vertices that
/// nearly meet, and edges along which one side has vertices that the other lacks.
public struct NodingDifferences: Sendable {
  /// Two vertices apart by more than nothing and less than the snapping distance. Coordinates rounded to that distance
  /// have none: neighbours on such a grid are that far apart, and meant to be.
  public struct NearVertices: Sendable, Hashable {
    /// Of the two vertices, the one with the lower x, or where these are equal the lower y.
    public var x: Double
    /// See ``x``.
    public var y: Double
    /// The other vertex.
    public var otherX: Double
    /// See ``otherX``.
    public var otherY: Double
    /// In units of the coordinates.
    public var distance: Double
    /// The features that have either vertex, ascending.
    public var features: [Int]
  }

  /// An edge that neighbours run along with more vertices than it has.
  public struct MissingVertices: Sendable, Hashable {
    /// The edge, by its first vertex.
    public var edge: Int
    /// The feature whose edge it is.
    public var feature: Int
    /// Places of the neighbours' vertices, along the edge.
    public var places: [Place]
    /// The neighbours that have them, ascending.
    public var neighbours: [Int]
    /// How far the farthest of them lies off the edge, in units of the coordinates.
    public var farthest: Double
  }

  /// A vertex of a neighbour.
  public struct Place: Sendable, Hashable {
    /// Easting or longitude, exactly as the neighbour has it.
    public var x: Double
    /// Northing or latitude.
    public var y: Double

    /// A place in the coordinates of the geometry.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// One for each pair of places, in ascending order of x, y, otherX, otherY.
  public private(set) var nearVertices: [NearVertices] = []
  /// One for each edge, in ascending order of the edges.
  public private(set) var missingVertices: [MissingVertices] = []

  /// - Parameters:
  ///   - geometry: the polygons of all neighbours.
  ///   - edges: the edges to look at, by their first vertices, ascending.
  ///   - snappingDistance: in units of the coordinates.
  public init(_ geometry: GeometryColumns, edges: [Int], snappingDistance: Double) {
    let search = NodingSearch(geometry: geometry, edges: edges, distance: snappingDistance)
    let found = FixedChunks.map(count: search.hash.bucketCount, size: 1 << 14) { search.inspect(buckets: $0) }
    nearVertices = search.nearVertices(found.flatMap(\.near))
    missingVertices = search.missingVertices(found.flatMap(\.onEdge))
  }
}

private struct NodingSearch: Sendable {
  struct Found: Sendable {
    var near: [Near] = []
    var onEdge: [OnEdge] = []
  }

  /// Two vertices, the one with the lower coordinates first.
  struct Near: Sendable {
    var low: NodingDifferences.Place
    var high: NodingDifferences.Place
    var features: [Int]
  }

  /// A neighbour's vertex beside an edge.
  struct OnEdge: Sendable {
    var edge: Int
    var along: Double
    var distance: Double
    var place: NodingDifferences.Place
    var neighbour: Int
  }

  let geometry: GeometryColumns
  let edges: [Int]
  let distance: Double
  let features: [Int]
  let hash: SegmentHash

  init(geometry: GeometryColumns, edges: [Int], distance: Double) {
    self.geometry = geometry
    self.edges = edges
    self.distance = distance
    hash = SegmentHash(
      ax: edges.map { geometry.x[$0] },
      ay: edges.map { geometry.y[$0] },
      bx: edges.map { geometry.x[$0 + 1] },
      by: edges.map { geometry.y[$0 + 1] },
      reach: distance
    )
    // Edges ascend, and so do features.
    var feature = 0
    features = edges.map { edge in
      while feature + 1 < geometry.count && geometry.vertices(of: feature).upperBound <= edge { feature += 1 }
      return feature
    }
  }

  func inspect(buckets: Range<Int>) -> Found {
    var found = Found()
    for bucket in buckets {
      _ = hash.forEachPair(in: bucket) { first, second in
        if features[first] != features[second] { compare(first, second, &found) }
        return true
      }
    }
    return found
  }

  @inline(__always)
  private func vertex(_ i: Int) -> NodingDifferences.Place {
    NodingDifferences.Place(x: geometry.x[i], y: geometry.y[i])
  }

  private func compare(_ s: Int, _ t: Int, _ found: inout Found) {
    let (a, b) = (vertex(edges[s]), vertex(edges[s] + 1))
    let (c, d) = (vertex(edges[t]), vertex(edges[t] + 1))
    guard min(a.x, b.x) <= max(c.x, d.x) + distance, min(c.x, d.x) <= max(a.x, b.x) + distance,
      min(a.y, b.y) <= max(c.y, d.y) + distance, min(c.y, d.y) <= max(a.y, b.y) + distance
    else { return }
    for p in [a, b] {
      for q in [c, d] {
        let apart = length(p, q)
        guard apart > 0 && apart < distance * 0.999 else { continue }
        let isLow = (p.x, p.y) < (q.x, q.y)
        found.near.append(Near(low: isLow ? p : q, high: isLow ? q : p, features: [features[s], features[t]]))
      }
    }
    // A shared edge runs one way for the one side, the other way for the other.
    let runsAlong = (b.x - a.x) * (d.x - c.x) + (b.y - a.y) * (d.y - c.y)
    guard runsAlong < 0 else { return }
    place([c, d], along: s, a, b, neighbour: features[t], other: (c, d), &found)
    place([a, b], along: t, c, d, neighbour: features[s], other: (a, b), &found)
  }

  /// Books those ends of the other edge that lie on the inside of a → b, where the two share a stretch.
  private func place(
    _ ends: [NodingDifferences.Place],
    along s: Int,
    _ a: NodingDifferences.Place,
    _ b: NodingDifferences.Place,
    neighbour: Int,
    other: (NodingDifferences.Place, NodingDifferences.Place),
    _ found: inout Found
  ) {
    let whole = length(a, b)
    guard whole > 2 * distance else { return }
    let (first, second) = (offset(other.0, a, b, whole), offset(other.1, a, b, whole))
    // The stretch in common, and how far apart the lines are at its two ends.
    let low = max(0, min(first.along, second.along))
    let high = min(whole, max(first.along, second.along))
    guard high - low > 2 * distance else { return }
    let slope = (second.off - first.off) / (second.along - first.along)
    let offLow = first.off + (low - first.along) * slope
    let offHigh = first.off + (high - first.along) * slope
    guard abs(offLow) <= distance, abs(offHigh) <= distance else { return }
    for (end, at) in zip(ends, [first, second]) {
      guard at.along > distance, at.along < whole - distance, abs(at.off) <= distance else { continue }
      found.onEdge.append(
        OnEdge(edge: s, along: at.along, distance: abs(at.off), place: end, neighbour: neighbour)
      )
    }
  }

  /// Where a point lies along a → b, and how far to its left.
  private func offset(
    _ p: NodingDifferences.Place,
    _ a: NodingDifferences.Place,
    _ b: NodingDifferences.Place,
    _ length: Double
  ) -> (along: Double, off: Double) {
    let (dx, dy) = ((b.x - a.x) / length, (b.y - a.y) / length)
    let (px, py) = (p.x - a.x, p.y - a.y)
    return (px * dx + py * dy, dx * py - dy * px)
  }

  private func length(_ p: NodingDifferences.Place, _ q: NodingDifferences.Place) -> Double {
    ((p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y)).squareRoot()
  }

  /// One finding for each pair of places, with all features that have either.
  func nearVertices(_ near: [Near]) -> [NodingDifferences.NearVertices] {
    let sorted = near.sorted {
      ($0.low.x, $0.low.y, $0.high.x, $0.high.y) < ($1.low.x, $1.low.y, $1.high.x, $1.high.y)
    }
    var result: [NodingDifferences.NearVertices] = []
    var start = 0
    while start < sorted.count {
      let (low, high) = (sorted[start].low, sorted[start].high)
      var end = start
      while end < sorted.count && sorted[end].low == low && sorted[end].high == high { end += 1 }
      result.append(
        NodingDifferences.NearVertices(
          x: low.x,
          y: low.y,
          otherX: high.x,
          otherY: high.y,
          distance: length(low, high),
          features: Set(sorted[start..<end].flatMap(\.features)).sorted()
        )
      )
      start = end
    }
    return result
  }

  /// One finding for each edge.
  func missingVertices(_ onEdge: [OnEdge]) -> [NodingDifferences.MissingVertices] {
    let sorted = onEdge.sorted { ($0.edge, $0.along, $0.neighbour) < ($1.edge, $1.along, $1.neighbour) }
    var result: [NodingDifferences.MissingVertices] = []
    var start = 0
    while start < sorted.count {
      var end = start
      var places: [NodingDifferences.Place] = []
      while end < sorted.count && sorted[end].edge == sorted[start].edge {
        if places.last != sorted[end].place { places.append(sorted[end].place) }
        end += 1
      }
      let group = sorted[start..<end]
      result.append(
        NodingDifferences.MissingVertices(
          edge: edges[sorted[start].edge],
          feature: features[sorted[start].edge],
          places: places,
          neighbours: Set(group.map(\.neighbour)).sorted(),
          farthest: group.reduce(0) { max($0, $1.distance) }
        )
      )
      start = end
    }
    return result
  }
}
