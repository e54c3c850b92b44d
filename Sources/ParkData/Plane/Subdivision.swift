/// A planar subdivision: noded segments and the faces between them, as half-edges (Muller and Preparata 1978).
/// Half-edge `h` and its twin `h ^ 1` run along one segment; each has the face to its left.
struct Subdivision {
  private(set) var points: [GridPoint] = []
  /// Start vertex of each half-edge.
  private(set) var origin: [Int] = []
  /// The next half-edge around the face to the left.
  private(set) var next: [Int] = []
  /// The face to the left of each half-edge; `nil`-like -1 is the outside.
  private(set) var face: [Int] = []
  /// The faces as polygons, holes included.
  private(set) var faces: [Polygon] = []
  private var locator = Locator()

  var faceCount: Int { faces.count }

  /// Nodes the segments, drops dangling ends, and finds the faces.
  init(_ input: some Sequence<Segment>) {
    let segments = Subdivision.pruned(Noder.node(input))
    var index: [GridPoint: Int] = [:]
    func vertex(_ p: GridPoint) -> Int {
      if let known = index[p] { return known }
      index[p] = points.count
      points.append(p)
      return points.count - 1
    }
    for s in segments {
      origin.append(vertex(s.a))
      origin.append(vertex(s.b))
    }
    linkAround()
    traceFaces()
    locator = Locator(faces)
  }

  /// Segments left after removing vertices of degree one again and again.
  private static func pruned(_ segments: [Segment]) -> [Segment] {
    var kept = segments
    while true {
      var degree: [GridPoint: Int] = [:]
      for s in kept {
        degree[s.a, default: 0] += 1
        degree[s.b, default: 0] += 1
      }
      let next = kept.filter { degree[$0.a, default: 0] > 1 && degree[$0.b, default: 0] > 1 }
      if next.count == kept.count { return kept }
      kept = next
    }
  }

  func target(_ h: Int) -> Int { origin[h ^ 1] }

  /// Sorts the half-edges around each vertex counter-clockwise and links each to its successor around its face.
  private mutating func linkAround() {
    var around: [[Int]] = Array(repeating: [], count: points.count)
    for h in origin.indices { around[origin[h]].append(h) }
    next = Array(repeating: -1, count: origin.count)
    for star in around {
      let sorted = star.sorted { precedes($0, $1) }
      for (k, h) in sorted.enumerated() {
        // Arriving along twin(h), the face to the left goes on with the half-edge clockwise before h.
        next[h ^ 1] = sorted[k == 0 ? sorted.count - 1 : k - 1]
      }
    }
  }

  private func precedes(_ g: Int, _ h: Int) -> Bool {
    let o = points[origin[g]]
    let a = points[target(g)]
    let b = points[target(h)]
    let upperA = a.y > o.y || (a.y == o.y && a.x > o.x)
    let upperB = b.y > o.y || (b.y == o.y && b.x > o.x)
    if upperA != upperB { return upperA }
    return orientation(o, a, b) > 0
  }

  private mutating func traceFaces() {
    face = Array(repeating: -1, count: origin.count)
    var component = Array(0..<points.count)
    func root(_ v: Int) -> Int {
      var v = v
      while component[v] != v {
        component[v] = component[component[v]]
        v = component[v]
      }
      return v
    }
    for h in origin.indices where h & 1 == 0 { component[root(origin[h])] = root(target(h)) }
    var seen = Array(repeating: false, count: origin.count)
    var outer: [[Int]] = []
    var owner: [Int] = []
    for start in origin.indices where !seen[start] {
      var cycle: [Int] = []
      var h = start
      repeat {
        seen[h] = true
        cycle.append(h)
        h = next[h]
      } while h != start
      let ring = cycle.map { points[origin[$0]] }
      if Polygon.twiceArea(ring) > 0 {
        for h in cycle { face[h] = faces.count }
        faces.append(Polygon(shell: ring))
        owner.append(root(origin[start]))
      } else {
        outer.append(cycle)
      }
    }
    let shells = Locator(faces)
    for cycle in outer {
      let ring = cycle.map { points[origin[$0]] }
      guard let lowest = ring.min() else { continue }
      let own = root(origin[cycle[0]])
      // The smallest face of another component around the ring's lowest vertex.
      let around = shells.candidates(lowest).filter { owner[$0] != own && Polygon.contains(faces[$0].shell, lowest) }
      guard let home = around.min(by: { shellArea($0) < shellArea($1) }) else { continue }
      for h in cycle { face[h] = home }
      if Polygon.twiceArea(ring) < 0 { faces[home].holes.append(ring) }
    }
  }

  private func shellArea(_ f: Int) -> Int { Polygon.twiceArea(faces[f].shell) }

  /// The face that holds the point, or nil.
  func face(at p: GridPoint) -> Int? {
    locator.first(p)
  }

  /// A point well inside each face.
  func interiorPoints() -> [GridPoint] { faces.map(\.interiorPoint) }
}

/// Finds polygons by point, over a uniform grid of their boxes.
struct Locator {
  private static let shift = 18
  private var polygons: [Polygon] = []
  private var bounds: [Bounds] = []
  private var cells: [GridPoint: [Int]] = [:]

  init() {}

  init(_ polygons: [Polygon]) {
    self.polygons = polygons
    bounds = polygons.map(\.bounds)
    for (i, box) in bounds.enumerated() where box.minX <= box.maxX {
      for cx in (box.minX >> Locator.shift)...(box.maxX >> Locator.shift) {
        for cy in (box.minY >> Locator.shift)...(box.maxY >> Locator.shift) {
          cells[GridPoint(x: cx, y: cy), default: []].append(i)
        }
      }
    }
  }

  /// Polygons whose box holds the point, in order.
  func candidates(_ p: GridPoint) -> [Int] {
    let cell = GridPoint(x: p.x >> Locator.shift, y: p.y >> Locator.shift)
    return (cells[cell] ?? []).filter { bounds[$0].contains(p) }
  }

  /// The first polygon that holds the point.
  func first(_ p: GridPoint) -> Int? {
    candidates(p).first { polygons[$0].contains(p) }
  }

  /// All polygons that hold the point.
  func all(_ p: GridPoint) -> [Int] {
    candidates(p).filter { polygons[$0].contains(p) }
  }
}
