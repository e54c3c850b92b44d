import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What one run of a program reads and writes, so that no output takes the place of an input, nor of another output:
/// ``AtomicOutput/check(_:overwrite:)`` refuses that, even where replacing is asked for.
///
/// A program that answers one question and ends says ``keep()`` at its start. For others nothing is recorded: what they
/// read earlier, they may well replace.
public enum FileRecord {
  private struct Identity: Hashable {
    var device: UInt64
    var number: UInt64

    init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      number = UInt64(truncatingIfNeeded: status.st_ino)
    }
  }

  private struct State {
    var isKept = false
    var inputs: Set<Identity> = []
    var outputs: Set<String> = []
  }

  private static let state = Mutex(State())

  /// Begins to record.
  public static func keep() {
    state.withLock { $0.isKept = true }
  }

  /// The file is read, or is to be read. Names of nothing, of folders, pipes and devices are passed over.
  public static func reads(_ path: String) {
    guard state.withLock({ $0.isKept }) else { return }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    let identity = Identity(status)
    _ = state.withLock { $0.inputs.insert(identity) }
  }

  /// True where what is at the path is read in this run.
  public static func isInput(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && isInput(status)
  }

  static func isInput(_ status: stat) -> Bool {
    let identity = Identity(status)
    return state.withLock { $0.inputs.contains(identity) }
  }

  /// Notes that a file is being written. Throws ``OutputErrorCode/repeated`` where another output of this run has the
  /// name; `path` is how messages name it.
  public static func writes(_ target: String, path: String) throws(DataError) {
    guard state.withLock({ $0.isKept }) else { return }
    let folder = AtomicOutput.folder(of: target)
    let name = String(decoding: target.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed(), as: UTF8.self)
    var place = folder
    if let real = realpath(folder, nil) {
      place = String(cString: real)
      free(real)
    }
    let isNew = state.withLock { $0.outputs.insert(place + "/" + name).inserted }
    if !isNew { throw AtomicOutput.repeated(path) }
  }
}
