import Foundation
import LandModel

/// Decimal text of measured numbers that are no areas: coordinates, lengths, ratios.
enum Decimals {
  /// The number with a fixed number of decimals, correctly rounded (half to even on the exact binary value, as the
  /// C library does), without locale.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "null" }
    return quick(value, decimals) ?? exact(value, decimals)
  }

  /// The digits without zeros at the end of the decimals: `600000` of `600000.00`.
  static func short(_ digits: String) -> String {
    guard digits.contains(".") else { return digits }
    return String(digits.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }

  /// The text where the product with the power of ten leaves no doubt which whole number is nearest: rounding moves the
  /// product by less than a thousandth there. Nil elsewhere.
  private static func quick(_ value: Double, _ decimals: Int) -> String? {
    guard (0...9).contains(decimals) else { return nil }
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = value * power
    guard abs(scaled) < 0x1p43 else { return nil }
    let rounded = scaled.rounded(.toNearestOrEven)
    guard abs(abs(scaled - rounded) - 0.5) > 0.002 else { return nil }
    return FixedDecimal(unscaled: Int128(Int64(rounded)), decimals: decimals).description
  }

  private static func exact(_ value: Double, _ decimals: Int) -> String {
    var digits = [CChar](repeating: 0, count: 400)
    let count = withVaList([value]) { vsnprintf(&digits, digits.count, "%.\(decimals)f", $0) }
    let text = String(decoding: digits.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
  }
}
