import Synchronization

/// Files and folders that stand beside outputs while these are being written. Each writer removes its own; the list is
/// for a program that a signal ends in between.
///
///     TemporaryFiles.whenFirstIsMade { watchSignals() }       // once, at the start
///     TemporaryFiles.withAll { $0.forEach(remove) }           // in the end
public enum TemporaryFiles {
  private struct State {
    var paths: Set<String> = []
    var action: (@Sendable () -> Void)?
  }

  private static let state = Mutex(State())

  /// Calls `action` once, before the first path is listed: a program that writes nothing need not be ready to tidy up.
  public static func whenFirstIsMade(_ action: @escaping @Sendable () -> Void) {
    state.withLock { $0.action = action }
  }

  /// Lists a path. To be called before the file or folder is there, so that it never stands unlisted.
  public static func willMake(_ path: String) {
    let action = state.withLock { state in
      state.paths.insert(path)
      defer { state.action = nil }
      return state.action
    }
    action?()
  }

  /// Takes a path off the list: it was removed, or moved to its place.
  public static func isGone(_ path: String) {
    _ = state.withLock { $0.paths.remove(path) }
  }

  /// Calls `body` with what is listed. Nothing can be listed meanwhile: where `body` ends the process, nothing is made
  /// after it has looked.
  public static func withAll<Result>(_ body: (Set<String>) -> Result) -> Result {
    state.withLock { body($0.paths) }
  }
}
