import AreaAccount
import GEOS
import Geometry
import TestSupport
import Testing

/// Accounts against GEOS (OverlayNG).
///
/// GEOS rounds crossings to coordinates, which at an easting of 3.8e7 alone moves them by up to 4e-9 m. So that the
/// oracle is sharper than what it judges, it gets the same numbers with the origin subtracted, which is exact for the
/// shapes used here (checked); the account gets them as they are.
struct Oracle {
  let origin: SIMD2<Double>

  /// The columns relative to the origin, nothing rounded.
  func local(_ columns: GeometryColumns) -> GeometryColumns {
    let x = columns.x.map { $0 - origin.x }
    let y = columns.y.map { $0 - origin.y }
    for i in x.indices where x[i] + origin.x != columns.x[i] || y[i] + origin.y != columns.y[i] {
      Issue.record("subtracting the origin is not exact")
      break
    }
    return columns.replacingCoordinates(x: x, y: y)
  }

  /// Area common to one feature of each.
  func common(_ a: GeometryColumns, _ b: GeometryColumns) throws -> Double {
    try Shape(local(a), feature: 0).intersection(Shape(local(b), feature: 0)).area
  }

  /// The shapes of all features.
  func shapes(_ columns: GeometryColumns) throws -> [Shape] { try Shape.all(of: local(columns)) }
}

/// Compares the pair; returns the difference.
func compare(_ a: Polygon, _ b: Polygon, origin: SIMD2<Double>, _ name: String) throws -> Double {
  let first = Shapes.columns([[a]])
  let second = Shapes.columns([[b]])
  let oracle = Oracle(origin: origin)
  let expected = try oracle.common(first, second)
  let found = try commonArea(first, second)
  let integral = first.intersectionArea(0, with: second, 0)
  let allowed = max(1e-6, 1e-10 * first.planeArea(of: 0))
  #expect(abs(found - expected) < allowed, "\(name): account \(found), GEOS \(expected)")
  #expect(abs(integral - expected) < allowed, "\(name): pair integral \(integral), GEOS \(expected)")
  return abs(found - expected)
}

@Suite struct AgainstGEOSTests {
  @Test func randomShapes() throws {
    var random = SeededRandom.announced("randomShapes", fallback: 20_260_201)
    var worst = 0.0
    for k in 0..<pairs(2_000) {
      let origin = origins[k % 3]
      let a = randomPolygon(near: origin, &random)
      let b = randomPolygon(near: origin, &random)
      worst = max(worst, try compare(a, b, origin: origin, "pair \(k)"))
    }
    print("random shapes against GEOS: worst difference \(worst) m²")
  }

  /// A shape against itself moved by 1e-9 to 1 m: every edge has a neighbour that nearly coincides.
  @Test func nearlyCoincidentEdges() throws {
    var random = SeededRandom.announced("nearlyCoincidentEdges", fallback: 20_260_202)
    var worst = 0.0
    for k in 0..<pairs(600) {
      let origin = origins[k % 3]
      let a = randomPolygon(near: origin, &random)
      let size = 10 * Double(sign: .plus, exponent: Int.random(in: -33 ... -3, using: &random), significand: 1)
      let shift = SIMD2(random.double(in: -size...size), random.double(in: -size...size))
      var b = Shapes.moved(a, by: shift)
      if k % 2 == 1 {
        b = a.map { ring in
          ring.map { $0 + SIMD2(random.double(in: -size...size), random.double(in: -size...size)) / 4 }
        }
        guard try Shape(Shapes.columns([[b]]), feature: 0).isValid() else { continue }
      }
      worst = max(worst, try compare(a, b, origin: origin, "pair \(k), \(size) m apart"))
    }
    print("nearly coincident edges against GEOS: worst difference \(worst) m²")
  }

  /// Meshes with the same corners, some of them moved, some edges halved: edges are shared wholly and in part.
  @Test func gridsWithSharedEdges() throws {
    var random = SeededRandom.announced("gridsWithSharedEdges", fallback: 20_260_203)
    var worst = 0.0
    for k in 0..<max(6, pairs(400) / 60) {
      let origin = origins[k % 3]
      let first = Shapes.mesh(5, 4, size: 20, at: origin, jitter: k % 2 == 0 ? 0 : 0.3, &random)
      let second = first.map { ring -> Ring in
        // An edge cut in two at a point that rounding puts beside it, or a lot that grew over its neighbour.
        let split = (ring[0] + ring[1]) / 2
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return [ring[0], split, ring[1], ring[2], ring[3]]
        case 1: return [ring[0], ring[1] + (ring[1] - ring[0]) / 2, ring[2] + (ring[2] - ring[3]) / 2, ring[3]]
        default: return ring
        }
      }
      for a in first {
        for b in second where try Shape(Shapes.columns([[[b]]]), feature: 0).isValid() {
          worst = max(worst, try compare([a], [b], origin: origin, "mesh \(k)"))
        }
      }
    }
    print("grids with shared edges against GEOS: worst difference \(worst) m²")
  }

  /// Holes that touch their shell at a point, vertices in the middle of the other's edges, needles.
  @Test(arguments: origins) func touching(origin: SIMD2<Double>) throws {
    func ring(_ points: [(Double, Double)]) -> Ring { points.map { origin + SIMD2($0.0, $0.1) } }
    let shell = ring([(0, 0), (10, 0), (10, 10), (0, 10)])
    let shapes: [Polygon] = [
      [shell],
      [shell, ring([(0, 0), (3, 5), (5, 3)])],
      [shell, ring([(5, 0), (7, 4), (3, 4)]), ring([(10, 5), (6, 7), (6, 5)])],
      [ring([(5, 0), (10, 5), (5, 10), (0, 5)])],
      [ring([(0, 5), (10, 5), (10, 15), (0, 15)])],
      [ring([(10, 0), (20, 0), (20, 10), (10, 10)])],
      [ring([(-5, 4.999999999), (15, 5), (-5, 5.000000001)])],
      [ring([(2, -5), (2.000000001, -5), (8, 15)])],
      [ring([(0, 0), (10, 10), (0, 10)])],
      [ring([(0, 0), (5, 0), (5, 5), (10, 5), (10, 10), (0, 10)])],
      [ring([(-100_000, -100_000), (100_000, -99_990), (100_001, 100_000), (-99_999, 100_003)])],
    ]
    for (i, a) in shapes.enumerated() {
      for (k, b) in shapes.enumerated() { _ = try compare(a, b, origin: origin, "shape \(i) with \(k)") }
    }
  }

  /// Two layers of overlapping polygons of two classes: every combination against GEOS's unions and intersections.
  @Test func combinationsOfOverlappingLayers() throws {
    var random = SeededRandom.announced("combinationsOfOverlappingLayers", fallback: 20_260_204)
    var worst = 0.0
    for k in 0..<max(12, pairs(600) / 50) {
      let origin = origins[k % 3]
      let oracle = Oracle(origin: origin)
      let layers = (0..<2).map { _ in Shapes.columns((0..<6).map { _ in [randomPolygon(near: origin, &random)] }) }
      let classes: [Int32] = [0, 1, 0, 1, 0, -1]
      let subjects = Shapes.columns((0..<4).map { _ in [randomPolygon(near: origin, &random)] })
      let engine = AccountEngine(overlays: layers.map { OverlayLayer($0, classes: classes) })
      let batch = try engine.account(subjects)
      // The union of each class of each layer.
      let unions = try layers.map { layer in
        let shapes = try oracle.shapes(layer)
        return try (0..<2).map { wanted in
          let members = zip(classes, shapes).filter { $0.0 == wanted }.map(\.1)
          return try members.dropFirst().reduce(members[0]) { try $0.union($1) }
        }
      }
      for (subject, shape) in try oracle.shapes(subjects).enumerated() {
        let found = AccountTests.table(batch, subject)
        for combination in 0..<16 {
          var expected = shape
          var key: [[Int32]] = [[], []]
          for bit in 0..<4 {
            let union = unions[bit / 2][bit % 2]
            if combination & (1 << bit) != 0 {
              expected = try expected.intersection(union)
              key[bit / 2].append(Int32(bit % 2))
            } else {
              expected = try expected.difference(union)
            }
          }
          let difference = abs((found[key] ?? 0) - expected.area)
          worst = max(worst, difference)
          #expect(difference < 1e-6, "case \(k), subject \(subject), \(key): \(found[key] ?? 0) for \(expected.area)")
        }
      }
    }
    print("combinations against GEOS: worst difference \(worst) m²")
  }

  /// A subject of two thousand edges over hundreds of lots is split into boxes: the sums must not notice.
  @Test func largeSubjects() throws {
    var random = SeededRandom.announced("largeSubjects", fallback: 20_260_205)
    for origin in origins {
      let lots = Shapes.mesh(20, 20, size: 20, at: origin, jitter: 0.3, &random)
      let centre = origin + SIMD2(200, 200)
      let outline = Shapes.star(at: centre, vertices: 1_500, radius: 150...220, &random)
      let hole = Shapes.star(at: centre, vertices: 500, radius: 40...60, &random)
      let subject = Shapes.columns([[[outline, hole]]])
      let columns = Shapes.columns(lots.map { [[$0]] })
      let classes = columns.count
      let batch = try AccountEngine(overlays: [OverlayLayer(columns)]).account(subject)
      let shape = try Oracle(origin: origin).shapes(subject)[0]
      var byClass = [Double](repeating: 0, count: classes)
      for row in batch.rows(of: 0) {
        let set = batch.classes(row: row, layer: 0)
        // Neighbours share edges exactly, so no lot overlaps another.
        #expect(set.count <= 1)
        if let label = set.first { byClass[Int(label)] += batch.areas[row] }
      }
      for (lot, lotShape) in try Oracle(origin: origin).shapes(columns).enumerated() {
        #expect(abs(byClass[lot] - (try shape.intersection(lotShape).area)) < 1e-6)
      }
      #expect(batch.worstClosing < 1e-10)
    }
  }
}
