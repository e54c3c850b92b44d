import Foundation
import Geometry
import LandMap
import TestSupport
import Testing

@Suite struct InteriorCircleTests {
  /// A star: radii between 20 and 100 round a middle far from the origin.
  private func star(_ random: inout SeededRandom) -> [(Double, Double)] {
    let count = Int(random.double(in: 5...25))
    return (0..<count).map { step in
      let angle = 2 * Double.pi * Double(step) / Double(count)
      let radius = random.double(in: 20...100)
      return (500_000 + radius * cos(angle), 2_500_000 + radius * sin(angle))
    }
  }

  private func distance(_ ring: [(Double, Double)], _ x: Double, _ y: Double) -> Double {
    var (inside, nearest) = (false, Double.infinity)
    for i in ring.indices {
      let (a, b) = (ring[i], ring[(i + 1) % ring.count])
      if (a.1 > y) != (b.1 > y), x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0 { inside.toggle() }
      let (dx, dy) = (b.0 - a.0, b.1 - a.1)
      let t = min(max(((x - a.0) * dx + (y - a.1) * dy) / (dx * dx + dy * dy), 0), 1)
      nearest = min(nearest, hypot(a.0 + t * dx - x, a.1 + t * dy - y))
    }
    return inside ? nearest : -nearest
  }

  @Test func noPointOfAGridIsFartherInside() throws {
    var random = SeededRandom.announced("interior circle", fallback: 20_211_231)
    for _ in 0..<60 {
      let ring = star(&random)
      let columns = polygons([ring])
      let circle = try #require(InteriorCircle(columns, feature: 0))
      #expect(abs(distance(ring, circle.x, circle.y) - circle.radius) < 1e-6)
      let box = columns.extent
      var best = 0.0
      for i in 0...120 {
        for j in 0...120 {
          let (x, y) = (box.minX + box.width * Double(i) / 120, box.minY + box.height * Double(j) / 120)
          best = max(best, distance(ring, x, y))
        }
      }
      #expect(circle.radius >= best - 0.011 * min(box.width, box.height))
    }
  }

  @Test func aFrameHasItsCircleInTheFrameAndNotInTheHole() throws {
    var builder = GeometryColumns.Builder()
    builder.beginFeature(.polygon)
    builder.beginPart()
    for ring in [square(0, 0, 100), Array(square(10, 10, 60).reversed())] {
      builder.beginRing()
      for (x, y) in ring + [ring[0]] { builder.add(x: x, y: y) }
      builder.endRing()
    }
    builder.endPart()
    builder.endFeature()
    let circle = try #require(InteriorCircle(builder.finish(), feature: 0))
    #expect(circle.x > 70 || circle.y > 70)
    #expect(circle.radius > 15 && circle.radius < 18)
  }

  @Test func linesHaveNone() {
    var builder = GeometryColumns.Builder()
    builder.beginFeature(.lineString)
    builder.beginPart()
    builder.beginRing()
    builder.add(x: 0, y: 0)
    builder.add(x: 1, y: 1)
    builder.endRing()
    builder.endPart()
    builder.endFeature()
    #expect(InteriorCircle(builder.finish(), feature: 0) == nil)
  }
}
