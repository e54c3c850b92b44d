/// What a search for a selection found: the best, others that differ, how far the best can be from the least cost, or
/// why the target cannot be reached.
public struct SelectionSearch: Sendable {
  /// Units that hang together, reach the target and keep the limits.
  public struct Selection: Sendable {
    /// Ascending.
    public let units: [Int]
    /// m².
    public let area: Double
    /// In the unit of the problem's costs: yuan by the profile's weights, no estimate of a price.
    public let cost: Double
  }

  /// Why no selection is there.
  public enum Obstacle: Sendable, Hashable {
    /// All developable land together is less than the target. In m²: what there is.
    case land(Double)
    /// There is land enough, but no block of it is. In m²: the largest block.
    case blocks(largest: Double, all: Double)
    /// Within a limit no more can be reached. In m²: an upper bound on what can.
    case limit(QuotaKind, reachable: Double)
    /// Nothing was found within the limits, and nothing proves that there is nothing.
    case notFound
  }

  /// m² that were asked for.
  public let target: Double
  /// The best first; each shares less than ``overlap`` of its area with those before it.
  public private(set) var selections: [Selection] = []
  /// Nil where there is a selection.
  public private(set) var obstacle: Obstacle?
  /// No selection costs less.
  public private(set) var bound: Double

  /// Share of its area that an alternative may have in common with a better selection.
  public static let overlap = 0.7
  private static let seeds = 120
  private static let alternatives = 3

  /// How much dearer than the bound the best is, as a share of the bound; nil where nothing was found.
  public var gap: Double? {
    guard let best = selections.first, bound > 0, bound.isFinite else { return selections.isEmpty ? nil : 0 }
    return max(0, best.cost / bound - 1)
  }

  /// Searches for selections.
  ///
  /// - Parameters:
  ///   - problem: the units, their costs, limits and the target.
  ///   - limitKinds: what each limit of the problem limits, in order; as many as there are limits.
  public init(_ problem: SelectionProblem, limitKinds: [QuotaKind] = []) {
    target = problem.target
    let components = SelectionProblem.components(of: Array(problem.areas.indices), problem.neighbours)
    let bounds = components.map { SelectionBound(problem, within: $0) }
    bound = bounds.map(\.cost).min() ?? .infinity
    let able = zip(components, bounds).filter { $0.1.cost.isFinite }
    guard !able.isEmpty else {
      let sums = components.map { $0.reduce(0) { $0 + problem.areas[$1] } }
      let all = sums.reduce(0, +)
      obstacle = all < target ? .land(all) : .blocks(largest: sums.max() ?? 0, all: all)
      return
    }
    if let limit = Self.bindingLimit(problem, able.map(\.0)) {
      obstacle = .limit(limitKinds[limit.index], reachable: limit.reachable)
      return
    }
    choose(from: able.flatMap { Self.candidates(problem, $0.0, $0.1.charges) }, problem)
    if selections.isEmpty { obstacle = .notFound }
  }

  /// A limit that alone keeps every block below the target.
  private static func bindingLimit(
    _ problem: SelectionProblem,
    _ components: [[Int]]
  ) -> (index: Int, reachable: Double)? {
    for limit in problem.limits.indices {
      let reachable = components.map { SelectionBound.mostArea(problem, within: $0, limit: limit) }.max() ?? 0
      if reachable < problem.target * (1 - 1e-12) { return (limit, reachable) }
    }
    return nil
  }

  /// Selections that keep the limits, grown within one block from seeds all over it, at several weights of the charges.
  private static func candidates(_ problem: SelectionProblem, _ units: [Int], _ charges: [Double]) -> [[Int]] {
    let stride = max(1, units.count / seeds)
    var found: Set<[Int]> = []
    for weight in problem.limits.isEmpty ? [0.0] : [0, 1, 2, 4, 8] {
      let growth = SelectionGrowth(problem: problem, charges: charges.map { ($0 + 1e-3) * weight })
      for position in Swift.stride(from: 0, to: units.count, by: stride) {
        guard let units = growth.grow(from: units[position]) else { continue }
        if problem.keepsLimits(problem.totals(units).usage) { found.insert(units) }
      }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private mutating func choose(from candidates: [[Int]], _ problem: SelectionProblem) {
    func selection(_ units: [Int]) -> Selection {
      let totals = problem.totals(units)
      return Selection(units: units, area: totals.area, cost: totals.cost)
    }
    let growth = SelectionGrowth(problem: problem, charges: problem.limits.map { _ in 0 })
    var ranked = candidates.map { selection($0) }.sorted { $0.cost < $1.cost }
    let better = ranked.prefix(Self.alternatives).map { selection(growth.improved($0.units)) }
      .filter { problem.keepsLimits(problem.totals($0.units).usage) }
    ranked = (better + ranked).sorted {
      $0.cost == $1.cost ? $0.units.lexicographicallyPrecedes($1.units) : $0.cost < $1.cost
    }
    for candidate in ranked where selections.count < Self.alternatives {
      let isNew = selections.allSatisfy { other in
        let common = Set(candidate.units).intersection(other.units).reduce(0) { $0 + problem.areas[$1] }
        return common <= Self.overlap * candidate.area
      }
      if isNew { selections.append(candidate) }
    }
  }
}
