import AreaAccount
import Geometry
import TestSupport
import Testing

/// What the kernel relies on, and what else the module offers.
@Suite struct InputTests {
  @Test func findsWhatMovesArea() {
    let square: Ring = Shapes.rectangle(0, 0, 4, 4)
    let bowTie: Ring = [SIMD2(0, 0), SIMD2(4, 4), SIMD2(4, 0), SIMD2(0, 6)]
    let holeOutside: Polygon = [square, Shapes.rectangle(3, 1, 6, 2)]
    let spike: Polygon = [[SIMD2(0, 0), SIMD2(4, 0), SIMD2(4, 4), SIMD2(9, 4), SIMD2(0, 4)]]
    var builder = GeometryColumns.Builder()
    Shapes.append([[square, Shapes.rectangle(1, 1, 2, 2)]], to: &builder)
    Shapes.append([[bowTie]], to: &builder)
    Shapes.append([[square], [Shapes.rectangle(3, 3, 5, 5)]], to: &builder)
    Shapes.append([holeOutside], to: &builder)
    Shapes.append([spike], to: &builder)
    Shapes.append([[[SIMD2(0, 0), SIMD2(.infinity, 0), SIMD2(1, 1)]]], to: &builder)
    builder.addNull()
    let findings = AccountInput.findings(in: builder.finish())
    #expect(findings.map(\.feature) == [1, 2, 3, 5, 6])
    // The wings meet at (2.4, 2.4); the smaller one, of base 4, runs backwards.
    guard case .overlapsItself(let wing) = findings[0].defect else {
      Issue.record("\(findings[0])")
      return
    }
    #expect(abs(wing - 0.5 * 4 * 1.6) < 1e-12)
    #expect(findings[1].defect == .overlapsItself(area: 1))
    #expect(findings[2].defect == .overlapsItself(area: 2))
    #expect(findings[3].defect == .nonFinite)
    #expect(findings[4].defect == .notPolygon)
  }

  /// A subject that overlaps itself is counted once, and the closing error says how much that took.
  @Test func closingErrorTellsOfSelfOverlap() throws {
    let subject = Shapes.columns([[[Shapes.rectangle(0, 0, 4, 4)], [Shapes.rectangle(3, 3, 5, 5)]]])
    let layer = OverlayLayer(Shapes.columns([[[Shapes.rectangle(-1, 2, 9, 9)]]]), classes: [0])
    let batch = try AccountEngine(overlays: [layer]).account(subject)
    #expect(AccountTests.table(batch, 0) == [[[0]]: 11, [[]]: 8])
    #expect(batch.closingErrors == [-1])
  }

  @Test func smallRowsAreFoldedAndCounted() throws {
    let subject = Shapes.columns([[[Shapes.rectangle(0, 0, 10, 10)]]])
    let layer = OverlayLayer(Shapes.columns([[[Shapes.rectangle(9.999, 0, 20, 10)]]]), classes: [0])
    let exact = try AccountEngine(overlays: [layer]).account(subject)
    #expect(exact.rowCount == 2 && exact.foldedRows == 0)
    let folded = try AccountEngine(overlays: [layer], smallestRow: 0.5).account(subject)
    #expect(folded.rowCount == 1 && folded.foldedRows == 1)
    #expect(abs(folded.foldedArea - 0.01) < 1e-9)
    #expect(abs(folded.areas[0] - 100) < 1e-12)
  }

  @Test func otherBasesAreSharedInProportion() throws {
    let subject = Shapes.columns([[[Shapes.rectangle(0, 0, 4, 4)]]])
    let layer = OverlayLayer(
      Shapes.columns([[[Shapes.rectangle(0, 0, 1, 4)]], [[Shapes.rectangle(0, 0, 2, 4)]]]),
      classes: [0, 1]
    )
    let combined = try AccountEngine(overlays: [layer]).account(subject)
    #expect(combined.areas(sharing: [32]) == [8, 8, 16])
    let each = try AccountEngine(overlays: [layer], mode: .each).account(subject)
    #expect(each.areas(sharing: [32]) == [8, 16, 16])
  }

  /// Neighbours of one class are one area; their common edge is none of it.
  @Test func sharedEdgesOfOneClassVanish() throws {
    var random = SeededRandom.announced("sharedEdgesOfOneClassVanish", fallback: 20_260_401)
    let origin = origins[2]
    let lots = Shapes.mesh(30, 30, size: 20, at: origin, jitter: 0.3, &random)
    let layer = OverlayLayer(Shapes.columns(lots.map { [[$0]] }), classes: Array(repeating: 3, count: lots.count))
    let inner = Shapes.star(at: origin + SIMD2(300, 300), vertices: 500, radius: 20...250, &random)
    let batch = try AccountEngine(overlays: [layer]).account(Shapes.columns([[[inner]]]))
    #expect(batch.rowCount == 1)
    #expect(batch.classes(row: 0, layer: 0) == [3])
  }
}
