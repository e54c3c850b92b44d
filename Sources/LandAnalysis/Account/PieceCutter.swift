public import AreaAccount
import GEOS
public import Geometry

/// The shape of one row of an account.
public struct AccountPiece: Sendable {
  /// Position of the subject in its batch.
  public let subject: Int
  /// The classes that it lies in, layer by layer.
  public let classes: [[Int32]]
  /// Plane area by the account, 0 where the account has no such row.
  public let accountArea: Double
  /// Plane area of the shape as it is handed out.
  public let shapeArea: Double
  /// Twice the area over the perimeter.
  public let width: Double
}

/// The shapes of one batch's rows, in the order of the subjects and their rows.
public struct AccountPieces: Sendable {
  /// In the order of the subjects; of a subject first the rows of the account, then what it has no row for.
  public internal(set) var pieces: [AccountPiece] = []
  /// One feature for each piece.
  public internal(set) var shapes = GeometryColumns()
  /// Largest difference between a piece's area and the account, m² of the plane.
  public internal(set) var worstDifference = 0.0
  /// Subjects that GEOS could not cut, by their position.
  public internal(set) var failed: [Int] = []
}

/// Cuts subjects along the layers of an account by GEOS: the same split that the account measures, as shapes.
///
/// A subject with one row is its own piece. Others are cut layer by layer and class by class, in coordinates local to the
/// subject, so that large eastings and northings cost no precision.
public struct PieceCutter: Sendable {
  fileprivate struct CutLayer: Sendable {
    var geometry: GeometryColumns
    var classes: [Int32]
    var boxes: BoxTree
  }

  private let layers: [CutLayer]
  private let mode: AccountEngine.OverlapMode

  /// A cutter along the layers of an account.
  ///
  /// - Parameters:
  ///   - account: the account whose rows are wanted as shapes.
  ///   - geometries: those that the account's layers were made from, in the same order.
  public init(_ account: LandAccount, geometries: [GeometryColumns]) {
    precondition(account.layers.count == geometries.count, "a geometry for each layer")
    mode = account.engine.mode
    layers = zip(account.layers, geometries).map { layer, geometry in
      CutLayer(geometry: geometry, classes: layer.classes, boxes: BoxTree(geometry.boxes()))
    }
  }

  /// Cuts the subjects of a batch.
  public func cut(_ subjects: GeometryColumns, _ batch: AccountBatch) -> AccountPieces {
    let chunks = FixedChunks.map(count: batch.subjects.count, size: 64) { chunk in
      var result = AccountPieces()
      for k in chunk { cut(batch.subjects.lowerBound + k, of: subjects, batch, into: &result) }
      return result
    }
    var result = AccountPieces()
    for chunk in chunks {
      result.pieces += chunk.pieces
      result.shapes.append(chunk.shapes)
      result.worstDifference = max(result.worstDifference, chunk.worstDifference)
      result.failed += chunk.failed
    }
    return result
  }

  private func cut(
    _ subject: Int,
    of columns: GeometryColumns,
    _ batch: AccountBatch,
    into result: inout AccountPieces
  ) {
    let rows = batch.rows(of: subject)
    func classes(_ row: Int) -> [[Int32]] { layers.indices.map { batch.classes(row: row, layer: $0) } }
    if rows.count == 1 {
      var builder = GeometryColumns.Builder()
      builder.append(polygonsOf: subject, in: columns)
      result.add(subject, classes(rows.lowerBound), batch.areas[rows.lowerBound], builder.finish())
      return
    }
    guard !rows.isEmpty else { return }
    do {
      let made = try pieces(of: subject, in: columns)
      var left = made
      for row in rows {
        let wanted = classes(row)
        if let shape = left.removeValue(forKey: wanted) {
          result.add(subject, wanted, batch.areas[row], shape)
        } else {
          // The account has a row that GEOS has no shape for: the difference is all its area.
          result.worstDifference = max(result.worstDifference, batch.areas[row])
        }
      }
      for key in left.keys.sorted(by: { $0.lexicographicallyPrecedes($1, by: { $0.lexicographicallyPrecedes($1) }) }) {
        if let shape = left[key] { result.add(subject, key, 0, shape) }
      }
    } catch {
      result.failed.append(subject)
    }
  }

  /// The subject's pieces by their classes.
  func pieces(of subject: Int, in columns: GeometryColumns) throws -> [[[Int32]]: GeometryColumns] {
    let box = columns.box(of: subject)
    let origin = (x: box.minX.rounded(.down), y: box.minY.rounded(.down))
    var pieces: [(classes: [[Int32]], shape: Shape)] = [
      ([], try Shape.polygons(of: 0, in: columns.shifted(subject, by: origin)))
    ]
    for layer in layers {
      let cutters = try layer.cutters(in: box, origin: origin)
      var next: [(classes: [[Int32]], shape: Shape)] = []
      for piece in pieces {
        for part in try split(piece.shape, by: cutters) { next.append((piece.classes + [part.classes], part.shape)) }
      }
      pieces = next
    }
    var result: [[[Int32]]: GeometryColumns] = [:]
    for piece in pieces {
      let polygons = try GeometryColumns(CollectionOfOne(piece.shape))
      result[piece.classes] = polygons.moved(to: origin)
    }
    return result
  }

  /// A shape's parts by the classes of one layer.
  private func split(
    _ shape: Shape,
    by cutters: [(number: Int32, shape: Shape)]
  ) throws -> [(classes: [Int32], shape: Shape)] {
    var rest = shape
    var parts: [(classes: [Int32], shape: Shape)] = []
    for (number, cutter) in cutters {
      var next: [(classes: [Int32], shape: Shape)] = []
      if mode == .combine {
        // What lies in earlier classes may lie in this one too.
        for part in parts {
          let inside = try part.shape.intersection(cutter).polygonalPart().polygons
          let outside = try part.shape.difference(cutter).polygonalPart().polygons
          if inside.hasArea { next.append((part.classes + [number], inside)) }
          if outside.hasArea { next.append((part.classes, outside)) }
        }
        let inside = try rest.intersection(cutter).polygonalPart().polygons
        if inside.hasArea { next.append(([number], inside)) }
      } else {
        next = parts
        let inside = try shape.intersection(cutter).polygonalPart().polygons
        if inside.hasArea { next.append(([number], inside)) }
      }
      rest = try rest.difference(cutter).polygonalPart().polygons
      parts = next
    }
    if rest.hasArea { parts.append(([], rest)) }
    return parts
  }
}

extension PieceCutter.CutLayer {
  /// The union of each class near the box, ascending by class, in coordinates from the origin.
  fileprivate func cutters(in box: Box, origin: (x: Double, y: Double)) throws -> [(number: Int32, shape: Shape)] {
    var byClass: [Int32: [Shape]] = [:]
    for feature in boxes.items(in: box).sorted() where classes[feature] >= 0 {
      let shape = try Shape.polygons(of: 0, in: geometry.shifted(feature, by: origin))
      byClass[classes[feature], default: []].append(shape)
    }
    return try byClass.sorted { $0.key < $1.key }.map { number, shapes in
      (number, shapes.count == 1 ? shapes[0] : try Shape.union(of: shapes))
    }
  }
}

extension GeometryColumns {
  /// One feature alone, in coordinates from an origin.
  fileprivate func shifted(_ feature: Int, by origin: (x: Double, y: Double)) -> GeometryColumns {
    let one = selecting(CollectionOfOne(feature))
    return one.replacingCoordinates(x: one.x.map { $0 - origin.x }, y: one.y.map { $0 - origin.y })
  }
}

extension GeometryColumns {
  /// The one polygon feature in coordinates from an origin, in those of the layer. What rounding to these closes up
  /// (a ring of a few nanometres) is left out, what it makes touch itself is rebuilt; nil where nothing is left.
  fileprivate func moved(to origin: (x: Double, y: Double)) -> GeometryColumns? {
    var builder = Builder()
    builder.beginFeature(.multiPolygon)
    var partCount = 0
    for part in parts(of: 0) {
      let kept = rings(ofPart: part).map { vertices(ofRing: $0).map { (x: x[$0] + origin.x, y: y[$0] + origin.y) } }
        .filter { ring in Set(ring.map { [$0.x, $0.y] }).count > 2 }
      // The shell is the first ring; without it no hole is left either.
      guard let shell = vertices(ofRing: rings(ofPart: part).lowerBound).first, let first = kept.first?.first,
        first.x == x[shell] + origin.x, first.y == y[shell] + origin.y
      else { continue }
      partCount += 1
      builder.beginPart()
      for ring in kept {
        builder.beginRing()
        for point in ring { builder.add(x: point.x, y: point.y) }
        builder.endRing()
      }
      builder.endPart()
    }
    builder.endFeature()
    guard partCount > 0 else { return nil }
    let (repaired, _) = builder.finish().repair()
    return repaired.vertexCount > 0 && repaired.planeArea(of: 0) > 0 ? repaired : nil
  }
}

extension Shape {
  fileprivate var hasArea: Bool { area > 0 }
}

extension AccountPieces {
  fileprivate mutating func add(_ subject: Int, _ classes: [[Int32]], _ area: Double, _ shape: GeometryColumns) {
    let shapeArea = shape.planeArea(of: 0)
    let perimeter = shape.perimeter(of: 0)
    pieces.append(
      AccountPiece(
        subject: subject,
        classes: classes,
        accountArea: area,
        shapeArea: shapeArea,
        width: perimeter > 0 ? 2 * shapeArea / perimeter : 0
      )
    )
    shapes.append(feature: 0, of: shape)
    worstDifference = max(worstDifference, abs(shapeArea - area))
  }
}
