extension CoverArrangement {
  /// A face as a polygon, islands as holes. Where the boundary touches itself at a vertex it is taken apart there, so
  /// that the result is made of simple rings.
  public func append(_ face: Face, to builder: inout GeometryColumns.Builder) {
    let outer = simpleRings(from: face.start)
    let shells = outer.filter { $0.area > 0 }.sorted { ($0.area, $1.vertices[0]) > ($1.area, $0.vertices[0]) }
    let holes = outer.filter { $0.area < 0 } + face.islands.flatMap { simpleRings(from: $0) }.filter { $0.area < 0 }
    builder.beginFeature(shells.count > 1 ? .multiPolygon : .polygon)
    for (number, shell) in shells.enumerated() {
      builder.beginPart()
      add(shell, to: &builder)
      // The largest shell holds the holes: the others are bays that a vertex cuts off.
      if number == 0 { holes.forEach { add($0, to: &builder) } }
      builder.endPart()
    }
    builder.endFeature()
  }

  /// A point within the face: in the middle of the widest stretch of a level line half way between two of its vertices.
  public func interiorPoint(of face: Face) -> (x: Double, y: Double) {
    var builder = GeometryColumns.Builder()
    append(face, to: &builder)
    return builder.finish().interiorPoint(of: 0) ?? (face.box.midX, face.box.midY)
  }

  private struct SimpleRing {
    var vertices: [Int]
    var area: Double
  }

  private func add(_ ring: SimpleRing, to builder: inout GeometryColumns.Builder) {
    builder.beginRing()
    for vertex in ring.vertices { builder.add(x: vertices.x[vertex], y: vertices.y[vertex]) }
    builder.endRing()
  }

  /// A closed walk, taken apart wherever it comes back to a vertex.
  private func simpleRings(from start: Int) -> [SimpleRing] {
    var rings: [SimpleRing] = []
    var path: [Int] = []
    var place: [Int: Int] = [:]
    var halfEdge = start
    repeat {
      let vertex = origin(halfEdge)
      if let first = place[vertex] {
        rings.append(ring(Array(path[first...])))
        for passed in path[first...] { place[passed] = nil }
        path.removeSubrange(first...)
      }
      place[vertex] = path.count
      path.append(vertex)
      halfEdge = Int(nexts[halfEdge])
    } while halfEdge != start
    rings.append(ring(path))
    return rings.filter { $0.vertices.count > 2 }
  }

  private func ring(_ path: [Int]) -> SimpleRing {
    guard let first = path.first else { return SimpleRing(vertices: [], area: 0) }
    let (x0, y0) = (vertices.x[first], vertices.y[first])
    var twice = 0.0
    for (number, p) in path.enumerated() {
      let q = path[number + 1 < path.count ? number + 1 : 0]
      twice +=
        (vertices.x[p] - x0) * (vertices.y[q] - y0) - (vertices.x[q] - x0) * (vertices.y[p] - y0)
    }
    return SimpleRing(vertices: path, area: twice / 2)
  }
}
