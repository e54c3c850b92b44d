import GEOS
import Geometry
import TestSupport
import Testing

@Suite struct ValidateAndRepair {
  @Test func bowTie() throws {
    let columns = try GeometryColumns([
      Shape(wkt: "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))"),
      Shape(wkt: "POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))"),
      Shape(wkt: "LINESTRING (0 0, 4 4, 4 0, 0 4, 0 0)"),
    ])
    #expect(columns.validate() == [Invalidity(feature: 1, reason: "Self-intersection", x: 2, y: 2)])
    let (repaired, repairs) = columns.repair()
    #expect(repaired.validate().isEmpty)
    #expect(repairs.map(\.areaAfter) == [8])
    #expect(repaired.flags[1].contains(.repaired))
  }
}
