import Geometry
import LandReport

/// The first lines of labels of a page's map, each within its polygon; one that would lie over another is left out.
struct PageLabels {
  private let grid: PageGrid
  /// Height of letters, in units of the drawing.
  private static let size = 135.0

  init(_ grid: PageGrid) { self.grid = grid }

  func text(_ layers: [PageMap.Layer], _ language: Language) -> String {
    var taken: [Box] = []
    var result = ""
    for layer in layers.reversed() where layer.isLabelled {
      for feature in 0..<layer.layer.geometry.count where layer.layer.classOf[feature] != nil {
        guard layer.layer.geometry.kinds[feature].isPolygonal, let line = layer.layer.label?(feature).first,
          !line.isEmpty
        else { continue }
        let text = PlainText.line(line, limit: 24)
        guard let circle = InteriorCircle(layer.layer.geometry, feature: feature, precision: 0.05) else { continue }
        let middle = grid.point(circle.x, circle.y)
        let half = Double(displayWidth(text)) * Self.size * 0.29
        let box = Box(
          minX: Double(middle.x) - half,
          minY: Double(middle.y) - Self.size * 0.7,
          maxX: Double(middle.x) + half,
          maxY: Double(middle.y) + Self.size * 0.7
        )
        let isWithin = box.minX > 0 && box.maxX < PageGrid.width && box.minY > 0 && box.maxY < grid.height - 300
        guard isWithin, !taken.contains(where: { $0.intersects(box) }) else { continue }
        taken.append(box)
        result += "<text class=\"name\" x=\"\(middle.x)\" y=\"\(middle.y + 45)\">\(HTMLText.escaped(text))</text>"
      }
    }
    return result
  }
}
