/// What passing an edge, or several that coincide, changes: a code for each distinct list of slots and changes of their
/// winding numbers.
///
/// A code below `2 * slots` is one slot and one change; the others are combinations, numbered as they are met.
struct CodeTable: ~Copyable {
  struct Step: BitwiseCopyable {
    var slot: Int32
    var change: Int32
  }

  struct Pair: BitwiseCopyable {
    var second: Int32
    var code: Int32
    var next: Int32
  }

  private var slots = 0
  /// Code `c` has steps `pool[offsets[c] ..< offsets[c + 1]]`, by ascending slot.
  private var pool = ScratchBuffer<Step>(capacity: 256)
  private var offsets = ScratchBuffer<Int>(capacity: 64)
  /// For each code the sum of its changes, each times its slot's weight: codes that differ here differ.
  private var hashes = ScratchBuffer<UInt64>(capacity: 64)
  /// For each code the first of the pairs met with it, -1 for none.
  private var firstPair = ScratchBuffer<Int32>(capacity: 64)
  private var pairs = ScratchBuffer<Pair>(capacity: 64)
  private var merged = ScratchBuffer<Step>(capacity: 16)

  /// Number of codes.
  var count: Int { firstPair.count }

  /// A slot and the change of its winding, +1 or -1.
  @inline(__always)
  static func code(_ slot: Int32, _ change: Int32) -> Int32 { 2 * slot + (change > 0 ? 1 : 0) }

  /// Forgets all combinations.
  mutating func begin(slots: Int) {
    self.slots = slots
    pool.count = 0
    offsets.count = 0
    pairs.count = 0
    firstPair.count = 0
    hashes.count = 0
    for code in 0..<(2 * slots) {
      offsets.append(code)
      pool.append(Step(slot: Int32(truncatingIfNeeded: code >> 1), change: code & 1 == 1 ? 1 : -1))
      hashes.append(code & 1 == 1 ? slotWeight(code >> 1) : 0 &- slotWeight(code >> 1))
      firstPair.append(-1)
    }
    offsets.append(2 * slots)
  }

  @inline(__always)
  func steps(of code: Int32) -> Range<Int> { offsets[Int(code)]..<offsets[Int(code) + 1] }

  /// The sum of the code's changes, each times its slot's weight.
  @inline(__always)
  func hash(of code: Int32) -> UInt64 { hashes[Int(code)] }

  @inline(__always)
  func step(_ k: Int) -> Step { pool[k] }

  /// The code of both, nil where nothing is left of them.
  mutating func combined(_ a: Int32, _ b: Int32) -> Int32? {
    let first = min(a, b)
    let second = max(a, b)
    var pair = firstPair[Int(first)]
    while pair >= 0 {
      let known = pairs[Int(pair)]
      if known.second == second { return known.code < 0 ? nil : known.code }
      pair = known.next
    }
    let code = make(first, second)
    pairs.append(Pair(second: second, code: code, next: firstPair[Int(first)]))
    firstPair[Int(first)] = Int32(truncatingIfNeeded: pairs.count - 1)
    return code < 0 ? nil : code
  }

  /// The code that has the steps of both, -1 where they cancel.
  private mutating func make(_ a: Int32, _ b: Int32) -> Int32 {
    merge(steps(of: a), steps(of: b))
    if merged.count == 0 { return -1 }
    let hash = hashes[Int(a)] &+ hashes[Int(b)]
    let known = hashes.base
    // A single step is one of the first codes, several are one of those made before.
    var code = merged.count == 1 ? 0 : 2 * slots
    while code < count {
      if known[code] == hash && isMerged(code) { return Int32(truncatingIfNeeded: code) }
      code += 1
    }
    for step in 0..<merged.count { pool.append(merged[step]) }
    offsets.append(pool.count)
    hashes.append(hash)
    firstPair.append(-1)
    return Int32(truncatingIfNeeded: count - 1)
  }

  /// Merges two ascending lists of steps; what cancels goes.
  private mutating func merge(_ a: Range<Int>, _ b: Range<Int>) {
    merged.count = 0
    var i = a.lowerBound
    var k = b.lowerBound
    while i < a.upperBound || k < b.upperBound {
      if k == b.upperBound || (i < a.upperBound && pool[i].slot < pool[k].slot) {
        merged.append(pool[i])
        i += 1
      } else if i == a.upperBound || pool[k].slot < pool[i].slot {
        merged.append(pool[k])
        k += 1
      } else {
        let change = pool[i].change + pool[k].change
        if change != 0 { merged.append(Step(slot: pool[i].slot, change: change)) }
        i += 1
        k += 1
      }
    }
  }

  private func isMerged(_ code: Int) -> Bool {
    let first = offsets[code]
    guard offsets[code + 1] - first == merged.count else { return false }
    var k = 0
    while k < merged.count {
      if pool[first + k].slot != merged[k].slot || pool[first + k].change != merged[k].change { return false }
      k += 1
    }
    return true
  }
}

/// A fixed number for each slot (SplitMix64's mixing).
@inline(__always)
func slotWeight(_ slot: Int) -> UInt64 {
  var z = (UInt64(truncatingIfNeeded: slot) &+ 1) &* 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
