import AreaAccount
import Features
import Geometry
import LandModel

/// Floor area within the caps of planning units, and how far a parcel's plot ratio moved: R15. Caps come with a layer of units,
/// the steps of change from a local profile.
enum FloorCapacityRule {
  static let layerName = "planning-unit"

  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for plan in recorder.inputs.plans {
      guard let ratio = try recorder.indicator(.plotRatio, plan.layer) else { continue }
      try caps(&recorder, plan, ratio)
      try changes(&recorder, plan, ratio)
    }
  }

  private static func caps(_ recorder: inout RuleRecorder, _ plan: RulePlan, _ ratio: IndicatorColumn) throws {
    let units = recorder.inputs.layers(named: layerName)
    guard !units.isEmpty else { return recorder.need(.layer, layerName) }
    for layer in units {
      guard let column = layer.loaded.column(.floorArea) else {
        recorder.need(.field, StandardField.floorArea.rawValue, at: layer.title)
        continue
      }
      let tree = BoxTree(plan.layer.geometry.boxes())
      recorder.measured(layer.count)
      for unit in 0..<layer.count {
        guard let cap = column.number(unit) else { continue }
        var sum = 0.0
        for parcel in tree.items(in: layer.geometry.box(of: unit)) {
          guard let far = (ratio.entries[parcel]?.upper ?? ratio.entries[parcel]?.lower)?.doubleValue else { continue }
          let whole = plan.layer.geometry.planeArea(of: parcel)
          guard whole > 0 else { continue }
          let share = layer.geometry.intersectionArea(unit, with: plan.layer.geometry, parcel) / whole
          sum += share * plan.areas[parcel] * far
        }
        guard sum > cap else { continue }
        var finding = recorder.finding(.floorAboveCap, layer, unit)
        (finding.value, finding.limit) = (RuleFigure.text(sum, 2), RuleFigure.text(cap, 2))
        (finding.unit, finding.other) = ("m2", plan.layer.title)
        recorder.add(finding, evidence: layer.geometry, unit)
      }
    }
  }

  private static func changes(_ recorder: inout RuleRecorder, _ plan: RulePlan, _ ratio: IndicatorColumn) throws {
    let limits = (recorder.limit("change.residential"), recorder.limit("change.public"), recorder.limit("change.other"))
    guard limits.0 != nil || limits.1 != nil || limits.2 != nil else {
      return recorder.need(.limit, "change.residential, change.public")
    }
    guard let before = plan.before else {
      return recorder.need(.version, PlanVersion.before.rawValue, at: plan.layer.title)
    }
    guard let old = try recorder.indicator(.plotRatio, before) else { return }
    let slivers = SliverLimits(area: 1, width: 0.1)
    let same = recorder.inputs.cache.change(plan.layer, before, slivers).same
    let groups = [(CodeSelection(["07"]), limits.0), (CodeSelection(["08"]), limits.1)]
    for feature in 0..<plan.layer.count {
      guard let other = same[feature], let version = plan.layer.classification else { continue }
      let code = plan.layer.code(feature)
      var stated = limits.2
      for (codes, limit) in groups where codes.contains(code, in: version) == .yes { stated = limit }
      guard let limit = stated else { continue }
      guard let was = (old.entries[other]?.upper ?? old.entries[other]?.lower)?.doubleValue, was > 0,
        let now = (ratio.entries[feature]?.upper ?? ratio.entries[feature]?.lower)?.doubleValue
      else { continue }
      recorder.measured(1)
      let percent = (now - was) / was * 100
      guard abs(percent) > limit.value + 1e-9 else { continue }
      var finding = recorder.finding(.ratioChange, plan.layer, feature)
      finding.value = RuleFigure.text(percent, 1)
      (finding.limit, finding.unit) = (limit.text, "%")
      finding.item = LocalizedText("\(RuleFigure.short(was)) → \(RuleFigure.short(now))")
      recorder.add(finding, evidence: plan.layer.geometry, feature)
    }
    recorder.measured(0)
  }
}
