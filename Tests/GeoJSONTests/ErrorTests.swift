import Features
import Foundation
import GeoJSON
import TestSupport
import Testing

/// Bad input: each with the code, the line and column, and the feature that its error names.
@Suite struct ErrorTests {
  private func error(_ bytes: [UInt8]) -> DataError? {
    do {
      _ = try GeoJSON.read(bytes: bytes, name: "t.geojson")
      return nil
    } catch {
      #expect(error.kind == .input)
      #expect(error.place.file == "t.geojson")
      return error
    }
  }

  private func error(_ text: String) -> DataError? { error(Array(text.utf8)) }

  private func expectError(
    _ text: String,
    _ code: GeoJSONErrorCode,
    line: Int = 1,
    column: Int? = nil,
    feature: String? = nil,
    field: String? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let found = error(text)
    #expect(found?.code == code.rawValue, "\(String(describing: found))", sourceLocation: location)
    #expect(found?.place.line == line, "\(String(describing: found))", sourceLocation: location)
    if let column { #expect(found?.place.column == column, "\(String(describing: found))", sourceLocation: location) }
    if let feature { #expect(found?.place.feature == feature, sourceLocation: location) }
    if let field { #expect(found?.place.field == field, sourceLocation: location) }
  }

  @Test func brokenNumbers() {
    func point(_ number: String) -> String { #"{"type":"Point","coordinates":[\#(number),2]}"# }
    for text in ["NaN", "-NaN", "Infinity", "-Infinity", "inf", "1e999", "-1e999"] {
      expectError(point(text), .notFinite, column: 32, feature: "#1")
    }
    expectError(point(String(repeating: "9", count: 400)), .notFinite, column: 32)
    for text in ["01", "-01", "1.", ".5", "+1", "1e", "1e+", "-", "00"] {
      expectError(point(text), .badNumber, column: 32)
    }
    for text in ["\"1\"", "true", "{}", "null", "[1]"] { expectError(point(text), .unexpectedToken, column: 32) }
    expectError(#"{"type":"Point","coordinates":[1]}"#, .shortPosition, column: 31)
    expectError(#"{"type":"MultiPoint","coordinates":[[1,2],[]]}"#, .shortPosition, column: 43)
  }

  @Test func namesFeatureFieldLineAndColumn() {
    let head = "{\"type\":\"FeatureCollection\",\"features\":[\n"
    let good = #"{"type":"Feature","id":"甲","properties":{"面积":1},"geometry":null}"#
    expectError(
      head + good + ",\n" + #"{"type":"Feature","id":"乙","properties":{"面积":NaN},"geometry":null}]}"#,
      .notFinite,
      line: 3,
      column: 47,
      feature: "乙",
      field: "面积"
    )
    expectError(
      head + good + ",\n" + #"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,x]}}]}"#,
      .unexpectedToken,
      line: 3,
      column: 63,
      feature: "#2"
    )
  }

  @Test func truncated() {
    let whole =
      #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":"地","b":[1,{"c":true}]},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1.5e1,0],[1,1],[0,0]]]}}]}"#
    let bytes = Array(whole.utf8)
    #expect(error(bytes) == nil)
    for count in 1..<bytes.count {
      let found = error(Array(bytes[..<count]))
      #expect(found?.code == GeoJSONErrorCode.truncated.rawValue, "\(count): \(String(describing: found))")
      #expect(found?.place.line == 1 && found?.expected != "")
    }
  }

  @Test func notJSONOrNotGeoJSON() {
    expectError("", .empty)
    expectError(" \n\t", .empty, line: 2)
    expectError("<html></html>", .notJSON)
    expectError("PK\u{3}\u{4}", .notJSON)
    expectError("[1,2]", .notGeoJSON)
    expectError("null", .notGeoJSON)
    expectError(#"{"type":"Topology","objects":{}}"#, .notGeoJSON)
    expectError(#"{"displayFieldName":"","features":[]}"#, .missingMember)
    expectError(#"{"type":"featurecollection","features":[]}"#, .unknownType)
    expectError(#"{"type":"FeatureCollection"}"#, .missingMember)
    expectError(#"{"type":"FeatureCollection","features":[]} x"#, .unexpectedToken, column: 44)
    expectError(#"{"type":"FeatureCollection","features":[],}"#, .unexpectedToken, column: 43)
    expectError(#"{"type":"Polygon"}"#, .missingMember)
  }

  @Test func otherEncodings() throws {
    let text =
      #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":"工业用地"},"geometry":null}]}"#
    for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .utf32, .utf32LittleEndian] {
      let data = try #require(text.data(using: encoding))
      #expect(error(Array(data))?.code == GeoJSONErrorCode.utf16.rawValue)
    }
    // 工业用地 in GBK.
    let gbk: [UInt8] = [0xB9, 0xA4, 0xD2, 0xB5, 0xD3, 0xC3, 0xB5, 0xD8]
    let parts = text.components(separatedBy: "工业用地").map { Array($0.utf8) }
    let found = error(parts[0] + gbk + parts[1])
    #expect(found?.code == GeoJSONErrorCode.notUTF8.rawValue)
    #expect(found?.arguments == ["0xB9", "GBK (GB 18030)"])
    #expect(found?.place.column == parts[0].count + 1)
    #expect(found?.place.feature == "#1" && found?.place.field == "a")
    let latin = error(parts[0] + Array("Mun".utf8) + [0xED] + Array("cipe".utf8) + parts[1])
    #expect(latin?.arguments == ["0xED", "Latin-1 or another one-byte encoding"])
    for bad: [UInt8] in [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE0, 0x80, 0x80], [0x80]] {
      #expect(error(parts[0] + bad + parts[1])?.code == GeoJSONErrorCode.notUTF8.rawValue)
    }
  }

  @Test func nestingIsBounded() {
    let deep = String(repeating: "[", count: 1_000_000)
    expectError(#"{"type":"Point","coordinates":\#(deep)"#, .unexpectedToken)
    expectError(#"{"type":"Feature","properties":{"a":\#(deep)"#, .tooDeep)
    expectError(#"{"type":"Polygon","coordinates":\#(deep)"#, .unexpectedToken)
    expectError(String(repeating: #"{"a":"#, count: 100_000), .tooDeep)
    let nest = String(repeating: #"{"type":"GeometryCollection","geometries":["#, count: 5000)
    expectError(nest, .tooDeep)
    #expect(GeoJSON.validate(bytes: Array(nest.utf8), name: "t").map(\.code) == [.syntax])
    let most = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    #expect(error(#"{"type":"Feature","properties":{"a":\#(most)},"geometry":null}"#) == nil)
  }

  @Test func propertiesThatAreNoJSON() {
    func feature(_ value: String) -> String { #"{"type":"Feature","properties":{"a":\#(value)},"geometry":null}"# }
    expectError(feature(#""\x""#), .badEscape, column: 38, field: "a")
    expectError(feature(#""\u12g4""#), .badEscape, column: 38)
    expectError(feature("[\"a\tb\"]"), .controlCharacter, column: 40)
    expectError(feature("[1,]"), .unexpectedToken, column: 40)
    expectError(feature("{1:2}"), .unexpectedToken, column: 38)
    expectError(feature("tru"), .unexpectedToken, column: 37)
    expectError(feature("undefined"), .unexpectedToken, column: 37)
    expectError(feature("'x'"), .unexpectedToken, column: 37)
  }

  @Test func paths() throws {
    func code(_ path: String) -> String? {
      do {
        _ = try GeoJSON.read(path)
        return nil
      } catch { return error.code }
    }
    let folder = try TestData.scratch()
    #expect(code(folder.appendingPathComponent("no.geojson").path) == GeoJSONErrorCode.noFile.rawValue)
    #expect(code(folder.path) == GeoJSONErrorCode.isFolder.rawValue)
    let empty = folder.appendingPathComponent("empty.geojson")
    try Data().write(to: empty)
    #expect(code(empty.path) == GeoJSONErrorCode.empty.rawValue)
    // A file that fills its last memory page has no byte behind it.
    let page = folder.appendingPathComponent("page.geojson")
    let text = #"{"type":"Point","coordinates":[1,2]}"#
    try Data((text + String(repeating: " ", count: 65536 - text.utf8.count)).utf8).write(to: page)
    #expect(try GeoJSON.read(page.path).count == 1)
    try Data(("{\"a\":\"" + String(repeating: "x", count: 65536 - 6)).utf8).write(to: page)
    #expect(code(page.path) == GeoJSONErrorCode.truncated.rawValue)
  }

  /// A string of a gigabyte (a sparse file of zeros would be refused at its first) where a number should be.
  @Test func aLongStringForANumberCostsNoMemory() throws {
    let folder = try TestData.scratch()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("long.geojson")
    try Data((#"{"type":"Point","coordinates":[""# + String(repeating: "9", count: 1000)).utf8).write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 1 << 30)
    try handle.close()
    let before = try residentKilobytes()
    #expect(throws: DataError.self) { try GeoJSON.read(file.path) }
    let more = try residentKilobytes() - before
    // Half the file, because other tests of the same process run meanwhile.
    #expect(more < 500_000, "\(more) kB")
    // The same with digits: the number ends at the first zero byte.
    try Data((#"{"type":"Point","coordinates":["# + String(repeating: "9", count: 3_000_000)).utf8).write(to: file)
    #expect(throws: DataError.self) { try GeoJSON.read(file.path) }
  }

  /// The process's peak memory.
  private func residentKilobytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0
  }
}
