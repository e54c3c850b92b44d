import GEOS
import Geometry

/// Shorthand for tests.
func wkt(_ text: String) throws(GEOSError) -> Shape {
  try Shape(wkt: text)
}

/// Names for shapes that many tests use.
enum Known {
  static let square = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))"
  /// Overlaps `square` in a square of 5 by 5.
  static let shifted = "POLYGON ((5 5, 15 5, 15 15, 5 15, 5 5))"
  static let bowTie = "POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))"
  /// A square, and a smaller one in it drawn by the same ring in the same direction, 36 m² counted twice.
  static let doubled = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0, 2 2, 8 2, 8 8, 2 8, 2 2, 0 0))"
  static let withHole = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 2 4, 4 4, 4 2, 2 2))"
}
