/// A transformation from a plane to degrees by polynomials that were fitted to PROJ's own answers, for layers of many
/// points close together: some ten times faster, and equal within ``tolerance``.
///
/// The plane is cut into fixed squares. In each square that holds enough points, PROJ is asked at 6 × 6 Chebyshev
/// nodes; the polynomials of degree 5 through its answers leave out terms of (half the square / Earth's radius)⁶, about
/// 5e-18. A square is taken only where PROJ's answers at points between the nodes agree; points elsewhere go to PROJ.
/// Only projections given by formulas are fitted, never grids of measured shifts.
final class FittedTransformation: Sendable {
  /// Degrees: 0.05 µm on the ground.
  static let tolerance = 5e-13
  /// Side of a square, in units of the plane.
  private static let side = 16_384.0
  /// With fewer points than this in a square, fitting costs more than it saves.
  private static let worthwhile = 400

  private let transformation: Transformation
  private let patches: [Square: FittedPatch]

  /// Fits where the points lie; nil where the transformation is of a kind that is not fitted, or the points are few.
  init?(_ transformation: Transformation, x: [Double], y: [Double]) {
    guard transformation.isFittable, x.count >= Self.worthwhile else { return nil }
    self.transformation = transformation
    var counts: [Square: Int] = [:]
    Self.runs(x, y) { square, range in
      if let square { counts[square, default: 0] += range.count }
    }
    let squares = counts.filter { $0.value >= Self.worthwhile }.keys.sorted {
      ($0.column, $0.row) < ($1.column, $1.row)
    }
    var patches: [Square: FittedPatch] = [:]
    for square in squares {
      let (column, row) = (Double(square.column), Double(square.row))
      patches[square] = FittedPatch(
        midX: (column + 0.5) * Self.side,
        midY: (row + 0.5) * Self.side,
        half: Self.side / 2,
        tolerance: Self.tolerance,
        transformation
      )
    }
    guard !patches.isEmpty else { return nil }
    self.patches = patches
  }

  /// Transforms in place. Returns the indices of the points that have no image.
  func transform(x: UnsafeMutableBufferPointer<Double>, y: UnsafeMutableBufferPointer<Double>) -> [Int] {
    var failed: [Int] = []
    Self.runs(UnsafeBufferPointer(x), UnsafeBufferPointer(y)) { square, range in
      if let patch = square.flatMap({ patches[$0] }) {
        patch.transform(x: .init(rebasing: x[range]), y: .init(rebasing: y[range]))
      } else {
        let few = transformation.transform(x: .init(rebasing: x[range]), y: .init(rebasing: y[range]))
        failed += few.map { $0 + range.lowerBound }
      }
    }
    return failed
  }

  func transform(x: inout [Double], y: inout [Double]) -> [Int] {
    x.withUnsafeMutableBufferPointer { x in y.withUnsafeMutableBufferPointer { y in transform(x: x, y: y) } }
  }

  /// Calls `body` with every run of points of one square; nil for points that are in none.
  private static func runs(
    _ x: some RandomAccessCollection<Double>,
    _ y: some RandomAccessCollection<Double>,
    _ body: (Square?, Range<Int>) -> Void
  ) {
    x.withContiguousStorageIfAvailable { x in
      y.withContiguousStorageIfAvailable { y in
        var start = 0
        while start < x.count {
          guard let square = Square(x[start], y[start], side: side) else {
            body(nil, start..<start + 1)
            start += 1
            continue
          }
          let (minX, minY) = (Double(square.column) * side, Double(square.row) * side)
          var end = start + 1
          while end < x.count, x[end] >= minX, x[end] < minX + side, y[end] >= minY, y[end] < minY + side { end += 1 }
          body(square, start..<end)
          start = end
        }
      }
    }
  }
}

extension FittedTransformation {
  private struct Square: Hashable {
    var column: Int
    var row: Int

    init?(_ x: Double, _ y: Double, side: Double) {
      guard abs(x) < 1e9, abs(y) < 1e9 else { return nil }
      column = Int((x / side).rounded(.down))
      row = Int((y / side).rounded(.down))
    }
  }
}

extension Transformation {
  /// Projections that are smooth formulas, to degrees on the same datum or by a Helmert transformation.
  fileprivate var isFittable: Bool {
    guard source.isProjected, target.isGeographic, let unit = source.metresPerUnit, unit <= 1 else { return false }
    let smooth: Set<String> = [
      "tmerc", "utm", "merc", "webmerc", "lcc", "unitconvert", "axisswap", "cart", "helmert", "pipeline", "noop",
    ]
    let methods = pipeline.split(separator: " ").filter { $0.hasPrefix("+proj=") }.map { String($0.dropFirst(6)) }
    return methods.allSatisfy { smooth.contains($0) }
  }
}
