import Features
import Foundation
import Geometry
import PROJ
import TestSupport
import Testing

private let parcel1: [[(Double, Double)]] = [
  [(37_550_200, 2_700_300), (37_550_500, 2_700_300), (37_550_500, 2_700_100), (37_550_200, 2_700_100)],
  [(37_550_320, 2_700_220), (37_550_320, 2_700_180), (37_550_370, 2_700_180), (37_550_370, 2_700_220)],
]

/// A square of the given side and turn, around a point of the plane, with coordinates to 0.1 mm: the routine rounds to
/// that, and what it makes of more decimals (up to side × 0.1 mm) is not what the tests here compare.
private func square(_ x: Double, _ y: Double, side: Double, turn: Double) -> [(Double, Double)] {
  let half = side / 2
  return [(-half, -half), (half, -half), (half, half), (-half, half)].map {
    let easting = x + $0.0 * cos(turn) - $0.1 * sin(turn)
    let northing = y + $0.0 * sin(turn) + $0.1 * cos(turn)
    return ((easting * 1e4).rounded() / 1e4, (northing * 1e4).rounded() / 1e4)
  }
}

@Suite struct AreaMeasureTests {
  @Test func threeBasesOfOneParcel() throws {
    let crs = try CRS("EPSG:4525")
    let columns = polygon(parcel1)
    #expect(try AreaMeasure(crs: crs, basis: .plane).areas(of: columns) == [58000])
    #expect(try AreaMeasure(crs: crs, basis: .ellipsoid).areas(of: columns) == [57996.37])
    let geodesic = try AreaMeasure(crs: crs, basis: .geodesic).area(of: 0, in: columns)
    #expect(abs(geodesic - 57996.37) < 0.02)
    let unprefixed = polygon(parcel1.map { $0.map { ($0.0 - 37e6, $0.1) } })
    #expect(try AreaMeasure(crs: CRS("EPSG:4546"), basis: .ellipsoid).areas(of: unprefixed) == [57996.37])
  }

  /// Issue: ellipsoid within 0.02 m² of geodesic on squares of 15–300 m anywhere in China.
  @Test func ellipsoidAgreesWithGeodesicAnywhereInChina() throws {
    var random = SeededRandom.announced("ellipsoidAgreesWithGeodesicAnywhereInChina", fallback: 11)
    var worst = 0.0
    for zone in 25...45 {
      let crs = try CRS("EPSG:\(4488 + zone)")
      let toPlane = try Transformation(from: CRS("EPSG:4490"), to: crs)
      var columns = GeometryColumns()
      for _ in 0..<100 {
        let longitude = random.double(in: (3 * Double(zone) - 1.5)...(3 * Double(zone) + 1.5))
        let middle = try #require(toPlane.transform(x: longitude, y: random.double(in: 18...53.5)))
        let side = random.double(in: 15...300)
        columns.append(polygon([square(middle.x, middle.y, side: side, turn: random.double(in: 0...1.57))]))
      }
      let official = try AreaMeasure(crs: crs, basis: .ellipsoid).areas(of: columns)
      let geodesic = try AreaMeasure(crs: crs, basis: .geodesic).areas(of: columns)
      for i in 0..<columns.count {
        worst = max(worst, abs(official[i] - geodesic[i]))
        #expect(abs(official[i] - geodesic[i]) < 0.02, "zone \(zone), feature \(i)")
      }
    }
    print("ellipsoid against geodesic, worst of 2100 squares: \(worst) m²")
  }

  /// 8000 mu at 24.4° N: 80 ppm of plane excess half a degree off the meridian, 0.01 m² between the two ellipsoid ways.
  @Test func integrationZoneOfEightThousandMu() throws {
    let crs = try CRS("EPSG:4546")
    let side = (8000 * 10000 / 15.0).squareRoot()
    let columns = polygon([square(550_000, 2_700_000, side: side, turn: 0)])
    let plane = try AreaMeasure(crs: crs, basis: .plane).areas(of: columns)[0]
    let official = try AreaMeasure(crs: crs, basis: .ellipsoid).areas(of: columns)[0]
    let geodesic = try AreaMeasure(crs: crs, basis: .geodesic).areas(of: columns)[0]
    #expect(abs(official - geodesic) <= 0.02)
    #expect(plane - official > 300 && plane - official < 420)
  }

  @Test func holesAndPartsWhateverWayTheyRun() throws {
    let crs = try CRS("EPSG:4525")
    let there = try AreaMeasure(crs: crs, basis: .geodesic).areas(of: polygon(parcel1))
    let other = polygon([parcel1[0].reversed(), parcel1[1].reversed()])
    let back = try AreaMeasure(crs: crs, basis: .geodesic).areas(of: other)
    #expect(abs(there[0] - back[0]) < 1e-6)
    let shell = try AreaMeasure(crs: crs, basis: .geodesic).areas(of: polygon([parcel1[0]]))[0]
    #expect(abs(shell - there[0] - 2000) < 1)
  }

  @Test func layersInDegreesAndOtherProjections() throws {
    let source = try CRS("EPSG:4525")
    let columns = polygon(parcel1)
    for target in ["EPSG:4490", "OGC:CRS84", "EPSG:4326", "EPSG:3857", "EPSG:32649"] {
      let crs = try CRS(target)
      let moved = try Transformation(from: source, to: crs).transform(columns)
      let measure = try AreaMeasure(crs: crs, basis: .ellipsoid)
      #expect(abs(try measure.areas(of: moved)[0] - 57996.37) <= 0.02, "\(target)")
      #expect(measure.notes.map(\.code) == (target == "EPSG:4490" ? [] : ["area.note-as-cgcs2000"]))
      let geodesic = try AreaMeasure(crs: crs, basis: .geodesic).areas(of: moved)[0]
      #expect(abs(geodesic - 57996.37) < 0.1, "\(target): its edges are straight in its own coordinates")
    }
  }

  @Test func feetAreMeasuredInMetres() throws {
    let foot = 1200.0 / 3937
    let ring = polygon([[(760_000, 2_960_000), (761_000, 2_960_000), (761_000, 2_961_000), (760_000, 2_961_000)]])
    let plane = try AreaMeasure(crs: CRS("EPSG:2249"), basis: .plane).areas(of: ring)[0]
    #expect(abs(plane - 1_000_000 * foot * foot) < 1e-6)
    let geodesic = try AreaMeasure(crs: CRS("EPSG:2249"), basis: .geodesic).areas(of: ring)[0]
    #expect(abs(geodesic / plane - 1) < 1e-4)
  }

  @Test func refusesWhereABasisDoesNotApply() throws {
    let (degrees, web, taiwan) = (try CRS("EPSG:4490"), try CRS("EPSG:3857"), try CRS("EPSG:3826"))
    #expect(
      code { () throws(DataError) in _ = try AreaMeasure(crs: degrees, basis: .plane) } == "area.plane-of-degrees"
    )
    #expect(code { () throws(DataError) in _ = try AreaMeasure(crs: web, basis: .plane) } == "area.plane-of-mercator")
    #expect(
      code { () throws(DataError) in _ = try AreaMeasure(crs: taiwan, basis: .ellipsoid) } == "area.ellipsoid-datum"
    )
    _ = try AreaMeasure(crs: taiwan, basis: .plane)
    let measure = try AreaMeasure(crs: CRS("EPSG:4546"), basis: .ellipsoid)
    let prefixed = polygon(parcel1)
    #expect(code { () throws(DataError) in _ = try measure.areas(of: prefixed) } == "area.ellipsoid-outside")
    let paris = try AreaMeasure(crs: CRS.longitudeLatitude, basis: .ellipsoid)
    let france = polygon([[(2.1, 48.7), (2.2, 48.7), (2.2, 48.8)]])
    #expect(code { () throws(DataError) in _ = try paris.areas(of: france) } == "area.ellipsoid-outside")
  }

  @Test func xian1980() throws {
    let crs = try CRS("EPSG:2361")
    let official = try AreaMeasure(crs: crs, basis: .ellipsoid).areas(of: polygon(parcel1))[0]
    let geodesic = try AreaMeasure(crs: crs, basis: .geodesic).areas(of: polygon(parcel1))[0]
    #expect(abs(official - geodesic) < 0.02)
  }

  @Test func threadsDoNotChangeABit() throws {
    var random = SeededRandom.announced("threadsDoNotChangeABit areas", fallback: 12)
    var columns = GeometryColumns()
    for _ in 0..<1500 {
      let (x, y) = (random.double(in: 400_000...600_000), random.double(in: 2_600_000...2_800_000))
      columns.append(polygon([square(x, y, side: random.double(in: 10...500), turn: 0.3)]))
    }
    for basis in AreaBasis.allCases {
      let measure = try AreaMeasure(crs: CRS("EPSG:4546"), basis: basis)
      #expect(try measure.areas(of: columns, threads: 1) == measure.areas(of: columns, threads: 3))
    }
  }
}
