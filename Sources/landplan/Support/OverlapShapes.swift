import Features
import GEOS
import Geometry
import LandModel
import LandReport

/// A layer's features for the account of its overlaps: GEOS cuts valid polygons only, so that the others take part as it
/// repairs them, and are named.
struct OverlapShapes {
  private(set) var geometry: GeometryColumns
  /// Measured area of each feature as it takes part, in m².
  private(set) var areas: [Double]
  private(set) var notes: [Note] = []

  /// Repairs what loading found invalid. Throws what measuring throws.
  init(_ loaded: LoadedLayer, _ areas: [Double], _ measure: LayerMeasure) throws {
    geometry = loaded.layer.geometry
    self.areas = areas
    guard !loaded.invalidities.isEmpty else { return }
    let (repaired, outcomes) = geometry.repair(loaded.invalidities)
    let measured = try measure.areas(repaired.selecting(outcomes.map(\.feature)))
    geometry = repaired
    for (outcome, area) in zip(outcomes, measured) {
      // What cannot be repaired takes no part.
      self.areas[outcome.feature] = outcome.failure == nil ? area : 0
      let figures = try [areas[outcome.feature], area].map { figure in
        try Area(squareMetres: figure, basis: measure.basis).value(in: .squareMetre).description
      }
      notes.append(Self.note(loaded, outcome, figures))
    }
  }

  private static func note(_ loaded: LoadedLayer, _ outcome: Repair, _ figures: [String]) -> Note {
    let label = loaded.label(of: outcome.feature)
    let reason = SourceNotes.reason(outcome.reason)
    let (zh, en) = (
      "\(loaded.phrase.zh) 要素 \(label)：图形无效（\(reason.zh)），",
      "\(loaded.phrase.en), feature \(label): not valid (\(reason.en)); "
    )
    if outcome.failure != nil {
      return Note(
        .defect,
        code: "areas.overlap-left-out",
        Phrase(zh: zh + "无法修复，不参加重叠计算", en: en + "it could not be repaired and takes no part in the overlaps")
      )
    }
    return Note(
      .warning,
      code: "areas.overlap-repaired",
      Phrase(
        zh: zh + "重叠按修复后的图形计算，其面积 \(figures[0]) → \(figures[1]) 平方米",
        en: en + "in the overlaps it stands repaired, area \(figures[0]) → \(figures[1]) m²"
      )
    )
  }
}
