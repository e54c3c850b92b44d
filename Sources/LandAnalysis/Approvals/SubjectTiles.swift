import GEOS
import Geometry

/// Cuts large subjects into squares, so that an ellipsoid area is shared within squares and not over kilometres.
///
/// An account shares a subject's ellipsoid area in proportion to plane areas. The scale of a Gauss projection changes
/// by 2·E·dE/R² over dE metres: 1e-5 across a zone of 4 km near a 3° zone's edge, which is 100 m² on 10 km².
/// Within 500 m it is 1e-6.
struct SubjectTiles {
  /// Side of a square in metres, and the most squares along a side.
  static let side = 500.0
  static let most = 120.0

  /// The squares, and the subject that each is of.
  private(set) var geometry: GeometryColumns
  private(set) var subjects: [Int]
  /// Area of each on the account's basis; a subject's squares sum to its own.
  private(set) var areas: [Double]

  /// - Parameters:
  ///   - areas: each subject's area on the basis.
  ///   - isPlane: the basis is the plane, which needs no squares.
  ///   - measure: measures columns on the basis.
  init(
    _ columns: GeometryColumns,
    areas: [Double],
    isPlane: Bool,
    measure: (GeometryColumns) throws -> [Double]
  ) throws {
    geometry = columns
    subjects = Array(0..<columns.count)
    self.areas = areas
    guard !isPlane else { return }
    let boxes = columns.boxes()
    guard boxes.contains(where: { max($0.width, $0.height) > 2 * Self.side }) else { return }
    var builder = GeometryColumns.Builder()
    subjects = []
    for subject in 0..<columns.count {
      guard max(boxes[subject].width, boxes[subject].height) > 2 * Self.side, columns.kinds[subject].isPolygonal else {
        try builder.append(Shape(columns, feature: subject))
        subjects.append(subject)
        continue
      }
      for piece in try Self.pieces(Shape(columns, feature: subject), boxes[subject]) {
        try builder.append(piece)
        subjects.append(subject)
      }
    }
    geometry = builder.finish()
    self.areas = try measure(geometry)
    var sums = [Double](repeating: 0, count: columns.count)
    for (tile, subject) in subjects.enumerated() { sums[subject] += self.areas[tile] }
    for (tile, subject) in subjects.enumerated() where sums[subject] > 0 {
      self.areas[tile] *= areas[subject] / sums[subject]
    }
  }

  private static func pieces(_ shape: Shape, _ box: Box) throws -> [Shape] {
    let step = max(side, max(box.width, box.height) / most)
    var pieces: [Shape] = []
    for column in 0..<Int((box.width / step).rounded(.up)) {
      let left = box.minX + Double(column) * step
      let strip = try Shape.rectangle(Box(minX: left, minY: box.minY - 1, maxX: left + step, maxY: box.maxY + 1))
      let part = try shape.intersection(strip).polygonalPart().polygons
      for row in 0..<Int((box.height / step).rounded(.up)) {
        let low = box.minY + Double(row) * step
        let tile = try Shape.rectangle(Box(minX: left - 1, minY: low, maxX: left + step + 1, maxY: low + step))
        let piece = try part.intersection(tile).polygonalPart().polygons
        if !piece.isEmpty { pieces.append(piece) }
      }
    }
    return pieces
  }
}
