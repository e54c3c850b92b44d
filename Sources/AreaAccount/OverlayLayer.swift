public import Geometry

/// One layer whose classes subjects are split by: its polygons, the class of each, and an index over their edges.
///
/// Several features may share a class; where they overlap, or share edges, their class counts once. A feature whose
/// class is negative takes no part. Points and lines enclose nothing and take no part either.
///
/// The index needs about 12 bytes a vertex beside the geometry, which it shares with the caller.
public struct OverlayLayer: Sendable {
  /// The polygons, in the plane coordinates of the subjects.
  public let geometry: GeometryColumns
  /// The class of each feature, from 0; negative: none.
  public let classes: [Int32]
  /// One more than the largest class.
  public let classCount: Int
  let grid: EdgeGrid

  /// Indexes the layer.
  /// - Parameters:
  ///   - geometry: valid polygons as `GeometryColumns` keeps them (see ``AccountInput`` for what to check).
  ///   - classes: one class index for each feature, from 0; a negative one leaves the feature out. The index is not
  ///     the code: map your codes to 0, 1, 2 … and keep the list.
  public init(_ geometry: GeometryColumns, classes: [Int32]) {
    precondition(classes.count == geometry.count, "one class for each feature")
    self.geometry = geometry
    self.classes = (0..<geometry.count).map { geometry.isMeasurable($0) ? classes[$0] : -1 }
    classCount = Int(classes.max() ?? -1) + 1
    grid = EdgeGrid(geometry, classes: self.classes)
  }

  /// Indexes the layer with every feature a class of its own, named by its position.
  public init(_ geometry: GeometryColumns) {
    self.init(geometry, classes: (0..<geometry.count).map { Int32(truncatingIfNeeded: $0) })
  }
}

extension GeometryColumns {
  /// True where the feature encloses area and all its coordinates are finite.
  func isMeasurable(_ feature: Int) -> Bool {
    guard kinds[feature].isPolygonal || kinds[feature] == .collection else { return false }
    // A sum of zero times each is zero only where none is infinite or not a number.
    var probe = 0.0
    for i in vertices(of: feature) { probe += x[i] * 0 + y[i] * 0 }
    return probe == 0
  }
}
