import AreaAccount
import Foundation
import Geometry
import TestSupport
import Testing

/// How many pairs a property test takes: `LANDPLAN_PAIRS` where it is set, else a number that takes a second or two.
func pairs(_ few: Int) -> Int {
  ProcessInfo.processInfo.environment["LANDPLAN_PAIRS"].flatMap { Int($0) } ?? few
}

/// The origins at which every property must hold: local, projected, projected with the zone before the easting.
let origins: [SIMD2<Double>] = [SIMD2(0, 0), SIMD2(500_000, 2_500_000), SIMD2(38_500_000, 2_500_000)]

/// A random polygon near an origin, of one of the kinds that planning layers are made of.
func randomPolygon(near origin: SIMD2<Double>, _ random: inout SeededRandom) -> Polygon {
  let centre = origin + SIMD2(random.double(in: -30...30), random.double(in: -30...30))
  switch Int.random(in: 0..<6, using: &random) {
  case 0: return [Shapes.star(at: centre, vertices: Int.random(in: 3...40, using: &random), radius: 5...50, &random)]
  case 1: return Shapes.ringed(at: centre, vertices: Int.random(in: 6...60, using: &random), &random)
  case 2:
    let teeth = Int.random(in: 2...20, using: &random)
    return [Shapes.comb(at: centre, teeth: teeth, angle: random.double(in: 0...6), &random)]
  case 3: return [Shapes.comb(at: centre, teeth: Int.random(in: 2...20, using: &random), angle: 0, &random)]
  case 4: return [Shapes.spiral(at: centre, turns: random.double(in: 1...4), steps: 60)]
  default:
    let size = SIMD2(random.double(in: 1...60), random.double(in: 1...60))
    return [Shapes.rectangle(centre.x, centre.y, centre.x + size.x, centre.y + size.y)]
  }
}

/// The area that the account finds common to the first subject and the first class of the one layer.
func commonArea(_ subject: GeometryColumns, _ overlay: GeometryColumns) throws -> Double {
  let engine = AccountEngine(overlays: [OverlayLayer(overlay, classes: Array(repeating: 0, count: overlay.count))])
  let batch = try engine.account(subject, threads: 1)
  var sum = 0.0
  for row in 0..<batch.rowCount where !batch.classes(row: row, layer: 0).isEmpty { sum += batch.areas[row] }
  return sum
}

@Suite struct PropertyTests {
  /// The sweep and the edge-pair integral share no code: they must agree.
  @Test func sweepAgreesWithPairIntegral() throws {
    var random = SeededRandom.announced("sweepAgreesWithPairIntegral", fallback: 20_260_101)
    var worst = 0.0
    for k in 0..<pairs(3_000) {
      let origin = origins[k % 3]
      let a = Shapes.columns([[randomPolygon(near: origin, &random)]])
      let b = Shapes.columns([[randomPolygon(near: origin, &random)]])
      let swept = try commonArea(a, b)
      let integral = a.intersectionArea(0, with: b, 0)
      worst = max(worst, abs(swept - integral))
      #expect(abs(swept - integral) < 1e-7, "pair \(k): \(swept) against \(integral)")
    }
    print("sweep against pair integral: worst difference \(worst) m²")
  }

  @Test func rowsSumToTheSubject() throws {
    var random = SeededRandom.announced("rowsSumToTheSubject", fallback: 20_260_102)
    for k in 0..<30 {
      let origin = origins[k % 3]
      let layers = (0..<3).map { _ in
        let columns = Shapes.columns((0..<8).map { _ in [randomPolygon(near: origin, &random)] })
        return OverlayLayer(columns, classes: (0..<8).map { $0 % 3 })
      }
      let subjects = Shapes.columns((0..<20).map { _ in [randomPolygon(near: origin, &random)] })
      let batch = try AccountEngine(overlays: layers).account(subjects, threads: 1)
      for subject in 0..<subjects.count {
        let rows = batch.rows(of: subject)
        let sum = batch.areas[rows].reduce(0, +)
        let area = subjects.planeArea(of: subject)
        #expect(abs(sum - area) <= 1e-10 * area, "case \(k), subject \(subject): \(sum) of \(area)")
        #expect(batch.areas[rows].allSatisfy { $0 > 0 })
      }
      #expect(batch.worstClosing < 1e-10)
    }
  }
}
