internal import Dispatch
internal import Synchronization

/// Work over index ranges on several threads whose result does not depend on how many there are: chunks follow from
/// the count and the chunk size alone, and results come back in chunk order.
package enum FixedChunks {
  /// Calls `body` for each chunk of `0 ..< count` and returns the results in order.
  /// - Parameter threads: how many at most; nil: ``Workers/count``.
  package static func map<Result: Sendable>(
    count: Int,
    size: Int,
    threads: Int? = nil,
    _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let chunks = (count + size - 1) / size
    @Sendable func run(_ chunk: Int) -> Result { body(chunk * size..<min((chunk + 1) * size, count)) }
    let workers = min(threads ?? Workers.count, chunks)
    if workers <= 1 { return (0..<chunks).map(run) }
    let results = Mutex<[Result?]>(Array(repeating: nil, count: chunks))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard chunk < chunks else { break }
        let result = run(chunk)
        results.withLock { $0[chunk] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
