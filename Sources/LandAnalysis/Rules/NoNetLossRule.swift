import Features
import GEOS
import Geometry
import LandModel

/// Areas by code are not less after than before, over the plan or within each site of a layer, and facilities are kept:
/// R09, R10, R11, R18.
enum NoNetLossRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for plan in recorder.inputs.plans {
      guard let before = plan.before else {
        recorder.need(.version, PlanVersion.before.rawValue, at: plan.layer.title)
        continue
      }
      for clause in recorder.rule.clauses {
        guard let rowsBefore = try RuleOverlay.subjects(&recorder, clause, before),
          let rowsAfter = try RuleOverlay.subjects(&recorder, clause, plan.layer)
        else { continue }
        let sides = Sides(plan: plan, before: before, rowsBefore: rowsBefore, rowsAfter: rowsAfter)
        if let name = clause.layer {
          try withinSites(&recorder, clause, name, sides)
        } else {
          try overPlan(&recorder, clause, sides)
        }
      }
      if recorder.rule.layers.contains(StandardField.facilities.rawValue) { facilities(&recorder, plan, before) }
    }
  }

  private struct Sides {
    let plan: RulePlan
    let before: RuleLayer
    let rowsBefore: [Int]
    let rowsAfter: [Int]
  }

  private static func overPlan(_ recorder: inout RuleRecorder, _ clause: RuleClause, _ sides: Sides) throws {
    let sumBefore = sides.rowsBefore.reduce(0) { $0 + sides.plan.areasBefore[$1] }
    let sumAfter = sides.rowsAfter.reduce(0) { $0 + sides.plan.areas[$1] }
    recorder.measured(sides.rowsBefore.count + sides.rowsAfter.count)
    guard sumBefore - sumAfter > recorder.tolerance("loss", of: sumBefore) else { return }
    var finding = RuleFinding(
      .loss,
      recorder.rule.severity,
      layer: sides.plan.layer.title,
      subject: sides.plan.name ?? ""
    )
    finding.item = clause.name ?? clause.codes.map { LocalizedText($0.description) }
    finding.area = sumBefore - sumAfter
    finding.value = RuleFigure.text(sumAfter, 2)
    finding.limit = RuleFigure.text(sumBefore, 2)
    finding.unit = "m2"
    let lost = try RulePieces(
      subjects: sides.before.geometry,
      others: sides.plan.layer.geometry.selecting(sides.rowsAfter),
      side: .outside,
      slivers: recorder.sliverLimits(clause)
    ).of(sides.rowsBefore)
    finding.objects = lost.filter { $0.area > 0 }.map { sides.before.label($0.feature) }
    recorder.add(finding, evidence: together(lost))
  }

  /// The land of the codes within each site of the layer that the plan has any of.
  private static func withinSites(
    _ recorder: inout RuleRecorder,
    _ clause: RuleClause,
    _ name: String,
    _ sides: Sides
  ) throws {
    let layers = recorder.inputs.layers(named: name)
    guard !layers.isEmpty else { return recorder.need(.layer, name) }
    let slivers = recorder.sliverLimits(clause)
    for layer in layers {
      let all = Array(0..<layer.count)
      func within(_ columns: GeometryColumns) throws -> [Int: RulePieces.Piece] {
        let pieces = try RulePieces(subjects: layer.geometry, others: columns, side: .inside, slivers: slivers).of(all)
        return Dictionary(pieces.map { ($0.feature, $0) }) { first, _ in first }
      }
      let before = try within(sides.before.geometry.selecting(sides.rowsBefore))
      let after = try within(sides.plan.layer.geometry.selecting(sides.rowsAfter))
      recorder.measured(before.count)
      for (site, piece) in before.sorted(by: { $0.key < $1.key }) {
        let left = after[site]?.area ?? 0
        guard piece.area - left > recorder.tolerance("loss", of: piece.area) else { continue }
        var finding = recorder.finding(.loss, layer, site)
        finding.item = clause.name
        finding.area = piece.area - left
        finding.value = RuleFigure.text(left, 2)
        finding.limit = RuleFigure.text(piece.area, 2)
        finding.unit = "m2"
        finding.other = sides.plan.layer.title
        recorder.add(finding, evidence: piece.shape)
      }
    }
  }

  /// All pieces as one feature.
  private static func together(_ pieces: [RulePieces.Piece]) -> GeometryColumns? {
    var builder = GeometryColumns.Builder()
    builder.beginFeature(.multiPolygon)
    for shape in pieces.compactMap(\.shape) {
      for part in shape.parts(of: 0) { builder.append(part: part, of: shape) }
    }
    builder.endFeature()
    return builder.finish()
  }

  // MARK: Facilities

  private static func facilities(_ recorder: inout RuleRecorder, _ plan: RulePlan, _ before: RuleLayer) {
    guard let old = tally(before), let new = tally(plan.layer) else {
      return recorder.need(.field, StandardField.facilities.rawValue, at: plan.layer.title)
    }
    recorder.measured(old.entries.count)
    for (name, was) in old.entries.sorted(by: { $0.key < $1.key }) {
      let now = new.entries[name]
      if now?.count ?? 0 < was.count {
        var finding = recorder.finding(.lostFacility, before, was.first)
        finding.item = LocalizedText(name)
        (finding.value, finding.limit) = ("\(now?.count ?? 0)", "\(was.count)")
        recorder.add(finding, evidence: before.geometry, was.first)
        continue
      }
      for (unit, capacity) in was.capacities.sorted(by: { $0.key < $1.key }) {
        let left = now?.capacities[unit] ?? 0
        guard left < capacity - 1e-9 else { continue }
        var finding = recorder.finding(.lostCapacity, before, was.first)
        finding.item = LocalizedText(name)
        (finding.value, finding.limit) = (RuleFigure.short(left), RuleFigure.short(capacity))
        finding.unit = unit
        recorder.add(finding, evidence: before.geometry, was.first)
      }
    }
  }

  private static func tally(_ layer: RuleLayer) -> FacilityTally? {
    guard let names = layer.loaded.column(.facilities) else { return nil }
    let capacities = layer.loaded.column(.facilityCapacity)
    return FacilityTally(
      names: (0..<layer.count).map { names.text($0) },
      capacities: (0..<layer.count).map { capacities?.text($0) }
    )
  }
}
