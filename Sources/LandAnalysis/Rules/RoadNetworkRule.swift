import Features
import GEOS
import Geometry
import LandModel

/// Road area is no less, no road is deleted, the network stays connected: R12.
enum RoadNetworkRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for plan in recorder.inputs.plans {
      guard let before = plan.before else {
        recorder.need(.version, PlanVersion.before.rawValue, at: plan.layer.title)
        continue
      }
      guard let rowsBefore = try RuleOverlay.subjects(&recorder, nil, before),
        let rowsAfter = try RuleOverlay.subjects(&recorder, nil, plan.layer)
      else { continue }
      recorder.measured(rowsBefore.count + rowsAfter.count)
      let sumBefore = rowsBefore.reduce(0) { $0 + plan.areasBefore[$1] }
      let sumAfter = rowsAfter.reduce(0) { $0 + plan.areas[$1] }
      if sumBefore - sumAfter > recorder.tolerance("loss", of: sumBefore) {
        var finding = RuleFinding(.loss, recorder.rule.severity, layer: plan.layer.title, subject: plan.name ?? "")
        finding.item = LocalizedText(chinese: "城镇道路用地", english: "road land")
        finding.area = sumBefore - sumAfter
        (finding.value, finding.limit) = (RuleFigure.text(sumAfter, 2), RuleFigure.text(sumBefore, 2))
        finding.unit = "m2"
        recorder.add(finding, evidence: nil)
      }
      let snap = recorder.limit("snap")?.value ?? 0
      let (old, new) = (
        components(before.geometry.selecting(rowsBefore), snap),
        components(plan.layer.geometry.selecting(rowsAfter), snap)
      )
      if new > old {
        var finding = RuleFinding(
          .disconnected,
          recorder.rule.severity,
          layer: plan.layer.title,
          subject: plan.name ?? ""
        )
        (finding.value, finding.limit) = ("\(new)", "\(old)")
        recorder.add(finding, evidence: nil)
      }
    }
    try roads(&recorder)
    try density(&recorder)
  }

  /// Length of road centre lines per km² of the plan's land, by layers of roads of both versions.
  private static func density(_ recorder: inout RuleRecorder) throws {
    let all = recorder.inputs.layers(named: LayerRole.roads.rawValue)
    let (old, new) = (all.filter { $0.planVersion == .before }, all.filter { $0.planVersion == .after })
    guard !old.isEmpty, !new.isEmpty else {
      return recorder.need(
        .layer,
        "roads before and after",
        at: LocalizedText(chinese: "路网密度（公里/平方公里）", english: "length per km²")
      )
    }
    for plan in recorder.inputs.plans {
      guard let before = plan.before else { continue }
      let was = try kilometres(of: old, within: before.geometry) / (plan.areasBefore.reduce(0, +) / 1e6)
      let now = try kilometres(of: new, within: plan.layer.geometry) / (plan.areas.reduce(0, +) / 1e6)
      recorder.measured(new.reduce(0) { $0 + $1.count })
      // As far as the red lines: a share of what there was.
      guard was.isFinite, now.isFinite, was - now > (recorder.limit("loss.ratio")?.value ?? 0) * was else { continue }
      var finding = RuleFinding(.roadDensity, recorder.rule.severity, layer: plan.layer.title, subject: plan.name ?? "")
      (finding.value, finding.limit, finding.unit) = (RuleFigure.text(now, 3), RuleFigure.text(was, 3), "km/km2")
      recorder.add(finding, evidence: nil)
    }
  }

  private static func kilometres(of layers: [RuleLayer], within land: GeometryColumns) throws -> Double {
    let parcels = (0..<land.count).filter { land.kinds[$0].isPolygonal }
    let area = try Shape.union(of: parcels.map { try Shape.polygons(of: $0, in: land) })
    var metres = 0.0
    for layer in layers {
      let lines = layer.loaded.layer.geometry
      for feature in 0..<layer.count where lines.box(of: feature).intersects(area.box) {
        metres += try Shape(lines, feature: feature).intersection(area).length
      }
    }
    return metres / 1000
  }

  /// Roads of the red lines before that the red lines after no longer cover by half.
  private static func roads(_ recorder: inout RuleRecorder) throws {
    let all = recorder.inputs.layers(named: LayerRole.roadRedline.rawValue)
    guard let before = all.first(where: { $0.planVersion == .before }),
      let after = all.first(where: { $0.planVersion == .after })
    else { return recorder.need(.layer, LayerRole.roadRedline.rawValue) }
    let kept = try RulePieces(
      subjects: before.geometry,
      others: after.geometry,
      side: .inside,
      slivers: SliverLimits(area: 0, width: 0)
    ).of(Array(0..<before.count))
    let covered = Dictionary(kept.map { ($0.feature, $0.area) }) { first, _ in first }
    recorder.measured(before.count)
    let arterial = recorder.limit("arterial.width")?.value ?? .infinity
    for road in 0..<before.count {
      let area = before.geometry.planeArea(of: road)
      guard area > 0, covered[road] ?? 0 < area / 2 else { continue }
      var finding = recorder.finding(.lostRoad, before, road)
      let width = before.loaded.column(.width)?.number(road)
      finding.item = before.loaded.column(.name)?.text(road).map { LocalizedText($0) }
      finding.area = area - (covered[road] ?? 0)
      finding.value = width.map { RuleFigure.short($0) }
      finding.unit = "m"
      if let width, width < arterial { finding.severity = .warning }
      recorder.add(finding, evidence: before.geometry, road)
    }
  }

  /// How many parts the roads fall into that do not come within `snap` metres of one another.
  private static func components(_ roads: GeometryColumns, _ snap: Double) -> Int {
    var parent = Array(0..<roads.count)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i { i = parent[i] }
      return i
    }
    let tree = BoxTree(roads.boxes())
    for first in 0..<roads.count {
      guard let shape = try? Shape.polygons(of: first, in: roads) else { continue }
      for second in tree.items(in: roads.box(of: first).expanded(by: snap)) where second > first {
        guard root(first) != root(second), let other = try? Shape.polygons(of: second, in: roads),
          let distance = try? shape.distance(to: other), distance <= snap
        else { continue }
        parent[root(second)] = root(first)
      }
    }
    return (0..<roads.count).count { root($0) == $0 }
  }
}
