/// The texts of an SVG as elements of their own over what Cairo has drawn: they can be searched, copied and changed.
/// Every text is as wide as it was measured, whatever font the reader has.
struct SVGTexts {
  struct Look {
    var size: Double
    var isBold: Bool
    var colour: Colour
    var halo: Double
    var turned: Bool
  }

  private var elements = ""

  private static let families =
    "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"

  /// - Parameters:
  ///   - lines: each with its width, mm.
  ///   - y: the top of the text's box; the first line stands `baseline` below it, each further one `step` lower.
  ///   - shift: how far the text's left side lies before `x`, along the text.
  mutating func add(
    _ lines: [(text: String, width: Double)],
    x: Double,
    y: Double,
    shift: Double,
    step: Double,
    baseline: Double,
    _ look: Look
  ) {
    for (number, line) in lines.enumerated() {
      let words = Self.escaped(line.text)
      guard words.contains(where: { $0 != " " }) else { continue }
      let down = baseline + Double(number) * step
      let place =
        look.turned
        ? "transform=\"translate(\(Self.number(x + down)) \(Self.number(y + shift))) rotate(-90)\""
        : "x=\"\(Self.number(x - shift))\" y=\"\(Self.number(y + down))\""
      elements += "<text \(place) font-size=\"\(Self.number(look.size))\""
      elements += " textLength=\"\(Self.number(line.width))\" lengthAdjust=\"spacingAndGlyphs\""
      if look.isBold { elements += " font-weight=\"700\"" }
      elements += " fill=\"\(Self.hex(look.colour))\""
      if look.halo > 0 {
        elements += " stroke=\"#FFFFFF\" stroke-width=\"\(Self.number(look.halo * 2))\""
        elements += " stroke-linejoin=\"round\" paint-order=\"stroke\""
      }
      elements += ">\(words)</text>\n"
    }
  }

  /// The document with the texts before its end.
  func joined(to svg: [UInt8]) -> [UInt8] {
    let end = Array("</svg>".utf8)
    guard !elements.isEmpty, let last = svg.lastIndex(of: UInt8(ascii: "<")), svg[last...].starts(with: end) else {
      return svg
    }
    let scale = Self.number(72 / 25.4, decimals: 6)
    let head =
      "<g id=\"texts\" transform=\"scale(\(scale))\" font-family=\"\(Self.families)\" xml:space=\"preserve\">\n"
    return svg[..<last] + Array((head + elements + "</g>\n").utf8) + svg[last...]
  }

  /// Markup as characters, and what XML does not allow as the replacement character.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "\t", "\n", "\r": result.append(" ")
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        result.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return String(result)
  }

  private static func hex(_ colour: Colour) -> String {
    let digits = Array("0123456789ABCDEF")
    return [colour.red, colour.green, colour.blue].reduce("#") { text, part in
      let value = Int((min(max(part, 0), 1) * 255).rounded())
      return text + String(digits[value / 16]) + String(digits[value % 16])
    }
  }

  /// A number with so many decimals and no zeros behind, whatever the locale.
  static func number(_ value: Double, decimals: Int = 3) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((value * scale).rounded())
    var digits = String(abs(whole))
    while digits.count <= decimals { digits = "0" + digits }
    var text = String(digits.dropLast(decimals)) + "." + digits.suffix(decimals)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return (whole < 0 ? "-" : "") + text
  }
}
