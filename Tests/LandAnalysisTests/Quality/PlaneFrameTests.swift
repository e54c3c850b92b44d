import Geometry
import LandAnalysis
import Testing

@Suite struct PlaneFrameTests {
  private func frame(_ box: Box) -> PlaneFrame? {
    PlaneFrame(degrees: box, semiMajorAxis: 6_378_137, flattening: 1 / 298.257222101)
  }

  @Test func degreesHaveAPlane() throws {
    let plane = try #require(frame(Box(minX: 111, minY: 24, maxX: 112, maxY: 25)))
    #expect(plane.metresPerX > 100_000 && plane.metresPerY > 110_000)
    #expect(frame(.empty) != nil)
  }

  /// Metres under a system of degrees, latitudes and longitudes exchanged, a pole: no number scales such longitudes.
  @Test(arguments: [
    Box(minX: 550_000, minY: 2_693_000, maxX: 550_700, maxY: 2_693_100), Box(minX: 24, minY: 111, maxX: 25, maxY: 112),
    Box(minX: -180, minY: 90, maxX: 180, maxY: 90),
  ])
  func otherNumbersHaveNone(_ box: Box) {
    #expect(frame(box) == nil)
  }
}
