/// What a rule measures. Each kind has one file in LandAnalysis, and its own limits and parts here: reading a pack checks
/// them, so that a mistyped limit is an error with line and column and not a rule that checks nothing.
public enum RuleKind: String, Sendable, CaseIterable {
  /// Valid polygons that neither overlap nor leave gaps, and fill the scope.
  case topology
  /// Declared areas against measured ones.
  case declaredArea = "declared-area"
  /// Codes of the version in force, of the finest level, with their own names.
  case landUseCode = "land-use-code"
  /// Land of some codes must not lie in a layer.
  case overlapZero = "overlap-zero"
  /// Land of some codes must lie within a layer.
  case within
  /// Changes lie within the declared scope, and both versions cover the same land.
  case scopeClosure = "scope-closure"
  /// The land before and the land after are the same total.
  case balance
  /// Areas by code, facilities and sites are not less after than before.
  case noNetLoss = "no-net-loss"
  /// Road area, named roads and the connection of the road network.
  case roadNetwork = "road-network"
  /// Floor area by unit, and how far a parcel's plot ratio moved.
  case floorCapacity = "floor-capacity"
  /// Plot ratio, density, height and green ratio that can be built together.
  case farFeasibility = "far-feasibility"
  /// Indicators within limits; a clause with `by_class` gives the least plot ratio by industry.
  case indicatorLimits = "indicator-limits"
  /// Mixed uses: allowed pairs (clauses: main `codes`, companions `from`), shares that sum to 100, a main use.
  case compatibility
  /// Land of some codes must keep a distance from lines, by their class.
  case setback
  /// Land of some codes must keep a distance from land of others.
  case separation
  /// Changed land on which somebody has rights.
  case existingRights = "existing-rights"
  /// Land of some codes on slopes that are too steep, or on fill that is too deep.
  case slope
  /// Demand of the land against the capacity of the plan's facilities.
  case utilityCapacity = "utility-capacity"
  /// A parcel has a frontage on a road.
  case access

  /// The names that `limits` may have, each with the unit of its value.
  public var limits: [String: String] {
    switch self {
    case .topology: ["sliver.area": "m2", "sliver.width": "m", "total.area": "m2", "total.ratio": "ratio"]
    case .declaredArea: ["difference.area": "m2", "difference.ratio": "ratio"]
    case .landUseCode: ["industrial.level": "level"]
    case .overlapZero, .within: ["sliver.area": "m2", "sliver.width": "m"]
    case .slope: ["sliver.area": "m2", "sliver.width": "m", "slope": "percent", "fill": "m"]
    case .scopeClosure, .balance:
      ["sliver.area": "m2", "sliver.width": "m", "total.area": "m2", "total.ratio": "ratio"]
    case .noNetLoss: ["sliver.area": "m2", "sliver.width": "m", "loss.area": "m2", "loss.ratio": "ratio"]
    case .roadNetwork: ["loss.area": "m2", "loss.ratio": "ratio", "arterial.width": "m", "snap": "m"]
    case .floorCapacity: ["change.residential": "percent", "change.public": "percent", "change.other": "percent"]
    case .farFeasibility: ["storey.height": "m", "sum.max": "percent"]
    case .indicatorLimits:
      [
        "far.min": "ratio", "far.max": "ratio", "density.min": "percent", "density.max": "percent",
        "green.min": "percent", "green.max": "percent", "height.max": "m", "office-land.max": "percent",
        "office-floor.max": "percent",
      ]
    case .compatibility: ["main.min": "percent", "sum": "percent"]
    case .setback: ["distance": "m"]
    case .separation: ["distance": "m"]
    case .existingRights: ["sliver.area": "m2", "sliver.width": "m"]
    case .utilityCapacity: ["demand.min": "unit/ha", "demand.max": "unit/ha"]
    case .access: ["frontage.min": "m", "snap": "m", "block.max": "ha", "sliver.area": "m2", "sliver.width": "m"]
    }
  }

  /// The limits without which the kind cannot be evaluated at all.
  public var requiredLimits: [String] {
    switch self {
    case .access: ["frontage.min"]
    case .farFeasibility: ["storey.height"]
    case .declaredArea: ["difference.ratio"]
    default: []
    }
  }

  /// True where the rule has clauses, each about a layer, a group of codes, or both.
  public var needsClauses: Bool {
    switch self {
    case .overlapZero, .within, .noNetLoss, .setback, .separation, .slope, .utilityCapacity: true
    default: false
    }
  }

  /// True where a clause must name a layer.
  public var clausesNeedLayer: Bool {
    switch self {
    case .overlapZero, .within, .setback, .slope: true
    default: false
    }
  }

  /// True where the rule compares two versions of a plan.
  public var comparesVersions: Bool {
    switch self {
    case .scopeClosure, .balance, .noNetLoss, .roadNetwork, .existingRights: true
    default: false
    }
  }
}
