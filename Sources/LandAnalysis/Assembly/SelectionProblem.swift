/// Choosing units that hang together, reach a target area, keep within limits and cost least.
public struct SelectionProblem: Sendable {
  /// m²; above 0.
  public var areas: [Double]
  /// Not negative.
  public var costs: [Double]
  /// Ascending, symmetric.
  public var neighbours: [[Int]]
  /// For each limit, what each unit takes of it; not negative.
  public var usage: [[Double]]
  /// The most of each limit that a selection may take, in the unit of ``usage``.
  public var limits: [Double]
  /// m² to be reached.
  public var target: Double

  /// A problem of as many units as areas. `usage` has an entry for each limit, with a figure for each unit.
  public init(
    areas: [Double],
    costs: [Double],
    neighbours: [[Int]],
    usage: [[Double]] = [],
    limits: [Double] = [],
    target: Double
  ) {
    self.areas = areas
    self.costs = costs
    self.neighbours = neighbours
    self.usage = usage
    self.limits = limits
    self.target = target
  }

  /// Groups of the units named that hang together, each ascending, in order of their first unit.
  public static func components(of units: [Int], _ neighbours: [[Int]]) -> [[Int]] {
    var open = Set(units)
    var result: [[Int]] = []
    for start in units where open.remove(start) != nil {
      var group = [start]
      var next = 0
      while next < group.count {
        for other in neighbours[group[next]] where open.remove(other) != nil { group.append(other) }
        next += 1
      }
      result.append(group.sorted())
    }
    return result
  }

  /// The selection's area, cost and use of each limit.
  public func totals(_ units: [Int]) -> (area: Double, cost: Double, usage: [Double]) {
    (
      units.reduce(0) { $0 + areas[$1] },
      units.reduce(0) { $0 + costs[$1] },
      usage.map { use in units.reduce(0) { $0 + use[$1] } }
    )
  }

  /// Limits are kept to a millionth: sums of areas carry rounding.
  public func keepsLimits(_ used: [Double]) -> Bool {
    zip(used, limits).allSatisfy { $0 <= $1 * (1 + 1e-9) + 1e-6 }
  }
}
