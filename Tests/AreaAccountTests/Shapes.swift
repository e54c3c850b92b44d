import Geometry
import TestSupport

/// Polygons for property tests, made from random numbers. A polygon is its rings, the shell first, each open.
typealias Ring = [SIMD2<Double>]
typealias Polygon = [Ring]

enum Shapes {
  /// Polygons as one feature (several: a multipolygon).
  static func append(_ polygons: [Polygon], to builder: inout GeometryColumns.Builder) {
    builder.beginFeature(polygons.count == 1 ? .polygon : .multiPolygon)
    for polygon in polygons {
      builder.beginPart()
      for ring in polygon {
        builder.beginRing()
        for point in ring + ring.prefix(1) { builder.add(x: point.x, y: point.y) }
        builder.endRing()
      }
      builder.endPart()
    }
    builder.endFeature()
  }

  /// One feature for each list of polygons.
  static func columns(_ features: [[Polygon]]) -> GeometryColumns {
    var builder = GeometryColumns.Builder()
    for feature in features { append(feature, to: &builder) }
    return builder.finish()
  }

  static func rectangle(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Ring {
    [SIMD2(x0, y0), SIMD2(x1, y0), SIMD2(x1, y1), SIMD2(x0, y1)]
  }

  /// A star-shaped ring round a point: radii are random, angles ascend.
  static func star(
    at centre: SIMD2<Double>,
    vertices: Int,
    radius: ClosedRange<Double>,
    _ random: inout SeededRandom
  ) -> Ring {
    (0..<vertices).map { i in
      let angle = (Double(i) + random.double(in: 0...0.9)) / Double(vertices) * 2 * .pi
      let r = random.double(in: radius)
      return centre + r * SIMD2(cosine(angle), sine(angle))
    }
  }

  /// A star with a star-shaped hole in it.
  static func ringed(at centre: SIMD2<Double>, vertices: Int, _ random: inout SeededRandom) -> Polygon {
    let shell = star(at: centre, vertices: vertices, radius: 25...50, &random)
    let hole = star(at: centre, vertices: max(3, vertices / 2), radius: 2...10, &random)
    return [shell, hole]
  }

  /// A comb: teeth of random width and length upon a bar, turned by an angle.
  static func comb(at centre: SIMD2<Double>, teeth: Int, angle: Double, _ random: inout SeededRandom) -> Ring {
    var ring: Ring = [SIMD2(-50, -10), SIMD2(50, -10)]
    let pitch = 100 / Double(teeth)
    for tooth in stride(from: teeth - 1, through: 0, by: -1) {
      let left = -50 + Double(tooth) * pitch
      let width = pitch * random.double(in: 0.05...0.95)
      let top = random.double(in: 5...50)
      ring += [SIMD2(left + width, 0), SIMD2(left + width, top), SIMD2(left, top), SIMD2(left, 0)]
    }
    ring[2].x = min(ring[2].x, 50)
    return ring.map { centre + turn($0, by: angle) }
  }

  /// A spiral band of the given number of turns and even width.
  static func spiral(at centre: SIMD2<Double>, turns: Double, steps: Int) -> Ring {
    var outer: Ring = []
    var inner: Ring = []
    let gap = 50 / (turns + 1)
    for step in 0...steps {
      let angle = Double(step) / Double(steps) * turns * 2 * .pi
      let direction = SIMD2(cosine(angle), sine(angle))
      let r = gap * (1 + angle / (2 * .pi))
      outer.append(centre + r * direction)
      inner.append(centre + (r - 0.4 * gap) * direction)
    }
    return outer + inner.reversed()
  }

  static func turn(_ p: SIMD2<Double>, by angle: Double) -> SIMD2<Double> {
    let c = cosine(angle)
    let s = sine(angle)
    return SIMD2(c * p.x - s * p.y, s * p.x + c * p.y)
  }

  /// A quadrilateral mesh of columns × rows cells whose inner corners are moved at random: neighbours share edges
  /// exactly.
  static func mesh(
    _ columns: Int,
    _ rows: Int,
    size: Double,
    at origin: SIMD2<Double>,
    jitter: Double,
    _ random: inout SeededRandom
  ) -> [Ring] {
    let corners = (0...rows).map { row in
      (0...columns).map { column in
        let move = SIMD2(random.double(in: -jitter...jitter), random.double(in: -jitter...jitter))
        return origin + size * (SIMD2(Double(column), Double(row)) + move)
      }
    }
    var cells: [Ring] = []
    for r in 0..<rows {
      for c in 0..<columns {
        cells.append([corners[r][c], corners[r][c + 1], corners[r + 1][c + 1], corners[r + 1][c]])
      }
    }
    return cells
  }

  static func moved(_ polygon: Polygon, by shift: SIMD2<Double>) -> Polygon { polygon.map { $0.map { $0 + shift } } }
}
