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
      if recorder.rule.clauses.isEmpty { recorder.need(.limit, "allowed pairs") }
      var checked = 0
      for feature in 0..<plan.layer.count {
        let text = column.text(feature) ?? ""
        let shares = shares(text)
        guard shares.count > 1 else { continue }
        checked += 1
        pairs(&recorder, plan.layer, feature, text)
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

  /// Uses that the clause of the parcel's own use does not allow beside it. A use that no clause is about is not judged.
  private static func pairs(_ recorder: inout RuleRecorder, _ layer: RuleLayer, _ feature: Int, _ text: String) {
    guard let version = layer.classification else { return }
    let main = layer.code(feature)
    let allowing = recorder.rule.clauses.filter { $0.codes?.contains(main, in: version) == .yes }
    guard !allowing.isEmpty else { return }
    for code in uses(text, version) where code != main && !main.hasPrefix(code) && !code.hasPrefix(main) {
      let answers = allowing.map { $0.from?.contains(code, in: version) ?? .no }
      if answers.contains(.yes) { continue }
      if answers.contains(.unclear) {
        recorder.unclear(1, [code])
        continue
      }
      var finding = recorder.finding(.compatibilityPair, layer, feature)
      finding.value = [code, version.match(code).landUseClass?.name].compactMap { $0 }.joined(separator: " ")
      finding.limit = allowing.compactMap { $0.from?.description }.joined(separator: "; ")
      recorder.add(finding, evidence: layer.geometry, feature)
    }
  }

  /// The codes of the uses that a text names, by code (`1101:30`) or by name (`物流仓储用地30%`).
  static func uses(_ text: String, _ version: LandUseClassification) -> [String] {
    text.split { ";；、,，|\n".contains($0) }.compactMap { part in
      let word = String(part).trimmed
      let first = word.prefix { $0.isASCII && ($0.isNumber || $0.isLetter) }
      if first.count > 1, word.dropFirst(first.count).contains(where: { ":：%％".contains($0) }),
        word.dropFirst(first.count).first != "%", word.dropFirst(first.count).first != "％"
      {
        return String(first).uppercased()
      }
      let name = word.prefix { !($0.isASCII && ($0.isNumber || $0 == "(")) && !":：（".contains($0) }
      return version.classes.first { $0.name == String(name).trimmed }?.code
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
