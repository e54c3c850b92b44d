/// A JSON number taken apart: ± mantissa · 10^exponent, and where its text stands.
struct DecimalNumber {
  var mantissa: UInt64 = 0
  var exponent = 0
  var isNegative = false
  /// Neither a point nor an exponent.
  var isInteger = true
  /// More than 19 significant digits: the mantissa does not hold them.
  var isLong = false

  /// Reads a number at `p` and moves `p` behind it. False where there is none, or one that JSON does not allow; `p`
  /// then stands at the offending byte. The text must be followed by a byte that is no digit.
  @inline(__always)
  static func scan(_ p: inout UnsafePointer<UInt8>, into number: inout DecimalNumber) -> Bool {
    var mantissa: UInt64 = 0
    var exponent = 0
    number.isNegative = p.pointee == UInt8(ascii: "-")
    if number.isNegative { p += 1 }
    let start = p
    var digit = p.pointee &- 48
    guard digit < 10 else { return false }
    if digit == 0 {
      p += 1
      if p.pointee &- 48 < 10 { return false }
    } else {
      repeat {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        p += 1
        digit = p.pointee &- 48
      } while digit < 10
    }
    var digits = p - start
    number.isInteger = true
    if p.pointee == UInt8(ascii: ".") {
      number.isInteger = false
      p += 1
      let fraction = p
      digit = p.pointee &- 48
      guard digit < 10 else { return false }
      repeat {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        p += 1
        digit = p.pointee &- 48
      } while digit < 10
      exponent = fraction - p
      digits -= exponent
    }
    if p.pointee | 0x20 == UInt8(ascii: "e") {
      number.isInteger = false
      guard scanExponent(&p, adding: &exponent) else { return false }
    }
    number.mantissa = mantissa
    number.exponent = exponent
    number.isLong = digits > 19 && significantDigits(from: start) > 19
    return true
  }

  private static func scanExponent(_ p: inout UnsafePointer<UInt8>, adding exponent: inout Int) -> Bool {
    p += 1
    let negative = p.pointee == UInt8(ascii: "-")
    if negative || p.pointee == UInt8(ascii: "+") { p += 1 }
    guard p.pointee &- 48 < 10 else { return false }
    var value = 0
    while p.pointee &- 48 < 10 {
      value = min(value * 10 + Int(p.pointee &- 48), 1 << 40)
      p += 1
    }
    exponent += negative ? -value : value
    return true
  }

  private static func significantDigits(from start: UnsafePointer<UInt8>) -> Int {
    var p = start
    var count = 0
    while true {
      let byte = p.pointee
      if byte &- 48 < 10 {
        if count > 0 || byte != 48 { count += 1 }
      } else if byte != UInt8(ascii: ".") {
        return count
      }
      p += 1
    }
  }
}

/// Powers for conversions, allocated once and never freed.
struct DecimalPowers: @unchecked Sendable {
  /// 10^0 … 10^22, exact.
  let tens: UnsafePointer<Double>
  /// 5^0 … 5^27, shifted left until the highest bit is set, and by how much.
  let fives: UnsafePointer<UInt64>
  let shifts: UnsafePointer<Int>

  static let shared = DecimalPowers()

  private init() {
    let tens = UnsafeMutablePointer<Double>.allocate(capacity: 23)
    let fives = UnsafeMutablePointer<UInt64>.allocate(capacity: 28)
    let shifts = UnsafeMutablePointer<Int>.allocate(capacity: 28)
    var ten = 1.0
    for i in 0..<23 {
      (tens + i).initialize(to: ten)
      ten *= 10
    }
    var five: UInt64 = 1
    for i in 0..<28 {
      (fives + i).initialize(to: five << five.leadingZeroBitCount)
      (shifts + i).initialize(to: five.leadingZeroBitCount)
      if i < 27 { five *= 5 }
    }
    self.tens = UnsafePointer(tens)
    self.fives = UnsafePointer(fives)
    self.shifts = UnsafePointer(shifts)
  }

  /// The double nearest to the number, ties to even; nil where the short ways do not reach and the text must be
  /// converted (``slow(_:_:)``).
  ///
  /// Up to 2^53 and 10^±22 one division or multiplication of exact doubles is correctly rounded (Clinger, How to
  /// read floating point numbers accurately, 1990). Up to 2^64 and 10^-27 the quotient mantissa / 5^n is divided out in
  /// integers: 64 bits and a remainder decide the rounding exactly.
  @inline(__always)
  func double(_ number: DecimalNumber) -> Double? {
    if number.isLong { return nil }
    let mantissa = number.mantissa
    let exponent = number.exponent
    var value: Double
    if mantissa <= 1 << 53 && exponent >= -22 && exponent <= 22 {
      value = Double(Int64(bitPattern: mantissa))
      if exponent < 0 { value /= tens[-exponent] } else { value *= tens[exponent] }
    } else if mantissa == 0 {
      // Zero has no highest bit to divide by: 0e-25, or a point and 25 zeros behind it.
      value = 0
    } else if exponent >= -27 && exponent <= 0 {
      value = quotient(mantissa, -exponent)
    } else {
      return nil
    }
    return number.isNegative ? -value : value
  }

  /// mantissa / 10^n, correctly rounded, for a mantissa above zero and n up to 27.
  @inline(__always)
  private func quotient(_ mantissa: UInt64, _ n: Int) -> Double {
    let divisor = fives[n]
    let zeros = mantissa.leadingZeroBitCount
    var high = mantissa << zeros
    var low: UInt64 = 0
    var scale = shifts[n] - zeros - n - 64
    if high >= divisor {
      low = high << 63
      high >>= 1
      scale += 1
    }
    let (quotient, remainder) = divisor.dividingFullWidth((high, low))
    // The quotient's highest bit is set: 53 bits are kept, 11 and the remainder decide.
    var kept = quotient >> 11
    let rest = quotient & 0x7FF
    if rest > 0x400 || (rest == 0x400 && (remainder != 0 || kept & 1 == 1)) { kept += 1 }
    let biased = UInt64(1023 + 52 + scale + 11)
    return Double(bitPattern: (biased << 52) + (kept - (1 << 52)))
  }

  /// Any JSON number's text, correctly rounded; infinite where it is too large. Digits beyond the 800th can only break
  /// a tie, so that memory stays bounded whatever the length.
  static func slow(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Double {
    var text: [UInt8] = []
    var p = start
    if p.pointee == UInt8(ascii: "-") {
      text.append(p.pointee)
      p += 1
    }
    var exponent = 0
    var significant = 0
    var dropped = false
    var afterPoint = false
    while p < end, p.pointee | 0x20 != UInt8(ascii: "e") {
      let byte = p.pointee
      p += 1
      if byte == UInt8(ascii: ".") {
        afterPoint = true
        continue
      }
      if afterPoint { exponent -= 1 }
      if significant == 0 && byte == 48 { continue }
      if significant < 800 {
        text.append(byte)
        significant += 1
      } else {
        exponent += 1
        if byte != 48 { dropped = true }
      }
    }
    if significant == 0 { return text.isEmpty ? 0 : -0.0 }
    if dropped {
      text.append(49)
      exponent -= 1
    }
    if p < end {
      p += 1
      let negative = p.pointee == UInt8(ascii: "-")
      if negative || p.pointee == UInt8(ascii: "+") { p += 1 }
      var stated = 0
      while p < end {
        stated = min(stated * 10 + Int(p.pointee &- 48), 1 << 40)
        p += 1
      }
      exponent += negative ? -stated : stated
    }
    if exponent + significant > 400 { return text[0] == UInt8(ascii: "-") ? -.infinity : .infinity }
    if exponent + significant < -400 { return text[0] == UInt8(ascii: "-") ? -0.0 : 0 }
    return Double(String(decoding: text, as: UTF8.self) + "e\(exponent)") ?? .nan
  }
}
