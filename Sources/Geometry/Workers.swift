internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How many threads work at once in this process. Results never depend on it: chunks are fixed by their size.
package enum Workers {
  private static let chosen = Atomic<Int>(0)

  /// As many as the machine runs at once, or the number that ``limit(to:)`` set.
  package static var count: Int {
    let limit = chosen.load(ordering: .relaxed)
    return limit > 0 ? limit : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Sets the number of threads for all work of this process that follows; nil: as many as the machine runs at once.
  package static func limit(to threads: Int?) {
    chosen.store(max(0, threads ?? 0), ordering: .relaxed)
  }
}
