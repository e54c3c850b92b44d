import Cairo
import Foundation
import Geometry
public import LandReport

/// Draws a map as SVG within a page: one path for each class, one for each shape that a row leads to. The legend below
/// it is its description for those who do not see it.
public struct PageMapRenderer {
  private let language: Language
  private let map: PageMap
  /// The map's id within the page, `m3`.
  private let id: String
  private let grid: PageGrid
  private var places: [PageFigure.Row: String] = [:]
  private var legend: [LegendRow] = []
  private var patterns: [String] = []
  private var shapeCount = 0

  private struct LegendRow {
    var key: String
    var title: String
    var count: Int
    var area: Double?
    var attributes: String
    var isLine: Bool
  }

  /// Half a dot of a screen 1,000 dots wide, of the 10,000 units; finer where the map is light.
  private static func tolerance(_ vertices: Int) -> Double { vertices < 60_000 ? 2 : 5 }

  /// - Returns: nil where the map has nothing to show.
  /// - Parameter number: of the map in the page.
  public static func figure(_ map: PageMap, number: Int, language: Language) -> PageFigure? {
    let extent = map.extent
    guard !extent.isEmpty else { return nil }
    var renderer = PageMapRenderer(map, number, extent, language)
    let markup = renderer.drawn()
    return PageFigure(table: map.table, title: map.title, markup: markup, places: renderer.places)
  }

  private init(_ map: PageMap, _ number: Int, _ extent: Box, _ language: Language) {
    self.map = map
    self.language = language
    id = "m\(number)"
    grid = PageGrid(extent, metresPerUnit: map.metresPerUnit)
  }

  private func say(zh: String, en: String) -> String { HTMLText.escaped(Phrase(zh: zh, en: en)[language]) }

  // MARK: The whole

  private mutating func drawn() -> String {
    var groups = ""
    for layer in map.layers { groups += group(layer) }
    let texts = PageLabels(grid).text(map.layers, language)
    let isLinked = !places.isEmpty
    let title = HTMLText.escaped(
      PlainText.line(Phrase(zh: "地图：\(map.title.zh)", en: "Map: \(map.title.en)")[language], limit: 160)
    )
    var lines = [
      "<figure class=\"mapbox\"><figcaption>\(title)</figcaption>",
      "<svg class=\"map\" id=\"\(id)\" viewBox=\"0 0 10000 \(Int(grid.height))\" role=\"\(isLinked ? "group" : "img")\" "
        + "aria-label=\"\(title)\" aria-describedby=\"\(id)-k\">",
    ]
    if !patterns.isEmpty { lines.append("<defs>\(patterns.joined())</defs>") }
    lines += [groups, texts, scaleBar(), "</svg>", legendText()]
    if isLinked {
      let hint = say(
        zh: "点击图形或按回车转到表中对应行，表中首列的链接转到图上位置；Tab 进入地图，方向键选择图形，Esc 显示全图；点击空白处放大。",
        en:
          "Click a shape or press Enter to go to its row; links in the first column of the table lead back. Tab enters the map, arrow keys choose a shape, Esc shows the whole map; a click beside shapes enlarges."
      )
      lines.append("<p class=\"hint\">\(hint)</p>")
    }
    return lines.joined(separator: "\n") + "</figure>"
  }

  // MARK: Layers

  /// What is drawn as one path.
  private struct Shape {
    var mapClass: Int
    var rows: [PageFigure.Row]
    var features: [Int]
  }

  private mutating func group(_ layer: PageMap.Layer) -> String {
    let own = layer.layer
    let shown = (0..<own.geometry.count).filter { feature in
      own.classOf[feature] != nil && own.geometry.box(of: feature).intersects(grid.box)
    }
    guard !shown.isEmpty else { return "" }
    var paths: [Int: [SharedArcs.Path]] = [:]
    for feature in shown { paths[feature] = grid.paths(own.geometry, feature) }
    let all = shown.flatMap { paths[$0] ?? [] }
    let tolerance = Self.tolerance(all.reduce(0) { $0 + $1.points.count })
    let arcs = SharedArcs(all)
    var result = ""
    for (number, shapes) in shapes(layer, shown) {
      let mapClass = own.classes[number]
      let attributes = attributes(mapClass.style)
      let members = shapes.flatMap(\.features)
      result += "<g \(attributes)>"
      for shape in shapes {
        let drawing = path(own.geometry, shape.features, paths, arcs, tolerance)
        result += shape.rows.isEmpty ? drawing : linked(drawing, shape, layer)
      }
      result += "</g>"
      let isLine = members.allSatisfy { !own.geometry.kinds[$0].isPolygonal && own.geometry.kinds[$0] != .collection }
      let area = own.areas.isEmpty ? nil : members.reduce(0.0) { $0 + own.areas[$1] }
      note(mapClass, layer.isContext ? 0 : members.count, area, attributes, isLine)
    }
    return result
  }

  /// The shapes of each class, in the order of the classes.
  private func shapes(_ layer: PageMap.Layer, _ shown: [Int]) -> [(Int, [Shape])] {
    var classes = [[Shape]](repeating: [], count: layer.layer.classes.count)
    var known: [Int: [[PageFigure.Row]: Int]] = [:]
    for feature in shown {
      guard let number = layer.layer.classOf[feature] else { continue }
      let rows = layer.rows.isEmpty ? [] : layer.rows[feature]
      if let place = known[number]?[rows] {
        classes[number][place].features.append(feature)
      } else {
        known[number, default: [:]][rows] = classes[number].count
        classes[number].append(Shape(mapClass: number, rows: rows, features: [feature]))
      }
    }
    return classes.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset, $0.element) }
  }

  private mutating func linked(_ drawing: String, _ shape: Shape, _ layer: PageMap.Layer) -> String {
    let name = "\(id)-\(shapeCount)"
    shapeCount += 1
    for row in shape.rows where places[row] == nil { places[row] = name }
    let label = shape.features.lazy.compactMap { layer.layer.label?($0) }.first { !$0.isEmpty } ?? []
    let mapClass = PlainText.line(layer.layer.classes[shape.mapClass].title[language])
    let text = HTMLText.escaped((label.map { PlainText.line($0) } + [mapClass]).joined(separator: " · "))
    return "<a id=\"\(name)\" href=\"#r-\(name)\"><title>\(text)</title>\(drawing)</a>"
  }

  private func path(
    _ geometry: GeometryColumns,
    _ features: [Int],
    _ paths: [Int: [SharedArcs.Path]],
    _ arcs: SharedArcs,
    _ tolerance: Double
  ) -> String {
    var (areas, lines, points) = ("", "", "")
    for feature in features {
      let kind = geometry.kinds[feature]
      for path in paths[feature] ?? [] {
        if kind == .point || kind == .multiPoint {
          for point in path.points { PathText.append([point], isClosed: false, to: &points) }
        } else if path.isClosed {
          PathText.append(arcs.simplified(path, tolerance: tolerance), isClosed: true, to: &areas)
        } else {
          PathText.append(arcs.simplified(path, tolerance: tolerance), isClosed: false, to: &lines)
        }
      }
    }
    return (areas.isEmpty ? "" : "<path d=\"\(areas)\"/>") + (lines.isEmpty ? "" : "<path class=\"l\" d=\"\(lines)\"/>")
      + (points.isEmpty ? "" : "<path class=\"p\" d=\"\(points)\"/>")
  }

  // MARK: Styles

  private mutating func attributes(_ style: MapStyle) -> String {
    var parts: [String] = []
    if let hatch = style.hatch {
      let name = "\(id)-h\(patterns.count)"
      let ground = style.fill.map {
        "<path d=\"M0 0h90v90h-90z\" fill=\"\(hex($0))\" fill-opacity=\"\(decimal($0.alpha))\"/>"
      }
      patterns.append(
        "<pattern id=\"\(name)\" width=\"90\" height=\"90\" patternUnits=\"userSpaceOnUse\" "
          + "patternTransform=\"rotate(\(Int(-hatch.angle)))\">\(ground ?? "")"
          + "<path d=\"M0 45h90\" stroke=\"\(hex(hatch.colour))\" stroke-width=\"14\"/></pattern>"
      )
      parts.append("fill=\"url(#\(name))\"")
    } else if let fill = style.fill {
      parts.append("fill=\"\(hex(fill))\"")
      if fill.alpha < 1 { parts.append("fill-opacity=\"\(decimal(fill.alpha))\"") }
    } else {
      parts.append("fill=\"none\"")
    }
    if let line = style.line ?? style.fill {
      parts.append("stroke=\"\(hex(line))\" stroke-width=\"\(decimal(max(0.5, style.lineWidth * 3.2)))\"")
      if !style.dash.isEmpty {
        parts.append("stroke-dasharray=\"\(style.dash.map { decimal($0 * 3.2) }.joined(separator: " "))\"")
      }
    }
    return parts.joined(separator: " ")
  }

  private func hex(_ colour: Colour) -> String {
    String(
      format: "#%02x%02x%02x",
      Int((colour.red * 255).rounded()),
      Int((colour.green * 255).rounded()),
      Int((colour.blue * 255).rounded())
    )
  }

  private func decimal(_ value: Double) -> String { String(format: "%g", (value * 100).rounded() / 100) }

  // MARK: Legend and scale

  private mutating func note(_ mapClass: MapClass, _ count: Int, _ area: Double?, _ attributes: String, _ isLine: Bool)
  {
    if let known = legend.firstIndex(where: { $0.key == mapClass.key }) {
      legend[known].count += count
      if let area { legend[known].area = (legend[known].area ?? 0) + area }
      return
    }
    let title = PlainText.line(mapClass.title[language])
    legend.append(
      LegendRow(key: mapClass.key, title: title, count: count, area: area, attributes: attributes, isLine: isLine)
    )
  }

  private func legendText() -> String {
    let entries = legend.map { row -> String in
      let figure =
        row.isLine ? "<path class=\"l\" d=\"M0 75H240\"/>" : "<path d=\"M15 15h210v120h-210z\"/>"
      var text = HTMLText.escaped(row.title)
      if row.count > 0 { text += say(zh: "，\(row.count) 处", en: ", \(row.count)") }
      if let area = row.area, row.count > 0 {
        text += say(zh: "，\(LegendFigure.hectares(area)) 公顷", en: ", \(LegendFigure.hectares(area)) ha")
      }
      return
        "<li><svg class=\"key\" viewBox=\"0 0 240 150\" aria-hidden=\"true\"><g \(row.attributes)>\(figure)</g></svg> \(text)</li>"
    }
    return "<ul class=\"legend\" id=\"\(id)-k\">\(entries.joined())</ul>"
  }

  /// A round length of about a fifth of the width, with the north arrow.
  private func scaleBar() -> String {
    let wanted = grid.metres * PageGrid.width / 5
    let power = pow(10, floor(log10(wanted)))
    let length = [5.0, 2, 1].map { $0 * power }.first { $0 <= wanted } ?? power
    let units = Int((length / grid.metres).rounded())
    let text = length >= 1000 ? "\(decimal(length / 1000)) km" : "\(decimal(length)) m"
    let (y, x) = (Int(grid.height) - 130, 150)
    return "<g class=\"bar\" data-metres=\"\(decimal(length))\"><path d=\"M\(x) \(y - 60)v60h\(units)v-60\"/>"
      + "<text x=\"\(x + units + 70)\" y=\"\(y)\">\(text)</text>"
      + "<path class=\"north\" d=\"M9750 \(y)l-90 0 90-270 90 270z\"/>"
      + "<text x=\"9540\" y=\"\(y)\" text-anchor=\"end\">\(say(zh: "北", en: "N"))</text></g>"
  }
}
