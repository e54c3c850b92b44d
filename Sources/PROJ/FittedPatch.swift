#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Two polynomials of degree 5 over a square of the plane, through a transformation's own answers at 6 × 6 Chebyshev
/// nodes: longitude and latitude side by side.
struct FittedPatch: Sendable {
  private static let nodes = 6
  private let midX: Double
  private let midY: Double
  private let perHalf: Double
  /// The terms uⁱ vʲ with i + j ≤ 5, by i, then j.
  private let terms: [SIMD2<Double>]

  /// nil where the transformation has no image of a part of the square, or the fit misses it by more than `tolerance`
  /// (in units of the target) at one of the points that are tried between the nodes.
  init?(midX: Double, midY: Double, half: Double, tolerance: Double, _ transformation: Transformation) {
    self.midX = midX
    self.midY = midY
    perHalf = 1 / half
    let n = Self.nodes
    let nodes = (0..<n).map { -cos((Double($0) + 0.5) / Double(n) * .pi) }
    guard let values = Self.images(nodes, midX, midY, half, transformation),
      let centre = transformation.transform(x: midX, y: midY)
    else { return nil }
    // Less the centre's image, so that differences keep their digits.
    let origin = SIMD2(centre.x, centre.y)
    let chebyshev = Self.chebyshev(n)
    // Cut off in Chebyshev polynomials, where what is left out is as small as it gets, and only then as powers.
    var terms = [SIMD2<Double>](repeating: .zero, count: n * (n + 1) / 2)
    for p in 0..<n {
      for q in 0..<(n - p) {
        var sum = SIMD2<Double>.zero
        for a in 0..<n {
          let atA = Self.polynomial(chebyshev[p], nodes[a])
          for b in 0..<n { sum += (values[a * n + b] - origin) * (atA * Self.polynomial(chebyshev[q], nodes[b])) }
        }
        sum *= (p == 0 ? 1.0 : 2) * (q == 0 ? 1 : 2) / Double(n * n)
        for i in 0...p {
          // Powers of u before `i` have n, n − 1, … terms.
          let row = i * n - i * (i - 1) / 2
          for j in 0...q { terms[row + j] += sum * (chebyshev[p][i] * chebyshev[q][j]) }
        }
      }
    }
    terms[0] += origin
    self.terms = terms
    let tried = [-1, -0.55, 0.05, 0.62, 1]
    guard let images = Self.images(tried, midX, midY, half, transformation) else { return nil }
    var x = tried.flatMap { u in tried.map { _ in midX + u * half } }
    var y = tried.flatMap { _ in tried.map { v in midY + v * half } }
    x.withUnsafeMutableBufferPointer { x in y.withUnsafeMutableBufferPointer { y in transform(x: x, y: y) } }
    for k in images.indices {
      guard abs(x[k] - images[k].x) <= tolerance, abs(y[k] - images[k].y) <= tolerance else { return nil }
    }
  }

  /// Transforms points of the square in place.
  func transform(x: UnsafeMutableBufferPointer<Double>, y: UnsafeMutableBufferPointer<Double>) {
    terms.withUnsafeBufferPointer { t in
      for i in 0..<x.count {
        let u = SIMD2(repeating: (x[i] - midX) * perHalf)
        let v = SIMD2(repeating: (y[i] - midY) * perHalf)
        // Horner's scheme in v for each power of u, then in u; products and sums apart, the same on every machine.
        var image = t[20]
        image = image * u + (t[18] + v * t[19])
        image = image * u + Self.row(v, t[15], t[16], t[17])
        image = image * u + Self.row(v, t[11], t[12], t[13] + v * t[14])
        image = image * u + Self.row(v, t[6], t[7], Self.row(v, t[8], t[9], t[10]))
        image = image * u + Self.row(v, t[0], t[1], Self.row(v, t[2], t[3], t[4] + v * t[5]))
        x[i] = image.x
        y[i] = image.y
      }
    }
  }

  /// a + v (b + v c)
  @inline(__always)
  private static func row(
    _ v: SIMD2<Double>,
    _ a: SIMD2<Double>,
    _ b: SIMD2<Double>,
    _ c: SIMD2<Double>
  )
    -> SIMD2<Double>
  {
    let inner: SIMD2<Double> = b + v * c
    return a + v * inner
  }

  /// Images of the grid of places −1 … 1 on both axes, by x, then y.
  private static func images(
    _ places: [Double],
    _ midX: Double,
    _ midY: Double,
    _ half: Double,
    _ transformation: Transformation
  ) -> [SIMD2<Double>]? {
    var x = places.flatMap { u in places.map { _ in midX + u * half } }
    var y = places.flatMap { _ in places.map { v in midY + v * half } }
    guard transformation.transform(x: &x, y: &y).isEmpty else { return nil }
    return x.indices.map { SIMD2(x[$0], y[$0]) }
  }

  /// Coefficients of the Chebyshev polynomials of the first kind, degree by degree.
  private static func chebyshev(_ count: Int) -> [[Double]] {
    var result: [[Double]] = [[1], [0, 1]]
    while result.count < count {
      let (last, before) = (result[result.count - 1], result[result.count - 2])
      var next = [0] + last.map { 2 * $0 }
      for (power, c) in before.enumerated() { next[power] -= c }
      result.append(next)
    }
    return result
  }

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }
}
