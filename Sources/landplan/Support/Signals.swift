import Features
import Foundation
import Synchronization

/// Signals that ask the program to end: unfinished outputs are removed, then it ends as the signal would have ended it.
enum Signals {
  private struct State {
    var sources: [any DispatchSourceSignal] = []
    /// Work that looks at a flag, and gives up of its own accord.
    var listener: (@Sendable (Int32) -> Bool)?
  }

  private static let state = Mutex(State())

  /// Listens from now on. A signal that was ignored when the program began (`nohup`, a job in the background) stays so.
  static func watch() {
    state.withLock { state in
      guard state.sources.isEmpty else { return }
      for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] where !isIgnored(number) {
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
        source.setEventHandler { receive(number) }
        source.resume()
        state.sources.append(source)
      }
    }
  }

  /// Interrupt and termination go to work that can stop by itself; `listener` gives false where it was asked already.
  static func listen(_ listener: (@Sendable (Int32) -> Bool)?) {
    watch()
    state.withLock { $0.listener = listener }
  }

  private static func receive(_ number: Int32) {
    let listener = number == SIGINT || number == SIGTERM ? state.withLock { $0.listener } : nil
    if let listener, listener(number) { return }
    end(by: number)
  }

  /// Removes what is unfinished and ends the process by the signal, for a shell to see.
  static func end(by number: Int32) -> Never {
    TemporaryFiles.withAll { (paths: Set<String>) -> Never in
      for path in paths { try? FileManager.default.removeItem(atPath: path) }
      signal(number, SIG_DFL)
      var mask = sigset_t()
      sigemptyset(&mask)
      sigaddset(&mask, number)
      pthread_sigmask(SIG_UNBLOCK, &mask, nil)
      raise(number)
      // Not reached, unless something else has the signal blocked.
      _exit(128 + number)
    }
  }

  /// Lets writing to a pipe that nobody reads be an error that unwinds, and not a signal that leaves files behind. Gives
  /// whether the signal would have ended the program.
  static func holdPipeSignal() -> Bool {
    let wasIgnored = isIgnored(SIGPIPE)
    signal(SIGPIPE, SIG_IGN)
    return !wasIgnored
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
