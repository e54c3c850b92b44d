import Features

extension RuleReader {
  /// Two versions of a rule must not hold on one day.
  func checkVersions(_ rules: [Rule], problems: ConfigurationProblems) {
    for (index, rule) in rules.enumerated() {
      guard let other = rules[..<index].first(where: { $0.id == rule.id && Self.meet($0, rule) }) else { continue }
      problems.add(
        DataError(
          .configuration,
          code: LandModelError.ruleDuplicate.rawValue,
          at: rule.place,
          found: "a second rule \(rule.id) for the same days",
          expected: "one; the first is on line \(other.place.line ?? 0)",
          advice: "Give each version its days with from: and to:",
          arguments: [rule.id, "\(other.place.line ?? 0)"]
        )
      )
    }
  }

  private static func meet(_ a: Rule, _ b: Rule) -> Bool {
    let aEndsBefore = a.to.map { end in b.from.map { end < $0 } ?? false } ?? false
    let bEndsBefore = b.to.map { end in a.from.map { end < $0 } ?? false } ?? false
    return !aEndsBefore && !bEndsBefore
  }

  func profile(_ node: ConfigurationNode, _ rules: [Rule]) -> RulePack.Profile? {
    guard let mapping = node.mapping(keys: ["id", "title", "source", "confidence", "rules"]) else { return nil }
    let confidence: Confidence? = mapping.required("confidence")?.choice()
    guard let id = mapping.required("id")?.string(), let title = mapping.required("title")?.localizedText(),
      let source = mapping.required("source")?.localizedText(), let confidence,
      let entries = mapping.required("rules")?.anyMapping()
    else { return nil }
    var limits: [String: [String: RuleLimit]] = [:]
    let known = rules.map(\.id)
    for (ruleID, value) in entries.nodes {
      guard let rule = rules.last(where: { $0.id == ruleID }) else {
        value.report(
          .ruleUnknown,
          found: "no rule “\(ruleID)”",
          expected: "one of \(known.joined(separator: ", "))",
          advice: Suggestion.nearest(to: ruleID, among: known).map { "Did you mean “\($0)”?" } ?? "",
          arguments: [ruleID] + known
        )
        continue
      }
      limits[ruleID] = self.limits(value, rule.kind, source: source, confidence: confidence)
    }
    return RulePack.Profile(
      id: id,
      title: title,
      source: source,
      confidence: confidence,
      limits: limits,
      rules: Set(limits.keys)
    )
  }

  /// Limits of a profile: the profile's source stands for those that state none.
  private func limits(
    _ node: ConfigurationNode,
    _ kind: RuleKind,
    source: LocalizedText,
    confidence: Confidence
  ) -> [String: RuleLimit] {
    if node.isNull { return [:] }
    return limits(node, kind).mapValues { limit in
      guard case .value(let value, let unit, let own, let sure) = limit else { return limit }
      return .value(value, unit: unit, source: own ?? source, confidence: sure ?? confidence)
    }
  }
}
