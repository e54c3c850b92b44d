/// Pairs every polygon edge with an edge that runs the other way between the same two vertices.
///
/// Rings in ``GeometryColumns`` have the interior on their left, so that an edge between two neighbours of a clean
/// coverage appears exactly twice, in opposite directions: the two cancel. What is left without a twin is the
/// outer boundary, the rims of gaps and overlaps, and edges that the two sides node differently. Twins are
/// cancelled by side, not by number of uses: two polygons on the same side of an edge never cancel each other.
///
/// The edges without a twin form closed chains, and the winding number of those chains round a point is the
/// number of features that cover the point, wherever the cancelled edges may be.
///
/// Edges are named by their first vertex's index. Coordinates match exactly, to the last bit. Time and memory
/// are linear in the number of vertices (16 bytes each while it runs, 4 after); all cores are used, and the answer
/// does not depend on how many there are.
public struct EdgeMatching: Sendable {
  /// Stands where an edge has no twin, and at a ring's last vertex, where no edge starts.
  public static let none = UInt32.max

  /// For each vertex the first vertex of the twin of the edge that starts there, or ``none``.
  public private(set) var twins: [UInt32]
  /// Edges without a twin, in order.
  public private(set) var unmatched: [Int] = []
  /// Number of edges that have a length, with a twin or without.
  public private(set) var edgeCount = 0

  /// Matches the edges of all polygonal features, or of those for which `included` is true.
  ///
  /// Rings must be oriented as the builder leaves them; the features' own edges should not repeat (valid polygons).
  public init(_ geometry: GeometryColumns, included: [Bool]? = nil) {
    precondition(geometry.vertexCount < Int(UInt32.max), "vertices are counted in 32 bits")
    twins = [UInt32](repeating: Self.none, count: geometry.vertexCount)
    let features = (0..<geometry.count).filter {
      (geometry.kinds[$0].isPolygonal || geometry.kinds[$0] == .collection) && included?[$0] != false
    }
    match(geometry, .features(features))
  }

  /// Matches some edges with one another and leaves all others aside: what an earlier matching left over, say, with
  /// edges that came in later.
  ///
  /// - Parameters:
  ///   - geometry: oriented rings, as the builder leaves them.
  ///   - edges: by their first vertices, ascending; each must have a length.
  public init(_ geometry: GeometryColumns, edges: [Int]) {
    precondition(geometry.vertexCount < Int(UInt32.max), "vertices are counted in 32 bits")
    twins = [UInt32](repeating: Self.none, count: geometry.vertexCount)
    match(geometry, .edges(edges))
  }

  private mutating func match(_ geometry: GeometryColumns, _ items: Matcher.Items) {
    guard items.count > 0 else { return }
    geometry.x.withUnsafeBufferPointer { x in
      geometry.y.withUnsafeBufferPointer { y in
        let matcher = Matcher(geometry: geometry, items: items, x: x, y: y)
        let partitions = matcher.partition()
        edgeCount = partitions.records.count
        twins.withUnsafeMutableBufferPointer { twins in
          matcher.match(partitions, into: twins)
          unmatched = matcher.verify(twins)
        }
      }
    }
  }

  /// Number of edges that have a twin.
  public var matchedCount: Int { edgeCount - unmatched.count }
}

/// The edge that starts at vertex `edge`; `key` is ``EdgeHash/undirected(_:_:)``.
private struct EdgeRecord {
  var key: UInt64
  var edge: UInt32
}

/// Edges sorted into parts of a few thousand by their hash, so that each part is matched within a core's cache.
private struct EdgePartitions: Sendable {
  var records: [EdgeRecord]
  var offsets: [Int]
}

private struct Matcher: @unchecked Sendable {
  /// What is matched: all edges of some features, or some edges.
  enum Items {
    case features([Int])
    case edges([Int])

    var count: Int {
      switch self {
      case .features(let features): features.count
      case .edges(let edges): edges.count
      }
    }
  }

  let geometry: GeometryColumns
  let items: Items
  let x: UnsafeBufferPointer<Double>
  let y: UnsafeBufferPointer<Double>
  static let chunk = 4096

  /// Calls `body` with the first vertex of each edge that has a length, ring after ring.
  @inline(__always)
  func forEachEdge(of chunk: Range<Int>, _ body: (Int) -> Void) {
    switch items {
    case .edges(let edges):
      for place in chunk { body(edges[place]) }
    case .features(let features):
      for place in chunk {
        for ring in geometry.rings(of: features[place]) {
          let vertices = geometry.vertices(ofRing: ring)
          guard vertices.count > 1 else { continue }
          for i in vertices.lowerBound..<(vertices.upperBound - 1) where x[i] != x[i + 1] || y[i] != y[i + 1] {
            body(i)
          }
        }
      }
    }
  }

  /// The same with the edge's ``EdgeHash/undirected(_:_:)``; a vertex between two edges is hashed once.
  @inline(__always)
  func forEachKeyedEdge(of chunk: Range<Int>, _ body: (Int, UInt64) -> Void) {
    var end = -1
    var endHash: UInt64 = 0
    forEachEdge(of: chunk) { edge in
      // An edge that starts where the last one ended: within a ring that is the next vertex.
      let start = edge == end ? endHash : EdgeHash.vertex(x[edge], y[edge])
      end = edge + 1
      endHash = EdgeHash.vertex(x[end], y[end])
      body(edge, EdgeHash.undirected(start, endHash))
    }
  }

  /// Counts each chunk's edges for each part, then writes them there, chunk after chunk.
  func partition() -> EdgePartitions {
    var bits = 0
    while bits < 12 && geometry.vertexCount >> (bits + 13) > 0 { bits += 1 }
    let parts = 1 << bits
    // A shift by 64 gives 0: one part.
    let shift = UInt64(64 - bits)
    let counts = FixedChunks.map(count: items.count, size: Self.chunk) { chunk in
      var counts = [Int](repeating: 0, count: parts)
      counts.withUnsafeMutableBufferPointer { counts in
        forEachKeyedEdge(of: chunk) { _, key in counts[Int(key >> shift)] += 1 }
      }
      return counts
    }
    var offsets = [0]
    var starts = counts
    var next = 0
    for part in 0..<parts {
      for chunk in counts.indices {
        starts[chunk][part] = next
        next += counts[chunk][part]
      }
      offsets.append(next)
    }
    let firsts = starts
    let records = [EdgeRecord](unsafeUninitializedCapacity: max(1, next)) { buffer, count in
      nonisolated(unsafe) let target = buffer
      _ = FixedChunks.map(count: items.count, size: Self.chunk) { chunk in
        var cursors = firsts[chunk.lowerBound / Self.chunk]
        cursors.withUnsafeMutableBufferPointer { cursors in
          forEachKeyedEdge(of: chunk) { edge, key in
            let part = Int(key >> shift)
            target.initializeElement(at: cursors[part], to: EdgeRecord(key: key, edge: UInt32(edge)))
            cursors[part] += 1
          }
        }
      }
      count = next
    }
    return EdgePartitions(records: records, offsets: offsets)
  }

  func match(_ partitions: EdgePartitions, into twins: UnsafeMutableBufferPointer<UInt32>) {
    nonisolated(unsafe) let twins = twins
    _ = FixedChunks.map(count: partitions.offsets.count - 1, size: 8) { parts in
      var table = TwinTable()
      partitions.records.withUnsafeBufferPointer { records in
        for part in parts {
          table.match(UnsafeBufferPointer(rebasing: records[partitions.offsets[part]..<partitions.offsets[part + 1]])) {
            twins[Int($0)] = $1
            twins[Int($1)] = $0
          }
        }
      }
    }
  }

  /// Hashes may collide: takes back the twins whose coordinates differ, and lists what has none.
  func verify(_ twins: UnsafeMutableBufferPointer<UInt32>) -> [Int] {
    nonisolated(unsafe) let twins = twins
    let found = FixedChunks.map(count: items.count, size: Self.chunk) { chunk in
      var (single, differing): ([Int], [Int]) = ([], [])
      forEachEdge(of: chunk) { edge in
        let twin = Int(twins[edge])
        guard twin != Int(EdgeMatching.none) else { return single.append(edge) }
        let agrees =
          x[edge] == x[twin + 1] && y[edge] == y[twin + 1] && x[edge + 1] == x[twin] && y[edge + 1] == y[twin]
        if !agrees { differing.append(edge) }
      }
      return (single, differing)
    }
    let single = found.flatMap(\.0)
    let differing = found.flatMap(\.1)
    for edge in differing { twins[edge] = EdgeMatching.none }
    return differing.isEmpty ? single : (single + differing).sorted()
  }
}

/// An open-addressing table over the records of one part. Each slot leads to the first record of an edge, and from
/// there to those of its uses that have found no twin yet: they all run the same way.
private struct TwinTable {
  private var slots: [UInt32] = []
  private var waiting: [UInt32] = []
  private var next: [UInt32] = []

  mutating func match(_ records: UnsafeBufferPointer<EdgeRecord>, _ pair: (UInt32, UInt32) -> Void) {
    var size = 16
    while size < records.count * 2 { size *= 2 }
    if slots.count < size { slots = [UInt32](repeating: 0, count: size) }
    if waiting.count < records.count {
      waiting = [UInt32](repeating: 0, count: records.count)
      next = waiting
    }
    slots.withUnsafeMutableBufferPointer { slots in
      waiting.withUnsafeMutableBufferPointer { waiting in
        next.withUnsafeMutableBufferPointer { next in
          for i in 0..<size { slots[i] = 0 }
          for record in 0..<records.count {
            let key = records[record].key
            // The highest bits chose the part; these are free.
            var slot = Int(key >> 1) & (size - 1)
            while slots[slot] != 0 && (records[Int(slots[slot]) - 1].key ^ key) > 1 { slot = (slot + 1) & (size - 1) }
            if slots[slot] == 0 {
              slots[slot] = UInt32(record + 1)
              waiting[record] = UInt32(record + 1)
              next[record] = 0
              continue
            }
            let first = Int(slots[slot]) - 1
            let top = waiting[first]
            if top == 0 || records[Int(top) - 1].key == key {
              next[record] = top
              waiting[first] = UInt32(record + 1)
            } else {
              waiting[first] = next[Int(top) - 1]
              pair(records[Int(top) - 1].edge, records[record].edge)
            }
          }
        }
      }
    }
  }
}
