import GEOS
import Geometry
import TestSupport
import Testing

@Suite struct Construction {
  @Test(arguments: [
    "POINT (1 2)", "LINESTRING (0 0, 1 1, 2 0)", Known.square, Known.withHole,
    "MULTIPOINT ((1 2), (3 4))", "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3, 4 2))",
    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 9 5, 9 9, 5 9, 5 5), (6 6, 6 7, 7 7, 7 6, 6 6)))",
    "GEOMETRYCOLLECTION (POINT (1 2), POLYGON ((0 0, 1 0, 1 1, 0 0)), LINESTRING (0 0, 1 1))",
    "POINT EMPTY", "LINESTRING EMPTY", "POLYGON EMPTY", "MULTIPOINT EMPTY", "MULTILINESTRING EMPTY",
    "MULTIPOLYGON EMPTY",
  ])
  func throughColumnsAndBack(text: String) throws {
    let shape = try wkt(text)
    let columns = try GeometryColumns([shape])
    #expect(columns.count == 1)
    #expect(columns.kinds[0] == shape.kind)
    #expect(columns.flags[0].contains(.empty) == shape.isEmpty)
    #expect(abs(columns.planeArea(of: 0) - shape.area) < 1e-12)
    let back = try Shape(columns, feature: 0)
    #expect(back.kind == shape.kind)
    #expect(try back.normalised().equalsExactly(shape.normalised()))
    #expect(back.feature == 0)
  }

  @Test func everyKindInOneLayer() throws {
    let texts = [Known.square, "POINT (1 2)", "GEOMETRYCOLLECTION (POINT (7 7), \(Known.square))", Known.withHole]
    var builder = GeometryColumns.Builder()
    builder.addNull()
    for text in texts { try builder.append(wkt(text)) }
    let columns = builder.finish()
    #expect(columns.kinds == [.null, .polygon, .point, .collection, .polygon])
    #expect((0..<5).map { columns.planeArea(of: $0) } == [0, 100, 0, 100, 96])
    let shapes = try Shape.all(of: columns)
    #expect(shapes.map(\.area) == [0, 100, 0, 100, 96])
    #expect(shapes[0].isEmpty)
    #expect(try shapes[3].members().map(\.kind) == [.point, .polygon])
    let polygons = try Shape.polygons(of: 3, in: columns)
    #expect(polygons.kind == .multiPolygon && polygons.area == 100)
  }

  @Test func membersWithoutVerticesAreLeftOut() throws {
    let columns = try GeometryColumns([
      wkt("MULTIPOLYGON (EMPTY, ((0 0, 1 0, 1 1, 0 0)))"), wkt("MULTILINESTRING (EMPTY, (0 0, 1 1))"),
      wkt("MULTIPOINT (EMPTY, (3 4))"), wkt("GEOMETRYCOLLECTION (POLYGON EMPTY, POINT EMPTY)"),
    ])
    #expect(columns.partCount == 3)
    #expect(columns.ringCount == 3)
    #expect(columns.vertexCount == 4 + 2 + 1)
  }

  @Test func zIsFlaggedAndLeftOut() throws {
    let shape = try wkt("POLYGON Z ((0 0 7, 1 0 7, 1 1 7, 0 0 7))")
    #expect(shape.hasZ)
    let columns = try GeometryColumns([shape])
    #expect(columns.flags[0].contains(.hadZ))
    #expect(columns.x == [0, 1, 1, 0])
    #expect(try Shape(wkb: shape.wkb()).hasZ == false)
    #expect(try Shape(wkb: shape.wkb(keepingZ: true)).hasZ)
  }

  @Test func fromCoordinates() throws {
    #expect(try Shape.point(x: 1, y: 2).wkt() == "POINT (1 2)")
    #expect(try Shape.line(x: [0, 3], y: [0, 4]).length == 5)
    #expect(try Shape.polygon(x: [0, 1, 1, 0], y: [0, 0, 1, 0]).area == 0.5)
    #expect(try Shape.rectangle(Box(minX: 1, minY: 2, maxX: 4, maxY: 6)).area == 12)
    #expect(try Shape.rectangle(.empty).isEmpty)
    let pair = try [wkt(Known.square), wkt(Known.shifted)]
    #expect(try Shape.collection(pair).kind == .collection)
    #expect(try Shape.collection(pair, kind: .multiPolygon).kind == .multiPolygon)
    #expect(try Shape.collection([]).isEmpty)
  }

  @Test func refusesWhatIsNoRing() throws {
    let open = #expect(throws: GEOSError.self) { try Shape.polygon(x: [0, 1, 1, 0], y: [0, 0, 1, 9]) }
    #expect(open?.kind == .argument)
    #expect(open?.operation == .construct)
    #expect(open?.message.contains("closed linestring") == true)
    let mixed = #expect(throws: GEOSError.self) {
      try Shape.collection([wkt("POINT (1 2)")], kind: .multiPolygon)
    }
    #expect(mixed?.kind == .argument)
    #expect(mixed?.message == "a point cannot be a member of a multiPolygon")
  }

  @Test func properties() throws {
    let shape = try wkt("MULTIPOLYGON (((0 0, 3 0, 3 4, 0 4, 0 0)), ((10 10, 11 10, 11 11, 10 10)))")
    #expect(shape.memberCount == 2)
    #expect(shape.coordinateCount == 9)
    #expect(shape.dimension == 2)
    #expect(shape.box == Box(minX: 0, minY: 0, maxX: 11, maxY: 11))
    #expect(shape.area == 12.5)
    #expect(abs(shape.length - (14 + 2 + 2.0.squareRoot())) < 1e-12)
    #expect(try wkt("POLYGON EMPTY").box.isEmpty)
    #expect(try wkt("POINT (1 2)").point?.y == 2)
    #expect(try wkt("POINT EMPTY").point == nil)
    #expect(GEOSLibrary.version.hasPrefix("3."))
  }
}

@Suite struct WellKnownText {
  @Test func writesTheShortestDecimals() throws {
    #expect(try wkt("POINT (0.1 500000.12345)").wkt() == "POINT (0.1 500000.12345)")
    #expect(try wkt("POINT (0.12345 2)").wkt(decimals: 2) == "POINT (0.12 2)")
    #expect(try "\(wkt("POINT Z (1 2 3)"))" == "POINT Z (1 2 3)")
  }

  @Test(arguments: ["", "POLIGON ((0 0))", "POINT (1)", "POLYGON ((0 0, 1 0, 1 1, 0 0)", "中文"])
  func refusesWhatIsNoText(text: String) {
    let error = #expect(throws: GEOSError.self) { try wkt(text) }
    #expect(error?.kind == .syntax)
    #expect(error?.operation == .readWKT)
    #expect(error?.message.hasPrefix("ParseException") == true)
  }

  @Test func binaryBothWays() throws {
    let shape = try wkt(Known.withHole)
    let bytes = try shape.wkb()
    #expect(bytes.prefix(5) == [1, 3, 0, 0, 0])
    #expect(try Shape(wkb: bytes).equalsExactly(shape))
    let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(try Shape(hexWKB: hex).equalsExactly(shape))
  }

  @Test func binaryErrors() throws {
    let bytes = try wkt(Known.square).wkb()
    let short = #expect(throws: GEOSError.self) { try Shape(wkb: Array(bytes.dropLast(9)), feature: 4) }
    #expect(short?.kind == .syntax)
    #expect(short?.operation == .readWKB)
    #expect(short?.feature == 4)
    #expect(#expect(throws: GEOSError.self) { try Shape(wkb: []) }?.kind == .syntax)
    #expect(#expect(throws: GEOSError.self) { try Shape(hexWKB: "01zz") }?.message.isEmpty == false)
    // A count of four billion rings in a few bytes must not be believed.
    let huge = #expect(throws: GEOSError.self) { try Shape(wkb: [1, 3, 0, 0, 0, 255, 255, 255, 255]) }
    #expect(huge?.message.isEmpty == false)
  }
}
