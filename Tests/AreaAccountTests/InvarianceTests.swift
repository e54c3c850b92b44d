import AreaAccount
import Geometry
import Synchronization
import TestSupport
import Testing

/// What may change nothing: threads and batches not a bit, the way a polygon is written not more than rounding.
@Suite struct InvarianceTests {
  /// A fabric of lots and two layers over it, at a national-grid coordinate.
  static func scene(_ name: String, seed: UInt64) -> (lots: GeometryColumns, layers: [OverlayLayer]) {
    var random = SeededRandom.announced(name, fallback: seed)
    let origin = origins[1]
    let lots = Shapes.mesh(60, 50, size: 20, at: origin, jitter: 0.3, &random)
    let layers = (0..<2).map { _ in
      let shapes = (0..<30).map { _ -> [Polygon] in
        let centre = origin + SIMD2(random.double(in: 0...1200), random.double(in: 0...1000))
        return [[Shapes.star(at: centre, vertices: 40, radius: 50...250, &random)]]
      }
      return OverlayLayer(Shapes.columns(shapes), classes: (0..<30).map { $0 % 4 })
    }
    return (Shapes.columns(lots.map { [[$0]] }), layers)
  }

  @Test func threadsChangeNoBit() throws {
    let (lots, layers) = Self.scene("threadsChangeNoBit", seed: 20_260_301)
    let engine = AccountEngine(overlays: layers)
    let one = try engine.account(lots, threads: 1)
    #expect(one.rowCount > lots.count)
    #expect(try engine.account(lots, threads: 2) == one)
    #expect(try engine.account(lots, threads: 7) == one)
  }

  @Test func batchesChangeNoBit() throws {
    let (lots, layers) = Self.scene("batchesChangeNoBit", seed: 20_260_302)
    let engine = AccountEngine(overlays: layers, mode: .each)
    let whole = try engine.account(lots)
    for range in [0..<1, 1..<700, 700..<2_999, 2_999..<3_000] {
      let part = try engine.account(lots, range: range)
      #expect(part.subjects == range)
      for subject in range {
        #expect(part.areas[part.rows(of: subject)] == whole.areas[whole.rows(of: subject)])
        #expect(AccountTests.table(part, subject) == AccountTests.table(whole, subject))
      }
    }
  }

  @Test func progressAndCancelling() throws {
    let (lots, layers) = Self.scene("progressAndCancelling", seed: 20_260_303)
    let engine = AccountEngine(overlays: layers)
    let done = Mutex(0)
    _ = try engine.account(lots, threads: 2, progress: { count in done.withLock { $0 += count } })
    #expect(done.withLock { $0 } == lots.count)
    let asked = Mutex(0)
    #expect(throws: CancellationError.self) {
      try engine.account(
        lots,
        threads: 2,
        isCancelled: {
          asked.withLock {
            $0 += 1
            return $0 > 2
          }
        }
      )
    }
    #expect(asked.withLock { $0 } < 6)
  }

  /// Layers in another order, rings from another vertex and the other way round, more vertices on the edges.
  @Test func writingChangesOnlyRounding() throws {
    var random = SeededRandom.announced("writingChangesOnlyRounding", fallback: 20_260_304)
    for k in 0..<60 {
      let origin = origins[k % 3]
      // On a grid of 2^-24 m, so that the middle of an edge is a number too and truly lies on it.
      let shapes = (0..<9).map { _ in
        randomPolygon(near: origin, &random).map { ring in ring.map { ($0 * 0x1p24).rounded(.toNearestOrEven) / 0x1p24 }
        }
      }
      func batch(_ change: (Ring) -> Ring, swapped: Bool = false) throws -> AccountBatch {
        let columns = shapes.map { polygon in Shapes.columns([[polygon.map(change)]]) }
        var layers = [1...4, 5...8].map { range in
          var all = GeometryColumns()
          for i in range { all.append(columns[i]) }
          return OverlayLayer(all, classes: [0, 1, 1, 2])
        }
        if swapped { layers.reverse() }
        return try AccountEngine(overlays: layers).account(columns[0], threads: 1)
      }
      let plain = AccountTests.table(try batch { $0 }, 0)
      let swapped = AccountTests.table(try batch({ $0 }, swapped: true), 0)
      expectSame(
        plain,
        Dictionary(uniqueKeysWithValues: swapped.map { ([$0.key[1], $0.key[0]], $0.value) }),
        "swapped \(k)"
      )
      expectSame(plain, AccountTests.table(try batch { $0.reversed() }, 0), "reversed \(k)")
      expectSame(plain, AccountTests.table(try batch { Array($0.dropFirst(2) + $0.prefix(2)) }, 0), "rotated \(k)")
      let halved: (Ring) -> Ring = { ring in
        ring.indices.flatMap { [ring[$0], (ring[$0] + ring[($0 + 1) % ring.count]) / 2] }
      }
      expectSame(plain, AccountTests.table(try batch(halved), 0), "halved \(k)")
    }
  }

  private func expectSame(_ a: [[[Int32]]: Double], _ b: [[[Int32]]: Double], _ name: String) {
    for key in Set(a.keys).union(b.keys) {
      #expect(abs((a[key] ?? 0) - (b[key] ?? 0)) < 1e-7, "\(name) \(key): \(a[key] ?? 0), \(b[key] ?? 0)")
    }
  }
}
