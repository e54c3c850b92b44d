import Features
import Foundation
import LandModel
import LandReport
import OGR
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct LandUseStyleTests {
  /// Codes of the guide, one of no classification, one that is markup, and a feature without.
  static let codes = ["0101", "100102", "100102", "1401", "09", "0701", "<b>'&\"", ""]

  static func layer() throws -> LoadedLayer {
    let scratch = try TestData.scratch()
    defer { try? FileManager.default.removeItem(at: scratch) }
    let file = scratch.appendingPathComponent("plan.geojson")
    let features = codes.enumerated().map { place, code in
      let x = "\(place)"
      let x1 = "\(place).9"
      let ring = "[[[\(x),0],[\(x1),0],[\(x1),0.9],[\(x),0.9],[\(x),0]]]"
      let written = code.replacingOccurrences(of: "\"", with: "\\\"")
      return "{\"type\":\"Feature\",\"properties\":{\"DKBH\":\"P\(place)\",\"YDDM\":\"\(written)\"},"
        + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":\(ring)}}"
    }
    try Data("{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}".utf8).write(to: file)
    return try SourceLoader().layer(file.path)
  }

  @Test func everyCodeHasTheColourOfItsClass() throws {
    let style = try #require(try LandUseStyle(try Self.layer()))
    #expect(style.field == "YDDM" && style.labelField == "DKBH")
    #expect(style.entries.map(\.code) == Set(Self.codes.filter { !$0.isEmpty }).sorted())
    for entry in style.entries {
      let known = style.classification.match(entry.code).landUseClass
      #expect(entry.name == known?.name)
      if let colour = known?.colour { #expect(entry.colour == colour) }
    }
    #expect(style.entries.contains { $0.code == "<b>'&\"" && $0.colour == LandUseStyle.unknownColour })
  }

  @Test func qgisGetsACategoryForEachCodeAndChineseAliases() throws {
    let loaded = try Self.layer()
    let style = try #require(try LandUseStyle(loaded))
    let table = try loaded.layer.table.withChineseAliases(loaded.fields)
    #expect(table.fields.map(\.alias) == ["地块编号", "用地代码"])
    var layer = loaded.layer
    layer.table = table
    let qml = try #require(style.layerStyle.forQGIS(layer, .zh).qml)
    let reader = Elements()
    let parser = XMLParser(data: Data(qml.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "not well-formed")
    let categories = reader.found.filter { $0.name == "category" }.map(\.attributes)
    #expect(categories.compactMap { $0["value"] } == style.entries.map(\.code) + [""])
    let symbols = reader.found.filter { $0.name == "symbol" }.compactMap { $0.attributes["name"] }
    #expect(categories.compactMap { $0["symbol"] } == symbols)
    let fills = reader.found.filter { $0.name == "prop" && $0.attributes["k"] == "color" }
    for (entry, fill) in zip(style.entries, fills) {
      let parts = (fill.attributes["v"] ?? "").split(separator: ",").compactMap { Int($0) }
      try #require(parts.count == 4)
      #expect(String(format: "#%02X%02X%02X", parts[0], parts[1], parts[2]) == entry.colour.uppercased())
    }
    let aliases = reader.found.filter { $0.name == "alias" }.compactMap { $0.attributes["name"] }
    #expect(aliases == ["地块编号", "用地代码"])
  }

  @Test func simpleStyleKeepsColumnsOfTheData() throws {
    let loaded = try Self.layer()
    let style = try #require(try LandUseStyle(loaded))
    var table = loaded.layer.table
    var own = Column(Field("fill", .text))
    for row in 0..<table.rowCount { own.append(.text("own \(row)")) }
    table.add(own)
    var layer = loaded.layer
    layer.table = table
    let styled = try LayerStyle(loaded).simpleStyle(layer, .zh).table
    #expect(styled.fields.map(\.name) == ["DKBH", "YDDM", "fill", "title", "fill-opacity", "stroke", "stroke-width"])
    #expect(styled["fill"]?.text(1) == "own 1")
    let name = try #require(style.entries.first { $0.code == "0101" }?.name)
    #expect(styled["title"]?.text(0) == "P0 0101 \(name)")
  }

  private final class Elements: NSObject, XMLParserDelegate {
    var found: [(name: String, attributes: [String: String])] = []

    func parser(
      _: XMLParser,
      didStartElement name: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String]
    ) {
      found.append((name, attributes))
    }
  }
}
