public import LandAnalysis
import LandModel
import LandReport

/// Findings of rules by severity, with the rule's id on each.
public enum RulesTheme {
  public static func layer(_ report: RuleReport) throws -> MapLayer {
    let schemes = try MapSchemes.embedded()
    // The gravest on top.
    let severities = RuleSeverity.allCases.sorted()
    var classOf: [Int?] = []
    var labels: [[String]] = []
    // A subject of several findings is labelled once, with the ids of all its rules, on the gravest.
    var ids: [String: [String]] = [:]
    var gravest: [String: (severity: RuleSeverity, place: Int)] = [:]
    for outcome in report.outcomes {
      for finding in outcome.findings {
        if ids[finding.subject]?.last != outcome.id { ids[finding.subject, default: []].append(outcome.id) }
        if gravest[finding.subject].map({ $0.severity < finding.severity }) ?? true {
          gravest[finding.subject] = (finding.severity, classOf.count)
        }
        classOf.append(severities.firstIndex(of: finding.severity))
      }
    }
    for outcome in report.outcomes {
      for finding in outcome.findings {
        let isLabelled = gravest[finding.subject]?.place == labels.count
        labels.append(isLabelled ? [(ids[finding.subject] ?? []).joined(separator: " "), finding.subject] : [])
      }
    }
    let classes = severities.map { severity in
      var made = schemes.mapClass("severity", severity.rawValue)
      made.isCounted = true
      made.style.ringsSmall = true
      return made
    }
    return MapLayer(
      geometry: report.evidence,
      classes: classes,
      classOf: classOf,
      labels: labels
    )
  }

  /// The rules that have findings, with how many.
  public static func table(_ report: RuleReport) -> MapTable? {
    let rows = report.outcomes.filter { !$0.findings.isEmpty }.map { outcome -> [Phrase] in
      let title = outcome.rule.map { Phrase($0.title) } ?? Phrase(outcome.id)
      return [
        Phrase(outcome.id), title, Phrase("\(outcome.findings.count)"),
        outcome.worst.map { Self.name($0) } ?? Phrase(""),
      ]
    }
    guard !rows.isEmpty else { return nil }
    return MapTable(
      title: Phrase(zh: "有问题的规则", en: "Rules with findings"),
      columns: [
        .init(Phrase(zh: "规则", en: "Rule")), .init(Phrase(zh: "名称", en: "What it asks")),
        .init(Phrase(zh: "问题数", en: "Findings"), isNumber: true), .init(Phrase(zh: "程度", en: "Severity")),
      ],
      rows: rows
    )
  }

  private static func name(_ severity: RuleSeverity) -> Phrase {
    switch severity {
    case .error: Phrase(zh: "不符合", en: "error")
    case .warning: Phrase(zh: "警示", en: "warning")
    case .note: Phrase(zh: "提示", en: "information")
    }
  }
}
