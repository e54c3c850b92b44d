/// How deep collections stand within one another in well-known binary, told without recursion before GEOS reads it by one.
struct WKBDepth {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// False also for bytes that end early or are no geometry: GEOS says what is wrong with them.
  func exceeds(_ limit: Int) -> Bool {
    var walk = self
    return walk.walk(limit)
  }

  private mutating func walk(_ limit: Int) -> Bool {
    // Members still to come of each collection that is open.
    var open: [UInt32] = [1]
    while let left = open.last {
      guard left > 0 else {
        open.removeLast()
        continue
      }
      open[open.count - 1] = left - 1
      guard let isLittle = byte().map({ $0 == 1 }), let type = number(isLittle) else { return false }
      // ISO adds 1000 for Z, 2000 for M; the extended form sets the two highest bits, a third one for an SRID.
      if type & 0x2000_0000 != 0, number(isLittle) == nil { return false }
      let plain = type & 0x0FFF_FFFF
      let iso = plain / 1000
      let size =
        16 + (iso == 1 || iso == 2 ? 8 : iso == 3 ? 16 : 0) + (type >> 31 == 1 ? 8 : 0) + (type >> 30 & 1 == 1 ? 8 : 0)
      switch plain % 1000 {
      case 1: guard skip(size) else { return false }
      case 2: guard skipVertices(size, isLittle) else { return false }
      case 3:
        guard let rings = number(isLittle) else { return false }
        for _ in 0..<rings { guard skipVertices(size, isLittle) else { return false } }
      case 4...7:
        guard let members = number(isLittle) else { return false }
        open.append(members)
        if open.count > limit { return true }
      default: return false
      }
    }
    return false
  }

  private mutating func byte() -> UInt8? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func number(_ isLittle: Bool) -> UInt32? {
    guard bytes.count - position >= 4 else { return nil }
    defer { position += 4 }
    let four = bytes[position..<position + 4]
    return (isLittle ? Array(four.reversed()) : Array(four)).reduce(0) { $0 << 8 | UInt32($1) }
  }

  private mutating func skipVertices(_ size: Int, _ isLittle: Bool) -> Bool {
    guard let count = number(isLittle) else { return false }
    return skip(Int(count) * size)
  }

  private mutating func skip(_ count: Int) -> Bool {
    guard count <= bytes.count - position else { return false }
    position += count
    return true
  }
}
