/// A growing buffer of plain values that is filled, emptied and filled again without giving its memory back, so
/// that the kernel allocates nothing for a subject.
struct ScratchBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  var count = 0

  init(capacity: Int = 64) {
    self.capacity = max(capacity, 1)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// Makes room for `total` elements. Pointers taken from ``base`` before are void after.
  @inline(__always)
  mutating func reserve(_ total: Int) {
    if total > capacity { grow(to: total) }
  }

  @inline(never)
  private mutating func grow(to total: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: max(total, capacity * 2))
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = max(total, capacity * 2)
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    base[count] = element
    count += 1
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }
}
