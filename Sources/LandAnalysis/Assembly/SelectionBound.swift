/// Lower bounds on what a selection costs, by Lagrangian relaxation: units may be taken in part and need not hang
/// together, and going over a limit is charged instead of forbidden. Whatever the charge, no selection that keeps the
/// rules costs less; the charge is driven to where the bound is highest (subgradient method, Held and Karp 1971).
struct SelectionBound {
  /// No selection within the units costs less; infinite where the units cannot reach the target at all.
  private(set) var cost: Double
  /// Charge for each limit, a unit of cost a m², where the bound was highest.
  private(set) var charges: [Double]

  private static let rounds = 200

  init(_ problem: SelectionProblem, within units: [Int]) {
    charges = problem.limits.map { _ in 0 }
    cost = -.infinity
    guard units.reduce(0, { $0 + problem.areas[$1] }) >= problem.target else {
      cost = .infinity
      return
    }
    var trial = charges
    var scale = 2.0
    var since = 0
    for _ in 0..<(problem.limits.isEmpty ? 1 : Self.rounds) {
      let point = Self.relaxed(problem, units, trial)
      if point.bound > cost {
        cost = point.bound
        charges = trial
        since = 0
      } else {
        since += 1
      }
      if since == 10 {
        scale /= 2
        since = 0
      }
      let excess = zip(point.usage, problem.limits).map { $0 - $1 }
      let norm = excess.reduce(0) { $0 + $1 * $1 }
      guard norm > 0 else { break }
      // Polyak's step, with the cost of all units as the guess of what is to be reached.
      let step = scale * max(abs(point.bound), 1) * 0.1 / norm
      trial = zip(trial, excess).map { max(0, $0 + step * $1) }
    }
  }

  /// The cheapest way to reach the target with units in part, at given charges.
  private static func relaxed(
    _ problem: SelectionProblem,
    _ units: [Int],
    _ charges: [Double]
  ) -> (bound: Double, usage: [Double]) {
    func price(_ unit: Int) -> Double {
      var sum = problem.costs[unit]
      for (limit, charge) in charges.enumerated() { sum += charge * problem.usage[limit][unit] }
      return sum
    }
    let order = ranked(units) { price($0) / problem.areas[$0] }
    var left = problem.target
    var bound = 0.0
    var usage = problem.limits.map { _ in 0.0 }
    for unit in order where left > 0 {
      let part = min(1, left / problem.areas[unit])
      bound += price(unit) * part
      for limit in usage.indices { usage[limit] += problem.usage[limit][unit] * part }
      left -= problem.areas[unit]
    }
    for (limit, charge) in charges.enumerated() { bound -= charge * problem.limits[limit] }
    return (bound, usage)
  }

  /// Units by rising rate, of equal ones the first first.
  private static func ranked(_ units: [Int], by rate: (Int) -> Double) -> [Int] {
    let rated: [(unit: Int, rate: Double)] = units.map { (unit: $0, rate: rate($0)) }
    return rated.sorted { a, b in a.rate == b.rate ? a.unit < b.unit : a.rate < b.rate }.map(\.unit)
  }

  /// The most area within one limit alone, units in part: an upper bound on what any selection reaches.
  static func mostArea(_ problem: SelectionProblem, within units: [Int], limit: Int) -> Double {
    let use = problem.usage[limit]
    let order = ranked(units) { use[$0] / problem.areas[$0] }
    var left = problem.limits[limit]
    var area = 0.0
    for unit in order {
      let need = use[unit]
      if need <= left {
        area += problem.areas[unit]
        left -= need
      } else {
        return area + problem.areas[unit] * left / need
      }
    }
    return area
  }
}
