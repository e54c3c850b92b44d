import GEOS
import Geometry
import Testing

@Suite struct Overlay {
  @Test func ofTwoSquares() throws {
    let a = try wkt(Known.square)
    let b = try wkt(Known.shifted)
    #expect(try a.intersection(b).area == 25)
    #expect(try a.union(b).area == 175)
    #expect(try a.difference(b).area == 75)
    #expect(try a.symmetricDifference(b).area == 150)
    #expect(try a.intersection(wkt("POLYGON EMPTY")).isEmpty)
  }

  @Test func onAGrid() throws {
    let a = try wkt("POLYGON ((0 0, 10.3 0, 10.3 10, 0 10, 0 0))")
    let b = try wkt("POLYGON ((5.2 5, 15 5, 15 15, 5.2 15, 5.2 5))")
    #expect(try a.intersection(b, gridSize: 1).wkt().contains(".") == false)
    #expect(try a.intersection(b, gridSize: 1).area == 25)
    #expect(try a.union(b, gridSize: 1).area == 175)
    #expect(try a.difference(b, gridSize: 1).area == 75)
    #expect(try a.symmetricDifference(b, gridSize: 1).area == 150)
    #expect(try abs(a.intersection(b, gridSize: 0).area - 25.5) < 1e-9)
  }

  @Test func invalidInputNamesOperationFeaturesAndPlace() throws {
    let columns = try GeometryColumns([
      wkt(Known.square), wkt("POLYGON ((0 0, 8 0, 8 8, 0 8, 0 0), (1 -1, 3 3, 5 -1, 1 -1), (1 -1, 4 3, 5 -1, 1 -1))"),
    ])
    let a = try Shape(columns, feature: 0)
    let b = try Shape(columns, feature: 1)
    let error = #expect(throws: GEOSError.self) { try a.intersection(b, gridSize: 0) }
    #expect(error?.kind == .topology)
    #expect(error?.operation == .intersection)
    #expect(error?.feature == 0)
    #expect(error?.otherFeature == 1)
    #expect(error?.message.hasPrefix("TopologyException: ") == true)
    #expect(error?.description.hasPrefix("intersection of feature 1 with feature 2: TopologyException: ") == true)
    // The error belongs to that call: the next one is clean.
    #expect(try a.intersection(a).area == 100)
  }

  @Test func clip() throws {
    let clipped = try wkt(Known.square).clipped(to: Box(minX: -5, minY: 8, maxX: 5, maxY: 99))
    #expect(clipped.area == 10)
  }

  @Test func unionOfMany() throws {
    let squares = try (0..<10).map {
      try Shape.rectangle(Box(minX: Double($0), minY: 0, maxX: Double($0) + 2, maxY: 1))
    }
    #expect(try Shape.union(of: squares).area == 11)
    #expect(try Shape.union(of: squares, gridSize: 0.5).area == 11)
    #expect(try Shape.union(of: []).isEmpty)
    #expect(try Shape.collection(squares).unaryUnion().kind == .polygon)
  }

  @Test func coverage() throws {
    let cells = try (0..<4).map { try Shape.rectangle(Box(minX: Double($0), minY: 0, maxX: Double($0) + 1, maxY: 1)) }
    let union = try Shape.coverageUnion(of: cells)
    #expect(union.area == 4)
    #expect(union.memberCount == 1)
    #expect(union.length == 10)
  }

  @Test func dissolveByGroup() throws {
    let columns = try GeometryColumns([
      wkt(Known.square), wkt(Known.shifted), wkt("POINT (1 1)"),
      wkt("GEOMETRYCOLLECTION (POINT (0 0), \(Known.square))"),
    ])
    let dissolved = try columns.dissolve([[0, 1], [2], [], [1], [3, 0]])
    #expect((0..<5).map { dissolved.planeArea(of: $0) } == [175, 0, 0, 100, 100])
    #expect(dissolved.kinds.allSatisfy { $0.isPolygonal })
    #expect(dissolved.flags[1].contains(.empty))
  }
}
