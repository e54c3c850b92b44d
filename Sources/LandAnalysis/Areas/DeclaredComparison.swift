public import Geometry
public import LandModel

/// When a declared and a measured area agree: the difference is within `squareMetres` or `share` of the measured
/// area, whichever is larger. The default is rule R02 (max of 1 m² and 1 %).
public struct DeclaredTolerance: Sendable {
  /// Differences up to this many m² are tolerated.
  public var squareMetres: Double
  /// Differences up to this share of the measured area are too, 0 to 1.
  public var share: Double

  /// A tolerance of an area in m² and a fraction.
  public init(squareMetres: Double, share: Double) {
    self.squareMetres = squareMetres
    self.share = share
  }

  /// The thresholds `declared.area` and `declared.ratio` of a profile (the national one where none is given) as they
  /// hold on a day.
  public init(profile: ThresholdProfile?, on date: CalendarDate?) throws {
    let national = try ThresholdProfile.embedded().first { $0.id == ThresholdProfile.defaultID }
    // Without a day, what is in force with no end in sight.
    let day = date ?? CalendarDate(year: 9999, month: 12, day: 31)
    func value(_ key: String) -> Double {
      day.flatMap { (profile ?? national)?.threshold(key, on: $0) }?.value.doubleValue ?? 0
    }
    self.init(squareMetres: value("declared.area"), share: value("declared.ratio"))
  }
}

/// Declared against measured areas, feature by feature: how many agree, and those that do not.
public struct DeclaredComparison: Sendable {
  /// A feature whose declared area is off by more than the tolerance.
  public struct Difference: Sendable {
    /// How a person finds the feature.
    public var label: String
    /// The declared area, labelled with the basis of the comparison.
    public var declared: Area
    /// The measured area.
    public var measured: Area
    /// Declared minus measured.
    public var difference: Area
  }

  /// Basis of the measured areas, which the declared ones are taken to be on.
  public let basis: AreaBasis
  /// When two areas agree.
  public let tolerance: DeclaredTolerance
  /// Features whose declared area is within the tolerance.
  public private(set) var agreeing = 0
  /// Those whose area is not, in the order of the features.
  public private(set) var differences: [Difference] = []

  /// A comparison without features.
  public init(basis: AreaBasis, tolerance: DeclaredTolerance) {
    self.basis = basis
    self.tolerance = tolerance
  }

  mutating func add(label: @autoclosure () -> String, declared: Area, measured: Area) throws {
    let difference = try declared - measured
    let allowed = max(tolerance.squareMetres, tolerance.share * measured.squareMetres)
    if difference.magnitude.squareMetres <= allowed {
      agreeing += 1
    } else {
      differences.append(
        Difference(label: label(), declared: declared, measured: measured, difference: difference)
      )
    }
  }
}
