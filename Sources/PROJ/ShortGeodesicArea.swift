#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Area of rings of short geodesic edges (up to some hundred metres) within some ten kilometres, many times faster than
/// a general geodesic routine and equal to it within its own rounding.
///
/// The area between an edge and the parallel φ₀ is ∫ (Q(φ) − Q(φ₀)) dλ with dQ/dφ = M N cos φ, which has the closed
/// form dQ/ds = b² / (1 − e² s²)² in s = sin φ. For a short edge the trapezoid rule needs one correction of third
/// order: the curvature of Q between the ends, and the geodesic's bow from the straight line in (λ, φ). The bow
/// follows from the equation of geodesics on a surface of revolution with parallel radius p = N cos φ,
/// d²φ/dλ² = −p sin φ / M − (2 M sin φ / p + M′ / M) (dφ/dλ)². What is left out is of fifth order: below 1e-9 m² for
/// an edge of 100 m.
package struct ShortGeodesicArea: Sendable {
  private let b2: Double
  private let e2: Double

  /// Radians that a ring's latitudes may lie from its first, and an edge may span.
  private static let reach = 0.005
  private static let longestEdge = 6e-5
  private static let radians = Double.pi / 180

  package init(_ ellipsoid: CRS.Ellipsoid) {
    let f = ellipsoid.flattening
    let b = ellipsoid.semiMajorAxis * (1 - f)
    b2 = b * b
    e2 = f * (2 - f)
  }

  /// Area in m² of the ring through the points (degrees; closing point or not), never negative; nil where an edge is
  /// too long, the ring too large or too near a pole for the series.
  package func area(longitude: UnsafeBufferPointer<Double>, latitude: UnsafeBufferPointer<Double>) -> Double? {
    guard longitude.count >= 3, abs(latitude[0]) < 80 else { return longitude.count < 3 ? 0 : nil }
    let origin = Origin(latitude: latitude[0] * Self.radians, e2: e2)
    var sum = 0.0
    var last = (l: 0.0, d: 0.0, q: 0.0)
    for i in 1...longitude.count {
      // Differences of degrees are exact for near points; the last edge closes the ring.
      let k = i == longitude.count ? 0 : i
      let l = (longitude[k] - longitude[0]) * Self.radians
      let d = (latitude[k] - latitude[0]) * Self.radians
      let dl = l - last.l
      let dd = d - last.d
      guard abs(d) < Self.reach, abs(dl) < 4 * Self.longestEdge, abs(dd) < Self.longestEdge else { return nil }
      let q = origin.q(at: d)
      let middle = (d + last.d) / 2
      let bow = dd * dd * (origin.alongMeridian + middle * origin.alongMeridianSlope)
      let arch = dl * dl * (origin.alongParallel + middle * origin.alongParallelSlope)
      sum += dl * ((q + last.q) / 2 + bow + arch)
      last = (l, d, q)
    }
    return abs(sum) * b2
  }

  /// What is the same for all edges of a ring, from the latitude of its first point. In units of b².
  private struct Origin {
    let sine: Double
    let cosine: Double
    /// Derivatives of Q by s = sin φ at the origin, over their factorials.
    let (q1, q2, q3, q4): (Double, Double, Double, Double)
    /// Factors of Δφ² and of Δλ² in the correction, and how they change with latitude.
    let (alongMeridian, alongMeridianSlope): (Double, Double)
    let (alongParallel, alongParallelSlope): (Double, Double)

    init(latitude: Double, e2: Double) {
      sine = sin(latitude)
      cosine = cos(latitude)
      let s2 = sine * sine
      let w = 1 - e2 * s2
      q1 = 1 / (w * w)
      q2 = 2 * e2 * sine / (w * w * w)
      q3 = (2 * e2 / (w * w * w) + 12 * e2 * e2 * s2 / (w * w * w * w)) / 3
      q4 = (3 + 8 * e2 * s2 / w) * e2 * e2 * sine / (w * w * w * w)
      let step = 1e-4
      let here = Self.corrections(sine, cosine, e2)
      let there = Self.corrections(sin(latitude + step), cos(latitude + step), e2)
      alongMeridian = here.meridian
      alongParallel = here.parallel
      alongMeridianSlope = (there.meridian - here.meridian) / step
      alongParallelSlope = (there.parallel - here.parallel) / step
    }

    /// Q at `d` radians north of the origin, less Q at the origin.
    @inline(__always)
    func q(at d: Double) -> Double {
      let d2 = d * d
      let sinD = d * (1 - d2 / 6 * (1 - d2 / 20))
      let oneLessCosD = d2 / 2 * (1 - d2 / 12 * (1 - d2 / 30))
      let ds = cosine * sinD - sine * oneLessCosD
      return ds * (q1 + ds * (q2 + ds * (q3 + ds * q4)))
    }

    private static func corrections(_ s: Double, _ c: Double, _ e2: Double) -> (meridian: Double, parallel: Double) {
      let w = 1 - e2 * s * s
      // f = dQ/dφ, and its derivative.
      let f = c / (w * w)
      let slope = -s / (w * w) + 4 * e2 * s * c * c / (w * w * w)
      // 2 M sin φ / p + M′ / M
      let turn = 2 * (1 - e2) * s / (c * w) + 3 * e2 * s * c / w
      return ((f * turn - slope) / 12, f * s * c * w / (1 - e2) / 12)
    }
  }
}
