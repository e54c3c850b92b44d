import GEOS
import Geometry
import Testing

/// Arguments and shapes that make GEOS 3.11 itself crash, run for ever or answer nonsense.
@Suite struct Arguments {
  private func kind(_ work: () throws -> Void) -> GEOSError.Kind? {
    do {
      try work()
      return nil
    } catch let error as GEOSError {
      return error.kind
    } catch {
      return .other
    }
  }

  @Test func argumentsOutOfRangeAreRefused() throws {
    let line = try Shape(wkt: "LINESTRING (0 0, 10 0)")
    let square = try Shape(wkt: "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))")
    let emptyPoint = try Shape(wkt: "POINT EMPTY")
    for number in [Double.nan, .infinity, -.infinity] {
      #expect(kind { _ = try square.buffer(number) } == .argument)
      #expect(kind { _ = try line.offsetCurve(number) } == .argument)
      #expect(kind { _ = try line.singleSidedBufferLine(number, left: true) } == .argument)
      #expect(kind { _ = try line.point(at: number) } == .argument)
      #expect(kind { _ = try square.intersection(square, gridSize: number) } == .argument)
      #expect(kind { _ = try square.unaryUnion(gridSize: number) } == .argument)
      #expect(kind { _ = try square.rounded(toGrid: number) } == .argument)
      #expect(kind { _ = try square.simplified(tolerance: number) } == .argument)
      #expect(kind { _ = try square.densified(length: number) } == .argument)
      #expect(kind { _ = try square.snapped(to: line, tolerance: number) } == .argument)
      #expect(kind { _ = try square.concaveHull(ratio: number) } == .argument)
    }
    #expect(kind { _ = try square.buffer(1, style: BufferStyle(quadrantSegments: 1_000_000)) } == .argument)
    #expect(kind { _ = try square.maximumInscribedCircle(tolerance: -1) } == .argument)
    #expect(kind { _ = try square.hausdorffDistance(to: line, densifyFraction: 1e-12) } == .argument)
    #expect(kind { _ = try square.hausdorffDistance(to: emptyPoint) } == .argument)
    #expect(kind { _ = try line.position(of: emptyPoint) } == .argument)
    #expect(kind { _ = try Shape.line(x: [0, 1], y: [0]) } == .argument)
  }

  @Test func emptyMembersDoNotCount() throws {
    let points = try Shape(wkt: "MULTIPOINT (EMPTY, (20 0))")
    let lines = try Shape(wkt: "MULTILINESTRING (EMPTY, (20 0, 30 0))")
    let nested = try Shape(wkt: "GEOMETRYCOLLECTION (GEOMETRYCOLLECTION (POINT EMPTY, POINT (20 0)), LINESTRING EMPTY)")
    let origin = try Shape.point(x: 0, y: 0)
    for shape in [points, lines, nested] {
      #expect(try shape.distance(to: origin) == 20)
      #expect(try origin.distance(to: shape) == 20)
      #expect(try shape.isWithin(distance: 21, of: origin))
      #expect(try shape.nearestPoints(to: origin)?.here.x == 20)
      #expect(try shape.pointOnSurface().box.minX >= 20)
      #expect(try shape.hausdorffDistance(to: origin) >= 20)
      #expect(try PreparedShape(shape).distance(to: origin) == 20)
    }
    let empty = try Shape(wkt: "POINT EMPTY")
    #expect(try origin.distance(to: empty) == 0)
    #expect(try PreparedShape(origin).distance(to: empty) == 0)
    #expect(try !origin.isWithin(distance: 1, of: empty))
    #expect(try !PreparedShape(origin).isWithin(distance: 1, of: empty))
  }

  @Test func coordinatesThatAreNoNumbersAreNotSimplified() throws {
    let line = try Shape.line(x: [0, .nan, 2, 3], y: [0, 1, .infinity, 0])
    #expect(kind { _ = try line.simplifiedPreservingTopology(tolerance: 1) } == .argument)
    #expect(kind { _ = try line.simplified(tolerance: 1) } == .argument)
  }

  /// GEOS reads both by recursion, on whatever stack the thread has.
  @Test func deepNestingIsRefused() throws {
    func text(_ depth: Int) -> String {
      String(repeating: "GEOMETRYCOLLECTION (", count: depth) + "POINT (1 2)" + String(repeating: ")", count: depth)
    }
    #expect(try Shape(wkt: text(200)).coordinateCount == 1)
    #expect(kind { _ = try Shape(wkt: text(100_000)) } == .syntax)
    func bytes(_ depth: Int) -> [UInt8] {
      let collection: [UInt8] = [1, 7, 0, 0, 0, 1, 0, 0, 0]
      return Array(repeatElement(collection, count: depth).joined()) + [1, 1, 0, 0, 0]
        + [UInt8](repeating: 0, count: 16)
    }
    #expect(try Shape(wkb: bytes(200)).coordinateCount == 1)
    #expect(kind { _ = try Shape(wkb: bytes(200_000)) } == .syntax)
    let hex = bytes(200_000).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(kind { _ = try Shape(hexWKB: hex) } == .syntax)
    // Big-endian, with Z in either form, several members.
    let shape = try Shape(wkt: "GEOMETRYCOLLECTION Z (POINT Z (1 2 3), POLYGON Z ((0 0 1, 9 0 1, 9 9 1, 0 0 1)))")
    #expect(try Shape(wkb: shape.wkb(keepingZ: true)).memberCount == 2)
  }
}
