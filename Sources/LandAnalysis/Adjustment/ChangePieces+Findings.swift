import AreaAccount
public import Geometry
public import LandModel

extension ChangePieces {
  /// Joins what rules found to the pieces that it lies on: findings on a piece's own parcel, as far as their evidence
  /// meets the piece, and findings on other layers (rights, facilities before) whose evidence does.
  ///
  /// - Parameters:
  ///   - report: what the rules found.
  ///   - evidence: ``RuleReport/evidence`` of the report, in the plane of the pieces.
  ///   - after: the title of the plan after, whose features the pieces name.
  ///   - sliver: m² below which evidence does not count as lying on a piece, unless it is smaller itself.
  ///   - sentence: what a finding reads like.
  public mutating func join(
    _ report: RuleReport,
    evidence: GeometryColumns,
    after: LocalizedText,
    sliver: Double,
    sentence: (RuleFinding, Rule) -> String
  ) {
    let tree = BoxTree(geometry.boxes())
    var byParcel: [Int: [Int]] = [:]
    for (number, piece) in pieces.enumerated() {
      if let parcel = piece.after { byParcel[parcel, default: []].append(number) }
    }
    var shape = 0
    for outcome in report.outcomes {
      guard let rule = outcome.rule else { continue }
      for finding in outcome.findings {
        let own = finding.layer == after ? finding.feature : nil
        let text = "\(rule.id): \(sentence(finding, rule))"
        for number in near(own, evidence, shape, tree, byParcel) where meets(number, evidence, shape, sliver) {
          pieces[number].findings.append(text)
        }
        shape += 1
      }
    }
  }

  /// The pieces that may be meant: those of the finding's own parcel, else those beside its evidence.
  private func near(
    _ own: Int?,
    _ evidence: GeometryColumns,
    _ shape: Int,
    _ tree: BoxTree,
    _ byParcel: [Int: [Int]]
  ) -> [Int] {
    if let own { return byParcel[own] ?? [] }
    guard evidence.kinds[shape].isPolygonal else { return [] }
    return tree.items(in: evidence.box(of: shape)).sorted()
  }

  /// A finding without area lies on every piece of its parcel.
  private func meets(_ piece: Int, _ evidence: GeometryColumns, _ shape: Int, _ sliver: Double) -> Bool {
    guard evidence.kinds[shape].isPolygonal else { return true }
    let least = min(sliver, evidence.planeArea(of: shape) / 2)
    return geometry.intersectionArea(piece, with: evidence, shape) > least
  }
}
