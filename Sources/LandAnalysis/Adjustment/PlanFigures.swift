public import LandModel

/// What a version of a plan allows and provides, summed over its parcels.
public struct PlanFigures: Sendable {
  /// A sum of area times indicator, with the land for which there is none.
  public struct Weighted: Sendable {
    /// m² of floor or ground, from the lower and the upper ends of the figures of parcels with an upper end; a lower
    /// end left open counts as 0.
    public var lower = 0.0
    /// The same with the upper ends.
    public var upper = 0.0
    /// Land in m² with a figure, and its parcels.
    public var area = 0.0
    /// Parcels with a figure.
    public var count = 0
    /// Of these, land whose upper end is open, and the least that it asks for.
    public var openArea = 0.0
    /// m² of floor or ground, from their lower ends; not in ``lower``.
    public var openLower = 0.0
    /// Land for which the plan says that nothing is regulated.
    public var noneArea = 0.0
    /// Land whose text cannot be read, or is not believable.
    public var unknownArea = 0.0
    /// The texts that were not read or believed, each once.
    public var unknownTexts: Set<String> = []
    /// Land for which the source holds nothing.
    public var absentArea = 0.0
  }

  /// Σ area × plot ratio, m² of floor.
  public let capacity: Weighted?
  /// By the first-level class that the codes stand in (`10`, `M`); without a classification by their first two digits.
  public let capacityByUse: [String: Weighted]
  /// Σ area × density, m² of footprint.
  public let footprint: Weighted?
  /// Σ area × green ratio, m² of green within parcels.
  public let green: Weighted?
  /// Highest limit in m, and the land that has one.
  public let tallest: Double?
  /// m² of land with a limit of height.
  public let heightArea: Double
  /// Number of sites of each facility, with what they state of capacity.
  public let facilities: [String: (count: Int, capacities: [String: Double])]
  /// Land of town roads (城镇村道路用地, 1207 of the guide of 2023 or what the crosswalk takes there), m².
  public let roadArea: Double
  /// All parcels of the plan, m².
  public let area: Double

  private static let roads = CodeSelection(["1207"])

  /// Sums the indicators of a version.
  ///
  /// - Parameters:
  ///   - state: the version.
  ///   - classification: of its codes; nil: they are of none, and no land is known as roads.
  public init(_ state: PlanState, _ classification: LandUseClassification?) {
    area = state.areas.reduce(0, +)
    capacity = state.indicators[.plotRatio].map { Self.weigh($0, state, factor: 1, 0..<state.count) }
    footprint = state.indicators[.buildingDensity].map { Self.weigh($0, state, factor: 0.01, 0..<state.count) }
    green = state.indicators[.greenRatio].map { Self.weigh($0, state, factor: 0.01, 0..<state.count) }
    var byUse: [String: Weighted] = [:]
    if let ratios = state.indicators[.plotRatio] {
      var members: [String: [Int]] = [:]
      for (feature, code) in state.codes.enumerated() {
        guard let use = code.flatMap({ Self.firstLevel($0, classification) }) else { continue }
        members[use, default: []].append(feature)
      }
      for (use, features) in members {
        let sum = Self.weigh(ratios, state, factor: 1, features)
        if sum.count > 0 { byUse[use] = sum }
      }
    }
    capacityByUse = byUse
    let heights = state.indicators[.height]?.entries ?? []
    tallest = heights.compactMap { $0?.isDoubtful == false ? $0?.upper?.doubleValue : nil }.max()
    heightArea = heights.indices.reduce(0) { heights[$1]?.hasFigure == true ? $0 + state.areas[$1] : $0 }
    facilities = FacilityTally(names: state.facilities, capacities: state.capacities).entries.mapValues {
      ($0.count, $0.capacities)
    }
    roadArea = state.codes.indices.reduce(0) { sum, feature in
      guard let classification, let code = state.codes[feature], Self.roads.contains(code, in: classification) == .yes
      else { return sum }
      return sum + state.areas[feature]
    }
  }

  /// The first-level class of a code, else its first two digits; nil for words and codes of other places, which have neither.
  private static func firstLevel(_ code: String, _ classification: LandUseClassification?) -> String? {
    if let classification, let known = classification.match(code).landUseClass {
      return classification.firstLevel(of: known).code
    }
    let digits = code.prefix(2)
    return digits.count == 2 && digits.allSatisfy { $0.isASCII && $0.isNumber } ? String(digits) : nil
  }

  private static func weigh(
    _ column: IndicatorColumn,
    _ state: PlanState,
    factor: Double,
    _ features: some Sequence<Int>
  ) -> Weighted {
    var sum = Weighted()
    for feature in features {
      let area = state.areas[feature]
      guard let entry = column.entries[feature] else {
        sum.absentArea += area
        continue
      }
      if entry.indicator.isNone {
        sum.noneArea += area
      } else if !entry.hasFigure || entry.isDoubtful {
        sum.unknownArea += area
        sum.unknownTexts.insert(entry.indicator.written)
      } else {
        sum.count += 1
        sum.area += area
        let lower = area * (entry.lower?.doubleValue ?? 0) * factor
        if let upper = entry.upper {
          sum.lower += lower
          sum.upper += area * upper.doubleValue * factor
        } else {
          sum.openArea += area
          sum.openLower += lower
        }
      }
    }
    return sum
  }
}
