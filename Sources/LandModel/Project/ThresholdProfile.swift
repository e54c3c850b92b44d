import Features

/// A set of named values that checks use, each with its source and the days on which it holds.
public struct ThresholdProfile: Sendable {
  /// One value, such as `highway.expressway` = 30 m.
  public struct Threshold: Sendable, Hashable {
    /// Stable name, `coverage.area`.
    public let key: String
    /// In ``unit``; ratios are fractions.
    public let value: FixedDecimal
    /// `m`, `m2`, `ha`, `ratio`, `percent`, `years`, `days`.
    public let unit: String
    /// The rule or the reason that it comes from.
    public let source: LocalizedText
    /// `V`, `K-h`, `K-m`, `K-l`, `D`; `project` for a value that the project file states.
    public let confidence: String
    /// First and last day; nil where open.
    public let from: CalendarDate?
    /// The last day on which it holds, that day included; nil where open.
    public let to: CalendarDate?

    func holds(on date: CalendarDate) -> Bool {
      from.map { $0 <= date } ?? true && to.map { date <= $0 } ?? true
    }
  }

  /// Stable name, `national`.
  public let id: String
  /// What people call the profile.
  public let title: LocalizedText
  /// In the profile's order, the project's own values last.
  public private(set) var thresholds: [Threshold]
  /// Keys that have no value but a project's own, with their unit: the distance that an impact assessment sets.
  private var open: [(key: String, unit: String)] = []

  /// The value that holds on a day; nil where none does. A project's own value goes before the profile's.
  public func threshold(_ key: String, on date: CalendarDate) -> Threshold? {
    thresholds.last { $0.key == key && $0.holds(on: date) }
  }

  /// All keys, in the profile's order, each once.
  public var keys: [String] {
    var seen: Set<String> = []
    return (thresholds.map(\.key) + open.map(\.key)).filter { seen.insert($0).inserted }
  }

  /// The profiles within the program.
  public static func embedded() throws -> [ThresholdProfile] {
    try cached.get()
  }

  /// The id of the profile that a project has unless it names another.
  public static let defaultID = "national"

  private static let cached = Result {
    let text = String(decoding: try Resources.text("thresholds.yaml"), as: UTF8.self)
    return try ThresholdProfile.profiles(yaml: text, file: "thresholds.yaml")
  }

  /// Reads profiles from YAML in the form of `Resources/thresholds.yaml`. Throws ``ConfigurationErrors``.
  public static func profiles(yaml: String, file: String) throws -> [ThresholdProfile] {
    let root = try ConfigurationNode.parse(yaml, file: file)
    let list = root.mapping(keys: ["profiles"])?.required("profiles")?.list() ?? []
    let profiles = list.compactMap { ThresholdProfile($0) }
    try root.problems.throwIfAny()
    return profiles
  }

  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: ["id", "title", "values"]) else { return nil }
    guard let id = mapping.required("id")?.string(), let title = mapping.required("title")?.localizedText(),
      let values = mapping.required("values")?.list()
    else { return nil }
    self.id = id
    self.title = title
    var stated: [Threshold] = []
    for value in values {
      if let blank = Threshold.withoutValue(value) {
        open.append(blank)
      } else if let threshold = Threshold(value) {
        stated.append(threshold)
      }
    }
    thresholds = stated
  }

  /// The profile with values that a project file states: `{sliver.area: 0.5}`. A key that the profile does not have is
  /// reported with the nearest.
  func replacing(_ node: ConfigurationNode) -> ThresholdProfile {
    var result = self
    for (key, value) in node.anyMapping()?.nodes ?? [] {
      let unit = thresholds.last(where: { $0.key == key })?.unit ?? open.first { $0.key == key }?.unit
      guard let unit else {
        value.report(
          .projectUnknownThreshold,
          found: "unknown threshold “\(key)”",
          expected: "one of \(keys.joined(separator: ", "))",
          advice: Suggestion.nearest(to: key, among: keys).map { "Did you mean “\($0)”?" } ?? "",
          arguments: [key] + keys
        )
        continue
      }
      guard let number = value.decimal() else { continue }
      guard number.unscaled >= 0 else {
        value.report(
          .configurationType,
          found: "\(number)",
          expected: "a number of 0 or more",
          advice: "",
          arguments: ["\(number)", "a number of 0 or more"]
        )
        continue
      }
      result.thresholds.append(
        Threshold(
          key: key,
          value: number,
          unit: unit,
          source: LocalizedText(value.problems.file),
          confidence: "project",
          from: nil,
          to: nil
        )
      )
    }
    return result
  }
}

extension ThresholdProfile.Threshold {
  private static let units = ["m", "m2", "ha", "ratio", "percent", "years", "days"]

  /// `{key: hazard.distance, unit: m}`: an entry that only a project gives a value.
  static func withoutValue(_ node: ConfigurationNode) -> (key: String, unit: String)? {
    let nodes = node.anyMapping()?.nodes ?? []
    func text(_ name: String) -> String? { nodes.first { $0.key == name }?.node.string() }
    guard !nodes.contains(where: { $0.key == "value" }), let key = text("key"), let unit = text("unit"),
      units.contains(unit)
    else { return nil }
    return (key, unit)
  }

  init?(_ node: ConfigurationNode) {
    guard let mapping = node.mapping(keys: ["key", "value", "unit", "source", "confidence", "from", "to"]) else {
      return nil
    }
    let from = mapping["from"]?.date()
    let to = mapping["to"]?.date()
    guard let key = mapping.required("key")?.string(), let value = mapping.required("value")?.decimal(),
      let unit = mapping.required("unit")?.choice(Self.units, { Self.units.contains($0) ? $0 : nil }),
      let source = mapping.required("source")?.localizedText(),
      let confidence = mapping.required("confidence")?.string()
    else { return nil }
    self.init(key: key, value: value, unit: unit, source: source, confidence: confidence, from: from, to: to)
  }
}
