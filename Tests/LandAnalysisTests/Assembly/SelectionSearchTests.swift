import LandAnalysis
import TestSupport
import Testing

/// The search against every connected selection there is, on small random problems.
@Suite struct SelectionSearchTests {
  /// The least cost of all connected selections that keep the rules, by trying each; nil where there is none.
  private func cheapest(_ problem: SelectionProblem) -> Double? {
    let count = problem.areas.count
    var best: Double?
    for mask in 1..<(1 << count) {
      let units = (0..<count).filter { mask >> $0 & 1 == 1 }
      let totals = problem.totals(units)
      guard totals.area >= problem.target, problem.keepsLimits(totals.usage),
        SelectionProblem.components(of: units, problem.neighbours).count == 1
      else { continue }
      best = min(best ?? .infinity, totals.cost)
    }
    return best
  }

  private func random(_ random: inout SeededRandom, limits: Int) -> SelectionProblem {
    let count = 10
    let areas = (0..<count).map { _ in Double.random(in: 1...10, using: &random) }
    var neighbours: [[Int]] = Array(repeating: [], count: count)
    for a in 0..<count {
      for b in (a + 1)..<count where Double.random(in: 0...1, using: &random) < 0.25 {
        neighbours[a].append(b)
        neighbours[b].append(a)
      }
    }
    let usage = (0..<limits).map { _ in areas.map { $0 * Double.random(in: 0...1, using: &random) } }
    return SelectionProblem(
      areas: areas,
      costs: areas.map { $0 * Double.random(in: 1...5, using: &random) },
      neighbours: neighbours.map { $0.sorted() },
      usage: usage,
      limits: usage.map { $0.reduce(0, +) * Double.random(in: 0.2...0.8, using: &random) },
      target: areas.reduce(0, +) * Double.random(in: 0.2...0.6, using: &random)
    )
  }

  @Test func boundAndSelectionsEncloseTheCheapest() {
    var generator = SeededRandom.announced("boundAndSelectionsEncloseTheCheapest", fallback: 20_260_107)
    var found = 0
    var exact = 0
    for round in 0..<120 {
      let problem = random(&generator, limits: round % 3)
      let search = SelectionSearch(problem, limitKinds: Array(QuotaKind.allCases.prefix(round % 3)))
      let least = cheapest(problem)
      for selection in search.selections {
        let totals = problem.totals(selection.units)
        #expect(totals.area >= problem.target)
        #expect(problem.keepsLimits(totals.usage))
        #expect(SelectionProblem.components(of: selection.units, problem.neighbours).count == 1)
      }
      guard let least else {
        #expect(search.selections.isEmpty)
        #expect(search.obstacle != nil)
        continue
      }
      #expect(search.bound <= least * (1 + 1e-9))
      if case .land = search.obstacle { Issue.record("there is a selection") }
      if case .blocks = search.obstacle { Issue.record("there is a selection") }
      if case .limit = search.obstacle { Issue.record("there is a selection") }
      guard let best = search.selections.first else { continue }
      found += 1
      #expect(best.cost >= least * (1 - 1e-9))
      if best.cost <= least * 1.0001 { exact += 1 }
    }
    // The search proves nothing by itself; it should still find most, and most of them the cheapest.
    #expect(found > 60)
    #expect(exact * 2 > found)
  }

  @Test func saysWhatIsShort() {
    let apart = SelectionProblem(
      areas: [5, 4],
      costs: [1, 1],
      neighbours: [[], []],
      target: 8
    )
    #expect(SelectionSearch(apart).obstacle == .blocks(largest: 5, all: 9))
    var more = apart
    more.target = 10
    #expect(SelectionSearch(more).obstacle == .land(9))
    let limited = SelectionProblem(
      areas: [5, 5],
      costs: [1, 1],
      neighbours: [[1], [0]],
      usage: [[5, 0]],
      limits: [2],
      target: 8
    )
    #expect(SelectionSearch(limited, limitKinds: [.paddy]).obstacle == .limit(.paddy, reachable: 7))
  }

  @Test func alternativesDiffer() {
    // A row of ten units of one cost: selections of three that share little.
    let problem = SelectionProblem(
      areas: Array(repeating: 1, count: 10),
      costs: Array(repeating: 1, count: 10),
      neighbours: (0..<10).map { unit in [unit - 1, unit + 1].filter { (0..<10).contains($0) } },
      target: 3
    )
    let search = SelectionSearch(problem)
    #expect(search.selections.count == 3)
    #expect(search.gap == 0)
    for (index, selection) in search.selections.enumerated() {
      #expect(selection.units.count == 3)
      for other in search.selections.dropFirst(index + 1) {
        #expect(Set(selection.units).intersection(other.units).count <= 2)
      }
    }
  }
}
