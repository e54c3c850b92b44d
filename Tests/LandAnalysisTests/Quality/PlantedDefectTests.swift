import Features
import Geometry
import LandAnalysis
import TestSupport
import Testing

private let origins = [
  Corner(x: 0, y: 0), Corner(x: 500_000, y: 2_500_000), Corner(x: 38_500_000, y: 2_700_000),
]

@Suite struct CleanCoverageTests {
  @Test func cleanCoveragesHaveNoFindings() {
    var random = SeededRandom.announced("clean coverages", fallback: 77_001)
    for origin in origins {
      for digits in [nil, 3, 1] {
        let coverage = Coverage(size: 12, origin: origin, digits: digits, &random)
        var builder = GeometryColumns.Builder()
        for piece in coverage.pieces { builder.add([[piece]]) }
        let layer = builder.finish()
        let result = QualityCheck(layer).run()
        #expect(result.findings.isEmpty)
        #expect(result.minorGaps.count == 0 && result.minorOverlaps.count == 0)
        let area = (0..<layer.count).reduce(0) { $0 + layer.planeArea(of: $1) }
        #expect(abs(result.totalArea - area) <= 1e-9 * area)
      }
    }
  }

  @Test func aHoleFilledByAnotherFeatureIsNoGap() {
    var random = SeededRandom.announced("filled holes", fallback: 77_002)
    let coverage = Coverage(size: 4, origin: origins[1], digits: nil, splits: false, &random)
    var builder = GeometryColumns.Builder()
    for (cell, piece) in coverage.whole.sorted(by: { $0.key < $1.key }) {
      let hole = square(coverage.middle(cell % 4, cell / 4), half: 3)
      builder.add([[coverage.pieces[piece], hole]])
      if cell != 5 { builder.add([[hole]]) }
    }
    let result = QualityCheck(builder.finish()).run()
    #expect(result.findings.map(\.kind) == [.gap])
    #expect(abs((result.findings.first?.area ?? 0) - 36) < 1e-6)
    #expect(result.findings.first?.features.count == 1)
  }
}

/// Plants one defect of a kind in its own corner of a clean coverage, many times over.
private struct Planter {
  var builder = GeometryColumns.Builder()
  var ids: [String] = []
  var planted: [QualityFinding.Kind: Int] = [:]
  var random: SeededRandom

  mutating func add(_ parts: [[[Corner]]], id: String? = nil) {
    builder.add(parts)
    ids.append(id ?? "p\(ids.count)")
  }

  mutating func count(_ kind: QualityFinding.Kind) { planted[kind, default: 0] += 1 }

  /// The ring with an extra vertex in the middle of its longest edge, that vertex's index, and the direction out.
  func withMiddle(_ ring: [Corner]) -> (ring: [Corner], index: Int, outX: Double, outY: Double) {
    func length(_ k: Int) -> Double {
      let (a, b) = (ring[k], ring[(k + 1) % ring.count])
      return ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
    }
    let k = ring.indices.max { length($0) < length($1) } ?? 0
    let (a, b) = (ring[k], ring[(k + 1) % ring.count])
    var result = ring
    result.insert(Corner(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2), at: k + 1)
    return (result, k + 1, (b.y - a.y) / length(k), -(b.x - a.x) / length(k))
  }

  /// Adds a cell, with or without a defect. Cells next to it stay as they are.
  mutating func plant(_ kind: QualityFinding.Kind?, ring: [Corner], middle: Corner) {
    let (longer, at, outX, outY) = withMiddle(ring)
    switch kind {
    case .overlap:
      var bulged = longer
      bulged[at] = bulged[at].moved(2 * outX, 2 * outY)
      add([[bulged]])
    case .gap:
      if Bool.random(using: &random) {
        var dented = longer
        dented[at] = dented[at].moved(-2 * outX, -2 * outY)
        add([[dented]])
      } else {
        add([[ring, square(middle, half: 2)]])
      }
    case .missingVertices:
      // The vertex is here and not at the neighbour's.
      add([[longer]])
    case .nearVertices:
      var shifted = ring
      shifted[0] = shifted[0].moved(0.0003, -0.0002)
      add([[shifted]])
    case .duplicateGeometry:
      add([[ring]])
      add([[Array((ring[2...] + ring[..<2]).reversed())]])
    case .duplicateID:
      add([[ring]])
      let inner = square(middle, half: 2)
      ids[ids.count - 1] = "twice\(planted[.duplicateID] ?? 0)"
      builder.add([[inner]])
      ids.append("twice\(planted[.duplicateID] ?? 0)")
      // The inner square lies over its cell.
      count(.overlap)
    case .sliver:
      let strip = [middle.moved(0, -5), middle.moved(0.06, -5), middle.moved(0.06, 5), middle.moved(0, 5)]
      add([[ring, strip]])
      add([[strip]])
    case .tinyPart:
      let crumb = square(middle, half: 0.4)
      let rest = square(middle.moved(5, 0), half: 2)
      add([[ring, crumb, rest]])
      add([[crumb], [rest]])
      count(.multipart)
    case .invalid:
      var spiked = ring
      let corner = spiked[0]
      spiked.insert(contentsOf: [Corner(x: (corner.x + middle.x) / 2, y: (corner.y + middle.y) / 2), corner], at: 1)
      add([[spiked]])
    case .noArea:
      add([[ring]])
      builder.addNull()
      ids.append("p\(ids.count)")
    case .outsideScope, .multipart, nil:
      add([[ring]])
      return
    }
    if let kind { count(kind) }
  }
}

@Suite struct PlantedDefectTests {
  @Test func allPlantedDefectsAreFoundAndNoneInvented() {
    var random = SeededRandom.announced("planted defects", fallback: 77_003)
    let kinds = QualityFinding.Kind.allCases.filter { $0 != .outsideScope && $0 != .multipart }
    for origin in origins {
      let size = 41
      let coverage = Coverage(size: size, origin: origin, digits: nil, splits: false, &random)
      var planter = Planter(random: random)
      for j in 0..<size {
        for i in 0..<size {
          // Every fourth cell each way, off the rim: no defect touches another's neighbours.
          let isSite = i % 4 == 2 && j % 4 == 2 && i < size - 2 && j < size - 2
          let kind = isSite ? kinds[Int.random(in: kinds.indices, using: &planter.random)] : nil
          planter.plant(kind, ring: coverage.ring(i, j), middle: coverage.middle(i, j))
        }
      }
      random = planter.random
      var ids = Column(Field("id", .text))
      for id in planter.ids { ids.append(.text(id)) }
      let result = QualityCheck(planter.builder.finish(), ids: ids).run()
      for kind in QualityFinding.Kind.allCases {
        #expect(result.count(of: kind) == planter.planted[kind] ?? 0, "\(kind) at \(origin)")
      }
      #expect(result.evidence.count == result.findings.count)
      #expect(result.unrepaired.isEmpty)
    }
  }

  @Test func placesAndFeaturesOfFindings() throws {
    var builder = GeometryColumns.Builder()
    builder.add([[[Corner(x: 0, y: 0), Corner(x: 10, y: 0), Corner(x: 10, y: 10), Corner(x: 0, y: 10)]]])
    builder.add([[[Corner(x: 8, y: 0), Corner(x: 20, y: 0), Corner(x: 20, y: 10), Corner(x: 8, y: 10)]]])
    let result = QualityCheck(builder.finish()).run()
    let overlap = try #require(result.findings.first)
    #expect(overlap.kind == .overlap)
    #expect(overlap.features == [0, 1])
    #expect(overlap.area == 20)
    #expect(overlap.width == 40.0 / 24.0)
    #expect(overlap.x == 9 && overlap.y == 5)
    #expect(result.evidence.planeArea(of: 0) == 20)
    #expect(result.countedTwice == 20 && result.totalArea == 220)
    #expect(result.hasDefects)
  }

  @Test func scopeGivesGapsAndLandOutside() {
    var builder = GeometryColumns.Builder()
    builder.add([[[Corner(x: 0, y: 0), Corner(x: 6, y: 0), Corner(x: 6, y: 10), Corner(x: 0, y: 10)]]])
    builder.add([[[Corner(x: 6, y: 0), Corner(x: 12, y: 0), Corner(x: 12, y: 5), Corner(x: 6, y: 5)]]])
    var scope = GeometryColumns.Builder()
    scope.add([[[Corner(x: 0, y: 0), Corner(x: 10, y: 0), Corner(x: 10, y: 10), Corner(x: 0, y: 10)]]])
    let result = QualityCheck(builder.finish(), scope: scope.finish()).run()
    #expect(result.count(of: .gap) == 1)
    #expect(result.count(of: .outsideScope) == 1)
    #expect(result.findings.first { $0.kind == .gap }?.area == 20)
    #expect(result.findings.first { $0.kind == .outsideScope }?.area == 10)
    // The first feature's right side has no vertex where the second ends.
    #expect(result.count(of: .missingVertices) == 1)
    #expect(result.findings.count == 3)
  }
}
