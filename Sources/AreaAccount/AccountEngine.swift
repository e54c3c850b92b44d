internal import Dispatch
public import Geometry
internal import Synchronization

/// The area account: splits the plane area of each subject polygon over the classes of any number of layers.
///
///     let zones = OverlayLayer(zoneColumns, classes: zoneCodes)
///     let stages = OverlayLayer(batchColumns, classes: batchStages)
///     let engine = AccountEngine(overlays: [zones, stages])
///     let account = try engine.account(parcels)
///     for row in account.rows(of: 0) { print(account.areas[row], account.classes(row: row, layer: 0)) }
///
/// All layers and subjects are in the same plane coordinates. Where no edge meets a subject's box the answer is a
/// look-up; else the edges in the box are swept slab by slab (DESIGN.md §2), in coordinates local to the box.
/// The same input gives the same bytes, whatever the number of threads and however the subjects are batched.
///
/// The engine may be called batch after batch; it needs the memory of the layers, and of the batch at hand.
public struct AccountEngine: Sendable {
  /// What becomes of places where classes of one layer overlap.
  public enum OverlapMode: String, Sendable, CaseIterable {
    /// One row for the combination: the rows of a subject sum to its area.
    case combine
    /// One row for each class, with all its area: rows sum to more than the subject where classes overlap.
    case each
  }

  /// The layers that subjects are split by, in the order in which rows name their classes.
  public let overlays: [OverlayLayer]
  /// What becomes of places where classes of one layer overlap.
  public let mode: OverlapMode
  /// Rows of at most this area (square units) are added to the subject's largest row, and counted. Rows that are
  /// nothing but rounding (see ``AccountEngine/roundingArea(of:)``) always are.
  public let smallestRow: Double
  /// Slot of each layer's class 0; slot 0 is the subject.
  let firstSlots: [Int32]
  let slotCount: Int

  /// An engine over layers that are indexed already: making it costs next to nothing.
  public init(overlays: [OverlayLayer], mode: OverlapMode = .combine, smallestRow: Double = 0) {
    self.overlays = overlays
    self.mode = mode
    self.smallestRow = smallestRow
    var next = 1
    var first: [Int32] = []
    for layer in overlays {
      first.append(Int32(next))
      next += layer.classCount
    }
    firstSlots = first
    slotCount = next
  }

  /// Subjects in a chunk, the unit of work of a thread. Fixed, so that results do not depend on threads.
  static let chunk = 512

  /// An area that rounding alone can produce in a box: some units in the last place of its size, along its sides.
  public static func roundingArea(of box: Box) -> Double {
    let side = box.width + box.height
    return 0x1p-46 * side * side
  }

  /// Accounts the subjects.
  /// - Parameters:
  ///   - subjects: valid polygons (see ``AccountInput``).
  ///   - range: which of them; all by default.
  ///   - threads: how many threads at most; by default as many as the machine runs at once.
  ///   - progress: called from any thread, chunk after chunk, with the number of subjects just done.
  ///   - isCancelled: asked before each chunk, from any thread.
  /// - Throws: `CancellationError` where `isCancelled` said so.
  public func account(
    _ subjects: GeometryColumns,
    range: Range<Int>? = nil,
    threads: Int? = nil,
    progress: (@Sendable (Int) -> Void)? = nil,
    isCancelled: (@Sendable () -> Bool)? = nil
  ) throws -> AccountBatch {
    let range = range ?? 0..<subjects.count
    let chunks = (range.count + Self.chunk - 1) / Self.chunk
    let workers = max(1, min(threads ?? Workers.count, chunks))
    let cancelled = Atomic<Bool>(false)
    let next = Atomic<Int>(0)
    let done = Mutex<[AccountBatch?]>(Array(repeating: nil, count: chunks))
    LayerView.withViews(of: overlays, firstSlots: firstSlots) { views in
      subjects.withView { subjectView in
        let shared = Shared(views: views, subjects: subjectView)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
          var worker = AccountWorker(self, shared)
          while true {
            let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard chunk < chunks, !cancelled.load(ordering: .relaxed) else { break }
            if isCancelled?() == true {
              cancelled.store(true, ordering: .relaxed)
              break
            }
            let lower = range.lowerBound + chunk * Self.chunk
            let part = lower..<min(lower + Self.chunk, range.upperBound)
            let result = worker.account(part, of: subjects)
            done.withLock { $0[chunk] = result }
            progress?(part.count)
          }
        }
      }
    }
    if cancelled.load(ordering: .relaxed) { throw CancellationError() }
    return merge(done.withLock { $0 }, subjects: range)
  }

  /// Joins the chunks in their order, and numbers the class sets in the order of first appearance.
  private func merge(_ parts: [AccountBatch?], subjects: Range<Int>) -> AccountBatch {
    var result = AccountBatch(subjects: subjects, layerCount: overlays.count, sumsToSubject: mode == .combine)
    var known: [[Int32]: Int32] = [[]: 0]
    for part in parts {
      guard let part else { continue }
      let numbers = part.classSets.map { set in
        if let number = known[set] { return number }
        let number = Int32(truncatingIfNeeded: result.classSets.count)
        known[set] = number
        result.classSets.append(set)
        return number
      }
      result.append(part, numbers: numbers)
    }
    return result
  }
}

/// What all workers read for the time of one call.
struct Shared: @unchecked Sendable {
  // Safe to share: pointers into arrays that nobody changes while the call lasts.
  let views: [LayerView]
  let subjects: SubjectView
}
