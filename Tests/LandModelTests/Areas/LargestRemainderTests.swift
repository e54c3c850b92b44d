import Geometry
import LandModel
import TestSupport
import Testing

@Suite("Tables whose rows sum to their total")
struct LargestRemainderTests {
  private func areas(_ values: [Double], _ basis: AreaBasis = .plane) throws -> [Area] {
    try values.map { try Area(squareMetres: $0, basis: basis) }
  }

  @Test("Three thirds of a square metre")
  func thirds() throws {
    let rows = try areas([1.0 / 3, 1.0 / 3, 1.0 / 3])
    let table = try LargestRemainder.round(rows, basis: .plane, in: .squareMetre)
    #expect(table.rows.map(\.description) == ["0.34", "0.33", "0.33"])
    #expect(table.total.description == "1.00")
  }

  @Test("A row that needs no rounding stays")
  func exactRowsStay() throws {
    let rows = try areas([0, 2, 0.004, 0.004, 0.004])
    let table = try LargestRemainder.round(rows, basis: .plane, in: .squareMetre)
    #expect(table.rows.map(\.description) == ["0.00", "2.00", "0.01", "0.00", "0.00"])
  }

  @Test("A table without rows")
  func empty() throws {
    let table = try LargestRemainder.round([], basis: .ellipsoid, in: .mu)
    #expect(table.rows.isEmpty)
    #expect(table.total.description == "0.0000")
  }

  @Test("A row on another basis is refused")
  func mixed() throws {
    let rows = try areas([1]) + areas([1], .ellipsoid)
    #expect(throws: AreaBasisMismatch.self) { try LargestRemainder.round(rows, basis: .plane, in: .mu) }
  }

  @Test("Random tables close in every unit, on every basis, each figure a neighbour of the truth")
  func property() throws {
    var random = SeededRandom.announced("LargestRemainder.property", fallback: 20_211_231)
    for round in 0..<600 {
      let basis = AreaBasis.allCases[round % 3]
      let signed = round.isMultiple(of: 4)
      let rows = try (0..<Int.random(in: 1...60, using: &random)).map { _ in
        let scales: [Double] = [1e-3, 1, 1e3, 1e7, 1e11]
        let scale = scales.randomElement(using: &random) ?? 1
        let value = random.double(in: (signed ? -scale : 0)...scale)
        return try Area(squareMetres: value, basis: basis)
      }
      let total = try Area.sum(rows, basis: basis)
      for unit in AreaUnit.allCases {
        for decimals in [0, unit.decimals, 6] {
          let table = try LargestRemainder.round(rows, basis: basis, in: unit, decimals: decimals)
          #expect(table.total == total.value(in: unit, decimals: decimals))
          #expect(table.rows.reduce(FixedDecimal.zero, +) == table.total)
          let step = FixedDecimal(unscaled: 1, decimals: decimals)
          for (row, printed) in zip(rows, table.rows) {
            let printedArea = try #require(Area(printed, unit, basis: basis))
            let stepArea = try #require(Area(step, unit, basis: basis))
            #expect(try (printedArea - row).magnitude < stepArea)
          }
        }
      }
    }
  }

  @Test("Percentages sum to exactly 100")
  func percentages() throws {
    var random = SeededRandom.announced("LargestRemainder.percentages", fallback: 7)
    for _ in 0..<300 {
      let rows = try areas((0..<Int.random(in: 1...40, using: &random)).map { _ in random.double(in: 0...1e6) })
      let shares = try LargestRemainder.percentages(rows, basis: .plane)
      #expect(shares.reduce(FixedDecimal.zero, +) == FixedDecimal(100))
      #expect(shares.allSatisfy { $0 >= .zero })
    }
    #expect(try LargestRemainder.percentages(areas([0, 0]), basis: .plane).map(\.description) == ["0.00", "0.00"])
  }

  private func randomTree(depth: Int, _ random: inout SeededRandom) throws -> AreaTree {
    if depth == 0 || Int.random(in: 0..<4, using: &random) == 0 {
      return AreaTree(row: try Area(squareMetres: random.double(in: -10...1e6), basis: .ellipsoid))
    }
    var children: [AreaTree] = []
    for _ in 0..<Int.random(in: 1...7, using: &random) {
      children.append(try randomTree(depth: depth - 1, &random))
    }
    return try AreaTree(group: children, basis: .ellipsoid)
  }

  private func check(_ rounded: RoundedTree, against tree: AreaTree, _ unit: AreaUnit, decimals: Int? = nil) throws {
    #expect(rounded.children.count == tree.children.count)
    let printed = try #require(Area(rounded.value, unit, basis: .ellipsoid))
    let step = try #require(
      Area(FixedDecimal(unscaled: 1, decimals: decimals ?? unit.decimals), unit, basis: .ellipsoid)
    )
    #expect(try (printed - tree.total).magnitude < step)
    guard !rounded.children.isEmpty else { return }
    #expect(rounded.children.map(\.value).reduce(FixedDecimal.zero, +) == rounded.value)
    for (child, node) in zip(rounded.children, tree.children) {
      try check(child, against: node, unit, decimals: decimals)
    }
  }

  @Test("Groups within groups close at every level")
  func trees() throws {
    var random = SeededRandom.announced("LargestRemainder.trees", fallback: 99)
    for _ in 0..<200 {
      let tree = try randomTree(depth: 4, &random)
      for unit in AreaUnit.allCases { try check(LargestRemainder.round(tree, in: unit), against: tree, unit) }
    }
  }

  @Test("A later version closes, each figure a neighbour, and rows that did not change print as before where they can")
  func versions() throws {
    var random = SeededRandom.announced("LargestRemainder.versions", fallback: 20_261_127)
    var kept = 0
    for _ in 0..<400 {
      let count = Int.random(in: 2...30, using: &random)
      let before = (0..<count).map { _ in random.double(in: 0...90_000) }
      var after = before
      // Some land goes from one row to another: the totals stay equal.
      let moved = min(before[0], random.double(in: 0...50_000))
      after[0] -= moved
      after[1] += moved
      let trees = try [before, after].map { values in
        try AreaTree(group: try areas(values, .ellipsoid).map { AreaTree(row: $0) }, basis: .ellipsoid)
      }
      let first = LargestRemainder.round(trees[0], in: .hectare, decimals: 2)
      let later = LargestRemainder.round(trees[1], beside: (trees[0], first), in: .hectare, decimals: 2)
      try check(later, against: trees[1], .hectare, decimals: 2)
      // Two rows changed: at most what they cannot take falls on the others.
      let unlike = (2..<count).count { first.children[$0].value != later.children[$0].value }
      #expect(unlike <= 2)
      if unlike == 0 { kept += 1 }
      let same = LargestRemainder.round(trees[0], beside: (trees[0], first), in: .hectare, decimals: 2)
      #expect(same == first)
    }
    #expect(kept > 300)
  }

  /// The balance table of a real industrial plan (ha): its printed rows sum to its printed totals.
  @Test("A published balance table")
  func balance() throws {
    let hectares = [71.65, 300.23, 39.67, 1.35, 3.99, 1.44, 1.36, 2.05, 4.20, 16.28]
    let town = try AreaTree(group: areas(hectares.map { $0 * 10_000 }).map { AreaTree(row: $0) }, basis: .plane)
    let whole = try AreaTree(group: [town, AreaTree(row: areas([14_600])[0])], basis: .plane)
    let rounded = LargestRemainder.round(whole, in: .hectare, decimals: 2)
    #expect(rounded.value.description == "443.68")
    #expect(rounded.children[0].value.description == "442.22")
    #expect(rounded.children[0].children.map(\.value.doubleValue) == hectares)
  }
}
