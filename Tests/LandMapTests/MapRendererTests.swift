import Cairo
import Features
import Foundation
import Geometry
import LandMap
import LandReport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct MapRendererTests {
  private func style(_ hex: String) -> MapStyle { MapStyle(fill: Colour(hex: hex), line: .black) }

  private func content(labels: [[String]] = [["A"], ["B"], ["C"]]) -> MapContent {
    let geometry = polygons([square(0, 0, 100), square(200, 0, 100), square(5000, 5000, 100)])
    let layer = MapLayer(
      geometry: geometry,
      classes: ["#FF0000", "#00FF00", "#0000FF"].map { MapClass(key: $0, title: Phrase($0), style: style($0)) },
      classOf: [0, 1, 2],
      areas: [10_000, 10_000, 10_000],
      labels: labels
    )
    return MapContent(
      title: Phrase(zh: "图", en: "Map"),
      panes: [MapPane(layers: [layer])],
      date: "2021-12-31",
      extent: Box(minX: 0, minY: 0, maxX: 300, maxY: 100)
    )
  }

  @Test func theLegendIsWhatIsDrawnAndNothingElse() throws {
    let sheet = try MapRenderer(language: .zh).draw(content(), as: .png)
    #expect(sheet.legend.rows.map(\.mapClass.key) == ["#FF0000", "#00FF00"])
    #expect(sheet.legend.rows.map(\.area) == [10_000, 10_000])
  }

  @Test func aShapeWhoseBoxAloneReachesIntoTheFrameIsNotInTheLegend() throws {
    // An L whose corner square, and not the L, lies in the frame.
    let geometry = polygons([
      square(0, 0, 100), [(-900, -900), (1000, -900), (1000, 1000), (990, 1000), (990, -890), (-900, -890)],
    ])
    let layer = MapLayer(
      geometry: geometry,
      classes: ["in", "near"].map { MapClass(key: $0, title: Phrase($0), style: style("#FF0000")) },
      classOf: [0, 1]
    )
    var map = MapContent(title: Phrase("t"), panes: [MapPane(layers: [layer])])
    map.extent = Box(minX: 0, minY: 0, maxX: 100, maxY: 100)
    let sheet = try MapRenderer(language: .en).draw(map, as: .png)
    #expect(sheet.legend.rows.map(\.mapClass.key) == ["in"])
  }

  @Test(arguments: Canvas.Format.allCases) func theSameInputGivesTheSameBytes(_ format: Canvas.Format) throws {
    let renderer = MapRenderer(language: .zh)
    let first = try renderer.draw(content(), as: format)
    let second = try renderer.draw(content(), as: format)
    #expect(!first.bytes.isEmpty)
    if format == .svg {
      // Cairo numbers the surfaces of a process.
      func normalised(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).replacing(/(surface|glyph|clip)[0-9]+(-[0-9]+)*/, with: "n")
      }
      #expect(normalised(first.bytes) == normalised(second.bytes))
    } else {
      #expect(first.bytes == second.bytes)
    }
  }

  @Test func aPDFHasItsFontsAndNoDateOfToday() throws {
    let sheet = try MapRenderer(language: .zh).draw(content(), as: .pdf)
    let text = String(decoding: sheet.bytes, as: UTF8.self)
    #expect(text.hasPrefix("%PDF"))
    #expect(text.contains("FontFile") && text.contains("ToUnicode"))
    #expect(text.contains("20211231"))
  }

  static let hostile = [
    "<script>alert(1)</script>", "]]><svg onload=x>", "&amp;\"'", "\u{202E}txet\u{0}\u{7}\n", "=HYPERLINK(\"x\")",
    String(repeating: "國<a>", count: 250_000),
  ]

  @Test(arguments: hostile.indices) func hostileTextIsShownAsText(_ number: Int) throws {
    var map = content(labels: [[Self.hostile[number]], [], []])
    map.title = Phrase(Self.hostile[number])
    map.facts = [(Phrase("f"), Phrase(Self.hostile[number]))]
    map.panes[0].layers[0].classes[0].title = Phrase(Self.hostile[number])
    let sheet = try MapRenderer(language: .en).draw(map, as: .svg)
    let reader = SVGReader()
    let parser = XMLParser(data: Data(sheet.bytes))
    parser.delegate = reader
    #expect(parser.parse())
    // Shown as text, and nothing of it is an element or an attribute.
    #expect(reader.elements.isDisjoint(with: ["script", "a", "foreignObject"]))
    #expect(!reader.attributes.contains { $0.hasPrefix("on") })
    let expected = PlainText.line(Self.hostile[number], limit: 120)
    #expect(
      reader.texts.contains { $0.trimmingCharacters(in: .whitespaces) == expected.trimmingCharacters(in: .whitespaces) }
    )
    let png = try MapRenderer(language: .en).draw(map, as: .png)
    #expect(png.bytes.count > 1000)
  }

  @Test func anSVGsTextCanBeSearchedAndItsOutlinesNot() throws {
    var renderer = MapRenderer(language: .zh)
    var map = content(labels: [["W03-01"], [], []])
    map.title = Phrase("一期控规")
    let text = String(decoding: try renderer.draw(map, as: .svg).bytes, as: UTF8.self)
    #expect(text.contains(">W03-01</text>") && text.contains(">一期控规</text>"))
    renderer.outlines = true
    let outlines = String(decoding: try renderer.draw(map, as: .svg).bytes, as: UTF8.self)
    #expect(!outlines.contains("<text") && !outlines.contains("W03-01"))
  }

  @Test func aHundredMetresAreAHundredMillimetresInTheFile() throws {
    let layer = MapLayer(
      polygons([square(550_000, 2_690_000, 100)]),
      MapClass(key: "a", title: Phrase("a"), style: MapStyle(fill: Colour(hex: "#FE0102")))
    )
    var renderer = MapRenderer(language: .en)
    renderer.scale = .oneTo(1000)
    let map = MapContent(title: Phrase("t"), panes: [MapPane(layers: [layer])])
    let svg = String(decoding: try renderer.draw(map, as: .svg).bytes, as: UTF8.self)
    // The widest path in the fill's colour is the square; the other is its swatch.
    var widths: [Double] = []
    for match in svg.matches(of: /rgb\(99\.6[0-9]*%[^>]* d="([^"]*)"([^>]*)/) {
      let numbers = match.1.split(separator: " ").compactMap { Double($0) }
      let xs = stride(from: 0, to: numbers.count - 1, by: 2).map { numbers[$0] }
      let scale = match.2.firstMatch(of: /matrix\(([0-9.]+)/).flatMap { Double($0.1) } ?? 1
      widths.append(((xs.max() ?? 0) - (xs.min() ?? 0)) * scale)
    }
    let widest = try #require(widths.max())
    #expect(abs(widest * 25.4 / 72 - 100) < 0.01)
  }

  @Test func plainTextIsOneBoundedLine() {
    #expect(PlainText.line("a\nb\u{0}c\u{202E}d") == "a b cd")
    #expect(PlainText.line(String(repeating: "x", count: 500)).count == 61)
    #expect(PlainText.line("<b>&\"") == "<b>&\"")
  }

  @Test func nothingToDrawIsAnError() {
    let empty = MapContent(title: Phrase("t"), panes: [MapPane(layers: [])])
    #expect(throws: DataError.self) { try MapRenderer(language: .en).draw(empty, as: .png) }
  }

  @Test func missingLibrariesAreNamed() {
    let error = #expect(throws: DataError.self) { try checkCairo(names: ["libno-such-thing.so.0"]) }
    #expect(error?.code == CairoErrorCode.missing.rawValue)
    #expect(error?.advice.contains("apt install") == true)
  }

  @Test func aSeriesCoversTheLandAndNamesNeighbours() throws {
    var map = content()
    map.extent = nil
    var renderer = MapRenderer(language: .en)
    renderer.scale = .oneTo(5000)
    let series = try MapSeries(map, renderer)
    #expect(series.sheets.count > 1)
    for feature in 0..<3 {
      let box = map.panes[0].layers[0].geometry.box(of: feature)
      #expect(series.sheets.contains { $0.ground.intersects(box) })
    }
    for sheet in series.sheets {
      let drawn = try renderer.draw(sheet.content, as: .png)
      #expect(drawn.layout.scale == 5000)
    }
    #expect(
      try MapRenderer(language: .en).draw(series.index, as: .png).legend.rows.contains {
        $0.mapClass.key == "base:sheet"
      }
    )
  }

  @Test func everyStyleOfTheProgramCanBeRead() throws {
    let schemes = try MapSchemes.embedded()
    for scheme in [
      "base", "control", "value", "change", "severity", "assembly", "expiry", "site", "sheet", "inset", "zone", "reuse",
    ] {
      #expect(!schemes.entries(scheme).isEmpty)
    }
  }
}

/// The texts, elements and attributes of an SVG.
private final class SVGReader: NSObject, XMLParserDelegate {
  var texts: [String] = []
  var elements: Set<String> = []
  var attributes: Set<String> = []
  private var current: String?

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.insert(name)
    self.attributes.formUnion(attributes.keys)
    if name == "text" { current = "" }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { current? += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "text", let done = current {
      texts.append(done)
      current = nil
    }
  }
}
