/// JSON text piece by piece: members in the order they are written, no spaces that mean nothing but line ends.
struct JSONText {
  private(set) var text = ""

  mutating func raw(_ piece: String) { text += piece }

  /// A string with the escapes that RFC 8259 §7 demands; all else stays as it is, in UTF-8.
  mutating func string(_ value: String) {
    text.append("\"")
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text.append("\"")
  }

  mutating func member(_ name: String, first: Bool = false) {
    if !first { text += "," }
    string(name)
    text += ":"
  }
}
