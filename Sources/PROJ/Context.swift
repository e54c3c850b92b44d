import CPROJ
import Synchronization

/// A PROJ context: the network off, messages kept instead of printed.
///
/// PROJ allows one thread at a time in a context and the objects made in it. Whoever holds a `Context` is that
/// thread: contexts pass between threads only through ``borrowed(_:)``, whose lock orders their use.
final class Context: @unchecked Sendable {
  private let pointer: OpaquePointer
  private let log = Log()

  /// PROJ's last error message.
  private final class Log {
    var message = ""
  }

  init() {
    guard let context = proj_context_create() else { preconditionFailure("PROJ has no memory for a context") }
    pointer = context
    proj_context_set_enable_network(context, 0)
    proj_log_level(context, PJ_LOG_ERROR)
    proj_log_func(context, Unmanaged.passUnretained(log).toOpaque()) { data, _, text in
      guard let data, let text else { return }
      Unmanaged<Log>.fromOpaque(data).takeUnretainedValue().message = String(cString: text)
    }
  }

  deinit {
    proj_context_destroy(pointer)
  }

  /// Runs `body` with the C pointer, which must not leave it.
  func with<R>(_ body: (OpaquePointer) throws -> R) rethrows -> R {
    try withExtendedLifetime(self) { try body(pointer) }
  }

  /// What PROJ said about the last failure, in its words.
  func takeMessage() -> String {
    let text = log.message.isEmpty ? errorText() : log.message
    log.message = ""
    return text
  }

  private func errorText() -> String {
    with { context in
      let number = proj_context_errno(context)
      guard number != 0, let text = proj_context_errno_string(context, number) else { return "" }
      return String(cString: text)
    }
  }

  private static let idle = Mutex<[Context]>([])

  /// Runs `body` with a context that no other thread uses meanwhile. Contexts are kept, since opening PROJ's
  /// database costs milliseconds.
  static func borrowed<R>(_ body: (Context) throws -> R) rethrows -> R {
    let context = idle.withLock { $0.popLast() } ?? Context()
    defer { idle.withLock { $0.append(context) } }
    return try body(context)
  }
}

/// An object of PROJ (`PJ`), destroyed with the last reference; it keeps its context alive.
final class ProjObject {
  let context: Context
  private let pointer: OpaquePointer

  /// Takes ownership of what a C function gave; nil stays nil.
  init?(_ pointer: OpaquePointer?, in context: Context) {
    guard let pointer else { return nil }
    self.pointer = pointer
    self.context = context
  }

  /// Anything that `proj_create` reads.
  convenience init?(definition: String, in context: Context) {
    self.init(context.with { proj_create($0, definition) }, in: context)
  }

  deinit {
    proj_destroy(pointer)
  }

  /// Runs `body` with the context's and the object's C pointers, which must not leave it.
  func with<R>(_ body: (_ context: OpaquePointer, _ object: OpaquePointer) throws -> R) rethrows -> R {
    try withExtendedLifetime(self) { try context.with { try body($0, pointer) } }
  }

  /// The object that a C function derives from this one.
  func derived(_ make: (OpaquePointer, OpaquePointer) -> OpaquePointer?) -> ProjObject? {
    ProjObject(with(make), in: context)
  }
}

extension Optional where Wrapped == UnsafePointer<CChar> {
  /// A C string that may be NULL or empty.
  var text: String? {
    guard let self, self.pointee != 0 else { return nil }
    return String(cString: self)
  }
}
