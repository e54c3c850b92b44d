import Features
import Geometry
import LandModel

/// Land of some codes must keep a distance from land of others: R24. The distance is the impact assessment's, stated by a
/// profile or the user's pack.
enum SeparationRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for clause in recorder.rule.clauses {
      for plan in recorder.inputs.plans {
        guard let sources = try RuleOverlay.subjects(&recorder, clause, plan.layer),
          let targets = try plan.layer.features(clause.from, where: nil, recorder.inputs)?.rows
        else { continue }
        guard !sources.isEmpty else {
          recorder.measured(0)
          continue
        }
        guard let limit = recorder.limit("distance", clause) else {
          recorder.need(.limit, recorder.wanted("distance", clause), at: plan.layer.title)
          continue
        }
        recorder.measured(sources.count)
        for near in try RuleDistances.below(limit.value, plan.layer, sources, plan.layer, only: targets) {
          var finding = recorder.finding(.tooNear, plan.layer, near.feature)
          finding.objects = [plan.layer.label(near.other)]
          finding.other = plan.layer.use(near.other).map { LocalizedText($0) }
          (finding.value, finding.limit) = (RuleFigure.text(near.distance, 2), limit.text)
          finding.unit = "m"
          recorder.add(finding, evidence: near.line)
        }
      }
    }
  }
}
