import Features

/// What an indicator measures, and the limits that tell ratios from percentages (`Resources/indicators.csv`).
public enum IndicatorQuantity: String, Sendable, CaseIterable {
  /// 容积率: floor area over site area, a ratio.
  case plotRatio = "plot-ratio"
  /// 建筑密度, 建蔽率: percent of the site.
  case buildingDensity = "building-density"
  /// 绿地率: percent of the site.
  case greenRatio = "green-ratio"
  /// 建筑限高, metres.
  case height

  /// The scale of canonical values.
  public var canonicalScale: Indicator.Scale {
    switch self {
    case .plotRatio: .ratio
    case .buildingDensity, .greenRatio: .percent
    case .height: .metre
    }
  }

  /// The fields that hold it: one for a value or range as written, or two for the ends.
  public var fields: (written: StandardField, lower: StandardField?, upper: StandardField?) {
    switch self {
    case .plotRatio: (.plotRatio, .plotRatioMin, .plotRatioMax)
    case .buildingDensity: (.buildingDensity, .buildingDensityMin, .buildingDensityMax)
    case .greenRatio: (.greenRatio, .greenRatioMin, .greenRatioMax)
    case .height: (.heightLimit, nil, nil)
    }
  }

  /// What values of the quantity may be.
  public struct Limits: Sendable {
    /// The largest believable ratio: bare numbers above it are percentages.
    public let largestRatio: FixedDecimal
    /// The smallest believable percentage but 0: bare numbers below it in a column of percentages are doubtful.
    public let smallestPercent: FixedDecimal
    /// The largest believable canonical value.
    public let largest: FixedDecimal
  }

  /// What values of the quantity may be. Throws a `DataError` where the program's table is damaged.
  public func limits() throws -> Limits {
    guard let limits = try Self.table.get()[self] else {
      throw DataError(
        .configuration,
        code: LandModelError.dataTable.rawValue,
        at: Place(file: "indicators.csv", feature: rawValue),
        found: "no row for this quantity",
        expected: "",
        advice: ""
      )
    }
    return limits
  }

  private static let table = Result {
    let records = try Records(Resources.text("indicators.csv"), file: "indicators.csv")
    var limits: [IndicatorQuantity: Limits] = [:]
    for record in records {
      let quantity = try record.value("quantity") { IndicatorQuantity(rawValue: $0) }
      limits[quantity] = Limits(
        largestRatio: try record.value("largest_ratio") { FixedDecimal($0) },
        smallestPercent: try record.value("smallest_percent") { FixedDecimal($0) },
        largest: try record.value("largest") { FixedDecimal($0) }
      )
    }
    return limits
  }
}
