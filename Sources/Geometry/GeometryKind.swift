/// What a feature's geometry was in its source. Every kind is stored in the same columns (see ``GeometryColumns``).
public enum GeometryKind: UInt8, Sendable, CaseIterable {
  /// The feature has no geometry at all.
  case null
  /// One position.
  case point
  /// One open or closed line.
  case lineString
  /// One shell with its holes.
  case polygon
  /// Any number of positions.
  case multiPoint
  /// Any number of lines.
  case multiLineString
  /// Any number of polygons, also a single one.
  case multiPolygon
  /// A GeometryCollection, kept whole as WKB for output; its polygons are parts, so that their area counts.
  case collection

  /// True for the kinds that enclose area.
  @inlinable public var isPolygonal: Bool { self == .polygon || self == .multiPolygon }
}

/// What loading found or did to a feature. A flag never removes a feature: it is counted, named and shown.
public struct GeometryFlags: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16

  @inlinable
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// No geometry.
  public static let null = GeometryFlags(rawValue: 1 << 0)
  /// A geometry without a single vertex.
  public static let empty = GeometryFlags(rawValue: 1 << 1)
  /// Points, lines, or a collection, whatever it holds. Only a collection can have an area all the same.
  public static let notPolygon = GeometryFlags(rawValue: 1 << 2)
  /// A ring of fewer than three distinct consecutive vertices; padded to four positions, encloses nothing.
  public static let shortRing = GeometryFlags(rawValue: 1 << 3)
  /// The source's ring did not return to its first vertex; it was closed.
  public static let unclosedRing = GeometryFlags(rawValue: 1 << 4)
  /// Consecutive equal vertices were dropped.
  public static let repeatedVertices = GeometryFlags(rawValue: 1 << 5)
  /// A ring ran the other way than shells (counter-clockwise) or holes (clockwise) do here, and was turned.
  public static let reorientedRing = GeometryFlags(rawValue: 1 << 6)
  /// The source had Z or M values; they are kept away.
  public static let hadZ = GeometryFlags(rawValue: 1 << 7)
  /// The source had arcs; they were stroked to segments.
  public static let linearised = GeometryFlags(rawValue: 1 << 8)
  /// Not simple or not valid as a polygon (found by a validity check, not by loading alone).
  public static let invalid = GeometryFlags(rawValue: 1 << 9)
  /// Repaired with GEOS; areas before and after are on record.
  public static let repaired = GeometryFlags(rawValue: 1 << 10)
  /// A coordinate that is NaN, infinite, or beyond ``GeometryColumns/largestCoordinate``. Readers refuse such a feature
  /// by name.
  public static let nonFinite = GeometryFlags(rawValue: 1 << 11)
}
