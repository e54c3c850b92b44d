public import Geometry

/// Metres for coordinates in degrees or in feet: each axis scaled by one number, so that straight lines stay straight,
/// points on an edge stay on it, and the way back is exact but for rounding.
///
/// In degrees the numbers are those of the ellipsoid at the middle latitude of the extent; elsewhere lengths to the
/// east, and areas, are off by ``distortion`` at most.
public struct PlaneFrame: Sendable, Hashable {
  /// The source's x that becomes 0.
  public let originX: Double
  /// The source's y that becomes 0.
  public let originY: Double
  /// Metres that one unit of x is.
  public let metresPerX: Double
  /// Metres that one unit of y is.
  public let metresPerY: Double
  /// Largest relative error of an area within the extent.
  public let distortion: Double

  /// For a projected system whose unit is so many metres; nil where it is the metre, and nothing is to be done.
  public init?(metresPerUnit: Double) {
    guard metresPerUnit != 1 else { return nil }
    (originX, originY, metresPerX, metresPerY, distortion) = (0, 0, metresPerUnit, metresPerUnit, 0)
  }

  /// For longitude and latitude in degrees; nil for numbers that are no degrees, and for a pole in the middle, where no
  /// number scales longitudes. Radii of curvature: J. P. Snyder, Map Projections: A Working Manual, 1987,
  /// formulas 4-18 and 4-20.
  public init?(degrees extent: Box, semiMajorAxis: Double, flattening: Double) {
    let e2 = flattening * (2 - flattening)
    func lengths(_ latitude: Double) -> (x: Double, y: Double) {
      let sine = sinOfDegrees(latitude)
      let root = (1 - e2 * sine * sine).squareRoot()
      let degree = Double.pi / 180
      // At the pole rounding may take the sine beyond 1, and a degree of longitude has no length.
      let cosine = max(1 - sine * sine, 1e-12).squareRoot()
      return (semiMajorAxis / root * cosine * degree, semiMajorAxis * (1 - e2) / (root * root * root) * degree)
    }
    let box = extent.isEmpty ? Box(minX: 0, minY: 0, maxX: 0, maxY: 0) : extent
    let globe = Box(minX: -720, minY: -90, maxX: 720, maxY: 90)
    guard globe.contains(box), abs(box.midY) < 89.99 else { return nil }
    (originX, originY) = (box.midX, box.midY)
    let middle = lengths(box.midY)
    (metresPerX, metresPerY) = (middle.x, middle.y)
    distortion = [box.minY, box.maxY].map { latitude in
      let there = lengths(latitude)
      return abs(there.x * there.y / (middle.x * middle.y) - 1)
    }.reduce(0) { max($0, $1) }
  }

  /// The same features in metres.
  public func plane(_ columns: GeometryColumns) -> GeometryColumns {
    columns.replacingCoordinates(
      x: columns.x.map { ($0 - originX) * metresPerX },
      y: columns.y.map { ($0 - originY) * metresPerY }
    )
  }

  /// Features in metres, back in the source's coordinates.
  public func source(_ columns: GeometryColumns) -> GeometryColumns {
    columns.replacingCoordinates(
      x: columns.x.map { $0 / metresPerX + originX },
      y: columns.y.map { $0 / metresPerY + originY }
    )
  }

  /// A place in metres, back in the source's coordinates.
  public func source(x: Double, y: Double) -> (x: Double, y: Double) {
    (x / metresPerX + originX, y / metresPerY + originY)
  }
}

/// Sine by its series, which no platform's library rounds differently.
private func sinOfDegrees(_ degrees: Double) -> Double {
  let angle = min(max(degrees, -90), 90) * (Double.pi / 180)
  var term = angle
  var sum = angle
  for k in 1...12 {
    term *= -angle * angle / Double((2 * k) * (2 * k + 1))
    sum += term
  }
  return sum
}
