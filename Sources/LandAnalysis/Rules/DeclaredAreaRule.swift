import Features
import Geometry
import LandModel
import PROJ

/// Declared areas against measured ones, each on the basis that its kind of layer declares: R02. Lots and batches are
/// surveyed in the plane, plans and land use on the ellipsoid; a field of the layer may say otherwise.
enum DeclaredAreaRule {
  /// Layers whose areas are surveyed in the projection's plane by custom (domain: 勘测定界).
  private static let surveyed: Set<LayerRole> = [.parcels, .listed, .batches, .idleLand]

  static func evaluate(_ recorder: inout RuleRecorder) throws {
    guard let ratio = recorder.limit("difference.ratio") else { return recorder.need(.limit, "difference.ratio") }
    let least = recorder.limit("difference.area")?.value ?? 0
    for (layer, areas) in RuleTargets.layers(recorder) {
      guard let column = layer.loaded.column(.declaredArea) else {
        recorder.need(.field, StandardField.declaredArea.rawValue, at: layer.title)
        continue
      }
      let plane = (0..<layer.count).map { layer.geometry.planeArea(of: $0) }
      let ellipsoid = try areas ?? recorder.inputs.measure.map { try $0.areas(of: layer.geometry) } ?? plane
      let isSurveyed = layer.loaded.role.map { surveyed.contains($0) } ?? false
      let basisField = layer.loaded.column(.areaBasis)
      let declared = (0..<layer.count).map { Self.value(column, $0) }
      let inferred = DeclaredUnit.infer(declared: declared, measured: plane)
      guard let unit = layer.loaded.entry?.declaredUnit ?? inferred.unit else {
        recorder.need(.field, StandardField.declaredArea.rawValue, at: layer.title)
        continue
      }
      recorder.measured(declared.lazy.compactMap { $0 }.count)
      for feature in 0..<layer.count {
        guard let value = declared[feature] else { continue }
        let inPlane = basisField?.text(feature).map { $0.contains("平面") || $0.lowercased().contains("plane") } ?? isSurveyed
        let measured = inPlane ? plane[feature] : ellipsoid[feature]
        let stated = value * unit.squareMetres
        guard abs(stated - measured) > max(least, ratio.value * measured), measured > 0 else { continue }
        let other = AreaUnit.allCases.first { candidate in
          candidate != unit && abs(value * candidate.squareMetres - measured) <= max(least, ratio.value * measured)
        }
        var finding = recorder.finding(other == nil ? .declaredArea : .declaredUnit, layer, feature)
        finding.area = measured
        finding.value = RuleFigure.short(value, 4)
        finding.limit = RuleFigure.short(ratio.value * 100)
        finding.unit = other.map { $0.rawValue } ?? unit.rawValue
        finding.share = (stated - measured) / measured
        recorder.add(finding, evidence: layer.geometry, feature)
      }
    }
  }

  private static func value(_ column: Column, _ row: Int) -> Double? {
    column.number(row) ?? column.text(row).flatMap { FixedDecimal($0.trimmed)?.doubleValue }
  }
}

extension AreaUnit {
  /// m² in one unit.
  fileprivate var squareMetres: Double { Double(quanta) / Double(Area.quantaPerSquareMetre) }
}

/// The layers that a rule looks at beside its plans.
enum RuleTargets {
  /// Plans, with their areas on the basis, then other layers by name in the rule's order; a name that is not there is no need.
  static func layers(_ recorder: RuleRecorder) -> [(RuleLayer, areas: [Double]?)] {
    let names = recorder.rule.layers.isEmpty ? [LayerRole.plan.rawValue] : recorder.rule.layers
    return names.flatMap { name -> [(RuleLayer, areas: [Double]?)] in
      name == LayerRole.plan.rawValue
        ? recorder.inputs.plans.map { ($0.layer, Optional($0.areas)) }
        : recorder.inputs.layers(named: name).map { ($0, nil) }
    }
  }
}
