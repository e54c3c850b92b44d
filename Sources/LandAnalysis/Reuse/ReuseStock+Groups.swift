import GEOS
import Geometry
import LandModel

extension ReuseStock {
  /// Lots that lie together and have one use, offered as one: every connected choice of a few of them, and all.
  ///
  /// Which of them a tenant is shown, ``ReuseMatcher`` decides: those of which no part alone is large enough. Lots
  /// with a reason against them whatever the tenant (seized, untitled, within a line that excludes) join none.
  func groups(_ lots: [ReuseCandidate]) throws -> [ReuseCandidate] {
    let gap = profile.value("contiguity.gap")
    let able = lots.indices.filter { lots[$0].shape != nil && lots[$0].standing.isEmpty }
    var neighbours = [[Int]](repeating: [], count: lots.count)
    for (place, i) in able.enumerated() {
      for j in able[(place + 1)...] where Self.haveOneUse(lots[i].facts.code, lots[j].facts.code) {
        guard let a = lots[i].shape, let b = lots[j].shape, a.box.expanded(by: gap).intersects(b.box),
          try a.isWithin(distance: gap, of: b)
        else { continue }
        neighbours[i].append(j)
        neighbours[j].append(i)
      }
    }
    return try SelectionProblem.components(of: able, neighbours).filter { $0.count > 1 }.flatMap { component in
      try Self.choices(component, neighbours).map { try group($0.map { lots[$0] }) }
    }
  }

  /// Uses are one where the class is (1001: industry of any grade); an unknown use may be any.
  private static func haveOneUse(_ a: String?, _ b: String?) -> Bool {
    guard let a, let b else { return true }
    return a.prefix(4) == b.prefix(4)
  }

  /// Connected choices of two lots and more: of up to four lots in a component of a dozen, fewer in a larger one, whose
  /// choices would be thousands; and the whole component.
  static func choices(_ component: [Int], _ neighbours: [[Int]]) -> [[Int]] {
    let most = component.count <= 12 ? 4 : component.count <= 40 ? 3 : 2
    var found: Set<[Int]> = []
    var last: Set<[Int]> = Set(component.map { [$0] })
    for _ in 2...most {
      var next: Set<[Int]> = []
      for choice in last {
        for lot in choice {
          for other in neighbours[lot] where !choice.contains(other) { next.insert((choice + [other]).sorted()) }
        }
      }
      found.formUnion(next)
      last = next
    }
    found.insert(component.sorted())
    return found.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count }
  }

  /// What is unknown of one lot is unknown of all together.
  private func group(_ own: [ReuseCandidate]) throws -> ReuseCandidate {
    func all<Value>(_ value: (ReuseCandidate.Facts) -> Value?) -> [Value]? {
      let values = own.compactMap { value($0.facts) }
      return values.count == own.count ? values : nil
    }
    var facts = ReuseCandidate.Facts()
    facts.land = all(\.land)?.reduce(0, +)
    facts.restricted = own.reduce(0) { $0 + $1.facts.restricted }
    facts.contiguous = facts.land
    facts.built = 0
    facts.isTitled = all(\.isTitled).map { !$0.contains(false) }
    facts.isMortgaged = own.contains { $0.facts.isMortgaged == true } ? true : all(\.isMortgaged).map { _ in false }
    // The strictest lot decides what may come, and the lowest ratio what may be built.
    facts.code = all(\.code)?.min()
    facts.maximumPlotRatio = all(\.maximumPlotRatio)?.min()
    facts.askingPrice = all(\.askingPrice)?.reduce(0, +)
    let shape = try Shape.union(of: own.compactMap(\.shape))
    facts.way = try network?.way(from: shape)
    return ReuseCandidate(
      kind: .lots,
      label: own.map(\.label).joined(separator: "+"),
      members: own.map(\.label),
      owner: Set(own.compactMap(\.owner)).sorted().joined(separator: "、"),
      shape: shape,
      facts: facts,
      standing: []
    )
  }
}
