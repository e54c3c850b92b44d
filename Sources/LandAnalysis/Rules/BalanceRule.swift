import Features
import Geometry
import LandModel

/// The land before and the land after are the same total: R08. The transfer matrix has one total by rows and one by
/// columns; each counts land once, so that an overlap is a fault of topology and not of the balance.
enum BalanceRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for plan in recorder.inputs.plans {
      guard let before = plan.before else {
        recorder.need(.version, PlanVersion.before.rawValue, at: plan.layer.title)
        continue
      }
      let slivers = SliverLimits(area: 1, width: 0.1)
      let cache = recorder.inputs.cache
      let totalBefore = plan.areasBefore.reduce(0, +) - cache.quality(of: before, slivers).countedTwice
      let totalAfter = plan.areas.reduce(0, +) - cache.quality(of: plan.layer, slivers).countedTwice
      let allowed = recorder.tolerance("total", of: totalBefore)
      recorder.measured(plan.layer.count + before.count)
      guard abs(totalAfter - totalBefore) > allowed else { continue }
      var finding = RuleFinding(.unbalanced, recorder.rule.severity, layer: plan.layer.title, subject: plan.name ?? "")
      finding.area = totalAfter - totalBefore
      finding.value = RuleFigure.text(totalAfter, 2)
      finding.limit = RuleFigure.text(totalBefore, 2)
      finding.unit = "m2"
      recorder.add(finding, evidence: nil)
    }
  }
}
