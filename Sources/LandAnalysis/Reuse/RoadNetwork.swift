public import Features
public import GEOS
import Geometry

/// Distances along road centre lines to the nearest interchange.
///
/// Lines join where their vertices meet (within ``snap``), and where the end of one lies on another, whether or not that has
/// a vertex there; lines that only cross are a bridge. Expressways carry
/// no local traffic and are left out, and so are roads that are only planned. An interchange is where a ramp meets a road
/// that is neither ramp nor expressway; in a layer without ramps, where an expressway does.
public struct RoadNetwork: Sendable {
  /// A way from a site to the interchange. Metres in the layer's projected system.
  public struct Way: Sendable {
    /// How the length was measured.
    public enum Kind: String, Sendable {
      /// Along roads, from the access point.
      case road
      /// Straight: there is no road layer, or no way along roads.
      case straight
    }

    /// Along roads, or straight.
    public var kind: Kind
    /// Whole length: access and roads, or the straight line.
    public var length: Double
    /// From the site to the nearest road; 0 where the kind is straight.
    public var access: Double
    /// Of the length, along roads under construction.
    public var underConstruction: Double
    /// Name of the road at the access point.
    public var road: String?
  }

  /// Vertices within this distance are one node, m.
  public static let snap = 0.5

  private struct Edge {
    var to: Int
    var length: Double
    var isUnderConstruction: Bool
  }

  private struct Line {
    var shape: Shape
    var nodes: [Int]
    var name: String?
    var isUnderConstruction: Bool
  }

  private var x: [Double] = []
  private var y: [Double] = []
  private var lines: [Line] = []
  /// Nodes where the expressway is reached.
  private var interchanges: [Int] = []
  private var distance: [Double] = []
  private var building: [Double] = []

  /// True where the layer has an interchange.
  public var hasInterchange: Bool { !interchanges.isEmpty }

  /// Joins the roads of a layer and measures every way to the nearest interchange.
  ///
  /// - Parameters:
  ///   - layer: centre lines, in a projected system in metres.
  ///   - classes: the class of each road (高速公路, 互通匝道 …).
  ///   - status: 现状, 在建, 规划; nil where the layer has none, and every road counts as open.
  ///   - names: the name of each road; nil where the layer has none.
  public init(_ layer: Layer, classes: Column?, status: Column?, names: Column?) throws {
    var finder = NodeFinder()
    var paths: [RoadPath] = []
    for road in 0..<layer.count {
      let state = status?.text(road) ?? ""
      if state.contains("规划") || state.lowercased() == "planned" { continue }
      for ring in layer.geometry.rings(of: road) where layer.geometry.vertices(ofRing: ring).count > 1 {
        paths.append(
          RoadPath(
            kind: RoadKind(classes?.text(road)),
            isUnderConstruction: state.contains("在建") || state.lowercased() == "under construction",
            name: names?.text(road),
            nodes: layer.geometry.vertices(ofRing: ring).map {
              finder.node(x: layer.geometry.x[$0], y: layer.geometry.y[$0])
            }
          )
        )
      }
    }
    x = finder.x
    y = finder.y
    RoadPath.join(&paths, x: x, y: y)
    var graph = [[Edge]](repeating: [], count: x.count)
    var kindsAtNode = [Set<RoadKind>](repeating: [], count: x.count)
    for path in paths {
      for node in path.nodes { kindsAtNode[node].insert(path.kind) }
      guard path.kind != .expressway else { continue }
      for (a, b) in zip(path.nodes, path.nodes.dropFirst()) where a != b {
        let length = RoadNetwork.length(x[a] - x[b], y[a] - y[b])
        graph[a].append(Edge(to: b, length: length, isUnderConstruction: path.isUnderConstruction))
        graph[b].append(Edge(to: a, length: length, isUnderConstruction: path.isUnderConstruction))
      }
      guard path.kind == .local else { continue }
      let shape = try Shape.line(x: path.nodes.map { x[$0] }, y: path.nodes.map { y[$0] })
      lines.append(
        Line(shape: shape, nodes: path.nodes, name: path.name, isUnderConstruction: path.isUnderConstruction)
      )
    }
    let ramps = kindsAtNode.indices.filter { kindsAtNode[$0].isSuperset(of: [.ramp, .local]) }
    interchanges =
      ramps.isEmpty ? kindsAtNode.indices.filter { kindsAtNode[$0].isSuperset(of: [.expressway, .local]) } : ramps
    (distance, building) = RoadNetwork.shortest(from: interchanges, graph)
  }

  /// The way from a site: from its nearest point on an open road or one under construction. Nil where no interchange is
  /// known.
  public func way(from site: Shape) throws -> Way? {
    guard hasInterchange, !site.isEmpty else { return nil }
    var best: (access: Double, line: Int)?
    for line in lines.indices {
      let access = try site.distance(to: lines[line].shape)
      if access < best?.access ?? .infinity { best = (access, line) }
    }
    if let best, let there = try site.nearestPoints(to: lines[best.line].shape)?.there,
      let along = along(lines[best.line], x: there.x, y: there.y)
    {
      return Way(
        kind: .road,
        length: best.access + along.length,
        access: best.access,
        underConstruction: along.building,
        road: lines[best.line].name
      )
    }
    var straight = Double.infinity
    for node in interchanges { straight = min(straight, try site.distance(to: .point(x: x[node], y: y[node]))) }
    return Way(kind: .straight, length: straight, access: 0, underConstruction: 0, road: nil)
  }

  /// From a point on a line to the interchange; nil where the line does not reach it.
  private func along(_ line: Line, x px: Double, y py: Double) -> (length: Double, building: Double)? {
    var nearest = (distance: Double.infinity, segment: 0, share: 0.0)
    for (i, (a, b)) in zip(line.nodes, line.nodes.dropFirst()).enumerated() {
      let (dx, dy) = (x[b] - x[a], y[b] - y[a])
      let square = dx * dx + dy * dy
      let share = square > 0 ? min(max(((px - x[a]) * dx + (py - y[a]) * dy) / square, 0), 1) : 0
      let away = RoadNetwork.length(x[a] + share * dx - px, y[a] + share * dy - py)
      if away < nearest.distance { nearest = (away, i, share) }
    }
    let (a, b) = (line.nodes[nearest.segment], line.nodes[nearest.segment + 1])
    let length = RoadNetwork.length(x[b] - x[a], y[b] - y[a])
    let ways = [(a, nearest.share * length), (b, (1 - nearest.share) * length)]
    guard let best = ways.min(by: { distance[$0.0] + $0.1 < distance[$1.0] + $1.1 }), distance[best.0].isFinite else {
      return nil
    }
    return (distance[best.0] + best.1, building[best.0] + (line.isUnderConstruction ? best.1 : 0))
  }

  private static func length(_ dx: Double, _ dy: Double) -> Double { (dx * dx + dy * dy).squareRoot() }

  /// Dijkstra's algorithm from several sources, with a binary heap.
  private static func shortest(from sources: [Int], _ graph: [[Edge]]) -> (length: [Double], building: [Double]) {
    var length = [Double](repeating: .infinity, count: graph.count)
    var building = [Double](repeating: 0, count: graph.count)
    var heap = MinimumHeap()
    for source in sources {
      length[source] = 0
      heap.push(0, source)
    }
    while let (known, node) = heap.pop() {
      if known > length[node] { continue }
      for edge in graph[node] where known + edge.length < length[edge.to] {
        length[edge.to] = known + edge.length
        building[edge.to] = building[node] + (edge.isUnderConstruction ? edge.length : 0)
        heap.push(length[edge.to], edge.to)
      }
    }
    return (length, building)
  }
}
