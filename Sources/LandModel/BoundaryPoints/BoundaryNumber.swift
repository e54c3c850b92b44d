/// A decimal number of a point line and how many decimals it has.
struct BoundaryNumber {
  let value: Double
  /// Digits after the point; an exponent counts.
  let decimals: Int

  /// Nothing finer is kept: a billionth of a metre.
  static let finest = 9

  /// Nil for what is no finite decimal number. `nan`, `inf` and hexadecimal digits, which Swift would read, are none.
  init?(_ text: TextBytes) {
    var mantissa: UInt64 = 0
    var digits = 0
    var fraction: Int?
    var exponentAt: Int?
    for i in text.indices {
      switch text[i] {
      case 0x30...0x39:
        // Eighteen digits fit; longer numbers are read below.
        if digits < 18 { mantissa = mantissa * 10 + UInt64(text[i] - 0x30) }
        digits += 1
        if let known = fraction { fraction = known + 1 }
      case 0x2E where fraction == nil: fraction = 0
      case 0x2B where i == text.startIndex, 0x2D where i == text.startIndex: continue
      case 0x45 where digits > 0, 0x65 where digits > 0: exponentAt = i
      default: return nil
      }
      if exponentAt != nil { break }
    }
    guard digits > 0 else { return nil }
    var places = fraction ?? 0
    if exponentAt == nil, digits <= 18, mantissa < 1 << 53, places <= 22 {
      // Both are exact in a double, so that one division rounds as reading the text would.
      let size = Double(mantissa) / BoundaryNumber.powers[places]
      value = text.first == 0x2D ? -size : size
      decimals = places
      return
    }
    let string = String(decoding: text, as: UTF8.self)
    guard let read = Double(string), read.isFinite else { return nil }
    if let exponentAt {
      let rest = text[(exponentAt + 1)...]
      guard rest.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D }) else { return nil }
      let exponent = Int(String(decoding: rest, as: UTF8.self)) ?? 0
      places = max(0, places - min(max(exponent, -1000), 1000))
    }
    value = read
    decimals = places
  }

  /// 10^0 to 10^22, all exact.
  static let powers: [Double] = (0...22).reduce(into: []) { list, _ in list.append((list.last ?? 0.1) * 10) }
}
