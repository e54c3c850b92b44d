import Features
import Foundation
import GeoJSON
import TestSupport
import Testing

/// Documents broken in every way: an answer or an error, never a trap, a hang, or memory without bound.
@Suite struct FuzzTests {
  private static let words = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\udc00", "null", "true", "false",
    "{\"type\":\"Feature\"",
    "\"FeatureCollection\"", "\"coordinates\":", "\"features\":[", "\"geometry\":", "\"properties\":{", "\"crs\":",
    "\"bbox\":[", "\"geometries\":[", "\"Polygon\"", "\"MultiPolygon\"", "\"GeometryCollection\"", "[[[", "]]]",
    "[0,0]",
    "\u{1e}", "\n", "\r\n", "\u{feff}", "\u{0}", "e", "E+", "-", ".", "EPSG:4546", "[1,2,3,4,5]", "\"id\":1",
  ]

  private static func corpus() throws -> [[UInt8]] {
    var corpus: [[UInt8]] = []
    var documents = RandomDocument(random: SeededRandom(seed: 7), hasLoneSurrogates: true)
    for _ in 0..<60 { corpus.append(Array(documents.document().utf8)) }
    for _ in 0..<20 { corpus.append(Array((documents.feature() + "\n" + documents.feature() + "\n").utf8)) }
    for _ in 0..<20 { corpus.append(Array(documents.geometry().utf8)) }
    if let folder = try TestData.unzipped("testsuites/geojsonhint.zip") {
      for kind in ["good", "bad"] {
        let url = folder.appendingPathComponent("geojsonhint/test/data/\(kind)")
        let files = try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
        for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "geojson" {
          let bytes = try Data(contentsOf: file)
          if bytes.count < 20_000 { corpus.append([UInt8](bytes)) }
        }
      }
    }
    return corpus
  }

  @Test func readsOrRefuses() throws {
    let fuzzing = Fuzzing("geojson", corpus: try Self.corpus(), words: Self.words)
    var different = 0
    let result = try fuzzing.run(usually: 20_000) { bytes in
      let findings = GeoJSON.validate(bytes: bytes, name: "fuzz", limit: 20)
      for finding in findings where (finding.place.line ?? 1) < 1 { different += 1 }
      guard let layer = try? GeoJSON.read(bytes: bytes, name: "fuzz") else { return false }
      // What was read can be written, and what was written can be read.
      let written = GeoJSON.bytes(layer)
      let again = try? GeoJSON.read(bytes: written, name: "fuzz")
      if again?.count != layer.count { different += 1 }
      return true
    }
    #expect(different == 0)
    #expect(result.accepted > result.count / 100 || result.count == 1)
    #expect(result.slowest < 5)
    #expect(result.growth < 512)
  }
}
