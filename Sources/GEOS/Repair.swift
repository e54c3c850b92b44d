public import Geometry

/// What repairing did to one feature.
public struct Repair: Sendable, Hashable {
  /// What was wrong, and where.
  public var invalidity: Invalidity
  /// Plane area before, in square units of the coordinates: the winding area of the rings as they stood, which
  /// counts what is drawn twice twice, and what runs backwards as negative.
  public var areaBefore: Double
  /// Plane area of the repaired polygons.
  public var areaAfter: Double
  /// Lines and points that the polygons collapsed to; they are not in the result.
  public var dropped: NonAreaParts
  /// Why GEOS could not repair it; the feature then stands as it was, flagged invalid.
  public var failure: GEOSError?

  /// The feature's number in the columns, from 0.
  public var feature: Int { invalidity.feature }
  /// GEOS's words for what was wrong.
  public var reason: String { invalidity.reason }
}

extension GeometryColumns {
  /// The same features with every invalid polygon rebuilt by GEOS, and what that did to each.
  ///
  /// Repaired features are flagged `.repaired`, keep the flags of their source, and are polygons, multipolygons, or
  /// empty (flagged so) where nothing with an area was left. A collection stays a collection, its lines and points
  /// with it. What cannot be repaired (a NaN coordinate) stays as it is and is flagged `.invalid`.
  ///
  /// Runs on all cores; the answer does not depend on how many there are.
  public func repair(method: RepairMethod = .linework) -> (columns: GeometryColumns, repairs: [Repair]) {
    repair(validate(), method: method)
  }

  /// Repairs the features that a check found invalid; `invalidities` must be those of
  /// ``validate(allowingInvertedShells:)``, in its order.
  public func repair(
    _ invalidities: [Invalidity],
    method: RepairMethod = .linework
  ) -> (columns: GeometryColumns, repairs: [Repair]) {
    if invalidities.isEmpty { return (self, []) }
    let outcomes = FixedChunks.map(count: invalidities.count, size: 1) { chunk in
      repaired(invalidities[chunk.lowerBound], method: method)
    }
    var result = GeometryColumns()
    var next = 0
    for outcome in outcomes {
      for feature in next..<outcome.repair.feature { result.append(feature: feature, of: self) }
      result.append(outcome.columns)
      next = outcome.repair.feature + 1
    }
    for feature in next..<count { result.append(feature: feature, of: self) }
    return (result, outcomes.map(\.repair))
  }

  /// One feature, rebuilt, as columns of one.
  private func repaired(
    _ invalidity: Invalidity,
    method: RepairMethod
  ) -> (columns: GeometryColumns, repair: Repair) {
    let feature = invalidity.feature
    let before = planeArea(of: feature)
    var repair = Repair(
      invalidity: invalidity,
      areaBefore: before,
      areaAfter: before,
      dropped: NonAreaParts(),
      failure: nil
    )
    do {
      var shape = try Shape(self, feature: feature).makeValid(method)
      if kinds[feature] != .collection {
        let part = try shape.polygonalPart()
        shape = part.polygons
        repair.dropped = part.leftOut
      } else if shape.kind != .collection {
        shape = try Shape.collection(CollectionOfOne(shape))
      }
      var builder = Builder()
      try builder.append(shape, flags: flags[feature].subtracting(.invalid).union(.repaired))
      let columns = builder.finish()
      repair.areaAfter = columns.planeArea(of: 0)
      return (columns, repair)
    } catch {
      var columns = selecting(CollectionOfOne(feature))
      columns.flag(0, .invalid)
      repair.failure = error
      return (columns, repair)
    }
  }
}
