/// A polygon on the millimetre grid: a counter-clockwise shell and clockwise holes, rings without a closing vertex.
struct Polygon: Equatable {
  var shell: [GridPoint]
  var holes: [[GridPoint]] = []

  var rings: [[GridPoint]] { [shell] + holes }

  /// Plane area in m².
  var area: Double {
    Double(rings.reduce(0) { $0 + Polygon.twiceArea($1) }) / 2e6
  }

  /// Twice the signed area in mm².
  static func twiceArea(_ ring: [GridPoint]) -> Int {
    guard let origin = ring.first else { return 0 }
    var sum = 0
    var previous = origin
    for p in ring.dropFirst() {
      sum += (previous.x - origin.x) * (p.y - origin.y) - (p.x - origin.x) * (previous.y - origin.y)
      previous = p
    }
    return sum
  }

  /// Perimeter of all rings in metres.
  var perimeter: Double {
    var sum = 0.0
    for ring in rings {
      for (p, q) in Polygon.edges(ring) { sum += (q.vector - p.vector).length }
    }
    return sum
  }

  static func edges(_ ring: [GridPoint]) -> [(GridPoint, GridPoint)] {
    ring.indices.map { (ring[$0], ring[$0 + 1 == ring.count ? 0 : $0 + 1]) }
  }

  var segments: [Segment] {
    rings.flatMap { Polygon.edges($0).map { Segment($0.0, $0.1) } }
  }

  var bounds: Bounds {
    var box = Bounds()
    for p in shell { box.extend(p) }
    return box
  }

  /// Crossing-number test; points on the boundary may fall either way.
  func contains(_ p: GridPoint) -> Bool {
    var inside = false
    for ring in rings where Polygon.contains(ring, p) { inside.toggle() }
    return inside
  }

  static func contains(_ ring: [GridPoint], _ p: GridPoint) -> Bool {
    var inside = false
    guard var a = ring.last else { return false }
    for b in ring {
      if (a.y > p.y) != (b.y > p.y) {
        let side = orientation(a, b, p)
        if (side > 0) == (b.y > a.y) && side != 0 { inside.toggle() }
      }
      a = b
    }
    return inside
  }

  /// A point well inside: the middle of the widest inner stretch of a few horizontal lines.
  var interiorPoint: GridPoint {
    let box = bounds
    var best = shell[0]
    var bestWidth = -1
    for k in [50, 35, 65, 20, 80, 43, 57, 8, 92] {
      // Half a millimetre aside, so that the line meets no vertex.
      let y2 = 2 * (box.minY + (box.maxY - box.minY) * k / 100) + 1
      var xs: [Double] = []
      for ring in rings {
        for (a, b) in Polygon.edges(ring) where (2 * a.y > y2) != (2 * b.y > y2) {
          xs.append(Double(a.x) + Double(b.x - a.x) * Double(y2 - 2 * a.y) / Double(2 * (b.y - a.y)))
        }
      }
      xs.sort()
      var i = 0
      while i + 1 < xs.count {
        let width = Int(xs[i + 1] - xs[i])
        if width > bestWidth {
          bestWidth = width
          best = GridPoint(x: Int((xs[i] + xs[i + 1]) / 2), y: (y2 - 1) / 2)
        }
        i += 2
      }
      if bestWidth > (box.maxX - box.minX) / 3 { break }
    }
    return best
  }

  /// The area's centroid in metres.
  var centroid: Vector {
    var sx = 0.0
    var sy = 0.0
    var sum = 0.0
    let origin = shell[0].vector
    for ring in rings {
      for (p, q) in Polygon.edges(ring) {
        let a = p.vector - origin
        let b = q.vector - origin
        let c = a.cross(b)
        sum += c
        sx += (a.x + b.x) * c
        sy += (a.y + b.y) * c
      }
    }
    return sum == 0 ? origin : origin + Vector(sx / (3 * sum), sy / (3 * sum))
  }
}

typealias MultiPolygon = [Polygon]

extension Array where Element == Polygon {
  /// Plane area in m².
  var area: Double { reduce(0) { $0 + $1.area } }
  func contains(_ p: GridPoint) -> Bool { contains { $0.contains(p) } }
  var segments: [Segment] { flatMap(\.segments) }
}

/// A box in grid units.
struct Bounds {
  var minX = Int.max
  var minY = Int.max
  var maxX = Int.min
  var maxY = Int.min

  mutating func extend(_ p: GridPoint) {
    minX = Swift.min(minX, p.x)
    minY = Swift.min(minY, p.y)
    maxX = Swift.max(maxX, p.x)
    maxY = Swift.max(maxY, p.y)
  }

  func contains(_ p: GridPoint) -> Bool {
    minX <= p.x && p.x <= maxX && minY <= p.y && p.y <= maxY
  }
}
