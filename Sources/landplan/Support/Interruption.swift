import ArgumentParser
import Foundation
import Synchronization

/// Ctrl-C or SIGTERM as a flag that long work looks at, so that outputs under way are removed and it is said that nothing
/// was written. A second one ends the program at once, where the work is in a library that looks at no flag.
final class Interruption: Sendable {
  /// The signal that asked, 0 while none has.
  private let requested = Mutex<Int32>(0)

  var isRequested: Bool { requested.withLock { $0 != 0 } }

  /// Runs work that throws CancellationError once it is interrupted; then says that nothing was written, and exits with 128
  /// and the signal's number, as a shell expects.
  static func run(_ work: (Interruption) throws -> Void) throws {
    let interruption = Interruption()
    Signals.listen { number in
      interruption.requested.withLock { requested in
        defer { requested = number }
        return requested == 0
      }
    }
    defer { Signals.listen(nil) }
    do {
      try work(interruption)
    } catch is CancellationError {
      Messages.print(say(zh: "已中断，没有写出任何文件。", en: "interrupted; nothing was written."))
      throw ExitCode(128 + interruption.requested.withLock { $0 })
    }
  }
}
