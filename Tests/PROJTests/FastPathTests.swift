import Features
import Foundation
import Geometry
import PROJ
import TestSupport
import Testing

/// The fitted inverse projections and the short-edge geodesic areas against PROJ itself.
@Suite struct FastPathTests {
  /// Rings of short edges around places within `reach` of the middle: irregular, of 10 m to some hundreds across.
  private func rings(
    _ count: Int,
    _ middle: (x: Double, y: Double),
    reach: Double,
    metre: (x: Double, y: Double) = (1, 1),
    _ random: inout SeededRandom
  ) -> GeometryColumns {
    var builder = GeometryColumns.Builder()
    for _ in 0..<count {
      let x = middle.x + random.double(in: -reach...reach) * metre.x
      let y = middle.y + random.double(in: -reach...reach) * metre.y
      let vertices = Int(random.double(in: 8...40))
      let radius = random.double(in: 5...70)
      builder.beginFeature(.polygon)
      builder.beginPart()
      builder.beginRing()
      for k in 0..<vertices {
        let angle = 2 * Double.pi * Double(k) / Double(vertices)
        let r = radius * random.double(in: 0.5...1)
        builder.add(x: x + metre.x * r * cos(angle), y: y + metre.y * r * sin(angle))
      }
      builder.endRing()
      builder.endPart()
      builder.endFeature()
    }
    return builder.finish()
  }

  /// Gauss-Krüger without and with zone prefix, Lambert (France), UTM south, feet (Massachusetts), Web Mercator, and one
  /// that is not fitted.
  @Test(arguments: [
    ("EPSG:4546", 520_000.0, 2_700_000.0), ("EPSG:4525", 37_420_000, 5_900_000), ("EPSG:2154", 650_000, 6_860_000),
    ("EPSG:32733", 300_000, 6_240_000), ("EPSG:2249", 760_000, 2_960_000), ("EPSG:3857", 12_100_000, 4_000_000),
    ("EPSG:3035", 4_000_000, 3_000_000),
  ])
  func manyPointsEqualSinglePoints(code: String, x: Double, y: Double) throws {
    var random = SeededRandom.announced("manyPointsEqualSinglePoints \(code)", fallback: 41)
    let crs = try CRS(code)
    // Dense enough that squares are fitted, wide enough that others are not.
    var columns = rings(1200, (x, y), reach: 12_000, &random)
    columns.append(rings(40, (x, y), reach: 150_000, &random))
    let way = try Transformation(from: crs, to: CRS(crs.geographicDefinition))
    let many = try way.transform(columns)
    var worst = 0.0
    for i in 0..<columns.vertexCount {
      let single = try #require(way.transform(x: columns.x[i], y: columns.y[i]))
      // Rings may be turned, so that vertices are looked for within the ring at the same place from either end.
      let ring = try #require((0..<many.ringCount).partitioned { many.vertices(ofRing: $0).upperBound > i })
      let vertices = many.vertices(ofRing: ring)
      let other = vertices.lowerBound + vertices.upperBound - 1 - i
      let miss = min(
        max(abs(many.x[i] - single.x), abs(many.y[i] - single.y)),
        max(abs(many.x[other] - single.x), abs(many.y[other] - single.y))
      )
      worst = max(worst, miss)
    }
    print("\(code): worst \(worst)°")
    #expect(worst <= 5e-13)
  }

  /// From the equator to 79° on both halves, against the general geodesic polygon.
  @Test func shortEdgesGiveTheGeodesicArea() throws {
    var random = SeededRandom.announced("shortEdgesGiveTheGeodesicArea", fallback: 42)
    let crs = try CRS("EPSG:4490")
    let geodesic = Geodesic(crs.ellipsoid)
    let measure = try AreaMeasure(crs: crs, basis: .geodesic)
    var worst = 0.0
    for latitude in stride(from: -79.0, through: 79, by: 2) {
      let metre = (x: 1 / (111_320 * cos(latitude * .pi / 180)), y: 1 / 110_574.0)
      let columns = rings(25, (random.double(in: -170...170), latitude), reach: 500, metre: metre, &random)
      let areas = try measure.areas(of: columns)
      for feature in 0..<columns.count {
        let vertices = columns.vertices(of: feature)
        let wanted = Array(columns.x[vertices].dropLast()).withUnsafeBufferPointer { x in
          Array(columns.y[vertices].dropLast()).withUnsafeBufferPointer { geodesic.area(longitude: x, latitude: $0) }
        }
        worst = max(worst, abs(areas[feature] - wanted))
      }
    }
    print("short edges against PROJ: worst \(worst) m²")
    // PROJ's own rounding: as much for rings of 5 m as of 70 m, less towards the poles.
    #expect(worst < 3e-4)
  }

  /// Edges several times as long as they ever are here: what the series leaves out grows with the fifth power of the
  /// length, so that at 70 m it is a thousandth of what shows here, beside PROJ's rounding of 1e-4 m².
  @Test func theSeriesHoldsWellBeyondTheEdgesItIsUsedFor() throws {
    var random = SeededRandom.announced("theSeriesHoldsWellBeyondTheEdgesItIsUsedFor", fallback: 43)
    let ellipsoid = try CRS("EPSG:4490").ellipsoid
    let (short, geodesic) = (ShortGeodesicArea(ellipsoid), Geodesic(ellipsoid))
    var worst = 0.0
    for latitude in stride(from: -78.0, through: 78, by: 3) {
      for _ in 0..<25 {
        let middle = random.double(in: -170...170)
        let x = (0..<12).map { middle + 500 / (111_320 * cos(latitude * .pi / 180)) * cos(Double($0) * .pi / 6) }
        let y = (0..<12).map { latitude + 500 / 110_574.0 * random.double(in: 0.9...1) * sin(Double($0) * .pi / 6) }
        try x.withUnsafeBufferPointer { x in
          try y.withUnsafeBufferPointer { y in
            let area = try #require(short.area(longitude: x, latitude: y))
            worst = max(worst, abs(area - geodesic.area(longitude: x, latitude: y)))
          }
        }
      }
    }
    print("edges of some 260 m: worst \(worst) m²")
    #expect(worst < 1e-3)
  }

  /// A large ring, whose edges are densified, and one too large for the series, both in degrees and in a plane.
  @Test(arguments: [2_000.0, 20_000, 90_000])
  func largeRings(side: Double) throws {
    let crs = try CRS("EPSG:4546")
    let plane = polygon([
      [
        (500_000, 2_600_000), (500_000 + side, 2_600_000), (500_000 + side, 2_600_000 + side),
        (500_000, 2_600_000 + side),
      ]
    ])
    let measured = try AreaMeasure(crs: crs, basis: .geodesic).areas(of: plane)[0]
    let pieces = Int(side / 70) + 1
    var ring: [(Double, Double)] = []
    let corners = [(0.0, 0.0), (side, 0), (side, side), (0, side), (0, 0)]
    for k in 0..<4 {
      for i in 0..<pieces {
        let t = Double(i) / Double(pieces)
        ring.append(
          (
            500_000 + corners[k].0 + (corners[k + 1].0 - corners[k].0) * t,
            2_600_000 + corners[k].1 + (corners[k + 1].1 - corners[k].1) * t
          )
        )
      }
    }
    var x = ring.map(\.0)
    var y = ring.map(\.1)
    let way = try Transformation(from: crs, to: CRS("EPSG:4490"))
    #expect(way.transform(x: &x, y: &y).isEmpty)
    let wanted = x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { Geodesic(crs.ellipsoid).area(longitude: x, latitude: $0) }
    }
    print("side \(side): \(measured - wanted) m²")
    #expect(abs(measured - wanted) < 1e-6 + 1e-12 * wanted)
  }
}

extension Range<Int> {
  /// The first number for which `holds` is true, where it is false below and true from there on.
  fileprivate func partitioned(_ holds: (Int) -> Bool) -> Int? {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low < upperBound ? low : nil
  }
}
