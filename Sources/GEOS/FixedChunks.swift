internal import Dispatch
internal import Synchronization

/// Runs `body` over chunks of the indices on all cores and returns the results in chunk order. Chunks depend on
/// `count` and `size` alone, never on the number of cores, so that whatever is reduced in order gives the same bytes.
func inFixedChunks<Result: Sendable>(
  of count: Int,
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
