import Features
import Geometry
import LandModel

/// Indicators that can be built together: R16. The plot ratio that a plan asks for is at most the density times the storeys
/// that the height limit leaves room for; density and green ratio sum to no more than the whole lot.
///
/// What a plan *asks for* is the lower end of a plot ratio, or a single value; an upper end alone asks for nothing. Density and
/// height are taken at their upper ends, which is what may be built; density and green at the figures that both bind.
enum FARFeasibilityRule {
  static func evaluate(_ recorder: inout RuleRecorder) throws {
    guard let storey = recorder.limit("storey.height"), storey.value > 0 else {
      return recorder.need(.limit, "storey.height")
    }
    let most = recorder.limit("sum.max")?.value ?? 100
    for plan in recorder.inputs.plans {
      let layer = plan.layer
      let ratio = try recorder.indicator(.plotRatio, layer)
      let density = try recorder.indicator(.buildingDensity, layer)
      let green = try recorder.indicator(.greenRatio, layer)
      let height = try recorder.indicator(.height, layer)
      if let ratio, let density, let height { floors(&recorder, layer, ratio, density, height, storey) }
      if let density, let green { sums(&recorder, layer, density, green, most) }
    }
  }

  private static func floors(
    _ recorder: inout RuleRecorder,
    _ layer: RuleLayer,
    _ ratio: IndicatorColumn,
    _ density: IndicatorColumn,
    _ height: IndicatorColumn,
    _ storey: ResolvedLimit
  ) {
    var checked = 0
    for feature in 0..<layer.count {
      guard let asked = ratio.entries[feature]?.lower?.doubleValue,
        let built = density.entries[feature]?.upper?.doubleValue ?? density.entries[feature]?.lower?.doubleValue,
        let limit = height.entries[feature]?.upper?.doubleValue
      else { continue }
      checked += 1
      // A rounding of the quotient must not cost a storey: 12 m over 3 m is 4.
      let possible = built / 100 * (limit / storey.value + 1e-9).rounded(.down)
      guard asked > possible + 1e-9 else { continue }
      var finding = recorder.finding(.infeasibleFAR, layer, feature)
      finding.value = ratio.entries[feature]?.indicator.written.trimmed
      finding.limit = RuleFigure.text(possible, 2)
      finding.item = LocalizedText(
        chinese: "建筑密度 \(RuleFigure.short(built))%、限高 \(RuleFigure.short(limit)) 米、层高 \(storey.text) 米",
        english:
          "density \(RuleFigure.short(built)) %, height \(RuleFigure.short(limit)) m, storeys of \(storey.text) m"
      )
      recorder.add(finding, evidence: layer.geometry, feature)
    }
    recorder.measured(checked)
  }

  private static func sums(
    _ recorder: inout RuleRecorder,
    _ layer: RuleLayer,
    _ density: IndicatorColumn,
    _ green: IndicatorColumn,
    _ most: Double
  ) {
    var checked = 0
    for feature in 0..<layer.count {
      guard let built = density.entries[feature]?.binding, let planted = green.entries[feature]?.binding else {
        continue
      }
      checked += 1
      guard built + planted > most + 1e-9 else { continue }
      var finding = recorder.finding(.densityPlusGreen, layer, feature)
      finding.value = RuleFigure.short(built + planted)
      finding.limit = RuleFigure.short(most)
      finding.unit = "%"
      finding.item = LocalizedText(
        chinese: "建筑密度 \(RuleFigure.short(built))%、绿地率 \(RuleFigure.short(planted))%",
        english: "density \(RuleFigure.short(built)) %, green \(RuleFigure.short(planted)) %"
      )
      recorder.add(finding, evidence: layer.geometry, feature)
    }
    recorder.measured(checked)
  }
}

extension IndicatorColumn.Entry {
  /// The figure to hold another against: what must be reached where a lower end is stated, else the upper end.
  var binding: Double? { (lower ?? upper)?.doubleValue }
}

extension RuleRecorder {
  /// An indicator of a layer; nil, with the field noted as a need, where the layer has none or no figure in it. Figures that
  /// are not believable on the column's scale are left to the indicator check.
  mutating func indicator(_ quantity: IndicatorQuantity, _ layer: RuleLayer) throws -> IndicatorColumn? {
    guard let column = try IndicatorColumn(quantity, of: layer.loaded),
      column.entries.contains(where: { $0?.hasFigure ?? false })
    else {
      need(.field, quantity.fields.written.rawValue, at: layer.title)
      return nil
    }
    return column
  }
}
