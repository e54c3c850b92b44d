/// The accounts of a run of subjects: for each subject its rows, each a combination of classes and the plane area of
/// the part of the subject that lies in exactly these.
///
/// Rows of a subject are in order: layer by layer by class, the row without a class of a layer after those with one.
/// A subject without area (no polygon, a coordinate that is not finite) has no row.
public struct AccountBatch: Sendable, Equatable {
  /// The subjects' positions in the columns they came from.
  public internal(set) var subjects: Range<Int>
  /// Number of overlay layers.
  public let layerCount: Int
  /// True where the rows of a subject sum to its area (``AccountEngine/OverlapMode/combine``).
  public let sumsToSubject: Bool
  /// Subject `subjects.lowerBound + k` has rows `rowOffsets[k] ..< rowOffsets[k + 1]`.
  public internal(set) var rowOffsets: [Int] = [0]
  /// Plane area of each row, square units of the coordinates.
  public internal(set) var areas: [Double] = []
  /// For each row and layer (row by row) the number of the row's class set in ``classSets``.
  public internal(set) var setNumbers: [Int32] = []
  /// The distinct class sets, ascending classes in each; number 0 is the empty set. One list serves all layers.
  public internal(set) var classSets: [[Int32]] = [[]]
  /// Plane area of each subject by the shoelace formula.
  public internal(set) var subjectAreas: [Double] = []
  /// For each subject the sum of its rows minus its area, before rows were folded: the closing error. For a valid
  /// subject it is rounding; a larger one tells of a subject that winds twice round some place, or backwards.
  public internal(set) var closingErrors: [Double] = []
  /// How many rows were too small to stand alone and were added to the subject's largest row.
  public internal(set) var foldedRows = 0
  /// Plane area of the folded rows, square units of the coordinates.
  public internal(set) var foldedArea = 0.0

  init(subjects: Range<Int>, layerCount: Int, sumsToSubject: Bool) {
    self.subjects = subjects
    self.layerCount = layerCount
    self.sumsToSubject = sumsToSubject
  }

  /// Number of rows.
  public var rowCount: Int { areas.count }

  /// The rows of a subject, named by its position in the columns.
  public func rows(of subject: Int) -> Range<Int> {
    let k = subject - subjects.lowerBound
    return rowOffsets[k]..<rowOffsets[k + 1]
  }

  /// The classes of a layer that a row lies in, ascending; empty where it lies in none.
  public func classes(row: Int, layer: Int) -> [Int32] {
    classSets[Int(setNumbers[row * layerCount + layer])]
  }

  /// The largest closing error, without its sign, relative to the subject's area.
  public var worstClosing: Double {
    var worst = 0.0
    for (error, area) in zip(closingErrors, subjectAreas) where area > 0 { worst = max(worst, abs(error) / area) }
    return worst
  }

  /// Appends the accounts of the subjects that follow.
  mutating func append(_ next: AccountBatch, numbers: [Int32]) {
    let base = areas.count
    areas.append(contentsOf: next.areas)
    rowOffsets.append(contentsOf: next.rowOffsets.dropFirst().lazy.map { $0 + base })
    setNumbers.append(contentsOf: next.setNumbers.lazy.map { numbers[Int($0)] })
    subjectAreas.append(contentsOf: next.subjectAreas)
    closingErrors.append(contentsOf: next.closingErrors)
    foldedRows += next.foldedRows
    foldedArea += next.foldedArea
  }
}

extension AccountBatch {
  /// The row areas on another basis: each subject's area on that basis, shared by its rows in proportion to their
  /// plane areas.
  ///
  /// Within one subject the scale of a projection hardly varies: for a parcel of 1 km in a 3° Gauss zone the shares
  /// differ from clipping and measuring each part by less than 5e-5 of the part (scale 1 + E²/2R², E the distance
  /// from the central meridian). Split subjects that span a zone before accounting them.
  /// - Parameter basis: the area of each subject (ellipsoid or geodesic), as many as the batch has subjects.
  /// - Returns: one area for each row; the rows of a subject sum to its basis area but for rounding.
  public func areas(sharing basis: [Double]) -> [Double] {
    precondition(basis.count == subjects.count, "one area for each subject")
    var result = areas
    for k in 0..<basis.count {
      let rows = rowOffsets[k]..<rowOffsets[k + 1]
      let plane = areas[rows].reduce(0, +)
      guard plane > 0 else { continue }
      // Where classes overlap and each has a row, rows sum to more than the subject: its area is the measure then.
      let factor = basis[k] / (sumsToSubject ? plane : subjectAreas[k])
      for row in rows { result[row] = areas[row] * factor }
    }
    return result
  }
}
