import Features
import GEOS
import Geometry
import LandAnalysis
import TestSupport
import Testing

/// Ways to the interchange against all shortest ways (Floyd and Warshall) of random networks.
@Suite struct RoadNetworkTests {
  private struct Road {
    var kind: String
    var status = "现状"
    var points: [(Double, Double)]
  }

  private func network(_ roads: [Road]) throws -> RoadNetwork {
    var builder = GeometryColumns.Builder()
    var columns = ["DLDJ", "ZT"].map { Column(Field($0, .text)) }
    for road in roads {
      builder.beginFeature(.lineString)
      builder.beginPart()
      builder.beginRing()
      for point in road.points { builder.add(x: point.0, y: point.1) }
      builder.endRing()
      builder.endPart()
      builder.endFeature()
      columns[0].append(.text(road.kind))
      columns[1].append(.text(road.status))
    }
    let layer = Layer(
      name: "roads",
      geometry: builder.finish(),
      table: AttributeTable(columns: columns, rowCount: roads.count)
    )
    return try RoadNetwork(layer, classes: columns[0], status: columns[1], names: nil)
  }

  private func site(_ x: Double, _ y: Double) throws -> Shape {
    try .rectangle(Box(minX: x, minY: y, maxX: x + 10, maxY: y + 10))
  }

  @Test func againstAllShortestWays() throws {
    var random = SeededRandom.announced("againstAllShortestWays", fallback: 1_956)
    for _ in 0..<40 {
      let count = 12
      let nodes = (0..<count).map { _ in
        (Double.random(in: 0...5_000, using: &random).rounded(), Double.random(in: 0...5_000, using: &random).rounded())
      }
      var roads = [Road(kind: "互通匝道", points: [(-500, -500), nodes[0]])]
      var length = [[Double]](repeating: Array(repeating: .infinity, count: count), count: count)
      for a in 0..<count {
        length[a][a] = 0
        for b in (a + 1)..<count where Double.random(in: 0...1, using: &random) < 0.2 {
          roads.append(Road(kind: "支路", points: [nodes[a], nodes[b]]))
          let (dx, dy) = (nodes[a].0 - nodes[b].0, nodes[a].1 - nodes[b].1)
          length[a][b] = (dx * dx + dy * dy).squareRoot()
          length[b][a] = length[a][b]
        }
      }
      guard roads.count > 1, length[0].contains(where: { $0 > 0 && $0.isFinite }) else { continue }
      for k in 0..<count {
        for i in 0..<count {
          for j in 0..<count { length[i][j] = min(length[i][j], length[i][k] + length[k][j]) }
        }
      }
      let network = try network(roads)
      for node in 0..<count where length[node].contains(where: { $0 > 0 && $0.isFinite }) {
        // A site with a corner on the node: its access is there.
        let way = try #require(try network.way(from: .point(x: nodes[node].0, y: nodes[node].1)))
        #expect((way.kind == .road) == length[0][node].isFinite)
        if way.kind == .road { #expect(abs(way.length - length[0][node]) < 1e-6) }
        let (dx, dy) = (nodes[0].0 - nodes[node].0, nodes[0].1 - nodes[node].1)
        if way.kind == .straight { #expect(abs(way.length - (dx * dx + dy * dy).squareRoot()) < 1e-6) }
      }
    }
  }

  /// A lane that ends on a road between two of its vertices is joined to it; one that crosses above is not.
  @Test func endsJoinAndCrossingsDoNot() throws {
    let main = [
      Road(kind: "互通匝道", points: [(0, -300), (0, 0)]), Road(kind: "主干路", points: [(0, 0), (1_000, 0)]),
    ]
    let lane = try network(main + [Road(kind: "支路", points: [(400, 0.3), (400, 500)])])
    let way = try #require(try lane.way(from: site(401, 490)))
    #expect(way.kind == .road && abs(way.length - (400 + 490 + 1)) < 11)
    let bridge = try network(main + [Road(kind: "支路", points: [(400, -200), (400, 500)])])
    #expect(try bridge.way(from: site(401, 490))?.kind == .straight)
    let planned = try network(main + [Road(kind: "支路", status: "规划", points: [(400, 0), (400, 500)])])
    let far = try #require(try planned.way(from: site(401, 490)))
    #expect(far.kind == .road && far.access == 490)
    #expect(try network([Road(kind: "支路", points: [(0, 0), (9, 9)])]).way(from: site(0, 0)) == nil)
  }
}
