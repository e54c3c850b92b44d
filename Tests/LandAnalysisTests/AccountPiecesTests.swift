import AreaAccount
import Features
import Foundation
import GEOS
import Geometry
import LandAnalysis
import TestSupport
import Testing

/// The shapes of an account's rows against its areas.
@Suite struct AccountPiecesTests {
  /// Star polygons round random centres: valid, with few to many corners, overlapping as they fall.
  private func stars(
    _ count: Int,
    _ radii: ClosedRange<Double>,
    _ origin: (x: Double, y: Double),
    _ random: inout SeededRandom
  ) -> GeometryColumns {
    var builder = GeometryColumns.Builder()
    for _ in 0..<count {
      let centre = (origin.x + random.double(in: 0...1000), origin.y + random.double(in: 0...1000))
      let corners = 5 + Int(random.double(in: 0...30))
      builder.beginFeature(.polygon)
      builder.beginPart()
      builder.beginRing()
      for corner in 0..<corners {
        let angle = 2 * Double.pi * Double(corner) / Double(corners)
        let radius = random.double(in: radii)
        builder.add(x: centre.0 + radius * cos(angle), y: centre.1 + radius * sin(angle))
      }
      builder.endRing()
      builder.endPart()
      builder.endFeature()
    }
    return builder.finish()
  }

  private func layer(_ geometry: GeometryColumns, classes: Int) -> Layer {
    var column = Column(Field("class", .text))
    for feature in 0..<geometry.count { column.append(.text("c\(feature % classes)")) }
    return Layer(
      name: "layer",
      geometry: geometry,
      table: AttributeTable(columns: [column], rowCount: geometry.count)
    )
  }

  @Test(arguments: AccountEngine.OverlapMode.allCases, [0.0, 1.0])
  func piecesHaveTheAreasOfTheAccount(mode: AccountEngine.OverlapMode, far: Double) throws {
    var random = SeededRandom.announced("pieces \(mode) \(far)", fallback: 20_261_123)
    let origin = (x: 5e5 * far, y: 2.5e6 * far)
    let subjects = stars(150, 20...60, origin, &random)
    let layers = [stars(40, 40...150, origin, &random), stars(25, 60...200, origin, &random)]
      .map { layer($0, classes: 4) }
    let account = LandAccount(
      layers: layers.enumerated().map {
        AccountLayer(name: "l\($0.offset)", $0.element, field: $0.element.table["class"])
      },
      mode: mode
    )
    let (batch, _) = try account.account(subjects, basisAreas: nil)
    let made = PieceCutter(account, geometries: layers.map(\.geometry)).cut(subjects, batch)
    #expect(made.failed.isEmpty)
    #expect(made.pieces.count > subjects.count, "subjects were cut")
    #expect(made.pieces.count == made.shapes.count)
    #expect(made.worstDifference < 1e-6)
    #expect(made.shapes.validate().isEmpty)
    guard mode == .combine else { return }
    var sums = [Double](repeating: 0, count: subjects.count)
    for piece in made.pieces { sums[piece.subject] += piece.shapeArea }
    for subject in 0..<subjects.count { #expect(abs(sums[subject] - subjects.planeArea(of: subject)) < 1e-6) }
  }

  @Test func anAccountInBatchesIsTheAccountOfTheWhole() throws {
    var random = SeededRandom.announced("batches", fallback: 3)
    let origin = (x: 5e5, y: 2.5e6)
    let subjects = layer(stars(300, 20...60, origin, &random), classes: 7)
    let overlay = layer(stars(40, 40...150, origin, &random), classes: 4)
    let account = LandAccount(
      layers: [AccountLayer(name: "class", overlay, field: overlay.table["class"])],
      mode: .combine
    )
    for sumBy in [nil, "class"] {
      let maker = AccountMaker(account, AccountRequest(sumBy: sumBy))
      var whole = AccountTally(maker)
      whole.add(try maker.part(of: subjects, basisAreas: nil))
      var parts = AccountTally(maker)
      for start in stride(from: 0, to: 300, by: 70) {
        var batch = subjects.selecting(Array(start..<min(start + 70, 300)))
        batch.firstFeature = start
        parts.add(try maker.part(of: batch, basisAreas: nil))
      }
      let (a, b) = (whole.finish(), parts.finish())
      #expect(a.rowCount == b.rowCount && a.rows.areas == b.rows.areas)
      #expect(a.rows.subjects.bytes == b.rows.subjects.bytes)
      #expect(
        (0..<a.rowCount).allSatisfy { a.rows.classText(row: $0, layer: 0) == b.rows.classText(row: $0, layer: 0) }
      )
    }
  }
}
