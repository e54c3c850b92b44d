internal import Dispatch
internal import Geometry
internal import Synchronization

/// Runs `body` over chunks of the indices on all cores and returns the results in chunk order. Chunks depend on
/// `count` and `size` alone, never on the number of cores, so that whatever is reduced in order gives the same bytes.
func inFixedChunks<Result: Sendable>(
  of count: Int,
  size: Int,
  _ body: @Sendable (Range<Int>) -> Result
) -> [Result] {
  let chunks = (count + size - 1) / size
  let workers = min(Workers.count, chunks)
  if workers <= 1 { return (0..<chunks).map { body($0 * size..<min(($0 + 1) * size, count)) } }
  // Each chunk writes its own slot once, and the slots are read after all are done: no lock is needed (and
  // ThreadSanitizer cannot see the one of the Synchronization module).
  nonisolated(unsafe) let slots = UnsafeMutablePointer<Result?>.allocate(capacity: chunks)
  slots.initialize(repeating: nil, count: chunks)
  defer {
    slots.deinitialize(count: chunks)
    slots.deallocate()
  }
  let next = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    while true {
      let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard chunk < chunks else { break }
      slots[chunk] = body(chunk * size..<min((chunk + 1) * size, count))
    }
  }
  return (0..<chunks).compactMap { slots[$0] }
}
