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
    for outcome in report.outcomes {
      for finding in outcome.findings {
        classOf.append(severities.firstIndex(of: finding.severity))
        labels.append([outcome.id, finding.subject])
      }
    }
    return MapLayer(
      geometry: report.evidence,
      classes: severities.map { schemes.mapClass("severity", $0.rawValue) },
      classOf: classOf,
      labels: labels
    )
  }
}
