/// A datum of China's zone systems.
public enum ChineseDatum: String, Sendable, CaseIterable {
  /// Beijing 1954, on Krassowsky's ellipsoid.
  case beijing1954
  /// Xi'an 1980, on the ellipsoid IAG 1975.
  case xian1980
  /// New Beijing: the net of Xi'an 1980 on the ellipsoid of Beijing 1954.
  case newBeijing
  /// China Geodetic Coordinate System 2000, which equals WGS 84 within about a metre.
  case cgcs2000

  /// EPSG code of the geographic system.
  public var geographicEPSG: Int {
    switch self {
    case .beijing1954: 4214
    case .xian1980: 4610
    case .newBeijing: 4555
    case .cgcs2000: 4490
    }
  }
}

/// One Gauss-Krüger zone of China: datum, width, number, and whether eastings carry the zone number as a prefix
/// (37 550 200 instead of 550 200).
///
/// 3° zones 25–45 (central meridian 3·zone), 6° zones 13–23 (central meridian 6·zone − 3); false easting 500 000 m,
/// plus zone · 1 000 000 with prefix. The two ranges of zone numbers do not meet, so a prefix says the width.
public struct ChineseZone: Sendable, Hashable {
  /// Width of a zone; the raw value is in degrees of longitude.
  public enum Width: Int, Sendable, CaseIterable {
    /// 3°, zones 25 to 45.
    case three = 3
    /// 6°, zones 13 to 23.
    case six = 6

    /// Zones that China uses.
    public var zones: ClosedRange<Int> { self == .three ? 25...45 : 13...23 }
  }

  /// The datum.
  public let datum: ChineseDatum
  /// 3° or 6°.
  public let width: Width
  /// Number of the zone, within ``Width/zones``.
  public let zone: Int
  /// True where eastings begin with the zone's number.
  public let isPrefixed: Bool

  /// nil where China has no such zone.
  public init?(_ datum: ChineseDatum, width: Width, zone: Int, isPrefixed: Bool) {
    guard width.zones.contains(zone) else { return nil }
    self.datum = datum
    self.width = width
    self.zone = zone
    self.isPrefixed = isPrefixed
  }

  /// The zone by its prefix: 25–45 are 3° zones, 13–23 are 6° zones.
  public init?(_ datum: ChineseDatum, prefix: Int) {
    guard let width = Width.allCases.first(where: { $0.zones.contains(prefix) }) else { return nil }
    self.init(datum, width: width, zone: prefix, isPrefixed: true)
  }

  /// The zone with this central meridian in degrees (75, 78 … for 3°; 75, 81 … for 6°).
  public init?(_ datum: ChineseDatum, width: Width, centralMeridian: Int, isPrefixed: Bool) {
    let shifted = width == .three ? centralMeridian : centralMeridian + 3
    guard shifted % width.rawValue == 0 else { return nil }
    self.init(datum, width: width, zone: shifted / width.rawValue, isPrefixed: isPrefixed)
  }

  /// The zone that a longitude (degrees) lies in.
  public init?(_ datum: ChineseDatum, width: Width, longitude: Double, isPrefixed: Bool) {
    guard longitude > 0, longitude < 180 else { return nil }
    let zone = width == .three ? Int((longitude / 3).rounded()) : Int(longitude / 6) + 1
    self.init(datum, width: width, zone: zone, isPrefixed: isPrefixed)
  }

  /// Degrees.
  public var centralMeridian: Int { width == .three ? 3 * zone : 6 * zone - 3 }
  /// The zone's bounds in degrees, both included.
  public var longitudes: ClosedRange<Double> {
    let half = Double(width.rawValue) / 2
    return (Double(centralMeridian) - half)...(Double(centralMeridian) + half)
  }
  /// Metres.
  public var falseEasting: Double { 500_000 + (isPrefixed ? Double(zone) * 1_000_000 : 0) }
  /// The same zone with or without prefix.
  public func prefixed(_ isPrefixed: Bool) -> ChineseZone {
    ChineseZone(unchecked: datum, width, zone, isPrefixed)
  }

  /// The zone prefix that an easting carries, where it has one (1.3e7 to 4.6e7).
  public static func prefix(ofEasting easting: Double) -> Int? {
    guard easting >= 1.3e7, easting < 4.6e7 else { return nil }
    return Int(easting / 1e6)
  }

  private init(unchecked datum: ChineseDatum, _ width: Width, _ zone: Int, _ isPrefixed: Bool) {
    self.datum = datum
    self.width = width
    self.zone = zone
    self.isPrefixed = isPrefixed
  }
}

extension ChineseZone {
  /// A run of EPSG codes: consecutive zones have consecutive codes.
  private struct Run {
    let datum: ChineseDatum
    let width: Width
    let isPrefixed: Bool
    let zones: ClosedRange<Int>
    let firstCode: Int

    init(_ datum: ChineseDatum, _ width: Width, prefixed: Bool, _ zones: ClosedRange<Int>, from code: Int) {
      self.datum = datum
      self.width = width
      isPrefixed = prefixed
      self.zones = zones
      firstCode = code
    }

    var codes: ClosedRange<Int> { firstCode...(firstCode + zones.upperBound - zones.lowerBound) }
  }

  /// EPSG dataset as PROJ 9.1.1 has it; checked row by row in the tests. The last run is deprecated there (same
  /// definitions as 21453–21463) and only read.
  private static let runs: [Run] = [
    Run(.beijing1954, .three, prefixed: true, 25...45, from: 2401),
    Run(.beijing1954, .three, prefixed: false, 25...45, from: 2422),
    Run(.beijing1954, .six, prefixed: true, 13...23, from: 21413),
    Run(.beijing1954, .six, prefixed: false, 13...23, from: 21453),
    Run(.xian1980, .three, prefixed: true, 25...45, from: 2349),
    Run(.xian1980, .three, prefixed: false, 25...45, from: 2370),
    Run(.xian1980, .six, prefixed: true, 13...23, from: 2327),
    Run(.xian1980, .six, prefixed: false, 13...23, from: 2338),
    Run(.newBeijing, .three, prefixed: true, 25...29, from: 4652),
    Run(.newBeijing, .three, prefixed: true, 30...45, from: 4766),
    Run(.newBeijing, .three, prefixed: false, 25...43, from: 4782),
    Run(.newBeijing, .three, prefixed: false, 44...44, from: 4812),
    Run(.newBeijing, .three, prefixed: false, 45...45, from: 4822),
    Run(.newBeijing, .six, prefixed: true, 13...23, from: 4568),
    Run(.newBeijing, .six, prefixed: false, 13...23, from: 4579),
    Run(.cgcs2000, .three, prefixed: true, 25...45, from: 4513),
    Run(.cgcs2000, .three, prefixed: false, 25...45, from: 4534),
    Run(.cgcs2000, .six, prefixed: true, 13...23, from: 4491),
    Run(.cgcs2000, .six, prefixed: false, 13...23, from: 4502),
    Run(.beijing1954, .six, prefixed: false, 13...23, from: 21473),
  ]

  /// The zone of an EPSG code; nil for any other system.
  public init?(epsg: Int) {
    guard let run = ChineseZone.runs.first(where: { $0.codes.contains(epsg) }) else { return nil }
    let zone = run.zones.lowerBound + epsg - run.firstCode
    self.init(unchecked: run.datum, run.width, zone, run.isPrefixed)
  }

  /// The zone of `EPSG:n`.
  public init?(code: String) {
    guard code.hasPrefix("EPSG:"), let number = Int(code.dropFirst(5)) else { return nil }
    self.init(epsg: number)
  }

  /// The EPSG code; 0 never occurs, since every zone has one.
  public var epsg: Int {
    for run in ChineseZone.runs
    where run.datum == datum && run.width == width && run.isPrefixed == isPrefixed && run.zones.contains(zone) {
      return run.firstCode + zone - run.zones.lowerBound
    }
    return 0
  }

  /// `EPSG:4546`
  public var code: String { "EPSG:\(epsg)" }
}
