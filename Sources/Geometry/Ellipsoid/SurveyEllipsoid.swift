/// An ellipsoid with the constants that the national land survey prescribes for computing areas on it.
///
/// Source: 国土调查办发〔2008〕32号 (formulas, Xi'an 1980 constants); CGCS2000 constants as used for the third national
/// land survey with TD/T 1055-2019. They are data: a constant is written as published, not derived.
public struct SurveyEllipsoid: Sendable, Hashable {
  /// `CGCS2000` or `Xi'an 1980`. Equality and hash go by it alone.
  public let name: String
  /// Semi-major axis, metres.
  public let a: Double
  /// Semi-minor axis, metres.
  public let b: Double
  /// First eccentricity squared, (a² − b²) / a².
  public let e2: Double
  /// Second eccentricity squared, (a² − b²) / b².
  public let ep2: Double
  /// Polar radius of curvature a² / b, metres.
  public let c: Double
  /// a / (a − b), as published.
  public let inverseFlattening: Double
  /// K0…K4 of the footpoint latitude series.
  public let k: (k0: Double, k1: Double, k2: Double, k3: Double, k4: Double)

  /// China Geodetic Coordinate System 2000.
  public static let cgcs2000 = SurveyEllipsoid(
    name: "CGCS2000",
    a: 6_378_137,
    b: 6_356_752.314_140_36,
    e2: 0.006_694_380_022_90,
    ep2: 0.006_739_496_775_48,
    c: 6_399_593.625_86,
    inverseFlattening: 298.257_222_101,
    k: (
      1.570_487_611_441_59E-07, 5.052_501_788_205_67E-03, 2.984_729_009_565_87E-05, 2.416_266_692_300_84E-07,
      2.222_412_389_385_34E-09
    )
  )

  /// Xi'an 1980 (IAG 1975 ellipsoid).
  public static let xian1980: SurveyEllipsoid = {
    let a = 6_378_140.0
    let inverseFlattening = 298.257
    let b = a - a / inverseFlattening
    return SurveyEllipsoid(
      name: "Xi'an 1980",
      a: a,
      b: b,
      e2: (a * a - b * b) / (a * a),
      ep2: (a * a - b * b) / (b * b),
      c: a * a / b,
      inverseFlattening: inverseFlattening,
      k: (
        1.570_486_874_727_52E-07, 5.052_505_592_913_93E-03, 2.984_733_509_661_58E-05, 2.416_272_159_813_36E-07,
        2.222_419_094_612_73E-09
      )
    )
  }()

  public static func == (left: SurveyEllipsoid, right: SurveyEllipsoid) -> Bool { left.name == right.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension SurveyEllipsoid {
  /// A…E of the series for the area between the equator and a parallel, in powers of the *first* eccentricity.
  ///
  /// The pseudo-code printed in 32号 takes the second eccentricity, which makes every area too large by 1.5e-5; its
  /// text says the first.
  struct AreaSeries: Sendable {
    let a: Double
    let b: Double
    let c: Double
    let d: Double
    let e: Double

    init(e2: Double) {
      let e4 = e2 * e2
      let e6 = e4 * e2
      let e8 = e4 * e4
      a = 1 + 3.0 / 6 * e2 + 30.0 / 80 * e4 + 35.0 / 112 * e6 + 630.0 / 2304 * e8
      b = 1.0 / 6 * e2 + 15.0 / 80 * e4 + 21.0 / 112 * e6 + 420.0 / 2304 * e8
      c = 3.0 / 80 * e4 + 7.0 / 112 * e6 + 180.0 / 2304 * e8
      d = 1.0 / 112 * e6 + 45.0 / 2304 * e8
      e = 5.0 / 2304 * e8
    }
  }
}
