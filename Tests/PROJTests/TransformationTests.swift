import Features
import Foundation
import Geometry
import PROJ
import TestSupport
import Testing

@Suite struct TransformationTests {
  @Test func axesAreEastingAndNorthing() throws {
    let way = try Transformation(from: CRS("EPSG:4546"), to: CRS("EPSG:4490"))
    let point = try #require(way.transform(x: 550_200, y: 2_700_300))
    // Central meridian 111, 50.2 km to the east.
    #expect(abs(point.x - 111.4951) < 1e-3 && abs(point.y - 24.4062) < 1e-3)
    #expect(way.accuracy == 0 && way.notes.isEmpty)
    let back = try #require(
      try Transformation(from: CRS("EPSG:4490"), to: CRS("EPSG:4525")).transform(x: point.x, y: point.y)
    )
    #expect(abs(back.x - 37_550_200) < 1e-6 && abs(back.y - 2_700_300) < 1e-6)
  }

  @Test func ownForwardProjectionAgreesWithPROJ() throws {
    var random = SeededRandom.announced("ownForwardProjectionAgreesWithPROJ", fallback: 3)
    let projection = GaussKruger(.cgcs2000)
    let way = try Transformation(from: CRS("EPSG:4490"), to: CRS("EPSG:4507"))
    for _ in 0..<500 {
      let longitude = random.double(in: 102...108)
      let latitude = random.double(in: 3...54)
      let own = projection.forward(longitude: longitude - 105, latitude: latitude)
      let other = try #require(way.transform(x: longitude, y: latitude))
      #expect(abs(own.easting + 500_000 - other.x) < 1e-6 && abs(own.northing - other.y) < 1e-6)
    }
  }

  @Test(arguments: [
    ("EPSG:2382", "EPSG:4546"), ("EPSG:2434", "EPSG:4546"), ("EPSG:4610", "EPSG:4490"), ("EPSG:4214", "EPSG:4326"),
    ("EPSG:4214", "EPSG:4610"), ("EPSG:2382", "OGC:CRS84"), ("EPSG:4555", "EPSG:4490"), ("EPSG:4490", "EPSG:2382"),
  ])
  func refusesDatumChangesWithoutParameters(from: String, to: String) throws {
    let (source, target) = (try CRS(from), try CRS(to))
    let found = code { () throws(DataError) in _ = try Transformation(from: source, to: target) }
    #expect(found == "proj.datum-shift-unknown" || found == "proj.datum-shift-partial")
    let allowed = try Transformation(from: source, to: target, change: .allowingNoShift)
    #expect(allowed.accuracy == nil && allowed.notes.map(\.code) == ["proj.note-no-shift"])
  }

  @Test func refusesAStatedZeroShiftBetweenEllipsoids() throws {
    let zero = try CRS("+proj=longlat +ellps=krass +towgs84=0,0,0,0,0,0,0 +no_defs +type=crs")
    let wgs84 = try CRS("EPSG:4326")
    #expect(code { () throws(DataError) in _ = try Transformation(from: zero, to: wgs84) } == "proj.datum-shift-null")
  }

  @Test func honoursParametersInTheDefinition() throws {
    let bound = try CRS("+proj=longlat +ellps=krass +towgs84=15.8,-154.4,-82.3 +no_defs +type=crs")
    for target in ["EPSG:4326", "EPSG:4490"] {
      let way = try Transformation(from: bound, to: CRS(target))
      let point = try #require(way.transform(x: 111, y: 24))
      #expect(point.x != 111 && abs(point.x - 111) < 2e-3)
    }
  }

  /// TWD97, NAD83 and the French and British grids have published parameters: what this project's own data needs.
  @Test(arguments: [("EPSG:3826", 1.0), ("EPSG:26986", 4.0), ("EPSG:2154", 1.0), ("EPSG:27700", 2.0)])
  func usesPublishedParameters(code: String, metres: Double) throws {
    let way = try Transformation(from: CRS(code), to: CRS.longitudeLatitude)
    #expect(way.accuracy == metres)
    #expect(way.notes.map(\.code) == ["proj.note-published-shift"])
    let back = try Transformation(from: CRS.longitudeLatitude, to: CRS(code))
    #expect(back.accuracy == metres)
    let (x, y) = try #require(way.transform(x: 250_000, y: 2_650_000 / (code == "EPSG:3826" ? 1 : 5)))
    let again = try #require(back.transform(x: x, y: y))
    #expect(abs(again.x - 250_000) < 1e-3)
  }

  @Test func worldGeodeticSystemAndCGCS2000AreEqualAtTheMetre() throws {
    let way = try Transformation(from: CRS("EPSG:4546"), to: CRS.longitudeLatitude)
    #expect(way.accuracy == 1 && way.notes.map(\.code) == ["proj.note-equal-frames"])
    let through = try Transformation(from: CRS("EPSG:3826"), to: CRS("EPSG:4490"))
    #expect(through.accuracy == 2)
    #expect(through.notes.map(\.code) == ["proj.note-published-shift", "proj.note-equal-frames"])
    let web = try Transformation(from: CRS("EPSG:3857"), to: CRS("EPSG:4546"))
    #expect(web.accuracy == 1)
  }

  @Test func aPublishedShiftMustCoverTheData() throws {
    let source = try CRS("EPSG:4214")
    let target = try CRS("EPSG:4326")
    let ordos = Box(minX: 108, minY: 38, maxX: 108.2, maxY: 38.2)
    let inside = try Transformation(from: source, to: target, area: ordos)
    #expect(inside.accuracy == 1)
    let moved = try #require(inside.transform(x: 108.1, y: 38.1))
    #expect(abs(moved.x - 108.1) > 1e-5)
    let guangxi = Box(minX: 111, minY: 24, maxX: 111.5, maxY: 24.5)
    let found = code { () throws(DataError) in _ = try Transformation(from: source, to: target, area: guangxi) }
    #expect(found == "proj.datum-shift-unknown")
  }

  /// Seven parameters against a pipeline written by hand.
  @Test func usesStatedParameters() throws {
    let shift = DatumShift(
      dx: 12.3,
      dy: -145.6,
      dz: -77.7,
      rx: 0.5,
      ry: -1.1,
      rz: 2.2,
      scale: 1.4,
      convention: .coordinateFrame
    )
    let way = try Transformation(from: CRS("EPSG:2382"), to: CRS("EPSG:4546"), change: .stated(shift))
    #expect(way.notes.map(\.code) == ["proj.note-stated-shift"])
    let moved = try #require(way.transform(x: 550_200, y: 2_700_300))
    let here = try #require(
      try Transformation(from: CRS("EPSG:2382"), to: CRS("EPSG:4610")).transform(x: 550_200, y: 2_700_300)
    )
    let expected = try #require(helmertByHand(here, shift))
    let there = try #require(
      try Transformation(from: CRS("EPSG:4490"), to: CRS("EPSG:4546")).transform(x: expected.0, y: expected.1)
    )
    #expect(abs(moved.x - there.x) < 1e-3 && abs(moved.y - there.y) < 1e-3)
    #expect(abs(moved.x - 550_200) > 1)
    let back = DatumShift(dx: 0, dy: 0, dz: 0)
    let same = try Transformation(from: CRS("EPSG:4525"), to: CRS("EPSG:4546"), change: .stated(back))
    #expect(same.accuracy == 0, "one datum needs no parameters")
  }

  /// Geocentric seven parameters written out (EPSG guidance note 7-2, coordinate frame rotation).
  private func helmertByHand(_ point: (x: Double, y: Double), _ shift: DatumShift) -> (Double, Double)? {
    func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
    let (a1, f1, a2, f2) = (6_378_140.0, 1 / 298.257, 6_378_137.0, 1 / 298.257222101)
    let e2 = f1 * (2 - f1)
    let (l, b) = (radians(point.x), radians(point.y))
    let n = a1 / (1 - e2 * sin(b) * sin(b)).squareRoot()
    let (x, y, z) = (n * cos(b) * cos(l), n * cos(b) * sin(l), n * (1 - e2) * sin(b))
    let (rx, ry, rz) = (radians(shift.rx / 3600), radians(shift.ry / 3600), radians(shift.rz / 3600))
    let m = 1 + shift.scale * 1e-6
    let x2 = m * (x + rz * y - ry * z) + shift.dx
    let y2 = m * (-rz * x + y + rx * z) + shift.dy
    let z2 = m * (ry * x - rx * y + z) + shift.dz
    let e22 = f2 * (2 - f2)
    let p = (x2 * x2 + y2 * y2).squareRoot()
    var latitude = atan2(z2, p * (1 - e22))
    for _ in 0..<10 {
      let n2 = a2 / (1 - e22 * sin(latitude) * sin(latitude)).squareRoot()
      latitude = atan2(z2 + e22 * n2 * sin(latitude), p)
    }
    return (atan2(y2, x2) * 180 / .pi, latitude * 180 / .pi)
  }

  @Test func failingPointsAreNamed() throws {
    let way = try Transformation(from: CRS.longitudeLatitude, to: CRS("EPSG:3857"))
    var x = [111.0, 111, .nan, 112]
    var y = [24.0, 95, 24, 25]
    #expect(way.transform(x: &x, y: &y) == [1, 2])
    #expect(x[1].isNaN && y[1].isNaN && x[3].isFinite)
    var columns = polygon([[(111, 24), (111.1, 24), (111.1, 24.1)]])
    columns.append(polygon([[(111, 24), (111.1, 24), (111.1, 124.1)]]))
    do {
      _ = try way.transform(columns)
      Issue.record("accepted")
    } catch {
      #expect(error.code == "proj.point-failed" && error.place.feature == "#2")
    }
  }

  @Test func threadsDoNotChangeABit() throws {
    var random = SeededRandom.announced("threadsDoNotChangeABit", fallback: 5)
    let count = 200_000
    let x = (0..<count).map { _ in random.double(in: 400_000...600_000) }
    let y = (0..<count).map { _ in random.double(in: 2_600_000...2_800_000) }
    let way = try Transformation(from: CRS("EPSG:4546"), to: CRS.longitudeLatitude)
    var one = (x, y)
    var four = (x, y)
    #expect(way.transform(x: &one.0, y: &one.1, threads: 1).isEmpty)
    #expect(way.transform(x: &four.0, y: &four.1, threads: 4).isEmpty)
    #expect(one == four)
  }

  @Test func onlyMirroringTurnsRings() throws {
    let square = polygon([[(550_000, 2_700_000), (550_100, 2_700_000), (550_100, 2_700_100), (550_000, 2_700_100)]])
    let there = try Transformation(from: CRS("EPSG:4546"), to: CRS("EPSG:4490")).transform(square)
    #expect(there.signedArea(ofRing: 0) > 0)
    let back = try Transformation(from: CRS("EPSG:4490"), to: CRS("EPSG:4546")).transform(there)
    #expect(zip(back.x, square.x).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func collectionsAreTransformedWhole() throws {
    var wkb: [UInt8] = [1, 7, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0]
    for value in [550_200.0, 2_700_300.0] { withUnsafeBytes(of: value) { wkb.append(contentsOf: $0) } }
    var builder = GeometryColumns.Builder()
    builder.beginFeature(.collection)
    builder.endFeature(wkb: wkb)
    let way = try Transformation(from: CRS("EPSG:4546"), to: CRS("EPSG:4490"))
    let moved = try #require(try way.transform(builder.finish()).collections[0])
    let longitude = moved.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 14, as: Double.self) }
    #expect(abs(longitude - 111.4951) < 1e-3 && moved.count == wkb.count)
  }

  @Test func boxesAndDegrees() throws {
    let box = Box(minX: 550_000, minY: 2_700_000, maxX: 560_000, maxY: 2_710_000)
    let degrees = try #require(try Transformation.degrees(of: box, in: CRS("EPSG:4546")))
    #expect(degrees.minX > 111.49 && degrees.maxX < 111.6 && degrees.width > 0.09)
  }
}
