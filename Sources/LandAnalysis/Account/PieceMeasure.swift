import AreaAccount
public import Geometry
import Synchronization

/// Measures the rows of an account where they lie, for subjects so large that sharing their area would show.
///
/// An account shares a subject's area on the basis in proportion to plane areas. The scale of a Gauss projection changes by
/// 2·E·dE/R² over dE metres: a piece at the subject's rim is off by up to area × E·width/(2R²), 2.6 m² for half of 1 km²
/// at 50 km from the meridian over 4 km. Where that can pass a hundredth of a square metre, the subject is cut along the
/// layers by GEOS and every piece is measured by itself; their sum stays the subject's own area.
public final class PieceMeasure: Sendable {
  /// Plane area times the longer side of the box, m³, above which pieces are measured: 150 km from the central meridian, the
  /// rim of a 3° zone, E/(2R²) is 1.8e-9 per metre.
  private static let limit = 0.01 / 1.8e-9

  /// True where sharing the subject's area in proportion to plane areas could show.
  static func isLarge(_ subject: Int, of subjects: GeometryColumns) -> Bool {
    let box = subjects.box(of: subject)
    return subjects.planeArea(of: subject) * max(box.width, box.height) > limit
  }

  private let make: @Sendable () -> PieceCutter
  private let measure: @Sendable (GeometryColumns) throws -> [Double]
  private let cutter = Mutex<PieceCutter?>(nil)

  /// - Parameters:
  ///   - account: whose rows are measured.
  ///   - geometries: those that the account's layers were made from, in the same order.
  ///   - measure: measures columns in m² on the basis of the account.
  public init(
    _ account: LandAccount,
    geometries: [GeometryColumns],
    measure: @escaping @Sendable (GeometryColumns) throws -> [Double]
  ) {
    // Most accounts have small subjects only, and never need the cutter's indexes.
    make = { PieceCutter(account, geometries: geometries) }
    self.measure = measure
  }

  /// Replaces the shared areas of large subjects' rows by measured ones.
  func correct(_ areas: inout [Double], _ batch: AccountBatch, _ subjects: GeometryColumns, basis: [Double]) throws {
    for (k, subject) in batch.subjects.enumerated() {
      let rows = batch.rows(of: subject)
      guard rows.count > 1, Self.isLarge(subject, of: subjects) else { continue }
      let cutter = cutter.withLock { cutter -> PieceCutter in
        let made = cutter ?? make()
        cutter = made
        return made
      }
      // What GEOS cannot cut stays shared.
      guard let shapes = try? cutter.pieces(of: subject, in: subjects) else { continue }
      var columns = GeometryColumns()
      var measured: [Int] = []
      for row in rows {
        let classes = (0..<batch.layerCount).map { batch.classes(row: row, layer: $0) }
        guard let shape = shapes[classes] else { continue }
        columns.append(feature: 0, of: shape)
        measured.append(row)
      }
      for (row, area) in zip(measured, try measure(columns)) { areas[row] = area }
      guard batch.sumsToSubject else { continue }
      // Each piece is rounded by itself: what that leaves is shared.
      let sum = rows.reduce(0) { $0 + areas[$1] }
      guard sum > 0 else { continue }
      for row in rows { areas[row] *= basis[k] / sum }
    }
  }
}
