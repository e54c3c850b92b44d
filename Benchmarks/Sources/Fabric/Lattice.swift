public import Geometry

/// A lattice of parcels that share edges exactly: the deterministic ground of every benchmark fabric.
///
/// Corner and edge shapes are functions of their position and the seed alone, so that the two parcels beside an
/// edge hold the same vertices, and a fabric of any size is the same on every machine. Coordinates are metres in
/// EPSG:4546, rounded to a millimetre.
public struct Lattice: Sendable {
  public let columns: Int
  public let rows: Int
  public let seed: UInt64
  /// Mean distance of corners, in metres.
  public let spacing = 60.0
  let originX: Double
  let originY: Double

  /// As square a lattice as holds `count` parcels.
  public init(count: Int, seed: UInt64 = 20_211_231) {
    columns = Int(Double(count).squareRoot().rounded(.up))
    rows = (count + columns - 1) / columns
    self.seed = seed
    originX = 500_000 - Double(columns) * spacing / 2
    originY = 2_700_000 - Double(rows) * spacing / 2
  }

  /// The area that the lattice covers, roughly.
  public var extent: Box {
    Box(
      minX: originX,
      minY: originY,
      maxX: originX + Double(columns) * spacing,
      maxY: originY + Double(rows) * spacing
    )
  }

  public struct Point: Sendable, Hashable {
    public var x: Double
    public var y: Double
  }

  /// A number in 0 ..< 1 that depends on the place, the purpose and the seed.
  public func noise(_ i: Int, _ j: Int, _ purpose: UInt64) -> Double {
    var z = seed &+ UInt64(bitPattern: Int64(i)) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &+ UInt64(bitPattern: Int64(j)) &* 0xBF58_476D_1CE4_E5B9 &+ purpose &* 0x94D0_49BB_1331_11EB
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z = (z ^ (z >> 31)) &* 0xBF58_476D_1CE4_E5B9
    z ^= z >> 29
    return Double(z >> 11) * 0x1p-53
  }

  /// Rounded to a millimetre.
  func rounded(_ x: Double, _ y: Double) -> Point {
    Point(x: (x * 1000).rounded() / 1000, y: (y * 1000).rounded() / 1000)
  }

  /// The corner at column `i`, row `j`.
  public func corner(_ i: Int, _ j: Int) -> Point {
    rounded(
      originX + (Double(i) + (noise(i, j, 1) - 0.5) * 0.3) * spacing,
      originY + (Double(j) + (noise(i, j, 2) - 0.5) * 0.3) * spacing
    )
  }

  /// The vertices of the edge from corner (i, j) to the right (or up), without its end. `shift` bends it further:
  /// a boundary adjustment.
  public func edge(_ i: Int, _ j: Int, up: Bool, shift: Double = 0) -> [Point] {
    let from = corner(i, j)
    let to = up ? corner(i, j + 1) : corner(i + 1, j)
    let purpose: UInt64 = up ? 3 : 4
    // 2 to 10 pieces: parcels of 8 to 40 vertices, most around 17.
    let pieces = 2 + Int(noise(i, j, purpose) * noise(i, j, purpose + 10) * 9)
    var points = [from]
    for k in 1..<pieces {
      let t = Double(k) / Double(pieces)
      let bend = (noise(i * 16 + k, j, purpose + 20) - 0.5) * 5 + shift * 4 * t * (1 - t)
      let dx = to.x - from.x
      let dy = to.y - from.y
      let length = (dx * dx + dy * dy).squareRoot()
      points.append(rounded(from.x + dx * t - dy / length * bend, from.y + dy * t + dx / length * bend))
    }
    return points
  }

  /// The boundary of the rectangle of cells from (i0, j0) up to, not including, (i1, j1), counter-clockwise, closed.
  public func boundary(
    _ i0: Int,
    _ j0: Int,
    _ i1: Int,
    _ j1: Int,
    shift: (Int, Int, Bool) -> Double = { _, _, _ in 0 }
  )
    -> [Point]
  {
    var ring: [Point] = []
    for i in i0..<i1 { ring += edge(i, j0, up: false, shift: shift(i, j0, false)) }
    for j in j0..<j1 { ring += edge(i1, j, up: true, shift: shift(i1, j, true)) }
    for i in (i0..<i1).reversed() {
      ring += reversed(edge(i, j1, up: false, shift: shift(i, j1, false)), end: corner(i + 1, j1))
    }
    for j in (j0..<j1).reversed() {
      ring += reversed(edge(i0, j, up: true, shift: shift(i0, j, true)), end: corner(i0, j + 1))
    }
    ring.append(ring[0])
    return ring
  }

  private func reversed(_ edge: [Point], end: Point) -> [Point] {
    [end] + edge.dropFirst().reversed()
  }
}
