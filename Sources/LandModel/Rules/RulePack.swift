/// A set of rules with the days on which each holds, and local profiles that change their figures.
///
/// The pack within the program is `Resources/rules.yaml`; users write their own in the same form:
///
/// ```yaml
/// id: our-office
/// title: {zh: 本局规则, en: Our rules}
/// rules:
///   - id: P1
///     title: {zh: 古树保护范围, en: Old trees}
///     kind: overlap-zero
///     severity: error
///     source: {zh: 某市古树名木保护办法第9条, en: "Municipal tree ordinance, art. 9"}
///     confidence: V
///     measures: {zh: 建设用地不得占用古树保护范围, en: No building land within the trees' protection area}
///     clauses: [{layer: old-trees, three_class: construction}]
/// ```
public struct RulePack: Sendable {
  /// Figures of a province, a city or an office.
  public struct Profile: Sendable {
    /// Stable name, `datong`.
    public let id: String
    /// What people call it.
    public let title: LocalizedText
    /// The document that the figures come from.
    public let source: LocalizedText
    /// How sure they are.
    public let confidence: Confidence
    /// By rule and limit.
    public let limits: [String: [String: RuleLimit]]
    /// Rules that hold by this profile although they are marked as local.
    public let rules: Set<String>
  }

  /// Stable name of the pack.
  public let id: String
  /// What people call it.
  public let title: LocalizedText
  /// In the order of the file; versions of one rule share an id.
  public let rules: [Rule]
  /// In the order of the file.
  public let profiles: [Profile]

  /// All rule ids, in the pack's order, each once.
  public var ids: [String] {
    var seen: Set<String> = []
    return rules.map(\.id).filter { seen.insert($0).inserted }
  }

  /// The version of each rule that holds on a day, in the pack's order; nil for a rule of which none does.
  public func rules(on day: CalendarDate, profile: Profile? = nil) -> [(id: String, rule: Rule?)] {
    ids.map { id in
      guard var rule = rules.last(where: { $0.id == id && $0.isInForce(on: day) }) else { return (id, nil) }
      for (name, limit) in profile?.limits[id] ?? [:] { rule.limits[name] = limit }
      return (id, rule)
    }
  }

  /// The profile of an id; nil where the pack has none.
  public func profile(_ id: String) -> Profile? {
    profiles.first { $0.id == id }
  }

  /// The pack within the program.
  public static func embedded() throws -> RulePack {
    try cached.get()
  }

  private static let cached = Result {
    let text = String(decoding: try Resources.text("rules.yaml"), as: UTF8.self)
    return try RulePack.parse(text, file: "rules.yaml")
  }

  /// Reads a user's own pack. Throws ``ConfigurationErrors`` with everything that is wrong, each with line and column,
  /// or a `DataError` where the file cannot be read.
  public static func load(_ path: String) throws -> RulePack {
    try parse(String(decoding: InputFile.bytes(path, limit: 4 << 20), as: UTF8.self), file: path)
  }
}
