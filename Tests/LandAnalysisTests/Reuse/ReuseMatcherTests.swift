import GEOS
import LandAnalysis
import LandModel
import TestSupport
import Testing

/// Gates and scores of candidates, worked out by hand.
@Suite struct ReuseMatcherTests {
  private func tenant(_ needs: String) throws -> Tenant {
    let yaml = "tenants:\n  - id: T\n    name: {zh: 试, en: Test}\n" + needs
    return try #require(try Tenant.parse(yaml, file: "t.yaml").first)
  }

  private func plant(_ label: String, _ change: (inout ReuseCandidate.Facts) -> Void) -> ReuseCandidate {
    var facts = ReuseCandidate.Facts()
    facts.land = 10_000
    facts.floor = 6_000
    facts.built = 6_000
    facts.maximumPlotRatio = 2
    facts.isTitled = true
    facts.isMortgaged = false
    change(&facts)
    return ReuseCandidate(
      kind: .plant,
      label: label,
      members: [label],
      owner: nil,
      shape: nil,
      facts: facts,
      standing: []
    )
  }

  private func match(_ needs: String, _ candidates: [ReuseCandidate]) throws -> [ReuseMatch] {
    ReuseMatcher(tenant: try tenant(needs), profile: try ReuseProfile.load()).match(candidates)
  }

  @Test func anExclusionSaysByHowMuch() throws {
    let found = try match("    floor_area: 8000\n    clear_height: 8\n", [plant("A") { $0.clearHeight = 6.5 }])
    let first = try #require(found.first)
    #expect(first.exclusions.map(\.gate) == [.floor, .height])
    #expect(first.exclusions.map(\.gap) == [2_000, 1.5])
  }

  /// Title 20 and headroom 5 × 0.7 of 25 known; building 20 with one of its two needs known counts half: 10 × 1.
  /// (20 + 3.5 + 10) / 35 = 95.714…; known 35 of 65 (title 20, building 20, access 10, contiguity 10, headroom 5).
  @Test func theUnknownLowersCompletenessOnly() throws {
    let found = try match("    floor_area: 6000\n    crane: 10\n", [plant("A") { _ in }])
    let first = try #require(found.first)
    #expect(first.exclusions.isEmpty)
    #expect(first.unknown == [.crane])
    #expect(abs((first.score ?? 0) - 100 * 33.5 / 35) < 1e-9)
    #expect(abs(first.completeness - 35.0 / 65) < 1e-9)
  }

  /// Full score up to half of the budget, none at the whole of it, a gate beyond; unknown is said and lowers completeness.
  @Test(arguments: [(2_000.0, 1.0), (2_500, 1), (3_750, 0.5), (5_000, 0)])
  func theBudgetCounts(_ price: Double, _ score: Double) throws {
    let found = try match("    budget: 5000\n", [plant("A") { $0.askingPrice = price }])
    let first = try #require(found.first)
    #expect(first.exclusions.isEmpty && first.unknown.isEmpty)
    let part = try #require(first.parts.first { $0.part == .price }?.score)
    #expect(abs(part - score) < 1e-12)
  }

  @Test func overBudgetOrWithoutAPrice() throws {
    let found = try match("    budget: 5000\n", [plant("A") { $0.askingPrice = 5_000.5 }, plant("B") { _ in }])
    #expect(found.map(\.candidate.label) == ["B", "A"])
    #expect(found[0].unknown == [.budget] && found[0].exclusions.isEmpty)
    #expect(found[1].exclusions.map(\.gate) == [.budget] && found[1].exclusions[0].gap == 0.5)
    // Title 20, headroom 5 of 55 with access, contiguity and price: less than half is known.
    #expect(!found[0].isKnownEnough)
  }

  /// A full score of little that is known does not stand before a fair score of much.
  @Test func littleKnownComesLast() throws {
    let known = plant("known") {
      $0.contiguous = 30_000
      $0.askingPrice = 4_000
    }
    let unknown = plant("unknown") { $0.maximumPlotRatio = nil }
    let found = try match("    budget: 5000\n", [unknown, known])
    #expect(found.map(\.candidate.label) == ["known", "unknown"])
    #expect((found[1].score ?? 0) > (found[0].score ?? 0))
    #expect(found[0].ranks == 1...1 && found[1].ranks == 2...2)
    for match in found {
      #expect(match.possible.contains(match.score ?? -1))
      #expect(abs(match.possible.upperBound - match.possible.lowerBound - 100 * (1 - match.completeness)) < 1e-9)
    }
  }

  @Test func theLeaseAndTheRestrictedLandCount() throws {
    let found = try match(
      "    land_area: 9500\n    earliest: 2022-06-01\n",
      [
        plant("A") {
          $0.restricted = 1_000
          $0.leaseUntil = CalendarDate("2024-03-30")
        }
      ]
    )
    let first = try #require(found.first)
    #expect(first.exclusions.map(\.gate) == [.land, .term])
    #expect(first.exclusions.first?.gap == 500)
  }

  @Test func moreOfAnythingNeverHurts() throws {
    var random = SeededRandom.announced("moreOfAnythingNeverHurts", fallback: 20_261_124)
    let needs = "    floor_area: 5000\n    clear_height: 8\n    crane: 10\n    power: 800\n"
    for _ in 0..<300 {
      let (floor, height) = (Double.random(in: 0...9_000, using: &random), Double.random(in: 3...12, using: &random))
      let (crane, power) = (Double.random(in: 0...20, using: &random), Double.random(in: 0...2_000, using: &random))
      func candidate(_ label: String, _ more: Double) -> ReuseCandidate {
        plant(label) {
          $0.floor = floor * more
          $0.clearHeight = height * more
          $0.crane = crane * more
          $0.power = power * more
        }
      }
      let found = try match(needs, [candidate("less", 1), candidate("more", 1.3)])
      let less = try #require(found.first { $0.candidate.label == "less" })
      let more = try #require(found.first { $0.candidate.label == "more" })
      #expect(more.exclusions.count <= less.exclusions.count)
      #expect((more.score ?? 0) >= (less.score ?? 0))
      #expect((0...1).contains(less.completeness) && (0...100).contains(less.score ?? -1))
      for match in found where match.exclusions.isEmpty { #expect(match.ranks.map { $0.lowerBound >= 1 } == true) }
    }
  }
}
