import Features
import Foundation
import Geometry
import OGR
import TestSupport
import Testing

@Suite struct FormatTests {
  @Test(.enabled(if: TestData.exists("testsuites/flatgeobuf.zip"), "needs testsuites/flatgeobuf.zip"))
  func flatGeobufSuite() throws {
    guard let folder = try TestData.unzipped("testsuites/flatgeobuf.zip") else { return }
    let data = folder.appendingPathComponent("flatgeobuf/test/data")
    let counts = [
      "alldatatypes": 1, "binary_wkb": 1, "countries": 179, "countries_nocrs": 179, "countries_nogeo": 179, "empty": 0,
      "heterogeneous": 3, "mp_overlapping": 2, "no_properties": 1, "poly00": 10, "poly01": 10,
      "unknown_feature_count": 1, "surface/triangle": 1,
    ]
    for (name, count) in counts {
      let layer = try OGRDataset.open(data.appendingPathComponent("\(name).fgb").path).read()
      #expect(layer.count == count && layer.table.rowCount == count, "\(name)")
    }
    _ = expectError("ogr.wrong-content") {
      _ = try OGRDataset.open(data.appendingPathComponent("topp_states.fgb").path)
    }
    let countries = try OGRDataset.open(data.appendingPathComponent("countries.fgb").path).read()
    let shapes = try OGRDataset.open(data.appendingPathComponent("countries.shp").path).read()
    #expect(Set(rows(countries.table)) == Set(rows(shapes.table)))
    let areas = [countries, shapes].map { layer in
      (0..<layer.count).map { layer.geometry.planeArea(of: $0) }.sorted()
    }
    #expect(areas[0] == areas[1])
    let nogeo = try OGRDataset.open(data.appendingPathComponent("countries_nogeo.fgb").path).read()
    #expect(nogeo.geometry.kinds.allSatisfy { $0 == .null })
    #expect(rows(nogeo.table) == rows(countries.table))
  }

  /// Damaged files end in an error or in a layer, never in a crash.
  @Test(.enabled(if: TestData.exists("testsuites/flatgeobuf.zip"), "needs testsuites/flatgeobuf.zip"))
  func damagedFlatGeobuf() throws {
    guard let folder = try TestData.unzipped("testsuites/flatgeobuf.zip") else { return }
    let data = folder.appendingPathComponent("flatgeobuf/test/data")
    let scratch = try TestData.scratch().appendingPathComponent("a.fgb")
    let fuzz = data.appendingPathComponent("clusterfuzz-testcase-minimized-fgb_fuzzer-4642513358553088")
    try FileManager.default.copyItem(at: fuzz, to: scratch)
    #expect(throws: DataError.self) { _ = try OGRDataset.open(scratch.path).read() }
    var random = SeededRandom.announced("damaged FlatGeobuf", fallback: 20_211_208)
    let whole = try Data(contentsOf: data.appendingPathComponent("poly00.fgb"))
    var refused = 0
    for _ in 0..<200 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        bytes[Int.random(in: 8..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      try bytes.write(to: scratch)
      do {
        let layer = try OGRDataset.open(scratch.path).read()
        #expect(layer.count == layer.table.rowCount)
      } catch {
        refused += 1
      }
    }
    #expect(refused > 0)
  }

  @Test(.enabled(if: TestData.exists("cn/xinwu_land_use_gpkg.zip"), "needs cn/xinwu_land_use_gpkg.zip"))
  func geoPackageAreasAreTheStatedOnes() throws {
    guard let folder = try TestData.unzipped("cn/xinwu_land_use_gpkg.zip") else { return }
    let layer = try OGRDataset.open(folder.appendingPathComponent("xinwu_land_use.gpkg").path).read()
    #expect(layer.count == 2033 && layer.crs?.definition == "EPSG:32650")
    let column = try #require(layer.table["area_m2"])
    for row in 0..<layer.count {
      let stated = try #require(column.number(row))
      #expect(abs(layer.geometry.planeArea(of: row) - stated) <= 1e-8 * stated, "\(layer.label(of: row))")
    }
  }

  /// Real layers go through every format unchanged.
  @Test(
    .enabled(if: TestData.exists("cambridge_ma/parcels_fy2013_fy2014_gpkg.zip"), "needs cambridge_ma parcels"),
    arguments: ["2013", "2014"]
  )
  func oneLayerInEveryFormat(year: String) throws {
    guard let folder = try TestData.unzipped("cambridge_ma/parcels_fy2013_fy2014_gpkg.zip") else { return }
    let layer = try OGRDataset.open(folder.appendingPathComponent("cambridge_parcels_fy\(year).gpkg").path).read()
    #expect(layer.count == (year == "2013" ? 13_159 : 13_116))
    let scratch = try TestData.scratch()
    for (format, name) in [(OGRWriteFormat.geoPackage, "p.gpkg"), (.shapefile, "p.shp"), (.flatGeobuf, "p.fgb")] {
      let path = scratch.appendingPathComponent(name).path
      let result = try OGRWriter.write([layer], to: path, format: format)
      let back = try OGRDataset.open(path).read()
      #expect(
        !result.notes.contains { $0.code == "ogr.text-cut" || $0.code == "ogr.number-rounded" },
        "\(result.notes)"
      )
      // GDAL's FlatGeobuf has no features without geometry.
      let kept = (0..<layer.count).filter { format != .flatGeobuf || !layer.geometry.vertices(of: $0).isEmpty }
      let expected = layer.selecting(kept)
      #expect(rows(back.table) == rows(expected.table), "\(name)")
      let changed = (0..<min(back.count, expected.count)).filter { feature in
        !sameGeometry(back.geometry.selecting([feature]), expected.geometry.selecting([feature]))
      }
      // A shapefile does not say which hole is whose: one multipolygon of 43 rings comes back nested otherwise.
      #expect(changed.count <= (format == .shapefile ? 1 : 0), "\(name): \(changed)")
      for feature in changed {
        let areas = [back, expected].map { $0.geometry.planeArea(of: feature) }
        #expect(abs(areas[0] - areas[1]) <= 1e-12 * areas[1])
        #expect(back.geometry.vertices(of: feature).count == expected.geometry.vertices(of: feature).count)
      }
    }
  }

  @Test(.enabled(if: TestData.exists("france/plu_cnig_dev.zip"), "needs france/plu_cnig_dev.zip"))
  func frenchPlanShapefiles() throws {
    guard let folder = try TestData.unzipped("france/plu_cnig_dev.zip") else { return }
    let data = folder.appendingPathComponent("241800432_PLUi_20200128/Donnees_geographiques")
    let names = try FileManager.default.contentsOfDirectory(atPath: data.path).filter { $0.hasSuffix(".shp") }
    #expect(names.count == 4)
    for name in names {
      let dataset = try OGRDataset.open(data.appendingPathComponent(name).path)
      let layer = try dataset.read()
      #expect(layer.count == dataset.layers.first?.featureCount)
      #expect(dataset.layers.first?.encoding?.source == .cpg)
      #expect(layer.crs != nil)
    }
  }

  @Test func curvesAreStrokedAndFlagged() throws {
    let folder = try TestData.scratch()
    let csv =
      "WKT,n\n\"CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (0 0, 10 10, 20 0), (20 0, 0 0)))\",1\n"
      + "\"POLYGON Z ((0 0 5, 10 0 5, 10 10 5, 0 0 5))\",2\n\"GEOMETRYCOLLECTION (POINT (1 1), "
      + "POLYGON ((0 0, 4 0, 4 4, 0 0)))\",3\n,4\n\"POLYGON EMPTY\",5\n"
    try Data(csv.utf8).write(to: folder.appendingPathComponent("a.csv"))
    let layer = try OGRDataset.open(folder.appendingPathComponent("a.csv").path).read()
    #expect(layer.geometry.kinds == [.polygon, .polygon, .collection, .null, .polygon])
    #expect(layer.geometry.flags[0].contains(.linearised))
    #expect(layer.geometry.flags[1].contains(.hadZ))
    #expect(layer.geometry.flags[3].contains(.null) && layer.geometry.flags[4].contains(.empty))
    // Half a disc of radius 10 in steps of 4°: the regular polygon's share.
    let step = 4 * Double.pi / 180
    #expect(abs(layer.geometry.planeArea(of: 0) - 50 * 45 * sin(step)) < 0.01)
    #expect(layer.geometry.planeArea(of: 2) == 8)
    // Header 9, point 21, polygon 13 and four vertices of 16 bytes.
    #expect(layer.geometry.collections[2]?.count == 107)
    #expect(Set(layer.notes.map(\.code)).isSuperset(of: ["ogr.linearised", "ogr.dropped-z"]))
  }

  @Test func anAttributeTableFromASpreadsheetOrCSVKeepsItsCodes() throws {
    let folder = try TestData.scratch()
    try Data("DKBH,YDDM,area\n001,0701,12.5\n002,1001,\n".utf8).write(to: folder.appendingPathComponent("t.csv"))
    let table = try OGRDataset.open(folder.appendingPathComponent("t.csv").path).read()
    #expect(table.geometry.kinds == [.null, .null])
    #expect(table.table["YDDM"]?.text(0) == "0701")
    #expect(table.table["DKBH"]?.text(1) == "002")
  }
}
