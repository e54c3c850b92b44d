/// A colour, its parts from 0 to 1.
public struct Colour: Sendable, Hashable {
  public var red: Double
  public var green: Double
  public var blue: Double
  public var alpha: Double

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

  public static let black = Colour(0, 0, 0)
  public static let white = Colour(1, 1, 1)
  public static let grey = Colour(0.4, 0.4, 0.4)

  public func with(alpha: Double) -> Colour { Colour(red, green, blue, alpha: alpha) }
}
