import Cairo
import Geometry

/// The symbols of a control-plan sheet. Sizes in mm on a sheet of A4.
struct SymbolDrawing {
  let canvas: Canvas
  let enlargement: Double
  private var k: Double { enlargement }

  /// A symbol at a point, pointing to a direction given by its cosine and sine on paper (y down).
  func draw(_ symbol: MapStyle.Symbol, _ style: MapStyle, x: Double, y: Double, towards: (x: Double, y: Double)) {
    switch symbol {
    case .entrance: triangle(x, y, towards, fill: style.fill ?? .black, line: style.line)
    case .footway: triangle(x, y, towards, fill: style.fill ?? .white, line: style.line ?? .black)
    case .node:
      canvas.circle(x, y, 0.7 * k)
      canvas.setColour(.white)
      canvas.fill()
      canvas.circle(x, y, 0.7 * k)
      canvas.setColour(style.line ?? .black)
      canvas.setLine(0.18 * k)
      canvas.stroke()
    case .glyph(let character): disc(x, y, character, style)
    case .teeth, .width: break
    }
  }

  /// A triangle whose tip reaches 2.6 mm into the parcel from its edge.
  private func triangle(_ x: Double, _ y: Double, _ d: (x: Double, y: Double), fill: Colour, line: Colour?) {
    let (long, half) = (2.4 * k, 1.1 * k)
    func path() {
      canvas.move(x + d.x * long, y + d.y * long)
      canvas.line(x - d.y * half, y + d.x * half)
      canvas.line(x + d.y * half, y - d.x * half)
      canvas.close()
    }
    path()
    canvas.setColour(fill)
    canvas.fill()
    guard let line else { return }
    path()
    canvas.setColour(line)
    canvas.setLine(0.2 * k)
    canvas.stroke()
  }

  private func disc(_ x: Double, _ y: Double, _ character: String, _ style: MapStyle) {
    canvas.circle(x, y, Self.discRadius * k)
    canvas.setColour(style.fill ?? .white)
    canvas.fill()
    canvas.circle(x, y, Self.discRadius * k)
    canvas.setColour(style.line ?? .black)
    canvas.setLine(0.2 * k)
    canvas.stroke()
    let size = 2.3 * k
    let height = canvas.measure(character, size: size, bold: true).height
    canvas.draw(
      text: PlainText.line(character, limit: 2),
      x: x,
      y: y - height / 2,
      size: size,
      bold: true,
      anchor: .centre,
      colour: style.line ?? .black
    )
  }

  static let discRadius = 1.9

  /// Teeth on the right of a line, along which opening is not allowed.
  func teeth(_ points: [(x: Double, y: Double)], _ style: MapStyle) {
    let (spacing, length) = (1.6 * k, 1.1 * k)
    var way = spacing / 2
    for (a, b) in zip(points, points.dropFirst()) {
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let whole = (dx * dx + dy * dy).squareRoot()
      guard whole > 0 else { continue }
      let (ux, uy) = (dx / whole, dy / whole)
      while way < whole {
        let (x, y) = (a.x + ux * way, a.y + uy * way)
        canvas.move(x, y)
        canvas.line(x - uy * length, y + ux * length)
        way += spacing
      }
      way -= whole
    }
    canvas.setColour(style.line ?? .black)
    canvas.setLine(0.25 * k)
    canvas.stroke()
  }

  /// Ticks across both ends of a line that measures something.
  func ends(_ points: [(x: Double, y: Double)]) {
    guard let a = points.first, let b = points.last else { return }
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let whole = (dx * dx + dy * dy).squareRoot()
    guard whole > 0 else { return }
    let (ux, uy) = (dx / whole * 0.7 * k, dy / whole * 0.7 * k)
    for point in [a, b] {
      canvas.move(point.x - ux - uy, point.y - uy + ux)
      canvas.line(point.x + ux + uy, point.y + uy - ux)
    }
    canvas.stroke()
  }

  /// The symbol in a legend's patch.
  func key(_ symbol: MapStyle.Symbol, _ style: MapStyle, _ box: Box) {
    switch symbol {
    case .teeth, .width:
      let points = [(x: box.minX, y: box.midY), (x: box.maxX, y: box.midY)]
      canvas.setColour(style.line ?? .black)
      canvas.setLine(style.lineWidth * k)
      canvas.move(points[0].x, points[0].y)
      canvas.line(points[1].x, points[1].y)
      canvas.stroke()
      if symbol == .teeth { teeth(points, style) } else { ends(points) }
    case .entrance, .footway:
      draw(symbol, style, x: box.midX, y: box.midY + 1.2 * k, towards: (0, -1))
    case .node, .glyph:
      draw(symbol, style, x: box.midX, y: box.midY, towards: (0, -1))
    }
  }
}
