import Foundation

/// Decimal text of measured numbers that are no areas: coordinates, lengths, ratios.
enum Decimals {
  /// The number with a fixed number of decimals, correctly rounded (half to even on the exact binary value, as the
  /// C library does), without locale.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "null" }
    var digits = [CChar](repeating: 0, count: 400)
    let count = withVaList([value]) { vsnprintf(&digits, digits.count, "%.\(decimals)f", $0) }
    let text = String(decoding: digits.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
  }
}
