public import Geometry

/// A label where it stands on the sheet, mm.
public struct PlacedLabel: Sendable, Hashable {
  /// As set.
  public let lines: [String]
  /// What the text covers, mm.
  public let box: Box
  /// Of the letters.
  public let size: Double
  /// The point it belongs to, where a line leads there.
  public let anchor: Point?
  /// True where a symbol stands there: the line needs no dot of its own.
  public var isAtSymbol = false

  /// A place on the sheet.
  public struct Point: Sendable, Hashable {
    /// To the right, mm.
    public let x: Double
    /// Downwards, mm.
    public let y: Double
  }
}

/// Places labels: within the polygon round its pole of inaccessibility, with as many of its lines and as large as fit;
/// else beside it with a line that leads to it, on empty land before land that is drawn. No label meets another or
/// another's line, no two lines cross, and none leaves the frame.
public struct LabelPlacement {
  /// Where labels may stand, mm.
  public let frame: Box
  /// Sizes of letters, the usual one first, mm.
  public let sizes: Sizes
  /// Width of a line of text in letters of 1 mm.
  let width: (String) -> Double
  /// True where nothing is drawn under a box.
  public var isEmpty: (Box) -> Bool = { _ in false }
  private(set) public var placed: [PlacedLabel] = []
  /// The first lines of those that found no room, in the order of the wishes.
  private(set) public var omitted: [String] = []
  private var obstacles = LabelObstacles()
  private var ledOut = 0

  /// Letters shrink with the features that they stand in, down to what can still be read.
  public struct Sizes: Sendable {
    /// The wanted size, mm.
    public var usual: Double
    /// The least at which all lines, the first two, and the first alone are taken.
    public var least: [Double]
    /// Of labels that stand beside their parcel, with a line to it, mm.
    public var led: Double

    /// Sizes in mm.
    public init(usual: Double, least: [Double], led: Double) {
      self.usual = usual
      self.least = least
      self.led = led
    }

    /// For a sheet that is read from so many times farther than one of A4.
    public static func standard(_ enlargement: Double) -> Sizes {
      Sizes(usual: 2 * enlargement, least: [1.5, 1.35, 1.2].map { $0 * enlargement }, led: 1.5 * enlargement)
    }
  }

  /// Of a line of text in letters of 1 mm.
  static let lineHeight = 1.3

  /// A wish for a label.
  public struct Wish {
    /// To be set one above the other.
    public var lines: [String]
    /// The pole on the sheet and its circle's radius, mm.
    public var x: Double
    /// Of the middle of the largest circle within the parcel, mm.
    public var y: Double
    /// Of that circle, mm.
    public var radius: Double
    /// How many times larger than others its letters are.
    public var enlargement = 1.0
    /// What is urgent is placed first, and led out however small its feature is.
    public var urgency = 0
    /// It says what its feature's colour says too: never led out.
    public var repeatsColour = false
    /// It stands beside its place, never on it.
    public var isPoint = false
    /// How far from its place a line to it begins, for a symbol that stands there, mm.
    public var clearance = 0.0
    /// Whether a box on the sheet lies within the feature.
    public var holds: (Box) -> Bool

    /// A label; `holds` says whether a box on the sheet lies within the parcel.
    public init(lines: [String], x: Double, y: Double, radius: Double, holds: @escaping (Box) -> Bool) {
      self.lines = lines
      self.x = x
      self.y = y
      self.radius = radius
      self.holds = holds
    }
  }

  /// A placement on a sheet; `width` gives the width of a text of size 1 mm.
  public init(frame: Box, sizes: Sizes, width: @escaping (String) -> Double) {
    self.frame = frame
    self.sizes = sizes
    self.width = width
  }

  /// Keeps a box free of labels.
  public mutating func reserve(_ box: Box) { obstacles.add(box) }

  /// Labels within first, so that leaders are laid out round them; larger features before smaller ones.
  public mutating func place(_ wishes: [Wish]) {
    let order = wishes.indices.sorted {
      (wishes[$1].urgency, wishes[$1].enlargement, wishes[$1].radius, $0)
        < (wishes[$0].urgency, wishes[$0].enlargement, wishes[$0].radius, $1)
    }
    var left: [Int] = []
    for index in order where wishes[index].isPoint || !placeWithin(wishes[index]) { left.append(index) }
    // What is smaller than a full stop is not led out.
    var failed: [Int] = []
    for index in left {
      let isDot = wishes[index].radius < 0.45 && wishes[index].urgency == 0
      if isDot || wishes[index].repeatsColour || !leadOut(wishes[index]) { failed.append(index) }
    }
    omitted += failed.sorted().filter { !wishes[$0].repeatsColour }.map { wishes[$0].lines[0] }
  }

  // MARK: Within

  private func size(_ lines: [String], _ letters: Double) -> (width: Double, height: Double) {
    ((lines.map(width).max() ?? 0) * letters + letters * 0.2, Double(lines.count) * letters * Self.lineHeight)
  }

  private mutating func placeWithin(_ wish: Wish) -> Bool {
    let smallest = sizes.least.last ?? sizes.usual
    guard frame.contains(x: wish.x, y: wish.y), wish.radius > smallest * 0.55 else { return false }
    var choices = [(wish.lines, sizes.least.first ?? sizes.usual)]
    if wish.lines.count > 2 { choices.append((Array(wish.lines.prefix(2)), sizes.least[1])) }
    if wish.lines.count > 1 { choices.append(([wish.lines[0]], smallest)) }
    if wish.lines.count == 1 { choices[0].1 = smallest }
    for (lines, least) in choices {
      var letters = sizes.usual * wish.enlargement
      while letters >= least - 1e-9 {
        if placeWithin(wish, lines, letters) { return true }
        if letters <= least { break }
        letters = max(letters * 0.88, least)
      }
    }
    return false
  }

  private mutating func placeWithin(_ wish: Wish, _ lines: [String], _ letters: Double) -> Bool {
    let (w, h) = size(lines, letters)
    // At the pole; where another feature's label has it, above or below.
    for step in [0, -1.1, 1.1, -2.2, 2.2] {
      let y = wish.y + step * h
      let box = Box(minX: wish.x - w / 2, minY: y - h / 2, maxX: wish.x + w / 2, maxY: y + h / 2)
      let isInCircle = step == 0 && w * w + h * h <= 4 * wish.radius * wish.radius
      guard frame.contains(box), isInCircle || wish.holds(box) else {
        if step == 0 { return false }
        continue
      }
      guard obstacles.isFree(box) else { continue }
      add(PlacedLabel(lines: lines, box: box, size: letters, anchor: nil))
      return true
    }
    return false
  }

  // MARK: Led out

  private static let directions: [(Double, Double)] = (0..<16).map { step in
    // Cosines and sines of sixteenths, as numbers that are the same on every machine.
    let table = [1, 0.92388, 0.70711, 0.38268, 0, -0.38268, -0.70711, -0.92388]
    let sines = [0, 0.38268, 0.70711, 0.92388, 1, 0.92388, 0.70711, 0.38268]
    return step < 8 ? (table[step], -sines[step]) : (-table[step - 8], sines[step - 8])
  }

  /// Beside the place on land where nothing is drawn, however far within reason; else near it over what is drawn, as
  /// long as lines are few: a sheet that is all lines says nothing.
  private mutating func leadOut(_ wish: Wish) -> Bool {
    guard frame.contains(x: wish.x, y: wish.y) else { return false }
    let unit = sizes.usual
    let room = frame.width * frame.height / (unit * unit)
    if wish.isPoint { return lead(wish, [0.9, 1.6, 2.6, 4, 6].map { $0 * unit }, onEmptyLand: false) }
    if Double(ledOut) * 30 < room, lead(wish, [1.5, 2.5, 4, 6, 9, 13, 18].map { $0 * unit }, onEmptyLand: true) {
      ledOut += 1
      return true
    }
    if Double(ledOut) * 130 < room, lead(wish, [2, 3.5, 5.5, 8].map { $0 * unit }, onEmptyLand: false) {
      ledOut += 1
      return true
    }
    return false
  }

  private mutating func lead(_ wish: Wish, _ distances: [Double], onEmptyLand: Bool) -> Bool {
    let lines = wish.isPoint ? wish.lines : [wish.lines[0]]
    let letters = sizes.led * wish.enlargement
    let (w, h) = size(lines, letters)
    for distance in distances {
      for (dx, dy) in Self.directions {
        let (x, y) = (wish.x + dx * (distance + w / 2 * abs(dx)), wish.y + dy * (distance + h / 2))
        let box = Box(minX: x - w / 2, minY: y - h / 2, maxX: x + w / 2, maxY: y + h / 2)
        guard frame.contains(box), obstacles.isFree(box), !onEmptyLand || isEmpty(box) else { continue }
        let (endX, endY) = (min(max(wish.x, box.minX), box.maxX), min(max(wish.y, box.minY), box.maxY))
        let way = ((endX - wish.x) * (endX - wish.x) + (endY - wish.y) * (endY - wish.y)).squareRoot()
        guard way > wish.clearance else { continue }
        let startX = wish.x + (endX - wish.x) * wish.clearance / way
        let startY = wish.y + (endY - wish.y) * wish.clearance / way
        guard obstacles.isClear(startX, startY, endX, endY) else { continue }
        let isSymbol = wish.clearance > 0
        add(
          PlacedLabel(lines: lines, box: box, size: letters, anchor: .init(x: startX, y: startY), isAtSymbol: isSymbol)
        )
        obstacles.addLine(startX, startY, endX, endY)
        return true
      }
    }
    return false
  }

  private mutating func add(_ label: PlacedLabel) {
    obstacles.add(label.box)
    placed.append(label)
  }
}
