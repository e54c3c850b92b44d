import Features
import GEOS
import Geometry
import LandModel

/// What one rule finds, as it finds it.
struct RuleRecorder {
  let rule: Rule
  let inputs: RuleInputs
  private(set) var outcome: RuleOutcome
  private(set) var evidence = GeometryColumns.Builder()

  init(_ rule: Rule, _ inputs: RuleInputs) {
    self.rule = rule
    self.inputs = inputs
    outcome = RuleOutcome(id: rule.id, rule: rule)
  }

  /// Adds a finding whose evidence is a feature of `columns`; nil: no shape.
  mutating func add(_ finding: RuleFinding, evidence columns: GeometryColumns?, _ feature: Int = 0) {
    var finding = finding
    guard let columns, columns.count > feature, !columns.vertices(of: feature).isEmpty else {
      evidence.addNull()
      outcome.findings.append(finding)
      return
    }
    if columns.kinds[feature].isPolygonal || columns.kinds[feature] == .collection {
      evidence.append(polygonsOf: feature, in: columns)
    } else {
      let vertices = columns.vertices(of: feature)
      let places = vertices.map { (x: columns.x[$0], y: columns.y[$0]) }
      if places.count > 1 { evidence.appendLine(places) } else { evidence.appendPoint(x: places[0].x, y: places[0].y) }
    }
    let inside = columns.interiorPoint(of: feature)
    let first = columns.vertices(of: feature).lowerBound
    finding.x = finding.x ?? inside?.x ?? columns.x[first]
    finding.y = finding.y ?? inside?.y ?? columns.y[first]
    outcome.findings.append(finding)
  }

  /// A part of the rule could be measured, on so many subjects.
  mutating func measured(_ subjects: Int) {
    outcome.parts += 1
    outcome.checked += subjects
  }

  mutating func need(_ kind: RuleNeed.Kind, _ what: String, at place: LocalizedText? = nil) {
    let need = RuleNeed(kind: kind, what: what, at: place)
    if !outcome.needs.contains(need) { outcome.needs.append(need) }
  }

  mutating func sliver(_ area: Double, count: Int = 1) {
    outcome.slivers.count += count
    outcome.slivers.area += area
  }

  /// Subjects whose codes leave open whether they are meant.
  mutating func unclear(_ count: Int, _ codes: Set<String>) {
    outcome.unclear += count
    outcome.unclearCodes.formUnion(codes)
  }

  mutating func couldNotCut() { outcome.withoutShape += 1 }

  /// The figure of a limit on the day: the clause's own before the rule's. Nil where none is stated, or none holds.
  mutating func limit(_ name: String, _ clause: RuleClause? = nil) -> ResolvedLimit? {
    guard let stated = clause?.limits[name] ?? rule.limits[name] else { return nil }
    return resolve(stated, name)
  }

  /// What has to be stated where a limit has no figure: the threshold's key, which a project may give, else its name.
  func wanted(_ name: String, _ clause: RuleClause? = nil) -> String {
    if case .threshold(let key)? = clause?.limits[name] ?? rule.limits[name] { return key }
    return name
  }

  /// The figure of a limit that is stated for a class of features.
  mutating func resolve(_ stated: RuleLimit, _ name: String) -> ResolvedLimit? {
    let resolved: ResolvedLimit
    switch stated {
    case .value(let value, let unit, let source, let confidence):
      resolved = ResolvedLimit(
        name: name,
        value: value.doubleValue,
        text: value.description,
        unit: unit,
        source: source ?? rule.source.text,
        confidence: (confidence ?? rule.confidence).rawValue
      )
    case .threshold(let key):
      guard let found = inputs.thresholds.threshold(key, on: inputs.asOf) else { return nil }
      resolved = ResolvedLimit(
        name: name,
        value: found.value.doubleValue,
        text: found.value.description,
        unit: found.unit,
        source: found.source,
        confidence: found.confidence
      )
    }
    if !outcome.limits.contains(resolved) { outcome.limits.append(resolved) }
    return resolved
  }

  /// What counts as a sliver: below this area in m², or below this mean width in metres. A rule that states none has the
  /// threshold profile's.
  mutating func sliverLimits(_ clause: RuleClause? = nil) -> SliverLimits {
    let area = limit("sliver.area", clause) ?? resolve(.threshold("sliver.area"), "sliver.area")
    let width = limit("sliver.width", clause) ?? resolve(.threshold("sliver.width"), "sliver.width")
    return SliverLimits(area: area?.value ?? 0, width: width?.value ?? 0)
  }

  /// The larger of an absolute tolerance and a share of a whole, in m².
  mutating func tolerance(_ prefix: String, of whole: Double) -> Double {
    max(limit("\(prefix).area")?.value ?? 0, (limit("\(prefix).ratio")?.value ?? 0) * whole)
  }

  /// A finding of the rule's severity about a feature.
  func finding(_ matter: RuleFinding.Matter, _ layer: RuleLayer, _ feature: Int) -> RuleFinding {
    var finding = RuleFinding(
      matter,
      rule.severity,
      layer: layer.title,
      subject: layer.label(feature),
      feature: feature
    )
    finding.use = layer.use(feature)
    return finding
  }

  /// The outcome with its findings in order, the gravest first, else as they came, and their shapes.
  mutating func finish() -> (RuleOutcome, GeometryColumns) {
    let columns = evidence.finish()
    var result = outcome
    let found = result.findings
    let order = found.indices.sorted { left, right in
      let (a, b) = (found[left].severity, found[right].severity)
      return a == b ? left < right : a > b
    }
    result.findings = order.map { found[$0] }
    return (result, columns.selecting(order))
  }
}

/// Below which a piece is a sliver: counted and logged, no finding.
struct SliverLimits: Sendable {
  /// m²
  var area: Double
  /// Twice the area over the perimeter, in metres.
  var width: Double

  func isSliver(area: Double, perimeter: Double) -> Bool {
    area < self.area || 2 * area < width * perimeter
  }
}
