import Foundation
import Geometry

/// From the coordinates of a map to the whole numbers of its drawing: 10,000 across, y downwards.
struct PageGrid {
  static let width = 10_000.0
  /// A map taller than wide is not made taller than this.
  private static let tallest = 10_000.0

  let box: Box
  let height: Double
  /// Units of the drawing in one of the coordinates, across and up.
  private let scaleX: Double
  private let scaleY: Double
  /// Metres in a unit of the drawing.
  let metres: Double

  /// - Parameter metresPerUnit: nil for degrees, of which one of longitude is shorter by the latitude's cosine.
  init(_ extent: Box, metresPerUnit: Double?) {
    let squeeze = metresPerUnit == nil ? max(0.05, cos(extent.midY * .pi / 180)) : 1
    let (wide, tall) = (max(extent.width * squeeze, 1e-9), max(extent.height, 1e-9))
    let scale = min(Self.width / wide, Self.tallest / tall)
    // What is tall stands in the middle of the width.
    let spare = (Self.width / scale - wide) / 2 / squeeze
    // A strip at the foot holds the scale bar.
    let strip = 420 / scale
    box = Box(minX: extent.minX - spare, minY: extent.minY - strip, maxX: extent.maxX + spare, maxY: extent.maxY)
    height = (box.height * scale).rounded()
    scaleX = scale * squeeze
    scaleY = scale
    metres = (metresPerUnit ?? 111_195) / scale
  }

  func point(_ x: Double, _ y: Double) -> SharedArcs.Point {
    func whole(_ value: Double) -> Int32 { Int32(max(-1e6, min(1e6, value.rounded()))) }
    return .init(x: whole((x - box.minX) * scaleX), y: whole((box.maxY - y) * scaleY))
  }

  /// The paths of a feature, without vertices that fall on the one before.
  func paths(_ geometry: GeometryColumns, _ feature: Int) -> [SharedArcs.Path] {
    let kind = geometry.kinds[feature]
    let isArea = kind.isPolygonal || kind == .collection
    return geometry.rings(of: feature).map { ring in
      var points: [SharedArcs.Point] = []
      for i in geometry.vertices(ofRing: ring) {
        let point = point(geometry.x[i], geometry.y[i])
        if point != points.last { points.append(point) }
      }
      if isArea, points.count > 1, points.first == points.last { points.removeLast() }
      return .init(points: points, isClosed: isArea)
    }
  }
}

/// The `d` of SVG paths: relative whole numbers.
enum PathText {
  static func append(_ points: [SharedArcs.Point], isClosed: Bool, to text: inout String) {
    guard let first = points.first else { return }
    text += "M\(first.x) \(first.y)"
    guard points.count > 1 else {
      // Land smaller than a unit is a dot.
      text += "h1"
      return
    }
    text += "l"
    var (last, isFirst) = (first, true)
    for point in points.dropFirst() {
      let (dx, dy) = (point.x - last.x, point.y - last.y)
      if !isFirst, dx >= 0 { text += " " }
      text += "\(dx)"
      if dy >= 0 { text += " " }
      text += "\(dy)"
      (last, isFirst) = (point, false)
    }
    if isClosed { text += "z" }
  }
}
