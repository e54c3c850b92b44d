import Features
import Foundation
import Geometry
import LandModel
import PROJ
import TestSupport
import Testing

@Suite("Opening sources")
struct SourceLoaderTests {
  private let base = (x: 550_000.0, y: 2_692_000.0)

  private func two() -> String {
    Scratch.squares([
      (#"{"DKBH":"A-1","YDDM":"100102","MJ":10000}"#, base.x, base.y, 100),
      (#"{"DKBH":"A-2","YDDM":"1401","MJ":2500}"#, base.x + 200, base.y, 50),
    ])
  }

  @Test("One GeoJSON file: system, fields by their common names, labels")
  func oneFile() throws {
    let scratch = try Scratch()
    let layer = try SourceLoader().layer(scratch.write("a.geojson", two()))
    #expect(layer.count == 2)
    #expect(layer.crs?.code == "EPSG:4546")
    #expect(layer.fields[.id] == "DKBH" && layer.fields[.landUseCode] == "YDDM" && layer.fields[.declaredArea] == "MJ")
    #expect(layer.label(of: 1) == "A-2")
    #expect(layer.invalidities.isEmpty)
    #expect(try layer.requiredColumn("MJ").number(0) == 10_000)
    #expect(try layer.requiredColumn("declared_area").field.name == "MJ")
  }

  @Test("A wrong field names those there are and the nearest")
  func wrongField() throws {
    let scratch = try Scratch()
    let layer = try SourceLoader().layer(scratch.write("a.geojson", two()))
    let error = try #require(throws: DataError.self) { try layer.requiredColumn("YDMD") }
    #expect(error.code == "layer.unknown-field")
    #expect(error.expected == "one of DKBH, YDDM, MJ")
    #expect(error.advice == "Did you mean “YDDM”?")
  }

  @Test("A wrong layer names those there are; several need a choice")
  func wrongLayer() throws {
    let scratch = try Scratch()
    let path = try scratch.write("f/a.geojson", two())
    _ = try scratch.write("f/b.geojson", Scratch.squares([("{}", base.x, base.y, 1)], name: "b"))
    let wrong = try #require(throws: DataError.self) { try SourceLoader().layer(path + ":square") }
    #expect(wrong.code == "source.no-layer" && wrong.advice == "Did you mean “squares”?")
    let several = try #require(throws: DataError.self) { try SourceLoader().layer(scratch.path("f")) }
    #expect(several.code == "source.which-layer" && several.expected.contains("squares, b"))
    #expect(try SourceLoader().layer(scratch.path("f") + ":b").count == 1)
    #expect(try SourceLoader().open(scratch.path("f")).layers.map(\.count) == [2, 1])
  }

  @Test("A missing file is named with its neighbour")
  func missingFile() throws {
    let scratch = try Scratch()
    _ = try scratch.write("zones.gpkg", "")
    let error = try #require(throws: DataError.self) { try SourceLoader().layer(scratch.path("zone.geojson")) }
    #expect(error.kind == .input)
    #expect(throws: DataError.self) { try SourceLoader().layer(scratch.path("zone.gpkg")) }
  }

  @Test("A folder with one broken file still shows the others")
  func brokenFile() throws {
    let scratch = try Scratch()
    _ = try scratch.write("f/a.geojson", two())
    _ = try scratch.write("f/broken.geojson", #"{"type":"FeatureCollection","features":[{"#)
    _ = try scratch.write("f/empty.gpkg", "")
    let opened = try SourceLoader().open(scratch.path("f"))
    #expect(opened.layers.count == 1)
    #expect(opened.failures.count == 2)
    try FileManager.default.createDirectory(atPath: scratch.path("g"), withIntermediateDirectories: true)
    let empty = try #require(throws: DataError.self) { try SourceLoader().open(scratch.path("g")) }
    #expect(empty.code == "source.empty-folder")
    _ = try scratch.write("h/a.csv", "a\n1\n")
    _ = try scratch.write("h/b.csv", "a\n1\n")
    let tables = try #require(throws: DataError.self) { try SourceLoader().open(scratch.path("h")) }
    #expect(tables.code == "source.folder-of-tables")
    #expect(tables.arguments.first == "2" && tables.advice.contains("h/a.csv"))
  }

  @Test("A stated system wins; an unknown one says so; none says what to do")
  func systems() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a.geojson", two())
    var options = LoadOptions()
    options.crs = "EPSG:4525"
    // Eastings without the prefix that this zone has are refused, unless the caller takes them as they are.
    let refused = try #require(throws: DataError.self) { try SourceLoader(options: options).layer(path) }
    #expect(refused.kind == .input && refused.code == "crs.missing-zone-prefix" && refused.advice.contains("EPSG:4546"))
    options.refusesContradictions = false
    #expect(try SourceLoader(options: options).layer(path).crs?.code == "EPSG:4525")
    options.crs = "EPSG:99999999"
    let unknown = try SourceLoader(options: options).layer(path)
    #expect(unknown.crs == nil && unknown.crsProblem?.code == "proj.unknown-crs")
    #expect(throws: DataError.self) { try unknown.requiredCRS() }
    let findings = try LayerCheck.findings(for: unknown)
    #expect(findings.first?.code == "check.unreadable-crs")
  }

  @Test("Layers of one role in a project are chosen by their file or title, and listed so")
  func layersOfOneRole() throws {
    let scratch = try Scratch()
    _ = try scratch.write("slope.geojson", two())
    _ = try scratch.write("forest.geojson", two())
    let project = try scratch.write(
      "landplan.yaml",
      "name: x\nlayers:\n  - {role: terrain, source: slope.geojson}\n"
        + "  - {role: terrain, source: forest.geojson, title: {zh: 林地, en: Forest}}\n"
    )
    let error = try #require(throws: DataError.self) { try SourceLoader().layer("\(project):terrain") }
    #expect(error.code == "source.which-layer" && error.arguments == ["slope", "forest"])
    for name in ["forest", "林地", "Forest"] {
      #expect(try SourceLoader().layer("\(project):\(name)").layer.file.hasSuffix("forest.geojson"))
    }
  }

  @Test("Filters leave out, and say how many")
  func filters() throws {
    let scratch = try Scratch()
    var options = LoadOptions()
    options.filter = try Filter("YDDM LIKE '10%'")
    let layer = try SourceLoader(options: options).layer(scratch.write("a.geojson", two()))
    #expect(layer.count == 1 && layer.filteredOut == 1)
    options.filter = try Filter("nothing = 1")
    let error = try #require(throws: DataError.self) {
      try SourceLoader(options: options).layer(scratch.path("a.geojson"))
    }
    #expect(error.code == "filter.field")
  }

  @Test("Repair states the areas before and after")
  func repair() throws {
    let scratch = try Scratch()
    let (x, y) = base
    // A bow tie of two triangles of 2500 m² each, drawn in opposite senses: 0 before, 5000 after.
    let ring = "[[\(x),\(y)],[\(x + 100),\(y + 100)],[\(x + 100),\(y)],[\(x),\(y + 100)],[\(x),\(y)]]"
    let bow = #"{"type":"Feature","properties":{"DKBH":"B"},"geometry":{"type":"Polygon","coordinates":[\#(ring)]}}"#
    let path = try scratch.write("bow.geojson", Scratch.collection([bow]))
    let flagged = try SourceLoader().layer(path)
    #expect(flagged.invalidities.count == 1)
    #expect(flagged.flagged(.invalid) == [0])
    #expect(try LayerCheck.findings(for: flagged).first?.code == "check.invalid-geometry")
    var options = LoadOptions()
    options.repairs = true
    let repaired = try SourceLoader(options: options).layer(path)
    let record = try #require(repaired.repairs.first)
    #expect(record.label == "B" && record.failure == nil)
    #expect(record.before?.value(in: .squareMetre).description == "0.00")
    #expect(record.after?.value(in: .squareMetre).description == "5000.00")
    #expect(repaired.invalidities.isEmpty && repaired.flagged(.repaired) == [0])
  }

  @Test("A layer is brought to a target system; another datum without parameters is refused")
  func transformation() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a.geojson", two())
    var options = LoadOptions()
    options.target = "EPSG:4525"
    let prefixed = try SourceLoader(options: options).layer(path)
    #expect(abs(prefixed.layer.geometry.extent.minX - (37_000_000 + base.x)) < 1e-3)
    #expect(abs(prefixed.layer.geometry.planeArea(of: 0) - 10_000) < 1e-4)
    options.target = "EPSG:2383"
    let refused = try #require(throws: DataError.self) { try SourceLoader(options: options).layer(path) }
    #expect(refused.code.hasPrefix("proj.datum-shift") && refused.place.layer == "squares")
  }

  @Test(
    "Shapefiles in three encodings are the same layer",
    .enabled(if: TestData.exists("derived/derived_shapefiles.zip"), "no derived shapefiles")
  )
  func encodings() throws {
    guard let folder = try TestData.unzipped("derived/derived_shapefiles.zip") else { return }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".shp") }.sorted()
    #expect(files.count > 2)
    for file in files {
      let opened = try SourceLoader().open(folder.appendingPathComponent(file).path)
      #expect(opened.layers.count == 1 && opened.layers[0].count > 0)
      let garbled = try LayerCheck.findings(for: opened.layers[0]).filter { $0.code == "check.garbled-text" }
      #expect(garbled.isEmpty, "\(file): \(garbled)")
    }
  }
}
