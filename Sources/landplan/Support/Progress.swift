import Foundation
import Synchronization

/// A progress line on a terminal's standard error; nothing anywhere else.
final class Progress: Sendable {
  private let total: Int?
  private let state = Mutex<(done: Int, shown: Int)>((0, -1))

  /// Nil where standard error is no terminal, or there is little to do. `total` nil: how much there is is not known.
  init?(total: Int?, quiet: Bool) {
    guard !quiet, total ?? .max > 20_000, isatty(2) == 1 else { return nil }
    self.total = total
  }

  /// Adds what is done; safe from any thread.
  func advance(_ count: Int) {
    let step: Int? = state.withLock { state in
      state.done += count
      let step = total.map { state.done * 100 / max($0, 1) } ?? state.done / 10_000 * 10_000
      guard step != state.shown else { return nil }
      state.shown = step
      return step
    }
    if let step { write(total == nil ? "\r\(step)" : "\r\(step) %") }
  }

  /// Shows what is being done, where no share of it is known.
  func show(_ words: String) {
    write("\r\u{1B}[K\(words)")
  }

  /// Takes the line away.
  func finish() {
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) {
    StandardError.write(text)
  }
}
