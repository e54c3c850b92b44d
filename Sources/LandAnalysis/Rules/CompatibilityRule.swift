import Features
import Geometry
import LandModel

/// Mixed uses whose shares sum to the whole and leave a main use: R19. Read as planners write them: `1001:70;1101:30`,
/// `工业用地70%、物流仓储用地30%`.
enum CompatibilityRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    let sum = recorder.limit("sum")
    let main = recorder.limit("main.min")
    for plan in recorder.inputs.plans {
      guard let column = plan.layer.loaded.column(.compatibility) else {
        recorder.need(.field, StandardField.compatibility.rawValue, at: plan.layer.title)
        continue
      }
      var checked = 0
      for feature in 0..<plan.layer.count {
        let shares = shares(column.text(feature) ?? "")
        guard shares.count > 1 else { continue }
        checked += 1
        let total = shares.reduce(0, +)
        if let sum, abs(total - sum.value) > 0.005 {
          report(&recorder, plan.layer, feature, .compatibilitySum, total, sum)
        } else if let main, let largest = shares.max(), largest < main.value {
          report(&recorder, plan.layer, feature, .compatibilityMain, largest, main)
        }
      }
      recorder.measured(checked)
    }
  }

  private static func report(
    _ recorder: inout RuleRecorder,
    _ layer: RuleLayer,
    _ feature: Int,
    _ matter: RuleFinding.Matter,
    _ value: Double,
    _ limit: ResolvedLimit
  ) {
    var finding = recorder.finding(matter, layer, feature)
    (finding.value, finding.limit, finding.unit) = (RuleFigure.short(value), limit.text, "%")
    recorder.add(finding, evidence: layer.geometry, feature)
  }

  /// The shares of a text in percent: the last number of each part.
  static func shares(_ text: String) -> [Double] {
    let parts = text.split { ";；、,，|\n".contains($0) }
    return parts.compactMap { part in
      let numbers = part.split { !($0.isASCII && ($0.isNumber || $0 == ".")) }
      // A code alone is no share: it needs a sign that says so.
      guard part.contains(where: { "%％:：".contains($0) }) else { return nil }
      return numbers.last.flatMap { Double($0) }
    }
  }
}
