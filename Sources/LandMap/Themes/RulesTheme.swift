import Geometry
public import LandAnalysis
import LandModel
import LandReport

/// Findings of rules by severity, with the rule's id on each.
public enum RulesTheme {
  /// Parcels by the gravest finding about them.
  public static func layer(_ report: RuleReport) throws -> MapLayer {
    let schemes = try MapSchemes.embedded()
    // The gravest on top.
    let severities = RuleSeverity.allCases.sorted()
    var classOf: [Int?] = []
    var labels: [[String]] = []
    // Findings of one subject at one place are labelled once, with the ids of all their rules, on the gravest.
    var ids: [String: [String]] = [:]
    var gravest: [String: (severity: RuleSeverity, place: Int)] = [:]
    var keys: [String] = []
    for outcome in report.outcomes {
      for finding in outcome.findings {
        let box = report.evidence.box(of: keys.count)
        let key = "\(finding.subject)|\(box.midX.rounded())|\(box.midY.rounded())"
        if ids[key]?.last != outcome.id { ids[key, default: []].append(outcome.id) }
        if gravest[key].map({ $0.severity < finding.severity }) ?? true {
          gravest[key] = (finding.severity, keys.count)
        }
        keys.append(key)
        classOf.append(severities.firstIndex(of: finding.severity))
      }
    }
    for outcome in report.outcomes {
      for finding in outcome.findings {
        let key = keys[labels.count]
        let isLabelled = gravest[key]?.place == labels.count
        labels.append(isLabelled ? [(ids[key] ?? []).joined(separator: " "), finding.subject] : [])
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
        outcome.worst.map(\.name) ?? Phrase(""),
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
}
