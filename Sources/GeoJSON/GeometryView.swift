import Geometry

/// A layer's columns as pointers, taken once for many features: no reference counting for each feature.
struct GeometryView {
  let xs: UnsafeBufferPointer<Double>
  let ys: UnsafeBufferPointer<Double>
  let ringOffsets: UnsafeBufferPointer<Int>
  let partOffsets: UnsafeBufferPointer<Int>
  let featureOffsets: UnsafeBufferPointer<Int>

  func parts(of feature: Int) -> Range<Int> { featureOffsets[feature]..<featureOffsets[feature + 1] }

  func rings(ofPart part: Int) -> Range<Int> { partOffsets[part]..<partOffsets[part + 1] }

  func rings(of feature: Int) -> Range<Int> {
    partOffsets[featureOffsets[feature]]..<partOffsets[featureOffsets[feature + 1]]
  }

  func vertices(ofRing ring: Int) -> Range<Int> { ringOffsets[ring]..<ringOffsets[ring + 1] }

  func vertices(of feature: Int) -> Range<Int> {
    let rings = rings(of: feature)
    return ringOffsets[rings.lowerBound]..<ringOffsets[rings.upperBound]
  }

  func box(of feature: Int) -> Box {
    var box = Box.empty
    for i in vertices(of: feature) { box.extend(x: xs[i], y: ys[i]) }
    return box
  }
}

extension GeometryColumns {
  /// Calls `body` with pointers that are valid until it returns.
  func withView<Result, Failure: Error>(
    _ body: (GeometryView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try x.withUnsafeBufferPointer { xs throws(Failure) in
      try y.withUnsafeBufferPointer { ys throws(Failure) in
        try ringOffsets.withUnsafeBufferPointer { rings throws(Failure) in
          try partOffsets.withUnsafeBufferPointer { parts throws(Failure) in
            try featureOffsets.withUnsafeBufferPointer { features throws(Failure) in
              try body(
                GeometryView(xs: xs, ys: ys, ringOffsets: rings, partOffsets: parts, featureOffsets: features)
              )
            }
          }
        }
      }
    }
  }
}
