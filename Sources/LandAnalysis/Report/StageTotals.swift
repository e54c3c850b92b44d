public import Features
import GEOS
public import Geometry
public import LandModel

/// The batches of one stage of the pipeline: how many, what they declare, what they measure, and the land they
/// cover, which is less where batches of a stage overlap.
public struct StageTotals: Sendable {
  /// The stage in the table's own word; empty for batches without one.
  public var stage: String
  /// Number of batches.
  public var count: Int
  /// Sum of the declared areas, of the batches that declare one.
  public var declared: Area
  /// Batches that declare an area.
  public var declaredCount: Int
  /// Sum of the measured areas, as if nothing overlapped.
  public var sum: Area
  /// Land that at least one batch covers.
  public var union: Area

  /// Groups batches by stage, in the order of the pipeline; stages of other names follow in order of appearance.
  ///
  /// - Parameters:
  ///   - layer: the batches.
  ///   - stages: the column that names each batch's stage.
  ///   - declared: each batch's declared area, nil where it declares none.
  ///   - areas: measured area of each batch in m² on the basis.
  ///   - basis: of the areas; declared ones are labelled with it.
  ///   - measure: measures columns in m² on the basis.
  public static func make(
    _ layer: Layer,
    stages: Column,
    declared: [Area?],
    areas: [Double],
    basis: AreaBasis,
    measure: (GeometryColumns) throws -> [Double]
  ) throws -> [StageTotals] {
    var order = PipelineStage.names.filter { name in (0..<layer.count).contains { stages.text($0) == name } }
    var members: [String: [Int]] = [:]
    for batch in 0..<layer.count {
      let stage = stages.text(batch) ?? ""
      if members[stage] == nil, !PipelineStage.names.contains(stage) { order.append(stage) }
      members[stage, default: []].append(batch)
    }
    return try order.map { stage in
      let batches = members[stage] ?? []
      let stated = batches.compactMap { declared[$0] }
      let union = try UnionArea.measure(layer.geometry, batches, measure)
      return StageTotals(
        stage: stage,
        count: batches.count,
        declared: try Area.sum(stated, basis: basis),
        declaredCount: stated.count,
        sum: try Area.sum(batches.map { try Area(squareMetres: areas[$0], basis: basis) }, basis: basis),
        union: try Area(squareMetres: union, basis: basis)
      )
    }
  }
}

/// Area of the union of features: the land that lies in at least one.
enum UnionArea {
  static func measure(
    _ columns: GeometryColumns,
    _ features: [Int],
    _ measure: (GeometryColumns) throws -> [Double]
  ) throws -> Double {
    let shapes = try features.filter { columns.kinds[$0].isPolygonal }.map { try Shape(columns, feature: $0) }
    guard !shapes.isEmpty else { return 0 }
    var builder = GeometryColumns.Builder()
    try builder.append(Shape.union(of: shapes))
    return try measure(builder.finish()).reduce(0, +)
  }
}

/// The stages that land goes through until a plant stands on it, in their order.
public enum PipelineStage {
  /// Their Chinese names, as batches have them, from the catalogue of stages.
  public static let names = (try? StageCatalogue.embedded().pipeline.map(\.name.chinese)) ?? []
}
