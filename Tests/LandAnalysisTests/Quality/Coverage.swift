import Geometry
import TestSupport

/// A point of a test coverage.
struct Corner: Equatable {
  var x: Double
  var y: Double

  func moved(_ dx: Double, _ dy: Double) -> Corner { Corner(x: x + dx, y: y + dy) }
}

/// A random clean coverage: a warped grid whose edges have vertices of their own, some cells split between two of
/// them, so that lines meet others half way with a vertex on both sides. Neighbours share every vertex.
struct Coverage {
  /// The pieces: rings of corners, counter-clockwise, not closed.
  var pieces: [[Corner]] = []
  /// The piece of each cell of the grid that was not split.
  var whole: [Int: Int] = [:]
  let size: Int
  private let corners: [[Corner]]
  private let across: [[[Corner]]]
  private let up: [[[Corner]]]

  /// - Parameters:
  ///   - size: cells a side, of 40 units each.
  ///   - digits: decimals kept, nil for all.
  init(size: Int, origin: Corner, digits: Int?, splits: Bool = true, _ random: inout SeededRandom) {
    self.size = size
    var scale: Double?
    if let digits { scale = (0..<digits).reduce(1.0) { product, _ in product * 10 } }
    func corner(_ x: Double, _ y: Double) -> Corner {
      guard let scale else { return Corner(x: x, y: y) }
      return Corner(x: (x * scale).rounded() / scale, y: (y * scale).rounded() / scale)
    }
    let cell = 40.0
    corners = (0...size).map { i in
      (0...size).map { j in
        corner(
          origin.x + cell * Double(i) + random.double(in: -6...6),
          origin.y + cell * Double(j) + random.double(in: -6...6)
        )
      }
    }
    func between(_ a: Corner, _ b: Corner) -> [Corner] {
      let count = Int.random(in: 0...3, using: &random)
      return (0..<count).map { k in
        let part = Double(k + 1) / Double(count + 1)
        return corner(
          a.x + (b.x - a.x) * part + random.double(in: -2...2),
          a.y + (b.y - a.y) * part + random.double(in: -2...2)
        )
      }
    }
    let corners = corners
    across = (0..<size).map { i in (0...size).map { j in between(corners[i][j], corners[i + 1][j]) } }
    up = (0...size).map { i in (0..<size).map { j in between(corners[i][j], corners[i][j + 1]) } }
    for j in 0..<size {
      for i in 0..<size {
        if splits, let bottom = across[i][j].first, let top = across[i][j + 1].last, Bool.random(using: &random) {
          let ring = ring(i, j)
          guard let a = ring.firstIndex(of: bottom), let b = ring.firstIndex(of: top) else { continue }
          pieces.append(Array(ring[a...b]))
          pieces.append(Array(ring[b...] + ring[...a]))
        } else {
          whole[j * size + i] = pieces.count
          pieces.append(ring(i, j))
        }
      }
    }
  }

  /// The ring of a cell before it was split.
  func ring(_ i: Int, _ j: Int) -> [Corner] {
    [corners[i][j]] + across[i][j] + [corners[i + 1][j]] + up[i + 1][j] + [corners[i + 1][j + 1]]
      + across[i][j + 1].reversed() + [corners[i][j + 1]] + up[i][j].reversed()
  }

  func corner(_ i: Int, _ j: Int) -> Corner { corners[i][j] }

  /// Middle of a cell, at least 8 units from its rim.
  func middle(_ i: Int, _ j: Int) -> Corner {
    let four = [corners[i][j], corners[i + 1][j], corners[i][j + 1], corners[i + 1][j + 1]]
    return Corner(x: four.reduce(0) { $0 + $1.x } / 4, y: four.reduce(0) { $0 + $1.y } / 4)
  }
}

extension GeometryColumns.Builder {
  /// A feature of parts of rings.
  mutating func add(_ parts: [[[Corner]]]) {
    beginFeature(parts.count == 1 ? .polygon : .multiPolygon)
    for part in parts {
      beginPart()
      for ring in part {
        beginRing()
        for corner in ring { add(x: corner.x, y: corner.y) }
        endRing()
      }
      endPart()
    }
    endFeature()
  }
}

/// A square round a point.
func square(_ centre: Corner, half: Double) -> [Corner] {
  [centre.moved(-half, -half), centre.moved(half, -half), centre.moved(half, half), centre.moved(-half, half)]
}
