internal import Geometry

/// A uniform grid over the polygon edges of one layer. Each cell lists the edges that may touch it, and knows how
/// often each class winds round its lower left corner. A box that no edge enters is then answered by one look-up,
/// however many vertices the polygons round it have; the edges within a box are found cell row by cell row.
///
/// An edge is named by its first vertex. Winding numbers are those of the corner moved by an infinitesimal (δ, ε),
/// δ ≫ ε > 0, so that no point ever lies on an edge (simulation of simplicity); every test of a point against an
/// edge in this module follows that rule and is exact, hence they all agree.
struct EdgeGrid: Sendable {
  var frame = GridFrame()
  /// Cell `c` lists `edges[starts[c] ..< starts[c + 1]]`.
  var starts: [UInt32] = [0]
  var edges: [UInt32] = []
  /// Cell `c`'s windings begin at `pool[windings[c]]`: their number, then class and winding for each.
  var windings: [UInt32] = []
  var pool: [Int32] = [0]
  /// For each vertex the classes on the two sides of the edge that starts there.
  var sides: [EdgeSides] = []
}

/// The classes whose polygons an edge bounds: rings run with their inside to the left. -1: none.
///
/// Two polygons that share an edge, each with its own copy, are one edge with a class on either side (the copy
/// has none on both and is in no cell); where both are of one class, neither copy is.
struct EdgeSides: BitwiseCopyable, Sendable {
  var left: Int32
  var right: Int32

  static let none = EdgeSides(left: -1, right: -1)
  @inline(__always) var isNone: Bool { left < 0 && right < 0 }
}

/// Where the cells of a grid lie.
struct GridFrame: Sendable, BitwiseCopyable {
  /// Lower left corner of cell (0, 0).
  var originX = 0.0
  var originY = 0.0
  /// Side of a cell and its inverse.
  var cell = 1.0
  var inverse = 1.0
  var columns = 0
  var rows = 0
  /// The box of all edges; empty where there are none.
  var extent = Box.empty

  @inline(__always)
  func column(_ x: Double) -> Int { min(max(Int((x - originX) * inverse), 0), columns - 1) }

  @inline(__always)
  func row(_ y: Double) -> Int { min(max(Int((y - originY) * inverse), 0), rows - 1) }
}

/// The directed edge a → b.
struct Edge: BitwiseCopyable {
  var ax: Double
  var ay: Double
  var bx: Double
  var by: Double

  /// Whether the horizontal line just above y passes between the ends.
  @inline(__always)
  func straddles(y: Double) -> Bool { (ay <= y) != (by <= y) }

  /// Whether the vertical line just right of x passes between the ends.
  @inline(__always)
  func straddles(x: Double) -> Bool { (ax <= x) != (bx <= x) }

  /// True where the point, moved by (δ, ε), lies to the left of the directed edge.
  @inline(__always)
  func hasOnLeft(x: Double, y: Double) -> Bool {
    let side = orientation(ax: ax, ay: ay, bx: bx, by: by, px: x, py: y)
    if side != 0 { return side > 0 }
    return by != ay ? by < ay : bx > ax
  }

  /// Of an edge that straddles the point's y: whether the point lies to the right (towards larger x) of it.
  @inline(__always)
  func isLeftOf(x: Double, y: Double) -> Bool {
    if ax > x && bx > x { return false }
    if ax < x && bx < x { return true }
    return hasOnLeft(x: x, y: y) != (by > ay)
  }

  /// Of an edge that straddles the point's x: whether the point lies above it.
  @inline(__always)
  func isBelow(x: Double, y: Double) -> Bool {
    if ay > y && by > y { return false }
    if ay < y && by < y { return true }
    return hasOnLeft(x: x, y: y) == (bx > ax)
  }

  /// Change of the winding number of a point that passes the edge towards larger x.
  @inline(__always)
  var rightwards: Int32 { by < ay ? 1 : -1 }

  /// Change of the winding number of a point that passes the edge towards larger y.
  @inline(__always)
  var upwards: Int32 { bx > ax ? 1 : -1 }

  /// Change of the winding number on the way from (fromX, y) to (toX, y).
  @inline(__always)
  func winding(fromX: Double, toX: Double, y: Double) -> Int32 {
    guard straddles(y: y) else { return 0 }
    let before = isLeftOf(x: fromX, y: y)
    let after = isLeftOf(x: toX, y: y)
    return before == after ? 0 : (after ? rightwards : -rightwards)
  }

  /// Change of the winding number on the way from (x, fromY) to (x, toY).
  @inline(__always)
  func winding(x: Double, fromY: Double, toY: Double) -> Int32 {
    guard straddles(x: x) else { return 0 }
    let before = isBelow(x: x, y: fromY)
    let after = isBelow(x: x, y: toY)
    return before == after ? 0 : (after ? upwards : -upwards)
  }
}
