import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Work on the batches of a stream by several threads, with the results taken in the order of the batches.
///
/// One thread at a time reads, whichever is free; the others work meanwhile. What is taken does not depend on the
/// number of threads: neither the order of the results nor, where several batches fail, the error that is thrown.
public enum OrderedBatches {
  /// - Parameters:
  ///   - threads: how many work at once, at least one.
  ///   - next: reads the next batch; never called by two threads at once; nil at the end.
  ///   - work: what is done to a batch, on any thread.
  ///   - take: is given each result in order; never called by two threads at once.
  /// - Throws: the first error of `next`, `work` or `take` in the order of the batches.
  public static func run<Batch, Result: Sendable>(
    threads: Int,
    next: () throws -> Batch?,
    work: @Sendable (Batch) throws -> Result,
    take: (Result) throws -> Void
  ) throws {
    try withoutActuallyEscaping(next) { next in
      try withoutActuallyEscaping(take) { take in
        let line = Line<Batch, Result>(limit: 2 * threads + 2, next: next, take: take)
        if threads <= 1 {
          line.run(work)
        } else {
          DispatchQueue.concurrentPerform(iterations: threads) { _ in line.run(work) }
        }
        if let error = line.error { throw error }
      }
    }
  }
}

/// The state that the threads share.
// Unchecked: `next` runs under the lock of reading, all else under the condition.
private final class Line<Batch, Result>: @unchecked Sendable {
  private let next: () throws -> Batch?
  private let take: (Result) throws -> Void
  /// Batches that may be under way before the earliest of them is taken.
  private let limit: Int
  private let reading = Monitor()
  private var readCount = 0
  private var isAtEnd = false
  private let condition = Monitor()
  private var finished: [Int: Swift.Result<Result, any Error>] = [:]
  private var takenCount = 0
  private var isTaking = false
  private(set) var error: (any Error)?

  init(limit: Int, next: @escaping () throws -> Batch?, take: @escaping (Result) throws -> Void) {
    self.limit = limit
    self.next = next
    self.take = take
  }

  func run(_ work: (Batch) throws -> Result) {
    while let (number, batch) = read() {
      finish(number, Swift.Result { try work(try batch.get()) })
    }
  }

  /// The next batch and its number; an error of reading has a number too, so that it comes in its turn.
  private func read() -> (Int, Swift.Result<Batch, any Error>)? {
    reading.lock()
    defer { reading.unlock() }
    guard !isAtEnd, waitForRoom() else { return nil }
    let batch = Swift.Result { try next() }
    let number = readCount
    switch batch {
    case .success(let batch?):
      readCount += 1
      return (number, .success(batch))
    case .success(nil):
      isAtEnd = true
      return nil
    case .failure(let error):
      isAtEnd = true
      return (number, .failure(error))
    }
  }

  /// False once an error was taken.
  private func waitForRoom() -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while readCount - takenCount >= limit && error == nil { condition.wait() }
    return error == nil
  }

  /// Puts a result in its place, and takes those whose turn it is.
  private func finish(_ number: Int, _ result: Swift.Result<Result, any Error>) {
    condition.lock()
    finished[number] = result
    while !isTaking, error == nil, let result = finished.removeValue(forKey: takenCount) {
      isTaking = true
      condition.unlock()
      let failure: (any Error)?
      do {
        try take(try result.get())
        failure = nil
      } catch {
        failure = error
      }
      condition.lock()
      isTaking = false
      error = failure
      takenCount += 1
      condition.broadcast()
    }
    condition.unlock()
  }
}

/// A lock that threads can wait under.
private final class Monitor: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    mutex.initialize(to: pthread_mutex_t())
    change.initialize(to: pthread_cond_t())
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(change, nil)
  }

  deinit {
    pthread_cond_destroy(change)
    pthread_mutex_destroy(mutex)
    change.deallocate()
    mutex.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }
  func unlock() { pthread_mutex_unlock(mutex) }
  /// Lets go of the lock until another thread says that something changed.
  func wait() { pthread_cond_wait(change, mutex) }
  func broadcast() { pthread_cond_broadcast(change) }
}
