import Features
import Foundation
import Geometry
public import LandModel
import LandReport

/// Entrances, and stretches without any, of a control-plan sheet.
extension DetailTheme {
  /// The features of a layer of role `access`, each with the parcel it belongs to: entrances point into it.
  public func access(_ loaded: LoadedLayer) throws -> MapLayer {
    let geometry = loaded.layer.geometry
    let kinds = loaded.column(.kind)
    let names = ["entrance", "footway", "no-opening"]
    var (classOf, owners, directions): ([Int?], [Int?], [Double]) = ([], [], [])
    let parcels = ParcelEdges(plan.layer.geometry)
    for feature in 0..<geometry.count {
      let isPoint = geometry.kinds[feature] == .point || geometry.kinds[feature] == .multiPoint
      let kind = kinds?.text(feature).flatMap { AccessKind(written: $0) } ?? (isPoint ? .vehicle : .noOpening)
      switch kind {
      case .vehicle: classOf.append(0)
      case .pedestrian: classOf.append(1)
      case .noOpening: classOf.append(2)
      }
      let place = isPoint ? geometry.vertices(of: feature).first.map { (geometry.x[$0], geometry.y[$0]) } : nil
      let middle = Self.middle(geometry, feature)
      guard let point = place ?? middle.map({ ($0.x, $0.y) }), let nearest = parcels.nearest(point.0, point.1) else {
        owners.append(nil)
        directions.append(0)
        continue
      }
      owners.append(nearest.feature)
      directions.append(nearest.bearing)
    }
    var layer = MapLayer(
      geometry: geometry,
      classes: names.map { schemes.mapClass("sheet", $0) },
      classOf: classOf
    )
    layer.owners = owners
    layer.directions = directions
    layer.isDetail = true
    return layer
  }
}

/// The edges of parcels, for the one nearest to a point.
struct ParcelEdges {
  private let geometry: GeometryColumns

  init(_ geometry: GeometryColumns) { self.geometry = geometry }

  /// Farther off than this many metres' worth of coordinates nothing belongs to a parcel.
  private static let reach = 15.0

  /// The parcel whose edge is nearest, and the direction into it, degrees from north over east. Streets that are parcels
  /// of the plan lose to what lies on the edge's other side: of two parcels at one edge the smaller is taken.
  func nearest(_ x: Double, _ y: Double) -> (feature: Int, bearing: Double)? {
    var best: (feature: Int, distance: Double, size: Double, bearing: Double)?
    for feature in 0..<geometry.count where geometry.kinds[feature].isPolygonal {
      let box = geometry.box(of: feature)
      guard box.expanded(by: Self.reach).contains(x: x, y: y) else { continue }
      let edges = PolygonEdges(geometry, largestPartOf: feature)
      guard let (distance, bearing) = Self.inward(edges, x, y), distance < Self.reach else { continue }
      let size = box.width * box.height
      if let best, distance > best.distance + 0.05 || (distance > best.distance - 0.05 && size >= best.size) {
        continue
      }
      best = (feature, distance, size, bearing)
    }
    return best.map { ($0.feature, $0.bearing) }
  }

  /// The nearest edge's distance, and the bearing of its side within the polygon.
  private static func inward(_ edges: PolygonEdges, _ x: Double, _ y: Double) -> (Double, Double)? {
    var best: (square: Double, x: Double, y: Double, dx: Double, dy: Double)?
    for edge in edges.edges {
      let (dx, dy) = (edge.bx - edge.ax, edge.by - edge.ay)
      let length = dx * dx + dy * dy
      guard length > 0 else { continue }
      let t = min(max(((x - edge.ax) * dx + (y - edge.ay) * dy) / length, 0), 1)
      let (px, py) = (edge.ax + t * dx, edge.ay + t * dy)
      let square = (px - x) * (px - x) + (py - y) * (py - y)
      if square < best?.square ?? .infinity { best = (square, px, py, dx, dy) }
    }
    guard let best else { return nil }
    let length = (best.dx * best.dx + best.dy * best.dy).squareRoot()
    let (nx, ny) = (-best.dy / length, best.dx / length)
    let isLeft = edges.signedDistance(best.x + nx * 0.1, best.y + ny * 0.1) > 0
    let (ix, iy) = isLeft ? (nx, ny) : (-nx, -ny)
    return (best.square.squareRoot(), atan2(ix, iy) * 180 / .pi)
  }
}
