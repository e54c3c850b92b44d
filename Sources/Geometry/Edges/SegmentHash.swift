/// Segments sorted into the cells of a grid whose cells are buckets of a hash table, so that memory follows the
/// segments and not the extent. A cell is as wide as the mean segment is long. Different cells may share a bucket:
/// callers test what they are given.
struct SegmentHash: Sendable {
  private let starts: [UInt32]
  private let members: [UInt32]
  private let ax: [Double]
  private let ay: [Double]
  private let bx: [Double]
  private let by: [Double]
  private let reach: Double

  /// Up to so many members of a bucket are compared each with each.
  private static let few = 64

  /// Segment `i` runs from (ax, ay)[i] to (bx, by)[i]; those that come within `reach` of one another share a bucket.
  init(ax: [Double], ay: [Double], bx: [Double], by: [Double], reach: Double) {
    let count = ax.count
    let cells = HashedCells(ax: ax, ay: ay, bx: bx, by: by, reach: reach)
    var counts = [UInt32](repeating: 0, count: cells.bucketCount + 1)
    for i in 0..<count { cells.forEachBucket(ax[i], ay[i], bx[i], by[i]) { counts[$0 + 1] += 1 } }
    for b in 0..<cells.bucketCount { counts[b + 1] += counts[b] }
    starts = counts
    var sorted = [UInt32](repeating: 0, count: Int(counts[cells.bucketCount]))
    for i in 0..<count {
      cells.forEachBucket(ax[i], ay[i], bx[i], by[i]) {
        sorted[Int(counts[$0])] = UInt32(i)
        counts[$0] += 1
      }
    }
    members = sorted
    (self.ax, self.ay, self.bx, self.by, self.reach) = (ax, ay, bx, by, reach)
  }

  var bucketCount: Int { starts.count - 1 }

  /// Calls `body` with pairs of different members of a bucket, among them all that come within reach of one another; two
  /// segments may share many buckets. Stops, and gives false, where `body` gives false.
  @inline(__always)
  func forEachPair(in bucket: Int, _ body: (Int, Int) -> Bool) -> Bool {
    let members = members[Int(starts[bucket])..<Int(starts[bucket + 1])]
    guard members.count > 1 else { return true }
    if members.count <= Self.few {
      for i in members.indices.dropLast() {
        for j in members[(i + 1)...] where members[i] != j {
          if !body(Int(members[i]), Int(j)) { return false }
        }
      }
      return true
    }
    // A comb of long teeth has them all in one cell.
    let spans = spans(of: members)
    for (place, span) in spans.enumerated() {
      for other in spans[(place + 1)...] {
        if other.low > span.high { break }
        let isInOrder = span.member < other.member
        let (first, second) = isInOrder ? (span.member, other.member) : (other.member, span.member)
        if !body(Int(first), Int(second)) { return false }
      }
    }
    return true
  }

  /// How far a segment reaches across the direction that most of a bucket's length runs in.
  private struct Span {
    var low: Double
    /// With the reach.
    var high: Double
    var member: UInt32
  }

  /// The members, each once, by where they begin across the prevailing direction: parallel segments lie apart there.
  private func spans(of members: ArraySlice<UInt32>) -> [Span] {
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for member in members {
      let i = Int(member)
      let (dx, dy) = (bx[i] - ax[i], by[i] - ay[i])
      xx += dx * dx
      xy += dx * dy
      yy += dy * dy
    }
    // The main axis of the directions: the eigenvector of the larger eigenvalue.
    let larger = (xx + yy + ((xx - yy) * (xx - yy) + 4 * xy * xy).squareRoot()) / 2
    var (ux, uy) = xx >= yy ? (larger - yy, xy) : (xy, larger - xx)
    let length = (ux * ux + uy * uy).squareRoot()
    (ux, uy) = length > 0 && length.isFinite ? (ux / length, uy / length) : (1, 0)
    let origin = Int(members[members.startIndex])
    func across(_ x: Double, _ y: Double) -> Double { (y - ay[origin]) * ux - (x - ax[origin]) * uy }
    var spans = Set(members).map { member in
      let i = Int(member)
      let (a, b) = (across(ax[i], ay[i]), across(bx[i], by[i]))
      return Span(low: min(a, b), high: max(a, b), member: member)
    }
    // Boxes within reach in x and in y are within 1.5 reaches in any direction; the rest is rounding.
    let widest = spans.reduce(0) { max($0, abs($1.low), abs($1.high)) }
    let slack = reach * 1.5 + widest * 1e-14
    for i in spans.indices { spans[i].high += slack }
    return spans.sorted { ($0.low, $0.member) < ($1.low, $1.member) }
  }
}

/// The grid, and which bucket a cell's members go to.
private struct HashedCells {
  let bucketCount: Int
  private let originX: Double
  private let originY: Double
  private let inverse: Double
  /// In cells: what lies within reach of a segment is in a cell with it.
  private let margin: Double

  init(ax: [Double], ay: [Double], bx: [Double], by: [Double], reach: Double) {
    var extent = Box.empty
    var length = 0.0
    for i in ax.indices {
      extent.extend(x: ax[i], y: ay[i])
      extent.extend(x: bx[i], y: by[i])
      length += abs(bx[i] - ax[i]) + abs(by[i] - ay[i])
    }
    let size = max(abs(extent.minX), abs(extent.maxX), abs(extent.minY), abs(extent.maxY), 1)
    var buckets = 16
    while buckets < ax.count * 2 { buckets *= 2 }
    bucketCount = buckets
    // Readers refuse such coordinates; here they share one cell.
    guard ax.isEmpty || (extent.width + extent.height + length).isFinite else {
      inverse = 0
      margin = 0
      originX = 0
      originY = 0
      return
    }
    let cell = ax.isEmpty ? 1 : max(length / Double(ax.count), reach * 8, size * 0x1p-40)
    inverse = 1 / cell
    margin = reach / cell + 1e-6
    // Cell numbers stay positive.
    originX = ax.isEmpty ? 0 : extent.minX - cell
    originY = ax.isEmpty ? 0 : extent.minY - cell
  }

  @inline(__always)
  private func bucketOf(column: Int, row: Int) -> Int {
    let hash = EdgeHash.fold(
      UInt64(bitPattern: Int64(column)) ^ 0x9E37_79B9_7F4A_7C15,
      UInt64(bitPattern: Int64(row)) ^ 0xD1B5_4A32_D192_ED03
    )
    return Int(truncatingIfNeeded: hash) & (bucketCount - 1)
  }

  /// The bucket of each cell that the segment comes within reach of.
  @inline(__always)
  func forEachBucket(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ body: (Int) -> Void) {
    let ua = (ax - originX) * inverse
    let ub = (bx - originX) * inverse
    let va = (ay - originY) * inverse
    let vb = (by - originY) * inverse
    // Coordinates near the end of the number line overflow; such a segment meets nothing that could be told.
    guard (ua + ub + va + vb).isFinite else { return }
    let firstRow = Int(min(va, vb) - margin)
    let lastRow = Int(max(va, vb) + margin)
    let slope = vb == va ? 0 : (ub - ua) / (vb - va)
    for row in firstRow...lastRow {
      var first = Int(min(ua, ub) - margin)
      var last = Int(max(ua, ub) + margin)
      if firstRow != lastRow && first != last && va != vb {
        // The columns that the segment takes up within this row.
        let low = min(max(Double(row) - margin, min(va, vb)), max(va, vb))
        let high = min(max(Double(row + 1) + margin, min(va, vb)), max(va, vb))
        let p = ua + (low - va) * slope
        let q = ua + (high - va) * slope
        first = max(first, Int(min(p, q) - margin))
        last = min(last, Int(max(p, q) + margin))
      }
      if first <= last { for column in first...last { body(bucketOf(column: column, row: row)) } }
    }
  }
}
