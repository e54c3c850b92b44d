import Geometry

/// Rings and lines of a layer on a grid of whole numbers, with fewer vertices. Borders are cut into arcs where features
/// meet, and each arc is simplified on its own, always in the same direction: neighbours keep one border, without gaps.
///
/// Douglas and Peucker (1973) on each arc. An arc is what lies between two vertices at which three or more borders meet.
package struct SharedArcs {
  package struct Point: Hashable {
    package var x: Int32
    package var y: Int32

    package init(x: Int32, y: Int32) { (self.x, self.y) = (x, y) }

    package static func < (a: Point, b: Point) -> Bool { a.x == b.x ? a.y < b.y : a.x < b.x }
  }

  /// A ring without its closing vertex, or a line.
  package struct Path {
    package var points: [Point]
    package var isClosed: Bool

    package init(points: [Point], isClosed: Bool) { (self.points, self.isClosed) = (points, isClosed) }
  }

  /// The two neighbours that a vertex has on every border through it, in their order; nil: a vertex where borders meet.
  private var neighbours: [Point: Pair?] = [:]

  private struct Pair: Equatable {
    var first: Point
    var second: Point
  }

  package init(_ paths: [Path]) {
    neighbours.reserveCapacity(paths.reduce(0) { $0 + $1.points.count })
    for path in paths {
      let points = path.points
      let count = points.count
      for i in 0..<count {
        if !path.isClosed, i == 0 || i == count - 1 {
          neighbours[points[i]] = .some(nil)
          continue
        }
        let (a, b) = (points[(i + count - 1) % count], points[(i + 1) % count])
        let pair = a < b ? Pair(first: a, second: b) : Pair(first: b, second: a)
        if let known = neighbours[points[i]] {
          if known != pair { neighbours[points[i]] = .some(nil) }
        } else {
          neighbours[points[i]] = .some(pair)
        }
      }
    }
  }

  private func isMeeting(_ point: Point) -> Bool {
    guard let known = neighbours[point] else { return true }
    return known == nil
  }

  /// The path with the vertices that lie further than `tolerance` from the line without them.
  package func simplified(_ path: Path, tolerance: Double) -> [Point] {
    let count = path.points.count
    guard count > 3, tolerance > 0 else { return path.points }
    guard path.isClosed else { return arc(path.points, tolerance) }
    let start =
      path.points.firstIndex(where: isMeeting)
      ?? path.points.indices.min { path.points[$0] < path.points[$1] } ?? 0
    let points = path.points[start...] + path.points[..<start] + [path.points[start]]
    var result: [Point] = []
    var open: [Point] = []
    for point in points {
      open.append(point)
      if open.count > 1, isMeeting(point) {
        result += arc(open, tolerance).dropLast()
        open = [point]
      }
    }
    if open.count > 1 { result += arc(open, tolerance).dropLast() }
    return result
  }

  /// One arc, in the direction that both of its sides agree on.
  private func arc(_ points: [Point], _ tolerance: Double) -> [Point] {
    guard let first = points.first, let last = points.last, points.count > 2 else { return points }
    let isForward = first == last ? points[1] < points[points.count - 2] : first < last
    let directed = isForward ? points : points.reversed()
    var kept = [Bool](repeating: false, count: directed.count)
    kept[0] = true
    kept[directed.count - 1] = true
    var spans = [(0, directed.count - 1)]
    while let (low, high) = spans.popLast() {
      guard high - low > 1 else { continue }
      var (farthest, distance) = (low, tolerance * tolerance)
      for i in low + 1..<high {
        let own = Self.squaredDistance(directed[i], directed[low], directed[high])
        if own > distance { (farthest, distance) = (i, own) }
      }
      guard farthest > low else { continue }
      kept[farthest] = true
      spans.append((low, farthest))
      spans.append((farthest, high))
    }
    let result = directed.indices.filter { kept[$0] }.map { directed[$0] }
    return isForward ? result : result.reversed()
  }

  /// Of a point from a segment.
  private static func squaredDistance(_ p: Point, _ a: Point, _ b: Point) -> Double {
    let (dx, dy) = (Double(b.x) - Double(a.x), Double(b.y) - Double(a.y))
    let (px, py) = (Double(p.x) - Double(a.x), Double(p.y) - Double(a.y))
    let length = dx * dx + dy * dy
    let along = length > 0 ? max(0, min(1, (px * dx + py * dy) / length)) : 0
    let (qx, qy) = (px - along * dx, py - along * dy)
    return qx * qx + qy * qy
  }
}
