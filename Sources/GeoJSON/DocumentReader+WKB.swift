import Geometry

// Well-known binary of collections: little endian, two dimensions.
extension DocumentReader {
  /// Starts a geometry whose count is known later; returns where the count stands.
  mutating func beginWKB(_ kind: GeometryKind) -> Int {
    wkb.append(1)
    append(kind.wkbType)
    append(UInt32(0))
    return wkb.count - 4
  }

  mutating func setWKBCount(_ count: UInt32, at offset: Int) {
    for i in 0..<4 { wkb[offset + i] = UInt8(truncatingIfNeeded: count >> (8 * UInt32(i))) }
  }

  mutating func appendPointToWKB(_ x: Double, _ y: Double) {
    wkb.append(1)
    append(GeometryKind.point.wkbType)
    append(x)
    append(y)
  }

  mutating func appendPositionsToWKB() {
    for i in 0..<ring.count {
      append(ring.x[i])
      append(ring.y[i])
    }
  }

  /// Appends the polygon ring under way, closed and oriented as the columns' rings are.
  mutating func appendRingToWKB(isShell: Bool) {
    let count = ring.count
    let isClosed = ring.x[0] == ring.x[count - 1] && ring.y[0] == ring.y[count - 1] && count > 1
    var twice = 0.0
    for i in 0..<count {
      let next = i + 1 == count ? 0 : i + 1
      twice +=
        (ring.x[i] - ring.x[0]) * (ring.y[next] - ring.y[0]) - (ring.x[next] - ring.x[0]) * (ring.y[i] - ring.y[0])
    }
    let turns = isShell ? twice < 0 : twice > 0
    let total = max(4, isClosed ? count : count + 1)
    append(UInt32(total))
    for i in 0..<total {
      // Beyond the last vertex the first is repeated.
      let place = i < count ? i : 0
      let source = turns ? (isClosed ? count - 1 - place : (place == 0 ? 0 : count - place)) : place
      append(ring.x[source])
      append(ring.y[source])
    }
  }

  private mutating func append(_ value: UInt32) {
    for i in 0..<4 { wkb.append(UInt8(truncatingIfNeeded: value >> (8 * UInt32(i)))) }
  }

  private mutating func append(_ value: Double) {
    let bits = value.bitPattern
    for i in 0..<8 { wkb.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(i)))) }
  }
}
