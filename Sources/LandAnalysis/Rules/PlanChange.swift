import AreaAccount
import Features
import Geometry
import LandModel

/// Which parcels of a plan are changed against the version before: another shape by more than redrawing, another use, or
/// another indicator.
struct PlanChange: Sendable {
  /// For each feature after: the one before with the same shape but for slivers; nil where there is none.
  let same: [Int?]
  /// Features after that are changed, in order.
  let changed: [Int]

  private static let attributes: [StandardField] = [
    .landUseCode, .plotRatio, .plotRatioMin, .plotRatioMax, .buildingDensity, .buildingDensityMin,
    .buildingDensityMax, .greenRatio, .greenRatioMin, .greenRatioMax, .heightLimit, .facilities,
  ]

  init(_ after: RuleLayer, _ before: RuleLayer, _ slivers: SliverLimits) {
    let identical = after.geometry.identicalFeatures(in: before.geometry)
    let rest = identical.indices.filter { identical[$0] == nil }
    let tree = BoxTree(before.geometry.boxes())
    let found = FixedChunks.map(count: rest.count, size: 64) { chunk in
      chunk.map { Self.nearlySame(rest[$0], after.geometry, before.geometry, tree, slivers) }
    }.flatMap { $0 }
    var same = identical
    for (place, feature) in rest.enumerated() { same[feature] = found[place] }
    self.same = same
    let pairs = Self.attributes.compactMap { field in
      let columns = (after.loaded.column(field), before.loaded.column(field))
      return columns.0 == nil && columns.1 == nil ? nil : columns
    }
    changed = same.indices.filter { feature in
      guard let other = same[feature] else { return !after.geometry.vertices(of: feature).isEmpty }
      return pairs.contains { Self.text($0.0?.text(feature)) != Self.text($0.1?.text(other)) }
    }
  }

  private static func text(_ written: String?) -> String {
    written?.trimmed ?? ""
  }

  /// The feature before that differs from this one by a rim of less than the sliver width.
  private static func nearlySame(
    _ feature: Int,
    _ after: GeometryColumns,
    _ before: GeometryColumns,
    _ tree: BoxTree,
    _ slivers: SliverLimits
  ) -> Int? {
    let area = after.planeArea(of: feature)
    let perimeter = after.perimeter(of: feature)
    var best: (feature: Int, difference: Double)?
    for other in tree.items(in: after.box(of: feature)) {
      let theirs = before.planeArea(of: other)
      // Cheap first: areas that differ too much cannot be the same.
      guard slivers.isSliver(area: abs(theirs - area), perimeter: perimeter) else { continue }
      let common = after.intersectionArea(feature, with: before, other)
      let difference = area + theirs - 2 * common
      if difference < best?.difference ?? .infinity { best = (other, difference) }
    }
    guard let best, slivers.isSliver(area: best.difference, perimeter: perimeter) else { return nil }
    return best.feature
  }
}
