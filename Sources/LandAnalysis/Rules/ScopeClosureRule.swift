import Features
import Geometry
import LandModel

/// Changes lie within the declared scope, and both versions cover the same land: R07.
enum ScopeClosureRule {
  /// The name under which an adjustment's scope may be given, beside the project's scopes of that kind.
  static let layerName = "adjustment-scope"

  static func evaluate(_ recorder: inout RuleRecorder) throws {
    let slivers = recorder.sliverLimits()
    let scopes = Self.scopes(recorder)
    if scopes.count == 0 { recorder.need(.layer, layerName) }
    for plan in recorder.inputs.plans {
      guard let before = plan.before else {
        recorder.need(.version, PlanVersion.before.rawValue, at: plan.layer.title)
        continue
      }
      let change = recorder.inputs.cache.change(plan.layer, before, slivers)
      if scopes.count > 0 {
        recorder.measured(change.changed.count)
        let pieces = try RulePieces(subjects: plan.layer.geometry, others: scopes, side: .outside, slivers: slivers)
          .of(change.changed)
        for piece in pieces {
          recorder.sliver(piece.sliverArea, count: piece.slivers)
          guard piece.area > 0 else { continue }
          var finding = recorder.finding(.changeOutsideScope, plan.layer, piece.feature)
          finding.share = piece.area / plan.layer.geometry.planeArea(of: piece.feature)
          finding.area = (finding.share ?? 1) * plan.areas[piece.feature]
          recorder.add(finding, evidence: piece.shape)
        }
      }
      try closure(&recorder, plan, before, slivers)
    }
  }

  /// Land that one version covers and the other does not, where it is more than the tolerance in sum.
  private static func closure(
    _ recorder: inout RuleRecorder,
    _ plan: RulePlan,
    _ before: RuleLayer,
    _ slivers: SliverLimits
  ) throws {
    let allowed = recorder.tolerance("total", of: plan.areasBefore.reduce(0, +))
    recorder.measured(plan.layer.count)
    let sides: [(RuleLayer, RuleLayer, [Double], RuleFinding.Matter)] = [
      (before, plan.layer, plan.areasBefore, .uncovered), (plan.layer, before, plan.areas, .newlyCovered),
    ]
    for (subjects, others, areas, matter) in sides {
      let pieces = try RulePieces(
        subjects: subjects.geometry,
        others: others.geometry,
        side: .outside,
        slivers: slivers
      ).of(Array(0..<subjects.count))
      let total = pieces.reduce(0) { $0 + $1.area }
      for piece in pieces {
        guard total > allowed, piece.area > 0 else {
          recorder.sliver(piece.area + piece.sliverArea, count: piece.slivers + (piece.area > 0 ? 1 : 0))
          continue
        }
        recorder.sliver(piece.sliverArea, count: piece.slivers)
        var finding = recorder.finding(matter, subjects, piece.feature)
        finding.share = piece.area / subjects.geometry.planeArea(of: piece.feature)
        finding.area = (finding.share ?? 1) * areas[piece.feature]
        finding.limit = RuleFigure.text(allowed, 2)
        recorder.add(finding, evidence: piece.shape)
      }
    }
  }

  /// The declared scopes of adjustments: a layer of that name, or the project's scopes whose kind or name says so.
  private static func scopes(_ recorder: RuleRecorder) -> GeometryColumns {
    var result = GeometryColumns()
    for layer in recorder.inputs.layers(named: layerName) { result.append(layer.geometry) }
    for layer in recorder.inputs.layers(named: LayerRole.scope.rawValue) {
      for feature in 0..<layer.count {
        let words = [StandardField.kind, .name].compactMap { layer.loaded.column($0)?.text(feature) }
        guard words.contains(where: { $0.contains("调整") || $0.lowercased().contains("adjust") }) else { continue }
        result.append(feature: feature, of: layer.geometry)
      }
    }
    return result
  }
}
