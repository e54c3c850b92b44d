import Features

/// How a place classes plan adjustments, and what counts as redrawing: `Resources/adjustment.yaml`, or a file of that
/// form.
public struct AdjustmentProfile: Sendable {
  /// A figure with its source and how sure it is (`V`, `K-h`, `K-m`, `K-l`, `D`).
  public struct Threshold: Sendable {
    /// `snap.tolerance`, `sliver.area`, `sliver.width` or `minor.share`.
    public let key: String
    /// In ``unit``.
    public let value: FixedDecimal
    /// As the profile writes it; the keys fix what it is: m, m², m and a ratio.
    public let unit: String
    /// The rule or the reason that it comes from.
    public let source: LocalizedText
    /// `V`, `K-h`, `K-m`, `K-l`, `D`.
    public let confidence: String
  }

  /// What tells redrawing from change.
  public struct Thresholds: Sendable {
    /// m².
    public var sliverArea = 1.0
    /// m, as 2A/P.
    public var sliverWidth = 0.1
    /// Common land up to this share of both parcels is an adjusted boundary; beyond it joins them.
    public var minorShare = 0.4
    /// m. An outline that moved by no more on the average of its length did not move: coordinates were rounded.
    public var snap = 0.001

    /// The values of the national profile.
    public init() {}
  }

  /// A condition on one figure of a comparison.
  public struct Condition: Sendable {
    /// Name of the figure, such as `changed.share`; one that the comparison does not give leaves the condition open.
    public let metric: String
    /// In ``unit``; the figure must lie above it, or reach it where ``isInclusive``.
    public let limit: FixedDecimal
    /// True where the limit itself meets the condition.
    public let isInclusive: Bool
    /// `percent`, `m2`, `m`, `parcels` or `lines`, as the profile writes it.
    public let unit: String
    /// The rule that states the condition.
    public let source: LocalizedText
    /// `V`, `K-h`, `K-m`, `K-l`, `D`.
    public let confidence: String

    /// Whether a value meets the condition.
    public func isMet(by value: Double) -> Bool {
      isInclusive ? value >= limit.doubleValue : value > limit.doubleValue
    }
  }

  /// A class of change; it holds where any of its conditions is met, or always where it has none.
  public struct ChangeClass: Sendable {
    /// Stable name, `revision`, `partial`, `technical`.
    public let id: String
    /// What the place calls the class: 修编, 局部调整, 技术修正.
    public let title: LocalizedText
    /// Any one of them is enough; empty: the class takes what no class before it took.
    public let conditions: [Condition]
  }

  /// Stable name, `national`, `datong`.
  public let id: String
  /// Name of the place.
  public let title: LocalizedText
  /// The documents that the classes come from.
  public let source: LocalizedText
  /// How sure the profile as a whole is: `V`, `K-h`, `K-m`, `K-l`.
  public let confidence: String
  /// What counts as redrawing, each figure with its source; ``thresholds`` holds the values.
  public let lineage: [Threshold]
  /// Severest first.
  public let classes: [ChangeClass]

  /// The values of ``lineage``; for a key that the profile leaves out, that of the national one.
  public var thresholds: Thresholds {
    var result = Thresholds()
    func value(_ key: String) -> Double? { lineage.last { $0.key == key }?.value.doubleValue }
    result.sliverArea = value("sliver.area") ?? result.sliverArea
    result.sliverWidth = value("sliver.width") ?? result.sliverWidth
    result.snap = value("snap.tolerance") ?? result.snap
    result.minorShare = value("minor.share") ?? result.minorShare
    return result
  }

  /// The id of the profile that is taken unless another is named.
  public static let defaultID = "national"

  /// The profiles within the program.
  public static func embedded() throws -> [AdjustmentProfile] { try cached.get() }

  private static let cached = Result {
    let text = String(decoding: try Resources.text("adjustment.yaml"), as: UTF8.self)
    return try profiles(yaml: text, file: "adjustment.yaml")
  }

  /// The profile of a name within the program, else the first of a file. Throws a `DataError` where it is neither.
  public static func named(_ written: String) throws -> AdjustmentProfile {
    let known = try embedded()
    if let found = known.first(where: { $0.id == written || $0.title.chinese == written }) { return found }
    if InputFile.exists(written) {
      let text = String(decoding: try InputFile.bytes(written, limit: 4 << 20), as: UTF8.self)
      if let first = try profiles(yaml: text, file: written).first { return first }
    }
    let names = known.map(\.id)
    throw DataError(
      .configuration,
      code: LandModelError.unknownProfile.rawValue,
      at: Place(file: written),
      found: "neither a profile nor a file of profiles",
      expected: "one of \(names.joined(separator: ", ")), or a YAML file",
      advice: Suggestion.nearest(to: written, among: names).map { "Did you mean “\($0)”?" } ?? "",
      arguments: [written] + names
    )
  }

  /// Reads profiles from YAML. Throws ``ConfigurationErrors``.
  public static func profiles(yaml: String, file: String) throws -> [AdjustmentProfile] {
    let root = try ConfigurationNode.parse(yaml, file: file)
    let list = root.mapping(keys: ["profiles"])?.required("profiles")?.list() ?? []
    let profiles = list.compactMap { AdjustmentProfile($0) }
    try root.problems.throwIfAny()
    return profiles
  }

  private init?(_ node: ConfigurationNode) {
    guard
      let mapping = node.mapping(keys: ["id", "title", "source", "confidence", "lineage", "classes"]),
      let id = mapping.required("id")?.string(), let title = mapping.required("title")?.localizedText(),
      let source = mapping.required("source")?.localizedText(),
      let confidence = mapping.required("confidence")?.string(),
      let classes = mapping.required("classes")?.list()
    else { return nil }
    self.id = id
    self.title = title
    self.source = source
    self.confidence = confidence
    lineage = mapping["lineage"]?.list()?.compactMap { Threshold($0) } ?? []
    self.classes = classes.compactMap { ChangeClass($0) }
  }
}

extension AdjustmentProfile.Threshold {
  private static let keys = ["snap.tolerance", "sliver.area", "sliver.width", "minor.share"]

  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: ["key", "value", "unit", "source", "confidence"]),
      let key = mapping.required("key")?.choice(Self.keys, { Self.keys.contains($0) ? $0 : nil }),
      let value = mapping.required("value")?.decimal(), let unit = mapping.required("unit")?.string(),
      let source = mapping.required("source")?.localizedText(),
      let confidence = mapping.required("confidence")?.string()
    else { return nil }
    self.init(key: key, value: value, unit: unit, source: source, confidence: confidence)
  }
}

extension AdjustmentProfile.ChangeClass {
  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: ["id", "title", "any"]), let id = mapping.required("id")?.string(),
      let title = mapping.required("title")?.localizedText()
    else { return nil }
    let conditions = mapping["any"]?.list()?.compactMap { AdjustmentProfile.Condition($0) } ?? []
    self.init(id: id, title: title, conditions: conditions)
  }
}

extension AdjustmentProfile.Condition {
  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: ["metric", "above", "atLeast", "unit", "source", "confidence"]),
      let metric = mapping.required("metric")?.string(),
      let limit = (mapping["atLeast"] ?? mapping.required("above"))?.decimal(),
      let unit = mapping.required("unit")?.string(), let source = mapping.required("source")?.localizedText(),
      let confidence = mapping.required("confidence")?.string()
    else { return nil }
    self.init(
      metric: metric,
      limit: limit,
      isInclusive: mapping["atLeast"] != nil,
      unit: unit,
      source: source,
      confidence: confidence
    )
  }
}
