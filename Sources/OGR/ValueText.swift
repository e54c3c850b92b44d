/// ISO 8601 text of dates and times.
enum ISODate {
  static func date(year: Int, month: Int, day: Int) -> String {
    padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  /// `zone` is GDAL's flag: 0 unknown, 1 local time, 100 UTC, each step from there a quarter of an hour.
  static func time(hour: Int, minute: Int, milliseconds: Int, zone: Int) -> String {
    var text = padded(hour, 2) + ":" + padded(minute, 2) + ":" + padded(milliseconds / 1000, 2)
    if milliseconds % 1000 != 0 { text += "." + padded(milliseconds % 1000, 3) }
    if zone == 100 { return text + "Z" }
    guard zone > 1 else { return text }
    let minutes = abs(zone - 100) * 15
    return text + (zone < 100 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
  }

  /// The date of a number of days since 1970-01-01 (proleptic Gregorian; H. Hinnant, “chrono-compatible low-level
  /// date algorithms”, civil_from_days).
  static func date(daysSince1970 days: Int) -> String {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return date(year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: day)
  }

  /// The parts of `YYYY-MM-DD`, with `/` for `-` as well, and of a time after it where there is one; nil where the
  /// text is no date.
  static func parts(
    _ text: String
  ) -> (
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Double, zone: Int
  )? {
    let halves = text.split(maxSplits: 1) { $0 == "T" || $0 == " " }
    guard let first = halves.first else { return nil }
    let date = first.split(whereSeparator: { $0 == "-" || $0 == "/" }).map { Int($0) }
    guard date.count == 3, let year = date[0], let month = date[1], let day = date[2], abs(year) < 100_000,
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    guard halves.count == 2 else { return (year, month, day, 0, 0, 0, 0) }
    var clock = halves[1]
    var zone = 0
    if clock.hasSuffix("Z") {
      clock.removeLast()
      zone = 100
    } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let offset = clock[clock.index(after: sign)...].split(separator: ":").map { Int($0) }
      guard let hours = offset.first ?? nil, (0...24).contains(hours) else { return nil }
      let rest = (offset.count > 1 ? offset[1] : 0) ?? 0
      guard (0..<60).contains(rest) else { return nil }
      let minutes = hours * 60 + rest
      guard minutes % 15 == 0 else { return nil }
      zone = 100 + (clock[sign] == "-" ? -minutes : minutes) / 15
      clock = clock[..<sign]
    }
    let time = clock.split(separator: ":")
    guard time.count >= 2, let hour = Int(time[0]), let minute = Int(time[1]), (0...24).contains(hour),
      (0..<60).contains(minute)
    else { return nil }
    guard let second = time.count > 2 ? Double(time[2]) : 0 else { return nil }
    return (year, month, day, hour, minute, second, zone)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(abs(number))
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }
}

/// Upper-case hexadecimal.
enum Hexadecimal {
  static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      result.append(digits[Int(byte >> 4)])
      result.append(digits[Int(byte & 15)])
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// nil where the text is no hexadecimal of whole bytes.
  static func bytes(_ text: String) -> [UInt8]? {
    let digits = text.utf8.map { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") ? $0 - 48 : ($0 | 32) &- 87 }
    guard digits.count.isMultiple(of: 2), digits.allSatisfy({ $0 < 16 }) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}

/// JSON strings.
enum JSONText {
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
