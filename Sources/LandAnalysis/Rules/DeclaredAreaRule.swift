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
    for target in RuleTargets.layers(recorder) {
      let layer = target.layer
      guard let column = layer.loaded.column(.declaredArea), let compared = Compared(layer, column) else {
        recorder.need(.field, StandardField.declaredArea.rawValue, at: layer.title)
        continue
      }
      let ellipsoid = try onBasis(recorder.inputs, target)
      recorder.measured(compared.declared.lazy.compactMap { $0 }.count)
      for feature in 0..<layer.count {
        let measured = compared.isSurveyed(feature) ? compared.plane[feature] : ellipsoid[feature]
        check(&recorder, compared, feature, measured, ratio, least)
      }
    }
  }

  private static func onBasis(_ inputs: RuleInputs, _ target: RuleTargets.Target) throws -> [Double] {
    if let areas = target.areas { return areas }
    if let measure = inputs.measure { return try measure.areas(of: target.layer.geometry) }
    return (0..<target.layer.count).map { target.layer.geometry.planeArea(of: $0) }
  }

  /// A layer with what it declares.
  private struct Compared {
    let layer: RuleLayer
    let declared: [Double?]
    let plane: [Double]
    let unit: AreaUnit
    private let basis: Column?
    private let byCustom: Bool

    /// Nil where the declared areas fit no unit.
    init?(_ layer: RuleLayer, _ column: Column) {
      self.layer = layer
      declared = (0..<layer.count).map { value(column, $0) }
      plane = (0..<layer.count).map { layer.geometry.planeArea(of: $0) }
      let inferred = DeclaredUnit.infer(declared: declared, measured: plane).unit
      guard let unit = layer.loaded.entry?.declaredUnit ?? inferred else { return nil }
      self.unit = unit
      basis = layer.loaded.column(.areaBasis)
      byCustom = surveyed.contains(layer.loaded.role ?? .plan)
    }

    func isSurveyed(_ feature: Int) -> Bool {
      guard let text = basis?.text(feature) else { return byCustom }
      return text.contains("平面") || text.lowercased().contains("plane")
    }
  }

  private static func check(
    _ recorder: inout RuleRecorder,
    _ compared: Compared,
    _ feature: Int,
    _ measured: Double,
    _ ratio: ResolvedLimit,
    _ least: Double
  ) {
    guard let value = compared.declared[feature], measured > 0 else { return }
    let allowed = max(least, ratio.value * measured)
    let stated = value * compared.unit.squareMetres
    guard abs(stated - measured) > allowed else { return }
    let other = AreaUnit.allCases.first { candidate in
      candidate != compared.unit && abs(value * candidate.squareMetres - measured) <= allowed
    }
    var finding = recorder.finding(other == nil ? .declaredArea : .declaredUnit, compared.layer, feature)
    finding.area = measured
    finding.value = RuleFigure.short(value, 4)
    finding.limit = RuleFigure.short(ratio.value * 100)
    finding.unit = (other ?? compared.unit).rawValue
    finding.share = (stated - measured) / measured
    recorder.add(finding, evidence: compared.layer.geometry, feature)
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
  struct Target {
    let layer: RuleLayer
    /// On the report's basis; nil where they are not measured yet.
    let areas: [Double]?
  }

  /// Plans, with their areas on the basis, then other layers by name in the rule's order; a name that is not there is no need.
  static func layers(_ recorder: RuleRecorder) -> [Target] {
    var targets: [Target] = []
    let names = recorder.rule.layers.isEmpty ? [LayerRole.plan.rawValue] : recorder.rule.layers
    for name in names {
      if name == LayerRole.plan.rawValue {
        for plan in recorder.inputs.plans { targets.append(Target(layer: plan.layer, areas: plan.areas)) }
      } else {
        for layer in recorder.inputs.layers(named: name) { targets.append(Target(layer: layer, areas: nil)) }
      }
    }
    return targets
  }
}
