import Geometry
public import LandAnalysis
public import LandModel
import LandReport

/// Batches by the stage of their document, the furthest stage on top.
public enum PipelineTheme {
  /// Documents of a stage beyond which they are not named.
  private static let mostLabels = 40

  /// Land by the furthest stage that it has reached.
  public static func layer(_ result: ApprovalsResult, catalogue: StageCatalogue) throws -> MapLayer {
    let schemes = try MapSchemes.embedded()
    let classes = catalogue.stages.enumerated().map { number, stage in
      MapClass(key: "stage:\(stage.id)", title: Phrase(stage.name), style: schemes.valueStyle(number))
    }
    let states = Dictionary(result.documents.map { ($0.document, $0) }, uniquingKeysWith: { first, _ in first })
    let register = result.register
    let chosen = register.documents.indices.map { document -> Int? in
      guard let state = states[document], state.kind != .coming, state.kind != .lapsed, state.kind != .ended else {
        return nil
      }
      return catalogue.stages.firstIndex { $0.id == register.documents[document].stage }
    }
    // Where a stage has very many documents, one a lot, its colour tells enough.
    let counts = Dictionary(chosen.compactMap { $0 }.map { ($0, 1) }, uniquingKeysWith: +)
    return MapLayer(
      geometry: register.geometry,
      classes: classes,
      classOf: chosen,
      areas: register.documents.indices.map { states[$0]?.area.squareMetres ?? 0 },
      labels: register.documents.indices.map { document in
        guard let stage = chosen[document], counts[stage] ?? 0 <= Self.mostLabels else { return [] }
        return [register.documents[document].name]
      }
    )
  }
}
