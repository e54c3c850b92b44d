import Features
import Geometry
import LandModel
import LandReport
import PROJ

/// What commands that measure or draw say of coordinates that do not fit their system.
extension LoadedLayer {
  /// Throws a `DataError` for coordinates of which no area can be had at all: degrees under a system in metres or the other
  /// way round, degrees where no system is known.
  func refuseUnmeasurable() throws {
    let found = contradictions()
    if let first = found.first(where: { crs == nil || $0.code == .degreesInMetres || $0.code == .metresInDegrees }) {
      throw contradictionError(first)
    }
    if crs == nil, crsProblem == nil, hasPolygons, CoordinateCheck.looksLikeDegrees(layer.geometry.extent) {
      throw CommandError.degreesWithoutCRS(place(), layer.geometry.extent)
    }
  }

  /// What is to be said beside areas of coordinates that do not fit their system. Exchanged axes and another zone's eastings
  /// leave plane areas as they are; throws a `DataError` for them on other bases.
  ///
  /// - Parameter extent: the box of all features, for a layer whose features are not at hand.
  func coordinateNotes(measuredOn basis: AreaBasis, within extent: Box? = nil) throws -> [Note] {
    guard crs != nil else { return [] }
    let found = LayerCheck.coordinateFindings(self, within: extent)
    if basis != .plane, found.contains(where: { $0.severity == .error }) {
      try refuseContradictions(within: extent)
    }
    return SourceFindings.notes(found)
  }
}
