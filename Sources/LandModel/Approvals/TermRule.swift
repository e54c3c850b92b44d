import Features

/// When documents of a stage lapse: one rule of `Resources/term_rules.yaml`.
public struct TermRule: Sendable, Hashable {
  /// What happens when the term is over.
  public enum Effect: String, Sendable, CaseIterable {
    /// What was not used within the term is void from the next day on.
    case lapse
    /// The document ends with its term, whatever was done under it.
    case end
    /// The document stays; unused land costs quota.
    case quota
  }

  /// Stable name, `forest-consent-yunnan`.
  public let id: String
  /// What people call it.
  public let title: LocalizedText
  /// `national`, or the local practice that replaces the national rule of the stage.
  public let profile: String
  /// Id of the stage whose documents it rules.
  public let stage: String
  /// Threshold that holds the years; nil: no term by this rule.
  public let term: String?
  /// What becomes of the document, or of unused land, after the last day.
  public let effect: Effect
  /// Stages whose documents, dated on or before the last day of the term, keep the land they cover.
  public let keptBy: [String]
  /// The same, for documents dated on or after the document itself.
  public let keptByAfter: [String]
  /// The document that states the rule, with its number.
  public let source: LocalizedText
  /// The article of ``source``.
  public let article: LocalizedText
  /// `V`, `K-h`, `K-m`, `K-l`.
  public let confidence: String
  /// First and last date of the documents that it rules; nil where open.
  public let from: CalendarDate?
  /// Last date of the documents that it rules, that day included; nil where open.
  public let to: CalendarDate?
  /// The rule in a sentence.
  public let meaning: LocalizedText

  func holds(on date: CalendarDate) -> Bool {
    from.map { $0 <= date } ?? true && to.map { date <= $0 } ?? true
  }
}

/// The rules of terms that hold for one place: the national ones, or those that a local profile puts in their stead.
public struct TermRules: Sendable {
  /// Name of the profile whose rules these are.
  public let profile: String
  /// In the order of the data; where several fit a document, the last one holds.
  public let rules: [TermRule]

  /// The profile without local practice.
  public static let national = "national"

  /// The rule that makes documents of a stage lapse or end, for one dated so; an undated document has the latest rule.
  public func lapsing(stage: String, on date: CalendarDate?) -> TermRule? {
    rules.last { $0.stage == stage && $0.effect != .quota && (date.map($0.holds) ?? true) }
  }

  /// The rule about quota, for a document of a stage dated so.
  public func quota(stage: String, on date: CalendarDate?) -> TermRule? {
    rules.last { $0.stage == stage && $0.effect == .quota && (date.map($0.holds) ?? true) }
  }

  /// Keeps the rules of a profile: its own, and the national ones of stages for which it has none of that effect.
  public init(_ all: [TermRule], profile: String) {
    self.profile = profile
    let own = all.filter { $0.profile == profile }
    let replaced = profile == Self.national ? [] : own
    rules =
      all.filter { rule in
        rule.profile == Self.national && !replaced.contains { $0.stage == rule.stage && $0.effect == rule.effect }
      } + replaced
  }

  /// The rules within the program, of a profile.
  public static func embedded(profile: String = national) throws -> TermRules {
    TermRules(try cached.get(), profile: profile)
  }

  /// What people call the profile.
  public var title: LocalizedText { (try? Self.titles.get())?[profile] ?? LocalizedText(profile) }

  /// The profiles there are.
  public static func profiles() throws -> [String] {
    var seen: Set<String> = []
    return try cached.get().map(\.profile).filter { seen.insert($0).inserted }
  }

  private static let cached = Result {
    try parse(String(decoding: Resources.text("term_rules.yaml"), as: UTF8.self), file: "term_rules.yaml")
  }

  private static let titles = Result {
    let text = String(decoding: try Resources.text("term_rules.yaml"), as: UTF8.self)
    let root = try ConfigurationNode.parse(text, file: "term_rules.yaml")
    let nodes = root.mapping(keys: topKeys)?.required("profiles")?.anyMapping()?.nodes ?? []
    let pairs = nodes.compactMap { name, node in node.localizedText().map { (name, $0) } }
    try root.problems.throwIfAny()
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private static let topKeys = ["profiles", "rules"]
  private static let keys = [
    "id", "title", "profile", "stage", "term", "effect", "kept_by", "kept_by_after", "source", "article", "confidence",
    "from",
    "to", "meaning",
  ]

  /// Reads rules in the form of `Resources/term_rules.yaml`. Throws ``ConfigurationErrors``.
  public static func parse(_ yaml: String, file: String) throws -> [TermRule] {
    let root = try ConfigurationNode.parse(yaml, file: file)
    let list = root.mapping(keys: topKeys)?.required("rules")?.list() ?? []
    let stages = try StageCatalogue.embedded().stages.map(\.id)
    let rules = list.compactMap { rule($0, stages: stages) }
    try root.problems.throwIfAny()
    return rules
  }

  private static func rule(_ node: ConfigurationNode, stages: [String]) -> TermRule? {
    guard let mapping = node.mapping(keys: keys) else { return nil }
    func stage(_ node: ConfigurationNode) -> String? {
      node.choice(stages) { stages.contains($0) ? $0 : nil }
    }
    func list(_ key: String) -> [String] { mapping[key]?.list()?.compactMap(stage) ?? [] }
    guard let id = mapping.required("id")?.string(), let ruled = mapping.required("stage").flatMap(stage),
      let effect: TermRule.Effect = mapping.required("effect")?.choice(),
      let title = mapping.required("title")?.localizedText(),
      let source = mapping.required("source")?.localizedText(),
      let article = mapping.required("article")?.localizedText(),
      let confidence = mapping.required("confidence")?.string(),
      let meaning = mapping.required("meaning")?.localizedText()
    else { return nil }
    return TermRule(
      id: id,
      title: title,
      profile: mapping["profile"]?.string() ?? national,
      stage: ruled,
      term: mapping["term"]?.string(),
      effect: effect,
      keptBy: list("kept_by"),
      keptByAfter: list("kept_by_after"),
      source: source,
      article: article,
      confidence: confidence,
      from: mapping["from"]?.date(),
      to: mapping["to"]?.date(),
      meaning: meaning
    )
  }
}
