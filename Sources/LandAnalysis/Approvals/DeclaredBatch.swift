import Features
public import Geometry
public import LandModel

/// A batch's declared area beside the measured one, on the basis that the batch declares.
public struct DeclaredBatch: Sendable {
  /// How the declared area compares.
  public enum Verdict: String, Sendable, CaseIterable {
    /// Within the tolerance.
    case agrees
    /// Off by more than the tolerance, in its unit.
    case differs
    /// The figure is in another unit than the rest of the column; in it, it agrees.
    case otherUnit = "other-unit"
    /// It declares nothing, or nothing tells the unit.
    case notDeclared = "not-declared"
  }

  /// Position of the document in the register.
  public let document: Int
  /// The figure as written.
  public let figure: Double?
  /// The unit it is in, told by its ratio to the measured area.
  public let unit: AreaUnit?
  /// The basis is the table's word; else an assumption.
  public let basisIsStated: Bool
  /// The declared area on the basis that the batch states, else on the one assumed; nil where nothing tells the unit.
  public let declared: Area?
  /// The measured area on the same basis.
  public let measured: Area
  /// How the two compare.
  public let verdict: Verdict

  /// Declared minus measured.
  public var difference: Area? { declared.flatMap { try? $0 - measured } }

  /// Compares every batch.
  ///
  /// - Parameters:
  ///   - records: the batches with what they declare.
  ///   - assumed: the basis of batches that state none.
  ///   - tolerance: when two areas agree.
  ///   - measure: measures columns on a basis.
  public static func compare(
    _ records: ApprovalRecords,
    assumed: AreaBasis,
    tolerance: DeclaredTolerance,
    measure: (GeometryColumns, AreaBasis) throws -> [Double]
  ) throws -> [DeclaredBatch] {
    var areas: [AreaBasis: [Double]] = [:]
    for basis in Set(records.documents.map { $0.declaredBasis ?? assumed }) {
      areas[basis] = try measure(records.geometry, basis)
    }
    return try records.documents.indices.map { document in
      let record = records.documents[document]
      let basis = record.declaredBasis ?? assumed
      let measured = try Area(squareMetres: areas[basis]?[document] ?? 0, basis: basis)
      let unit = records.unit(of: document)
      let declared = record.declared.flatMap { FixedDecimal($0) }.flatMap { figure in
        unit.flatMap { Area(figure, $0, basis: basis) }
      }
      let usual = records.statedUnit ?? records.declaredUnit?.unit
      return DeclaredBatch(
        document: document,
        figure: record.declared,
        unit: unit,
        basisIsStated: record.declaredBasis != nil,
        declared: declared,
        measured: measured,
        verdict: verdict(declared, measured, isUsual: unit == usual, tolerance)
      )
    }
  }

  private static func verdict(
    _ declared: Area?,
    _ measured: Area,
    isUsual: Bool,
    _ tolerance: DeclaredTolerance
  ) -> Verdict {
    guard let declared, let difference = try? declared - measured else { return .notDeclared }
    let allowed = max(tolerance.squareMetres, tolerance.share * measured.squareMetres)
    guard difference.magnitude.squareMetres <= allowed else { return .differs }
    return isUsual ? .agrees : .otherUnit
  }
}
