/// An axis-aligned box, in the unit of the coordinates it bounds; its sides belong to it. Empty while `minX > maxX` or
/// `minY > maxY`.
public struct Box: Sendable, Hashable, BitwiseCopyable {
  /// West side: the least easting or longitude.
  public var minX: Double
  /// South side: the least northing or latitude.
  public var minY: Double
  /// East side, which belongs to the box.
  public var maxX: Double
  /// North side, which belongs to the box.
  public var maxY: Double

  /// The box that holds nothing and grows to whatever is first added.
  public static let empty = Box(minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)

  /// A box of these four sides, in the order west, south, east, north. Nothing is exchanged: a minimum above its
  /// maximum makes an empty box.
  @inlinable
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// True where a minimum is above its maximum or a side is NaN. A single point is not empty.
  @inlinable public var isEmpty: Bool { !(minX <= maxX && minY <= maxY) }
  /// East minus west; 0 for an empty box.
  @inlinable public var width: Double { isEmpty ? 0 : maxX - minX }
  /// North minus south; 0 for an empty box.
  @inlinable public var height: Double { isEmpty ? 0 : maxY - minY }
  /// Half way between west and east; NaN for ``Box/empty``.
  @inlinable public var midX: Double { minX + (maxX - minX) / 2 }
  /// Half way between south and north; NaN for ``Box/empty``.
  @inlinable public var midY: Double { minY + (maxY - minY) / 2 }

  /// True where the closed boxes share at least a point.
  @inlinable
  public func intersects(_ other: Box) -> Bool {
    minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
  }

  /// True where the closed box holds the point.
  @inlinable
  public func contains(x: Double, y: Double) -> Bool {
    minX <= x && x <= maxX && minY <= y && y <= maxY
  }

  /// True where `other` lies wholly within the closed box. An empty box lies in every box.
  @inlinable
  public func contains(_ other: Box) -> Bool {
    other.isEmpty || (minX <= other.minX && other.maxX <= maxX && minY <= other.minY && other.maxY <= maxY)
  }

  /// Grows the box until it holds the point. A coordinate that is NaN changes nothing.
  @inlinable
  public mutating func extend(x: Double, y: Double) {
    if x < minX { minX = x }
    if x > maxX { maxX = x }
    if y < minY { minY = y }
    if y > maxY { maxY = y }
  }

  /// Grows the box until it holds `other`; ``Box/empty`` changes nothing.
  @inlinable
  public mutating func extend(_ other: Box) {
    if other.minX < minX { minX = other.minX }
    if other.maxX > maxX { maxX = other.maxX }
    if other.minY < minY { minY = other.minY }
    if other.maxY > maxY { maxY = other.maxY }
  }

  /// The box grown by `margin` on every side.
  @inlinable
  public func expanded(by margin: Double) -> Box {
    Box(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
  }
}
