import Features
import Geometry
import LandModel

/// Land of some codes on slopes that are too steep, or on fill that is too deep: R26. Classes are read from their names
/// (`15%-25%`, `>25%`, `≤15%`; `8m~12m`, `>8 米`): a class is too steep or deep where all of it lies above the limit.
enum SlopeRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for clause in recorder.rule.clauses {
      let isFill = clause.limits["fill"] != nil
      guard let limit = recorder.limit(isFill ? "fill" : "slope", clause) else {
        recorder.need(.limit, isFill ? "fill" : "slope", at: clause.name)
        continue
      }
      let unit: [Character] = isFill ? ["m", "米"] : ["%", "％"]
      let layers = recorder.inputs.layers(named: clause.layer)
      if let unread = layers.first(where: { layer in (0..<layer.count).allSatisfy { lowest(layer, $0, unit) == nil } })
      {
        recorder.need(.field, StandardField.kind.rawValue, at: unread.title)
        continue
      }
      try RuleOverlay.evaluate(
        &recorder,
        clause,
        side: .inside,
        matter: isFill ? .deepFill : .tooSteep,
        only: { layer in (0..<layer.count).filter { lowest(layer, $0, unit).map { $0 >= limit.value } ?? false } },
        finish: { finding, layer, features in
          finding.value = Set(features.compactMap { name(layer, $0) }).sorted().joined(separator: ", ")
          finding.limit = limit.text
          finding.unit = isFill ? "m" : "%"
        }
      )
    }
  }

  /// The least figure of a class in percent or metres; nil where its name tells none.
  static func lowest(_ layer: RuleLayer, _ feature: Int, _ unit: [Character]) -> Double? {
    for field in [StandardField.name, .kind] {
      guard let text = layer.loaded.column(field)?.text(feature) else { continue }
      if let least = lowest(text, unit) { return least }
    }
    return nil
  }

  static func lowest(_ text: String, _ unit: [Character]) -> Double? {
    guard text.contains(where: { unit.contains($0) }) else { return nil }
    let numbers = text.split { !($0.isASCII && ($0.isNumber || $0 == ".")) }.compactMap { Double($0) }
    guard let first = numbers.first else { return nil }
    if numbers.count > 1 { return min(first, numbers[1]) }
    return text.contains { "≤<＜≦".contains($0) } ? 0 : first
  }

  private static func name(_ layer: RuleLayer, _ feature: Int) -> String? {
    layer.loaded.column(.name)?.text(feature) ?? layer.loaded.column(.kind)?.text(feature)
  }
}
