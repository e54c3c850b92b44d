import Geometry
import PROJ
import TestSupport
import Testing

/// A park of 4 × 3 km in zone 37.
private let eastings = (550_000.0, 554_000.0)
private let northings = (2_700_000.0, 2_703_000.0)

private func box(_ x: (Double, Double), _ y: (Double, Double)) -> Box {
  Box(minX: x.0, minY: y.0, maxX: x.1, maxY: y.1)
}
private func prefixed(_ zone: Double) -> (Double, Double) { (eastings.0 + zone * 1e6, eastings.1 + zone * 1e6) }
private let degrees = ((111.49, 111.53), (24.40, 24.43))

@Suite struct CoordinateCheckTests {
  private func codes(_ box: Box, _ crs: String) throws -> [PROJCode] {
    CoordinateCheck.findings(for: box, in: try CRS(crs)).map(\.code)
  }

  @Test func rightCoordinatesHaveNoFinding() throws {
    #expect(try codes(box(eastings, northings), "EPSG:4546").isEmpty)
    #expect(try codes(box(prefixed(37), northings), "EPSG:4525").isEmpty)
    #expect(try codes(box(degrees.0, degrees.1), "EPSG:4490").isEmpty)
    #expect(try codes(box(degrees.0, degrees.1), "OGC:CRS84").isEmpty)
    #expect(try codes(box((160_000, 330_000), (2_400_000, 2_800_000)), "EPSG:3826").isEmpty)
    #expect(try codes(.empty, "EPSG:4546").isEmpty)
  }

  @Test func swappedAxes() throws {
    #expect(try codes(box(northings, eastings), "EPSG:4546") == [.swappedAxes])
    #expect(try codes(box(northings, prefixed(37)), "EPSG:4525") == [.swappedAxes])
    #expect(try codes(box(degrees.1, degrees.0), "EPSG:4490") == [.swappedAxes])
    #expect(try codes(box(degrees.1, degrees.0), "OGC:CRS84") == [.swappedAxes])
  }

  @Test func zonePrefix() throws {
    let missing = CoordinateCheck.findings(for: box(eastings, northings), in: try CRS("EPSG:4525"))
    #expect(missing.map(\.code) == [.missingPrefix] && missing[0].suggestion == "EPSG:4546")
    let extra = CoordinateCheck.findings(for: box(prefixed(37), northings), in: try CRS("EPSG:4546"))
    #expect(extra.map(\.code) == [.extraPrefix] && extra[0].suggestion == "EPSG:4525")
    let other = CoordinateCheck.findings(for: box(prefixed(38), northings), in: try CRS("EPSG:4525"))
    #expect(other.map(\.code) == [.otherPrefix] && other[0].suggestion == "EPSG:4526")
    let six = CoordinateCheck.findings(for: box(prefixed(19), northings), in: try CRS("EPSG:2382"))
    #expect(six.map(\.code) == [.otherPrefix] && six[0].suggestion == "EPSG:2333")
    #expect(
      six[0].arguments == [
        "19550000", "19554000", "2700000", "2703000", "Xian 1980 / 3-degree Gauss-Kruger CM 111E", "19", "37",
      ]
    )
    let both = try codes(box(northings, prefixed(37)), "EPSG:4546")
    #expect(both == [.extraPrefix, .swappedAxes])
  }

  @Test func unitsThatDoNotFit() throws {
    let inMetres = CoordinateCheck.findings(for: box(degrees.0, degrees.1), in: try CRS("EPSG:4546"))
    #expect(inMetres.map(\.code) == [.degreesInMetres] && inMetres[0].suggestion == "EPSG:4490")
    #expect(try codes(box(degrees.1, degrees.0), "EPSG:4546") == [.degreesInMetres, .swappedAxes])
    let inDegrees = CoordinateCheck.findings(for: box(prefixed(37), northings), in: try CRS("EPSG:4490"))
    #expect(inDegrees.map(\.code) == [.metresInDegrees] && inDegrees[0].suggestion == "EPSG:4525")
    #expect(try codes(box(northings, prefixed(37)), "EPSG:4490") == [.metresInDegrees, .swappedAxes])
    #expect(try codes(box(eastings, northings), "EPSG:4326") == [.metresInDegrees])
  }

  @Test func elsewhere() throws {
    #expect(try codes(box((2.1, 2.2), (48.7, 48.8)), "EPSG:4490") == [.outsideArea])
    #expect(try codes(box((500_000, 600_000), (7_000_000, 7_100_000)), "EPSG:4546") == [.outsideArea])
    #expect(try codes(box((300_000, 600_000), northings), "EPSG:4546") == [.partlyOutside])
  }

  /// What cannot be right is told from what is merely somewhere else.
  @Test func certainty() throws {
    func certain(_ box: Box, _ crs: String) throws -> [PROJCode] {
      CoordinateCheck.contradictions(for: box, in: try CRS(crs)).map(\.code)
    }
    #expect(try certain(box(eastings, northings), "EPSG:4546").isEmpty)
    #expect(try certain(box(northings, eastings), "EPSG:4546") == [.swappedAxes])
    #expect(try certain(box(prefixed(38), northings), "EPSG:4525") == [.otherPrefix])
    #expect(try certain(box(eastings, northings), "EPSG:4490") == [.metresInDegrees])
    #expect(try certain(box(degrees.1, degrees.0), "EPSG:4490") == [.swappedAxes])
    // Far from China, beyond the zone, across the date line: a system used beyond its area is no contradiction.
    #expect(try certain(box((2.1, 2.2), (48.7, 48.8)), "EPSG:4490").isEmpty)
    #expect(try certain(box((300_000, 600_000), northings), "EPSG:4546").isEmpty)
    #expect(try certain(box((-190, -120), (50, 70)), "EPSG:4326").isEmpty)
    #expect(try certain(box((100_000, 300_000), (500_000, 700_000)), "EPSG:26986").isEmpty)
  }

  @Test func degreesWithoutASystem() {
    let (longitude, latitude) = degrees
    #expect(CoordinateCheck.exchangedDegrees(box(latitude, longitude), mustBeDegrees: false)?.code == .swappedAxes)
    #expect(CoordinateCheck.exchangedDegrees(box(longitude, latitude), mustBeDegrees: true) == nil)
    #expect(CoordinateCheck.exchangedDegrees(box((42.3, 42.4), (-71.2, -71.0)), mustBeDegrees: true) == nil)
    #expect(
      CoordinateCheck.exchangedDegrees(box((42.3, 42.4), (-122, -121)), mustBeDegrees: true)?.code == .swappedAxes
    )
    #expect(CoordinateCheck.looksLikeDegrees(box(longitude, latitude)))
    #expect(CoordinateCheck.looksLikeDegrees(box(latitude, longitude)))
    #expect(!CoordinateCheck.looksLikeDegrees(box((0, 50), (0, 40))))
    #expect(!CoordinateCheck.looksLikeDegrees(box(eastings, northings)))
  }

  @Test func magnitudesSayWhatANumberIs() {
    #expect(CoordinateRange(2.58e6, 2.59e6) == .northing)
    #expect(CoordinateRange(37.5e6, 37.6e6) == .prefixedEasting(zone: 37))
    #expect(CoordinateRange(37.5e6, 38.6e6) == nil)
    #expect(CoordinateRange(383_000, 384_000) == .easting)
    #expect(CoordinateRange(111, 112) == .longitude && CoordinateRange(24, 25) == .latitude)
    #expect(CoordinateRange(.nan, 1) == nil && CoordinateRange(0, 0) == nil)
  }
}
