import Features
import Foundation
import GeoJSON
import Geometry
import TestSupport
import Testing

/// Random documents: any JSON in any spelling that the standard allows.
struct RandomDocument {
  var random: SeededRandom
  /// Halves of surrogate pairs, which other parsers refuse.
  var hasLoneSurrogates = false
  /// Whole numbers and eighths: Foundation does not round decimals correctly.
  var hasPlainNumbers = false

  mutating func pick<Element>(_ list: [Element]) -> Element { list[Int(random.next() % UInt64(list.count))] }
  mutating func chance(_ one: UInt64) -> Bool { random.next() % one == 0 }
  mutating func space() -> String { chance(6) ? pick([" ", "\n", "\t", "\r\n", "  "]) : "" }

  mutating func number() -> String {
    switch random.next() % (hasPlainNumbers ? 2 : 6) {
    case 0: String(Int64.random(in: -1000...1000, using: &random))
    case 1 where hasPlainNumbers: "\(Double(Int.random(in: -9999...9999, using: &random)) / 8)"
    case 1: "\(random.double(in: -180...180))"
    case 2: "\(random.double(in: -180...180))e\(Int.random(in: -9...0, using: &random))"
    case 3: String(Int64.random(in: .min ... .max, using: &random))
    case 4: "\(Int.random(in: 0...99, using: &random)).\(random.next())\(random.next())E+0"
    default: "-0"
    }
  }

  mutating func text() -> String {
    let pieces = [
      "a", "地块", "😀", "\\n", "\\\"", "\\\\", "\\u5730", "\\uD83D\\uDE00", "/", " ", "\u{7f}", "é",
    ]
    if hasLoneSurrogates && chance(9) { return pick(["\\ud800", "\\uDC00x", "\\ud83d\\u0041"]) }
    return (0..<Int(random.next() % 6)).map { _ in pick(pieces) }.joined()
  }

  mutating func value(_ depth: Int) -> String {
    switch random.next() % (depth > 3 ? 5 : 7) {
    case 0: return "null"
    case 1: return pick(["true", "false"])
    case 2: return number()
    case 3, 4: return "\"\(text())\""
    case 5:
      return "[" + (0..<Int(random.next() % 4)).map { _ in space() + value(depth + 1) }.joined(separator: ",") + "]"
    default:
      let members = (0..<Int(random.next() % 4)).map { "\"\(text())\($0)\"" + space() + ":" + value(depth + 1) }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  mutating func position() -> String {
    let x = pick(["\(random.double(in: -180...180))", "1", "0", "-1.25", "1.5e1"])
    let y = pick(["\(random.double(in: -90...90))", "2", "0", "5E-1"])
    return "[\(space())\(x)\(space()),\(y)\(chance(9) ? ",3" : "")]"
  }

  mutating func list(_ count: UInt64, _ element: (inout RandomDocument) -> String) -> String {
    "[" + (0..<Int(random.next() % count)).map { _ in space() + element(&self) }.joined(separator: ",") + space() + "]"
  }

  mutating func geometry(_ depth: Int = 0) -> String {
    let kind = pick([
      "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection",
    ])
    var members = ["\"type\":\(space())\"\(kind)\""]
    switch kind {
    case "Point": members.append("\"coordinates\":\(position())")
    case "LineString", "MultiPoint": members.append("\"coordinates\":\(list(6) { $0.position() })")
    case "Polygon", "MultiLineString": members.append("\"coordinates\":\(list(3) { $0.list(8) { $0.position() } })")
    case "MultiPolygon": members.append("\"coordinates\":\(list(3) { $0.list(3) { $0.list(8) { $0.position() } } })")
    default: members.append("\"geometries\":\(depth > 2 ? "[]" : list(3) { $0.geometry(depth + 1) })")
    }
    if chance(8) { members.append("\"bbox\":[1,2,3,4]") }
    members.shuffle(using: &random)
    return "{" + members.joined(separator: ",") + "}"
  }

  mutating func feature() -> String {
    var members = ["\"type\":\"Feature\"", "\"geometry\":\(chance(6) ? "null" : geometry())"]
    let names = ["a", "b", "名", "d", "\\u0065"]
    let properties = names.filter { _ in !chance(4) }.map { "\"\($0)\":\(value(0))" }
    members.append("\"properties\":{\(properties.joined(separator: ","))}")
    if chance(2) { members.append("\"id\":\(chance(2) ? number() : "\"\(text())\"")") }
    if chance(9) { members.append("\"other\":\(value(0))") }
    members.shuffle(using: &random)
    return "{" + members.joined(separator: "," + space()) + "}"
  }

  mutating func document() -> String {
    var members = ["\"type\":\"FeatureCollection\"", "\"features\":\(list(6) { $0.feature() })"]
    if chance(3) { members.append("\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4546\"}}") }
    members.shuffle(using: &random)
    return "{" + members.joined(separator: "," + space()) + "}"
  }
}

@Suite struct RandomTests {
  /// Foundation's parser as the judge: any document it accepts is read, with as many features and the same values.
  @Test func readsWhatAnotherParserReads() throws {
    var source = RandomDocument(
      random: SeededRandom.announced("readsWhatAnotherParserReads", fallback: 20_260_101),
      hasPlainNumbers: true
    )
    for _ in 0..<400 {
      let text = source.document()
      let layer = try read(text)
      let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let features = try #require(root["features"] as? [[String: Any]])
      #expect(features.count == layer.count)
      for (row, feature) in features.enumerated() {
        let properties = feature["properties"] as? [String: Any] ?? [:]
        for column in layer.table.columns {
          let name = column.field.name
          let expected = properties[name]
          switch column[row] {
          case .null: #expect(expected == nil || expected is NSNull, "\(name) in \(text)")
          case .text(let value): #expect((expected as? String) == value, "\(text)")
          case .integer(let value): #expect((expected as? NSNumber)?.int64Value == value, "\(text)")
          case .real(let value): #expect((expected as? NSNumber)?.doubleValue == value, "\(text)")
          case .boolean(let value): #expect((expected as? NSNumber)?.boolValue == value, "\(text)")
          case .json(let value):
            let again = try JSONSerialization.jsonObject(with: Data(value.utf8), options: .fragmentsAllowed)
            let isEqual = (again as? NSObject)?.isEqual(expected as? NSObject) ?? false
            #expect(isEqual, "\(value) in \(text)")
          }
        }
      }
    }
  }

  @Test func ownOutputIsStable() throws {
    var source = RandomDocument(random: SeededRandom.announced("ownOutputIsStable", fallback: 7))
    for _ in 0..<400 {
      let layer = try read(source.document())
      let decimals = source.pick([0, 1, 3, 7, 9, 12])
      for form in [GeoJSON.WriteOptions.Form.collection, .newlineDelimited, .recordSeparated] {
        let options = GeoJSON.WriteOptions(form: form, decimals: decimals, crs: layer.crs?.definition)
        let first = GeoJSON.bytes(layer, options: options)
        if first.isEmpty { continue }
        let again = try GeoJSON.read(bytes: first, name: "t")
        #expect(again.count == layer.count)
        // A column of nulls has no type to keep, and one that was widened stays so.
        let second = GeoJSON.bytes(again, options: options)
        #expect(second == first, "\(String(decoding: first, as: UTF8.self)) \(String(decoding: second, as: UTF8.self))")
        #expect(try JSONSerialization.jsonObject(with: form == .collection ? Data(first) : Data("[]".utf8)) is NSObject)
      }
    }
  }

  /// Bytes changed, dropped, doubled, cut: never a crash, and an error's place lies inside the document.
  @Test func brokenDocumentsHaveAPlace() throws {
    var source = RandomDocument(
      random: SeededRandom.announced("brokenDocumentsHaveAPlace", fallback: 99),
      hasLoneSurrogates: true
    )
    let alphabet = Array("{}[],:\"\\0123456789.eE+-tfnuaN \n\u{1}".utf8) + [0x80, 0xC3, 0xE5, 0xFF, 0x00, 0x1E]
    var refused = 0
    for _ in 0..<3000 {
      var bytes = Array((source.chance(4) ? source.feature() + "\n" + source.feature() : source.document()).utf8)
      for _ in 0...Int(source.random.next() % 3) where !bytes.isEmpty {
        let place = Int(source.random.next() % UInt64(bytes.count))
        switch source.random.next() % 5 {
        case 0: bytes[place] = source.pick(alphabet)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(source.pick(alphabet), at: place)
        case 3: bytes.removeLast(bytes.count - place)
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: place)
        }
      }
      let lines = bytes.filter { $0 == 0x0A }.count + 1
      do {
        let layer = try GeoJSON.read(bytes: bytes, name: "t")
        _ = GeoJSON.bytes(layer)
      } catch {
        refused += 1
        let line = error.place.line ?? 0
        #expect((1...lines).contains(line), "\(error)")
        #expect((1...bytes.count + 1).contains(error.place.column ?? 0), "\(error)")
        #expect(GeoJSONErrorCode(rawValue: error.code) != nil)
      }
      for finding in GeoJSON.validate(bytes: bytes, name: "t") {
        #expect((1...lines).contains(finding.place.line ?? 0), "\(finding)")
      }
    }
    #expect(refused > 1000)
  }

  /// Every double comes back from its shortest text, and every decimal text is read as the nearest double.
  @Test func numbersAreCorrectlyRounded() throws {
    var random = SeededRandom.announced("numbersAreCorrectlyRounded", fallback: 5)
    var texts = [
      "9007199254740993", "0.1", "1e23", "8.41e21", "9.5367431640625e-7", "179.99999999999997158", "5e-324",
      "2.2250738585072011e-308", "1.7976931348623157e308", "0.000000000000000000000000000012345678901234567890123",
      "123456789012345678901234567890", "18446744073709551615", "18446744073709551615e-27", "1e-400", "-0.0",
      "1.00000000000000011102230246251565404236316680908203125",
      "1.00000000000000011102230246251565404236316680908203126",
      "1." + String(repeating: "0", count: 900) + "1", "0." + String(repeating: "0", count: 400) + "1e400",
    ]
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      if value.isFinite { texts.append("\(value)") }
      texts.append("\(random.double(in: -4e7...4e7))")
      texts.append("\(random.next() % 200).\(random.next())")
      texts.append("\(Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random))e-\(random.next() % 30)")
    }
    let positions = texts.map { "[\($0),0]" }.joined(separator: ",")
    let layer = try read(#"{"type":"MultiPoint","coordinates":[\#(positions)]}"#)
    for (text, value) in zip(texts, layer.geometry.x) {
      let expected = try #require(Double(text))
      #expect(value.bitPattern == expected.bitPattern, "\(text)")
    }
    // Written in full and read again.
    let bytes = GeoJSON.bytes(layer, options: .init(decimals: nil))
    let again = try GeoJSON.read(bytes: bytes, name: "t")
    #expect(zip(again.geometry.x, layer.geometry.x).allSatisfy { $0.bitPattern == $1.bitPattern })
  }

  /// Batches put together are what reading at once gives, whatever the batch.
  @Test func streamsTheSameFeatures() throws {
    var source = RandomDocument(random: SeededRandom.announced("streamsTheSameFeatures", fallback: 3))
    let folder = try TestData.scratch()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("t.geojson").path
    for _ in 0..<100 {
      let text = source.chance(3) ? (0..<9).map { _ in source.feature() }.joined(separator: "\n") : source.document()
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let whole = try GeoJSON.read(path)
      var stream = try GeoJSON.stream(path, batchSize: Int(1 + source.random.next() % 4))
      #expect(stream.header.table.fields == whole.table.fields)
      #expect(stream.header.crs == whole.crs && stream.header.format == whole.format)
      var geometry = GeometryColumns()
      var rows: [[Value]] = []
      var labels: [String] = []
      while let batch = try stream.next() {
        #expect(batch.firstFeature == geometry.count)
        #expect(batch.table.fields == whole.table.fields)
        geometry.append(batch.geometry)
        for row in 0..<batch.count {
          rows.append(batch.table.columns.map { $0[row] })
          labels.append(batch.label(of: row))
        }
      }
      #expect(geometry.x == whole.geometry.x && geometry.flags == whole.geometry.flags)
      #expect(geometry.collections == whole.geometry.collections)
      #expect(labels == (0..<whole.count).map { whole.label(of: $0) })
      #expect(rows == (0..<whole.count).map { row in whole.table.columns.map { $0[row] } }, "\(text)")
    }
  }
}
