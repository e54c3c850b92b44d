import GEOS
import Geometry

/// The zone's shapes by the first deduction that holds.
struct ZonePartition {
  /// By step, in order of priority; steps that take nothing are not here.
  private(set) var deducted: [(step: Int, shape: Shape)] = []
  private(set) var developable: Shape

  init(_ zone: GeometryColumns, _ selections: [LandSelection?]) throws {
    let shapes = try (0..<zone.count).map { try zone.validShape(of: $0) }
    developable = try Shape.union(of: shapes)
    for (step, selection) in selections.enumerated() {
      guard let land = try selection?.shape(within: developable) else { continue }
      deducted.append((step, land))
      developable = try developable.difference(land).polygonalPart().polygons
    }
  }

  /// The deducted shapes, as they stand in ``deducted``.
  func deductedColumns() throws -> GeometryColumns {
    var builder = GeometryColumns.Builder()
    for (_, shape) in deducted { try builder.append(shape) }
    return builder.finish()
  }
}

/// Areas of a zone's partition that sum to the zone's own.
///
/// Every piece is measured on the basis by itself, where it lies: the scale of a projection changes across a zone, so
/// that shares of the zone's plane area would be wrong by some millionths of a piece. The official ellipsoid routine
/// rounds latitudes and longitudes to 1e-6″ (0.03 mm) and each area to 0.01 m², so that the pieces sum to the zone but
/// for hundredths of a square metre; this difference is shared among them by area.
struct MeasuredPartition {
  /// By step, 0 for one that takes nothing.
  private(set) var deducted: [Double]
  /// By piece of the cut.
  private(set) var pieces: [Double]
  /// Sum of the pieces as measured less the zone.
  let difference: Double

  init(
    _ partition: ZonePartition,
    _ cut: SurveyUnits.Cut,
    zone: Double,
    measure: (GeometryColumns) throws -> [Double]
  ) throws {
    let taken = try measure(partition.deductedColumns())
    pieces = try measure(cut.geometry)
    let sum = taken.reduce(0, +) + pieces.reduce(0, +)
    difference = sum - zone
    let factor = sum > 0 ? zone / sum : 1
    deducted = [Double](repeating: 0, count: (partition.deducted.map(\.step).max() ?? -1) + 1)
    for (area, entry) in zip(taken, partition.deducted) { deducted[entry.step] += area * factor }
    pieces = pieces.map { $0 * factor }
  }
}
