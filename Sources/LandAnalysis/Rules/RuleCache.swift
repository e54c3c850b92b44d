import Features
import Geometry
import LandModel
import Synchronization

/// What several rules need of a plan and is made once.
final class RuleCache: Sendable {
  private let quality = Mutex<[String: QualityResult]>([:])
  private let changes = Mutex<[String: PlanChange]>([:])

  /// The quality of a layer as a coverage.
  func quality(of layer: RuleLayer, _ slivers: SliverLimits) -> QualityResult {
    let key = "\(layer.loaded.layer.file)|\(layer.title.chinese)|\(slivers.area)|\(slivers.width)"
    if let known = quality.withLock({ $0[key] }) { return known }
    var thresholds = QualityThresholds()
    (thresholds.sliverArea, thresholds.sliverWidth) = (slivers.area, slivers.width)
    let result = QualityCheck(layer.loaded.layer.geometry, thresholds: thresholds).run()
    quality.withLock { $0[key] = result }
    return result
  }

  /// The changed parcels of a plan.
  func change(_ after: RuleLayer, _ before: RuleLayer, _ slivers: SliverLimits) -> PlanChange {
    let key = "\(after.loaded.layer.file)|\(after.title.chinese)|\(slivers.area)|\(slivers.width)"
    if let known = changes.withLock({ $0[key] }) { return known }
    let result = PlanChange(after, before, slivers)
    changes.withLock { $0[key] = result }
    return result
  }
}
