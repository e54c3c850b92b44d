internal import Geometry

/// What one thread works with: partitions subjects and writes their rows.
struct AccountWorker: ~Copyable {
  private let shared: Shared
  private let firstSlots: [Int32]
  private let mode: AccountEngine.OverlapMode
  private let smallestRow: Double
  private var partition: SubjectPartition
  /// Class sets of the chunk under way.
  private var sets = SetTable()
  private var order = ScratchBuffer<Int32>(capacity: 64)
  private var key = ScratchBuffer<Int32>(capacity: 64)
  /// Rows with one class of each layer, for ``AccountEngine/OverlapMode/each``.
  private var eachRows = SetTable()
  private var eachAreas = ScratchBuffer<Double>(capacity: 64)

  init(_ engine: AccountEngine, _ shared: Shared) {
    self.shared = shared
    firstSlots = engine.firstSlots + [Int32(truncatingIfNeeded: engine.slotCount)]
    mode = engine.mode
    smallestRow = engine.smallestRow
    partition = SubjectPartition(layers: shared.views, slotCount: engine.slotCount)
  }

  mutating func account(_ range: Range<Int>, of subjects: GeometryColumns) -> AccountBatch {
    var batch = AccountBatch(subjects: range, layerCount: firstSlots.count - 1, sumsToSubject: mode == .combine)
    batch.areas.reserveCapacity(range.count * 2)
    batch.rowOffsets.reserveCapacity(range.count + 1)
    batch.setNumbers.reserveCapacity(range.count * 2 * batch.layerCount)
    batch.subjectAreas.reserveCapacity(range.count)
    batch.closingErrors.reserveCapacity(range.count)
    sets.removeAll()
    key.count = 0
    _ = sets.id(of: UnsafeBufferPointer(start: key.base, count: 0))
    for subject in range { account(subject, of: subjects, into: &batch) }
    batch.classSets = (0..<sets.count).map { Array(sets.list($0)) }
    return batch
  }

  private mutating func account(_ subject: Int, of subjects: GeometryColumns, into batch: inout AccountBatch) {
    let area = subjects.isMeasurable(subject) ? subjects.planeArea(of: subject) : 0
    var closing = 0.0
    if area != 0, let x = shared.subjects.x, let y = shared.subjects.y {
      let rings = subjects.rings(of: subject)
      let offsets = UnsafeBufferPointer(rebasing: shared.subjects.rings[rings.lowerBound...rings.upperBound])
      let box = subjects.box(of: subject)
      partition.split(x: x, y: y, rings: offsets, box: box, area: area)
      for k in 0..<partition.areas.count { closing += partition.areas[k] }
      closing -= area
      fold(upTo: max(smallestRow, AccountEngine.roundingArea(of: box)), into: &batch)
      if mode == .each { spread() }
      write(into: &batch)
    }
    batch.subjectAreas.append(area)
    batch.closingErrors.append(closing)
    batch.rowOffsets.append(batch.areas.count)
  }

  /// Adds rows that are too small to the largest row, and puts the others in `order`.
  private mutating func fold(upTo limit: Double, into batch: inout AccountBatch) {
    order.count = 0
    var largest = 0
    for k in 0..<partition.areas.count where partition.areas[k] > partition.areas[largest] { largest = k }
    for k in 0..<partition.areas.count {
      let area = partition.areas[k]
      if area > limit || k == largest {
        order.append(Int32(truncatingIfNeeded: k))
      } else {
        partition.areas.base[largest] += area
        batch.foldedRows += 1
        batch.foldedArea += area
      }
    }
  }

  /// Turns rows of combinations into rows of one class for each layer.
  private mutating func spread() {
    eachRows.removeAll()
    eachAreas.count = 0
    for k in 0..<order.count {
      key.count = 0
      spread(partition.rows.list(Int(order[k])), layer: 0, area: partition.areas[Int(order[k])])
    }
    swap(&partition.rows, &eachRows)
    swap(&partition.areas, &eachAreas)
    order.count = 0
    for k in 0..<partition.areas.count { order.append(Int32(truncatingIfNeeded: k)) }
  }

  private mutating func spread(_ slots: UnsafeBufferPointer<Int32>, layer: Int, area: Double) {
    guard layer < firstSlots.count - 1 else {
      let id = eachRows.id(of: UnsafeBufferPointer(start: key.base, count: key.count))
      if id == eachAreas.count { eachAreas.append(area) } else { eachAreas.base[id] += area }
      return
    }
    var isEmpty = true
    for slot in slots where slot >= firstSlots[layer] && slot < firstSlots[layer + 1] {
      isEmpty = false
      key.append(slot)
      spread(slots, layer: layer + 1, area: area)
      key.count -= 1
    }
    if isEmpty { spread(slots, layer: layer + 1, area: area) }
  }

  /// Writes the ordered rows.
  private mutating func write(into batch: inout AccountBatch) {
    sortRows()
    for k in 0..<order.count {
      let row = Int(order[k])
      batch.areas.append(partition.areas[row])
      let slots = partition.rows.list(row)
      var from = 0
      for layer in 0..<(firstSlots.count - 1) {
        key.count = 0
        while from < slots.count && slots[from] < firstSlots[layer + 1] {
          key.append(slots[from] - firstSlots[layer])
          from += 1
        }
        let id = sets.id(of: UnsafeBufferPointer(start: key.base, count: key.count))
        batch.setNumbers.append(Int32(truncatingIfNeeded: id))
      }
    }
  }

  private mutating func sortRows() {
    guard order.count > 1 else { return }
    var numbers = UnsafeMutableBufferPointer(start: order.base, count: order.count)
    numbers.sort { comesFirst(partition.rows.list(Int($0)), partition.rows.list(Int($1))) }
  }

  /// Rows by layer and class; in each layer the row without a class comes last. As slots of a later layer are
  /// larger than those of an earlier one, and a missing one lets a larger one follow, this is the order of the slots
  /// with the end of a list after everything of the same layer.
  private func comesFirst(_ a: UnsafeBufferPointer<Int32>, _ b: UnsafeBufferPointer<Int32>) -> Bool {
    var i = 0
    while i < a.count && i < b.count && a[i] == b[i] { i += 1 }
    guard i < a.count else {
      // b goes on: by a longer set of the layer (a first), or by a layer in which a has none (b first).
      return i < b.count && i > 0 && layer(of: b[i]) == layer(of: b[i - 1])
    }
    guard i < b.count else { return i == 0 || layer(of: a[i]) != layer(of: a[i - 1]) }
    let layerA = layer(of: a[i])
    let layerB = layer(of: b[i])
    if layerA == layerB { return a[i] < b[i] }
    // One has ended its set of the earlier layer here: without any class there it comes last, else first.
    let earlier = min(layerA, layerB)
    let goesOn = i > 0 && layer(of: a[i - 1]) == earlier
    return (layerA == earlier) != goesOn
  }

  private func layer(of slot: Int32) -> Int {
    var layer = 0
    while layer + 2 < firstSlots.count && slot >= firstSlots[layer + 1] { layer += 1 }
    return layer
  }
}
