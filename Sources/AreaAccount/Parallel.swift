internal import Dispatch
internal import Geometry

/// Runs `body` once for each part, on as many threads as the machine has to spare. The caller sees to it that parts
/// write to different places.
func inParallel(_ parts: Int, _ body: (Int) -> Void) {
  guard parts > 1 else {
    for part in 0..<parts { body(part) }
    return
  }
  withoutActuallyEscaping(body) { body in
    nonisolated(unsafe) let work = body
    DispatchQueue.concurrentPerform(iterations: parts) { work($0) }
  }
}

/// Threads worth starting for so many items.
func workers(for items: Int) -> Int { items < 50_000 ? 1 : min(4, Workers.count) }
