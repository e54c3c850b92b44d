import ArgumentParser
import Foundation
import Synchronization

/// Ctrl-C or SIGTERM as a flag that long work looks at, so that outputs under way are removed and not left half written.
// Unchecked: the sources are set up in the initialiser and only kept alive after it.
final class Interruption: @unchecked Sendable {
  /// The signal that asked, 0 while none has.
  private let requested = Mutex<Int32>(0)
  private var sources: [any DispatchSourceSignal] = []

  init() {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in
        self?.requested.withLock { $0 = number }
        // A second one ends the program at once, where the work is in a library that looks at no flag.
        signal(number, SIG_DFL)
      }
      source.resume()
      sources.append(source)
    }
  }

  var isRequested: Bool { requested.withLock { $0 != 0 } }

  /// Runs work that throws CancellationError once it is interrupted; then says that nothing was written, and exits with 128
  /// and the signal's number, as a shell expects.
  static func run(_ work: (Interruption) throws -> Void) throws {
    let interruption = Interruption()
    do {
      try work(interruption)
    } catch is CancellationError {
      Messages.print(say(zh: "已中断，没有写出任何文件。", en: "interrupted; nothing was written."))
      throw ExitCode(128 + interruption.requested.withLock { $0 })
    }
  }
}
