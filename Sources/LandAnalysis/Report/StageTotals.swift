public import Features
import GEOS
public import Geometry
public import LandModel

/// The batches of one stage of the pipeline: how many, what they declare, what they measure, and the land they
/// cover, which is less where batches of a stage overlap.
public struct StageTotals: Sendable {
  /// The stage's name; for a word that is in no catalogue the word itself, empty for batches without one.
  public var stage: LocalizedText
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

  /// Groups batches by stage, whatever word the table has for it, in the order of the catalogue; words that it does not know
  /// follow in order of appearance, each for itself.
  ///
  /// - Parameters:
  ///   - layer: the batches.
  ///   - stages: the column that names each batch's stage.
  ///   - declared: each batch's declared area, nil where it declares none.
  ///   - areas: measured area of each batch in m² on the basis.
  ///   - basis: of the areas; declared ones are labelled with it.
  ///   - measure: measures columns in m² on the basis.
  ///   - catalogue: the stages with the words that tables use for them.
  public static func make(
    _ layer: Layer,
    stages: Column,
    declared: [Area?],
    areas: [Double],
    basis: AreaBasis,
    catalogue: StageCatalogue,
    measure: (GeometryColumns) throws -> [Double]
  ) throws -> [StageTotals] {
    try StageGroups(stages, rows: Array(0..<layer.count), catalogue).groups.map { stage, batches in
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

/// Batches by stage: words for one stage are one group, in the order of the catalogue; a word that it does not know is a
/// group of its own, after those in order of appearance.
struct StageGroups {
  /// The stage's name, or the word, and its batches in order.
  let groups: [(name: LocalizedText, batches: [Int])]

  init(_ stages: Column, rows: [Int], _ catalogue: StageCatalogue) {
    var known: [String: [Int]] = [:]
    var others: [(word: String, batches: [Int])] = []
    for row in rows {
      let word = stages.text(row)?.trimmed ?? ""
      if let stage = catalogue.stage(written: word) {
        known[stage.id, default: []].append(row)
      } else if let place = others.firstIndex(where: { $0.word == word }) {
        others[place].batches.append(row)
      } else {
        others.append((word, [row]))
      }
    }
    groups =
      catalogue.stages.compactMap { stage in known[stage.id].map { (stage.name, $0) } }
      + others.map { (LocalizedText($0.word), $0.batches) }
  }
}
