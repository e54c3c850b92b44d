import Cairo
import Foundation
import LandMap
import Testing

/// Colours of our own themes as readers see them who lack one kind of cones: simulated after Viénot, Brettel and Mollon
/// (1999; tritanopia after Brettel et al. 1997, one plane) in linear RGB, compared by CIEDE2000.
@Suite struct ColourVisionTests {
  /// Rows of matrices on linear RGB.
  private static let kinds: [(String, [[Double]])] = [
    ("usual", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    ("protanopia", [[0.10889, 0.89111, 0], [0.10889, 0.89111, 0], [0.00447, -0.00447, 1]]),
    ("deuteranopia", [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]),
    ("tritanopia", [[1, 0.1468, -0.1468], [0, 0.8585, 0.1415], [0, 0.8585, 0.1415]]),
  ]

  /// Two colours nearer than this are not told apart on a sheet where they do not lie side by side.
  private static let least = 9.9

  static let schemes = ["change", "severity", "reuse", "expiry", "zone", "value"]

  @Test(arguments: schemes) func classesOfAThemeAreToldApart(_ scheme: String) throws {
    let entries = try MapSchemes.embedded().entries(scheme)
    let colours = entries.compactMap { entry -> (String, Colour, Bool)? in
      guard let colour = entry.style.fill ?? entry.style.line else { return nil }
      return (entry.key, over(colour), entry.style.hatch != nil)
    }
    #expect(colours.count == entries.count)
    for (name, matrix) in Self.kinds {
      for (number, one) in colours.enumerated() {
        for two in colours[..<number] {
          // A hatch tells two classes apart whatever their colours.
          if one.2 != two.2 { continue }
          let distance = Lab.difference(Lab(seen(one.1, matrix)), Lab(seen(two.1, matrix)))
          #expect(distance >= Self.least, "\(scheme), \(name): \(one.0) and \(two.0) differ by \(distance)")
        }
      }
    }
  }

  @Test func theDistanceIsThatOfThePublishedPairs() {
    // Sharma, Wu and Dalal 2005, table 1: pairs 1, 7, 13, 25.
    let pairs: [(Lab, Lab, Double)] = [
      (Lab(50, 2.6772, -79.7751), Lab(50, 0, -82.7485), 2.0425), (Lab(50, 0, 0), Lab(50, -1, 2), 2.3669),
      (Lab(50, 2.5, 0), Lab(50, 0, -2.5), 4.3065),
      (Lab(60.2574, -34.0099, 36.2677), Lab(60.4626, -34.1751, 39.4387), 1.2644),
    ]
    for (one, two, expected) in pairs { #expect(abs(Lab.difference(one, two) - expected) < 1e-4) }
  }

  /// What lets through lies on white.
  private func over(_ colour: Colour) -> Colour {
    func part(_ value: Double) -> Double { value * colour.alpha + 1 - colour.alpha }
    return Colour(part(colour.red), part(colour.green), part(colour.blue))
  }

  private func seen(_ colour: Colour, _ matrix: [[Double]]) -> [Double] {
    let linear = [colour.red, colour.green, colour.blue].map {
      $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
    }
    return matrix.map { row in min(max(zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1) }
  }
}

/// CIE L*a*b*, D65.
private struct Lab {
  let l: Double
  let a: Double
  let b: Double

  init(_ l: Double, _ a: Double, _ b: Double) { (self.l, self.a, self.b) = (l, a, b) }

  /// From linear RGB of sRGB's primaries.
  init(_ linear: [Double]) {
    let x = (0.4124564 * linear[0] + 0.3575761 * linear[1] + 0.1804375 * linear[2]) / 0.95047
    let y = 0.2126729 * linear[0] + 0.7151522 * linear[1] + 0.0721750 * linear[2]
    let z = (0.0193339 * linear[0] + 0.1191920 * linear[1] + 0.9503041 * linear[2]) / 1.08883
    func f(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116 }
    self.init(116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z)))
  }

  /// CIEDE2000 with all weights one.
  static func difference(_ one: Lab, _ two: Lab) -> Double {
    let mean = (hypot(one.a, one.b) + hypot(two.a, two.b)) / 2
    let g = 0.5 * (1 - (pow(mean, 7) / (pow(mean, 7) + pow(25, 7))).squareRoot())
    let (a1, a2) = (one.a * (1 + g), two.a * (1 + g))
    let (c1, c2) = (hypot(a1, one.b), hypot(a2, two.b))
    func hue(_ a: Double, _ b: Double) -> Double {
      if a == 0, b == 0 { return 0 }
      let degrees = atan2(b, a) * 180 / .pi
      return degrees < 0 ? degrees + 360 : degrees
    }
    let (h1, h2) = (hue(a1, one.b), hue(a2, two.b))
    let (dl, dc) = (two.l - one.l, c2 - c1)
    var turn = c1 * c2 == 0 ? 0 : h2 - h1
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    let dh = 2 * (c1 * c2).squareRoot() * sin(turn / 2 * .pi / 180)
    let (l, c) = ((one.l + two.l) / 2, (c1 + c2) / 2)
    var h = h1 + h2
    if c1 * c2 != 0 {
      if abs(h1 - h2) <= 180 { h /= 2 } else { h = h < 360 ? (h + 360) / 2 : (h - 360) / 2 }
    }
    func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
    let t = 1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6) - 0.2 * cosine(4 * h - 63)
    let sl = 1 + 0.015 * (l - 50) * (l - 50) / (20 + (l - 50) * (l - 50)).squareRoot()
    let (sc, sh) = (1 + 0.045 * c, 1 + 0.015 * c * t)
    let rc = 2 * (pow(c, 7) / (pow(c, 7) + pow(25, 7))).squareRoot()
    let rt = -rc * sin(2 * 30 * exp(-pow((h - 275) / 25, 2)) * .pi / 180)
    let (l2, cc, hh) = (dl / sl, dc / sc, dh / sh)
    return (l2 * l2 + cc * cc + hh * hh + rt * cc * hh).squareRoot()
  }
}
