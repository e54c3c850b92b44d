import Geometry

/// What labels must keep clear of: other labels' boxes and the lines that lead to them.
struct LabelObstacles {
  private var boxes: [Box] = []
  private var lines: [(ax: Double, ay: Double, bx: Double, by: Double, box: Box)] = []
  private var grid: [Int: [Int]] = [:]
  private static let cell = 12.0
  /// Between two labels, mm.
  private static let gap = 0.3

  private func cells(_ box: Box) -> [Int] {
    var keys: [Int] = []
    // What lies far off the paper is in the outermost cell.
    func cell(_ place: Double) -> Int { Int(min(max((place / Self.cell).rounded(.down), -1e6), 1e6)) }
    for column in cell(box.minX)...cell(box.maxX) {
      for row in cell(box.minY)...cell(box.maxY) {
        keys.append(column &* 1_000_003 &+ row)
      }
    }
    return keys
  }

  mutating func add(_ box: Box) {
    for key in cells(box) { grid[key, default: []].append(boxes.count) }
    boxes.append(box)
  }

  mutating func addLine(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) {
    lines.append((ax, ay, bx, by, Self.hull(ax, ay, bx, by)))
  }

  private static func hull(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) -> Box {
    Box(minX: min(ax, bx), minY: min(ay, by), maxX: max(ax, bx), maxY: max(ay, by))
  }

  /// No label and no line is there.
  func isFree(_ box: Box) -> Bool {
    let rim = box.expanded(by: Self.gap)
    for key in cells(rim) where grid[key]?.contains(where: { boxes[$0].intersects(rim) }) == true { return false }
    return !lines.contains { $0.box.intersects(rim) && SegmentBox.meet($0.ax, $0.ay, $0.bx, $0.by, rim) }
  }

  /// A line there would cross no label and no other line.
  func isClear(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) -> Bool {
    let hull = Self.hull(ax, ay, bx, by)
    for key in cells(hull)
    where grid[key]?.contains(where: { SegmentBox.meet(ax, ay, bx, by, boxes[$0]) }) == true { return false }
    return !lines.contains { $0.box.intersects(hull) && Self.cross($0, ax, ay, bx, by) }
  }

  private static func cross(
    _ line: (ax: Double, ay: Double, bx: Double, by: Double, box: Box),
    _ ax: Double,
    _ ay: Double,
    _ bx: Double,
    _ by: Double
  ) -> Bool {
    func side(_ px: Double, _ py: Double, _ qx: Double, _ qy: Double, _ x: Double, _ y: Double) -> Double {
      (qx - px) * (y - py) - (qy - py) * (x - px)
    }
    let one = side(ax, ay, bx, by, line.ax, line.ay) * side(ax, ay, bx, by, line.bx, line.by)
    let two = side(line.ax, line.ay, line.bx, line.by, ax, ay) * side(line.ax, line.ay, line.bx, line.by, bx, by)
    return one <= 0 && two <= 0
  }
}

/// Where something is drawn, on a grid over the frame.
struct DrawnLand {
  private let frame: Box
  private let cell: Double
  private let columns: Int
  private let rows: Int
  private var isDrawn: [Bool]

  init(_ frame: Box, cell: Double) {
    self.frame = frame
    self.cell = cell
    columns = max(Int((frame.width / cell).rounded(.up)), 1)
    rows = max(Int((frame.height / cell).rounded(.up)), 1)
    isDrawn = Array(repeating: false, count: columns * rows)
  }

  /// Marks the cells whose middle lies in a polygon, and those that its corners lie in.
  mutating func mark(_ geometry: GeometryColumns, _ feature: Int, _ projection: SheetProjection) {
    let box = projection.box(geometry.box(of: feature))
    guard box.intersects(frame) else { return }
    var edges: [(ax: Double, ay: Double, bx: Double, by: Double)] = []
    for ring in geometry.rings(of: feature) {
      for i in geometry.vertices(ofRing: ring).dropLast() {
        edges.append(
          (
            projection.x(geometry.x[i]), projection.y(geometry.y[i]), projection.x(geometry.x[i + 1]),
            projection.y(geometry.y[i + 1])
          )
        )
        set(column(edges[edges.count - 1].ax), row(edges[edges.count - 1].ay))
      }
    }
    guard geometry.kinds[feature].isPolygonal || geometry.kinds[feature] == .collection else { return }
    for row in max(row(box.minY), 0)...min(max(row(box.maxY), 0), rows - 1) {
      let y = frame.minY + (Double(row) + 0.5) * cell
      var crossings: [Double] = []
      for edge in edges where (edge.ay > y) != (edge.by > y) {
        crossings.append((edge.bx - edge.ax) * (y - edge.ay) / (edge.by - edge.ay) + edge.ax)
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        let (first, last) = (max(column(crossings[pair]), 0), min(column(crossings[pair + 1]), columns - 1))
        if first <= last { for column in first...last { set(column, row) } }
      }
    }
  }

  private func column(_ x: Double) -> Int { Int(min(max((x - frame.minX) / cell, -1e6), 1e6).rounded(.down)) }
  private func row(_ y: Double) -> Int { Int(min(max((y - frame.minY) / cell, -1e6), 1e6).rounded(.down)) }

  private mutating func set(_ column: Int, _ row: Int) {
    guard column >= 0, row >= 0, column < columns, row < rows else { return }
    isDrawn[row * columns + column] = true
  }

  /// Nothing is drawn under a box.
  func isEmpty(_ box: Box) -> Bool {
    let (left, right) = (max(column(box.minX), 0), min(column(box.maxX), columns - 1))
    let (top, bottom) = (max(row(box.minY), 0), min(row(box.maxY), rows - 1))
    guard left <= right, top <= bottom else { return true }
    for row in top...bottom {
      for column in left...right where isDrawn[row * columns + column] { return false }
    }
    return true
  }
}
