#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers as decimal text, straight into bytes.
enum NumberText {
  typealias Bytes = UnsafeMutablePointer<UInt8>

  /// "00" … "99", one after another.
  nonisolated(unsafe) private static let pairs: UnsafePointer<UInt8> = {
    let memory = Bytes.allocate(capacity: 200)
    for i in 0..<100 {
      (memory + 2 * i).initialize(to: UInt8(48 + i / 10))
      (memory + 2 * i + 1).initialize(to: UInt8(48 + i % 10))
    }
    return UnsafePointer(memory)
  }()

  /// 10^0 … 10^18.
  nonisolated(unsafe) private static let tens: UnsafePointer<UInt64> = {
    let memory = UnsafeMutablePointer<UInt64>.allocate(capacity: 19)
    var ten: UInt64 = 1
    for i in 0..<19 {
      (memory + i).initialize(to: ten)
      ten *= 10
    }
    return UnsafePointer(memory)
  }()

  static func powerOfTen(_ n: Int) -> UInt64 { tens[n] }

  /// Writes a whole number and returns where it ends.
  static func write(_ value: Int64, to start: Bytes) -> Bytes {
    var p = start
    if value < 0 {
      p[0] = UInt8(ascii: "-")
      p += 1
    }
    return write(unsigned: value.magnitude, to: p, pairs)
  }

  @inline(__always)
  private static func write(unsigned value: UInt64, to p: Bytes, _ pairs: UnsafePointer<UInt8>) -> Bytes {
    let count = digitCount(value)
    writeDigits(value, count: count, to: p, pairs)
    return p + count
  }

  @inline(__always)
  private static func digitCount(_ value: UInt64) -> Int {
    // ⌊log₁₀⌋ from ⌊log₂⌋, corrected by one comparison.
    let bits = 64 - (value | 1).leadingZeroBitCount
    let guess = (bits &* 1233) >> 12
    return guess &+ ((guess > 18 ? 10_000_000_000_000_000_000 : tens[guess]) <= value ? 1 : 0) &+ (value == 0 ? 1 : 0)
  }

  /// Writes exactly `count` digits, zeros in front.
  @inline(__always)
  private static func writeDigits(_ value: UInt64, count: Int, to p: Bytes, _ pairs: UnsafePointer<UInt8>) {
    var rest = value
    var i = count
    while i >= 2 {
      let pair = Int(truncatingIfNeeded: rest % 100)
      rest /= 100
      p[i - 1] = pairs[2 * pair + 1]
      p[i - 2] = pairs[2 * pair]
      i -= 2
    }
    if i == 1 { p[0] = UInt8(48 + rest % 10) }
  }

  /// Writes `value` / 10^`decimals` without trailing zeros: 1165000000 with seven decimals is `116.5`.
  @inline(__always)
  static func write(scaled value: Int64, decimals: Int, to start: Bytes) -> Bytes {
    let pairs = pairs
    var p = start
    if value < 0 {
      p[0] = UInt8(ascii: "-")
      p += 1
    }
    let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: tens[decimals])
    p = write(unsigned: whole, to: p, pairs)
    if fraction == 0 { return p }
    p[0] = UInt8(ascii: ".")
    writeDigits(fraction, count: decimals, to: p + 1, pairs)
    p += 1 + decimals
    while p[-1] == UInt8(ascii: "0") { p -= 1 }
    return p
  }

  /// Writes the shortest decimal text that reads back to the same double: tries a few decimal places, which most data
  /// has, and else asks for the shortest representation. At most 32 bytes. The value must be finite.
  static func writeShortest(_ value: Double, to start: Bytes) -> Bytes {
    let size = value.magnitude
    if size < 9e10, let p = write(value, ifDecimals: 4, 1e4, to: start) { return p }
    if size < 9e7, let p = write(value, ifDecimals: 7, 1e7, to: start) { return p }
    if size < 9e5, let p = write(value, ifDecimals: 9, 1e9, to: start) { return p }
    var text = value.description
    return text.withUTF8 { bytes in
      var count = bytes.count
      // The description of a whole number ends in `.0`.
      if count > 2, bytes[count - 2] == UInt8(ascii: "."), bytes[count - 1] == UInt8(ascii: "0") { count -= 2 }
      for i in 0..<count { start[i] = bytes[i] }
      return start + count
    }
  }

  @inline(__always)
  private static func write(_ value: Double, ifDecimals decimals: Int, _ power: Double, to start: Bytes) -> Bytes? {
    let scaled = (value * power).rounded(.toNearestOrAwayFromZero)
    guard scaled / power == value, scaled != 0 || value.sign == .plus else { return nil }
    return write(scaled: Int64(scaled), decimals: decimals, to: start)
  }
}
