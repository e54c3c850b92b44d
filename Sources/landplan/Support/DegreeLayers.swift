import Features
import Geometry
import LandModel
import PROJ

/// Brings layers to longitude and latitude by one way for each system they are in, chosen once for all of their land:
/// the search through PROJ's operations takes longer than the coordinates of a small layer.
struct DegreeLayers {
  private let target: CRS
  private var ways: [String: Transformation] = [:]

  /// Throws a `DataError` where a system is not known or no way leads from it.
  init(of layers: [Layer]) throws {
    target = try CRS.longitudeLatitude
    let known = layers.filter { $0.geometry.vertexCount > 0 && $0.crs != nil }
    for (definition, group) in Dictionary(grouping: known, by: { $0.crs?.definition ?? "" }) {
      guard let reference = group.first?.crs else { continue }
      let source = try CRS(reference)
      guard source != target else { continue }
      let extent = group.reduce(into: Box.empty) { $0.extend($1.geometry.extent) }
      let area = try Transformation.degrees(of: extent, in: source)
      ways[definition] = try Transformation(from: source, to: target, area: area)
    }
  }

  /// The layers in longitude and latitude; one whose system is not known as it is.
  func layers(_ layers: [Layer]) throws -> [Layer] {
    try layers.map { layer in
      guard let reference = layer.crs else { return layer }
      var result = layer
      result.crs = CRSReference(target.code ?? target.definition, origin: .stated)
      if let way = ways[reference.definition] { result.geometry = try way.transform(layer.geometry) }
      return result
    }
  }
}
