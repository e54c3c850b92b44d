import Geometry

/// A cursor over little-endian well-known binary of two dimensions; every read is checked.
struct WKBReader {
  private let bytes: [UInt8]
  private var pos = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The byte order and type of a geometry.
  mutating func kind() -> GeometryKind? {
    guard pos < bytes.count, bytes[pos] == 1 else { return nil }
    pos += 1
    guard let type = word() else { return nil }
    return GeometryKind.allCases.first { $0 != .null && $0.wkbType == type }
  }

  /// A number of elements, which the rest of the bytes must be able to hold.
  mutating func count() -> Int? {
    guard let count = word(), Int(count) <= (bytes.count - pos) / 4 else { return nil }
    return Int(count)
  }

  mutating func double() -> Double? {
    guard let bits = unsigned(8) else { return nil }
    return Double(bitPattern: bits)
  }

  private mutating func word() -> UInt32? {
    unsigned(4).map { UInt32(truncatingIfNeeded: $0) }
  }

  private mutating func unsigned(_ size: Int) -> UInt64? {
    guard pos + size <= bytes.count else { return nil }
    var value: UInt64 = 0
    for i in 0..<size { value |= UInt64(bytes[pos + i]) << UInt64(8 * i) }
    pos += size
    return value
  }
}
