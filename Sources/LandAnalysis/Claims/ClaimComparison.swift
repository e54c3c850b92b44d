public import LandModel

/// A claim of the report beside the figure computed from the layers.
public struct ClaimComparison: Sendable {
  /// How a claim and the computed figure compare.
  public enum Verdict: String, Sendable {
    /// The computed figure is what the claim says: to the digit where exact, within the tolerance where approximate,
    /// not below it where it is a lower bound.
    case agrees
    /// The computed figure is not what the claim says.
    case differs
    /// The source masks the figure; the computed one stands alone.
    case masked
    /// No layer answers the claim.
    case notComputed = "not-computed"
    /// The claim gives one figure for land and floor area together: it is set beside both, and agrees with neither.
    case mixed
    /// A statement without a figure.
    case statement
  }

  /// What a claim is compared with.
  public enum Figure: Sendable {
    /// Land, or floor space where the claim is about that.
    case area(Area)
    /// Lots or other things.
    case count(Int)
    /// Yuan.
    case money(Double)
    /// Two ledgers that a claim gives one figure for; never added.
    case landAndFloor(Area, Area)
  }

  /// How an area was counted: what a plain sum of the features gives, and the land that they cover.
  public struct Counting: Sendable {
    /// Number of features.
    public var features: Int
    /// Sum of their areas, as if nothing overlapped.
    public var sum: Area
    /// Each square metre once.
    public var land: Area
    /// Of the land, what documents in force cover, where the features are documents: what the claim is compared with.
    public var inForce: Area?
    /// What documents cover that have lapsed, or came after the day.
    public var lapsed: Area? { inForce.flatMap { try? land - $0 } }
    /// What the sum counts more than once.
    public var twice: Area { (try? sum - land) ?? .zero(land.basis) }

    /// A counting without documents in force.
    public init(features: Int, sum: Area, land: Area) {
      self.features = features
      self.sum = sum
      self.land = land
    }
  }

  /// What the report says.
  public var claim: Claim
  /// What the layers give; nil where none answers.
  public var computed: Figure?
  /// How the two compare.
  public var verdict: Verdict
  /// Computed minus stated, in the claim's unit (lots, 亿元, or the unit of area); nil where the two cannot be compared.
  public var difference: Double?
  /// What may be missing or too much before the claim fails, in the claim's unit: the first below, the second above
  /// (nil: any amount more is what the claim says).
  public var allowed: (below: Double, above: Double?)?
  /// For areas of several features.
  public var counting: Counting?

  /// Compares a claim with the figure that the layers give.
  ///
  /// - Parameters:
  ///   - claim: what the report says.
  ///   - computed: what the layers give; nil where none answers.
  ///   - approximateShare: how far the land may be from an approximate figure, as a share of it (threshold
  ///     `claim.approximate`): "about 8,000 mu" is a figure to two digits at most.
  ///   - counting: how an area of several features was counted.
  public init(_ claim: Claim, computed: Figure?, approximateShare: Double, counting: Counting? = nil) {
    self.claim = claim
    self.computed = computed
    self.counting = counting
    verdict = .statement
    guard let quantity = claim.quantity else { return }
    if quantity.isMasked {
      verdict = .masked
    } else if case .landAndFloor = computed {
      verdict = .mixed
    } else if let stated = quantity.value?.doubleValue, let figure = Self.value(computed, in: quantity) {
      let slack = quantity.isApproximate || quantity.isLowerBound ? 0 : Self.precision(quantity)
      let tolerance = quantity.isApproximate && !quantity.isLowerBound ? approximateShare * stated : slack
      difference = figure - stated
      allowed = (tolerance, quantity.isLowerBound ? nil : tolerance)
      let isEnough = figure >= stated - tolerance
      verdict = isEnough && (quantity.isLowerBound || figure <= stated + tolerance) ? .agrees : .differs
    } else {
      verdict = .notComputed
    }
  }

  /// An exact area is exact to the last digit it states; a count to the lot.
  private static func precision(_ quantity: Claim.Quantity) -> Double {
    guard quantity.unit.areaUnit != nil, let value = quantity.value else { return 0 }
    let written = value.description
    let decimals = written.firstIndex(of: ".").map { written.distance(from: $0, to: written.endIndex) - 1 } ?? 0
    var half = 0.5
    for _ in 0..<decimals { half /= 10 }
    return half
  }

  /// The computed figure in the claim's unit.
  private static func value(_ computed: Figure?, in quantity: Claim.Quantity) -> Double? {
    switch computed {
    case .count(let count): quantity.kind == .count ? Double(count) : nil
    case .money(let yuan): quantity.unit == .hundredMillionYuan ? yuan / 1e8 : nil
    case .area(let area): quantity.unit.areaUnit.map { area.value(in: $0).doubleValue }
    case .landAndFloor, nil: nil
    }
  }
}
