/// Segments sorted into the cells of a grid whose cells are buckets of a hash table, so that memory follows the
/// segments and not the extent. A cell is as wide as the mean segment is long. Different cells may share a bucket:
/// callers test what they are given.
struct SegmentHash: Sendable {
  private let starts: [UInt32]
  private let members: [UInt32]

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
  }

  var bucketCount: Int { starts.count - 1 }

  /// The members of a bucket; a segment may be in one bucket twice, and two segments in many together.
  @inline(__always)
  func bucket(_ bucket: Int) -> ArraySlice<UInt32> {
    members[Int(starts[bucket])..<Int(starts[bucket + 1])]
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
    let cell = ax.isEmpty ? 1 : max(length / Double(ax.count), reach * 8, size * 0x1p-40)
    inverse = 1 / cell
    margin = reach / cell + 1e-6
    // Cell numbers stay positive.
    originX = ax.isEmpty ? 0 : extent.minX - cell
    originY = ax.isEmpty ? 0 : extent.minY - cell
    var buckets = 16
    while buckets < ax.count * 2 { buckets *= 2 }
    bucketCount = buckets
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
