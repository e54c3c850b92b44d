import Features
import Foundation
import Geometry
import OGR
import TestSupport
import Testing

/// Values that a driver, or GDAL itself, would hand over changed.
@Suite struct ValueTests {
  private let folder: URL

  init() throws {
    folder = try TestData.scratch()
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func points(_ columns: [Column]) -> Layer {
    let count = columns[0].count
    var builder = GeometryColumns.Builder()
    for number in 0..<count {
      builder.beginFeature(.point)
      builder.beginPart()
      builder.beginRing()
      builder.add(x: 500_000 + Double(number), y: 2_700_000)
      builder.endRing()
      builder.endPart()
      builder.endFeature()
    }
    return Layer(
      name: "points",
      geometry: builder.finish(),
      table: AttributeTable(columns: columns, rowCount: count),
      crs: CRSReference("EPSG:4546", origin: .stated)
    )
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  /// GDAL before 3.8.3 sets the wrong bits of a stream's booleans from the second word on (OSGeo/gdal#8998).
  @Test(arguments: ["b.gpkg", "b.fgb"]) func booleansOfManyRows(name: String) throws {
    var random = SeededRandom.announced("booleans", fallback: 8998)
    var column = Column(Field("flag", .boolean))
    for _ in 0..<1000 {
      let number = Int.random(in: 0..<10, using: &random)
      column.append(number == 0 ? .null : .boolean(number < 4))
    }
    let layer = points([column])
    try OGRWriter.write([layer], to: path(name), format: name.hasSuffix("fgb") ? .flatGeobuf : .geoPackage)
    let read = try OGRDataset.open(path(name)).read()
    // FlatGeobuf stores features in the order of their index.
    for row in 0..<read.count {
      #expect(read.table["flag"]?[row] == column[Int(read.geometry.x[row]) - 500_000])
    }
  }

  @Test func secondsThatAreNoNumberAreNoTime() throws {
    func placemark(_ time: String) -> String {
      "<Placemark><TimeStamp><when>\(time)</when></TimeStamp><Point><coordinates>111,24</coordinates></Point></Placemark>"
    }
    let times = ["2020-01-01T10:00:infZ", "2020-01-01T10:00:nanZ", "2020-01-01T10:00:59.9996Z"]
    let text =
      "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Folder><name>a</name>"
      + times.map(placemark).joined() + "</Folder></Document></kml>"
    try Data(text.utf8).write(to: folder.appendingPathComponent("a.kml"))
    let layer = try OGRDataset.open(path("a.kml")).read()
    #expect(layer.count == 3)
    for column in layer.table.columns where column.field.type == .dateTime {
      for row in 0..<layer.count { #expect(column.text(row)?.contains(":60") != true) }
    }
  }

  @Test func datesFarOutsideAreText() throws {
    let odd = ["99999999999-01-01", "2020-01-01T99999999999:00", "2020-01-01T10:00:00+9223372036854775807:00"]
    let layer = points([
      Samples.column("d", .date, odd.map { .text($0) }), Samples.column("t", .dateTime, odd.map { .text($0) }),
    ])
    for (format, name) in [(OGRWriteFormat.geoPackage, "d.gpkg"), (.shapefile, "d.shp"), (.flatGeobuf, "d.fgb")] {
      try OGRWriter.write([layer], to: path(name), format: format)
      let read = try OGRDataset.open(path(name)).read()
      #expect(Set((0..<3).map { read.table["d"]?.text($0) }) == Set(odd), "\(name)")
    }
  }

  @Test func aNullCharacterDoesNotEndTheText() throws {
    let layer = points([Samples.column("a", .text, [.text("地块\0甲"), .text("乙")])])
    let formats = [
      (OGRWriteFormat.geoPackage, "n.gpkg"), (.flatGeobuf, "n.fgb"), (.shapefile, "n.shp"), (.csv, "n.csv"),
    ]
    for (format, name) in formats {
      let notes = try OGRWriter.write([layer], to: path(name), format: format).notes
      #expect(notes.contains { $0.code == "ogr.null-character" }, "\(name)")
      #expect(try OGRDataset.open(path(name)).read().table["a"]?.text(0) == "地块\u{FFFD}甲", "\(name)")
    }
  }

  /// A text that is too long for a dBASE field only with what stands for its null is named as cut.
  @Test func aNullCharacterCountsAsItIsWritten() throws {
    let texts = [String(repeating: "a", count: 252) + "\0", String(repeating: "a", count: 251) + "\0"]
    let layer = points([Samples.column("a", .text, texts.map { .text($0) })])
    let notes = try OGRWriter.write([layer], to: path("cut.shp"), format: .shapefile).notes
    #expect(notes.first { $0.code == "ogr.text-cut" }?.arguments == ["1", "255"])
    #expect(
      try OGRDataset.open(path("cut.shp")).read().table["a"]?.text(1) == texts[1].replacing("\0", with: "\u{FFFD}")
    )
  }

  @Test func onlyNumbersThatChangeAreCounted() throws {
    let numbers: [Int64] = [1, 1 << 62, (1 << 62) + 1, -(1 << 62), 1_000_000_000_000_000_003]
    let layer = points([Samples.column("n", .integer, numbers.map { .integer($0) })])
    let notes = try OGRWriter.write([layer], to: path("i.shp"), format: .shapefile).notes
    #expect(notes.first { $0.code == "ogr.number-rounded" }?.arguments == ["2"])
  }

  @Test func aDescriptionOfAnotherDatasetIsTakenByItsName() throws {
    let roads = points([Samples.column("road", .text, [.text("r")])])
    var parcels = points([Samples.column("parcel", .text, [.text("p")])])
    parcels.name = "parcels"
    try OGRWriter.write([roads, parcels], to: path("two.gpkg"), format: .geoPackage)
    try OGRWriter.write([parcels], to: path("one.gpkg"), format: .geoPackage)
    let wanted = try OGRDataset.open(path("one.gpkg")).layer(named: "parcels")
    let read = try OGRDataset.open(path("two.gpkg")).read(wanted)
    #expect(read.name == "parcels" && read.table["parcel"]?.text(0) == "p")
  }

  @Test func longNamesAreCutAtOnce() throws {
    let name = String(repeating: "地", count: 1_000_000)
    let notes = try OGRWriter.write(
      [points([Samples.column(name, .text, [.text("a")])])],
      to: path("long.shp"),
      format: .shapefile
    ).notes
    #expect(notes.contains { $0.code == "ogr.field-renamed" })
  }

  @Test func manyFieldsInAGeoPackage() throws {
    let columns = (0..<300).map { Samples.column("f\($0)", .integer, [.integer(Int64($0))]) }
    try OGRWriter.write([points(columns)], to: path("wide.gpkg"), format: .geoPackage)
    #expect(try OGRDataset.open(path("wide.gpkg")).read().table["f299"]?.text(0) == "299")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/sqlite3"), "needs sqlite3"))
  func whatIsNoGeometryIsNotDropped() throws {
    // Without the spatial index there are no triggers, whose functions sqlite3 has not.
    let options = OGRWriteOptions(spatialIndex: false)
    try OGRWriter.write([Samples.parcels()], to: path("g.gpkg"), format: .geoPackage, options: options)
    let dataset = try OGRDataset.open(path("g.gpkg"))
    #expect(try dataset.read().count == 3)
    let column = try #require(dataset.layers[0].geometryColumn)
    let id = try #require(dataset.layers[0].idColumn)
    try run("/usr/bin/sqlite3", [path("g.gpkg"), "UPDATE parcels SET \(column) = x'00112233' WHERE \(id) = 1"])
    // GDAL says so itself of some blobs, and of others nothing.
    let error = try #require(throws: DataError.self) { _ = try OGRDataset.open(path("g.gpkg")).read() }
    #expect(["ogr.lost-geometry", "ogr.read-failed"].contains(error.code), "\(error)")
  }

  /// SQLite keeps what it is given; what reading changes of it is told where it is asked for, and only that.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/sqlite3"), "needs sqlite3"))
  func valuesOfOtherTypesAreTold() throws {
    let columns = [
      Samples.column("d", .date, [.text("2023-02-28"), .null, .text("1969-07-20")]),
      Samples.column("t", .dateTime, [.text("2024-02-29T23:30:00Z"), .null, .text("1999-12-31T23:59:59.250Z")]),
      Samples.column("r", .real, [.real(1.5), .null, .real(2)]),
      Samples.column("n", .integer, [.integer(1), .null, .integer(2)]),
    ]
    let options = OGRWriteOptions(spatialIndex: false)
    try OGRWriter.write([points(columns)], to: path("s.gpkg"), format: .geoPackage, options: options)
    var opening = OGROpenOptions()
    opening.checksStoredTypes = true
    func told() throws -> [[String]] {
      try OGRDataset.open(path("s.gpkg"), options: opening).read().notes.filter { $0.code == "ogr.stored-otherwise" }
        .map(\.arguments)
    }
    /// Batch after batch the notes are complete at the end.
    func streamed() throws -> [[String]] {
      let dataset = try OGRDataset.open(path("s.gpkg"), options: opening)
      var stream = try dataset.stream(dataset.layers[0], batchSize: 1)
      while try stream.next() != nil {}
      return stream.notes.filter { $0.code == "ogr.stored-otherwise" }.map(\.arguments)
    }
    #expect(try told() == [] && streamed() == [])
    let name = try OGRDataset.open(path("s.gpkg")).layers[0].name
    let changes = ["d = '2023-02-30'", "t = '2023-02-30T10:00:00Z'", "r = 'abc'", "n = '12 mu'"]
    for change in changes {
      try run("/usr/bin/sqlite3", [path("s.gpkg"), "UPDATE \(name) SET \(change) WHERE fid = 1"])
    }
    try run("/usr/bin/sqlite3", [path("s.gpkg"), "UPDATE \(name) SET n = 2.5 WHERE fid = 3"])
    #expect(
      try told() == [
        ["d", "1", "date", "1 “'2023-02-30'”"], ["t", "1", "dateTime", "1 “'2023-02-30T10:00:00Z'”"],
        ["r", "1", "real", "1 “'abc'”"], ["n", "2", "integer", "1 “'12 mu'”"],
      ]
    )
    #expect(try streamed() == told())
  }

  /// A view whose query never gives a row, and one whose table is gone.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/sqlite3"), "needs sqlite3"))
  func viewsThatDoNotWork() throws {
    try OGRWriter.write([Samples.parcels()], to: path("v.gpkg"), format: .geoPackage)
    let column = try #require(try OGRDataset.open(path("v.gpkg")).layers[0].geometryColumn)
    let views = """
      CREATE VIEW gone AS SELECT * FROM missing;
      INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('gone', 'features', 'gone', 4546);
      INSERT INTO gpkg_geometry_columns VALUES ('gone', '\(column)', 'POLYGON', 4546, 0, 0);
      """
    try run("/usr/bin/sqlite3", [path("v.gpkg"), views])
    let error = #expect(throws: DataError.self) { _ = try OGRDataset.open(path("v.gpkg")).read("gone") }
    #expect(error.map { "\($0)" }?.contains("gave no reason") != true, "\(error.map { "\($0)" } ?? "")")
  }

  @Test func textThatIsNoWKTIsNotDropped() throws {
    let rows = ["\"POINT (1 2)\",a", "\"POLYGON((nan nan, 1 1\",b", ",c"]
    let good = "WKT,name\n" + rows[0] + "\n" + rows[2] + "\n"
    try Data(good.utf8).write(to: folder.appendingPathComponent("good.csv"))
    #expect(try OGRDataset.open(path("good.csv")).read().count == 2)
    try Data(("WKT,name\n" + rows.joined(separator: "\n") + "\n").utf8).write(
      to: folder.appendingPathComponent("w.csv")
    )
    let error = expectError("ogr.bad-geometry") { _ = try OGRDataset.open(path("w.csv")).read() }
    #expect(error?.place.feature == "#2")
  }

  @Test func aFolderMayBeCalledLikeAVirtualOne() throws {
    let odd = folder.appendingPathComponent("vsip")
    try FileManager.default.createDirectory(at: odd, withIntermediateDirectories: true)
    try OGRWriter.write([Samples.parcels()], to: odd.appendingPathComponent("a.gpkg").path, format: .geoPackage)
    #expect(try OGRDataset.open(odd.appendingPathComponent("a.gpkg").path).read().count == 3)
    _ = expectError("ogr.refused-name") { _ = try OGRDataset.open("/vsizip/a.zip/a.gpkg") }
  }
}
