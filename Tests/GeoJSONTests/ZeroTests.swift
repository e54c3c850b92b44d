import Features
import GeoJSON
import Geometry
import Testing

/// Zero however it is written: it has no highest bit for conversions that divide mantissas.
@Suite struct ZeroTests {
  private func coordinate(_ text: String) throws -> Double {
    let bytes = Array(#"{"type":"Point","coordinates":[\#(text),1]}"#.utf8)
    let layer = try GeoJSON.read(bytes: bytes, name: "zero.geojson")
    return try #require(layer.geometry.x.first)
  }

  @Test func withAnyExponent() throws {
    for exponent in -400...400 {
      for sign in ["", "-"] {
        let value = try coordinate("\(sign)0e\(exponent)")
        #expect(value == 0 && value.sign == (sign.isEmpty ? .plus : .minus), "\(sign)0e\(exponent)")
      }
    }
  }

  @Test func withAnyNumberOfDecimals() throws {
    for decimals in 1...60 {
      let zeros = String(repeating: "0", count: decimals)
      #expect(try coordinate("0.\(zeros)") == 0)
      #expect(try coordinate("0.\(zeros)e\(decimals)") == 0)
      #expect(try coordinate("0.\(zeros)1") == Double("0.\(zeros)1"))
    }
  }
}
