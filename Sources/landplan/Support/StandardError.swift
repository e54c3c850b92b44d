import Foundation

/// Standard error as a place that may be full, closed, or a pipe that nobody reads: what cannot be said there is no reason
/// to end.
enum StandardError {
  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Foundation.write(2, $0.baseAddress, $0.count) }
      if written > 0 {
        bytes = bytes.dropFirst(written)
      } else if errno != EINTR {
        return
      }
    }
  }

  /// Gives descriptors 0 to 2 that are closed something that stays empty, so that no file of ours gets their number and
  /// with it what is meant for people. Writing results to a closed standard output stays an error.
  static func holdDescriptors() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY)
    }
  }
}
