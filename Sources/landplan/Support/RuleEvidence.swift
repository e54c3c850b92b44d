import Features
import LandAnalysis
import LandModel
import LandReport

/// The findings of rules as features.
enum RuleEvidence {
  static func layer(_ report: RuleReport, crs: CRSReference?, _ language: Language) -> Layer {
    let names = ["rule", "title", "severity", "matter", "layer", "subject", "use", "objects", "confidence", "sentence"]
    var texts = names.map { Column(Field($0, .text)) }
    var number = Column(Field("number", .integer))
    var area = Column(Field("area_m2", .real))
    var count = 0
    for outcome in report.outcomes {
      guard let rule = outcome.rule else { continue }
      for finding in outcome.findings {
        count += 1
        let values: [String?] = [
          rule.id, Phrase(rule.title)[language], finding.severity.rawValue, finding.matter.rawValue,
          Phrase(finding.layer)[language], finding.subject, finding.use, finding.objects.joined(separator: "; "),
          rule.confidence.rawValue, RuleSentences.sentence(finding, rule)[language],
        ]
        for (place, value) in values.enumerated() { texts[place].append(value.map { .text($0) } ?? .null) }
        number.append(.integer(Int64(count)))
        area.append(finding.area.map { .real(($0 * 100).rounded() / 100) } ?? .null)
      }
    }
    return Layer(
      name: "rules",
      geometry: report.evidence,
      table: AttributeTable(columns: [number] + texts + [area], rowCount: count),
      crs: crs
    )
  }
}
