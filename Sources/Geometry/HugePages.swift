#if canImport(Glibc)
  internal import Glibc
#endif

/// Large arrays on few, large pages.
enum HugePages {
  /// The size of a large page; what is smaller than two of them gains nothing.
  private static let size: UInt = 1 << 21

  /// Asks the system to back the room of an array, which is about to be filled, by large pages: then there is a fault for every
  /// two megabytes and not for every four kilobytes, which cost as much as the values. It is advice, and changes no value.
  static func back<Element>(_ array: inout [Element]) {
    #if canImport(Glibc)
      let length = UInt(array.capacity * MemoryLayout<Element>.stride)
      guard length >= 2 * size else { return }
      array.withUnsafeMutableBytes { bytes in
        let base = UInt(bitPattern: bytes.baseAddress)
        let start = (base + size - 1) & ~(size - 1)
        let end = (base + length) & ~(size - 1)
        guard base > 0, start < end, let first = UnsafeMutableRawPointer(bitPattern: start) else { return }
        _ = madvise(first, Int(end - start), MADV_HUGEPAGE)
      }
    #endif
  }
}
