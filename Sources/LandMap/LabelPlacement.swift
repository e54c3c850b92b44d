public import Geometry

/// A label where it stands on the sheet, mm.
public struct PlacedLabel: Sendable, Hashable {
  public let lines: [String]
  public let box: Box
  /// The point it belongs to, where a line leads there.
  public let anchor: Point?

  public struct Point: Sendable, Hashable {
    public let x: Double
    public let y: Double
  }
}

/// Places labels: within the polygon round its pole of inaccessibility, first with all lines, then with the first only;
/// else beside it with a line that leads to it. No label meets another, and none leaves the frame.
public struct LabelPlacement {
  public let frame: Box
  /// Width of a line of text, mm.
  let width: (String) -> Double
  let lineHeight: Double
  private(set) public var placed: [PlacedLabel] = []
  /// How many found no room.
  private(set) public var omitted = 0
  private var leaders: [(ax: Double, ay: Double, bx: Double, by: Double, box: Box)] = []
  private var grid: [Int: [Int]] = [:]
  private static let cell = 12.0
  private static let mostLeaders = 150

  /// A wish for a label.
  public struct Wish {
    public var lines: [String]
    /// The pole on the sheet and its circle's radius, mm.
    public var x: Double
    public var y: Double
    public var radius: Double
    /// Whether a box on the sheet lies within the feature.
    public var holds: (Box) -> Bool

    public init(lines: [String], x: Double, y: Double, radius: Double, holds: @escaping (Box) -> Bool) {
      self.lines = lines
      self.x = x
      self.y = y
      self.radius = radius
      self.holds = holds
    }
  }

  public init(frame: Box, lineHeight: Double, width: @escaping (String) -> Double) {
    self.frame = frame
    self.lineHeight = lineHeight
    self.width = width
  }

  /// Labels within first, so that leaders are laid out round them; larger features before smaller ones.
  public mutating func place(_ wishes: [Wish]) {
    let order = wishes.indices.sorted {
      (wishes[$1].radius, $0) < (wishes[$0].radius, $1)
    }
    var left: [Int] = []
    for index in order where !placeWithin(wishes[index]) { left.append(index) }
    // What is smaller than a full stop is not led out, and where very many ask for it none is: the sheet would be all
    // lines.
    let candidates = left.count { wishes[$0].radius >= 0.6 }
    for index in left where candidates > Self.mostLeaders || wishes[index].radius < 0.6 || !leadOut(wishes[index]) {
      omitted += 1
    }
  }

  private func size(_ lines: [String]) -> (width: Double, height: Double) {
    (lines.map(width).max() ?? 0, Double(lines.count) * lineHeight)
  }

  private mutating func placeWithin(_ wish: Wish) -> Bool {
    guard frame.contains(x: wish.x, y: wish.y), wish.radius > lineHeight * 0.4 else { return false }
    var choices = [wish.lines]
    if wish.lines.count > 2 { choices.append(Array(wish.lines.prefix(2))) }
    if wish.lines.count > 1 { choices.append([wish.lines[0]]) }
    for lines in choices {
      let (w, h) = size(lines)
      let box = Box(minX: wish.x - w / 2, minY: wish.y - h / 2, maxX: wish.x + w / 2, maxY: wish.y + h / 2)
      if frame.contains(box), wish.holds(box), isFree(box) {
        add(PlacedLabel(lines: lines, box: box, anchor: nil))
        return true
      }
    }
    return false
  }

  private static let directions: [(Double, Double)] = (0..<16).map { step in
    // Cosines and sines of sixteenths, as numbers that are the same on every machine.
    let table = [1, 0.92388, 0.70711, 0.38268, 0, -0.38268, -0.70711, -0.92388]
    let sines = [0, 0.38268, 0.70711, 0.92388, 1, 0.92388, 0.70711, 0.38268]
    return step < 8 ? (table[step], -sines[step]) : (-table[step - 8], sines[step - 8])
  }

  private mutating func leadOut(_ wish: Wish) -> Bool {
    guard frame.contains(x: wish.x, y: wish.y) else { return false }
    let lines = [wish.lines[0]]
    let (w, h) = size(lines)
    for distance in [4.0, 7, 11, 16] {
      for (dx, dy) in Self.directions {
        let (x, y) = (wish.x + dx * (distance + w / 2 * abs(dx)), wish.y + dy * (distance + h / 2))
        let box = Box(minX: x - w / 2, minY: y - h / 2, maxX: x + w / 2, maxY: y + h / 2)
        let (endX, endY) = (min(max(wish.x, box.minX), box.maxX), min(max(wish.y, box.minY), box.maxY))
        if frame.contains(box), isFree(box), isClear(wish.x, wish.y, endX, endY) {
          add(PlacedLabel(lines: lines, box: box, anchor: .init(x: wish.x, y: wish.y)))
          let hull = Box(
            minX: min(wish.x, endX),
            minY: min(wish.y, endY),
            maxX: max(wish.x, endX),
            maxY: max(wish.y, endY)
          )
          leaders.append((wish.x, wish.y, endX, endY, hull))
          return true
        }
      }
    }
    return false
  }

  private func cells(_ box: Box) -> [Int] {
    var keys: [Int] = []
    for column in Int((box.minX / Self.cell).rounded(.down))...Int((box.maxX / Self.cell).rounded(.down)) {
      for row in Int((box.minY / Self.cell).rounded(.down))...Int((box.maxY / Self.cell).rounded(.down)) {
        keys.append(column &* 1_000_003 &+ row)
      }
    }
    return keys
  }

  private mutating func add(_ label: PlacedLabel) {
    for key in cells(label.box) { grid[key, default: []].append(placed.count) }
    placed.append(label)
  }

  /// No label and no leader is there.
  private func isFree(_ box: Box) -> Bool {
    let rim = box.expanded(by: 0.3)
    for key in cells(rim) where grid[key]?.contains(where: { placed[$0].box.intersects(rim) }) == true { return false }
    return !leaders.contains { $0.box.intersects(rim) && SegmentBox.meet($0.ax, $0.ay, $0.bx, $0.by, rim) }
  }

  /// A leader there would cross no label.
  private func isClear(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) -> Bool {
    let hull = Box(minX: min(ax, bx), minY: min(ay, by), maxX: max(ax, bx), maxY: max(ay, by))
    for key in cells(hull)
    where grid[key]?.contains(where: { SegmentBox.meet(ax, ay, bx, by, placed[$0].box) }) == true { return false }
    return true
  }
}
