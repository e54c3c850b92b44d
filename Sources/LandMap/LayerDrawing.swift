import Cairo
import Foundation
import Geometry

/// Draws the features of a layer in a frame.
struct LayerDrawing {
  let canvas: Canvas
  let projection: SheetProjection
  let frame: Box
  let enlargement: Double
  /// Features on one path: fewer, larger paths make smaller files.
  private static let pathLength = 4000
  /// Vertices nearer than this are left out, mm: what 600 dots in an inch can show, and twice that where features
  /// themselves are hardly more than dots.
  private let resolution: Double
  private let grid: Double?

  init(canvas: Canvas, projection: SheetProjection, frame: Box, enlargement: Double, isDense: Bool) {
    self.canvas = canvas
    self.projection = projection
    self.frame = frame
    self.enlargement = enlargement
    resolution = isDense ? 0.08 : 0.04
    // Coordinates on a grid of eighths of a point have short numbers in a PDF, which is half of its cost.
    grid = isDense ? 8 * 72 / 25.4 : nil
  }

  /// The features that the frame shows, by class in the order of the classes.
  static func shown(_ layer: MapLayer, in ground: Box) -> [[Int]] {
    var result = [[Int]](repeating: [], count: layer.classes.count)
    for feature in 0..<layer.geometry.count {
      guard let number = layer.classOf[feature] else { continue }
      let style = layer.classes[number].style
      let isFilled = style.fill != nil || style.hatch != nil
      if reaches(layer.geometry, feature, into: ground, isFilled: isFilled) { result[number].append(feature) }
    }
    return result
  }

  /// Whether any of a feature lies in a box: the legend holds what is seen, not what is near.
  static func reaches(_ geometry: GeometryColumns, _ feature: Int, into ground: Box, isFilled: Bool) -> Bool {
    let box = geometry.box(of: feature)
    if !box.intersects(ground) { return false }
    if ground.contains(box) { return true }
    let isArea = geometry.kinds[feature].isPolygonal || geometry.kinds[feature] == .collection
    var holdsMiddle = false
    for ring in geometry.rings(of: feature) {
      let vertices = geometry.vertices(ofRing: ring)
      if vertices.contains(where: { ground.contains(x: geometry.x[$0], y: geometry.y[$0]) }) { return true }
      for i in vertices.dropLast() {
        let (ax, ay, bx, by) = (geometry.x[i], geometry.y[i], geometry.x[i + 1], geometry.y[i + 1])
        if geometry.kinds[feature] == .multiPoint { continue }
        if SegmentBox.meet(ax, ay, bx, by, ground) { return true }
        if (ay > ground.midY) != (by > ground.midY), ground.midX < (bx - ax) * (ground.midY - ay) / (by - ay) + ax {
          holdsMiddle.toggle()
        }
      }
    }
    // Land round the whole frame is seen by its colour; of a mere line nothing is.
    return isArea && isFilled && holdsMiddle
  }

  func draw(_ layer: MapLayer, _ shown: [[Int]], isDense: Bool) {
    for (number, features) in shown.enumerated() where !features.isEmpty {
      fill(layer, features, layer.classes[number].style)
    }
    for (number, features) in shown.enumerated() where !features.isEmpty {
      // Without its lines a class must still be seen: by its colour.
      if isDense, layer.classes[number].style.fill != nil { continue }
      outline(layer, features, layer.classes[number].style)
    }
    for (number, features) in shown.enumerated() where !features.isEmpty {
      points(layer, features, layer.classes[number].style)
      if layer.classes[number].style.ringsSmall { rings(layer, features, layer.classes[number].style) }
    }
  }

  private func fill(_ layer: MapLayer, _ features: [Int], _ style: MapStyle) {
    let polygons = features.filter { layer.geometry.kinds[$0].isPolygonal || layer.geometry.kinds[$0] == .collection }
    guard !polygons.isEmpty else { return }
    if let fill = style.fill {
      canvas.setColour(fill)
      // Where colours let through, land that two features share must not be darker: one path.
      let length = fill.alpha < 1 ? polygons.count : Self.pathLength
      path(layer.geometry, polygons, length) { canvas.fill() }
    }
    guard let hatch = style.hatch else { return }
    canvas.saving {
      path(layer.geometry, polygons, polygons.count) { canvas.clip() }
      HatchLines.draw(canvas, hatch, in: frame, spacing: 1.6 * enlargement)
    }
  }

  private func outline(_ layer: MapLayer, _ features: [Int], _ style: MapStyle) {
    guard let line = style.line else { return }
    canvas.setColour(line)
    let width = style.lineWidth * enlargement * (style.dash.isEmpty ? thinning(features.count) : 1)
    canvas.setLine(width, dash: style.dash.map { $0 * enlargement })
    path(layer.geometry, features, style.dash.isEmpty ? 200 : 1) { canvas.stroke() }
    if let symbol = style.symbol, symbol == .teeth || symbol == .width { along(layer, features, style, symbol) }
  }

  /// Points by their class's symbol, over all that has an area or a length.
  private func points(_ layer: MapLayer, _ features: [Int], _ style: MapStyle) {
    let geometry = layer.geometry
    let points = features.filter { geometry.kinds[$0] == .point || geometry.kinds[$0] == .multiPoint }
    guard !points.isEmpty else { return }
    if let symbol = style.symbol {
      let drawing = SymbolDrawing(canvas: canvas, enlargement: enlargement)
      for feature in points {
        let degrees = layer.directions.isEmpty ? 0 : layer.directions[feature]
        let angle = degrees * .pi / 180
        for i in geometry.vertices(of: feature) {
          let (x, y) = (projection.x(geometry.x[i]), projection.y(geometry.y[i]))
          guard frame.contains(x: x, y: y) else { continue }
          drawing.draw(symbol, style, x: x, y: y, towards: (sin(angle), -cos(angle)))
        }
      }
      return
    }
    for feature in points {
      for i in geometry.vertices(of: feature) {
        canvas.circle(projection.x(geometry.x[i]), projection.y(geometry.y[i]), 0.8 * enlargement)
      }
    }
    canvas.setColour(style.fill ?? style.line ?? .black)
    canvas.fill()
  }

  /// A feature smaller than this, mm, gets a ring.
  static let smallSize = 2.6
  static let ringRadius = 1.9

  private func rings(_ layer: MapLayer, _ features: [Int], _ style: MapStyle) {
    canvas.setColour(style.line ?? .black)
    canvas.setLine(0.35 * enlargement)
    for feature in features {
      let box = projection.box(layer.geometry.box(of: feature))
      guard max(box.width, box.height) < Self.smallSize * enlargement else { continue }
      canvas.circle(box.midX, box.midY, Self.ringRadius * enlargement * style.ringEnlargement)
    }
    canvas.stroke()
  }

  /// Teeth along lines, ticks at their ends.
  private func along(_ layer: MapLayer, _ features: [Int], _ style: MapStyle, _ symbol: MapStyle.Symbol) {
    let drawing = SymbolDrawing(canvas: canvas, enlargement: enlargement)
    for feature in features where !layer.geometry.kinds[feature].isPolygonal {
      for ring in layer.geometry.rings(of: feature) {
        let points = layer.geometry.vertices(ofRing: ring).map { i in
          (x: projection.x(layer.geometry.x[i]), y: projection.y(layer.geometry.y[i]))
        }
        if symbol == .teeth { drawing.teeth(points, style) } else { drawing.ends(points) }
      }
    }
  }

  /// True where features are so many that lines round each, on paper less than a millimetre apart, would hide them.
  static func isTooDense(_ count: Int, _ frame: Box) -> Bool {
    Double(count) * 0.8 * 0.8 > frame.width * frame.height
  }

  /// Where very many features share a sheet their lines are drawn finer, or nothing but lines would be seen.
  private func thinning(_ count: Int) -> Double {
    let spacing = (frame.width * frame.height / Double(max(count, 1))).squareRoot()
    return min(1, max(0.2, spacing / (5 * enlargement)))
  }

  /// Paths of up to `length` features each; vertices that paper cannot tell apart are left out.
  private func path(_ geometry: GeometryColumns, _ features: [Int], _ length: Int, _ end: () -> Void) {
    var count = 0
    for feature in features {
      let kind = geometry.kinds[feature]
      if kind == .point || kind == .multiPoint { continue }
      let isClosed = kind.isPolygonal || kind == .collection
      for ring in geometry.rings(of: feature) { add(geometry, ring, isClosed) }
      count += 1
      if count == length {
        end()
        count = 0
      }
    }
    if count > 0 { end() }
  }

  private func place(_ geometry: GeometryColumns, _ i: Int) -> (Double, Double) {
    let (x, y) = (projection.x(geometry.x[i]), projection.y(geometry.y[i]))
    guard let grid else { return (x, y) }
    return ((x * grid).rounded() / grid, (y * grid).rounded() / grid)
  }

  private func add(_ geometry: GeometryColumns, _ ring: Int, _ isClosed: Bool) {
    let vertices = geometry.vertices(ofRing: ring)
    guard let first = vertices.first, vertices.count > 1 else { return }
    var (lastX, lastY) = place(geometry, first)
    canvas.move(lastX, lastY)
    let end = isClosed ? vertices.upperBound - 1 : vertices.upperBound
    var i = first + 1
    while i < end {
      let (x, y) = place(geometry, i)
      if abs(x - lastX) + abs(y - lastY) > resolution || i == end - 1 {
        canvas.line(x, y)
        (lastX, lastY) = (x, y)
      }
      i += 1
    }
    if isClosed { canvas.close() }
  }
}

/// Parallel lines over a box, for what is clipped to a shape.
enum HatchLines {
  static func draw(_ canvas: Canvas, _ hatch: MapStyle.Hatch, in box: Box, spacing: Double) {
    canvas.setColour(hatch.colour)
    canvas.setLine(spacing * 0.13)
    let reach = box.width + box.height
    switch hatch.angle {
    case 0:
      for y in stride(from: box.minY, through: box.maxY, by: spacing) {
        canvas.move(box.minX, y)
        canvas.line(box.maxX, y)
      }
    case 90:
      for x in stride(from: box.minX, through: box.maxX, by: spacing) {
        canvas.move(x, box.minY)
        canvas.line(x, box.maxY)
      }
    default:
      let rises = hatch.angle < 90
      for shift in stride(from: 0, through: reach, by: spacing * 1.414) {
        canvas.move(box.minX + shift - (rises ? 0 : box.height), rises ? box.minY : box.minY)
        canvas.line(box.minX + shift - (rises ? box.height : 0), box.maxY)
      }
    }
    canvas.stroke()
  }
}
