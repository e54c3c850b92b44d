import Geometry

/// What of large polygons lies near small ones: the small ones are halved again and again by their place, and the large ones
/// clipped to each half, so that a redline of 50,000 vertices is not gone through for each parcel beside it.
///
/// A window reaches beyond the boxes of its members: within each member's box a clipped polygon has the very edges of the
/// whole one. Polygons of few vertices are left as they are.
struct LargePolygonWindows: Sendable {
  struct Window: Sendable {
    /// Positions of the small polygons.
    var members: [Int]
    /// The large polygons in the window.
    var geometry = GeometryColumns()
    /// The feature in `geometry` by the number of the large polygon.
    var clipped: [Int: Int] = [:]
  }

  /// From how many vertices on a polygon is large.
  static let large = 256
  /// Windows of so few members are halved no more.
  static let few = 16
  /// How far a window reaches beyond its members, in metres.
  private static let margin = 1.0

  private(set) var windows: [Window] = []

  /// - Parameters:
  ///   - others: the polygons of any size.
  ///   - boxes: those of the small polygons.
  init(_ others: GeometryColumns, boxes: [Box]) {
    let large = (0..<others.count).filter { others.vertices(of: $0).count > Self.large }
    guard !large.isEmpty else {
      // Nothing to clip: chunks of a fixed size, for the threads.
      windows = stride(from: 0, to: boxes.count, by: Self.few).map {
        Window(members: Array($0..<min(boxes.count, $0 + Self.few)))
      }
      return
    }
    var first = Window(members: Array(boxes.indices))
    for (place, feature) in large.enumerated() {
      first.geometry.append(feature: feature, of: others)
      first.clipped[feature] = place
    }
    var open = boxes.isEmpty ? [] : [first]
    while !open.isEmpty {
      let parents = open
      let halves = FixedChunks.map(count: parents.count, size: 1) { chunk in
        chunk.flatMap { Self.halves(parents[$0], boxes) }
      }
      open = []
      for window in halves.joined() {
        if window.members.count <= Self.few || !window.hasLarge && window.members.count <= 512 {
          windows.append(window)
        } else {
          open.append(window)
        }
      }
    }
  }

  private static func halves(_ parent: Window, _ boxes: [Box]) -> [Window] {
    let extent = parent.members.reduce(into: Box.empty) { $0.extend(boxes[$1]) }
    let isWide = extent.width >= extent.height
    func middle(_ member: Int) -> Double {
      isWide ? boxes[member].minX + boxes[member].maxX : boxes[member].minY + boxes[member].maxY
    }
    let sorted = parent.members.sorted { (middle($0), $0) < (middle($1), $1) }
    let half = sorted.count / 2
    return [Array(sorted[..<half]), Array(sorted[half...])].filter { !$0.isEmpty }.map { members in
      let box = members.reduce(into: Box.empty) { $0.extend(boxes[$1]) }.expanded(by: margin)
      var window = Window(members: members)
      for (feature, place) in parent.clipped.sorted(by: { $0.key < $1.key }) {
        window.clipped[feature] = window.geometry.count
        window.geometry.append(parent.geometry.clipped(place, to: box))
      }
      return window
    }
  }
}

extension LargePolygonWindows.Window {
  fileprivate var hasLarge: Bool {
    (0..<geometry.count).contains { geometry.vertices(of: $0).count > LargePolygonWindows.large }
  }
}

extension GeometryColumns {
  /// One feature in a box, ring by ring after Sutherland and Hodgman (Reentrant polygon clipping, 1974): rings that leave the box
  /// run along its sides, back and forth where they come in again, so that area and overlay are right and validity is
  /// not kept. GEOS clips its own input in this way before an overlay.
  func clipped(_ feature: Int, to box: Box) -> GeometryColumns {
    let own = self.box(of: feature)
    if own.minX >= box.minX, own.maxX <= box.maxX, own.minY >= box.minY, own.maxY <= box.maxY {
      return selecting([feature])
    }
    var builder = Builder()
    builder.beginFeature(.multiPolygon)
    if own.maxX >= box.minX, own.minX <= box.maxX, own.maxY >= box.minY, own.minY <= box.maxY {
      for part in parts(of: feature) {
        let rings = rings(ofPart: part).map { ring in
          BoxClip(box).clip(vertices(ofRing: ring).dropLast().map { (x: x[$0], y: y[$0]) })
        }
        guard let shell = rings.first, shell.count > 2 else { continue }
        builder.beginPart()
        for ring in rings where ring.count > 2 {
          builder.beginRing()
          for point in ring { builder.add(x: point.x, y: point.y) }
          builder.add(x: ring[0].x, y: ring[0].y)
          builder.endRing()
        }
        builder.endPart()
      }
    }
    builder.endFeature()
    return builder.finish()
  }
}

private struct BoxClip {
  typealias Point = (x: Double, y: Double)
  private let box: Box

  init(_ box: Box) { self.box = box }

  /// An open ring within the box; fewer than three points where nothing is left.
  func clip(_ ring: [Point]) -> [Point] {
    var ring = ring
    ring = side(ring, { $0.x >= box.minX }) { at(x: box.minX, $0, $1) }
    ring = side(ring, { $0.x <= box.maxX }) { at(x: box.maxX, $0, $1) }
    ring = side(ring, { $0.y >= box.minY }) { at(y: box.minY, $0, $1) }
    return side(ring, { $0.y <= box.maxY }) { at(y: box.maxY, $0, $1) }
  }

  private func side(_ ring: [Point], _ isInside: (Point) -> Bool, _ cross: (Point, Point) -> Point) -> [Point] {
    guard var previous = ring.last else { return [] }
    var result: [Point] = []
    result.reserveCapacity(ring.count)
    var wasInside = isInside(previous)
    for point in ring {
      let inside = isInside(point)
      // From the inner end to the outer, so that neighbours that share the edge are cut at the same place.
      if inside != wasInside { result.append(inside ? cross(point, previous) : cross(previous, point)) }
      if inside { result.append(point) }
      (previous, wasInside) = (point, inside)
    }
    return result
  }

  private func at(x: Double, _ a: Point, _ b: Point) -> Point {
    (x, a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x)))
  }

  private func at(y: Double, _ a: Point, _ b: Point) -> Point {
    (a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)), y)
  }
}
