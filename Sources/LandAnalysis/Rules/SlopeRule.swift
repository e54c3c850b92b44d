import Features
import Geometry
import LandModel

/// Land of some codes on slopes that are too steep: R26. Slope classes are read from their names (`15%-25%`, `>25%`, `≤15%`):
/// a class is too steep where all of it lies above the limit.
enum SlopeRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for clause in recorder.rule.clauses {
      guard let limit = recorder.limit("slope", clause) else {
        recorder.need(.limit, "slope", at: clause.name)
        continue
      }
      let layers = recorder.inputs.layers(named: clause.layer)
      if let unread = layers.first(where: { layer in (0..<layer.count).allSatisfy { lowest(layer, $0) == nil } }) {
        recorder.need(.field, StandardField.kind.rawValue, at: unread.title)
        continue
      }
      try RuleOverlay.evaluate(
        &recorder,
        clause,
        side: .inside,
        matter: .tooSteep,
        only: { layer in (0..<layer.count).filter { lowest(layer, $0).map { $0 >= limit.value } ?? false } },
        finish: { finding, layer, features in
          finding.value = Set(features.compactMap { name(layer, $0) }).sorted().joined(separator: ", ")
          finding.limit = limit.text
          finding.unit = "%"
        }
      )
    }
    recorder.need(
      .layer,
      "planned-terrain",
      at: LocalizedText(chinese: "规划坡度、填方高度", english: "planned slope, fill height")
    )
  }

  /// The least slope of a class in percent; nil where its name tells none.
  static func lowest(_ layer: RuleLayer, _ feature: Int) -> Double? {
    for field in [StandardField.name, .kind] {
      guard let text = layer.loaded.column(field)?.text(feature) else { continue }
      if let slope = lowest(text) { return slope }
    }
    return nil
  }

  static func lowest(_ text: String) -> Double? {
    guard text.contains("%") || text.contains("％") else { return nil }
    let numbers = text.split { !($0.isASCII && ($0.isNumber || $0 == ".")) }.compactMap { Double($0) }
    guard let first = numbers.first else { return nil }
    if numbers.count > 1 { return min(first, numbers[1]) }
    return text.contains { "≤<＜≦".contains($0) } ? 0 : first
  }

  private static func name(_ layer: RuleLayer, _ feature: Int) -> String? {
    layer.loaded.column(.name)?.text(feature) ?? layer.loaded.column(.kind)?.text(feature)
  }
}
