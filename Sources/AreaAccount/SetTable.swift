/// Numbers lists of integers in the order in which they first appear. Looking up a known list allocates nothing,
/// and emptying the table costs nothing.
struct SetTable: ~Copyable {
  private var pool = ScratchBuffer<Int32>(capacity: 256)
  private var offsets = ScratchBuffer<Int>(capacity: 64)
  private var hashes = ScratchBuffer<UInt64>(capacity: 64)
  /// Open addressing; an entry holds the generation in its upper half and the list's number in its lower.
  private var table = ScratchBuffer<UInt64>(capacity: 64)
  private var mask = 63
  private var generation: UInt64 = 1

  init() {
    for i in 0...mask { table[i] = 0 }
    offsets.append(0)
  }

  /// Number of lists.
  var count: Int { offsets.count - 1 }

  mutating func removeAll() {
    generation += 1
    if generation > UInt64(UInt32.max) {
      for i in 0...mask { table[i] = 0 }
      generation = 1
    }
    pool.count = 0
    hashes.count = 0
    offsets.count = 1
  }

  /// The list with that number; valid until the next insertion.
  @inline(__always)
  func list(_ id: Int) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: pool.base + offsets[id], count: offsets[id + 1] - offsets[id])
  }

  /// The number of the list, which is added where it is new. `list` must not be one of the table's own.
  @inline(__always)
  mutating func id(of list: UnsafeBufferPointer<Int32>) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for value in list {
      hash = (hash ^ UInt64(UInt32(bitPattern: value))) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash >> 29
    }
    var place = Int(truncatingIfNeeded: hash) & mask
    while table[place] >> 32 == generation {
      let id = Int(table[place] & 0xFFFF_FFFF)
      if hashes[id] == hash && isEqual(self.list(id), list) { return id }
      place = (place + 1) & mask
    }
    return insert(list, hash, at: place)
  }

  @inline(never)
  private mutating func insert(_ list: UnsafeBufferPointer<Int32>, _ hash: UInt64, at place: Int) -> Int {
    let id = count
    for value in list { pool.append(value) }
    offsets.append(pool.count)
    hashes.append(hash)
    table[place] = generation << 32 | UInt64(id)
    if 2 * count > mask { growTable() }
    return id
  }

  private mutating func growTable() {
    mask = 2 * mask + 1
    table.count = 0
    table.reserve(mask + 1)
    for i in 0...mask { table[i] = 0 }
    for id in 0..<count {
      var place = Int(truncatingIfNeeded: hashes[id]) & mask
      while table[place] != 0 { place = (place + 1) & mask }
      table[place] = generation << 32 | UInt64(id)
    }
  }

  private func isEqual(_ a: UnsafeBufferPointer<Int32>, _ b: UnsafeBufferPointer<Int32>) -> Bool {
    guard a.count == b.count else { return false }
    for i in 0..<a.count where a[i] != b[i] { return false }
    return true
  }
}
