import Features
import Geometry
public import LandModel

/// What a rule found on one subject. Its evidence is the feature of the same number in ``RuleReport/evidence``.
public struct RuleFinding: Sendable {
  /// What kind of fault it is; the report has a sentence for each.
  public enum Matter: String, Sendable, CaseIterable {
    // R01
    case invalid
    case overlap
    case gap
    case sliver
    case duplicate
    case noArea = "no-area"
    case outsideScope = "outside-scope"
    // R02
    case declaredArea = "declared-area"
    case declaredUnit = "declared-unit"
    // R03
    case unknownCode = "unknown-code"
    case missingCode = "missing-code"
    case coarseCode = "coarse-code"
    case codeName = "code-name"
    case oldVersion = "other-version"
    // Overlays
    case conflict
    case outsideBoundary = "outside-boundary"
    case tooNear = "too-near"
    case tooSteep = "too-steep"
    case deepFill = "deep-fill"
    // Before and after
    case changeOutsideScope = "change-outside-scope"
    case uncovered
    case newlyCovered = "newly-covered"
    case unbalanced
    case loss
    case lostFacility = "lost-facility"
    case lostCapacity = "lost-capacity"
    case lostRoad = "lost-road"
    case roadDensity = "road-density"
    case disconnected
    case existingRight = "existing-right"
    // Indicators
    case infeasibleFAR = "infeasible-far"
    case densityPlusGreen = "density-plus-green"
    case belowLimit = "below-limit"
    case aboveLimit = "above-limit"
    case floorAboveCap = "floor-above-cap"
    case ratioChange = "ratio-change"
    case compatibilitySum = "compatibility-sum"
    case compatibilityMain = "compatibility-main"
    case compatibilityPair = "compatibility-pair"
    case utilityShort = "utility-short"
    case noFrontage = "no-frontage"
    case largeBlock = "large-block"
  }

  public var matter: Matter
  public var severity: RuleSeverity
  /// The layer and the feature concerned; the feature's number from 0, nil where it is about the whole layer.
  public var layer: LocalizedText
  public var feature: Int?
  public var subject: String
  /// Code and name of its use.
  public var use: String?
  /// What it conflicts with, and the layer of that.
  public var objects: [String] = []
  public var other: LocalizedText?
  /// In m² on the report's basis.
  public var area: Double?
  /// Part of the subject, 0 to 1.
  public var share: Double?
  /// Measured and allowed, as they are to be printed, and their unit.
  public var value: String?
  public var limit: String?
  public var unit: String?
  /// The indicator, group of codes or facility that it is about.
  public var item: LocalizedText?
  /// A place on it, in the project's coordinates.
  public var x: Double?
  public var y: Double?

  init(_ matter: Matter, _ severity: RuleSeverity, layer: LocalizedText, subject: String, feature: Int? = nil) {
    self.matter = matter
    self.severity = severity
    self.layer = layer
    self.subject = subject
    self.feature = feature
  }
}

/// What a rule needs and did not have.
public struct RuleNeed: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A layer, by kind, role or file name.
    case layer
    /// A field of a layer.
    case field
    /// The other version of a plan.
    case version
    /// A figure that a local profile or a project states.
    case limit
    /// Land-use codes that say which class of land it is.
    case codes
  }

  public var kind: Kind
  /// The layer's name, the field, the limit.
  public var what: String
  /// Where it is missing: a layer's title, a part of the rule. Nil where it is missing altogether.
  public var at: LocalizedText?
}

/// The figure that a limit has on the day, with its source.
public struct ResolvedLimit: Sendable, Hashable {
  public var name: String
  public var value: Double
  /// As stated.
  public var text: String
  public var unit: String
  public var source: LocalizedText
  public var confidence: String
}

/// What became of one rule.
public struct RuleOutcome: Sendable {
  public enum Status: String, Sendable, CaseIterable {
    case pass
    case findings
    /// Nothing found in what could be measured, but something could not.
    case partial
    case notEvaluated = "not-evaluated"
    /// There is no land that the rule is about.
    case notApplicable = "not-applicable"
    /// No version of the rule holds on the day.
    case notInForce = "not-in-force"
  }

  public let id: String
  /// Nil where no version is in force.
  public let rule: Rule?
  public internal(set) var findings: [RuleFinding] = []
  public internal(set) var needs: [RuleNeed] = []
  public internal(set) var limits: [ResolvedLimit] = []
  /// Subjects looked at, over all plans and parts of the rule.
  public internal(set) var checked = 0
  /// How many parts of the rule could be measured.
  public internal(set) var parts = 0
  /// Pieces below the sliver limits: how many, and their area in m². Counted, never findings.
  public internal(set) var slivers = QualityResult.Tally()
  /// Subjects whose codes do not tell whether the rule is about them.
  public internal(set) var unclear = 0
  /// Their codes: unknown, wider than what the rule is about, or in need of subdivision on the way to its classification.
  public internal(set) var unclearCodes: Set<String> = []
  /// Subjects that GEOS could not cut; their findings have no shape.
  public internal(set) var withoutShape = 0

  public var status: Status {
    if rule == nil { return .notInForce }
    if !findings.isEmpty { return .findings }
    if parts == 0 { return .notEvaluated }
    if checked == 0 { return needs.isEmpty ? .notApplicable : .notEvaluated }
    return needs.isEmpty ? .pass : .partial
  }

  /// The gravest of the findings.
  public var worst: RuleSeverity? { findings.map(\.severity).max() }
}
