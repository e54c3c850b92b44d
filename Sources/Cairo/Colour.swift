/// A colour, its parts from 0 to 1.
public struct Colour: Sendable, Hashable {
  /// Red, 0 to 1.
  public var red: Double
  /// Green, 0 to 1.
  public var green: Double
  /// Blue, 0 to 1.
  public var blue: Double
  /// 1 covers what is below, 0 is not seen.
  public var alpha: Double

  /// A colour by its parts, each from 0 to 1.
  public init(_ red: Double, _ green: Double, _ blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// `#RRGGBB`; nil for anything else.
  public init?(hex: String) {
    guard hex.count == 7, hex.hasPrefix("#"), let value = UInt32(hex.dropFirst(), radix: 16) else { return nil }
    self.init(Double(value >> 16) / 255, Double(value >> 8 & 255) / 255, Double(value & 255) / 255)
  }

  /// Of texts and outlines.
  public static let black = Colour(0, 0, 0)
  /// Of paper and halos.
  public static let white = Colour(1, 1, 1)
  /// Of what stands behind.
  public static let grey = Colour(0.4, 0.4, 0.4)

  /// The same colour, as thick as this.
  public func with(alpha: Double) -> Colour { Colour(red, green, blue, alpha: alpha) }
}
