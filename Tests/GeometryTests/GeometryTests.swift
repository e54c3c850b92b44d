import Geometry
import TestSupport
import Testing

/// One polygon feature from rings given as flat x, y pairs.
func polygon(_ rings: [[(Double, Double)]]) -> GeometryColumns {
  var builder = GeometryColumns.Builder()
  builder.beginFeature(.polygon)
  builder.beginPart()
  for ring in rings {
    builder.beginRing()
    for (x, y) in ring { builder.add(x: x, y: y) }
    builder.endRing()
  }
  builder.endPart()
  builder.endFeature()
  return builder.finish()
}

@Suite struct BuilderTests {
  @Test func closesCleansAndOrientsRings() {
    let columns = polygon([[(0, 0), (0, 10), (0, 10), (10, 10), (10, 0)], [(2, 2), (4, 2), (4, 4), (2, 4), (2, 2)]])
    #expect(columns.flags[0] == [.unclosedRing, .repeatedVertices, .reorientedRing])
    #expect(columns.signedArea(ofRing: 0) == 100)
    #expect(columns.signedArea(ofRing: 1) == -4)
    #expect(columns.planeArea(of: 0) == 96)
    #expect(columns.vertices(ofRing: 0).count == 5)
  }

  @Test func keepsShortRingsPaddedAndFlagged() {
    let columns = polygon([[(1, 1), (2, 2), (1, 1)]])
    #expect(columns.flags[0].contains(.shortRing))
    #expect(columns.vertices(ofRing: 0).count == 4)
    #expect(columns.planeArea(of: 0) == 0)
  }

  @Test func flagsWhatHasNoArea() {
    var builder = GeometryColumns.Builder()
    builder.addNull()
    builder.beginFeature(.polygon)
    builder.endFeature()
    builder.beginFeature(.point)
    builder.beginPart()
    builder.beginRing()
    builder.add(x: .nan, y: 1)
    builder.endRing()
    builder.endPart()
    builder.endFeature()
    let columns = builder.finish()
    #expect(columns.flags == [.null, .empty, [.notPolygon, .nonFinite]])
    #expect(columns.count == 3)
  }

  @Test func areaKeepsItsDigitsAtLargeEastings() {
    let e = 38_500_000.125
    let n = 2_500_000.25
    let columns = polygon([[(e, n), (e + 0.1875, n), (e + 0.1875, n + 0.0625), (e, n + 0.0625)]])
    #expect(columns.planeArea(of: 0) == 0.1875 * 0.0625)
  }

  @Test func selectsAndAppends() {
    var columns = polygon([[(0, 0), (1, 0), (1, 1), (0, 1)]])
    columns.append(polygon([[(0, 0), (3, 0), (3, 3), (0, 3)], [(1, 1), (2, 1), (2, 2), (1, 2)]]))
    let swapped = columns.selecting([1, 0, 1])
    #expect((0..<3).map { swapped.planeArea(of: $0) } == [8, 1, 8])
    #expect(swapped.extent == Box(minX: 0, minY: 0, maxX: 3, maxY: 3))
  }

  @Test func replacingCoordinatesTurnsMirroredRings() {
    let columns = polygon([[(0, 0), (3, 0), (3, 3), (0, 3)], [(1, 1), (2, 1), (2, 2), (1, 2)]])
    let mirrored = columns.replacingCoordinates(x: columns.y, y: columns.x)
    #expect(mirrored.planeArea(of: 0) == 8)
    #expect(mirrored.signedArea(ofRing: 0) == 9)
  }
}
