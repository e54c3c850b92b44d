import Features
import GEOS
import Geometry
import LandModel

/// Land of some codes must not lie in a layer: R04, R05, R13, R14, R23, and any overlay of a user's own pack.
enum OverlapZeroRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for clause in recorder.rule.clauses {
      try RuleOverlay.evaluate(&recorder, clause, side: .inside, matter: .conflict)
    }
  }
}

/// The overlay that several kinds of rule share: subjects of a clause against the polygons of its layers.
enum RuleOverlay {
  /// - Parameter only: features of a layer that count, by number; nil: all that the clause's filter leaves.
  static func evaluate(
    _ recorder: inout RuleRecorder,
    _ clause: RuleClause,
    side: RulePieces.Side,
    matter: RuleFinding.Matter,
    only: ((RuleLayer) -> [Int])? = nil,
    finish: (inout RuleFinding, RuleLayer, [Int]) -> Void = { _, _, _ in }
  ) throws {
    let name = clause.layer ?? ""
    let layers = layers(named: name, recorder)
    guard !layers.isEmpty else { return recorder.need(.layer, name) }
    var others = Others(title: clause.name ?? layers[0].title)
    for layer in layers {
      var rows = try clause.filter.map { try $0.matching(layer.loaded.layer) } ?? Array(0..<layer.count)
      if let only {
        let wanted = Set(only(layer))
        rows.removeAll { !wanted.contains($0) }
      }
      for row in rows where layer.geometry.kinds[row].isPolygonal || layer.geometry.kinds[row] == .collection {
        others.geometry.append(feature: row, of: layer.geometry)
        others.origin.append((layer, row))
      }
    }
    try run(&recorder, clause, others, side: side, matter: matter, finish: finish)
  }

  /// Polygons that subjects are held against, and the features that they come from.
  struct Others {
    var title: LocalizedText
    var geometry = GeometryColumns()
    var origin: [(layer: RuleLayer, feature: Int)] = []
  }

  static func run(
    _ recorder: inout RuleRecorder,
    _ clause: RuleClause,
    _ others: Others,
    side: RulePieces.Side,
    matter: RuleFinding.Matter,
    finish: (inout RuleFinding, RuleLayer, [Int]) -> Void = { _, _, _ in }
  ) throws {
    let slivers = recorder.sliverLimits(clause)
    for plan in recorder.inputs.plans {
      guard let subjects = try RuleOverlay.subjects(&recorder, clause, plan.layer) else { continue }
      recorder.measured(subjects.count)
      let pieces = try RulePieces(subjects: plan.layer.geometry, others: others.geometry, side: side, slivers: slivers)
        .of(subjects)
      for piece in pieces {
        recorder.sliver(piece.sliverArea, count: piece.slivers)
        guard piece.area > 0 else { continue }
        if piece.shape == nil { recorder.couldNotCut() }
        var finding = recorder.finding(matter, plan.layer, piece.feature)
        let whole = plan.layer.geometry.planeArea(of: piece.feature)
        finding.share = whole > 0 ? min(piece.area / whole, 1) : nil
        finding.area = whole > 0 ? piece.area * plan.areas[piece.feature] / whole : piece.area
        finding.objects = piece.objects.map { others.origin[$0].layer.label(others.origin[$0].feature) }
        finding.other = others.title
        if let first = piece.objects.first {
          finish(&finding, others.origin[first].layer, piece.objects.map { others.origin[$0].feature })
        }
        recorder.add(finding, evidence: piece.shape)
      }
    }
  }

  /// The layers of a name; of road red lines those of the version that is looked at.
  static func layers(named name: String, _ recorder: RuleRecorder) -> [RuleLayer] {
    let all = recorder.inputs.layers(named: name)
    guard name == LayerRole.roadRedline.rawValue, all.count > 1 else { return all }
    return all.filter { $0.planVersion != .before }
  }

  /// The subjects of a clause in a layer; nil, with the need noted, where it cannot be told.
  static func subjects(_ recorder: inout RuleRecorder, _ clause: RuleClause?, _ layer: RuleLayer) throws -> [Int]? {
    let selection = clause?.codes ?? recorder.rule.codes
    guard let found = try layer.features(selection, where: recorder.rule.filter, recorder.inputs) else {
      recorder.need(.codes, StandardField.landUseCode.rawValue, at: layer.title)
      return nil
    }
    recorder.unclear(found.unclear, found.unclearCodes)
    return found.rows
  }
}

extension RuleLayer {
  /// Which version of a plan the layer shows, by its entry, or by what its features say (调整前, before).
  var planVersion: PlanVersion? {
    if let version = loaded.entry?.version { return version }
    guard count > 0, let text = loaded.column(.kind)?.text(0) else { return nil }
    if text.contains("前") || text.lowercased().contains("before") { return .before }
    if text.contains("后") || text.lowercased().contains("after") { return .after }
    return nil
  }
}
