import Dispatch

/// Runs `body` over `0..<count` in chunks of a fixed size, on up to `threads` threads.
///
/// Chunks depend on `size` alone, never on the number of threads, so that whatever is summed chunk by chunk and
/// combined in chunk order is the same to the last bit on every machine. `body` is given the chunk's number and its
/// range; it must write only to what belongs to that chunk.
package func concurrentChunks(
  of count: Int,
  size: Int,
  threads: Int,
  _ body: @Sendable (_ chunk: Int, _ range: Range<Int>) -> Void
) {
  guard count > 0 else { return }
  let chunks = (count + size - 1) / size
  let workers = max(1, min(threads, chunks))
  @Sendable func run(_ chunk: Int) {
    body(chunk, (chunk * size)..<min(count, (chunk + 1) * size))
  }
  if workers == 1 {
    for chunk in 0..<chunks { run(chunk) }
  } else {
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for chunk in stride(from: worker, to: chunks, by: workers) { run(chunk) }
    }
  }
}
