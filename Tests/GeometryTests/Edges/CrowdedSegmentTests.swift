import Geometry
import TestSupport
import Testing

/// Many segments in one place: as quick, and as right, as few in many.
@Suite struct CrowdedSegmentTests {
  private func segments(_ ring: [(Double, Double)]) -> [CoverArrangement.Segment] {
    ring.indices.map { i in
      let (a, b) = (ring[i], ring[(i + 1) % ring.count])
      return CoverArrangement.Segment(ax: a.0, ay: a.1, bx: b.0, by: b.1)
    }
  }

  private func area(_ ring: [(Double, Double)]) -> Double {
    var twice = 0.0
    for i in ring.indices {
      let (a, b) = (ring[i], ring[(i + 1) % ring.count])
      twice += (a.0 - ring[0].0) * (b.1 - ring[0].1) - (b.0 - ring[0].0) * (a.1 - ring[0].1)
    }
    return twice / 2
  }

  /// A comb: 15,000 teeth a kilometre long and a centimetre apart, whichever way they point.
  @Test(arguments: [(1.0, 0.0), (0.8, 0.6), (0.0, 1.0)])
  func aCombTakesNoMinutes(_ cosine: Double, _ sine: Double) {
    var ring: [(Double, Double)] = [(0, 0), (300, 0)]
    for tooth in (0..<15_000).reversed() {
      let x = Double(tooth) * 0.02
      ring += [(x + 0.02, 1), (x + 0.02, 1000), (x + 0.01, 1000), (x + 0.01, 1)]
    }
    let turned = ring.map { (500_000 + $0.0 * cosine - $0.1 * sine, 2_700_000 + $0.0 * sine + $0.1 * cosine) }
    let clock = ContinuousClock()
    var arrangement: CoverArrangement?
    let time = clock.measure { arrangement = CoverArrangement(segments(turned), tolerance: 1e-4) }
    #expect(time < .seconds(20), "\(time)")
    #expect(arrangement?.isComplete == true && arrangement?.contradictions == 0)
    let covered = arrangement?.faces.reduce(0) { $0 + $1.area * Double($1.cover) } ?? 0
    #expect(abs(covered - area(turned)) < 1)
  }

  /// Stripes that mostly run one way, hundreds of edges to a cell: what the faces cover is what the stripes enclose.
  @Test func noMeetingIsMissed() {
    var random = SeededRandom.announced("crowded segments", fallback: 17)
    for round in 0..<40 {
      var all: [CoverArrangement.Segment] = []
      var enclosed = 0.0
      for _ in 0..<150 {
        let isAcross = Int.random(in: 0..<8, using: &random) == 0
        let (x, y) = (5e5 + random.double(in: 0...30), 2.7e6 + random.double(in: 0...30))
        let (width, height) =
          isAcross
          ? (random.double(in: 20...60), random.double(in: 0.2...1)) : (random.double(in: 0.2...1), 50)
        let lean = isAcross ? 0.0 : random.double(in: -3...3)
        let ring = [(x, y), (x + width, y), (x + width + lean, y + height), (x + lean, y + height)]
        all += segments(ring)
        enclosed += area(ring)
      }
      let arrangement = CoverArrangement(all, tolerance: 1e-6)
      let covered = arrangement.faces.reduce(0) { $0 + $1.area * Double($1.cover) }
      #expect(arrangement.isComplete && arrangement.contradictions == 0, "round \(round)")
      #expect(abs(covered - enclosed) < 1e-3, "round \(round)")
    }
  }
}
