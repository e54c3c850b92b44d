import GEOS
import Geometry
import TestSupport
import Testing

@Suite struct Validity {
  @Test(arguments: [
    (Known.bowTie, "Self-intersection", 2.0, 2.0),
    ("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (20 20, 21 20, 21 21, 20 20))", "Hole lies outside shell", 20, 20),
    ("MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((6 3, 8 4, 8 7, 6 3)))", "Nested shells", 6, 3),
    ("POLYGON ((0 0, 10 0, 10 10, 5 0, 0 10, 0 0))", "Ring Self-intersection", 5, 0),
  ])
  func reasonAndPlace(text: String, reason: String, x: Double, y: Double) throws {
    let shape = try wkt(text)
    #expect(try !shape.isValid())
    let defect = try #require(try shape.defect())
    #expect(defect.reason == reason)
    #expect(defect.x == x && defect.y == y)
  }

  @Test func validAndInverted() throws {
    #expect(try wkt(Known.withHole).isValid())
    #expect(try wkt(Known.withHole).defect() == nil)
    // A shell that touches itself at (5 0) so that a hole forms.
    let inverted = try wkt("POLYGON ((0 0, 5 0, 3 3, 7 3, 5 0, 10 0, 10 10, 0 10, 0 0))")
    #expect(try inverted.defect()?.reason == "Ring Self-intersection")
    #expect(try inverted.defect(allowingInvertedShells: true) == nil)
  }

  @Test func simplicity() throws {
    #expect(try wkt("LINESTRING (0 0, 1 1, 2 0)").isSimple())
    #expect(try !wkt("LINESTRING (0 0, 2 2, 2 0, 0 2)").isSimple())
    #expect(try wkt("LINESTRING (0 0, 1 1, 2 0, 0 0)").isClosed())
    #expect(try !wkt("LINESTRING (0 0, 1 1, 2 0)").isClosed())
    #expect(throws: GEOSError.self) { try wkt(Known.square).isClosed() }
  }

  @Test func bothMethods() throws {
    // Linework takes the part drawn twice for a hole, structure keeps it.
    let doubled = try wkt(Known.doubled)
    #expect(try doubled.makeValid(.linework).area == 64)
    #expect(try doubled.makeValid(.structure(keepingCollapsed: false)).area == 100)
    let spike = try wkt("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (20 20, 30 30, 20 20, 20 20))")
    #expect(try spike.makeValid(.structure(keepingCollapsed: false)).kind == .polygon)
    #expect(try wkt("POLYGON ((0 0, 5 5, 0 0, 0 0))").makeValid(.structure(keepingCollapsed: true)).length > 7)
  }

  @Test func polygonalPart() throws {
    let part = try wkt("GEOMETRYCOLLECTION (POINT (9 9), LINESTRING (0 0, 3 4), \(Known.square))").polygonalPart()
    #expect(part.polygons.kind == .polygon)
    #expect(part.polygons.area == 100)
    #expect(part.leftOut == NonAreaParts(lines: 1, lineLength: 5, points: 1))
    #expect(try wkt("LINESTRING (0 0, 3 4)").polygonalPart().polygons.isEmpty)
    let two = try wkt("GEOMETRYCOLLECTION (\(Known.square), MULTIPOLYGON (((20 20, 21 20, 21 21, 20 20))))")
    #expect(try two.polygonalPart().polygons.kind == .multiPolygon)
  }
}

@Suite struct ColumnsValidity {
  /// A NaN, which text cannot say.
  static func withNaN() -> GeometryColumns {
    var builder = GeometryColumns.Builder()
    builder.beginFeature(.polygon)
    builder.beginPart()
    builder.beginRing()
    for (x, y) in [(0.0, 0.0), (1.0, .nan), (1.0, 1.0), (0.0, 0.0)] { builder.add(x: x, y: y) }
    builder.endRing()
    builder.endPart()
    builder.endFeature()
    return builder.finish()
  }

  static func mixed() throws -> GeometryColumns {
    var columns = try GeometryColumns([
      wkt(Known.square), wkt(Known.bowTie), wkt("LINESTRING (0 0, 4 4, 4 0, 0 4, 0 0)"), wkt("POLYGON EMPTY"),
      wkt(Known.doubled),
      wkt("POLYGON ((0 0, 5 5, 10 10, 0 0))"),
      wkt("GEOMETRYCOLLECTION (POINT (9 9), \(Known.bowTie))"),
    ])
    columns.append(withNaN())
    return columns
  }

  @Test func validate() throws {
    let found = try Self.mixed().validate()
    #expect(found.map(\.feature) == [1, 4, 5, 6, 7])
    #expect(found[0] == Invalidity(feature: 1, reason: "Self-intersection", x: 2, y: 2))
    #expect(found[1].reason == "Ring Self-intersection")
    #expect(found[4].reason == "Invalid Coordinate")
    #expect(found[4].y.isNaN)
  }

  @Test func repairStatesWhatItDid() throws {
    let columns = try Self.mixed()
    let (repaired, repairs) = columns.repair()
    #expect(repaired.count == columns.count)
    #expect(repairs.map(\.feature) == [1, 4, 5, 6, 7])
    #expect(repairs.map(\.areaBefore).prefix(4) == [0, 136, 0, 0])
    #expect(repairs.map(\.areaAfter).prefix(4) == [8, 64, 0, 8])
    #expect(repairs[2].dropped.lines == 2)
    #expect(abs(repairs[2].dropped.lineLength - 200.0.squareRoot()) < 1e-12)
    #expect(
      repaired.kinds == [.polygon, .multiPolygon, .lineString, .polygon, .polygon, .polygon, .collection, .polygon]
    )
    #expect(repaired.flags[5].isSuperset(of: [.repaired, .empty]))
    #expect(repaired.flags[0].contains(.repaired) == false)
    #expect(repaired.flags[1].contains(.repaired))
    #expect(repaired.flags[2] == columns.flags[2])
    #expect(try Shape(repaired, feature: 6).memberCount == 2)
  }

  @Test func whatCannotBeRepairedStays() throws {
    let (repaired, repairs) = Self.withNaN().repair()
    #expect(repairs.count == 1)
    #expect(repairs[0].failure?.kind == .argument)
    #expect(repairs[0].failure?.feature == 0)
    #expect(repaired.flags[0].isSuperset(of: [.invalid, .nonFinite]))
    #expect(!repaired.flags[0].contains(.repaired))
    #expect(repaired.vertexCount == Self.withNaN().vertexCount)
  }

  @Test func structureKeepsWhatIsDrawnTwice() throws {
    let (_, repairs) = try Self.mixed().repair(method: .structure(keepingCollapsed: false))
    #expect(repairs[1].areaAfter == 100)
  }

  /// Random star polygons, some with two vertices swapped: what GEOS calls invalid is repaired and then valid, the
  /// rest is untouched, whatever the chunks.
  @Test func randomStars() throws {
    var random = SeededRandom.announced("randomStars", fallback: 20_240_611)
    var builder = GeometryColumns.Builder()
    for number in 0..<1500 {
      let cx = random.double(in: 499_000...501_000)
      let cy = random.double(in: 2_690_000...2_700_000)
      try builder.append(star(x: cx, y: cy, vertices: 5 + number % 20, broken: number % 7 == 0, with: &random))
    }
    let columns = builder.finish()
    let found = columns.validate()
    let one = (0..<columns.count).compactMap { columns.invalidity(of: $0) }
    #expect(found == one)
    #expect(found.count > 50 && found.count < 500)
    let (repaired, repairs) = columns.repair(found)
    #expect(repaired.validate().isEmpty)
    #expect(repairs.map(\.feature) == found.map(\.feature))
    let broken = Set(found.map(\.feature))
    for feature in 0..<columns.count where !broken.contains(feature) {
      #expect(repaired.x[repaired.vertices(of: feature)] == columns.x[columns.vertices(of: feature)])
    }
  }
}

/// A star around a point; a broken one has two of its vertices swapped.
func star(
  x: Double,
  y: Double,
  vertices: Int,
  broken: Bool,
  with random: inout SeededRandom
) throws -> Shape {
  var points = (0..<vertices).map { vertex -> (Double, Double) in
    let angle = 2 * Double.pi * Double(vertex) / Double(vertices)
    let radius = random.double(in: 5...60)
    return (x + radius * cosine(angle), y + radius * cosine(angle - .pi / 2))
  }
  if broken { points.swapAt(1, 3) }
  points.append(points[0])
  return try Shape.polygon(x: points.map(\.0), y: points.map(\.1))
}
