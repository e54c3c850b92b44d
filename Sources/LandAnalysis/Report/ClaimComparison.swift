import Geometry
public import LandModel

/// A claim of the report beside the figure computed from the layers.
public struct ClaimComparison: Sendable {
  public enum Verdict: String, Sendable {
    /// The computed figure is what the claim says: to the digit where exact, within the tolerance where approximate,
    /// not below it where it is a lower bound.
    case agrees
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
    case area(Area)
    case count(Int)
    /// Yuan.
    case money(Double)
    /// Two ledgers that a claim gives one figure for; never added.
    case landAndFloor(Area, Area)
  }

  public var claim: Claim
  public var computed: Figure?
  public var verdict: Verdict

  /// - Parameter approximateShare: how far the land may be from an approximate figure, as a share of it (threshold
  ///   `claim.approximate`): "about 8,000 mu" is a figure to two digits at most.
  public init(_ claim: Claim, computed: Figure?, approximateShare: Double) {
    self.claim = claim
    self.computed = computed
    verdict = Self.verdict(claim, computed, approximateShare)
  }

  private static func verdict(_ claim: Claim, _ computed: Figure?, _ approximateShare: Double) -> Verdict {
    guard let quantity = claim.quantity else { return .statement }
    if quantity.isMasked { return .masked }
    guard let stated = quantity.value, let computed else { return .notComputed }
    let figures: (stated: Double, computed: Double)
    switch computed {
    case .count(let count): figures = (stated.doubleValue, Double(count))
    case .money: return .notComputed
    case .landAndFloor: return .mixed
    case .area(let area):
      guard let claimed = quantity.area(labelled: area.basis) else { return .notComputed }
      figures = (claimed.squareMetres, area.squareMetres)
    }
    if quantity.isLowerBound { return figures.computed >= figures.stated ? .agrees : .differs }
    let allowed = quantity.isApproximate ? approximateShare * figures.stated : 0
    return abs(figures.computed - figures.stated) <= allowed ? .agrees : .differs
  }
}
