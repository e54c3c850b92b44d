import Foundation

extension Transformation {
  /// Transforms every position of a WKB geometry (little endian, 2D) in place. False where a point has no image or
  /// the bytes are not such a geometry.
  func transformWKB(_ bytes: inout [UInt8]) -> Bool {
    var walk = WKBWalk(count: bytes.count)
    guard bytes.withUnsafeBytes({ walk.geometry(in: $0, depth: 0) }), walk.offset == bytes.count else { return false }
    var x: [Double] = []
    var y: [Double] = []
    bytes.withUnsafeBytes { raw in
      for at in walk.positions {
        x.append(raw.loadUnaligned(fromByteOffset: at, as: Double.self))
        y.append(raw.loadUnaligned(fromByteOffset: at + 8, as: Double.self))
      }
    }
    guard transform(x: &x, y: &y).isEmpty else { return false }
    bytes.withUnsafeMutableBytes { raw in
      for (i, at) in walk.positions.enumerated() {
        raw.storeBytes(of: x[i], toByteOffset: at, as: Double.self)
        raw.storeBytes(of: y[i], toByteOffset: at + 8, as: Double.self)
      }
    }
    return true
  }
}

/// Finds the positions in a WKB geometry (OGC 06-103r4, 8.2.8).
private struct WKBWalk {
  let count: Int
  var offset = 0
  /// Byte offsets of x, with y behind it.
  var positions: [Int] = []

  init(count: Int) { self.count = count }

  mutating func geometry(in bytes: UnsafeRawBufferPointer, depth: Int) -> Bool {
    guard depth < 32, offset + 5 <= count, bytes[offset] == 1 else { return false }
    offset += 1
    switch number(in: bytes) {
    case 1: return points(1)
    case 2: return number(in: bytes).map { points($0) } ?? false
    case 3: return repeated(in: bytes) { walk in walk.number(in: bytes).map { walk.points($0) } ?? false }
    case 4, 5, 6, 7: return repeated(in: bytes) { walk in walk.geometry(in: bytes, depth: depth + 1) }
    default: return false
    }
  }

  private mutating func repeated(in bytes: UnsafeRawBufferPointer, _ body: (inout WKBWalk) -> Bool) -> Bool {
    guard let parts = number(in: bytes) else { return false }
    for _ in 0..<parts where !body(&self) { return false }
    return true
  }

  private mutating func number(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard offset + 4 <= count else { return nil }
    defer { offset += 4 }
    return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }

  private mutating func points(_ number: Int) -> Bool {
    guard number <= (count - offset) / 16 else { return false }
    for _ in 0..<number {
      positions.append(offset)
      offset += 16
    }
    return true
  }
}
