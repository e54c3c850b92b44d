import Features
import GEOS
import Geometry
import LandModel

/// Blocks of developable land, with their shapes' measures.
struct BlockMaker {
  let survey: SurveyUnits
  let contact: UnitContact
  let roads: [LoadedLayer]
  let basis: AreaBasis

  /// Road classes that give no access to the land beside them.
  private static let withoutAccess = ["高速公路", "互通匝道"]

  func blocks() throws -> [LandAssembly.Block] {
    let groups = try contact.components.map { units in
      (units: units, area: try Area.sum(units.map { survey.units[$0].area }, basis: basis))
    }
    let sorted = groups.sorted { a, b in
      a.area.squareMetres == b.area.squareMetres ? a.units[0] < b.units[0] : a.area.squareMetres > b.area.squareMetres
    }
    let lines = try accessRoads()
    return try sorted.enumerated().map { index, group in
      try block(index + 1, group.units, group.area, lines)
    }
  }

  private func block(_ number: Int, _ units: [Int], _ area: Area, _ roads: [Shape]) throws -> LandAssembly.Block {
    let shape = try Shape.union(of: units.map { try Shape.polygons(of: $0, in: survey.geometry) })
    let perimeter = shape.length
    let circle = try shape.maximumInscribedCircle(tolerance: 1)
    let centre = try shape.pointOnSurface().point
    return LandAssembly.Block(
      number: number,
      units: units,
      area: area,
      compactness: perimeter > 0 ? 4 * Double.pi * shape.area / (perimeter * perimeter) : 0,
      width: 2 * circle.length,
      roadDistance: try roads.map { try shape.distance(to: $0) }.min(),
      x: centre?.x ?? 0,
      y: centre?.y ?? 0
    )
  }

  private func accessRoads() throws -> [Shape] {
    try roads.flatMap { layer in
      let classes = layer.column(.roadClass)
      return try (0..<layer.count).filter { road in
        layer.layer.geometry.kinds[road] != .null
          && !(classes?.text(road).map { Self.withoutAccess.contains($0) } ?? false)
      }.map { try Shape(layer.layer.geometry, feature: $0) }
    }
  }
}
