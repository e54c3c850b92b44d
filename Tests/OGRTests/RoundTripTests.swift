import Features
import Foundation
import Geometry
import OGR
import TestSupport
import Testing

@Suite struct RoundTripTests {
  @Test func geoPackageKeepsEverything() throws {
    let path = try TestData.scratch().appendingPathComponent("园区.gpkg").path
    var layer = Samples.parcels()
    layer.ids = Samples.column("fid", .integer, [.integer(7), .integer(3), .integer(12)])
    layer.table.add(Samples.column("flag", .boolean, alias: "是否闲置", [.boolean(true), .boolean(false), .null]))
    layer.table.add(Samples.column("doc", .json, [.json("{\"a\":[1,2]}"), .null, .json("[]")]))
    layer.table.add(Samples.column("bytes", .binary, [.text("00FF10"), .null, .text("")]))
    layer.table.add(Samples.column("geom", .text, [.text("a field of that name"), .text(""), .null]))
    let result = try OGRWriter.write([layer], to: path, format: .geoPackage)
    #expect(result.files == [path])
    #expect(result.notes.isEmpty, "\(result.notes)")
    let back = try OGRDataset.open(path).read()
    // Features come back in the order of their ids.
    let sorted = layer.selecting([1, 0, 2])
    #expect(rows(back.table) == rows(sorted.table))
    #expect(back.table.fields.map(\.type) == layer.table.fields.map(\.type))
    #expect(back.table.fields.map(\.name) == layer.table.fields.map(\.name))
    #expect(back.table["flag"]?.field.alias == "是否闲置")
    #expect(sameGeometry(back.geometry, sorted.geometry))
    #expect(back.geometry.kinds == [.null, .multiPolygon, .multiPolygon])
    #expect(back.ids.map { ids in (0..<3).map { ids.text($0) } } == ["3", "7", "12"])
    #expect(back.crs == CRSReference("EPSG:4546", origin: .file))
    #expect(back.name == "parcels")
  }

  @Test(arguments: [TextEncoding.utf8, .gbk])
  func shapefileKeepsValues(encoding: TextEncoding) throws {
    let path = try TestData.scratch().appendingPathComponent("parcels.shp").path
    let layer = Samples.parcels()
    let result = try OGRWriter.write([layer], to: path, format: .shapefile, options: .init(encoding: encoding))
    #expect(
      result.files.map { URL(fileURLWithPath: $0).pathExtension }.sorted() == ["cpg", "dbf", "prj", "shp", "shx"]
    )
    let dataset = try OGRDataset.open(path)
    let back = try dataset.read()
    #expect(rows(back.table) == rows(layer.table))
    #expect(back.table.fields.map(\.type) == [.text, .real, .integer, .date, .text])
    // Names are cut at whole characters within ten bytes.
    let names = encoding == .utf8 ? ["地块编", "用地面", "户数", "日期", "时间"] : ["地块编号", "用地面积_", "户数", "日期", "时间"]
    #expect(back.table.fields.map(\.name) == names)
    #expect(sameGeometry(back.geometry, layer.geometry))
    #expect(dataset.layers.first?.encoding?.source == .cpg)
    #expect(back.crs == CRSReference("EPSG:4546", origin: .sidecar))
    #expect(Set(result.notes.map(\.code)) == ["ogr.field-renamed", "ogr.type-changed"])
  }

  @Test func flatGeobufKeepsValues() throws {
    let path = try TestData.scratch().appendingPathComponent("parcels.fgb").path
    let whole = Samples.parcels()
    let result = try OGRWriter.write([whole], to: path, format: .flatGeobuf)
    let back = try OGRDataset.open(path).read()
    // GDAL's writer has no place for the feature without geometry; that is said, by its number.
    let layer = whole.selecting([0, 2])
    #expect(result.notes.first { $0.code == "ogr.without-geometry-left-out" }?.arguments == ["1", "#2"])
    #expect(rows(back.table) == rows(layer.table))
    #expect(back.table.fields.map(\.type) == [.text, .real, .integer, .text, .dateTime])
    #expect(sameGeometry(back.geometry, layer.geometry))
    #expect(back.crs?.definition == "EPSG:4546")
    #expect(Set(result.notes.map(\.code)) == ["ogr.type-changed", "ogr.without-geometry-left-out"])
  }

  /// Zones and local times are no GeoPackage date-times; as text they stay what they are.
  @Test func localTimesStayLocal() throws {
    let path = try TestData.scratch().appendingPathComponent("t.gpkg").path
    let times: [Value] = [.text("2024-02-29T08:30:00+08:00"), .null, .text("2024-02-29T08:30:00")]
    let layer = Samples.parcels(dateTimes: times)
    let result = try OGRWriter.write([layer], to: path, format: .geoPackage)
    #expect(result.notes.map(\.code) == ["ogr.datetime-without-zone"])
    #expect(rows(try OGRDataset.open(path).read().table) == rows(layer.table))
  }

  @Test func namesAreShortenedAndDistinct() throws {
    let path = try TestData.scratch().appendingPathComponent("names.shp").path
    var layer = Samples.texts("population_total", ["1"])
    for name in ["population_2020", "POPULATION", "容积率上限值", "容积率上限", "x"] {
      layer.table.add(Samples.column(name, .text, [.text(name)]))
    }
    try OGRWriter.write([layer], to: path, format: .shapefile)
    let back = try OGRDataset.open(path).read()
    #expect(
      back.table.fields.map(\.name) == ["populati_2", "populati_3", "POPULATION", "容积率", "容积_2", "x"]
    )
    #expect(back.table.columns.map { $0.text(0) } == layer.table.columns.map { $0.text(0) })
  }

  @Test func nullIsNotZeroNorEmpty() throws {
    let path = try TestData.scratch().appendingPathComponent("n.csv").path
    var layer = Samples.texts("name", ["", nil, "a \"b\", c"])
    layer.table.add(Samples.column("n", .integer, [.integer(0), .null, .integer(5)]))
    try OGRWriter.write([layer], to: path, format: .csv, options: .init(csvGeometry: true))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text == "WKT,name,n\nPOINT (0 1),\"\",0\nPOINT (1 1),,\nPOINT (2 1),\"a \"\"b\"\", c\",5\n")
    let back = try OGRDataset.open(path).read()
    #expect(back.geometry.kinds == [.point, .point, .point])
    #expect(back.geometry.x == [0, 1, 2])
  }

  @Test func kmlWantsLongitudeAndLatitude() throws {
    let folder = try TestData.scratch()
    let path = folder.appendingPathComponent("a.kml").path
    _ = expectError("ogr.needs-lon-lat") { try OGRWriter.write([Samples.parcels()], to: path, format: .kml) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    var layer = Samples.texts("说明", ["甲", "乙"])
    layer.crs = .geoJSON
    try OGRWriter.write([layer], to: path, format: .kml)
    let back = try OGRDataset.open(path).read()
    #expect(back.table["说明"]?.text(1) == "乙")
    #expect(back.geometry.x == [0, 1])
    #expect(back.crs?.definition == "EPSG:4326")
  }

  /// Everything comes back from KML as it was, read by GDAL: numbers to the last digit, days as written, holes, parts.
  @Test func kmlKeepsWhatItIsGiven() throws {
    let path = try TestData.scratch().appendingPathComponent("k.kml").path
    var layer = Samples.parcels()
    let (x, y) = (layer.geometry.x, layer.geometry.y)
    layer.geometry = layer.geometry.replacingCoordinates(x: x.map { 110 + $0 / 1e6 }, y: y.map { $0 / 1e5 })
    layer.crs = .geoJSON
    layer.table.add(Samples.column("名 \"<&>\" 称", .text, [.text("甲<&>\"'\r\n乙"), .text(""), .null]))
    layer.table.add(Samples.column("真", .boolean, [.boolean(true), .null, .boolean(false)]))
    layer.table.add(Samples.column("name", .text, [.text("一"), .null, .text("三")]))
    var other = Samples.texts("说明", ["甲", "乙\u{1}"])
    other.crs = CRSReference("EPSG:4326", origin: .stated)
    let notes = try OGRWriter.write([layer, other], to: path, format: .kml).notes
    #expect(notes.map(\.code) == ["ogr.control-character"])
    let dataset = try OGRDataset.open(path)
    #expect(dataset.layers.map(\.name) == ["parcels", other.name])
    let back = try dataset.read("parcels")
    for column in layer.table.columns where column.field.name != "name" {
      let found = try #require(back.table[column.field.name], "\(column.field.name)")
      for row in 0..<3 {
        let (a, b) = (found.text(row) ?? "", column.text(row) ?? "")
        let isSame =
          Double(a) != nil && Double(a) == Double(b) || a == b
          || [("1", "true"), ("0", "false")].contains { $0 == (a, b) }
        #expect(isSame, "\(column.field.name) \(row): \(a) \(b)")
      }
    }
    #expect((0..<3).map { back.table["Name"]?.text($0) } == ["一", nil, "三"])
    #expect(back.geometry.x == layer.geometry.x && back.geometry.y == layer.geometry.y)
    #expect(back.geometry.kinds == layer.geometry.kinds)
    #expect(try dataset.read(other.name).table["说明"]?.text(1) == "乙\u{FFFD}")
  }

  /// Programs that show KML label features by the field that is named, which stays a field of its own.
  @Test func kmlLabels() throws {
    let path = try TestData.scratch().appendingPathComponent("l.kml").path
    var layer = Samples.texts("DKBH", ["A-1", nil])
    layer.crs = .geoJSON
    var options = OGRWriteOptions()
    options.nameFields[layer.name] = "DKBH"
    try OGRWriter.write([layer], to: path, format: .kml, options: options)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(
      text.contains("<name>A-1</name>\n<styleUrl>") && text.contains("<SimpleData name=\"DKBH\">A-1</SimpleData>")
    )
    #expect(try OGRDataset.open(path).read().table["DKBH"]?.text(0) == "A-1")
  }

  /// Of what LIBKML makes fields of, that is read which is an attribute and there; a field of the data keeps its values though
  /// the driver has one of that name.
  @Test func kmlElements() throws {
    let folder = try TestData.scratch()
    let head = "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
    let schema = #"<Schema id="s" name="s"><SimpleField name="visibility" type="string"/></Schema>"#
    let data = ##"<SchemaData schemaUrl="#s"><SimpleData name="visibility">good</SimpleData></SchemaData>"##
    func placemark(_ elements: String) -> String {
      "<Placemark>\(elements)<ExtendedData>\(data)</ExtendedData><Point><coordinates>111,24</coordinates></Point></Placemark>"
    }
    func names(_ elements: [String]) throws -> [String] {
      let path = folder.appendingPathComponent("e.kml").path
      let text = head + schema + elements.map(placemark).joined() + "</Document></kml>"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let layer = try OGRDataset.open(path).read()
      #expect(layer.count == elements.count)
      #expect((0..<layer.count).allSatisfy { layer.table["visibility"]?.text($0) == "good" })
      return layer.table.fields.map(\.name)
    }
    #expect(try names(["", "<visibility>0</visibility>"]) == ["visibility"])
    let when = "<TimeStamp><when>2024-02-29T10:00:00Z</when></TimeStamp>"
    #expect(try names(["", "<name>甲</name>", when]) == ["Name", "timestamp", "visibility"])
    let span = "<TimeSpan><begin>2024-02-29</begin><end>2025-01-01</end></TimeSpan>"
    #expect(
      try names(["<description>乙</description>" + span]).dropLast() == [
        "description", "begin", "end",
      ]
    )
    // Element and field of one name are both kept.
    let both = ##"<SchemaData schemaUrl="#s"><SimpleData name="name">乙</SimpleData></SchemaData>"##
    let text =
      head + #"<Schema id="s" name="s"><SimpleField name="name" type="string"/></Schema>"#
      + "<Placemark><name>甲</name><ExtendedData>\(both)</ExtendedData></Placemark></Document></kml>"
    try Data(text.utf8).write(to: folder.appendingPathComponent("n.kml"))
    let named = try OGRDataset.open(folder.appendingPathComponent("n.kml").path).read()
    #expect(named.table["Name_2"]?.text(0) == "甲" && named.table["name"]?.text(0) == "乙")
    #expect(named.notes.map(\.code) == ["ogr.field-repeated"])
    // What is written keeps clear of the names that other readers take for elements.
    var layer = Samples.texts("Begin", ["甲", "乙"])
    layer.crs = .geoJSON
    let path = folder.appendingPathComponent("b.kml").path
    let notes = try OGRWriter.write([layer], to: path, format: .kml).notes
    #expect(notes.map(\.arguments) == [["Begin", "Begin_"]])
    #expect(try OGRDataset.open(path).read().table["Begin_"]?.text(1) == "乙")
  }

  @Test func stylesAreWhereQGISLooks() throws {
    let path = try TestData.scratch().appendingPathComponent("s.gpkg").path
    let style = OGRLayerStyle(name: "用地", qml: "<qgis/>", sld: "<sld/>")
    try OGRWriter.write(
      [Samples.parcels()],
      to: path,
      format: .geoPackage,
      options: .init(styles: ["parcels": style])
    )
    // The table of styles is no layer of data.
    #expect(try OGRDataset.open(path).layers.map(\.name) == ["parcels"])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(bytes.range(of: Data("<qgis/>".utf8)) != nil)
    #expect(bytes.range(of: Data("rtree_parcels_geom".utf8)) != nil, "the spatial index")
  }

  @Test(arguments: [OGRWriteFormat.geoPackage, .shapefile, .flatGeobuf, .csv])
  func sameBytesEachTime(format: OGRWriteFormat) throws {
    let folder = try TestData.scratch()
    var outputs: [[Data]] = []
    for name in ["one", "two"] {
      let place = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let result = try OGRWriter.write(
        [Samples.parcels()],
        to: place.appendingPathComponent("p.\(format == .shapefile ? "shp" : "dat")").path,
        format: format
      )
      outputs.append(try result.files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) })
    }
    #expect(outputs[0] == outputs[1])
  }

  @Test func aStreamGivesWhatReadingGives() throws {
    let folder = try TestData.scratch()
    let values = (0..<1000).map { "第\($0)号" }
    let layer = Samples.texts("name", values)
    for (format, name) in [(OGRWriteFormat.geoPackage, "a.gpkg"), (.flatGeobuf, "a.fgb"), (.shapefile, "a.shp")] {
      let path = folder.appendingPathComponent(name).path
      try OGRWriter.write([layer], to: path, format: format)
      let dataset = try OGRDataset.open(path)
      var stream = try dataset.stream(dataset.layer(nil), batchSize: 300)
      // Reading the whole layer meanwhile disturbs nothing.
      let whole = try dataset.read()
      var geometry = GeometryColumns()
      var texts: [String?] = []
      var firsts: [Int] = []
      while let batch = try stream.next() {
        firsts.append(batch.firstFeature)
        geometry.append(batch.geometry)
        texts += (0..<batch.count).map { batch.table.columns[0].text($0) }
      }
      #expect(firsts == [0, 300, 600, 900])
      #expect(texts == values && sameGeometry(geometry, whole.geometry))
      #expect(whole.geometry.x == (0..<1000).map { Double($0) })
    }
  }
}
