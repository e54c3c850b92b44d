import Cairo
import Geometry

/// The coordinate grid of a map: ticks with values at the frame, crosses where lines meet.
struct GridDrawing {
  let canvas: Canvas
  let layout: SheetLayout

  /// The step of the grid in units of the coordinates: 1, 2 or 5 times a power of ten, 25 to 75 mm on paper.
  static func step(unitsPerMillimetre: Double, enlargement: Double) -> Double {
    let least = unitsPerMillimetre * 25 * enlargement
    var power = 1.0
    while power * 10 <= least { power *= 10 }
    for step in [1.0, 2, 5] where step * power >= least { return step * power }
    return power * 10
  }

  func draw(_ number: Int) {
    let frame = layout.frames[number]
    let projection = layout.projection(number)
    let k = layout.enlargement
    let ground = layout.ground
    let step = Self.step(unitsPerMillimetre: layout.unitsPerMillimetre, enlargement: k)
    let xs = Self.values(ground.minX, ground.maxX, step)
    let ys = Self.values(ground.minY, ground.maxY, step)
    canvas.setColour(Colour(0.2, 0.2, 0.2, alpha: 0.6))
    canvas.setLine(0.1 * k)
    for x in xs {
      for y in ys {
        let (px, py) = (projection.x(x), projection.y(y))
        canvas.move(px - 1.5 * k, py)
        canvas.line(px + 1.5 * k, py)
        canvas.move(px, py - 1.5 * k)
        canvas.line(px, py + 1.5 * k)
      }
    }
    canvas.stroke()
    edges(frame, projection, xs, ys)
    canvas.setColour(.black)
    canvas.setLine(0.35 * k)
    canvas.rectangle(frame.minX, frame.minY, frame.width, frame.height)
    canvas.stroke()
  }

  private func edges(_ frame: Box, _ projection: SheetProjection, _ xs: [Double], _ ys: [Double]) {
    let k = layout.enlargement
    canvas.setColour(.black)
    canvas.setLine(0.15 * k)
    for x in xs {
      let px = projection.x(x)
      canvas.move(px, frame.minY)
      canvas.line(px, frame.minY - 1.2 * k)
      canvas.move(px, frame.maxY)
      canvas.line(px, frame.maxY + 1.2 * k)
    }
    for y in ys {
      let py = projection.y(y)
      canvas.move(frame.minX, py)
      canvas.line(frame.minX - 1.2 * k, py)
      canvas.move(frame.maxX, py)
      canvas.line(frame.maxX + 1.2 * k, py)
    }
    canvas.stroke()
    let size = 1.9 * k
    for x in xs {
      let words = Self.value(x)
      let half = canvas.measure(words, size: size).width / 2
      let px = min(max(projection.x(x), frame.minX + half), frame.maxX - half)
      canvas.draw(text: words, x: px, y: frame.minY - 4.1 * k, size: size, anchor: .centre)
      canvas.draw(text: words, x: px, y: frame.maxY + 1.1 * k, size: size, anchor: .centre)
    }
    for y in ys {
      let words = Self.value(y)
      let half = canvas.measure(words, size: size).width / 2
      let py = min(max(projection.y(y), frame.minY + half), frame.maxY - half)
      canvas.draw(text: words, x: frame.minX - 4.1 * k, y: py, size: size, anchor: .centre, turned: true)
      canvas.draw(text: words, x: frame.maxX + 1.1 * k, y: py, size: size, anchor: .centre, turned: true)
    }
  }

  static func values(_ low: Double, _ high: Double, _ step: Double) -> [Double] {
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    guard first <= last, last - first < 1000 else { return [] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  private static func value(_ value: Double) -> String {
    Int(exactly: value.rounded()).map { String($0) } ?? "\(value)"
  }
}
