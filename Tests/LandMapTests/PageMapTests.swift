import Cairo
import Features
import Foundation
import Geometry
import LandMap
import LandReport
import TestSupport
import Testing

@Suite struct PageMapTests {
  private static let style = MapStyle(fill: Colour(hex: "#56B4E9"), line: Colour(hex: "#333333"))

  private static func map(_ label: String = "a", hatch: Bool = false) -> PageMap {
    var style = Self.style
    if hatch { style.hatch = MapStyle.Hatch(angle: 45, colour: .black) }
    let columns = polygons([square(0, 0, 100), square(100, 0, 100), square(0, 100, 50)])
    let layer = MapLayer(
      geometry: columns,
      classes: [MapClass(key: "k", title: Phrase(label), style: style)],
      classOf: [0, 0, 0],
      areas: [10_000, 10_000, 2_500],
      labels: [[label], ["b"], ["c"]]
    )
    let rows: [[PageFigure.Row]] = [[.init("t", 0)], [.init("t", 1), .init("u", 4)], []]
    return PageMap(table: "t", title: Phrase(label), layers: [.init(layer, rows: rows)], metresPerUnit: 1)
  }

  private static func parts(_ text: String, _ start: String, _ end: String) -> [String] {
    text.components(separatedBy: start).dropFirst().compactMap { $0.components(separatedBy: end).first }
  }

  @Test func everyRowLeadsToAShapeAndEveryShapeToARow() throws {
    let figure = try #require(PageMapRenderer.figure(Self.map(), number: 3, language: .en))
    #expect(Set(figure.places.keys) == [.init("t", 0), .init("t", 1), .init("u", 4)])
    #expect(figure.places[.init("t", 1)] == figure.places[.init("u", 4)])
    let ids = Set(Self.parts(figure.markup, "<a id=\"", "\""))
    #expect(ids == Set(figure.places.values) && ids.count == 2)
    #expect(Set(Self.parts(figure.markup, "href=\"#r-", "\"")) == ids)
    // The legend says what is drawn, with the land of all three.
    #expect(figure.markup.contains("a, 3, 2.25 ha"))
    // 216 m and more across, of which a fifth is shown rounded down.
    #expect(figure.markup.contains("data-metres=\"20\"") && figure.markup.contains(">20 m</text>"))
  }

  @Test(arguments: Language.allCases) func hostileTextIsText(_ language: Language) throws {
    let hostile = "\"><script>alert(1)</script><a href='x'>\u{202E}\u{0}&" + String(repeating: "x", count: 1_000_000)
    let figure = try #require(PageMapRenderer.figure(Self.map(hostile), number: 0, language: language))
    #expect(!figure.markup.contains("<script") && !figure.markup.contains("href='x'"))
    #expect(figure.markup.contains("&lt;script&gt;"))
    #expect(!figure.markup.unicodeScalars.contains("\u{202E}") && !figure.markup.unicodeScalars.contains("\u{0}"))
    // A title of a megabyte is shown as far as it can be read.
    #expect(figure.markup.utf8.count < 10_000)
  }

  @Test func hatchesStandInTheDrawing() throws {
    let figure = try #require(PageMapRenderer.figure(Self.map(hatch: true), number: 7, language: .zh))
    let named = Self.parts(figure.markup, "fill=\"url(#", ")")
    #expect(!named.isEmpty && Set(named) == Set(Self.parts(figure.markup, "<pattern id=\"", "\"")))
    #expect(!figure.markup.contains("http"))
  }

  @Test func nothingToShowIsNoFigure() throws {
    var map = Self.map()
    map.layers[0].layer.classOf = [nil, nil, nil]
    #expect(PageMapRenderer.figure(map, number: 0, language: .en) == nil)
  }

  /// A lattice of cells with crooked borders: whatever vertices are left out, both sides leave out the same ones.
  @Test func neighboursKeepOneBorder() {
    var random = SeededRandom.announced("page arcs", fallback: 71)
    let (size, steps) = (5, 24)
    func crooked(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) -> [SharedArcs.Point] {
      (1..<steps).map { i in
        let shift = Int.random(in: -9...9, using: &random)
        let (x, y) = (x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps)
        return SharedArcs.Point(x: Int32(x + (x0 == x1 ? shift : 0)), y: Int32(y + (y0 == y1 ? shift : 0)))
      }
    }
    var across: [[[SharedArcs.Point]]] = []
    var up: [[[SharedArcs.Point]]] = []
    for j in 0...size {
      across.append((0..<size).map { crooked($0 * 480, j * 480, ($0 + 1) * 480, j * 480) })
      up.append((0..<size).map { crooked(j * 480, $0 * 480, j * 480, ($0 + 1) * 480) })
    }
    func corner(_ i: Int, _ j: Int) -> SharedArcs.Point { .init(x: Int32(i * 480), y: Int32(j * 480)) }
    var cells: [SharedArcs.Path] = []
    for j in 0..<size {
      for i in 0..<size {
        var ring = [corner(i, j)] + across[j][i] + [corner(i + 1, j)] + up[i + 1][j]
        ring += [corner(i + 1, j + 1)] + across[j + 1][i].reversed() + [corner(i, j + 1)] + up[i][j].reversed()
        // Rings start anywhere and run either way.
        let start = Int.random(in: 0..<ring.count, using: &random)
        ring = Array(ring[start...] + ring[..<start])
        cells.append(.init(points: Bool.random(using: &random) ? ring : ring.reversed(), isClosed: true))
      }
    }
    let arcs = SharedArcs(cells)
    var sides: [Set<SharedArcs.Point>: Int] = [:]
    var (before, after) = (0, 0)
    for cell in cells {
      let ring = arcs.simplified(cell, tolerance: 5)
      (before, after) = (before + cell.points.count, after + ring.count)
      for (i, point) in ring.enumerated() { sides[[point, ring[(i + 1) % ring.count]], default: 0] += 1 }
    }
    #expect(after < before * 9 / 10 && after > cells.count * 4)
    // Every side has a cell on both sides, but for the outer edge, which has one.
    let outer = sides.filter { $0.value == 1 }.keys
    let edge = Int32(size * 480)
    #expect(sides.values.allSatisfy { $0 <= 2 })
    #expect(
      outer.allSatisfy { side in
        side.allSatisfy { $0.x < 10 || $0.y < 10 || $0.x > edge - 10 || $0.y > edge - 10 }
      }
    )
  }
}
