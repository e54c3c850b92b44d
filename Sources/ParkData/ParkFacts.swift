/// The figures that shape the park, and where each comes from. "Report" is the published review of a park's year 2021
/// with its plan for 2022; its own figures are masked in part, and everything not stated there is invented.
enum ParkFacts {
  /// Easting and northing (EPSG:4546) of the local origin, in metres. Invented: some 50 km east of 111° E.
  static let origin = Vector(549_000, 2_690_000)
  static let crs = "EPSG:4546"
  /// Report, year reviewed.
  static let asOf = "2021-12-31"
  /// m² in a mu, exactly 10000/15.
  static let mu = 10_000.0 / 15
  /// Report, plan 3 (3): about 8,000 mu to be put together east of the new link road. Here 7,986 mu.
  static let integrationZone = 7_986 * mu
  /// Report, plan 3 (2): more than 10,000 mu east of the avenue. Here 10,386 mu.
  static let avenueTract = 10_386 * mu
  /// Report, 2021 (2): five lots listed.
  static let listedLots = 5
  /// Report, plan 3 (3): about 600,000 m² of idle land and plants. The text does not say how much is land and how much
  /// floor; the split is invented.
  static let idleLand = 396_000.0
  static let idleFloor = 204_000.0
}
