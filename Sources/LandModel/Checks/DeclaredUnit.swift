/// Which unit declared areas are in, told by their ratio to the measured ones.
public struct DeclaredUnit: Sendable, Hashable {
  /// The unit of most features; nil where no unit fits at least half of those that declare an area.
  public let unit: AreaUnit?
  /// Features whose ratio fits that unit.
  public let agreeing: Int
  /// Features with a declared and a measured area that are not zero.
  public let compared: Int
  /// Features whose ratio fits another unit, with it.
  public let others: [Other]
  /// Median of declared / measured in m².
  public let medianRatio: Double?

  /// A feature in another unit than most.
  public struct Other: Sendable, Hashable {
    /// Number of the feature, from 0.
    public let feature: Int
    /// The unit that its ratio to the measured area tells.
    public let unit: AreaUnit
  }

  /// A ratio fits a unit within a fifth: units are a factor of 15, 667 or 10000 apart, and honest areas differ by less
  /// than a hundredth.
  private static let tolerance = 0.2

  /// `declared` in the unknown unit, `measured` in m²; one of each for every feature.
  public static func infer(declared: [Double?], measured: [Double]) -> DeclaredUnit {
    var counted = Ratios()
    var units: [(feature: Int, unit: AreaUnit)] = []
    var ratios: [Double] = []
    for (feature, (declared, measured)) in zip(declared, measured).enumerated() {
      counted.add(declared: declared, measured: measured)
      guard let declared, declared > 0, measured > 0 else { continue }
      ratios.append(declared / measured)
      if let unit = unit(ofRatio: declared / measured) { units.append((feature, unit)) }
    }
    ratios.sort()
    let winner = counted.unit
    return DeclaredUnit(
      unit: winner,
      agreeing: counted.agreeing,
      compared: counted.compared,
      others: winner == nil
        ? [] : units.filter { $0.unit != winner }.map { Other(feature: $0.feature, unit: $0.unit) },
      medianRatio: ratios.isEmpty ? nil : ratios[ratios.count / 2]
    )
  }

  /// The unit whose declared figure is `ratio` times the measured m².
  static func unit(ofRatio ratio: Double) -> AreaUnit? {
    AreaUnit.allCases.first { unit in
      let expected = Double(Area.quantaPerSquareMetre) / Double(unit.quanta)
      return abs(ratio / expected - 1) <= tolerance
    }
  }

  /// The unit that a field's name states, in brackets or at its end: `面积亩`, `面积（公顷）`, `area_ha`, `YDMJ_m2`; nil where it
  /// states none.
  public static func unit(inName name: String) -> AreaUnit? { AreaFieldName.parts(name).unit }
}
