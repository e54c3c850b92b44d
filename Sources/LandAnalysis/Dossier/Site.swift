import Features
public import GEOS
public import Geometry
public import LandModel

/// The land that a dossier is about: the union of one or more polygons, in a plane system.
public struct Site: Sendable {
  /// What the site is called.
  public let name: String
  /// The features that make it up, with their attributes.
  public let parts: LoadedLayer
  /// Their union, one feature.
  public let geometry: GeometryColumns
  /// The same as a shape of GEOS.
  public let shape: Shape

  /// Nil where no feature encloses land.
  ///
  /// - Throws: what GEOS throws for an invalid polygon; repair first.
  public init?(name: String, parts: LoadedLayer) throws {
    let columns = parts.layer.geometry
    let polygonal = (0..<columns.count).filter { columns.kinds[$0].isPolygonal }
    guard !polygonal.isEmpty else { return nil }
    let union = try Shape.union(of: polygonal.map { try Shape(columns, feature: $0) })
    guard union.area > 0 else { return nil }
    var builder = GeometryColumns.Builder()
    try builder.append(union)
    self.name = name
    self.parts = parts
    geometry = builder.finish()
    shape = union
  }
}
