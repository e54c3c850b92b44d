#if canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#elseif canImport(Darwin)
  public import Darwin
#endif

/// What a path names, links followed. Readers ask before they open: a named pipe would hold them until somebody writes
/// to it, and a device such as /dev/zero has no end.
public enum FileType: Sendable {
  /// A file with bytes of its own.
  case regular
  /// A directory.
  case folder
  /// A named pipe, a device or a socket.
  case special

  /// What `special` is called in errors.
  public static let specialWords = "a pipe or a device, not a file"

  /// Nil where nothing is, or nothing that may be looked at.
  public init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }

  /// The type in the `st_mode` that `stat` gave.
  public init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .folder
    default: self = .special
    }
  }
}
