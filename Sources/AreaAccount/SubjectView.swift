internal import Geometry

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
