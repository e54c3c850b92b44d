import Features
import Foundation
import Geometry
import OGR
import TestSupport
import Testing

/// The same three lots in the formats that offices send (see Fixtures/README.md).
@Suite struct OfficeFormatTests {
  private static let fixtures = TestData.packageRoot.appendingPathComponent("Tests/OGRTests/Fixtures")

  private static func open(_ name: String) throws -> Layer {
    try OGRDataset.open(fixtures.appendingPathComponent(name).path).read()
  }

  @Test(arguments: ["plan.tab", "plan.mif", "plan.gml", "plan.kmz", "plan.gdb"])
  func formats(name: String) throws {
    let path: String
    if name == "plan.gdb" {
      guard let folder = try Self.unzipped("plan.gdb.zip") else { return }
      path = folder.appendingPathComponent(name).path
    } else {
      path = Self.fixtures.appendingPathComponent(name).path
    }
    let layer = try OGRDataset.open(path).read()
    #expect(layer.count == 3)
    let arePolygons = layer.geometry.kinds.allSatisfy(\.isPolygonal)
    #expect(arePolygons)
    #expect(layer.crs != nil)
    let ids = try #require(layer.table["DKBH"])
    let found = (0..<3).map { ids.text($0) ?? "" }.sorted()
    #expect(found == ["L18-01", "L18-02", "L18-03"])
    let use = try #require(layer.table["YDXZ"])
    let names = (0..<3).map { use.text($0) ?? "" }
    let areNames = names.allSatisfy { $0.hasSuffix("用地") }
    #expect(areNames, "\(names)")
    let declared = try #require(layer.table["MJ"])
    for row in 0..<3 {
      let area = layer.geometry.planeArea(of: row)
      let stated = try #require(declared.number(row))
      if name == "plan.kmz" {
        #expect(area > 0 && area < 1e-5, "degrees")
      } else {
        // MapInfo tables keep coordinates on a grid.
        #expect(abs(area / stated - 1) < (name == "plan.tab" ? 1e-3 : 1e-4), "\(name): \(area) of \(stated)")
      }
    }
  }

  /// `unzip` is one of the packages that `make test` installs.
  private static func unzipped(_ name: String) throws -> URL? {
    let folder = try TestData.scratch()
    let unzip = Process()
    unzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    unzip.arguments = ["unzip", "-q", fixtures.appendingPathComponent(name).path, "-d", folder.path]
    try unzip.run()
    unzip.waitUntilExit()
    #expect(unzip.terminationStatus == 0)
    return unzip.terminationStatus == 0 ? folder : nil
  }

  @Test func spreadsheetsAreTables() throws {
    let layer = try Self.open("plan.xlsx")
    #expect(layer.geometry.kinds == [.null, .null, .null])
    #expect(layer.table["YDXZ"]?.text(0)?.hasSuffix("用地") == true)
  }

  @Test func closedLinesOfADrawingArePolygons() throws {
    let layer = try Self.open("cad.dxf")
    let layers = try #require(layer.table["Layer"])
    func kinds(_ name: String) -> [GeometryKind] {
      (0..<layer.count).filter { layers.text($0) == name }.map { layer.geometry.kinds[$0] }
    }
    // Two outlines marked closed; one that returns to its start, one with an arc; a road's centre line.
    #expect(kinds("地块_1001") == [.polygon, .polygon])
    #expect(kinds("地块_1401") == [.polygon, .polygon])
    #expect(kinds("道路中线") == [.lineString])
    #expect(kinds("标注") == [.point])
    let areas = (0..<layer.count).filter { layers.text($0)?.hasPrefix("地块") == true }
      .map { layer.geometry.planeArea(of: $0) }
    #expect(areas[0] == 10_000 && areas[1] == 10_000 && areas[2] == 10_000)
    // A bulge of 0.5 over 100 m: a circular segment of radius 62.5 m and 2·atan(0.5)·2 of arc, stroked at 4°.
    let angle = 4 * 0.463_647_609_000_806_1
    let segment = 62.5 * 62.5 / 2 * (angle - 0.8 * 1.2)
    #expect(abs(abs(areas[3] - 10_000) - segment) < 10 || abs(areas[3] - 10_000 - segment) < 10, "\(areas[3])")
    let text = try #require(layer.table["Text"])
    let labels = (0..<layer.count).compactMap { text.text($0) }
    #expect(labels.contains("一类工业用地"))
    let note = try #require(layer.notes.first { $0.code == "ogr.closed-lines" })
    #expect(note.arguments.count == 2 && note.arguments[1] == "1")
  }

  @Test(arguments: ["WKT", "wkt", "geom", "\"WKT\""])
  func aCSVOfGeometriesAlone(header: String) throws {
    let path = try TestData.scratch().appendingPathComponent("lots.csv").path
    let lines = [
      "\"POLYGON ((0 0,10 0,10 10,0 10,0 0))\"", "POLYGON ((0 0,20 0,20 10,0 10,0 0))", "",
    ]
    try Data(([header] + lines).joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    let dataset = try OGRDataset.open(path)
    let layer = try dataset.read()
    #expect(layer.name == "lots")
    #expect(layer.table.columns.map(\.field.name) == [header.replacingOccurrences(of: "\"", with: "")])
    #expect(layer.count == 2)
    if header.lowercased().contains("wkt") {
      let areas = (0..<2).map { layer.geometry.planeArea(of: $0) }
      #expect(areas == [100, 200])
    }
  }

  @Test func passwordsAreNotShown() {
    #expect(OGRDataset.shownName("PG:host=db password=s3cret dbname=park") == "PG:host=db password=*** dbname=park")
    #expect(OGRDataset.shownName("PG:password='a b' dbname=park") == "PG:password=*** dbname=park")
    #expect(OGRDataset.shownName("postgresql://me:s3cret@db/park") == "postgresql://me:***@db/park")
    #expect(OGRDataset.shownName("plan.gpkg") == "plan.gpkg")
    let error = expectError("ogr.no-connection") {
      var options = OGROpenOptions()
      options.access.insert(.database)
      _ = try OGRDataset.open("PG:host=/nowhere/at/all dbname=park password=s3cret", options: options)
    }
    #expect(error?.place.file?.contains("s3cret") == false)
    #expect(error?.found.contains("\n") == false)
  }

  /// A server of one's own: `LANDPLAN_POSTGIS="PG:host=… dbname=… user=…"`, a database that tables may be made in.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["LANDPLAN_POSTGIS"] != nil,
      "set LANDPLAN_POSTGIS to a PostGIS database that holds the layer `plan` of Fixtures/plan.gml"
    )
  )
  func postGIS() throws {
    var options = OGROpenOptions()
    options.access.insert(.database)
    let name = ProcessInfo.processInfo.environment["LANDPLAN_POSTGIS"] ?? ""
    let layer = try OGRDataset.open(name, options: options).read("plan")
    let file = try Self.open("plan.gml")
    #expect(layer.count == file.count && layer.crs?.definition == "EPSG:4546")
    let areas = [layer, file].map { l in (0..<l.count).map { l.geometry.planeArea(of: $0) }.sorted() }
    for (a, b) in zip(areas[0], areas[1]) { #expect(abs(a - b) < 1e-6) }
  }
}
