import Features
import Geometry
import LandModel
import Synchronization

/// What several rules need of a plan and is made once: the first rule that asks makes it, the others wait.
final class RuleCache: Sendable {
  private let quality = OnceTable<QualityResult>()
  private let changes = OnceTable<PlanChange>()

  /// The quality of a layer as a coverage.
  func quality(of layer: RuleLayer, _ slivers: SliverLimits) -> QualityResult {
    quality["\(layer.loaded.layer.file)|\(layer.title.chinese)|\(slivers.area)|\(slivers.width)"] {
      var thresholds = QualityThresholds()
      (thresholds.sliverArea, thresholds.sliverWidth) = (slivers.area, slivers.width)
      return QualityCheck(layer.loaded.layer.geometry, thresholds: thresholds).run()
    }
  }

  /// The changed parcels of a plan.
  func change(_ after: RuleLayer, _ before: RuleLayer, _ slivers: SliverLimits) -> PlanChange {
    changes["\(after.loaded.layer.file)|\(after.title.chinese)|\(slivers.area)|\(slivers.width)"] {
      PlanChange(after, before, slivers)
    }
  }
}

/// Values by key, each made once. Making one holds the others of its key only.
private final class OnceTable<Value: Sendable>: Sendable {
  private final class Slot: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private let slots = Mutex<[String: Slot]>([:])

  subscript(_ key: String, _ make: () -> Value) -> Value {
    let slot = slots.withLock { slots in
      let known = slots[key] ?? Slot()
      slots[key] = known
      return known
    }
    return slot.value.withLock { known in
      if let known { return known }
      let made = make()
      known = made
      return made
    }
  }
}
