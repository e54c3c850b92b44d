import Features
import GeoJSON
import Geometry
import Testing

/// Reads a document given as text.
func read(_ text: String) throws -> Layer {
  try GeoJSON.read(bytes: Array(text.utf8), name: "t.geojson")
}

/// A collection of one feature with these properties.
func collection(properties: String...) -> String {
  let features = properties.map { #"{"type":"Feature","properties":\#($0),"geometry":null}"# }
  return #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
}

let square = "[[[0,0],[2,0],[2,2],[0,2],[0,0]]]"

@Suite struct ReadTests {
  @Test func readsEveryKind() throws {
    let layer = try read(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[1.5,-2e0]}},
      {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}},
      {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":\(square)}},
      {"type":"Feature","properties":{},"geometry":{"type":"MultiPoint","coordinates":[[0,0],[1,1],[2,2]]}},
      {"type":"Feature","properties":{},"geometry":{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3]]]}},
      {"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":[\(square),[[[5,5],[6,5],[6,6],[5,5]]]]}},
      {"type":"Feature","properties":{},"geometry":null},
      {"type":"Feature","properties":{},"geometry":{"type":"GeometryCollection","geometries":[
        {"type":"Point","coordinates":[9,9]},{"type":"Polygon","coordinates":\(square)}]}}
      ]}
      """
    )
    #expect(
      layer.geometry.kinds == [
        .point, .lineString, .polygon, .multiPoint, .multiLineString, .multiPolygon, .null, .collection,
      ]
    )
    #expect((0..<8).map { layer.geometry.planeArea(of: $0) } == [0, 0, 4, 0, 0, 4.5, 0, 4])
    #expect(layer.geometry.x[0] == 1.5 && layer.geometry.y[0] == -2)
    #expect(layer.geometry.parts(of: 4).count == 2)
    #expect(layer.geometry.vertices(of: 3).count == 3)
    #expect(layer.crs == .geoJSON)
    #expect(layer.table.rowCount == 8 && layer.table.columns.isEmpty)
    // WKB: collection of a point (21 bytes) and a polygon (9 + 4 + 80): 9 + 21 + 93.
    let collection = layer.geometry.collections[7]
    #expect(collection?.count == 123)
  }

  @Test func takesMembersInAnyOrder() throws {
    let usual = try read(
      #"{"type":"FeatureCollection","name":"n","crs":{"type":"name","properties":{"name":"EPSG:4546"}},"features":["#
        + #"{"type":"Feature","id":"a","properties":{"p":1},"geometry":{"type":"Polygon","coordinates":\#(square)}}]}"#
    )
    let odd = try read(
      #"{"features":[{"geometry":{"coordinates":\#(square),"type":"Polygon"},"properties":{"p":1},"id":"a","type":"Feature"}],"#
        + #""crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::4546"},"type":"name"},"name":"n","type":"FeatureCollection"}"#
    )
    for layer in [usual, odd] {
      #expect(layer.crs == CRSReference("EPSG:4546", origin: .file))
      #expect(layer.name == "n")
      #expect(layer.label(of: 0) == "a")
      #expect(layer.table["p"]?[0] == .integer(1))
      #expect(layer.geometry.planeArea(of: 0) == 4)
      #expect(layer.notes.isEmpty)
    }
  }

  @Test func widensColumnsWithoutLoss() throws {
    let layer = try read(
      collection(
        properties:
          #"{"a":1,"b":true,"c":"x","d":1,"e":9007199254740993,"f":{"k": [1, 2]},"g":null,"h":123456789012345678901}"#,
        #"{"a":2.5,"b":"no","c":7,"d":"s\n","e":0.5,"f":[],"i":-0.0,"h":2}"#
      )
    )
    #expect(layer.table.fields.map(\.name) == ["a", "b", "c", "d", "e", "f", "g", "h", "i"])
    #expect(
      layer.table.fields.map(\.type) == [.real, .json, .json, .json, .json, .json, .text, .json, .real]
    )
    func values(_ name: String) -> [Value?] { [layer.table[name]?[0], layer.table[name]?[1]] }
    #expect(values("a") == [.real(1), .real(2.5)])
    #expect(values("b") == [.json("true"), .json(#""no""#)])
    #expect(values("c") == [.json(#""x""#), .json("7")])
    #expect(values("d") == [.json("1"), .json(#""s\n""#)])
    #expect(values("e") == [.json("9007199254740993"), .json("0.5")])
    #expect(values("f") == [.json(#"{"k": [1, 2]}"#), .json("[]")])
    #expect(values("g") == [.null, .null])
    #expect(values("h") == [.json("123456789012345678901"), .json("2")])
    #expect(values("i") == [.null, .real(-0.0)])
    #expect(
      layer.notes.filter { $0.code == GeoJSONNoteCode.mixedTypes.rawValue }.map(\.place.field) == ["b", "c", "d", "e"]
    )
  }

  @Test func resolvesEscapes() throws {
    let layer = try read(
      collection(
        properties: #"{"s":"\"\\\/\b\f\n\r\t\u0041\u5730\uD83D\uDE00 地😀","\u006b":"\ud800x\udc00","r":"a\#u{9}b"}"#
      )
    )
    #expect(layer.table["s"]?[0] == .text("\"\\/\u{8}\u{c}\n\r\tA地😀 地😀"))
    #expect(layer.table["k"]?[0] == .text("\u{FFFD}x\u{FFFD}"))
    #expect(layer.table["r"]?[0] == .text("a\tb"))
    let notes = layer.notes.map(\.code)
    #expect(notes == [GeoJSONNoteCode.loneSurrogate.rawValue, GeoJSONNoteCode.rawControl.rawValue])
    #expect(layer.notes.first?.arguments == ["2"])
  }

  @Test func readsSequencesAndBareGeometries() throws {
    let feature = #"{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[1,2]}}"#
    let lines = try read(feature + "\n" + feature + "\r\n\n" + feature)
    #expect(lines.count == 3 && lines.format == "GeoJSONSeq")
    let records = try read("\u{1E}\(feature)\n\u{1E}\(feature)\n")
    #expect(records.count == 2)
    let bare = try read("\u{FEFF} {\"coordinates\":\(square),\"type\":\"Polygon\"} ")
    #expect(bare.count == 1 && bare.geometry.planeArea(of: 0) == 4 && bare.format == "GeoJSON")
    #expect(try read(feature).table["n"]?[0] == .integer(1))
    let listed = try read(#"{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[1,2]}]}"#)
    #expect(listed.notes.map(\.code) == [GeoJSONNoteCode.bareGeometry.rawValue])
  }

  @Test func flagsButKeepsWhatIsOdd() throws {
    let layer = try read(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,2],[2,2],[2,0]]]}},
      {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0,5],[1,1,5],[0,0,5]]]}},
      {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[]}},
      {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[]}}
      ]}
      """
    )
    #expect(layer.geometry.flags[0] == [.unclosedRing, .reorientedRing])
    #expect(layer.geometry.flags[1] == [.shortRing, .hadZ])
    #expect(layer.geometry.flags[2] == [.empty])
    #expect(layer.geometry.flags[3] == [.empty, .notPolygon])
    #expect(layer.notes.map(\.code) == [GeoJSONNoteCode.zDropped.rawValue])
  }

  @Test func notesForeignAndDuplicateMembers() throws {
    let layer = try read(
      #"{"type":"FeatureCollection","generator":"x","features":[{"type":"Feature","title":"t","properties":{"a":1,"a":2},"geometry":null}]}"#
    )
    #expect(layer.table["a"]?[0] == .integer(1))
    #expect(
      layer.notes.map(\.code) == [GeoJSONNoteCode.duplicateMember.rawValue, GeoJSONNoteCode.foreignMembers.rawValue]
    )
    #expect(layer.notes.last?.arguments == ["generator, title", "2"])
  }

  @Test(arguments: [
    ("urn:ogc:def:crs:EPSG::3826", "EPSG:3826"), ("urn:ogc:def:crs:EPSG:6.18:3826", "EPSG:3826"),
    ("epsg:4490", "EPSG:4490"), ("urn:ogc:def:crs:OGC:1.3:CRS84", "OGC:CRS84"),
    ("http://www.opengis.net/def/crs/EPSG/0/4546", "EPSG:4546"), ("urn:x-ogc:def:crs:EPSG:4326", "EPSG:4326"),
  ])
  func understandsNamesOfSystems(name: String, definition: String) throws {
    let layer = try read(
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"\#(name)"}},"features":[]}"#
    )
    #expect(layer.crs == CRSReference(definition, origin: .file))
  }

  @Test func doesNotCallMetresDegrees() throws {
    let layer = try read(#"{"type":"Point","coordinates":[38500000.5,2500000]}"#)
    #expect(layer.crs == nil)
    #expect(layer.notes.map(\.code) == [GeoJSONNoteCode.notLonLat.rawValue])
    let unknown = try read(#"{"type":"FeatureCollection","crs":null,"features":[]}"#)
    #expect(unknown.crs == nil && unknown.notes.isEmpty)
  }
}
