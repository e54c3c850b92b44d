import Features
import Foundation
import Geometry
import Synchronization

/// Geodesic areas of polygons whose edges are straight in their own coordinates.
///
/// Edges are densified in those coordinates (a point at least every 70 m, as the official ellipsoid routine does),
/// taken to degrees on the system's own datum, and measured as geodesic polygons. Holes subtract by their role.
struct GeodesicArea: Sendable {
  let geodesic: Geodesic
  /// From the layer's system to its own degrees; nil where it is in degrees already.
  let toDegrees: Transformation?
  /// Metres in a unit of the coordinates, for degrees those of latitude.
  let metresPerUnit: Double
  /// Degrees in a unit of the geographic system (1, or 0.9 for gon).
  let degreesPerUnit: Double
  /// For rings of short edges, which nearly all are.
  let shortEdges: ShortGeodesicArea

  static let chunk = 256
  /// Metres.
  static let densifyLength = 70.0
  /// An edge across the Earth gets no more points than this.
  static let mostPoints = 50_000.0

  /// The first feature whose points have no degrees.
  struct Failure: Error {
    var feature: Int
    var x: Double
    var y: Double
  }

  func areas(of columns: GeometryColumns, threads: Int) throws(Failure) -> [Double] {
    var results = [Double](repeating: 0, count: columns.count)
    let failure = Mutex<Failure?>(nil)
    let fitted = toDegrees.flatMap { FittedTransformation($0, x: columns.x, y: columns.y) }
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let out = results
      FixedChunks.forEach(count: columns.count, size: GeodesicArea.chunk, threads: threads) { _, features in
        var points = Points()
        for feature in features {
          do throws(Failure) {
            out[feature] = try area(of: feature, in: columns, fitted, &points)
          } catch {
            failure.withLock { first in
              if error.feature < first?.feature ?? .max { first = error }
            }
          }
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    return results
  }

  /// Room for one ring's points, kept between rings.
  private struct Points {
    var x: [Double] = []
    var y: [Double] = []
  }

  private func area(
    of feature: Int,
    in columns: GeometryColumns,
    _ fitted: FittedTransformation?,
    _ points: inout Points
  ) throws(Failure) -> Double {
    guard columns.kinds[feature].isPolygonal || columns.kinds[feature] == .collection else { return 0 }
    var sum = 0.0
    for part in columns.parts(of: feature) {
      for ring in columns.rings(ofPart: part) {
        densify(columns.vertices(ofRing: ring), of: columns, into: &points)
        let area = try measure(&points, fitted, feature: feature, columns)
        sum += columns.isShell(ring: ring, ofPart: part) ? area : -area
      }
    }
    return sum
  }

  private func densify(_ range: Range<Int>, of columns: GeometryColumns, into points: inout Points) {
    points.x.removeAll(keepingCapacity: true)
    points.y.removeAll(keepingCapacity: true)
    guard range.count >= 4 else { return }
    for i in range.dropLast() {
      let (ax, ay, bx, by) = (columns.x[i], columns.y[i], columns.x[i + 1], columns.y[i + 1])
      let east = toDegrees == nil ? cos((ay + by) / 2 * degreesPerUnit * .pi / 180) : 1
      let dx = (bx - ax) * east * metresPerUnit
      let dy = (by - ay) * metresPerUnit
      let pieces = ((dx * dx + dy * dy).squareRoot() / GeodesicArea.densifyLength).rounded(.down) + 1
      points.x.append(ax)
      points.y.append(ay)
      guard pieces > 1, pieces.isFinite else { continue }
      let count = Int(min(pieces, GeodesicArea.mostPoints))
      for k in 1..<count {
        let t = Double(k) / Double(count)
        points.x.append(ax + (bx - ax) * t)
        points.y.append(ay + (by - ay) * t)
      }
    }
  }

  private func measure(
    _ points: inout Points,
    _ fitted: FittedTransformation?,
    feature: Int,
    _ columns: GeometryColumns
  ) throws(Failure) -> Double {
    guard points.x.count >= 3 else { return 0 }
    let hasFailed =
      if let fitted {
        !fitted.transform(x: &points.x, y: &points.y).isEmpty
      } else if let toDegrees {
        !toDegrees.transform(x: &points.x, y: &points.y).isEmpty
      } else {
        !(points.x.allSatisfy(\.isFinite) && points.y.allSatisfy { abs($0 * degreesPerUnit) <= 90 })
      }
    if hasFailed {
      let box = columns.box(of: feature)
      throw Failure(feature: feature, x: box.midX, y: box.midY)
    }
    if degreesPerUnit != 1 {
      for i in points.x.indices {
        points.x[i] *= degreesPerUnit
        points.y[i] *= degreesPerUnit
      }
    }
    return points.x.withUnsafeBufferPointer { x in
      points.y.withUnsafeBufferPointer { y in
        shortEdges.area(longitude: x, latitude: y) ?? geodesic.area(longitude: x, latitude: y)
      }
    }
  }
}
