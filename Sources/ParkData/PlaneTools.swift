/// Shape operations on a few polygons, each through a subdivision of its own.
enum PlaneTools {
  /// The union, as polygons.
  static func union(_ polygons: [Polygon]) -> MultiPolygon {
    let plane = Subdivision(polygons.segments)
    let locator = Locator(polygons)
    let labels = plane.interiorPoints().map { locator.first($0) == nil ? -1 : 0 }
    return plane.dissolve(labels)[0] ?? []
  }

  /// The parts of `a` in `b`.
  static func intersection(_ a: [Polygon], _ b: [Polygon]) -> MultiPolygon {
    select(a, b) { $0 && $1 }
  }

  /// The parts of `a` outside `b`.
  static func difference(_ a: [Polygon], _ b: [Polygon]) -> MultiPolygon {
    select(a, b) { $0 && !$1 }
  }

  private static func select(_ a: [Polygon], _ b: [Polygon], _ keep: (Bool, Bool) -> Bool) -> MultiPolygon {
    let plane = Subdivision((a + b).segments)
    let inA = Locator(a)
    let inB = Locator(b)
    let labels = plane.interiorPoints().map { keep(inA.first($0) != nil, inB.first($0) != nil) ? 0 : -1 }
    return plane.dissolve(labels)[0] ?? []
  }

  /// Polygons that may disagree by the rounding of their cuts, brought to one noded coverage: the same polygons,
  /// with every vertex of a neighbour on their edges. Places in none of them stay empty, places in two go to the first.
  static func coverage(_ polygons: [Polygon], splinter: Double = 1) -> [Polygon] {
    let plane = Subdivision(polygons.segments)
    let locator = Locator(polygons)
    var labels = plane.interiorPoints().map { locator.first($0) ?? -1 }
    // A splinter that lies in none of them is rounding as well: it is given to a neighbour.
    for f in 0..<plane.faceCount where labels[f] < 0 && plane.faces[f].area < splinter {
      labels[f] = polygons.count + f
    }
    labels = plane.merged(
      labels,
      minimum: { $0 >= polygons.count ? splinter : 0 },
      absorbs: { _, other in other < polygons.count }
    )
    let shapes = plane.dissolve(labels)
    return polygons.indices.map { shapes[$0]?.max { $0.area < $1.area } ?? polygons[$0] }
  }

  /// The polygons with every vertex of another that lies within `tolerance` metres of an edge put into that edge:
  /// corners of neighbours that were rounded apart.
  static func snapped(_ polygons: [Polygon], tolerance: Double = 0.003) -> [Polygon] {
    let corners = Set(polygons.flatMap(\.shell)).sorted()
    return polygons.map { polygon in
      var shell: [GridPoint] = []
      for (a, b) in Polygon.edges(polygon.shell) {
        let edge = b.vector - a.vector
        let on = corners.compactMap { p -> (along: Double, point: GridPoint)? in
          guard p != a, p != b else { return nil }
          let offset = p.vector - a.vector
          let along = offset.dot(edge.unit)
          guard along > 0, along < edge.length, abs(offset.cross(edge.unit)) <= tolerance else { return nil }
          return (along, p)
        }
        shell.append(a)
        shell += on.sorted { $0.along < $1.along }.map(\.point)
      }
      return Polygon(shell: shell, holes: polygon.holes)
    }
  }

  /// The longest common edge of two polygons that share vertices: its ends.
  static func commonEdge(_ a: Polygon, _ b: Polygon) -> (Vector, Vector)? {
    let other = Set(b.shell)
    let shared = a.shell.filter { other.contains($0) }
    var best: (Vector, Vector)?
    var longest = 0.0
    for p in shared {
      for q in shared {
        let length = (q.vector - p.vector).length
        if length > longest {
          longest = length
          best = (p.vector, q.vector)
        }
      }
    }
    return best
  }

  /// A simple ring cut by the line through `at` with the given normal, as two polygons.
  static func halved(_ polygon: Polygon, normal: Vector, at: Vector) -> (Polygon, Polygon)? {
    guard polygon.holes.isEmpty else { return nil }
    let ring = polygon.shell.map(\.vector)
    let plot = LotSplitter.Plot(ring: ring, street: Array(repeating: false, count: ring.count))
    guard let halves = LotSplitter.halved(plot, normal: normal, at: at.dot(normal)) else { return nil }
    return (clean(halves.a.ring), clean(halves.b.ring))
  }

  private static func clean(_ ring: [Vector]) -> Polygon {
    var points: [GridPoint] = []
    for p in ring.map(\.rounded) where points.last != p { points.append(p) }
    if points.count > 1, points.first == points.last { points.removeLast() }
    return Polygon(shell: points)
  }
}

/// Areas on the ellipsoid from areas in the plane of EPSG:4546.
enum DeclaredArea {
  /// Gaussian mean radius of CGCS2000 at 24.33° N, in metres.
  private static let radius = 6_363_984.0

  /// The plane area divided by the square of the projection's scale at the polygon's middle: for parcels and
  /// patches of this park within a few hundredths of a square metre of the official routine.
  static func area(_ shape: MultiPolygon) -> Double {
    shape.reduce(0) { sum, polygon in
      let u = (polygon.centroid.x + ParkFacts.origin.x - 500_000) / radius
      let scale = 1 + u * u / 2 + u * u * u * u / 24
      return sum + polygon.area / (scale * scale)
    }
  }
}
