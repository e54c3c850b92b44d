import Features
import Geometry
import LandModel

/// Supplied parcels on changed land, with holder and contract: R25. A list of whom to ask, not of faults.
enum ExistingRightsRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    let layers = recorder.inputs.layers(named: LayerRole.parcels.rawValue)
    guard !layers.isEmpty else { return recorder.need(.layer, LayerRole.parcels.rawValue) }
    let slivers = recorder.sliverLimits()
    for plan in recorder.inputs.plans {
      guard let before = plan.before else {
        recorder.need(.version, PlanVersion.before.rawValue, at: plan.layer.title)
        continue
      }
      let changed = recorder.inputs.cache.change(plan.layer, before, slivers).changed
      recorder.measured(changed.count)
      let land = plan.layer.geometry.selecting(changed)
      for layer in layers {
        let pieces = try RulePieces(subjects: layer.geometry, others: land, side: .inside, slivers: slivers)
          .of(Array(0..<layer.count))
        for piece in pieces {
          recorder.sliver(piece.sliverArea, count: piece.slivers)
          guard piece.area > 0 else { continue }
          var finding = recorder.finding(.existingRight, layer, piece.feature)
          finding.area = piece.area
          finding.share = min(piece.area / layer.geometry.planeArea(of: piece.feature), 1)
          finding.objects = piece.objects.map { plan.layer.label(changed[$0]) }
          finding.other = plan.layer.title
          finding.item = layer.loaded.column(.owner)?.text(piece.feature).map { LocalizedText($0) }
          finding.value = layer.loaded.column(.contract)?.text(piece.feature)
          recorder.add(finding, evidence: piece.shape)
        }
      }
    }
  }
}
