import Features
import Foundation
import GeoJSON
import Geometry
import TestSupport
import Testing

/// The layer's text.
func write(_ layer: Layer, _ options: GeoJSON.WriteOptions = GeoJSON.WriteOptions()) -> String {
  String(decoding: GeoJSON.bytes(layer, options: options), as: UTF8.self)
}

@Suite struct WriteTests {
  private let sample =
    #"{"type":"FeatureCollection","features":[{"type":"Feature","id":7,"properties":{"s":"a\"b","i":-3,"r":2.0,"b":false,"j":{"k": [1, 2]},"n":null},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1.123456789],[1,1],[1,0],[0,0]]]}},{"type":"Feature","id":8,"properties":{"s":null},"geometry":null}]}"#

  @Test func writesOneFeatureOnALine() throws {
    let text = write(try read(sample))
    #expect(
      text == """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","id":7,"properties":{"s":"a\\"b","i":-3,"r":2.0,"b":false,"j":{"k": [1, 2]},"n":null},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1.1234568],[0,0]]]}},
        {"type":"Feature","id":8,"properties":{"s":null,"i":null,"r":null,"b":null,"j":null,"n":null},"geometry":null}
        ]}

        """
    )
    #expect(write(try read(text)) == text)
  }

  @Test func writesTheOtherForms() throws {
    let layer = try read(
      #"{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[430000.12345,2.5]}}"#
    )
    let feature = #"{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[430000.123,2.5]}}"#
    #expect(write(layer, .init(form: .newlineDelimited, decimals: 3)) == feature + "\n")
    #expect(write(layer, .init(form: .recordSeparated, decimals: 3)) == "\u{1E}" + feature + "\n")
    let old = write(layer, .init(decimals: 3, collectionBox: true, featureBoxes: true, crs: "EPSG:4546", name: "地块"))
    #expect(
      old.hasPrefix(
        #"{"type":"FeatureCollection","name":"地块","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4546"}},"#
      )
    )
    #expect(old.contains(#"{"type":"Feature","bbox":[430000.123,2.5,430000.123,2.5],"properties""#))
    #expect(old.hasSuffix("\n],\"bbox\":[430000.123,2.5,430000.123,2.5]}\n"))
    let again = try read(old)
    #expect(again.crs == CRSReference("EPSG:4546", origin: .file) && again.name == "地块")
  }

  @Test func writesEveryKindAsItWasRead() throws {
    let geometries = [
      #"{"type":"Point","coordinates":[1.5,-2]}"#,
      #"{"type":"Point","coordinates":[]}"#,
      #"{"type":"LineString","coordinates":[[0,0],[1,1]]}"#,
      #"{"type":"MultiPoint","coordinates":[[0,0],[1,1]]}"#,
      #"{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3]]]}"#,
      #"{"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]],[[2,1],[3,2],[3,1],[2,1]]],[[[10,10],[11,10],[11,11],[10,10]]]]}"#,
      #"{"type":"Polygon","coordinates":[]}"#,
      #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"GeometryCollection","geometries":[]},{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]},{"type":"MultiPoint","coordinates":[[5,5]]},{"type":"MultiLineString","coordinates":[[[0,0],[1,1]]]},{"type":"LineString","coordinates":[[0,0],[1,1]]}]}"#,
    ]
    let lines = geometries.map { #"{"type":"Feature","properties":{},"geometry":\#($0)}"# + "\n" }.joined()
    #expect(write(try read(lines), .init(form: .newlineDelimited)) == lines)
  }

  @Test func closesAndTurnsRingsInsideCollections() throws {
    let layer = try read(
      #"{"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[[[0,0],[0,4],[4,4],[4,0]],[[1,1],[2,1],[2,2],[1,1]]]}]}"#
    )
    #expect(layer.geometry.planeArea(of: 0) == 15.5)
    let text = write(layer)
    #expect(text.contains("[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,2],[2,1],[1,1]]]"))
  }

  /// Every number of decimals, numbers of every length: the text is the whole number's digits with the point moved in.
  @Test func movesThePoint() throws {
    var random = SeededRandom.announced("movesThePoint", fallback: 41)
    for decimals in 0...15 {
      let power = (0..<decimals).reduce(1.0) { ten, _ in ten * 10 }
      var values: [Double] = []
      for bits in 1...52 {
        for _ in 0..<20 { values.append(Double(Int64(random.next() >> (64 - UInt64(bits)))) / power) }
        values += [Double((1 << bits) - 1) / power, -Double(1 << (bits - 1)) / power]
      }
      for exponent in 0..<15 { values += [-1, 0, 1].map { (powerOfTen(exponent) + $0) / power } }
      let layer = try read(
        #"{"type":"MultiPoint","coordinates":[\#(values.map { "[\($0),0]" }.joined(separator: ","))]}"#
      )
      let texts = write(layer, .init(decimals: decimals)).split(separator: "[[")[1].split(separator: "],[").map {
        String($0.split(separator: ",")[0])
      }
      try #require(texts.count == values.count)
      for (value, text) in zip(values, texts) where (value * power).magnitude < 4_503_599_627_370_496 {
        let whole = Int64((value * power).rounded(.toNearestOrAwayFromZero))
        var digits = String(whole.magnitude)
        if decimals > 0 {
          digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
          digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
          while digits.hasSuffix("0") { digits.removeLast() }
          if digits.hasSuffix(".") { digits.removeLast() }
        }
        #expect(text == (whole < 0 ? "-" : "") + digits, "\(value) with \(decimals) decimals")
      }
    }
  }

  private func powerOfTen(_ exponent: Int) -> Double { (0..<exponent).reduce(1) { ten, _ in ten * 10 } }

  @Test func roundsHalvesAwayFromZero() throws {
    let large = try read(#"{"type":"MultiPoint","coordinates":[[0.125,-0.125],[1e300,2e-9]]}"#)
    #expect(write(large, .init(decimals: 2)).contains("[[0.13,-0.13],[1e+300,0]]"))
    let small = try read(#"{"type":"MultiPoint","coordinates":[[0.125,-0.125],[0.375,-0.375],[1.004999,-0.001]]}"#)
    #expect(write(small, .init(decimals: 2)).contains("[[0.13,-0.13],[0.38,-0.38],[1,0]]"))
    #expect(write(small, .init(decimals: 0)).contains("[[0,0],[0,0],[1,0]]"))
  }

  @Test func saysWhatRoundingDid() throws {
    let layer = try read(
      #"{"type":"FeatureCollection","features":[{"type":"Feature","id":"tiny","properties":{"x":1.5},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0.001,0],[0.001,0.001],[0,0]]]}},{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[5,0],[5.001,0.001],[5,5],[0,0]]]}}]}"#
    )
    let path = try TestData.scratch().appendingPathComponent("a.geojson").path
    let notes = try GeoJSON.write(layer, to: path, options: .init(decimals: 2))
    #expect(notes.map(\.code) == [GeoJSONNoteCode.roundedRepeats.rawValue, GeoJSONNoteCode.roundedCollapse.rawValue])
    #expect(notes.map(\.arguments) == [["4"], ["1", "tiny"]])
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("[[[0,0],[0,0],[0,0],[0,0]]]") && text.contains("[[[0,0],[5,0],[5,5],[0,0]]]"))
    #expect(write(try read(text), .init(decimals: 2)) == text)
    #expect(throws: DataError.self) { try GeoJSON.write(layer, to: path) }
  }

  @Test func jsonStaysJSON() throws {
    let table = AttributeTable(
      columns: [
        Column(
          Field("j", .json),
          storage: .texts(TextColumn(["{\n  \"a b\": [1,\t2]\n}", "not json", "\"s\""])),
          validity: nil
        ),
        Column(Field("r", .real), storage: .reals([.nan, 1e300, 0.1]), validity: nil),
        Column(Field("d", .date), storage: .texts(TextColumn(["2021-01-02", "\u{1}\u{7f}\\", ""])), validity: nil),
      ],
      rowCount: 3
    )
    var builder = GeometryColumns.Builder()
    for _ in 0..<3 { builder.addNull() }
    let layer = Layer(name: "t", geometry: builder.finish(), table: table)
    let text = write(layer, .init(form: .newlineDelimited))
    #expect(
      text == """
        {"type":"Feature","properties":{"j":{"a b":[1,2]},"r":null,"d":"2021-01-02"},"geometry":null}
        {"type":"Feature","properties":{"j":"not json","r":1e+300,"d":"\\u0001\u{7f}\\\\"},"geometry":null}
        {"type":"Feature","properties":{"j":"s","r":0.1,"d":""},"geometry":null}

        """
    )
  }
}
