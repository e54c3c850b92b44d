/// A position in whole millimetres from the park's local origin (see ``ParkFacts/origin``). Whole numbers make
/// equality, collinearity and direction exact, so that neighbours share the very same vertices.
struct GridPoint: Hashable, Comparable {
  var x: Int
  var y: Int

  static func < (a: GridPoint, b: GridPoint) -> Bool {
    a.x != b.x ? a.x < b.x : a.y < b.y
  }

  var vector: Vector { Vector(Double(x) / 1000, Double(y) / 1000) }
}

/// A position or direction in metres, local to the park's origin; x to the east, y to the north.
struct Vector: Equatable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  static func + (a: Vector, b: Vector) -> Vector { Vector(a.x + b.x, a.y + b.y) }
  static func - (a: Vector, b: Vector) -> Vector { Vector(a.x - b.x, a.y - b.y) }
  static func * (a: Vector, k: Double) -> Vector { Vector(a.x * k, a.y * k) }

  func dot(_ other: Vector) -> Double { x * other.x + y * other.y }
  func cross(_ other: Vector) -> Double { x * other.y - y * other.x }
  /// Square root is exactly rounded by IEEE 754, unlike the trigonometric functions, which the park does without.
  var length: Double { (x * x + y * y).squareRoot() }
  var unit: Vector {
    let length = length
    return length > 0 ? self * (1 / length) : Vector(1, 0)
  }
  /// Turned a quarter to the left.
  var left: Vector { Vector(-y, x) }
  var rounded: GridPoint { GridPoint(x: Int((x * 1000).rounded()), y: Int((y * 1000).rounded())) }
}

/// An undirected edge of a plane graph.
struct Segment: Hashable {
  var a: GridPoint
  var b: GridPoint

  /// The end points in order, so that both directions are one edge.
  init(_ a: GridPoint, _ b: GridPoint) {
    self.a = min(a, b)
    self.b = max(a, b)
  }
}

/// The cross product of `b - a` and `c - a`: positive where `c` lies to the left of a→b. Exact for the park's extent.
func orientation(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Int {
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}
