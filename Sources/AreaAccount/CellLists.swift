/// For each cell of a grid a list of numbers, all in one array. Made by several threads, each for a run of items;
/// lists are in the order of the items, so that the result is the same for any number of them.
struct CellLists: Sendable {
  /// Cell `c` has `values[starts[c] ..< starts[c + 1]]`.
  var starts: [UInt32] = [0]
  var values: [UInt32] = []

  init() {}

  /// - Parameters:
  ///   - cells: number of cells.
  ///   - items: number of items.
  ///   - visit: calls its second argument with every cell that an item belongs to, and the value to put there; called
  ///     twice for each item, from any thread.
  @inline(__always)
  init(cells: Int, items: Int, _ visit: (Int, (Int, UInt32) -> Void) -> Void) {
    let parts = workers(for: items)
    let counters = UnsafeMutablePointer<UInt32>.allocate(capacity: parts * cells)
    counters.initialize(repeating: 0, count: parts * cells)
    defer { counters.deallocate() }
    inParallel(parts) { part in
      let counts = counters + part * cells
      for i in (items * part / parts)..<(items * (part + 1) / parts) { visit(i) { cell, _ in counts[cell] += 1 } }
    }
    starts = [UInt32](unsafeUninitializedCapacity: cells + 1) { starts, count in
      var total: UInt32 = 0
      for cell in 0..<cells {
        starts[cell] = total
        for part in 0..<parts {
          let here = counters[part * cells + cell]
          counters[part * cells + cell] = total
          total += here
        }
      }
      starts[cells] = total
      count = cells + 1
    }
    let total = Int(starts[cells])
    values = [UInt32](unsafeUninitializedCapacity: max(1, total)) { values, count in
      guard let base = values.baseAddress else { return }
      inParallel(parts) { part in
        let next = counters + part * cells
        for i in (items * part / parts)..<(items * (part + 1) / parts) {
          visit(i) { cell, value in
            base[Int(next[cell])] = value
            next[cell] += 1
          }
        }
      }
      count = total
    }
  }
}
