internal import CGEOS
internal import Glibc

/// The calling thread's GEOS context. Made at the thread's first call, freed when the thread ends.
///
/// A value of this type must not outlive the synchronous call that asked for it: another thread has another one.
struct ThreadContext {
  /// What lives as long as the thread.
  private struct State {
    var handle: OpaquePointer
    /// GEOS's last error on this thread, in its own words.
    var message: String?
  }

  private let state: UnsafeMutablePointer<State>

  /// For GEOS's `_r` functions.
  var handle: OpaquePointer { state.pointee.handle }

  /// The context of the calling thread, with no error pending.
  static var current: ThreadContext {
    if let raw = pthread_getspecific(key) {
      let context = ThreadContext(state: raw.assumingMemoryBound(to: State.self))
      if context.state.pointee.message != nil { context.state.pointee.message = nil }
      return context
    }
    return make()
  }

  /// Takes the words of the error that a call on this context just reported.
  func takeMessage() -> String? {
    defer { state.pointee.message = nil }
    return state.pointee.message
  }

  func error(_ operation: GEOSOperation, feature: Int? = nil, otherFeature: Int? = nil) -> GEOSError {
    GEOSError(operation: operation, feature: feature, otherFeature: otherFeature, words: takeMessage())
  }

  /// Freed by pthread when a thread ends. A destructor of another key may still free shapes after that; it then gets
  /// a new context, and pthread calls this again.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let failed = pthread_key_create(&key) { raw in
      guard let raw else { return }
      let state = raw.assumingMemoryBound(to: State.self)
      GEOS_finish_r(state.pointee.handle)
      state.deinitialize(count: 1)
      state.deallocate()
    }
    precondition(failed == 0, "no thread-specific key is left in this process")
    return key
  }()

  private static func make() -> ThreadContext {
    guard let handle = GEOS_init_r() else { preconditionFailure("out of memory: GEOS could not make a context") }
    let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    state.initialize(to: State(handle: handle, message: nil))
    _ = GEOSContext_setErrorMessageHandler_r(
      handle,
      { words, raw in
        guard let words, let raw else { return }
        raw.assumingMemoryBound(to: State.self).pointee.message = String(cString: words)
      },
      state
    )
    let failed = pthread_setspecific(key, state)
    precondition(failed == 0, "out of memory: no room for a thread-specific value")
    return ThreadContext(state: state)
  }
}
