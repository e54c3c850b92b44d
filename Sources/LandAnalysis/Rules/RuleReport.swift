import Features
public import Geometry
public import LandModel

/// What became of every rule of a pack, with the shapes that prove it.
public struct RuleReport: Sendable {
  /// In the order of the pack, one for each rule asked for.
  public internal(set) var outcomes: [RuleOutcome] = []
  /// One feature for each finding, outcome after outcome, in the plane coordinates of the layers.
  public internal(set) var evidence = GeometryColumns()
  /// The day that rules must hold on.
  public let asOf: CalendarDate
  /// Basis of the areas.
  public let basis: AreaBasis
  /// The profile whose figures were taken, if any.
  public let profile: RulePack.Profile?

  /// Evaluates the rules of a pack that hold on the day. `only` names rules; nil: all.
  ///
  /// Throws a `DataError` where a filter of the pack names a field that a layer does not have.
  public init(
    _ pack: RulePack,
    on inputs: RuleInputs,
    profile: RulePack.Profile? = nil,
    only: Set<String>? = nil
  ) throws {
    asOf = inputs.asOf
    basis = inputs.basis
    self.profile = profile
    let asked = pack.rules(on: inputs.asOf, profile: profile).filter { only?.contains($0.id) ?? true }
    // One rule does not depend on another: they run side by side, and stand in the pack's order.
    let done = FixedChunks.map(count: asked.count, size: 1) { chunk in
      Result { try Self.outcome(asked[chunk.lowerBound], inputs) }
    }
    for result in done {
      let (outcome, shapes) = try result.get()
      outcomes.append(outcome)
      evidence.append(shapes)
    }
  }

  private static func outcome(
    _ asked: (id: String, rule: Rule?),
    _ inputs: RuleInputs
  ) throws -> (RuleOutcome, GeometryColumns) {
    guard let rule = asked.rule else { return (RuleOutcome(id: asked.id, rule: nil), GeometryColumns()) }
    var recorder = RuleRecorder(rule, inputs)
    try RuleEvaluation.evaluate(&recorder)
    return recorder.finish()
  }

  /// The findings of all rules, in the order of ``evidence``.
  public var findings: [RuleFinding] { outcomes.flatMap(\.findings) }

  /// Number of findings of so much weight.
  public func count(_ severity: RuleSeverity) -> Int {
    findings.lazy.filter { $0.severity == severity }.count
  }
}

/// Which file evaluates which kind of rule.
enum RuleEvaluation {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    switch recorder.rule.kind {
    case .topology: try TopologyRule.evaluate(&recorder)
    case .declaredArea: try DeclaredAreaRule.evaluate(&recorder)
    case .landUseCode: try LandUseCodeRule.evaluate(&recorder)
    case .overlapZero: try OverlapZeroRule.evaluate(&recorder)
    case .within: try WithinRule.evaluate(&recorder)
    case .scopeClosure: try ScopeClosureRule.evaluate(&recorder)
    case .balance: try BalanceRule.evaluate(&recorder)
    case .noNetLoss: try NoNetLossRule.evaluate(&recorder)
    case .roadNetwork: try RoadNetworkRule.evaluate(&recorder)
    case .floorCapacity: try FloorCapacityRule.evaluate(&recorder)
    case .farFeasibility: try FARFeasibilityRule.evaluate(&recorder)
    case .indicatorLimits: try IndicatorLimitsRule.evaluate(&recorder)
    case .compatibility: try CompatibilityRule.evaluate(&recorder)
    case .setback: try SetbackRule.evaluate(&recorder)
    case .separation: try SeparationRule.evaluate(&recorder)
    case .existingRights: try ExistingRightsRule.evaluate(&recorder)
    case .slope: try SlopeRule.evaluate(&recorder)
    case .utilityCapacity: try UtilityCapacityRule.evaluate(&recorder)
    case .access: try AccessRule.evaluate(&recorder)
    }
  }
}
