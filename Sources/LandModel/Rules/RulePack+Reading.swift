import Features
import Yams

extension RulePack {
  /// Reads a pack from YAML. Throws ``ConfigurationErrors``.
  public static func parse(_ text: String, file: String) throws -> RulePack {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    let root = try ConfigurationNode.parse(text, file: file)
    guard let mapping = root.mapping(keys: ["id", "title", "rules", "profiles"]) else {
      throw ConfigurationErrors(root.problems.errors)
    }
    let reader = RuleReader(thresholds: try ThresholdProfile.embedded().flatMap(\.keys))
    let nodes = mapping.required("rules")?.list() ?? []
    let rules = nodes.compactMap { reader.rule($0) }
    reader.checkVersions(rules, problems: root.problems)
    let profiles = (mapping["profiles"]?.list() ?? []).compactMap { reader.profile($0, rules) }
    let pack = RulePack(
      id: mapping.required("id")?.string() ?? "",
      title: mapping.required("title")?.localizedText() ?? LocalizedText(""),
      rules: rules,
      profiles: profiles
    )
    try root.problems.throwIfAny()
    return pack
  }
}

/// Reads the entries of a pack.
struct RuleReader {
  /// Keys of the threshold profiles.
  let thresholds: [String]

  private static let keys = [
    "id", "title", "kind", "measures", "severity", "source", "confidence", "from", "to", "local", "codes", "except",
    "three_class", "where", "layers", "clauses", "limits", "sentence",
  ]
  private static let clauseKeys = [
    "name", "layer", "codes", "except", "three_class", "from", "from_except", "where", "limits", "by_class",
  ]

  func rule(_ node: ConfigurationNode) -> Rule? {
    guard let mapping = node.mapping(keys: Self.keys) else { return nil }
    let id = mapping.required("id")?.string()
    let title = mapping.required("title")?.localizedText()
    let kind: RuleKind? = mapping.required("kind")?.choice()
    let measures = mapping.required("measures")?.localizedText()
    let severity: RuleSeverity? = mapping.required("severity")?.choice()
    let source = mapping.required("source")?.localizedText()
    let confidence: Confidence? = mapping.required("confidence")?.choice()
    guard let id, let title, let kind, let measures, let severity, let source, let confidence else { return nil }
    let rule = Rule(
      id: id,
      title: title,
      kind: kind,
      measures: measures,
      severity: severity,
      source: RuleSource(source),
      confidence: confidence,
      from: mapping["from"]?.date(),
      to: mapping["to"]?.date(),
      isLocal: mapping["local"]?.bool() ?? false,
      codes: selection(mapping),
      filter: mapping["where"]?.filter(),
      layers: mapping["layers"]?.list()?.compactMap { $0.string() } ?? [],
      clauses: mapping["clauses"]?.list()?.compactMap { clause($0, kind) } ?? [],
      limits: mapping["limits"].map { limits($0, kind) } ?? [:],
      sentence: mapping["sentence"].flatMap { sentence($0) },
      place: node.place
    )
    check(rule, mapping)
    return rule
  }

  private func check(_ rule: Rule, _ mapping: ConfigurationMapping) {
    if rule.kind.needsClauses, rule.clauses.isEmpty { _ = mapping.required("clauses") }
    for name in rule.kind.requiredLimits where rule.limits[name] == nil {
      (mapping["limits"] ?? mapping.owner).report(
        .configurationMissingKey,
        found: "no key “\(name)”",
        expected: "\(name): …",
        advice: "",
        arguments: [name]
      )
    }
    if let from = rule.from, let to = rule.to, to < from {
      mapping["to"]?.report(
        .rulePeriod,
        found: "the last day \(to) before the first \(from)",
        expected: "a day on or after it",
        advice: "",
        arguments: ["\(from)", "\(to)"]
      )
    }
  }

  private func clause(_ node: ConfigurationNode, _ kind: RuleKind) -> RuleClause? {
    guard let mapping = node.mapping(keys: Self.clauseKeys) else { return nil }
    if kind.clausesNeedLayer { _ = mapping.required("layer") }
    var byClass: [String: RuleLimit] = [:]
    for (name, value) in mapping["by_class"]?.anyMapping()?.nodes ?? [] {
      byClass[name] = limit(value, unit: kind == .indicatorLimits ? "ratio" : "m")
    }
    return RuleClause(
      name: mapping["name"]?.localizedText(),
      layer: mapping["layer"]?.string(),
      codes: selection(mapping),
      from: mapping["from"].map { from in
        var result = CodeSelection()
        result.prefixes = from.codePrefixes(listIsOf: .guide2023)
        result.exceptions = mapping["from_except"].map { $0.codePrefixes(listIsOf: .guide2023) } ?? [:]
        return result
      },
      filter: mapping["where"]?.filter(),
      limits: mapping["limits"].map { limits($0, kind) } ?? [:],
      byClass: byClass,
      place: node.place
    )
  }

  // MARK: Codes

  private func selection(_ mapping: ConfigurationMapping) -> CodeSelection? {
    guard mapping["codes"] != nil || mapping["except"] != nil || mapping["three_class"] != nil else { return nil }
    var result = CodeSelection()
    result.prefixes = mapping["codes"].map { $0.codePrefixes(listIsOf: .guide2023) } ?? [:]
    result.exceptions = mapping["except"].map { $0.codePrefixes(listIsOf: .guide2023) } ?? [:]
    result.threeClass = mapping["three_class"]?.choice()
    return result
  }

  // MARK: Limits

  func limits(_ node: ConfigurationNode, _ kind: RuleKind) -> [String: RuleLimit] {
    var result: [String: RuleLimit] = [:]
    for (name, value) in node.mapping(keys: kind.limits.keys.sorted())?.nodes ?? [] {
      guard let unit = kind.limits[name] else { continue }
      result[name] = limit(value, unit: unit)
    }
    return result
  }

  /// A number, a key of the threshold profile, or `{value: 40, source: …, confidence: K-m}`.
  private func limit(_ node: ConfigurationNode, unit: String) -> RuleLimit? {
    if node.scalarText == nil {
      guard let mapping = node.mapping(keys: ["value", "source", "confidence"]) else { return nil }
      let confidence: Confidence? = mapping["confidence"]?.choice()
      return mapping.required("value")?.decimal().map {
        .value($0, unit: unit, source: mapping["source"]?.localizedText(), confidence: confidence)
      }
    }
    guard let text = node.string() else { return nil }
    if let number = FixedDecimal(text) { return .value(number, unit: unit, source: nil, confidence: nil) }
    if thresholds.contains(text) { return .threshold(text) }
    node.report(
      .projectUnknownThreshold,
      found: "unknown threshold “\(text)”",
      expected: "a number, or one of \(thresholds.joined(separator: ", "))",
      advice: Suggestion.nearest(to: text, among: thresholds).map { "Did you mean “\($0)”?" } ?? "",
      arguments: [text] + thresholds
    )
    return nil
  }

  // MARK: Text

  /// A sentence whose names in braces are known.
  private func sentence(_ node: ConfigurationNode) -> LocalizedText? {
    guard let text = node.localizedText() else { return nil }
    // One text may stand for both languages: its mistakes are reported once.
    let texts = text.chinese == text.english ? [text.chinese] : [text.chinese, text.english]
    for part in texts.flatMap({ text in
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
    }) {
      let name = String(part.prefix { $0 != "}" })
      guard !RulePlaceholder.allCases.contains(where: { $0.rawValue == name }) else { continue }
      let known = RulePlaceholder.allCases.map(\.rawValue)
      node.report(
        .rulePlaceholder,
        found: "unknown name {\(name)} in the sentence",
        expected: "one of \(known.joined(separator: ", "))",
        advice: Suggestion.nearest(to: name, among: known).map { "Did you mean {\($0)}?" } ?? "",
        arguments: [name] + known
      )
    }
    return text
  }
}

/// What a sentence may name in braces.
public enum RulePlaceholder: String, Sendable, CaseIterable {
  /// The parcel or feature.
  case subject
  /// Its code and name.
  case use
  /// The layer that the subject is of.
  case layer
  /// What it conflicts with, and the layer of that.
  case object
  case other
  /// Area in m², and its share of the subject in percent.
  case area
  case share
  /// What was measured, what is allowed, and their unit.
  case value
  case limit
  case unit
}
