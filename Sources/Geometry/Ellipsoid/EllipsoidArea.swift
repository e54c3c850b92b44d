#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The official routine for the area of a polygon on the ellipsoid (椭球面积), as the national land survey computes it
/// from Gauss-Krüger coordinates.
///
/// Source: 国土调查办发〔2008〕32号, with the rounding and densifying that survey software applies: vertices rounded to
/// 4 decimals; an edge longer than 70 m gets int(length / 70) equally spaced points on the *plane* line, rounded to
/// 6 decimals; every point is taken to latitude and longitude by the Gauss-Krüger inverse series and rounded to
/// 1e-6″; the trapezoids between the edges and a meridian are summed. Holes subtract by their role, whatever way
/// they run. Points are put on an edge from its western (else southern) end, so that two neighbours that share an
/// edge share its points.
///
/// Input: x = easting with false easting (and zone prefix) as ``init(_:falseEasting:falseNorthing:)`` says,
/// y = northing, metres. Output: m². The result does not depend on the central meridian.
public struct EllipsoidArea: Sendable {
  /// The ellipsoid that is measured on; the coordinates' datum must be on it.
  public let ellipsoid: SurveyEllipsoid
  /// Easting of the central meridian, metres, zone prefix included.
  public let falseEasting: Double
  /// Northing of the equator, metres; 0 in China's zones.
  public let falseNorthing: Double
  private let series: SurveyEllipsoid.AreaSeries
  /// Metres: an edge longer than this is densified.
  public static let densifyLength = 70.0
  /// Seconds of arc in a radian, as the routine states it.
  static let rho = 206_264.806_247_1

  /// - Parameters:
  ///   - ellipsoid: what to measure on.
  ///   - falseEasting: metres, zone prefix included: 500000, or 37500000 for zone 37.
  ///   - falseNorthing: metres.
  public init(_ ellipsoid: SurveyEllipsoid, falseEasting: Double, falseNorthing: Double = 0) {
    self.ellipsoid = ellipsoid
    self.falseEasting = falseEasting
    self.falseNorthing = falseNorthing
    series = SurveyEllipsoid.AreaSeries(e2: ellipsoid.e2)
  }

  /// Area of one ring in m², never negative, unrounded.
  ///
  /// - Parameters:
  ///   - range: the ring's vertices in `x` and `y`, the last equal to the first.
  ///   - x: eastings, metres.
  ///   - y: northings, metres.
  public func area(
    ofRing range: Range<Int>,
    x: UnsafeBufferPointer<Double>,
    y: UnsafeBufferPointer<Double>
  ) -> Double {
    guard range.count >= 4 else { return 0 }
    var ringSum = RingSum(first: place(x[range.lowerBound], y[range.lowerBound]))
    var px = EllipsoidArea.rounded4(x[range.lowerBound])
    var py = EllipsoidArea.rounded4(y[range.lowerBound])
    for i in (range.lowerBound + 1)..<range.upperBound {
      let qx = EllipsoidArea.rounded4(x[i])
      let qy = EllipsoidArea.rounded4(y[i])
      walk(fromX: px, fromY: py, toX: qx, toY: qy, into: &ringSum)
      px = qx
      py = qy
    }
    return abs(ringSum.sum) * 2 * ellipsoid.b * ellipsoid.b
  }

  /// Rounds half up to the 2 decimals in which the survey keeps m².
  public static func rounded(_ area: Double) -> Double {
    (area * 100).rounded(.toNearestOrAwayFromZero) / 100
  }
}

extension EllipsoidArea {
  /// A point on the ellipsoid: latitude and longitude from the central meridian in 1e-6″ (whole numbers), and the
  /// cosine of the latitude.
  struct Place {
    var latitude: Double
    var longitude: Double
    var cosine: Double
  }

  /// Σ ΔL · bracket over the edges so far.
  struct RingSum {
    let originLongitude: Double
    var last: Place
    var sum = 0.0

    init(first: Place) {
      originLongitude = first.longitude
      last = first
    }
  }

  @inline(__always)
  static func rounded4(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }

  @inline(__always)
  static func rounded6(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

  /// Adds the edge to the sum, densified where it is long.
  @inline(__always)
  func walk(fromX px: Double, fromY py: Double, toX qx: Double, toY qy: Double, into ring: inout RingSum) {
    let dx = qx - px
    let dy = qy - py
    let length = (dx * dx + dy * dy).squareRoot()
    // No edge on Earth is longer than 1e8 m: wrong coordinates give a wrong area, not an endless loop.
    if length > EllipsoidArea.densifyLength, length < 1e8 {
      let points = Int(length / EllipsoidArea.densifyLength)
      let forward = px < qx || (px == qx && py < qy)
      let (ax, ay, bx, by) = forward ? (px, py, qx, qy) : (qx, qy, px, py)
      for k in 1...points {
        let t = Double(forward ? k : points + 1 - k) / Double(points + 1)
        let x = EllipsoidArea.rounded6(ax + (bx - ax) * t)
        let y = EllipsoidArea.rounded6(ay + (by - ay) * t)
        step(to: placeOfRounded(x, y), into: &ring)
      }
    }
    step(to: placeOfRounded(qx, qy), into: &ring)
  }

  func place(_ x: Double, _ y: Double) -> Place {
    placeOfRounded(EllipsoidArea.rounded4(x), EllipsoidArea.rounded4(y))
  }

  /// One edge: ΔL · [A sin(ΔB/2) cos Bm − B sin(3ΔB/2) cos 3Bm + C sin(5ΔB/2) cos 5Bm − …].
  ///
  /// Edges are short here (at most 70 m, 6e-6 rad), so sin(k·h) = k·h·(1 − (k·h)²/6) to the last bit, and the odd
  /// multiples' cosines follow from cos Bm.
  @inline(__always)
  func step(to next: Place, into ring: inout RingSum) {
    let toRadians = 1e-6 / EllipsoidArea.rho
    let h = (next.latitude - ring.last.latitude) * (toRadians / 2)
    let deltaL = ((ring.last.longitude + next.longitude) / 2 - ring.originLongitude) * toRadians
    let h2 = h * h
    // cos Bm = (cos B1 + cos B2) / (2 cos h)
    let c1 = (ring.last.cosine + next.cosine) * 0.5 * (1 + h2 / 2)
    let twoCos2 = 4 * c1 * c1 - 2
    let c3 = (twoCos2 - 1) * c1
    let c5 = twoCos2 * c3 - c1
    let c7 = twoCos2 * c5 - c3
    let c9 = twoCos2 * c7 - c5
    let s = h2 / 6
    let first = series.a * (1 - s) * c1 - 3 * series.b * (1 - 9 * s) * c3 + 5 * series.c * (1 - 25 * s) * c5
    let rest = 9 * series.e * (1 - 81 * s) * c9 - 7 * series.d * (1 - 49 * s) * c7
    ring.sum += deltaL * (h * (first + rest))
    ring.last = next
  }

  /// Inverse Gauss-Krüger by the series the routine prescribes.
  @inline(__always)
  func placeOfRounded(_ easting: Double, _ northing: Double) -> Place {
    let k = ellipsoid.k
    let e = k.k0 * (northing - falseNorthing)
    let sinE = sin(e)
    let cosE = cos(e)
    let s2 = sinE * sinE
    let toFoot = cosE * sinE * (k.k1 - s2 * (k.k2 - s2 * (k.k3 - s2 * k.k4)))
    let foot = e + toFoot
    let (sinFoot, cosFoot) = EllipsoidArea.turned(sinE, cosE, by: toFoot)

    let t = sinFoot / cosFoot
    let t2 = t * t
    let eta2 = ellipsoid.ep2 * cosFoot * cosFoot
    let v2 = 1 + eta2
    let u = (easting - falseEasting) * v2.squareRoot() / ellipsoid.c
    let u2 = u * u
    let down =
      v2 * t * u2
      * (0.5 - u2 * ((5 + 3 * t2 + eta2 - 9 * eta2 * t2) / 24 - u2 * (61 + 90 * t2 + 45 * t2 * t2) / 720))
    let across =
      u
      * (1 - u2
        * ((1 + 2 * t2 + eta2) / 6 - u2 * (5 + 28 * t2 + 24 * t2 * t2 + 6 * eta2 + 8 * eta2 * t2) / 120))
      / cosFoot

    let scale = EllipsoidArea.rho * 1e6
    let latitude = ((foot - down) * scale).rounded()
    let longitude = (across * scale).rounded()
    let (_, cosine) = EllipsoidArea.turned(sinFoot, cosFoot, by: latitude / scale - foot)
    return Place(latitude: latitude, longitude: longitude, cosine: cosine)
  }

  /// Sine and cosine of an angle turned by a small one (below 0.005 rad, where the next terms are below 1e-17).
  @inline(__always)
  static func turned(_ sine: Double, _ cosine: Double, by d: Double) -> (sine: Double, cosine: Double) {
    let d2 = d * d
    let sinD = d * (1 - d2 / 6 * (1 - d2 / 20 * (1 - d2 / 42)))
    let cosD = 1 - d2 / 2 * (1 - d2 / 12 * (1 - d2 / 30))
    return (sine * cosD + cosine * sinD, cosine * cosD - sine * sinD)
  }
}
