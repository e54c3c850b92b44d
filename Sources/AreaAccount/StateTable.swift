/// The states of one sweep: the winding numbers of every slot, the area found in that state, and the state that
/// follows when an edge of a slot is passed. A transition is worked out once and then looked up.
struct StateTable: ~Copyable {
  /// For each global slot its local number, -1 where the sweep has not met it.
  private var localSlots = ScratchBuffer<Int32>(capacity: 64)
  private var knownSlots = 0
  /// For each local slot the global one.
  private(set) var slots = ScratchBuffer<Int32>(capacity: 64)
  /// State `s` winds `windings[s * stride + slot]` times.
  private var windings = ScratchBuffer<Int32>(capacity: 256)
  /// State `s` becomes `next[2 * s * stride + code]`, -1 where not worked out yet.
  private var next = ScratchBuffer<Int32>(capacity: 512)
  private var hashes = ScratchBuffer<UInt64>(capacity: 16)
  /// The area of each state.
  private(set) var areas = ScratchBuffer<Double>(capacity: 16)
  /// Number of local slots.
  private(set) var stride = 0

  /// Number of states.
  var count: Int { areas.count }

  /// A slot and the change of its winding, +1 or -1, in one number.
  @inline(__always)
  static func code(_ slot: Int32, _ change: Int32) -> Int32 { 2 * slot + (change > 0 ? 1 : 0) }

  /// Forgets everything. `slots` is the number of global slots. The subject, slot 0, is always the first.
  mutating func begin(slots total: Int) {
    for i in 0..<slots.count { localSlots[Int(slots[i])] = -1 }
    slots.count = 0
    if total > knownSlots {
      localSlots.reserve(total)
      localSlots.count = total
      for i in knownSlots..<total { localSlots[i] = -1 }
      knownSlots = total
    }
    areas.count = 0
    hashes.count = 0
    windings.count = 0
    next.count = 0
    enter(0)
  }

  /// Gives the slot a local number.
  @inline(__always)
  mutating func enter(_ slot: Int32) {
    guard localSlots[Int(slot)] < 0 else { return }
    localSlots[Int(slot)] = Int32(truncatingIfNeeded: slots.count)
    slots.append(slot)
  }

  @inline(__always)
  func local(_ slot: Int32) -> Int32 { localSlots[Int(slot)] }

  /// Makes the first state; all slots have been entered.
  mutating func start(at corner: UnsafeBufferPointer<CornerWinding>) {
    stride = slots.count
    windings.reserve(stride)
    for i in 0..<stride { windings[i] = 0 }
    for entry in corner { windings[Int(local(entry.slot))] += entry.winding }
    windings.count = stride
    var hash: UInt64 = 0
    for i in 0..<stride { hash &+= Self.weight(i) &* UInt64(bitPattern: Int64(windings[i])) }
    finish(hash)
  }

  /// Completes the state whose windings have been appended.
  private mutating func finish(_ hash: UInt64) {
    hashes.append(hash)
    areas.append(0)
    let first = next.count
    next.reserve(first + 2 * stride)
    for i in first..<(first + 2 * stride) { next[i] = -1 }
    next.count = first + 2 * stride
  }

  @inline(__always)
  mutating func add(_ area: Double, to state: Int32) { areas.base[Int(state)] += area }

  /// The state after an edge is passed.
  @inline(__always)
  mutating func after(_ state: Int32, _ code: Int32) -> Int32 {
    let following = next.base[2 * Int(state) * stride + Int(code)]
    return following >= 0 ? following : workOut(state, code)
  }

  @inline(never)
  private mutating func workOut(_ state: Int32, _ code: Int32) -> Int32 {
    let slot = Int(code >> 1)
    let change: Int32 = code & 1 == 1 ? 1 : -1
    let hash = hashes[Int(state)] &+ Self.weight(slot) &* UInt64(bitPattern: Int64(change))
    let end = windings.count
    windings.reserve(end + stride)
    (windings.base + end).update(from: windings.base + Int(state) * stride, count: stride)
    windings[end + slot] += change
    var found: Int32 = -1
    for other in 0..<count where hashes[other] == hash && sameWindings(other * stride, end) {
      found = Int32(truncatingIfNeeded: other)
      break
    }
    if found < 0 {
      found = Int32(truncatingIfNeeded: count)
      windings.count = end + stride
      finish(hash)
    }
    next[2 * Int(state) * stride + Int(code)] = found
    return found
  }

  private func sameWindings(_ a: Int, _ b: Int) -> Bool {
    for i in 0..<stride where windings[a + i] != windings[b + i] { return false }
    return true
  }

  /// True where the state lies within the slot.
  @inline(__always)
  func isInside(_ state: Int, slot: Int) -> Bool { windings[state * stride + slot] != 0 }

  @inline(__always)
  func winding(_ state: Int, slot: Int) -> Int32 { windings[state * stride + slot] }

  /// A fixed number for each slot (SplitMix64's mixing).
  @inline(__always)
  private static func weight(_ slot: Int) -> UInt64 {
    var z = (UInt64(truncatingIfNeeded: slot) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
