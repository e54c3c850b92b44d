import AreaAccount
import Geometry
import TestSupport
import Testing

/// Small accounts whose answer is known by hand.
@Suite struct AccountTests {
  static func square(_ x: Double, _ y: Double, _ side: Double) -> Polygon {
    [Shapes.rectangle(x, y, x + side, y + side)]
  }

  /// Rows of a subject as class lists by layer and area.
  static func table(_ batch: AccountBatch, _ subject: Int) -> [[[Int32]]: Double] {
    var result: [[[Int32]]: Double] = [:]
    for row in batch.rows(of: subject) {
      result[(0..<batch.layerCount).map { batch.classes(row: row, layer: $0) }] = batch.areas[row]
    }
    return result
  }

  @Test func overlapOfOneClassCountsOnce() throws {
    let layer = Shapes.columns([[Self.square(0, 0, 4)], [Self.square(2, 2, 4)], [Self.square(3, 0, 2)]])
    let subject = Shapes.columns([[Self.square(0, 0, 10)]])
    let one = AccountEngine(overlays: [OverlayLayer(layer, classes: [0, 0, 0])])
    #expect(Self.table(try one.account(subject), 0) == [[[0]]: 30, [[]]: 70])
    let two = AccountEngine(overlays: [OverlayLayer(layer, classes: [0, 1, -1])])
    #expect(Self.table(try two.account(subject), 0) == [[[0]]: 12, [[0, 1]]: 4, [[1]]: 12, [[]]: 72])
    let each = AccountEngine(overlays: [OverlayLayer(layer, classes: [0, 1, -1])], mode: .each)
    #expect(Self.table(try each.account(subject), 0) == [[[0]]: 16, [[1]]: 16, [[]]: 72])
  }

  @Test func layersCombine() throws {
    let a = OverlayLayer(Shapes.columns([[Self.square(0, 0, 2)]]), classes: [0])
    let b = OverlayLayer(Shapes.columns([[Self.square(1, 0, 2)], [Self.square(1, 1, 1)]]), classes: [1, 0])
    let subject = Shapes.columns([[Self.square(0, 0, 4)], [Self.square(1.25, 1.25, 0.5)], [Self.square(20, 20, 1)]])
    let batch = try AccountEngine(overlays: [a, b]).account(subject)
    #expect(
      Self.table(batch, 0) == [[[0], [0, 1]]: 1, [[0], [1]]: 1, [[0], []]: 2, [[], [1]]: 2, [[], []]: 10]
    )
    #expect(Self.table(batch, 1) == [[[0], [0, 1]]: 0.25])
    #expect(Self.table(batch, 2) == [[[], []]: 1])
    // In order by layer and class, what is without a class last.
    let order = batch.rows(of: 0).map { row in (0..<2).map { batch.classes(row: row, layer: $0) } }
    #expect(order == [[[0], [0, 1]], [[0], [1]], [[0], []], [[], [1]], [[], []]])
    #expect(batch.closingErrors.allSatisfy { $0 == 0 })
    #expect(batch.subjectAreas == [16, 0.25, 1])
  }

  @Test func noLayersAndNoSubjects() throws {
    let subject = Shapes.columns([[Self.square(0, 0, 4)]])
    let bare = try AccountEngine(overlays: []).account(subject)
    #expect(bare.areas == [16])
    let empty = OverlayLayer(GeometryColumns(), classes: [])
    #expect(Self.table(try AccountEngine(overlays: [empty]).account(subject), 0) == [[[]]: 16])
    #expect(try AccountEngine(overlays: [empty]).account(GeometryColumns()).rowCount == 0)
  }

  @Test func holesAndPartsOfOneSubject() throws {
    let holed: Polygon = [Shapes.rectangle(0, 0, 10, 10), Shapes.rectangle(2, 2, 4, 4).reversed()]
    let touching: Polygon = [Shapes.rectangle(10, 0, 12, 10)]
    let subject = Shapes.columns([[holed, touching]])
    let layer = OverlayLayer(Shapes.columns([[Self.square(3, 3, 20)]]), classes: [0])
    let batch = try AccountEngine(overlays: [layer]).account(subject)
    // 7 × 7 without the 1 m² of the hole, and 2 × 7.
    let expected: [[[Int32]]: Double] = [[[0]]: 62, [[]]: 54]
    #expect(Self.table(batch, 0) == expected)
    #expect(batch.closingErrors == [0])
  }

  @Test func subjectsWithoutArea() throws {
    var builder = GeometryColumns.Builder()
    builder.addNull()
    Shapes.append([Self.square(0, 0, 1)], to: &builder)
    Shapes.append([[[SIMD2(0, 0), SIMD2(.nan, 0), SIMD2(1, 1)]]], to: &builder)
    Shapes.append([[[SIMD2(0, 0), SIMD2(1, 1), SIMD2(2, 2)]]], to: &builder)
    let columns = builder.finish()
    let layer = OverlayLayer(columns, classes: [0, 1, 2, 3])
    let batch = try AccountEngine(overlays: [layer]).account(columns)
    #expect(batch.rowOffsets == [0, 0, 1, 1, 1])
    #expect(Self.table(batch, 1) == [[[1]]: 1])
  }
}
