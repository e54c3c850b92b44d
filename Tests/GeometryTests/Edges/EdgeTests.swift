import Geometry
import TestSupport
import Testing

/// One multipolygon feature; each part is a list of rings of x, y pairs.
private func multiPolygon(_ parts: [[[(Double, Double)]]]) -> GeometryColumns {
  var builder = GeometryColumns.Builder()
  builder.beginFeature(parts.count == 1 ? .polygon : .multiPolygon)
  for part in parts {
    builder.beginPart()
    for ring in part {
      builder.beginRing()
      for (x, y) in ring { builder.add(x: x, y: y) }
      builder.endRing()
    }
    builder.endPart()
  }
  builder.endFeature()
  return builder.finish()
}

private func layer(_ rings: [[(Double, Double)]]) -> GeometryColumns {
  var columns = GeometryColumns()
  for ring in rings { columns.append(polygon([ring])) }
  return columns
}

private func rectangle(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> [(Double, Double)] {
  [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
}

private func arrangement(_ columns: GeometryColumns, scope: GeometryColumns? = nil) -> CoverArrangement {
  let matching = EdgeMatching(columns)
  return CoverArrangement(
    matching.unmatchedSegments(of: columns) + (scope?.scopeSegments() ?? []),
    tolerance: 1e-7
  )
}

@Suite struct EdgeMatchingTests {
  @Test func cancelsSharedEdgesBySide() {
    let columns = layer([rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1), rectangle(1, 0, 2, 1)])
    let matching = EdgeMatching(columns)
    // The left square's right edge has two neighbours on the other side: one cancels, one stays.
    #expect(matching.matchedCount == 2)
    #expect(matching.unmatched.count == 10)
    let twin = Int(matching.twins[1])
    #expect(columns.x[twin] == 1 && columns.y[twin] == 1 && columns.y[twin + 1] == 0)
    #expect(matching.twins[twin] == 1)
  }

  @Test func twinsAreMutualAndOppositeInALargeGrid() {
    let size = 150
    var rings: [[(Double, Double)]] = []
    for i in 0..<size {
      for j in 0..<size { rings.append(rectangle(Double(i), Double(j), Double(i + 1), Double(j + 1))) }
    }
    let columns = layer(rings)
    let matching = EdgeMatching(columns)
    #expect(matching.unmatched.count == 4 * size)
    #expect(matching.matchedCount == 4 * size * size - 4 * size)
    for edge in 0..<columns.vertexCount {
      let twin = matching.twins[edge]
      guard twin != EdgeMatching.none else { continue }
      #expect(matching.twins[Int(twin)] == UInt32(edge))
      #expect(columns.x[edge] == columns.x[Int(twin) + 1] && columns.y[edge] == columns.y[Int(twin) + 1])
    }
  }

  @Test func leavesOutWhatIsNotIncludedAndTreatsNegativeZeroAsZero() {
    let columns = layer([rectangle(0, 0, 1, 1), [(-1, 0), (-0.0, -0.0), (-0.0, 1), (-1, 1)]])
    #expect(EdgeMatching(columns).unmatched.count == 6)
    #expect(EdgeMatching(columns, included: [true, false]).unmatched == [0, 1, 2, 3])
  }
}

@Suite struct CoverArrangementTests {
  @Test func findsTheFacesOfCrossingSquares() {
    let found = arrangement(layer([rectangle(0, 0, 2, 2), rectangle(1, 1, 3, 3)]))
    #expect(found.faces.map(\.cover).sorted() == [1, 1, 2])
    #expect(found.faces.first { $0.cover == 2 }?.area == 1)
    #expect(found.faces.reduce(0) { $0 + Double($1.cover) * $1.area } == 8)
    #expect(found.contradictions == 0)
  }

  @Test func takesIslandsOffAGap() throws {
    // A frame of four, and an island with a hole of its own in the middle.
    let columns = layer([
      rectangle(0, 0, 10, 1), rectangle(0, 9, 10, 10), rectangle(0, 1, 1, 9), rectangle(9, 1, 10, 9),
      rectangle(4, 4, 6, 5), rectangle(4, 5, 5, 6),
    ])
    let gaps = arrangement(columns).faces.filter { $0.cover == 0 }
    #expect(gaps.count == 1)
    let gap = try #require(gaps.first)
    #expect(gap.area == 61)
    let point = arrangement(columns).interiorPoint(of: gap)
    #expect(point.x > 1 && point.x < 9 && point.y > 1 && point.y < 9)
    #expect(!(point.x >= 4 && point.x <= 6 && point.y >= 4 && point.y <= 5))
    var builder = GeometryColumns.Builder()
    arrangement(columns).append(gap, to: &builder)
    let shape = builder.finish()
    #expect(shape.planeArea(of: 0) == 61)
    #expect(shape.ringCount == 2)
  }

  @Test func nestsGapsWithinIslandsWithinGaps() {
    var rings = [
      rectangle(0, 0, 20, 1), rectangle(0, 19, 20, 20), rectangle(0, 1, 1, 19), rectangle(19, 1, 20, 19),
    ]
    rings += [rectangle(5, 5, 15, 6), rectangle(5, 14, 15, 15), rectangle(5, 6, 6, 14), rectangle(14, 6, 15, 14)]
    let gaps = arrangement(layer(rings)).faces.filter { $0.cover == 0 }
    let areas: [Double] = gaps.map(\.area).sorted()
    // The island's hole, and 18 × 18 without the island.
    #expect(areas == [64, 224])
  }

  @Test func splitsAGapWhereItsRimMeetsItself() {
    // Two empty cells of a 3 × 3 board that touch at a corner are two gaps.
    var rings: [[(Double, Double)]] = []
    for i in 0..<4 {
      for j in 0..<4 where !((i == 1 && j == 1) || (i == 2 && j == 2)) {
        rings.append(rectangle(Double(i), Double(j), Double(i + 1), Double(j + 1)))
      }
    }
    let gaps = arrangement(layer(rings)).faces.filter { $0.cover == 0 }
    #expect(gaps.map(\.area) == [1, 1])
  }

  @Test func edgesCutDifferentlyCancel() {
    let columns = layer([
      [(0, 0), (4, 0), (4, 3), (0, 3)], [(4, 0), (8, 0), (8, 3), (4, 3), (4, 2), (4, 1)],
    ])
    let found = arrangement(columns)
    #expect(found.faces.count == 1)
    #expect(found.faces.first?.area == 24)
  }

  @Test func scopeTellsInsideFromOutside() {
    let scope = polygon([rectangle(0, 0, 4, 4)])
    let found = arrangement(layer([rectangle(0, 0, 2, 4), rectangle(3, 1, 6, 2)]), scope: scope)
    let gaps = found.faces.filter { $0.scope > 0 && $0.cover == 0 }
    #expect(gaps.map(\.area) == [7])
    #expect(found.faces.filter { $0.scope == 0 && $0.cover > 0 }.map(\.area) == [2])
  }

  @Test func givesUpWhereMeetingsAreTooMany() {
    let rings = (0..<40).map { k in rectangle(Double(k) * 0.01, 0, Double(k) * 0.01 + 1, 1 + Double(k) * 0.01) }
    let columns = layer(rings)
    let segments = EdgeMatching(columns).unmatchedSegments(of: columns)
    let found = CoverArrangement(segments, tolerance: 1e-7, maximumMeetings: 100)
    #expect(!found.isComplete)
    #expect(found.faces.isEmpty)
    #expect(CoverArrangement(segments, tolerance: 1e-7).faces.map(\.cover).max() == 40)
  }
}

@Suite struct NodingTests {
  private func noding(_ columns: GeometryColumns) -> NodingDifferences {
    NodingDifferences(columns, edges: EdgeMatching(columns).unmatched, snappingDistance: 0.001)
  }

  @Test func namesTheEdgeThatLacksAVertex() {
    let found = noding(
      layer([rectangle(0, 0, 4, 4), rectangle(4, 0, 8, 2), rectangle(4, 2, 8, 4)])
    )
    #expect(found.nearVertices.isEmpty)
    #expect(found.missingVertices.count == 1)
    #expect(found.missingVertices.first?.edge == 1)
    #expect(found.missingVertices.first?.feature == 0)
    #expect(found.missingVertices.first?.neighbours == [1, 2])
    #expect(found.missingVertices.first?.places == [.init(x: 4, y: 2)])
  }

  @Test func findsVerticesThatNearlyMeet() {
    let found = noding(
      layer([[(0, 0), (4, 0), (4, 2), (4, 4), (0, 4)], [(4, 0), (8, 0), (8, 4), (4, 4), (4.0003, 2.0004)]])
    )
    #expect(found.nearVertices.count == 1)
    #expect(abs((found.nearVertices.first?.distance ?? 0) - 0.0005) < 1e-9)
    #expect(found.nearVertices.first?.features == [0, 1])
    #expect(found.missingVertices.isEmpty)
  }

  @Test func neighboursAcrossALaneAreNoFinding() {
    let found = noding(layer([rectangle(0, 0, 4, 4), rectangle(4.01, 1, 8, 3), rectangle(1, 4.002, 3, 8)]))
    #expect(found.nearVertices.isEmpty)
    #expect(found.missingVertices.isEmpty)
  }
}

@Suite struct IdenticalGeometryTests {
  private let ring: [(Double, Double)] = [(0, 0), (5, 0), (6, 3), (2, 5)]
  private let hole: [(Double, Double)] = [(1, 1), (2, 1), (2, 2)]
  private let otherHole: [(Double, Double)] = [(3, 1), (4, 1), (4, 2)]

  @Test func startDirectionAndOrderDoNotMatter() {
    let turned = Array(ring[2...] + ring[..<2])
    var columns = multiPolygon([[ring, hole, otherHole]])
    columns.append(multiPolygon([[turned.reversed(), Array(otherHole.reversed()), hole]]))
    columns.append(multiPolygon([[ring, hole]]))
    columns.append(polygon([ring]))
    columns.append(polygon([turned]))
    #expect(columns.identicalFeatures() == [[0, 1], [3, 4]])
    #expect(columns.polygonHash(of: 0) == columns.polygonHash(of: 1))
    #expect(columns.identicalFeatures(in: columns.selecting([4, 1, 0])) == [1, 1, nil, 0, 0])
  }

  @Test func partsMayComeInAnyOrderButHolesAreNotParts() {
    let far = ring.map { ($0.0 + 10, $0.1) }
    var columns = multiPolygon([[ring], [far]])
    columns.append(multiPolygon([[far], [ring]]))
    columns.append(multiPolygon([[ring, hole], [far]]))
    columns.append(multiPolygon([[ring], [far, hole.map { ($0.0 + 10, $0.1) }]]))
    columns.append(multiPolygon([[ring], [far], [hole]]))
    #expect(columns.identicalFeatures() == [[0, 1]])
  }

  @Test func aVertexMoreOrTheLastBitMakesAnother() {
    var moved = ring
    moved[2].0 = moved[2].0.nextUp
    var columns = polygon([ring])
    columns.append(polygon([moved]))
    columns.append(polygon([[(0, 0), (2.5, 0)] + ring[1...]]))
    #expect(columns.identicalFeatures().isEmpty)
    #expect(Set(columns.polygonHashes()).count == 3)
  }
}

@Suite struct BoxTreeTests {
  @Test func agreesWithAskingEveryBox() {
    var random = SeededRandom.announced("BoxTree", fallback: 20_240_501)
    for count in [0, 1, 15, 16, 17, 300, 5000] {
      let boxes = (0..<count).map { _ in
        let x = random.double(in: 0...1000)
        let y = random.double(in: 0...1000)
        let isEmpty = random.double(in: 0...1) < 0.05
        return isEmpty ? Box.empty : Box(minX: x, minY: y, maxX: x + random.double(in: 0...30), maxY: y + 5)
      }
      let tree = BoxTree(boxes)
      for _ in 0..<20 {
        let x = random.double(in: 0...1000)
        let y = random.double(in: 0...1000)
        let query = Box(minX: x, minY: y, maxX: x + random.double(in: 0...200), maxY: y + 20)
        #expect(tree.items(in: query) == boxes.indices.filter { !boxes[$0].isEmpty && boxes[$0].intersects(query) })
      }
    }
  }
}

@Suite struct ValidityFilterTests {
  @Test func passesSimpleShapesAndHoldsBackTheRest() {
    #expect(!polygon([rectangle(0, 0, 1, 1)]).mayBeInvalid(0))
    #expect(!polygon([[(0, 0), (4, 0), (4, 4), (3, 1), (1, 1), (0, 4)]]).mayBeInvalid(0))
    #expect(!polygon([rectangle(0, 0, 9, 9), rectangle(1, 1, 2, 2), rectangle(4, 4, 6, 6)]).mayBeInvalid(0))
    #expect(!multiPolygon([[rectangle(0, 0, 1, 1)], [rectangle(3, 3, 4, 4)]]).mayBeInvalid(0))
    // Bow tie, spike, ring through its own vertex, hole outside, hole in hole, hole across the shell, too few vertices.
    #expect(polygon([[(0, 0), (2, 2), (2, 0), (0, 2)]]).mayBeInvalid(0))
    #expect(polygon([[(0, 0), (4, 0), (4, 4), (4, 6), (4, 4), (0, 4)]]).mayBeInvalid(0))
    #expect(polygon([[(0, 0), (4, 0), (2, 2), (4, 4), (0, 4), (2, 2)]]).mayBeInvalid(0))
    #expect(polygon([rectangle(0, 0, 1, 1), rectangle(2, 2, 3, 3)]).mayBeInvalid(0))
    #expect(polygon([rectangle(0, 0, 9, 9), rectangle(1, 1, 8, 8), rectangle(2, 2, 3, 3)]).mayBeInvalid(0))
    #expect(polygon([rectangle(0, 0, 9, 9), rectangle(8, 8, 12, 12)]).mayBeInvalid(0))
    #expect(polygon([[(0, 0), (1, 1), (0, 0)]]).mayBeInvalid(0))
    #expect(multiPolygon([[rectangle(0, 0, 4, 4)], [rectangle(3, 3, 6, 6)]]).mayBeInvalid(0))
  }
}
