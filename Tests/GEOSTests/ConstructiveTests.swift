import GEOS
import Geometry
import Testing

@Suite struct Constructive {
  @Test func buffers() throws {
    let point = try wkt("POINT (0 0)")
    // A regular polygon of 32 corners on the circle of radius 10.
    #expect(try abs(point.buffer(10).area - 312.1445152258) < 1e-9)
    #expect(try point.buffer(10, style: BufferStyle(quadrantSegments: 1)).area.rounded() == 200)
    #expect(try point.buffer(10, style: BufferStyle(cap: .square)).area == 400)
    let line = try wkt("LINESTRING (0 0, 100 0)")
    #expect(try line.buffer(5, style: BufferStyle(cap: .flat)).area == 1000)
    #expect(try line.buffer(5, style: BufferStyle(cap: .square)).area == 1100)
    #expect(try line.buffer(5, style: BufferStyle(cap: .flat, singleSided: true)).box.minY == 0)
    let square = try wkt(Known.square)
    #expect(try square.buffer(1, style: BufferStyle(join: .mitre)).area == 144)
    #expect(try abs(square.buffer(1, style: BufferStyle(join: .bevel)).area - 142) < 1e-9)
    #expect(try square.buffer(-2).area == 36)
    #expect(try square.buffer(-6).isEmpty)
  }

  @Test func offsets() throws {
    let line = try wkt("LINESTRING (0 0, 100 0)")
    #expect(try line.offsetCurve(5).box == Box(minX: 0, minY: 5, maxX: 100, maxY: 5))
    #expect(try line.singleSidedBufferLine(5, left: false).box.minY == -5)
    #expect(try wkt("POINT (1 1)").offsetCurve(5).isEmpty)
  }

  @Test func points() throws {
    let u = try wkt("POLYGON ((0 0, 10 0, 10 10, 9 10, 9 1, 1 1, 1 10, 0 10, 0 0))")
    #expect(try u.centroid().point?.x == 5)
    #expect(try !u.contains(u.centroid()))
    #expect(try u.contains(u.pointOnSurface()))
    #expect(try wkt("POLYGON EMPTY").centroid().isEmpty)
  }

  @Test func hulls() throws {
    let c = try wkt("MULTIPOINT ((0 0), (10 0), (10 10), (0 10), (5 5), (5 9), (5 8), (5 1))")
    #expect(try c.convexHull().area == 100)
    #expect(try c.concaveHull(ratio: 1).area == 100)
    #expect(try c.concaveHull(ratio: 0).area < 100)
    let two = try wkt("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)), ((2 0, 3 0, 3 1, 2 1, 2 0)))")
    #expect(try two.concaveHullOfPolygons(ratio: 1).area == 3)
    #expect(try two.concaveHullOfPolygons(ratio: 0).area == 2)
    #expect(try abs(wkt("LINESTRING (0 0, 3 4, 3 5)").minimumRotatedRectangle().area - 3) < 1e-9)
    let circle = try wkt(Known.square).maximumInscribedCircle(tolerance: 0.001)
    #expect(abs(circle.length - 5) < 0.001)
    #expect(#expect(throws: GEOSError.self) { try wkt("POINT (1 1)").maximumInscribedCircle(tolerance: 1) } != nil)
  }

  @Test func vertices() throws {
    let line = try wkt("LINESTRING (0 0, 5 0.1, 10 0, 10 0, 10 10)")
    #expect(try line.simplified(tolerance: 0.5).coordinateCount == 3)
    #expect(try line.removingRepeatedPoints().coordinateCount == 4)
    #expect(try wkt("LINESTRING (0 0, 10 0)").densified(length: 2.5).coordinateCount == 5)
    let tiny = try wkt("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (5 5, 5 5.1, 5.1 5.1, 5 5))")
    #expect(try tiny.simplified(tolerance: 1).coordinateCount == 5)
    #expect(try tiny.simplifiedPreservingTopology(tolerance: 1).coordinateCount > 5)
    #expect(#expect(throws: GEOSError.self) { try line.densified(length: -1) }?.operation == .densify)
  }

  @Test func polygonizing() throws {
    let lines = try wkt("MULTILINESTRING ((0 0, 10 0, 10 10, 0 10, 0 0), (5 -5, 5 15), (20 20, 21 21))")
    let result = try lines.noded().polygonize()
    #expect(result.polygons.memberCount == 2)
    #expect(result.polygons.area == 100)
    #expect(result.dangles.length > 10)
    #expect(result.cutEdges.isEmpty)
    #expect(result.invalidRings.isEmpty)
    let rings = try wkt("MULTILINESTRING ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))")
    #expect(try rings.buildArea().area == 96)
  }

  @Test func lines() throws {
    let merged = try wkt("MULTILINESTRING ((0 0, 1 1), (2 2, 1 1))").lineMerged()
    #expect(merged.kind == .lineString)
    #expect(merged.coordinateCount == 3)
    let line = try wkt("LINESTRING (0 0, 10 0)")
    #expect(try line.position(of: wkt("POINT (3 7)")) == 3)
    #expect(try line.point(at: 4).point?.x == 4)
    #expect(try line.point(at: -4).point?.x == 6)
  }

  @Test func outline() throws {
    #expect(try wkt(Known.withHole).boundary().length == 48)
    #expect(try wkt("LINESTRING (0 0, 5 5)").envelope().area == 25)
    #expect(#expect(throws: GEOSError.self) { try wkt("GEOMETRYCOLLECTION (POINT (1 1))").boundary() } != nil)
  }

  @Test func normal() throws {
    let a = try wkt("POLYGON ((10 10, 0 10, 0 0, 10 0, 10 10))")
    #expect(try !a.equalsExactly(wkt(Known.square)))
    #expect(try a.normalised().equalsExactly(wkt(Known.square).normalised()))
    #expect(try a.wkt() == "POLYGON ((10 10, 0 10, 0 0, 10 0, 10 10))", "normalising leaves the original alone")
  }

  @Test func grid() throws {
    let shape = try wkt("POLYGON ((0.4 0.4, 9.6 0.4, 9.6 9.6, 0.4 9.6, 0.4 0.4))")
    #expect(try shape.rounded(toGrid: 1).area == 100)
    let flat = try wkt("POLYGON ((0 0, 10 0, 10 0.3, 0 0.3, 0 0))")
    #expect(try flat.rounded(toGrid: 1).isEmpty)
    #expect(try flat.rounded(toGrid: 1, rule: .pointwise).coordinateCount > 2)
    #expect(try wkt("LINESTRING (0 0, 0.2 0)").rounded(toGrid: 1, rule: .validKeepingCollapsed).isEmpty == false)
    let snapped = try wkt("LINESTRING (0 0.1, 10 0.1)").snapped(to: wkt("LINESTRING (0 0, 10 0)"), tolerance: 0.5)
    #expect(snapped.box.maxY == 0)
  }

  @Test func triangles() throws {
    let points = try wkt("MULTIPOINT ((0 0), (10 0), (10 10), (0 10))")
    #expect(try points.delaunayTriangles().memberCount == 2)
    #expect(try points.delaunayTriangles().area == 100)
    #expect(try points.voronoiCells().memberCount == 4)
    #expect(try points.voronoiCells(within: wkt("POLYGON ((-90 -90, 90 -90, 90 90, -90 -90))")).box.minX <= -90)
  }
}
