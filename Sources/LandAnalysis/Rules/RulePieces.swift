import AreaAccount
import Features
import GEOS
import Geometry
import LandModel

/// What of some subjects lies inside, or outside, a set of other polygons.
///
/// The area account says which subjects are concerned, at the cost of a look-up for those that no edge meets; GEOS cuts
/// only these, near them, and gives the shape that is the evidence.
struct RulePieces: Sendable {
  /// A subject with its piece.
  struct Piece: Sendable {
    /// Number in the subjects' columns.
    var feature: Int
    /// Plane area of the parts that are no slivers, in square units of the coordinates.
    var area: Double
    /// One feature; nil where GEOS could not cut it.
    var shape: GeometryColumns?
    /// Features of the other polygons that meet the piece; for pieces outside, none.
    var objects: [Int]
    var slivers = 0
    var sliverArea = 0.0
  }

  enum Side: Sendable { case inside, outside }

  let subjects: GeometryColumns
  let others: GeometryColumns
  let side: Side
  let slivers: SliverLimits

  /// The pieces of the rows, in order; a row without a piece is left out, one with nothing but slivers has area 0.
  func of(_ rows: [Int]) throws -> [Piece] {
    guard others.count > 0 || side == .outside else { return [] }
    let overlay = OverlayLayer(others, classes: [Int32](repeating: 0, count: others.count))
    let chosen = rows.count == subjects.count ? subjects : subjects.selecting(rows)
    let batch = try AccountEngine(overlays: [overlay]).account(chosen)
    var touched: [(row: Int, whole: Bool, area: Double)] = []
    for (number, row) in rows.enumerated() {
      var wanted = 0.0
      for line in batch.rows(of: number) where batch.classes(row: line, layer: 0).isEmpty == (side == .outside) {
        wanted += batch.areas[line]
      }
      let box = chosen.box(of: number)
      guard wanted > AccountEngine.roundingArea(of: box) else { continue }
      touched.append((row, wanted >= batch.subjectAreas[number] * (1 - 1e-9), wanted))
    }
    return cut(touched)
  }

  /// The pieces of the subjects that the account says are concerned, in their order.
  private func cut(_ touched: [(row: Int, whole: Bool, area: Double)]) -> [Piece] {
    let tree = BoxTree(others.boxes())
    let windows = LargePolygonWindows(others, boxes: touched.map { subjects.box(of: $0.row) })
    let found = FixedChunks.map(count: windows.windows.count, size: 1) { chunk in
      chunk.flatMap { number in
        let window = windows.windows[number]
        return window.members.map { ($0, piece(touched[$0], tree, window)) }
      }
    }
    var pieces = [Piece?](repeating: nil, count: touched.count)
    for (place, piece) in found.joined() { pieces[place] = piece }
    return pieces.compactMap { $0 }
  }

  private func piece(
    _ item: (row: Int, whole: Bool, area: Double),
    _ tree: BoxTree,
    _ window: LargePolygonWindows.Window
  ) -> Piece {
    let box = subjects.box(of: item.row)
    var near: [(other: Int, columns: GeometryColumns, feature: Int)] = []
    if !(item.whole && side == .outside) {
      for other in tree.items(in: box) {
        let place = window.clipped[other]
        let (columns, feature) = place.map { (window.geometry, $0) } ?? (others, other)
        guard subjects.intersectionArea(item.row, with: columns, feature) > slivers.area / 100 else { continue }
        near.append((other, columns, feature))
      }
    }
    var piece = Piece(feature: item.row, area: 0, shape: nil, objects: side == .inside ? near.map(\.other) : [])
    let shapes = near.map { ($0.columns, $0.feature) }
    let cut = item.whole ? subjects.selecting([item.row]) : cut(item.row, shapes)
    guard let cut else {
      piece.area = item.area
      return piece
    }
    keep(cut, in: &piece)
    return piece
  }

  /// Drops the slivers among the parts, and counts them.
  private func keep(_ cut: GeometryColumns, in piece: inout Piece) {
    var builder = GeometryColumns.Builder()
    builder.beginFeature(.multiPolygon)
    for part in cut.parts(of: 0) {
      var area = 0.0
      var perimeter = 0.0
      for ring in cut.rings(ofPart: part) {
        area += cut.signedArea(ofRing: ring)
        perimeter += cut.length(ofRing: ring)
      }
      guard area > 0 else { continue }
      if slivers.isSliver(area: area, perimeter: perimeter) {
        piece.slivers += 1
        piece.sliverArea += area
      } else {
        piece.area += area
        builder.append(part: part, of: cut)
      }
    }
    builder.endFeature()
    piece.shape = builder.finish()
  }

  private func cut(_ row: Int, _ near: [(GeometryColumns, Int)]) -> GeometryColumns? {
    do {
      let subject = try Shape.polygons(of: row, in: subjects)
      var shapes: [Shape] = []
      for (columns, feature) in near { shapes.append(try Shape.polygons(of: feature, in: columns)) }
      if side == .outside && shapes.isEmpty { return subjects.selecting([row]) }
      let union = shapes.count == 1 ? shapes[0] : try Shape.union(of: shapes)
      let result = side == .inside ? try subject.intersection(union) : try subject.difference(union)
      return try GeometryColumns(CollectionOfOne(result.polygonalPart().polygons))
    } catch {
      return nil
    }
  }
}

extension GeometryColumns {
  /// Length of one ring.
  func length(ofRing ring: Int) -> Double {
    let vertices = vertices(ofRing: ring)
    guard vertices.count > 1 else { return 0 }
    var sum = 0.0
    for i in vertices.dropFirst() {
      let (dx, dy) = (x[i] - x[i - 1], y[i] - y[i - 1])
      sum += (dx * dx + dy * dy).squareRoot()
    }
    return sum
  }
}
