import Features
import Geometry
public import LandModel

/// What a rule found on one subject. Its evidence is the feature of the same number in ``RuleReport/evidence``.
public struct RuleFinding: Sendable {
  /// What kind of fault it is; the report has a sentence for each.
  public enum Matter: String, Sendable, CaseIterable {
    // R01
    /// 图形无效: no valid polygon.
    case invalid
    /// 重叠: two parcels share land.
    case overlap
    /// 缝隙: land that no parcel covers.
    case gap
    /// 碎片: a parcel of tiny area or width.
    case sliver
    /// 图形重复: the same polygon as another.
    case duplicate
    /// 没有面状图形.
    case noArea = "no-area"
    /// 超出范围: parcels outside the scope.
    case outsideScope = "outside-scope"
    // R02
    /// 申报面积不符: declared off the measured area by more than is allowed.
    case declaredArea = "declared-area"
    /// The figure agrees in another unit than the column's.
    case declaredUnit = "declared-unit"
    // R03
    /// The code is not in the classification.
    case unknownCode = "unknown-code"
    /// 缺代码.
    case missingCode = "missing-code"
    /// 代码过粗: not of the finest level that is asked for.
    case coarseCode = "coarse-code"
    /// 名称与代码不符.
    case codeName = "code-name"
    /// The layer's codes are of another version than the one in force on the day.
    case oldVersion = "other-version"
    // Overlays
    /// 占用: land in a layer that forbids it.
    case conflict
    /// 超出边界: land outside the layer that it must lie in.
    case outsideBoundary = "outside-boundary"
    /// 距离不足: nearer than the distance to keep.
    case tooNear = "too-near"
    /// 坡度过大.
    case tooSteep = "too-steep"
    /// 填方过深.
    case deepFill = "deep-fill"
    // Before and after
    /// Changed land outside the declared scope (公告的调整范围).
    case changeOutsideScope = "change-outside-scope"
    /// Land of the plan before that the plan after does not cover.
    case uncovered
    /// Land of the plan after that the plan before did not cover.
    case newlyCovered = "newly-covered"
    /// The totals before and after differ.
    case unbalanced
    /// Less area of a use, or of road land, than before.
    case loss
    /// A facility has fewer sites than before.
    case lostFacility = "lost-facility"
    /// The capacity of a facility is less than before.
    case lostCapacity = "lost-capacity"
    /// A road of which less than half is left.
    case lostRoad = "lost-road"
    /// 路网密度: less length of road by area than before.
    case roadDensity = "road-density"
    /// The road network falls into more parts than before.
    case disconnected
    /// Changed land on a supplied parcel (已供宗地), whose holder has to be asked.
    case existingRight = "existing-right"
    // Indicators
    /// 容积率不可实现: more than density and height allow.
    case infeasibleFAR = "infeasible-far"
    /// Density and green ratio together are more than can be.
    case densityPlusGreen = "density-plus-green"
    /// An indicator below its lower limit.
    case belowLimit = "below-limit"
    /// An indicator above its upper limit.
    case aboveLimit = "above-limit"
    /// 计容建筑面积 of a unit above its cap.
    case floorAboveCap = "floor-above-cap"
    /// A plot ratio moved by more than its class of change allows.
    case ratioChange = "ratio-change"
    /// 兼容比例: shares of mixed uses do not sum to 100 %.
    case compatibilitySum = "compatibility-sum"
    /// 主导用途: the main use has too small a share.
    case compatibilityMain = "compatibility-main"
    /// A mixed use that the main one does not allow.
    case compatibilityPair = "compatibility-pair"
    /// 市政容量不足: demand above the capacity of the plan's facilities.
    case utilityShort = "utility-short"
    /// 不临道路: a frontage shorter than a gate.
    case noFrontage = "no-frontage"
    /// 街块过大: more land than is advised.
    case largeBlock = "large-block"
  }

  /// What kind of fault it is.
  public var matter: Matter
  /// How much it weighs.
  public var severity: RuleSeverity
  /// The layer and the feature concerned; the feature's number from 0, nil where it is about the whole layer.
  public var layer: LocalizedText
  /// Number of the feature, from 0; nil where it is about the whole layer.
  public var feature: Int?
  /// What people call the feature, the plan or the layer.
  public var subject: String
  /// Code and name of its use.
  public var use: String?
  /// What it conflicts with, and the layer of that.
  public var objects: [String] = []
  /// Title of the layer of what it conflicts with.
  public var other: LocalizedText?
  /// In m² on the report's basis.
  public var area: Double?
  /// Part of the subject, 0 to 1.
  public var share: Double?
  /// Measured and allowed, as they are to be printed, and their unit.
  public var value: String?
  /// What is allowed, or what was before, as it is to be printed.
  public var limit: String?
  /// Unit of value and limit: `m`, `m2`, `%` …; nil where they have none.
  public var unit: String?
  /// The indicator, group of codes or facility that it is about.
  public var item: LocalizedText?
  /// A place on it, in the project's coordinates.
  public var x: Double?
  /// Northing of the place.
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
  /// What is missing.
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

  /// What is missing.
  public var kind: Kind
  /// The layer's name, the field, the limit.
  public var what: String
  /// Where it is missing: a layer's title, a part of the rule. Nil where it is missing altogether.
  public var at: LocalizedText?
}

/// The figure that a limit has on the day, with its source.
public struct ResolvedLimit: Sendable, Hashable {
  /// Name of the limit: one of the rule's kind, or the class it is for.
  public var name: String
  /// In ``unit``.
  public var value: Double
  /// As stated.
  public var text: String
  /// `m`, `m2`, `percent`, `ratio` ….
  public var unit: String
  /// The rule or the document that the figure comes from.
  public var source: LocalizedText
  /// `V`, `K-h`, `K-m`, `K-l`, `D`; `project` for a value that the project states.
  public var confidence: String
}

/// What became of one rule.
public struct RuleOutcome: Sendable {
  /// What became of a rule.
  public enum Status: String, Sendable, CaseIterable {
    /// Everything was measured and nothing found.
    case pass
    /// Something was found.
    case findings
    /// Nothing found in what could be measured, but something could not.
    case partial
    /// Nothing could be measured; the needs say why.
    case notEvaluated = "not-evaluated"
    /// There is no land that the rule is about.
    case notApplicable = "not-applicable"
    /// No version of the rule holds on the day.
    case notInForce = "not-in-force"
  }

  /// Id of the rule, `R04`.
  public let id: String
  /// Nil where no version is in force.
  public let rule: Rule?
  /// In the order of their shapes in ``RuleReport/evidence``, which runs over all outcomes.
  public internal(set) var findings: [RuleFinding] = []
  /// What the rule needs and did not have, each once.
  public internal(set) var needs: [RuleNeed] = []
  /// The figures that it compared with, each once.
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

  /// What became of the rule: findings go before what could not be measured.
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
