/// An axis-aligned box, in the unit of the coordinates it bounds. Empty while `minX > maxX`.
public struct Box: Sendable, Hashable, BitwiseCopyable {
  public var minX: Double
  public var minY: Double
  public var maxX: Double
  public var maxY: Double

  /// The box that holds nothing and grows to whatever is first added.
  public static let empty = Box(minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)

  @inlinable
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  @inlinable public var isEmpty: Bool { !(minX <= maxX && minY <= maxY) }
  @inlinable public var width: Double { isEmpty ? 0 : maxX - minX }
  @inlinable public var height: Double { isEmpty ? 0 : maxY - minY }
  @inlinable public var midX: Double { minX + (maxX - minX) / 2 }
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

  @inlinable
  public mutating func extend(x: Double, y: Double) {
    if x < minX { minX = x }
    if x > maxX { maxX = x }
    if y < minY { minY = y }
    if y > maxY { maxY = y }
  }

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
