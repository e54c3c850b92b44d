import Geometry
import TestSupport
import Testing

/// The two parcels of the boundary-point example, zone 37 (easting, northing), first with a hole.
private let parcel1: [[(Double, Double)]] = [
  [
    (37_550_200, 2_700_300), (37_550_500, 2_700_300), (37_550_500, 2_700_100), (37_550_200, 2_700_100),
    (37_550_200, 2_700_300),
  ],
  [
    (37_550_320, 2_700_220), (37_550_320, 2_700_180), (37_550_370, 2_700_180), (37_550_370, 2_700_220),
    (37_550_320, 2_700_220),
  ],
]
private let parcel2: [[(Double, Double)]] = [
  [
    (37_550_200, 2_700_080), (37_550_498.5, 2_700_090), (37_550_510.25, 2_699_900), (37_550_195.375, 2_699_905.125),
    (37_550_200, 2_700_080),
  ]
]

@Suite struct EllipsoidAreaTests {
  let zone37 = EllipsoidArea(.cgcs2000, falseEasting: 37_500_000)

  @Test func publishedParcels() {
    #expect(EllipsoidArea.rounded(zone37.area(of: 0, in: polygon(parcel1))) == 57996.37)
    #expect(EllipsoidArea.rounded(zone37.area(of: 0, in: polygon(parcel2))) == 55956.48)
  }

  @Test func sheetOneToTenThousand() {
    let area = SurveyEllipsoid.cgcs2000.sheetArea(south: 24 + 20.0 / 60, north: 24 + 22.5 / 60, width: 3.75 / 60)
    #expect(abs(area - 29_269_036.058) < 0.001)
  }

  /// The sheet as a polygon of many points, measured by the other path: both are the same ellipsoid.
  @Test func sheetAsAPolygonAgreesWithItsFormula() {
    let south = 24 + 20.0 / 60
    let north = 24 + 22.5 / 60
    var ring: [(Double, Double)] = []
    let steps = 400
    for i in 0..<steps { ring.append((111 + 3.75 / 60 * Double(i) / Double(steps), south)) }
    for i in 0..<steps { ring.append((111 + 3.75 / 60, south + (north - south) * Double(i) / Double(steps))) }
    for i in 0..<steps { ring.append((111 + 3.75 / 60 * (1 - Double(i) / Double(steps)), north)) }
    for i in 0..<steps { ring.append((111, north - (north - south) * Double(i) / Double(steps))) }
    let area = EllipsoidArea.areas(ofGeographic: polygon([ring]), on: .cgcs2000)[0]
    #expect(abs(area - 29_269_036.058) < 0.2)
  }

  @Test func holesSubtractWhateverWayTheyRun() {
    let reversedHole = [parcel1[0], Array(parcel1[1].reversed())]
    #expect(zone37.area(of: 0, in: polygon(reversedHole)) == zone37.area(of: 0, in: polygon(parcel1)))
  }

  @Test func zonePrefixDoesNotMatter() {
    let unprefixed = parcel1.map { $0.map { ($0.0 - 37_000_000, $0.1) } }
    let area = EllipsoidArea(.cgcs2000, falseEasting: 500_000).area(of: 0, in: polygon(unprefixed))
    #expect(area == zone37.area(of: 0, in: polygon(parcel1)))
  }

  @Test func xian1980IsAnotherEllipsoid() {
    // a² of Xi'an 1980 is 9.4e-7 larger, its flattening 2e-9 of it; x and y being the same, areas differ by far less.
    let area = EllipsoidArea(.xian1980, falseEasting: 37_500_000).area(of: 0, in: polygon(parcel1))
    let other = zone37.area(of: 0, in: polygon(parcel1))
    #expect(abs(area - other) < 0.05)
    #expect(area != other)
  }

  /// Neighbours share the points on their common edge, so a whole equals its parts far below the printed cent.
  @Test func partsSumToTheWhole() {
    var random = SeededRandom.announced("partsSumToTheWhole", fallback: 20)
    for _ in 0..<200 {
      let x = 37_500_000 + random.double(in: -150_000...150_000).rounded()
      let y = random.double(in: 2_000_000...5_500_000).rounded()
      let w = random.double(in: 50...900).rounded()
      let h = random.double(in: 50...900).rounded()
      let cut = random.double(in: 10...(w - 10)).rounded()
      let slant = random.double(in: -9...9).rounded()
      let left: [(Double, Double)] = [(x, y), (x + cut + slant, y), (x + cut, y + h), (x, y + h)]
      let right: [(Double, Double)] = [(x + cut + slant, y), (x + w, y), (x + w, y + h), (x + cut, y + h)]
      let whole: [(Double, Double)] = [
        (x, y), (x + cut + slant, y), (x + w, y), (x + w, y + h), (x + cut, y + h), (x, y + h),
      ]
      let parts = zone37.area(of: 0, in: polygon([left])) + zone37.area(of: 0, in: polygon([right]))
      #expect(abs(parts - zone37.area(of: 0, in: polygon([whole]))) < 1e-5)
    }
  }

  @Test func threadsDoNotChangeABit() {
    var columns = GeometryColumns()
    var random = SeededRandom.announced("threadsDoNotChangeABit", fallback: 21)
    for _ in 0..<3000 {
      let x = 37_500_000 + random.double(in: -150_000...150_000)
      let y = random.double(in: 2_000_000...5_500_000)
      columns.append(polygon([[(x, y), (x + 80, y + 3), (x + 75, y + 90), (x - 2, y + 66)]]))
    }
    #expect(zone37.areas(of: columns, threads: 1) == zone37.areas(of: columns, threads: 2))
  }

  @Test func impossibleCoordinatesEnd() {
    let wild = polygon([[(1e300, 0), (0, 1e300), (-1e300, 1), (1e12, -4)]])
    _ = zone37.area(of: 0, in: wild)
    let nan = polygon([[(.nan, 0), (0, .infinity), (1, 1)]])
    #expect(zone37.area(of: 0, in: nan).isNaN)
  }

  @Test func pointsAndLinesHaveNoArea() {
    var builder = GeometryColumns.Builder()
    builder.addNull()
    builder.beginFeature(.lineString)
    builder.beginPart()
    builder.beginRing()
    for i in 0..<5 { builder.add(x: 37_500_000 + Double(i * i), y: 2_700_000 + Double(i)) }
    builder.endRing()
    builder.endPart()
    builder.endFeature()
    #expect(zone37.areas(of: builder.finish()) == [0, 0])
    #expect(EllipsoidArea.areas(ofGeographic: GeometryColumns(), on: .cgcs2000).isEmpty)
  }
}
