import Features
import Geometry
import LandModel

/// Demand of the land (area × index) against the capacity of the plan's facilities: R27.
///
/// Where even the least index exceeds the capacity the rule is broken. Between the least and the greatest the answer depends on
/// the industries: that is a note.
enum UtilityCapacityRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for clause in recorder.rule.clauses {
      for plan in recorder.inputs.plans { try compare(&recorder, clause, plan) }
    }
  }

  private static func compare(_ recorder: inout RuleRecorder, _ clause: RuleClause, _ plan: RulePlan) throws {
    guard let users = try RuleOverlay.subjects(&recorder, clause, plan.layer),
      let plants = try plan.layer.features(clause.from, where: nil, recorder.inputs)?.rows
    else { return }
    guard let least = recorder.limit("demand.min", clause), let most = recorder.limit("demand.max", clause) else {
      return recorder.need(.limit, "demand.min, demand.max", at: clause.name)
    }
    guard let column = plan.layer.loaded.column(.facilityCapacity) else {
      return recorder.need(.field, StandardField.facilityCapacity.rawValue, at: plan.layer.title)
    }
    let capacities = plants.compactMap { column.text($0) }.compactMap { Self.capacity($0) }
    guard !capacities.isEmpty else {
      return recorder.need(.field, StandardField.facilityCapacity.rawValue, at: plan.layer.title)
    }
    recorder.measured(users.count)
    let hectares = users.reduce(0) { $0 + plan.areas[$1] } / 10_000
    let available = capacities.reduce(0, +)
    guard hectares * most.value > available else { return }
    var finding = RuleFinding(.utilityShort, recorder.rule.severity, layer: plan.layer.title, subject: plan.name ?? "")
    if hectares * least.value <= available { finding.severity = .note }
    finding.item = clause.name
    finding.value = "\(RuleFigure.text(hectares * least.value, 0))–\(RuleFigure.text(hectares * most.value, 0))"
    finding.limit = RuleFigure.text(available, 0)
    finding.objects = plants.map { plan.layer.label($0) }
    finding.area = users.reduce(0) { $0 + plan.areas[$1] }
    recorder.add(finding, evidence: plan.layer.geometry, plants[0])
  }

  /// `3.0万m³/d` is 30,000; `2×50MVA` is 100,000 (kVA, held against kW); nil where the text holds no number.
  static func capacity(_ text: String) -> Double? {
    var product = 1.0
    let numbers = text.split { !($0.isASCII && ($0.isNumber || $0 == ".")) }.compactMap { Double($0) }
    guard let first = numbers.first else { return nil }
    if text.contains(where: { "×xX*".contains($0) }), numbers.count > 1 {
      product = first * numbers[1]
    } else {
      product = first
    }
    let unit = text.uppercased()
    if unit.contains("MVA") || unit.contains("MW") || text.contains("兆") { product *= 1_000 }
    return text.contains("万") ? product * 10_000 : product
  }
}
