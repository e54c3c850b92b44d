public import Geometry

/// A feature whose geometry is not valid as polygons.
public struct Invalidity: Sendable, Hashable {
  /// The feature's number in the columns, from 0.
  public var feature: Int
  /// GEOS's words: `Self-intersection`, `Hole lies outside shell` ….
  public var reason: String
  /// Where, in the coordinates of the columns. NaN where the coordinate itself is.
  public var x: Double
  /// See ``x``.
  public var y: Double

  /// A finding about the feature numbered from 0.
  public init(feature: Int, reason: String, x: Double, y: Double) {
    self.feature = feature
    self.reason = reason
    self.x = x
    self.y = y
  }
}

extension GeometryColumns {
  /// The features with area (polygons, multipolygons, and collections for the polygons in them) that are not valid,
  /// in order, each with its first defect. Points and lines are not looked at.
  ///
  /// GEOS sees only what `mayBeInvalid(_:)` leaves in doubt. Runs on all cores; the answer does not depend on how many
  /// there are.
  ///
  /// - Parameter allowingInvertedShells: see ``Shape/defect(allowingInvertedShells:)``.
  public func validate(allowingInvertedShells: Bool = false) -> [Invalidity] {
    let doubtful = possiblyInvalidFeatures()
    return FixedChunks.map(count: doubtful.count, size: 64) { chunk in
      chunk.compactMap { invalidity(of: doubtful[$0], allowingInvertedShells: allowingInvertedShells) }
    }.flatMap { $0 }
  }

  /// Why the feature is not valid; nil where it is, or has no area.
  public func invalidity(of feature: Int, allowingInvertedShells: Bool = false) -> Invalidity? {
    guard kinds[feature].isPolygonal || kinds[feature] == .collection else { return nil }
    // GEOS refuses to build a ring with a NaN; the words are those it has for infinite ones.
    if let vertex = vertices(of: feature).first(where: { !(x[$0].isFinite && y[$0].isFinite) }) {
      return Invalidity(feature: feature, reason: "Invalid Coordinate", x: x[vertex], y: y[vertex])
    }
    do {
      guard let defect = try Shape(self, feature: feature).defect(allowingInvertedShells: allowingInvertedShells)
      else { return nil }
      return Invalidity(feature: feature, reason: defect.reason, x: defect.x, y: defect.y)
    } catch {
      let first = vertices(of: feature).first
      return Invalidity(
        feature: feature,
        reason: error.message,
        x: first.map { x[$0] } ?? .nan,
        y: first.map { y[$0] } ?? .nan
      )
    }
  }
}
