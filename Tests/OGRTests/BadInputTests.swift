import Features
import Foundation
import Geometry
import OGR
import TestSupport
import Testing

@Suite struct BadInputTests {
  private let folder: URL

  init() throws {
    folder = try TestData.scratch()
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func shapefile() throws -> String {
    try OGRWriter.write([Samples.parcels()], to: path("a.shp"), format: .shapefile)
    return path("a.shp")
  }

  @Test func noFile() {
    _ = expectError("ogr.no-file") { _ = try OGRDataset.open(path("none.gpkg")) }
  }

  @Test func emptyFile() throws {
    for name in ["a.gpkg", "a.fgb", "a.csv", "a.kml", "a.dxf"] {
      try Data().write(to: folder.appendingPathComponent(name))
      let error = expectError("ogr.empty-file") { _ = try OGRDataset.open(path(name)) }
      #expect(error?.place.file == path(name))
    }
  }

  @Test func archivesThatExplode() throws {
    // The directory of an archive of one entry that unpacks to 4 GB, as small as it can be.
    var bytes: [UInt8] = [0x50, 0x4B, 3, 4] + Array(repeating: 0, count: 26)
    let start = bytes.count
    bytes += [0x50, 0x4B, 1, 2] + Array(repeating: 0, count: 20) + [0xF0, 0xFF, 0xFF, 0xFF]
    bytes += Array(repeating: 0, count: 18)
    bytes += [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 46, 0, 0, 0, UInt8(start), 0, 0, 0, 0, 0]
    for name in ["bomb.kmz", "bomb.xlsx"] {
      try Data(bytes).write(to: folder.appendingPathComponent(name))
      let error = expectError("ogr.archive-too-large") { _ = try OGRDataset.open(path(name)) }
      #expect(error?.arguments == ["98", "4294967280"])
    }
  }

  @Test func aFolderNamesWhatIsInIt() throws {
    _ = try shapefile()
    let error = expectError("ogr.is-folder") { _ = try OGRDataset.open(folder.path) }
    #expect(error?.arguments == ["a.shp"])
  }

  @Test func shapefileWithoutIndex() throws {
    let path = try shapefile()
    try FileManager.default.removeItem(atPath: self.path("a.shx"))
    let error = expectError("ogr.no-shx") { _ = try OGRDataset.open(path) }
    #expect(error?.arguments == ["a.shx"])
    #expect(!FileManager.default.fileExists(atPath: self.path("a.shx")), "nothing is made up silently")
  }

  @Test func shapefileWithoutAttributes() throws {
    let path = try shapefile()
    try FileManager.default.removeItem(atPath: self.path("a.dbf"))
    _ = expectError("ogr.no-dbf") { _ = try OGRDataset.open(path) }
  }

  @Test func indexWithoutShapefile() throws {
    _ = try shapefile()
    try FileManager.default.removeItem(atPath: path("a.shp"))
    _ = expectError("ogr.no-shp") { _ = try OGRDataset.open(path("a.shx")) }
    // Attributes alone are a table.
    #expect(try OGRDataset.open(path("a.dbf")).read().table.rowCount == 3)
  }

  @Test(arguments: ["a.shp", "a.shx", "a.dbf"])
  func truncatedShapefile(part: String) throws {
    let path = try shapefile()
    let url = folder.appendingPathComponent(part)
    let whole = try Data(contentsOf: url)
    for kept in [whole.count / 2, whole.count - 20, 40] {
      try whole.prefix(kept).write(to: url)
      _ = expectError("ogr.truncated") { _ = try OGRDataset.open(path) }
    }
  }

  @Test func attributesOfAnotherShapefile() throws {
    let path = try shapefile()
    try OGRWriter.write([Samples.texts("t", ["1", "2"])], to: self.path("b.shp"), format: .shapefile)
    try FileManager.default.removeItem(atPath: self.path("a.dbf"))
    try FileManager.default.copyItem(atPath: self.path("b.dbf"), toPath: self.path("a.dbf"))
    let error = expectError("ogr.record-count") { _ = try OGRDataset.open(path) }
    #expect(error?.arguments == ["3", "2"])
  }

  @Test func truncatedGeoPackage() throws {
    try OGRWriter.write([Samples.parcels()], to: path("a.gpkg"), format: .geoPackage)
    let url = folder.appendingPathComponent("a.gpkg")
    let whole = try Data(contentsOf: url)
    for kept in [60, 5000, whole.count / 2, whole.count - 1] {
      try whole.prefix(kept).write(to: url)
      _ = expectError("ogr.truncated") { _ = try OGRDataset.open(url.path) }
    }
  }

  @Test func truncatedFlatGeobuf() throws {
    let layer = Samples.texts("t", (0..<500).map { "value \($0)" })
    try OGRWriter.write([layer], to: path("a.fgb"), format: .flatGeobuf)
    let url = folder.appendingPathComponent("a.fgb")
    let whole = try Data(contentsOf: url)
    for kept in [9, 200, whole.count / 2, whole.count - 1] {
      try whole.prefix(kept).write(to: url)
      #expect(throws: DataError.self) { _ = try OGRDataset.open(url.path).read() }
    }
  }

  @Test func contentThatIsNotWhatTheNameSays() throws {
    for name in ["a.gpkg", "a.fgb", "a.xlsx"] {
      try Data("{\"type\":\"FeatureCollection\"}".utf8).write(to: folder.appendingPathComponent(name))
      _ = expectError("ogr.wrong-content") { _ = try OGRDataset.open(path(name)) }
    }
    try Data("hello".utf8).write(to: folder.appendingPathComponent("a.pdf"))
    _ = expectError("ogr.unknown-format") { _ = try OGRDataset.open(path("a.pdf")) }
  }

  @Test func unknownLayerAndNone() throws {
    var second = Samples.parcels()
    second.name = "second"
    try OGRWriter.write([Samples.parcels(), second], to: path("a.gpkg"), format: .geoPackage)
    let dataset = try OGRDataset.open(path("a.gpkg"))
    let error = expectError("ogr.no-layer") { _ = try dataset.read("Parcels2") }
    #expect(error?.arguments == ["Parcels2", "parcels, second"])
    _ = expectError("ogr.which-layer") { _ = try dataset.read() }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e308, -1.5e15])
  func coordinatesThatAreNoNumbers(value: Double) throws {
    try OGRWriter.write([Samples.parcels()], to: path("a.shp"), format: .shapefile)
    // The first x of the first shape: header 100, record header 8, type 4, box 32, counts 8, two part starts 8.
    let url = folder.appendingPathComponent("a.shp")
    var bytes = try Data(contentsOf: url)
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.replaceSubrange(160 + 16..<160 + 24, with: $0) }
    try bytes.write(to: url)
    let error = expectError("ogr.non-finite") { _ = try OGRDataset.open(url.path).read() }
    #expect(error?.place == Place(file: url.path, layer: "a", feature: "#1"))
  }

  @Test func anEncodingNobodyKnows() throws {
    let path = try shapefile()
    _ = expectError("ogr.unknown-encoding") {
      _ = try OGRDataset.open(path, options: OGROpenOptions(encoding: "klingon-1"))
    }
  }

  @Test(arguments: [
    "/vsicurl/http://example.com/a.gpkg", "http://example.com/a.gpkg", "HTTPS://example.com/a.shp", "/vsis3/b/a.gpkg",
    "/vsizip/a.zip/a.shp", "/vsimem/a.gpkg", "PG:dbname=x", "postgresql://host/db", "WFS:http://example.com",
    "<OGRVRTDataSource></OGRVRTDataSource>", " <OGRVRTDataSource/>", "MySQL:db", "/vsisubfile/0_10,/etc/passwd",
  ])
  func namesThatReachOut(name: String) {
    let error = expectError("ogr.refused-name") { _ = try OGRDataset.open(name) }
    #expect(error?.place.file == name)
  }

  @Test func filesThatReferToOthers() throws {
    let vrt =
      "<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>a.shp</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    for name in ["a.vrt", "a.gml", "a.kml"] {
      try Data(vrt.utf8).write(to: folder.appendingPathComponent(name))
      _ = expectError("ogr.refused-reference") { _ = try OGRDataset.open(path(name)) }
    }
    let view = "!table\n!version 300\nOpen Table \"other\"\nCreate View x As Select * From other\n"
    try Data(view.utf8).write(to: folder.appendingPathComponent("v.tab"))
    _ = expectError("ogr.refused-reference") { _ = try OGRDataset.open(path("v.tab")) }
    _ = try shapefile()
    // Asked for, it works.
    try Data(vrt.replacing("a.shp", with: path("a.shp")).utf8).write(to: folder.appendingPathComponent("a.vrt"))
    let layer = try OGRDataset.open(path("a.vrt"), options: OGROpenOptions(access: .references)).read()
    #expect(layer.count == 3)
  }

  @Test func gmlLinksAreNotFollowed() throws {
    let gml = """
      <wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml"
        xmlns:xlink="http://www.w3.org/1999/xlink"><gml:featureMember><lot><name>a</name>
        <link xlink:href="file:///etc/hostname#x"/>
        <geom><gml:Point srsName="EPSG:4546"><gml:coordinates>500000,2700000</gml:coordinates></gml:Point></geom>
        </lot></gml:featureMember></wfs:FeatureCollection>
      """
    try Data(gml.utf8).write(to: folder.appendingPathComponent("a.gml"))
    let layer = try OGRDataset.open(path("a.gml")).read()
    #expect(layer.count == 1)
    // Nothing is left beside a file that was only read.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.gml"])
  }

  @Test func withoutGDALTheSentenceSaysWhatToInstall() throws {
    let error = expectError("ogr.gdal-missing") { _ = try GDALLibrary.load(names: ["libno-such-gdal.so.1"]) }
    #expect(error?.advice.contains("apt install libgdal32") == true)
    #expect(error?.kind == .input)
    // A library that is no GDAL.
    _ = expectError("ogr.gdal-version") { _ = try GDALLibrary.load(names: ["libm.so.6"]) }
  }
}
