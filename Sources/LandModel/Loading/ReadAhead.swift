import Dispatch
import Features

/// Reads the next batch of a stream on another thread while the last one is worked on. One batch ahead, no more.
final class ReadAhead: @unchecked Sendable {
  // Touched by one thread at a time: the reading one from `start` until the group is left, then the caller's.
  private var stream: any LayerStream
  private var result: Result<Layer?, any Error> = .success(nil)
  private let queue = DispatchQueue(label: "landplan.read-ahead")
  private let reading = DispatchGroup()

  init(_ stream: any LayerStream) {
    self.stream = stream
    start()
  }

  private func start() {
    reading.enter()
    queue.async {
      self.result = Result { try self.stream.next() }
      self.reading.leave()
    }
  }

  /// The next batch, or nil at the end.
  func next() throws -> Layer? {
    reading.wait()
    let batch = result
    result = .success(nil)
    if case .success(.some) = batch { start() }
    return try batch.get()
  }

  /// The stream itself, once ``next()`` has given nil.
  var finished: any LayerStream {
    reading.wait()
    return stream
  }
}
