internal import Geometry

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The subjects' arrays as pointers, for the time of one call.
struct SubjectView {
  var x: UnsafePointer<Double>?
  var y: UnsafePointer<Double>?
  var rings: UnsafeBufferPointer<Int>
}

extension GeometryColumns {
  func withView<Result>(_ body: (SubjectView) throws -> Result) rethrows -> Result {
    try x.withUnsafeBufferPointer { x in
      try y.withUnsafeBufferPointer { y in
        try ringOffsets.withUnsafeBufferPointer { rings in
          try body(SubjectView(x: x.baseAddress, y: y.baseAddress, rings: rings))
        }
      }
    }
  }
}

/// How many threads the machine runs at once.
func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
