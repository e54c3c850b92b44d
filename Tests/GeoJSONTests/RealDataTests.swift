import Features
import Foundation
import GeoJSON
import Geometry
import TestSupport
import Testing

private let taiwan = "taiwan_zoning/taiwan_zoning_dev_JKMV.zip"
private let cambridge = "cambridge_ma/zoning_history_2013-2026.zip"
private let cadastre = "france/cadastre-91216-parcelles.json.gz"
private let flatgeobuf = "testsuites/flatgeobuf.zip"
private let mapshaper = "testsuites/mapshaper.zip"

/// Files of a folder and below with an extension, in order.
private func files(_ archive: String, _ extensions: String...) throws -> [URL] {
  guard let root = try TestData.unzipped(archive) else { return [] }
  let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
  let urls = (all?.allObjects ?? []).compactMap { $0 as? URL }
  return urls.filter { extensions.contains($0.pathExtension) }.sorted { $0.path < $1.path }
}

/// Our own output, read and written again, is the same bytes.
private func expectStable(_ layer: Layer, decimals: Int?, _ name: String) throws {
  let options = GeoJSON.WriteOptions(decimals: decimals)
  let first = GeoJSON.bytes(layer, options: options)
  let second = try GeoJSON.read(bytes: first, name: name)
  #expect(second.count == layer.count)
  #expect(second.table.fields.map(\.name) == layer.table.fields.map(\.name), "\(name)")
  #expect(GeoJSON.bytes(second, options: options) == first, "\(name), \(String(describing: decimals))")
}

@Suite struct RealDataTests {
  @Test(.enabled(if: TestData.exists(taiwan), "needs \(taiwan)"))
  func planeAreasEqualTheStatedOnes() throws {
    var polygons = 0
    var worst = 0.0
    var beyondPrint: [String] = []
    for file in try files(taiwan, "json") {
      let layer = try GeoJSON.read(file.path)
      #expect(layer.crs == CRSReference("EPSG:3826", origin: .file))
      let stated = try #require(layer.table["Shape_Area"])
      for feature in 0..<layer.count {
        let area = layer.geometry.planeArea(of: feature)
        let expected = try #require(stated.number(feature))
        let difference = abs(area - expected)
        // The files print the area with eleven decimals. For one speck of ten square millimetres half of the last
        // decimal is more than 1e-9 of its area.
        if expected < 0.005 {
          #expect(difference <= 0.5e-11)
          beyondPrint.append("\(file.lastPathComponent) \(feature)")
        } else {
          worst = max(worst, difference / expected)
        }
      }
      polygons += layer.count
    }
    #expect(polygons == 15_430)
    #expect(worst <= 1e-9)
    #expect(beyondPrint == ["K0101.json 499"])
    print("Taiwan: \(polygons) polygons, worst relative difference to Shape_Area \(worst)")
  }

  @Test(.enabled(if: TestData.exists(taiwan), "needs \(taiwan)"))
  func fullDigitsSurviveARoundTrip() throws {
    for file in try files(taiwan, "json").prefix(6) {
      let layer = try GeoJSON.read(file.path)
      let again = try GeoJSON.read(bytes: GeoJSON.bytes(layer, options: .init(decimals: nil)), name: "t")
      #expect(again.geometry.x == layer.geometry.x && again.geometry.y == layer.geometry.y)
      #expect(again.geometry.ringOffsets == layer.geometry.ringOffsets)
      for (a, b) in zip(again.table.columns, layer.table.columns) {
        #expect(a.field == b.field)
        #expect((0..<layer.count).allSatisfy { a[$0] == b[$0] })
      }
      try expectStable(layer, decimals: 4, file.lastPathComponent)
      try expectStable(layer, decimals: 0, file.lastPathComponent)
    }
  }

  @Test(.enabled(if: TestData.exists(cambridge), "needs \(cambridge)"))
  func readsEveryVersionOfAnOrdinance() throws {
    let versions = try files(cambridge, "geojson")
    #expect(versions.count == 28)
    for file in versions {
      let layer = try GeoJSON.read(file.path)
      #expect(layer.count > 20 && layer.crs == .geoJSON, "\(file.lastPathComponent)")
      #expect(layer.geometry.kinds.allSatisfy { $0.isPolygonal })
      let text = try String(contentsOf: file, encoding: .utf8)
      // `"type": "Feature"` with its closing quote stands once in each feature.
      #expect(text.components(separatedBy: #""Feature""#).count - 1 == layer.count)
      try expectStable(layer, decimals: 7, file.lastPathComponent)
    }
  }

  @Test(.enabled(if: TestData.exists(cadastre), "needs \(cadastre)"))
  func readsACadastre() throws {
    let file = try #require(TestData.file(cadastre))
    let target = try TestData.scratch().appendingPathComponent("parcelles.json")
    let gunzip = Process()
    gunzip.executableURL = URL(fileURLWithPath: "/bin/sh")
    gunzip.arguments = ["-c", "gzip -dc '\(file.path)' > '\(target.path)'"]
    try gunzip.run()
    gunzip.waitUntilExit()
    let layer = try GeoJSON.read(target.path)
    #expect(layer.label(of: 0) == "91216000AB0037")
    #expect(layer.ids?.nullCount == 0)
    #expect(layer.notes.isEmpty, "\(layer.notes)")
    #expect(layer.table["contenance"]?.field.type == .integer)
    #expect(try GeoJSON.validate(target.path).allSatisfy { $0.code == .rightHandRule })
    try expectStable(layer, decimals: 7, "cadastre")
  }

  @Test(.enabled(if: TestData.exists(flatgeobuf), "needs \(flatgeobuf)"))
  func readsFlatGeobufsSources() throws {
    let counts = ["countries.geojson": 179, "states.geojson": 49, "tiger_roads.geojson": 8000]
    for file in try files(flatgeobuf, "geojson") {
      let layer = try GeoJSON.read(file.path)
      let name = file.lastPathComponent
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.components(separatedBy: #""Feature""#).count - 1 == layer.count)
      if name != "tiger_roads.geojson" { #expect(layer.count == counts[name], "\(name)") }
      #expect(layer.crs?.definition == "OGC:CRS84", "\(name)")
      try expectStable(layer, decimals: 7, name)
      try expectStable(layer, decimals: nil, name)
    }
  }

  /// Files that broke another program: each is read, or refused with a place.
  @Test(.enabled(if: TestData.exists(mapshaper), "needs \(mapshaper)"))
  func readsOrRefusesWhatBrokeOthers() throws {
    var read = 0
    var refused: [String] = []
    for file in try files(mapshaper, "json", "geojson") {
      do {
        let layer = try GeoJSON.read(file.path)
        read += 1
        try expectStable(layer, decimals: 7, file.lastPathComponent)
      } catch let error as DataError {
        #expect(error.place.line != nil && error.place.column != nil, "\(error)")
        refused.append(file.lastPathComponent + " " + error.code)
      }
    }
    #expect(read > 0)
    print("mapshaper: \(read) read, refused: \(refused)")
  }
}
