/// What counts as a defect, each value with its source. Lengths in metres, areas in m².
public struct QualityThresholds: Sendable, Hashable {
  /// Polygons and parts below this area are slivers. Source: the planning-data rules in use call anything below 1 m²
  /// or 0.1 m mean width a sliver that is logged, never dropped (domain brief §4).
  public var sliverArea = 1.0
  /// Polygons and parts below this mean width, 2 · area / perimeter, are slivers. Source: as ``sliverArea``.
  public var sliverWidth = 0.1
  /// Vertices apart by no more than this should be one. Source: the snapping distance of plan data, 1 mm
  /// (domain brief §4).
  public var snappingDistance = 0.001
  /// Overlaps and gaps up to this area are counted and summed, not listed one by one. Source: the smallest area
  /// that an account in m² with two decimals shows.
  public var smallestOverlap = 0.01
  /// As ``smallestOverlap``, for gaps and for land outside the scope.
  public var smallestGap = 0.01
  /// More overlapping pairs than this are not listed: such a layer is no coverage.
  public var maximumPairs = 100_000

  /// The values above.
  public init() {}
}
