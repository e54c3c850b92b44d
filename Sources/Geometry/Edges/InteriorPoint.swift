extension GeometryColumns {
  /// A point within a feature's polygons: the middle of the widest stretch, inside, of a level line. The line lies half
  /// way between two neighbouring vertex heights round the middle of the feature's largest part. Nil for a
  /// feature without area.
  public func interiorPoint(of feature: Int) -> (x: Double, y: Double)? {
    let parts = parts(of: feature).filter { !rings(ofPart: $0).isEmpty }
    let largest = parts.max { partArea($0) < partArea($1) }
    guard let part = largest, partArea(part) > 0, let shell = rings(ofPart: part).first else { return nil }
    let box = box(ofVertices: vertices(ofRing: shell))
    let middle = box.midY
    var below = box.minY
    var above = box.maxY
    let all = rings(ofPart: part).flatMap { vertices(ofRing: $0) }
    for i in all {
      if y[i] <= middle { below = max(below, y[i]) } else { above = min(above, y[i]) }
    }
    let level = below + (above - below) / 2
    var crossings: [Double] = []
    for ring in rings(ofPart: part) {
      let vertices = vertices(ofRing: ring)
      for i in vertices.lowerBound..<(vertices.upperBound - 1) where (y[i] <= level) != (y[i + 1] <= level) {
        crossings.append(x[i] + (x[i + 1] - x[i]) * ((level - y[i]) / (y[i + 1] - y[i])))
      }
    }
    crossings.sort()
    var best: (width: Double, x: Double)?
    for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
      let width = crossings[pair + 1] - crossings[pair]
      if width > best?.width ?? -1 { best = (width, crossings[pair] + width / 2) }
    }
    return best.map { ($0.x, level) }
  }

  private func partArea(_ part: Int) -> Double {
    rings(ofPart: part).reduce(0) { $0 + signedArea(ofRing: $1) }
  }
}
