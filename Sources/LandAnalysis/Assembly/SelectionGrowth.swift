/// Finds good selections: grows one from each of many units, always by the neighbour that costs least a square metre,
/// then takes away what is not needed. No proof of the best; the bound says how far it can be.
struct SelectionGrowth {
  let problem: SelectionProblem
  /// Charge for each limit, added to the costs while growing.
  let charges: [Double]

  private func rate(_ unit: Int) -> Double {
    var sum = problem.costs[unit]
    for (limit, charge) in charges.enumerated() { sum += charge * problem.usage[limit][unit] }
    return sum / problem.areas[unit]
  }

  /// The selection grown from a unit, ascending; nil where the land around it does not reach the target.
  func grow(from seed: Int) -> [Int]? {
    var chosen: Set<Int> = [seed]
    var frontier = Set(problem.neighbours[seed])
    var area = problem.areas[seed]
    while area < problem.target {
      guard let next = frontier.min(by: { (rate($0), $0) < (rate($1), $1) }) else { return nil }
      frontier.remove(next)
      chosen.insert(next)
      area += problem.areas[next]
      for other in problem.neighbours[next] where !chosen.contains(other) { frontier.insert(other) }
    }
    return pruned(chosen)
  }

  /// Takes away units that the target does not need and that hold nothing together, the dearest first.
  func pruned(_ units: Set<Int>) -> [Int] {
    var chosen = units
    var slack = chosen.reduce(0) { $0 + problem.areas[$1] } - problem.target
    var dearest = chosen.sorted { (-problem.costs[$0], $0) < (-problem.costs[$1], $1) }
    var changed = true
    while changed {
      changed = false
      for unit in dearest where chosen.contains(unit) && problem.areas[unit] <= slack && chosen.count > 1 {
        chosen.remove(unit)
        if isConnected(chosen) {
          slack -= problem.areas[unit]
          changed = true
        } else {
          chosen.insert(unit)
        }
      }
      dearest = dearest.filter { chosen.contains($0) }
    }
    return chosen.sorted()
  }

  /// Exchanges: a neighbour in, then whatever is not needed out, as long as it gets cheaper.
  func improved(_ start: [Int]) -> [Int] {
    var best = start
    var cost = priced(best)
    for _ in 0..<50 {
      let inside = Set(best)
      let around = Set(best.flatMap { problem.neighbours[$0] }).subtracting(inside).sorted()
      var found: (units: [Int], cost: Double)?
      for unit in around {
        let trial = pruned(inside.union([unit]))
        let price = priced(trial)
        if price < (found?.cost ?? cost) * (1 - 1e-12) { found = (trial, price) }
      }
      guard let better = found, better.cost < cost else { break }
      best = better.units
      cost = better.cost
    }
    return best
  }

  private func priced(_ units: [Int]) -> Double {
    units.reduce(0) { $0 + rate($1) * problem.areas[$1] }
  }

  private func isConnected(_ units: Set<Int>) -> Bool {
    guard let start = units.min() else { return true }
    var seen: Set<Int> = [start]
    var stack = [start]
    while let unit = stack.popLast() {
      for other in problem.neighbours[unit] where units.contains(other) && seen.insert(other).inserted {
        stack.append(other)
      }
    }
    return seen.count == units.count
  }
}
