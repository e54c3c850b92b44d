import Features
import Geometry
import LandAnalysis
import LandModel
import LandReport

/// Changed land as a layer: one feature for each piece.
enum ChangeLayer {
  /// - Parameter rules: the rules on the version after, with their evidence in the plane of the result.
  static func make(
    _ result: AdjustmentResult,
    name: String,
    crs: CRSReference?,
    language: Language,
    rules: (report: RuleReport, evidence: GeometryColumns)
  ) throws -> Layer {
    var pieces = try ChangePieces(result)
    pieces.join(
      rules.report,
      evidence: rules.evidence,
      after: result.after.title,
      sliver: result.profile.thresholds.sliverArea
    ) { finding, rule in RuleSentences.sentence(finding, rule)[language] }
    var number = Column(Field("number", .integer))
    var texts = ["class", "before", "after", "from", "to", "rule_findings"].map { Column(Field($0, .text)) }
    var area = Column(Field("area_m2", .real))
    for (place, piece) in pieces.pieces.enumerated() {
      number.append(.integer(Int64(place + 1)))
      let values: [String?] = [
        piece.kind.rawValue, piece.before.map { result.before.labels[$0] }, piece.after.map { result.after.labels[$0] },
        piece.before.flatMap { result.before.codes[$0] }, piece.after.flatMap { result.after.codes[$0] },
        piece.findings.isEmpty ? nil : piece.findings.joined(separator: "; "),
      ]
      for (column, value) in values.enumerated() { texts[column].append(value.map { .text($0) } ?? .null) }
      area.append(.real((piece.area * 100).rounded() / 100))
    }
    return Layer(
      name: name,
      geometry: pieces.geometry,
      table: AttributeTable(columns: [number] + texts + [area], rowCount: pieces.pieces.count),
      crs: crs
    )
  }
}
