import Features
import GEOS
import Geometry
import LandModel

/// Land that must keep away from lines: R20 and R22 by zones that are drawn, or by lines and the distance of their class;
/// R21 by the distance of a zone's edge. Clauses are ways to the same answer: the rule is measured where one of them can be.
enum SetbackRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    var isMeasured = false
    for clause in recorder.rule.clauses {
      let layers = recorder.inputs.layers(named: clause.layer)
      guard !layers.isEmpty else { continue }
      if recorder.rule.limits["distance"] != nil || clause.limits["distance"] != nil {
        try distance(&recorder, clause, layers)
        isMeasured = true
      } else if clause.byClass.isEmpty {
        try RuleOverlay.evaluate(&recorder, clause, side: .inside, matter: .conflict)
        isMeasured = true
      } else if let corridors = try corridors(&recorder, clause, layers) {
        try RuleOverlay.run(&recorder, clause, corridors, side: .inside, matter: .conflict)
        isMeasured = true
      }
    }
    if !isMeasured, let first = recorder.rule.clauses.first?.layer { recorder.need(.layer, first) }
  }

  /// Strips along the lines of known classes: half the road's width and the distance of the class, on both sides.
  private static func corridors(
    _ recorder: inout RuleRecorder,
    _ clause: RuleClause,
    _ layers: [RuleLayer]
  ) throws -> RuleOverlay.Others? {
    var others = RuleOverlay.Others(title: clause.name ?? layers[0].title)
    let words = clause.byClass.keys.sorted { ($1.count, $0) < ($0.count, $1) }
    for layer in layers {
      guard let classes = layer.loaded.column(.roadClass) ?? layer.loaded.column(.kind) else { continue }
      let width = layer.loaded.column(.width)
      for feature in 0..<layer.count {
        let text = (classes.text(feature) ?? "").lowercased()
        guard let word = words.first(where: { text.contains($0.lowercased()) }), let stated = clause.byClass[word],
          let limit = recorder.resolve(stated, word), !layer.loaded.layer.geometry.vertices(of: feature).isEmpty
        else { continue }
        let reach = limit.value + (width?.number(feature) ?? 0) / 2
        let line = try Shape(layer.loaded.layer.geometry, feature: feature)
        let strip = try line.buffer(reach, style: BufferStyle(quadrantSegments: 16, cap: .flat))
        others.geometry.append(try GeometryColumns(CollectionOfOne(strip.polygonalPart().polygons)))
        others.origin.append((layer, feature))
      }
    }
    return others.origin.isEmpty ? nil : others
  }

  /// The edge of the rule's own layers must be this far from the clause's.
  private static func distance(_ recorder: inout RuleRecorder, _ clause: RuleClause, _ layers: [RuleLayer]) throws {
    guard let usual = recorder.limit("distance", clause) else { return recorder.need(.limit, "distance") }
    for name in recorder.rule.layers {
      let subjects = recorder.inputs.layers(named: name)
      if subjects.isEmpty { recorder.need(.layer, name) }
      for subject in subjects {
        recorder.measured(subject.count)
        for other in layers {
          for (limit, members) in groups(&recorder, clause, other, usual) {
            for near in try RuleDistances.below(limit.value, subject, Array(0..<subject.count), other, only: members) {
              var finding = recorder.finding(.tooNear, subject, near.feature)
              finding.objects = [other.label(near.other)]
              finding.other = clause.name ?? other.title
              (finding.value, finding.limit) = (RuleFigure.text(near.distance, 2), limit.text)
              finding.unit = "m"
              recorder.add(finding, evidence: near.line)
            }
          }
        }
      }
    }
  }

  /// The features of a layer by the distance of their class; those of no class that the clause names have the usual one.
  private static func groups(
    _ recorder: inout RuleRecorder,
    _ clause: RuleClause,
    _ layer: RuleLayer,
    _ usual: ResolvedLimit
  ) -> [(limit: ResolvedLimit, members: [Int])] {
    let words = clause.byClass.keys.sorted { ($1.count, $0) < ($0.count, $1) }
    let columns = [StandardField.roadClass, .kind, .name].compactMap { layer.loaded.column($0) }
    var groups: [(limit: ResolvedLimit, members: [Int])] = []
    for feature in 0..<layer.count {
      let word = columns.lazy.compactMap { column in
        let text = (column.text(feature) ?? "").lowercased()
        return words.first { text.contains($0.lowercased()) }
      }.first
      let limit = word.flatMap { word in clause.byClass[word].flatMap { recorder.resolve($0, word) } } ?? usual
      if let place = groups.firstIndex(where: { $0.limit.value == limit.value }) {
        groups[place].members.append(feature)
      } else {
        groups.append((limit, [feature]))
      }
    }
    return groups
  }
}

/// Pairs of features that are nearer than allowed.
enum RuleDistances {
  struct Near {
    var feature: Int
    var other: Int
    var distance: Double
    /// The shortest line between them; nil where they meet.
    var line: GeometryColumns?
  }

  /// For each subject the nearest of the others that is nearer than `least` metres.
  static func below(
    _ least: Double,
    _ subjects: RuleLayer,
    _ rows: [Int],
    _ others: RuleLayer,
    only: [Int]? = nil
  ) throws -> [Near] {
    let numbers = only ?? Array(0..<others.count)
    let tree = BoxTree(numbers.map { others.geometry.box(of: $0) })
    var found: [Near] = []
    for row in rows {
      let box = subjects.geometry.box(of: row)
      guard !box.isEmpty else { continue }
      let shape = try Shape.polygons(of: row, in: subjects.geometry)
      var best: Near?
      for place in tree.items(in: box.expanded(by: least)) {
        let other = numbers[place]
        if subjects.title == others.title && other == row { continue }
        let second = try Shape.polygons(of: other, in: others.geometry)
        let distance = try shape.distance(to: second)
        guard distance < least, distance < best?.distance ?? .infinity else { continue }
        var line: GeometryColumns?
        if distance > 0, let points = try shape.nearestPoints(to: second) {
          var builder = GeometryColumns.Builder()
          builder.appendLine([points.here, points.there])
          line = builder.finish()
        }
        best = Near(feature: row, other: other, distance: distance, line: line)
      }
      if let best { found.append(best) }
    }
    return found
  }
}
