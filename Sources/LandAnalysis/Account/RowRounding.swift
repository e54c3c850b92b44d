#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Rounds the rows of one subject so that they sum to the subject's rounded area, by largest remainder: the account
/// of every subject closes in print as it does in arithmetic. Whole numbers of the last printed digit.
public struct RowRounding: Sendable {
  /// Decimals of the printed areas, 0 to 6.
  public let decimals: Int
  let scale: Double
  private var order: [Int] = []

  /// `decimals` 0 to 6: with 6, areas up to 9e12 m² stay exact.
  public init(decimals: Int) {
    self.decimals = min(max(decimals, 0), 6)
    var scale = 1.0
    for _ in 0..<self.decimals { scale *= 10 }
    self.scale = scale
  }

  /// True where an area is too large to be held in its last digit.
  func isTooLarge(_ area: Double) -> Bool { !((area * scale).magnitude < 0x1p62) }

  private static func whole(_ scaled: Double) -> Int64 {
    Int64(exactly: scaled) ?? (scaled < 0 ? .min : .max)
  }

  /// Rounds `areas[rows]` into `result` (appended), so that they sum to the rounded sum where `closes`; each for
  /// itself otherwise.
  public mutating func round(_ areas: [Double], rows: Range<Int>, closes: Bool, into result: inout [Int64]) {
    let first = result.count
    var sum = 0.0
    var floors: Int64 = 0
    for row in rows {
      let scaled = areas[row] * scale
      sum += scaled
      let floor = Self.whole(scaled.rounded(closes ? .down : .toNearestOrAwayFromZero))
      floors &+= floor
      result.append(floor)
    }
    guard closes else { return }
    var left = Self.whole(sum.rounded(.toNearestOrAwayFromZero)) &- floors
    // Where a sum is beyond what 64 bits hold nothing is left to share out.
    guard left <= rows.count else { return }
    guard left > 0 else { return }
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: 0..<rows.count)
    func remainder(_ k: Int) -> Double {
      areas[rows.lowerBound + k] * scale - Double(result[first + k])
    }
    order.sort { a, b in
      let x = remainder(a)
      let y = remainder(b)
      return x == y ? a < b : x > y
    }
    for k in order where left > 0 {
      result[first + k] += 1
      left -= 1
    }
  }
}
