public import Geometry

/// The pole of inaccessibility: the middle of the largest circle within a polygon, where a label has the most room.
public struct InteriorCircle: Sendable, Hashable {
  /// Of the centre.
  public let x: Double
  /// Of the centre.
  public let y: Double
  /// In the unit of the ground.
  public let radius: Double

  /// The circle of a feature's largest part, found by halving squares that may still hold a better middle; the radius
  /// is short of the true one by at most `precision` of the part's smaller side, unless the part has thousands of edges
  /// and no good middle is found soon. Nil for a feature without area.
  public init?(_ geometry: GeometryColumns, feature: Int, precision: Double = 0.01) {
    guard geometry.kinds[feature].isPolygonal || geometry.kinds[feature] == .collection else { return nil }
    let edges = PolygonEdges(geometry, largestPartOf: feature)
    let box = edges.box
    guard !box.isEmpty, box.width > 0, box.height > 0 else { return nil }
    let tolerance = min(box.width, box.height) * precision
    var best = Cell(x: box.midX, y: box.midY, half: 0, edges)
    if let inside = geometry.interiorPoint(of: feature) {
      let cell = Cell(x: inside.x, y: inside.y, half: 0, edges)
      if cell.distance > best.distance { best = cell }
    }
    var heap = CellHeap()
    let half = min(box.width, box.height) / 2
    // Long thin polygons would start with thousands of squares.
    let columns = min(Int((box.width / (2 * half)).rounded(.up)), 64)
    let rows = min(Int((box.height / (2 * half)).rounded(.up)), 64)
    let reach = max(box.width / Double(2 * columns), box.height / Double(2 * rows))
    for column in 0..<columns {
      for row in 0..<rows {
        let x = box.minX + (Double(column) + 0.5) * box.width / Double(columns)
        let y = box.minY + (Double(row) + 0.5) * box.height / Double(rows)
        heap.push(Cell(x: x, y: y, half: reach, edges))
      }
    }
    var steps = 0
    // Each step measures four distances to all edges: a second's work at most, on the best circle so far.
    let allowed = min(20_000, max(64, 20_000_000 / max(edges.edges.count, 1)))
    while let cell = heap.pop() {
      if cell.distance > best.distance { best = cell }
      steps += 1
      guard cell.reachable - best.distance > tolerance, steps < allowed else { break }
      let half = cell.half / 2
      for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
        heap.push(Cell(x: cell.x + dx, y: cell.y + dy, half: half, edges))
      }
    }
    guard best.distance > 0 else { return nil }
    (x, y, radius) = (best.x, best.y, best.distance)
  }

  /// A square, and how far its middle is from the polygon's edge; negative outside.
  private struct Cell {
    let x: Double
    let y: Double
    let half: Double
    let distance: Double
    /// No point of the square is farther inside.
    let reachable: Double

    init(x: Double, y: Double, half: Double, _ edges: PolygonEdges) {
      (self.x, self.y, self.half) = (x, y, half)
      distance = edges.signedDistance(x, y)
      reachable = distance + half * 2.0.squareRoot()
    }
  }

  /// The squares, the most promising on top.
  private struct CellHeap {
    private var cells: [Cell] = []

    mutating func push(_ cell: Cell) {
      cells.append(cell)
      var child = cells.count - 1
      while child > 0 {
        let parent = (child - 1) / 2
        guard cells[child].reachable > cells[parent].reachable else { return }
        cells.swapAt(child, parent)
        child = parent
      }
    }

    mutating func pop() -> Cell? {
      guard let top = cells.first else { return nil }
      let last = cells.removeLast()
      guard !cells.isEmpty else { return top }
      cells[0] = last
      var parent = 0
      while true {
        var largest = parent
        for child in [2 * parent + 1, 2 * parent + 2]
        where child < cells.count && cells[child].reachable > cells[largest].reachable { largest = child }
        if largest == parent { return top }
        cells.swapAt(parent, largest)
        parent = largest
      }
    }
  }
}

/// The edges of a polygon with its holes.
struct PolygonEdges {
  private(set) var edges: [(ax: Double, ay: Double, bx: Double, by: Double)] = []
  private(set) var box = Box.empty

  /// The edges of the part of the largest box.
  init(_ geometry: GeometryColumns, largestPartOf feature: Int) {
    var best = -1.0
    var chosen: Int?
    for part in geometry.parts(of: feature) {
      guard let shell = geometry.rings(ofPart: part).first else { continue }
      let area = abs(Self.area(geometry, shell))
      if area > best { (best, chosen) = (area, part) }
    }
    guard let chosen else { return }
    for ring in geometry.rings(ofPart: chosen) {
      let vertices = geometry.vertices(ofRing: ring)
      for i in vertices.dropLast() {
        edges.append((geometry.x[i], geometry.y[i], geometry.x[i + 1], geometry.y[i + 1]))
        box.extend(x: geometry.x[i], y: geometry.y[i])
      }
    }
  }

  private static func area(_ geometry: GeometryColumns, _ ring: Int) -> Double {
    let vertices = geometry.vertices(ofRing: ring)
    guard let first = vertices.first else { return 0 }
    let (ox, oy) = (geometry.x[first], geometry.y[first])
    var sum = 0.0
    for i in vertices.dropLast() {
      sum += (geometry.x[i] - ox) * (geometry.y[i + 1] - oy) - (geometry.x[i + 1] - ox) * (geometry.y[i] - oy)
    }
    return sum / 2
  }

  /// Distance to the nearest edge, negative outside.
  func signedDistance(_ x: Double, _ y: Double) -> Double {
    var square = Double.infinity
    var isInside = false
    for edge in edges {
      if (edge.ay > y) != (edge.by > y), x < (edge.bx - edge.ax) * (y - edge.ay) / (edge.by - edge.ay) + edge.ax {
        isInside.toggle()
      }
      let (dx, dy) = (edge.bx - edge.ax, edge.by - edge.ay)
      let length = dx * dx + dy * dy
      let t = length > 0 ? min(max(((x - edge.ax) * dx + (y - edge.ay) * dy) / length, 0), 1) : 0
      let (ex, ey) = (edge.ax + t * dx - x, edge.ay + t * dy - y)
      square = min(square, ex * ex + ey * ey)
    }
    return isInside ? square.squareRoot() : -square.squareRoot()
  }

  /// True where the box lies within the polygon. Its middle must.
  func holds(_ box: Box) -> Bool {
    guard self.box.contains(box), signedDistance(box.midX, box.midY) > 0 else { return false }
    return !edges.contains { SegmentBox.meet($0.ax, $0.ay, $0.bx, $0.by, box) }
  }
}

/// Whether a segment and a box share a point.
enum SegmentBox {
  static func meet(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ box: Box) -> Bool {
    var (from, to) = (0.0, 1.0)
    for (start, delta, low, high) in [(ax, bx - ax, box.minX, box.maxX), (ay, by - ay, box.minY, box.maxY)] {
      if delta == 0 {
        if start < low || start > high { return false }
      } else {
        let (one, two) = ((low - start) / delta, (high - start) / delta)
        from = max(from, min(one, two))
        to = min(to, max(one, two))
        if from > to { return false }
      }
    }
    return true
  }
}
