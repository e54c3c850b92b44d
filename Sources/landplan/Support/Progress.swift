import Foundation
import Synchronization

/// A progress line on a terminal's standard error; nothing anywhere else.
final class Progress: Sendable {
  private let total: Int
  private let state = Mutex<(done: Int, shown: Int)>((0, -1))

  /// Nil where standard error is no terminal, or there is little to do.
  init?(total: Int, quiet: Bool) {
    guard !quiet, total > 20_000, isatty(2) == 1 else { return nil }
    self.total = total
  }

  /// Adds what is done; safe from any thread.
  func advance(_ count: Int) {
    let percent: Int? = state.withLock { state in
      state.done += count
      let percent = state.done * 100 / total
      guard percent != state.shown else { return nil }
      state.shown = percent
      return percent
    }
    if let percent { write("\r\(percent) %") }
  }

  /// Takes the line away.
  func finish() {
    write("\r      \r")
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

/// Ctrl-C as a flag that long work looks at, so that outputs under way are removed and not left half written.
// Unchecked: the source is set up in the initialiser and only kept alive after it.
final class Interruption: @unchecked Sendable {
  private let requested = Mutex(false)
  private let source: any DispatchSourceSignal

  init() {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler { [weak self] in self?.requested.withLock { $0 = true } }
    source.resume()
  }

  var isRequested: Bool { requested.withLock { $0 } }
}
