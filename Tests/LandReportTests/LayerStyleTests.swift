import Features
import Foundation
import Geometry
import LandReport
import OGR
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct LayerStyleTests {
  /// A layer of squares with these texts.
  static func layer(_ name: String, _ columns: [(String, [String?])], kind: GeometryKind = .polygon) -> Layer {
    let count = columns.first?.1.count ?? 0
    var builder = GeometryColumns.Builder()
    for row in 0..<count {
      let x = Double(row)
      let ring = [(x, 0.0), (x + 0.9, 0), (x + 0.9, 0.9), (x, 0.9), (x, 0)]
      builder.beginFeature(kind)
      builder.beginPart()
      builder.beginRing()
      for (x, y) in kind.isPolygonal ? ring : Array(ring.prefix(2)) { builder.add(x: x, y: y) }
      builder.endRing()
      builder.endPart()
      builder.endFeature()
    }
    let fields = columns.map { name, values in
      var column = Column(Field(name, .text))
      for value in values { column.append(value.map { .text($0) } ?? .null) }
      return column
    }
    return Layer(name: name, geometry: builder.finish(), table: AttributeTable(columns: fields, rowCount: count))
  }

  /// What commands write, by the fields that they write.
  static let uncovered = layer(
    "uncovered",
    [
      ("kind", ["supply-without-approval", "forest-without-consent"]), ("meaning", ["供而未批", "林地缺口"]),
      ("reason", ["none", "short"]), ("area_mu", ["1", "2"]), ("id", ["B1", "B2"]),
    ]
  )
  static let rules = layer(
    "rules",
    [
      ("rule", ["R04", "R02", "R04"]), ("title", ["永久基本农田", "申报面积", "永久基本农田"]),
      ("severity", ["error", "error", "error"]), ("sentence", ["a", "b", "c"]), ("number", ["1", "2", "3"]),
    ]
  )
  static let change = layer(
    "changes",
    [
      ("class", ["split", "new"]), ("before", ["A", nil]), ("after", ["B", "C"]), ("from", ["1001", nil]),
      ("to", ["1001", "1401"]),
    ]
  )
  static let pieces = layer(
    "pieces",
    [("ZDDM", ["L1", "L2"]), ("PQMC", ["西片区", ""]), ("account_m2", ["1", "2"]), ("shape_m2", ["1", "2"])]
  )

  @Test func theLayersFieldsTellItsClasses() throws {
    let ofUncovered = try LayerStyle(Self.uncovered)
    #expect(ofUncovered.field == "kind" && ofUncovered.labelField == "id")
    #expect(ofUncovered.entries.map(\.label.zh) == ["林地缺口", "供而未批"])
    let ofRules = try LayerStyle(Self.rules)
    #expect(ofRules.field == "rule" && ofRules.entries.map(\.label.zh) == ["R02 申报面积", "R04 永久基本农田"])
    let ofChange = try LayerStyle(Self.change)
    #expect(ofChange.entries.map(\.label.zh) == ["新增", "分割"] && ofChange.entries.map(\.label.en) == ["new", "split"])
  }

  @Test func classesOfOneLayerDifferInColour() throws {
    for layer in [Self.uncovered, Self.rules, Self.change] {
      let colours = try LayerStyle(layer).entries.map(\.colour)
      #expect(Set(colours).count == colours.count)
      for colour in colours { #expect(colour.wholeMatch(of: /#[0-9A-F]{6}/) != nil, "\(colour)") }
    }
  }

  @Test func fieldsOfOurOwnHaveNamesInBothLanguages() throws {
    for language in Language.allCases {
      for layer in [Self.uncovered, Self.rules, Self.change] {
        for field in try layer.withAliases(nil, language).table.fields { #expect(field.alias?.isEmpty == false) }
      }
    }
    // A name that the data has is kept, and one that nobody knows stays without.
    #expect(try Self.pieces.withAliases(nil, .zh).table.fields.first?.alias == nil)
  }

  @Test func symbolsSuitTheGeometry() throws {
    for (kind, type) in [(GeometryKind.polygon, "fill"), (.lineString, "line")] {
      let layer = Self.layer(
        "x",
        [("kind", ["a"]), ("meaning", ["b"]), ("features", ["c"]), ("reason", ["d"])],
        kind: kind
      )
      let qml = try #require(LayerStyle(layer).forQGIS(layer, .zh).qml)
      #expect(qml.contains("<symbol type=\"\(type)\""))
      #expect(XMLParser(data: Data(qml.utf8)).parse())
    }
  }

  @Test func hostileValuesAreText() throws {
    let layer = Self.layer(
      "x",
      [
        ("kind", HostileText.all), ("meaning", HostileText.all), ("features", HostileText.all),
        ("reason", HostileText.all),
      ]
    )
    let style = try LayerStyle(layer)
    let qml = try #require(style.forQGIS(layer, .zh).qml)
    #expect(XMLParser(data: Data(qml.utf8)).parse() && !qml.contains("<script"))
    let styled = style.simpleStyle(layer, .zh).table
    #expect(styled.fields.map(\.name).suffix(5) == ["title", "fill", "fill-opacity", "stroke", "stroke-width"])
    // The data's own columns are as they were.
    for (row, text) in HostileText.all.enumerated() { #expect(styled["kind"]?.text(row) == text) }
  }

  @Test func aLayerOfNothingKnownIsDrawnAlike() throws {
    let layer = Self.layer("x", [("whatever", ["1", "2"])])
    let style = try LayerStyle(layer)
    #expect(style.field == nil && style.entries.count == 1)
    #expect(try #require(style.forQGIS(layer, .zh).qml).contains("singleSymbol"))
  }
}

@Suite struct FormulaCellsTests {
  @Test func csvKeepsTheDataAndSaysWhatASpreadsheetWouldDo() throws {
    let table = try #require(HostileText.document.tables.first)
    let csv = CSVRenderer(language: .en).render(table)
    for text in HostileText.formulas {
      #expect(csv.contains(text.replacingOccurrences(of: "\"", with: "\"\"")), "\(text)")
    }
    let note = try #require(FormulaCells.note(table))
    #expect(note.code == "csv.formula" && note.text.en.contains("7 cells") && note.text.zh.contains("7 个"))
  }

  @Test(arguments: ["=1", "@x", "+a", "-a", "\tx"]) func isOne(_ text: String) {
    #expect(FormulaCells.isFormula(text))
  }

  @Test(arguments: ["", "-", "-12.5", "+3", "R04", "1=1", "（=1）"]) func isNone(_ text: String) {
    #expect(!FormulaCells.isFormula(text))
  }
}
