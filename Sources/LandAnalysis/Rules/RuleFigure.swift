import Foundation

/// Figures as findings print them.
enum RuleFigure {
  /// With so many decimals, without locale.
  static func text(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "?" }
    var digits = [CChar](repeating: 0, count: 400)
    let count = withVaList([value]) { vsnprintf(&digits, digits.count, "%.\(decimals)f", $0) }
    return String(decoding: digits.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// With up to so many decimals, none that are zero at the end.
  static func short(_ value: Double, _ decimals: Int = 4) -> String {
    var text = text(value, decimals)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
