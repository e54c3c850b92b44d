extension SlabSweep {
  /// Walks up a slab in which edges cross: cuts it at every crossing.
  mutating func walkCut(from bottom: Int32, width: Double) {
    findCuts()
    var from = 0.0
    for cut in 0...cuts.count {
      let to = cut < cuts.count ? cuts[cut] : 1
      guard to > from else { continue }
      sortHeights(at: (from + to) / 2)
      walkPiece(from: bottom, factor: (to - from) * width)
      from = to
    }
    leftHeight.base.update(from: rightHeight.base, count: activeIndex.count)
  }

  /// Finds where, from 0 at the slab's left to 1 at its right, two edges change places.
  private mutating func findCuts() {
    cuts.count = 0
    for i in 0..<activeIndex.count {
      for k in 0..<i {
        let left = leftHeight[k] - leftHeight[i]
        let right = rightHeight[k] - rightHeight[i]
        guard left > tolerance || right > tolerance, left * right < 0 else { continue }
        cuts.append(left / (left - right))
      }
    }
    sortAscending(cuts.base, cuts.count)
  }

  /// Orders the edges by their height at a place of the slab, which becomes `sumHeight` (once, not twice).
  private mutating func sortHeights(at place: Double) {
    let active = activeIndex.base
    let codes = activeCode.base
    let left = leftHeight.base
    let right = rightHeight.base
    let sum = sumHeight.base
    for i in 0..<activeIndex.count {
      let index = active[i]
      let code = codes[i]
      let l = left[i]
      let r = right[i]
      let s = l + (r - l) * place
      var k = i
      while k > 0 && sum[k - 1] > s {
        active[k] = active[k - 1]
        codes[k] = codes[k - 1]
        left[k] = left[k - 1]
        right[k] = right[k - 1]
        sum[k] = sum[k - 1]
        k -= 1
      }
      active[k] = index
      codes[k] = code
      left[k] = l
      right[k] = r
      sum[k] = s
    }
  }

  private mutating func walkPiece(from bottom: Int32, factor: Double) {
    var state = bottom
    var below = 0.0
    for i in 0..<activeIndex.count {
      let s = sumHeight[i]
      states.add((s - below) * factor, to: state)
      below = s
      state = states.after(state, activeCode[i])
    }
    states.add((height - below) * factor, to: state)
  }
}

/// Sorts events by x: insertion sort for a few, else quicksort down to a few. Equal keys keep no order, but the same
/// input always ends in the same one.
func sortEvents(_ base: UnsafeMutablePointer<SlabSweep.Event>, _ count: Int) {
  var low = 0
  var count = count
  while count > 16 {
    let pivot = medianOfThree(base[low].x, base[low + count / 2].x, base[low + count - 1].x)
    var i = low
    var k = low + count - 1
    while i <= k {
      while base[i].x < pivot { i += 1 }
      while base[k].x > pivot { k -= 1 }
      if i <= k {
        swap(&base[i], &base[k])
        i += 1
        k -= 1
      }
    }
    // The smaller side by recursion, the larger in this loop.
    let lower = k + 1 - low
    let upper = low + count - i
    if lower < upper {
      sortEvents(base + low, lower)
      low = i
      count = upper
    } else {
      sortEvents(base + i, upper)
      count = lower
    }
  }
  guard count > 1 else { return }
  for i in (low + 1)..<(low + count) {
    let event = base[i]
    var k = i
    while k > low && base[k - 1].x > event.x {
      base[k] = base[k - 1]
      k -= 1
    }
    base[k] = event
  }
}

@inline(__always)
private func medianOfThree(_ a: Double, _ b: Double, _ c: Double) -> Double {
  max(min(a, b), min(max(a, b), c))
}

/// Sorts numbers in place.
func sortAscending(_ base: UnsafeMutablePointer<Double>, _ count: Int) {
  var numbers = UnsafeMutableBufferPointer(start: base, count: count)
  numbers.sort()
}
