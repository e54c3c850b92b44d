internal import Dispatch
internal import Synchronization

/// Work over index ranges on several threads whose result does not depend on how many there are: chunks follow from
/// the count and the chunk size alone, and whatever is summed chunk by chunk and combined in chunk order is the same to
/// the last bit on every machine.
package enum FixedChunks {
  /// Calls `body` with the number and the range of each chunk of `0 ..< count`. It must write only to what belongs to
  /// that chunk.
  ///
  /// - Parameters:
  ///   - count: number of items.
  ///   - size: items in a chunk; the last may have fewer.
  ///   - threads: at most so many at once, each taking the next chunk when it is done; nil: ``Workers/count``.
  ///   - body: called once for each chunk, from any thread.
  package static func forEach(
    count: Int,
    size: Int,
    threads: Int? = nil,
    _ body: @Sendable (_ chunk: Int, _ range: Range<Int>) -> Void
  ) {
    let chunks = (count + size - 1) / size
    @Sendable func run(_ chunk: Int) {
      body(chunk, (chunk * size)..<min(count, (chunk + 1) * size))
    }
    let workers = min(threads ?? Workers.count, chunks)
    if workers <= 1 {
      for chunk in 0..<chunks { run(chunk) }
      return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard chunk < chunks else { break }
        run(chunk)
      }
    }
  }

  /// Calls `body` with each chunk of `0 ..< count` and returns the results in order.
  package static func map<Result: Sendable>(
    count: Int,
    size: Int,
    threads: Int? = nil,
    _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let chunks = (count + size - 1) / size
    // Each chunk writes its own slot once, and the slots are read after all are done: no lock is needed (and
    // ThreadSanitizer cannot see the one of the Synchronization module).
    nonisolated(unsafe) let slots = UnsafeMutablePointer<Result?>.allocate(capacity: chunks)
    slots.initialize(repeating: nil, count: chunks)
    defer {
      slots.deinitialize(count: chunks)
      slots.deallocate()
    }
    forEach(count: count, size: size, threads: threads) { chunk, range in slots[chunk] = body(range) }
    return (0..<chunks).compactMap { slots[$0] }
  }
}
