/// Which side of the directed line a → b the point p lies on: positive to the left, negative to the right, zero
/// exactly on it. The sign is exact for all finite input whose products neither overflow nor underflow.
///
/// A floating-point filter decides almost every call; what it cannot decide is summed as an expansion
/// (J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates, 1997).
@inlinable
public func orientation(
  ax: Double,
  ay: Double,
  bx: Double,
  by: Double,
  px: Double,
  py: Double
) -> Double {
  let left = (ax - px) * (by - py)
  let right = (ay - py) * (bx - px)
  let determinant = left - right
  // (3 + 16 ε) ε with ε = 2^-53, times the sum of the two products' sizes.
  let bound = 3.330_669_073_875_471_6e-16 * (abs(left) + abs(right))
  if abs(determinant) > bound || bound == 0 { return determinant }
  return exactOrientation(ax: ax, ay: ay, bx: bx, by: by, px: px, py: py)
}

/// The determinant of ``orientation(ax:ay:bx:by:px:py:)`` as an exact expansion; its leading component is returned.
@usableFromInline
func exactOrientation(
  ax: Double,
  ay: Double,
  bx: Double,
  by: Double,
  px: Double,
  py: Double
) -> Double {
  let acx = exactDifference(ax, px)
  let acy = exactDifference(ay, py)
  let bcx = exactDifference(bx, px)
  let bcy = exactDifference(by, py)
  return withUnsafeTemporaryAllocation(of: Double.self, capacity: 16) { expansion in
    expansion.initialize(repeating: 0)
    var count = 0
    for (p, q, sign) in [(acx, bcy, 1.0), (acy, bcx, -1.0)] {
      for m in [p.high, p.low] {
        for n in [q.high, q.low] {
          let product = m * n
          let error = (-product).addingProduct(m, n)
          grow(expansion, &count, by: sign * error)
          grow(expansion, &count, by: sign * product)
        }
      }
    }
    for i in stride(from: count - 1, through: 0, by: -1) where expansion[i] != 0 { return expansion[i] }
    return 0
  }
}

/// Adds one number to an expansion of non-overlapping components, smallest first.
private func grow(_ expansion: UnsafeMutableBufferPointer<Double>, _ count: inout Int, by term: Double) {
  var carry = term
  for i in 0..<count {
    let sum = carry + expansion[i]
    let virtual = sum - carry
    expansion[i] = (carry - (sum - virtual)) + (expansion[i] - virtual)
    carry = sum
  }
  expansion[count] = carry
  count += 1
}

/// a − b as a rounded difference and what the rounding lost.
private func exactDifference(_ a: Double, _ b: Double) -> (high: Double, low: Double) {
  let high = a - b
  let virtual = a - high
  let back = high + virtual
  return (high, (a - back) + (virtual - b))
}
