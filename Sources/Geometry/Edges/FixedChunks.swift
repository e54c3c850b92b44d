internal import Dispatch
internal import Synchronization

/// Work over index ranges on all cores whose result does not depend on how many cores there are: chunks follow from
/// the count and the chunk size alone, and results come back in chunk order.
package enum FixedChunks {
  /// Calls `body` for each chunk of `0 ..< count` and returns the results in order.
  package static func map<Result: Sendable>(
    count: Int,
    size: Int,
    _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let chunks = (count + size - 1) / size
    if chunks <= 1 { return chunks == 0 ? [] : [body(0..<count)] }
    let results = Mutex<[Result?]>(Array(repeating: nil, count: chunks))
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      let result = body(chunk * size..<min((chunk + 1) * size, count))
      results.withLock { $0[chunk] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
