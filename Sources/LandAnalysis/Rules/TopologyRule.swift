import Features
import Geometry
import LandModel

/// Valid polygons that neither overlap nor leave gaps: R01, by ``QualityCheck``.
///
/// Every overlap, gap and sliver parcel is a finding. Together with the tolerance for the whole plan they bind; overlaps
/// or gaps that stay below it in sum are warnings.
enum TopologyRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    for plan in recorder.inputs.plans {
      let layer = plan.layer
      let slivers = recorder.sliverLimits()
      let result = recorder.inputs.cache.quality(of: layer, slivers)
      recorder.measured(result.polygonCount)
      recorder.sliver(
        result.minorOverlaps.area + result.minorGaps.area + result.minorOutside.area,
        count: result.minorOverlaps.count + result.minorGaps.count + result.minorOutside.count
      )
      let allowed = recorder.tolerance("total", of: result.totalArea)
      for (number, found) in result.findings.enumerated() {
        guard let matter = matter(found.kind) else { continue }
        if matter == .overlap || matter == .gap, let area = found.area, let width = found.width,
          area < slivers.area || width < slivers.width
        {
          recorder.sliver(area)
          continue
        }
        var finding = recorder.finding(matter, layer, found.features.first ?? 0)
        if found.features.isEmpty { (finding.feature, finding.use) = (nil, nil) }
        finding.objects = found.features.dropFirst().map { layer.label($0) }
        finding.area = found.area
        (finding.x, finding.y) = (found.x, found.y)
        finding.value = found.reason ?? found.width.map { RuleFigure.text($0, 3) }
        finding.limit = matter == .overlap || matter == .gap ? RuleFigure.text(allowed, 2) : nil
        if matter == .overlap || matter == .gap, total(found.kind, result) <= allowed { finding.severity = .warning }
        recorder.add(finding, evidence: result.evidence, number)
      }
    }
  }

  private static func total(_ kind: QualityFinding.Kind, _ result: QualityResult) -> Double {
    result.findings.filter { $0.kind == kind }.reduce(0) { $0 + ($1.area ?? 0) }
  }

  /// What of the quality check the rule is about; vertices that nearly meet and parts are no fault of a plan.
  private static func matter(_ kind: QualityFinding.Kind) -> RuleFinding.Matter? {
    switch kind {
    case .invalid: .invalid
    case .noArea: .noArea
    case .duplicateGeometry: .duplicate
    case .overlap: .overlap
    case .gap: .gap
    case .outsideScope: .outsideScope
    case .sliver: .sliver
    case .duplicateID, .tinyPart, .nearVertices, .missingVertices, .multipart: nil
    }
  }
}
