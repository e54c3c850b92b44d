import Features
import Foundation
import Geometry
import LandAnalysis
import LandModel
import TestSupport
import Testing

/// A ring without its closing point.
private typealias Ring = [(x: Double, y: Double)]

private func rectangle(_ x: Double, _ y: Double, _ w: Double, _ h: Double) -> Ring {
  [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
}

/// The ring begun elsewhere and, perhaps, the other way round.
private func turned(_ ring: Ring, _ random: inout SeededRandom) -> Ring {
  let start = Int.random(in: 0..<ring.count, using: &random)
  let moved = Array(ring[start...] + ring[..<start])
  return Bool.random(using: &random) ? moved.reversed() : moved
}

/// Lineage on random plans that are changed in known ways: the before-plan is a grid of lots, each lot of the after-plan
/// comes with its kind.
/// Ids are shuffled or absent, rings start anywhere and run either way.
@Suite("Lineage of random changes")
struct LineagePropertyTests {
  private static func layer(_ lots: [(ring: Ring, code: String)]) throws -> LoadedLayer {
    let features = lots.map { lot in
      let points = (lot.ring + [lot.ring[0]]).map { "[\($0.x + 550_000),\($0.y + 2_690_000)]" }.joined(separator: ",")
      return
        #"{"type":"Feature","properties":{"YDDM":"\#(lot.code)"},"geometry":{"type":"Polygon","coordinates":[[\#(points)]]}}"#
    }
    let text = #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("lineage-\(UUID().uuidString).geojson")
    try text.write(to: url, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: url) }
    var options = LoadOptions()
    options.crs = "EPSG:4546"
    return try SourceLoader(options: options).layer(url.path)
  }

  private static func compare(
    _ before: [(ring: Ring, code: String)],
    _ after: [(ring: Ring, code: String)]
  ) throws -> AdjustmentResult {
    func state(_ lots: [(ring: Ring, code: String)]) throws -> PlanState {
      let layer = try layer(lots)
      return try PlanState(
        layer,
        areas: (0..<layer.count).map { layer.layer.geometry.planeArea(of: $0) },
        basis: .plane
      )
    }
    return try AdjustmentResult(
      before: state(before),
      after: state(after),
      classification: LandUseCatalogue.embedded()[.guide2023],
      level: 3,
      profile: .named(AdjustmentProfile.defaultID)
    )
  }

  /// Lots of 100 m in pairs along rows, a street of 20 m between pairs; each pair has one change.
  private struct Plan {
    var before: [(ring: Ring, code: String)] = []
    var after: [(ring: Ring, code: String, kind: Lineage.Kind)] = []

    mutating func pair(_ x: Double, _ y: Double, _ random: inout SeededRandom) {
      let (left, right) = (rectangle(x, y, 100, 100), rectangle(x + 100, y, 100, 100))
      let code = ["100101", "100102", "110101"].randomElement(using: &random) ?? "100101"
      before += [(left, code), (right, code)]
      func add(_ rings: [Ring], _ kind: Lineage.Kind, _ codes: String? = nil) {
        for ring in rings { after.append((turned(ring, &random), codes ?? code, kind)) }
      }
      switch Int.random(in: 0..<8, using: &random) {
      case 0: add([left, right], .unchanged)
      case 1: add([left, right], .attributesChanged, "1401")
      case 2:
        let at = Double.random(in: 30...70, using: &random).rounded()
        add([rectangle(x, y, at, 100), rectangle(x + at, y, 100 - at, 100)], .split)
        add([right], .unchanged)
      case 3: add([rectangle(x, y, 200, 100)], .merged)
      case 4:
        // Slivers of redrawing: thinner than 0.1 m.
        let by = Double.random(in: 0.02...0.09, using: &random)
        add([rectangle(x, y, 100 + by, 100), rectangle(x + 100 + by, y, 100 - by, 100)], .redrawn)
      case 5:
        // Just thicker than a sliver, up to a real shift.
        let by = Double.random(in: 0.11...20, using: &random)
        add([rectangle(x, y, 100 + by, 100), rectangle(x + 100 + by, y, 100 - by, 100)], .boundaryAdjusted)
      case 6: add([rectangle(x, y, 200, 50), rectangle(x, y + 50, 200, 50)], .reshaped)
      default: add([left], .unchanged)
      }
    }
  }

  @Test("kinds are those that were planted, and all sums close")
  func planted() throws {
    var random = SeededRandom.announced("lineage of random changes", fallback: 20_261_126)
    for _ in 0..<20 {
      var plan = Plan()
      for row in 0..<6 {
        for column in 0..<6 { plan.pair(Double(column) * 220, Double(row) * 120, &random) }
      }
      let after = plan.after.shuffled(using: &random)
      let result = try Self.compare(plan.before.shuffled(using: &random), after.map { ($0.ring, $0.code) })
      for (number, record) in result.lineage.records.enumerated() where record.after != nil {
        #expect(record.kind == after[number].kind, "lot \(number) of seed \(random.seed)")
      }
      // Case 7 takes one lot of the pair away.
      let removed = result.lineage.records.filter { $0.kind == .removed }
      #expect(removed.allSatisfy { $0.area == 10_000 })
      let real = { (key: TransferMatrix.Key) in key != .outside && key != .overlap }
      let matrix = result.matrix
      let rows = try matrix.rows.filter(real).reduce(0.0) { $0 + (try matrix.total(row: $1)).squareMetres }
      let columns = try matrix.columns.filter(real).reduce(0.0) { $0 + (try matrix.total(column: $1)).squareMetres }
      #expect(abs(rows - result.before.areas.reduce(0, +)) < 1e-3)
      #expect(abs(columns - result.after.areas.reduce(0, +)) < 1e-3)
      #expect(abs(rows - columns - removed.reduce(0) { $0 + $1.area }) < 1e-3)
    }
  }

  @Test(
    "a sliver's thresholds on both sides",
    arguments: [
      (0.0995, Lineage.Kind.redrawn), (0.1006, .boundaryAdjusted),
    ]
  )
  func width(_ shift: Double, _ kind: Lineage.Kind) throws {
    // Mean width is 2A/P: 0.0994 and 0.1005 m for strips of 100 m.
    let before = [(rectangle(0, 0, 100, 100), "100101"), (rectangle(100, 0, 100, 100), "100101")]
    let after = [
      (rectangle(0, 0, 100 + shift, 100), "100101"), (rectangle(100 + shift, 0, 100 - shift, 100), "100101"),
    ]
    let result = try Self.compare(before, after)
    #expect(result.lineage.records.map(\.kind) == [kind, kind])
  }

  @Test(
    "below a square metre a piece is a sliver however wide",
    arguments: [
      (0.95, Lineage.Kind.redrawn), (1.05, .boundaryAdjusted),
    ]
  )
  func area(_ side: Double, _ kind: Lineage.Kind) throws {
    // A notch of side × side moves from the right lot to the left one.
    let left: Ring = [
      (0, 0), (100, 0), (100, 50), (100 + side, 50), (100 + side, 50 + side), (100, 50 + side), (100, 100), (0, 100),
    ]
    let right: Ring = [
      (100, 0), (200, 0), (200, 100), (100, 100), (100, 50 + side), (100 + side, 50 + side), (100 + side, 50),
      (100, 50),
    ]
    let before = [(rectangle(0, 0, 100, 100), "100101"), (rectangle(100, 0, 100, 100), "100101")]
    let result = try Self.compare(before, [(left, "100101"), (right, "100101")])
    #expect(result.lineage.records.map(\.kind) == [kind, kind])
  }
}
