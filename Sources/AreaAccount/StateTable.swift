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
  /// State `s` becomes `next[s * codeCapacity + code]`, -1 where not worked out yet.
  private var next = ScratchBuffer<Int32>(capacity: 512)
  private var codeCapacity = 0
  /// What passing an edge changes; codes below `2 * stride` are a slot and +1 or -1, those above are made of them.
  private var codes = CodeTable()
  private var hashes = ScratchBuffer<UInt64>(capacity: 16)
  /// The area of each state.
  private(set) var areas = ScratchBuffer<Double>(capacity: 16)
  /// Number of local slots.
  private(set) var stride = 0

  /// Number of states.
  var count: Int { areas.count }

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
    codes.begin(slots: stride)
    codeCapacity = 4 * stride + 12
    windings.reserve(stride)
    for i in 0..<stride { windings[i] = 0 }
    for entry in corner { windings[Int(local(entry.slot))] += entry.winding }
    windings.count = stride
    var hash: UInt64 = 0
    for i in 0..<stride { hash &+= slotWeight(i) &* UInt64(bitPattern: Int64(windings[i])) }
    finish(hash)
  }

  /// Completes the state whose windings have been appended.
  private mutating func finish(_ hash: UInt64) {
    hashes.append(hash)
    areas.append(0)
    extendNext(to: areas.count * codeCapacity)
  }

  private mutating func extendNext(to count: Int) {
    next.reserve(count)
    for i in next.count..<count { next[i] = -1 }
    next.count = count
  }

  /// The code of passing an edge into its left side, where `change` is 1, or out of it, where it is -1.
  @inline(__always)
  mutating func code(_ sides: EdgeSides, _ change: Int32) -> Int32 {
    if sides.right < 0 { return CodeTable.code(local(sides.left), change) }
    let right = CodeTable.code(local(sides.right), -change)
    if sides.left < 0 { return right }
    // Of two slots that differ: they do not cancel.
    return combined(CodeTable.code(local(sides.left), change), right) ?? right
  }

  /// The code of passing two edges that coincide, nil where they cancel.
  mutating func combined(_ a: Int32, _ b: Int32) -> Int32? {
    let code = codes.combined(a, b)
    if codes.count > codeCapacity {
      // More kinds of coincidence than rows have room for: all transitions are worked out anew.
      codeCapacity *= 2
      next.count = 0
      extendNext(to: areas.count * codeCapacity)
    }
    return code
  }

  @inline(__always)
  mutating func add(_ area: Double, to state: Int32) { areas.base[Int(state)] += area }

  /// The state after an edge is passed.
  @inline(__always)
  mutating func after(_ state: Int32, _ code: Int32) -> Int32 {
    let following = next.base[Int(state) * codeCapacity + Int(code)]
    return following >= 0 ? following : workOut(state, code)
  }

  @inline(never)
  private mutating func workOut(_ state: Int32, _ code: Int32) -> Int32 {
    let end = windings.count
    windings.reserve(end + stride)
    let source = windings.base + Int(state) * stride
    let target = windings.base + end
    for i in 0..<stride { target[i] = source[i] }
    let hash = hashes[Int(state)] &+ codes.hash(of: code)
    for k in codes.steps(of: code) {
      let step = codes.step(k)
      target[Int(step.slot)] += step.change
    }
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
    next[Int(state) * codeCapacity + Int(code)] = found
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
}
