import GEOS
public import Geometry
public import LandModel

/// What a layer's polygons count twice: the sum of their areas, the area of their union, and every pair that
/// overlaps. Zones of a park overlap by design (an integration zone within an expansion), so that a sum of zone
/// areas alone misleads.
public struct OverlapAccount: Sendable {
  /// Two features that share land.
  public struct Pair: Sendable {
    /// Number of the first feature, from 0.
    public var first: Int
    /// Number of the second one, above the first.
    public var second: Int
    /// The land that both cover.
    public var area: Area
  }

  /// Sum of the features' areas, as if nothing overlapped.
  public var sum: Area
  /// Area of the land that lies in at least one feature.
  public var union: Area
  /// Land that the sum counts more than once, as often as it does: sum minus union.
  public var countedTwice: Area
  /// Pairs with a shared area above the tolerance, in order of feature numbers.
  public var pairs: [Pair]

  /// Accounts for the overlaps of a layer.
  ///
  /// - Parameters:
  ///   - columns: the layer's features; those of area 0 take no part.
  ///   - areas: measured area of each feature in m².
  ///   - basis: of the areas.
  ///   - tolerance: shared areas up to this many m² are edges drawn twice, not overlaps.
  ///   - measure: measures columns in m² on the basis, in the layer's CRS.
  /// - Throws: what GEOS or measuring throws; invalid polygons must be repaired first.
  public init(
    _ columns: GeometryColumns,
    areas: [Double],
    basis: AreaBasis,
    tolerance: Double = 0.01,
    measure: (GeometryColumns) throws -> [Double]
  ) throws {
    let polygonal = (0..<columns.count).filter { areas[$0] != 0 }
    let shapes = try polygonal.map { try Shape(columns, feature: $0) }
    sum = try Area.sum(polygonal.map { try Area(squareMetres: areas[$0], basis: basis) }, basis: basis)
    let unionArea = try Self.area(of: Shape.union(of: shapes), measure)
    union = try Area(squareMetres: unionArea, basis: basis)
    countedTwice = try sum - union
    pairs = []
    guard countedTwice.squareMetres > tolerance else { return }
    let boxes = columns.boxes()
    for (i, first) in polygonal.enumerated() {
      for (j, second) in polygonal.enumerated().dropFirst(i + 1) where boxes[first].intersects(boxes[second]) {
        let shared = try Self.area(of: shapes[i].intersection(shapes[j]), measure)
        guard shared > tolerance else { continue }
        pairs.append(Pair(first: first, second: second, area: try Area(squareMetres: shared, basis: basis)))
      }
    }
  }

  private static func area(of shape: Shape, _ measure: (GeometryColumns) throws -> [Double]) throws -> Double {
    var builder = GeometryColumns.Builder()
    try builder.append(shape)
    return try measure(builder.finish()).reduce(0, +)
  }
}
