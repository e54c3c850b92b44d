import GEOS
import Geometry
import Testing

@Suite struct Predicates {
  /// Two shapes and what holds between them.
  struct Case: Sendable, CustomTestStringConvertible {
    var a: String
    var b: String
    var holds: Set<String>
    var testDescription: String { "\(a) and \(b)" }
  }

  static let cases = [
    Case(a: Known.square, b: Known.shifted, holds: ["intersects", "overlaps"]),
    Case(a: Known.square, b: "POINT (5 5)", holds: ["intersects", "contains", "covers"]),
    Case(a: Known.square, b: "POINT (0 5)", holds: ["intersects", "touches", "covers"]),
    Case(a: "POINT (5 5)", b: Known.square, holds: ["intersects", "within", "coveredBy"]),
    Case(a: Known.square, b: "LINESTRING (-5 5, 15 5)", holds: ["intersects", "crosses"]),
    Case(a: Known.square, b: "POINT (50 50)", holds: ["disjoint"]),
    Case(
      a: Known.square,
      b: "POLYGON ((10 10, 0 10, 0 0, 5 0, 10 0, 10 10))",
      holds: ["intersects", "contains", "covers", "within", "coveredBy", "equals"]
    ),
  ]

  @Test(arguments: cases)
  func plain(of pair: Case) throws {
    let a = try wkt(pair.a)
    let b = try wkt(pair.b)
    var found: Set<String> = []
    if try a.intersects(b) { found.insert("intersects") }
    if try a.isDisjoint(from: b) { found.insert("disjoint") }
    if try a.touches(b) { found.insert("touches") }
    if try a.crosses(b) { found.insert("crosses") }
    if try a.overlaps(b) { found.insert("overlaps") }
    if try a.isWithin(b) { found.insert("within") }
    if try a.contains(b) { found.insert("contains") }
    if try a.covers(b) { found.insert("covers") }
    if try a.isCovered(by: b) { found.insert("coveredBy") }
    if try a.equals(b) { found.insert("equals") }
    #expect(found == pair.holds)
  }

  @Test(arguments: cases)
  func prepared(of pair: Case) throws {
    let a = try PreparedShape(wkt(pair.a))
    let b = try wkt(pair.b)
    var found: Set<String> = []
    if try a.intersects(b) { found.insert("intersects") }
    if try a.isDisjoint(from: b) { found.insert("disjoint") }
    if try a.touches(b) { found.insert("touches") }
    if try a.crosses(b) { found.insert("crosses") }
    if try a.overlaps(b) { found.insert("overlaps") }
    if try a.isWithin(b) { found.insert("within") }
    if try a.contains(b) { found.insert("contains") }
    if try a.covers(b) { found.insert("covers") }
    if try a.isCovered(by: b) { found.insert("coveredBy") }
    #expect(found == pair.holds.subtracting(["equals"]))
  }

  @Test func preparedMore() throws {
    let site = try PreparedShape(wkt(Known.square))
    #expect(try site.containsProperly(wkt("POINT (5 5)")))
    #expect(try !site.containsProperly(wkt("LINESTRING (0 0, 5 5)")))
    #expect(try site.covers(x: 0, y: 5))
    #expect(try !site.covers(x: -1, y: 5))
    #expect(try site.distance(to: wkt("POINT (13 14)")) == 5)
    #expect(try site.isWithin(distance: 5, of: wkt("POINT (13 14)")))
    #expect(try !site.isWithin(distance: 4.9, of: wkt("POINT (13 14)")))
  }

  @Test func relate() throws {
    let a = try wkt(Known.square)
    let b = try wkt(Known.shifted)
    #expect(try a.relate(b) == "212101212")
    #expect(try a.relate(b, matches: "T*T***T**"))
    #expect(try !a.relate(b, matches: "FF*FF****"))
    let error = #expect(throws: GEOSError.self) { try a.relate(b, matches: "T*") }
    #expect(error?.kind == .argument)
    #expect(error?.operation == .relate)
  }

  @Test func exactEquality() throws {
    let a = try wkt("LINESTRING (0 0, 1 1)")
    #expect(try a.equalsExactly(wkt("LINESTRING (0 0, 1 1)")))
    #expect(try !a.equalsExactly(wkt("LINESTRING (1 1, 0 0)")))
    #expect(try !a.equalsExactly(wkt("LINESTRING (0 0, 1 1.01)")))
    #expect(try a.equalsExactly(wkt("LINESTRING (0 0, 1 1.01)"), tolerance: 0.1))
  }
}

@Suite struct Measures {
  @Test func distances() throws {
    let a = try wkt(Known.square)
    let b = try wkt("POLYGON ((13 14, 20 14, 20 20, 13 14))")
    #expect(try a.distance(to: b) == 5)
    #expect(try a.isWithin(distance: 5, of: b))
    #expect(try !a.isWithin(distance: 4.99, of: b))
    let nearest = try #require(try a.nearestPoints(to: b))
    #expect(nearest.here == (10, 10))
    #expect(nearest.there == (13, 14))
    #expect(try a.nearestPoints(to: wkt("POINT EMPTY")) == nil)
    let line = try wkt("LINESTRING (0 0, 10 0)")
    #expect(try line.hausdorffDistance(to: wkt("LINESTRING (0 1, 10 3)")) == 3)
    #expect(try line.hausdorffDistance(to: wkt("LINESTRING (0 1, 10 1)"), densifyFraction: 0.5) == 1)
    let error = #expect(throws: GEOSError.self) { try line.hausdorffDistance(to: line, densifyFraction: 7) }
    #expect(error?.kind == .argument)
  }

  @Test func clearance() throws {
    let shape = try wkt("POLYGON ((0 0, 10 0, 10 10, 5 0.5, 0 10, 0 0))")
    #expect(try shape.minimumClearance() == 0.5)
    #expect(try shape.minimumClearanceLine().length == 0.5)
    #expect(try wkt("POINT (1 1)").minimumClearance() == .infinity)
  }
}
