/// Centre lines from junction to junction. Streets that meet share a vertex; the highway is joined to the rest by the
/// ramps alone, as it crosses everything else on another level.
struct RoadNetwork {
  struct Edge {
    var road: Road
    var line: [GridPoint]
  }

  private(set) var edges: [Edge] = []

  init(_ site: Site) {
    let ground = site.roads.filter { $0.kind != .highway }
    collect(ground, site.extent, Noder.node(ground.flatMap(\.curve.segments) + site.extent.segments))
    for road in site.roads where road.kind == .highway {
      let joints = site.roads.filter { $0.kind == .ramp }.flatMap { [$0.curve.points.first, $0.curve.points.last] }
        .compactMap { $0 }.filter { road.curve.distance($0) < 0.01 }
      var axis = road
      axis.curve = RoadNetwork.inserting(joints, into: road.curve)
      let ends = Set(joints.map(\.rounded))
      collect([axis], site.extent, Noder.node(axis.curve.segments + site.extent.segments), breaks: ends)
    }
    edges.sort { ($0.road.id, $0.line[0]) < ($1.road.id, $1.line[0]) }
  }

  private static func inserting(_ joints: [Vector], into curve: Curve) -> Curve {
    var points = curve.points
    for joint in joints {
      var best = (index: 0, distance: Double.infinity)
      for i in 0..<(points.count - 1) {
        let distance = Curve([points[i], points[i + 1]]).distance(joint)
        if distance < best.distance { best = (i, distance) }
      }
      points.insert(joint, at: best.index + 1)
    }
    return Curve(points)
  }

  private mutating func collect(
    _ roads: [Road],
    _ extent: Polygon,
    _ segments: [Segment],
    breaks: Set<GridPoint> = []
  ) {
    var byRoad: [Int: [Segment]] = [:]
    var degree: [GridPoint: Int] = [:]
    for s in segments {
      let middle = (s.a.vector + s.b.vector) * 0.5
      guard extent.contains(middle.rounded) else { continue }
      guard let road = roads.indices.min(by: { roads[$0].curve.distance(middle) < roads[$1].curve.distance(middle) }),
        roads[road].curve.distance(middle) < 0.02
      else { continue }
      byRoad[road, default: []].append(s)
      degree[s.a, default: 0] += 1
      degree[s.b, default: 0] += 1
    }
    for (road, parts) in byRoad.sorted(by: { $0.key < $1.key }) {
      for line in RoadNetwork.chains(parts, isNode: { degree[$0] != 2 || breaks.contains($0) }) {
        // Drawn in the road's own direction.
        let start = roads[road].curve.points[0]
        let forward = (line[0].vector - start).length <= (line[line.count - 1].vector - start).length
        edges.append(Edge(road: roads[road], line: forward ? line : line.reversed()))
      }
    }
  }

  private static func chains(_ segments: [Segment], isNode: (GridPoint) -> Bool) -> [[GridPoint]] {
    var at: [GridPoint: [Int]] = [:]
    for (i, s) in segments.enumerated() {
      at[s.a, default: []].append(i)
      at[s.b, default: []].append(i)
    }
    var used = Array(repeating: false, count: segments.count)
    var result: [[GridPoint]] = []
    let starts = at.keys.filter { isNode($0) || at[$0]?.count != 2 }.sorted()
    for start in starts {
      for first in at[start] ?? [] where !used[first] {
        var line = [start]
        var here = start
        var next: Int? = first
        while let i = next {
          used[i] = true
          here = segments[i].a == here ? segments[i].b : segments[i].a
          line.append(here)
          next = isNode(here) ? nil : at[here]?.first { !used[$0] }
        }
        result.append(line)
      }
    }
    return result
  }
}
