#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Gauss-Krüger projection (transverse Mercator, scale 1 on the central meridian) of longitude and latitude to the
/// plane, for layers in degrees that are to be measured as the land survey measures.
///
/// Krüger's series in the third flattening to order 4 (Krüger 1912; Karney 2011, eq. 35): error below 0.1 µm within
/// 4° of the central meridian.
public struct GaussKruger: Sendable {
  private let e: Double
  private let radius: Double
  private let alpha: (Double, Double, Double, Double)

  /// The projection of latitudes and longitudes on this ellipsoid, of which only `a` and the flattening are used.
  public init(_ ellipsoid: SurveyEllipsoid) {
    let f = 1 / ellipsoid.inverseFlattening
    let n = f / (2 - f)
    let n2 = n * n
    let n3 = n2 * n
    let n4 = n2 * n2
    e = (f * (2 - f)).squareRoot()
    radius = ellipsoid.a / (1 + n) * (1 + n2 / 4 + n4 / 64)
    alpha = (
      n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180,
      13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
      61 * n3 / 240 - 103 * n4 / 140,
      49561 * n4 / 161_280
    )
  }

  /// Easting (from the central meridian, without false easting) and northing in metres.
  ///
  /// - Parameters:
  ///   - longitude: degrees east of the central meridian.
  ///   - latitude: degrees.
  public func forward(longitude: Double, latitude: Double) -> (easting: Double, northing: Double) {
    let lambda = longitude * .pi / 180
    let phi = latitude * .pi / 180
    let sinPhi = sin(phi)
    let t = sinh(atanh(sinPhi) - e * atanh(e * sinPhi))
    let xi = atan2(t, cos(lambda))
    let eta = atanh(sin(lambda) / (1 + t * t).squareRoot())
    var east = eta
    var north = xi
    for (j, a) in [alpha.0, alpha.1, alpha.2, alpha.3].enumerated() {
      let m = Double(2 * (j + 1))
      east += a * cos(m * xi) * sinh(m * eta)
      north += a * sin(m * xi) * cosh(m * eta)
    }
    return (radius * east, radius * north)
  }
}
