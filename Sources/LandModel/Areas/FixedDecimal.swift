/// A decimal number held exactly as `unscaled` / 10^`decimals`: what is printed, declared or entered by hand.
///
/// Rounding is half away from zero (2.5 becomes 3, -2.5 becomes -3), as land bureaus round, never to even.
/// Equal values are equal whatever their number of decimals: `1.50 == 1.5`.
public struct FixedDecimal: Sendable {
  /// The number times 10^``decimals``.
  public let unscaled: Int128
  /// Digits after the point, 0 ... 18.
  public let decimals: Int

  /// 0, without decimals.
  public static let zero = FixedDecimal(unscaled: 0, decimals: 0)
  /// The most digits after the point that a number has.
  public static let maximumDecimals = 18

  /// The number `unscaled` / 10^`decimals`. Precondition: 0 to 18 decimals.
  public init(unscaled: Int128, decimals: Int) {
    precondition((0...Self.maximumDecimals).contains(decimals), "0 to 18 decimals")
    self.unscaled = unscaled
    self.decimals = decimals
  }

  /// A whole number.
  public init(_ whole: Int) {
    self.init(unscaled: Int128(whole), decimals: 0)
  }

  /// Reads `-12.50`, `.5`, `3e-2`. No thousands separators, no blanks. Nil where the text is no number, has more than
  /// 18 decimals, or is too large.
  public init?(_ text: some StringProtocol) {
    var digits: Int128 = 0
    var decimals = 0
    var seenPoint = false
    var seenDigit = false
    var exponent = 0
    var rest = Array(text.utf8)[...]
    var negative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      negative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E"), seenDigit {
        guard let stated = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), abs(stated) <= 60 else { return nil }
        exponent = stated
        break
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        seenDigit = true
        let (shifted, over) = digits.multipliedReportingOverflow(by: 10)
        guard !over, shifted < Self.limit else { return nil }
        digits = shifted + Int128(byte - UInt8(ascii: "0"))
        if seenPoint { decimals += 1 }
      } else {
        return nil
      }
      rest = rest.dropFirst()
    }
    guard seenDigit else { return nil }
    decimals -= exponent
    while decimals > 0, digits % 10 == 0 {
      if decimals <= Self.maximumDecimals { break }
      digits /= 10
      decimals -= 1
    }
    while decimals < 0 {
      guard digits < Self.limit / 10 else { return nil }
      digits *= 10
      decimals += 1
    }
    guard decimals <= Self.maximumDecimals else { return nil }
    self.init(unscaled: negative ? -digits : digits, decimals: decimals)
  }

  /// The decimal that the number prints as (its shortest text), so that 1.005 is 1.005 and not 1.00499999….
  /// Nil for NaN, infinities and values with more than 18 decimals or beyond 10^27.
  public init?(_ value: Double) {
    guard value.isFinite, abs(value) < 1e27 else { return nil }
    if let exact = FixedDecimal("\(value)") {
      self = exact
    } else if abs(value) < 1 {
      // Smaller than the last decimal there is.
      self.init(unscaled: Int128((value * 1e18).rounded(.toNearestOrAwayFromZero)), decimals: Self.maximumDecimals)
    } else {
      return nil
    }
  }

  private static let limit: Int128 = 1_000_000_000_000_000_000_000_000_000_000_000_000  // 10^36
}

extension FixedDecimal {
  /// The value with the stated number of decimals; half away from zero where digits go.
  public func rounded(to decimals: Int) -> FixedDecimal {
    if decimals >= self.decimals {
      return FixedDecimal(unscaled: unscaled * Self.power(decimals - self.decimals), decimals: decimals)
    }
    let divisor = Self.power(self.decimals - decimals)
    return FixedDecimal(unscaled: Self.roundedQuotient(unscaled, divisor), decimals: decimals)
  }

  /// The nearest Double, for arithmetic that need not be exact.
  public var doubleValue: Double {
    // The conversion of 128 bits is a hundred times slower than that of 64, and hardly any figure needs them.
    if unscaled >= Self.least64, unscaled <= Self.most64 {
      return Double(Int64(truncatingIfNeeded: unscaled)) / Self.powers[decimals]
    }
    return Double(unscaled) / Self.powers[decimals]
  }

  private static let least64 = Int128(Int64.min)
  private static let most64 = Int128(Int64.max)
  /// 10^0 to 10^18, all exact.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
  ]

  /// The exact sum, with the decimals of the finer of the two.
  public static func + (left: FixedDecimal, right: FixedDecimal) -> FixedDecimal {
    let decimals = max(left.decimals, right.decimals)
    return FixedDecimal(
      unscaled: left.rounded(to: decimals).unscaled + right.rounded(to: decimals).unscaled,
      decimals: decimals
    )
  }

  /// The same number with the other sign.
  public static prefix func - (value: FixedDecimal) -> FixedDecimal {
    FixedDecimal(unscaled: -value.unscaled, decimals: value.decimals)
  }

  /// The exact difference, with the decimals of the finer of the two.
  public static func - (left: FixedDecimal, right: FixedDecimal) -> FixedDecimal {
    left + -right
  }

  /// 10^`exponent`, for exponents 0 ... 37.
  static func power(_ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  /// `numerator` / `denominator` (positive) to the nearest whole number, half away from zero.
  static func roundedQuotient(_ numerator: Int128, _ denominator: Int128) -> Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let magnitude = remainder < 0 ? -remainder : remainder
    guard magnitude >= denominator - magnitude else { return quotient }
    return numerator < 0 ? quotient - 1 : quotient + 1
  }
}

extension FixedDecimal: Hashable, Comparable {
  /// Without trailing zeros after the point.
  private var canonical: (unscaled: Int128, decimals: Int) {
    var unscaled = unscaled
    var decimals = decimals
    while decimals > 0, unscaled % 10 == 0 {
      unscaled /= 10
      decimals -= 1
    }
    return (unscaled, decimals)
  }

  public static func == (left: FixedDecimal, right: FixedDecimal) -> Bool {
    left.canonical == right.canonical
  }

  public func hash(into hasher: inout Hasher) {
    let canonical = canonical
    hasher.combine(canonical.unscaled)
    hasher.combine(canonical.decimals)
  }

  public static func < (left: FixedDecimal, right: FixedDecimal) -> Bool {
    let a = left.canonical
    let b = right.canonical
    let decimals = max(a.decimals, b.decimals)
    return a.unscaled * power(decimals - a.decimals) < b.unscaled * power(decimals - b.decimals)
  }
}

extension FixedDecimal: CustomStringConvertible {
  /// All decimals, a point, no separators: `-12.50`. Zero has no sign.
  public var description: String {
    guard let small = UInt64(exactly: unscaled.magnitude), decimals >= 0 else { return longDescription }
    // The digits of one word, from the last on: tables of a million rows are made of these.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24 + decimals) { buffer in
      var rest = small
      var first = buffer.count
      var digits = 0
      repeat {
        if digits == decimals, decimals > 0 {
          first -= 1
          buffer[first] = UInt8(ascii: ".")
        }
        first -= 1
        buffer[first] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
        digits += 1
      } while rest > 0 || digits <= decimals
      if unscaled < 0 {
        first -= 1
        buffer[first] = UInt8(ascii: "-")
      }
      return String(decoding: buffer[first...], as: UTF8.self)
    }
  }

  private var longDescription: String {
    let digits = String(unscaled.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = unscaled < 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
