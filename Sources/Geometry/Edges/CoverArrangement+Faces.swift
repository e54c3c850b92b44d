extension CoverArrangement {
  /// A closed walk round one face: an outer boundary (positive area) or an island seen from outside.
  private struct Cycle {
    var start: Int
    var area: Double
    var perimeter: Double
    var box: Box
    /// The lowest of the leftmost vertices.
    var leftmost: Int
    var component = -1
    var cover = 0
    var scope = 0
    var isLabelled = false
  }

  /// Walks round all faces, groups them by connected component, and labels them from the outside in.
  mutating func labelFaces() {
    var cycleOf = [Int](repeating: -1, count: origins.count)
    var cycles: [Cycle] = []
    for halfEdge in origins.indices where cycleOf[halfEdge] < 0 {
      cycles.append(walk(from: halfEdge) { cycleOf[$0] = cycles.count })
    }
    // The outer cycle of each component is the one of the least area; it is negative.
    var outer: [Int] = []
    for number in cycles.indices where cycles[number].component < 0 {
      outer.append(spreadComponent(outer.count, from: number, cycles: &cycles, cycleOf: cycleOf))
    }
    // What lies to the left of a component is labelled before it.
    outer.sort { left, right in
      let (a, b) = (cycles[left].leftmost, cycles[right].leftmost)
      return (vertices.x[a], vertices.y[a]) < (vertices.x[b], vertices.y[b])
    }
    let strips = EdgeStrips(self)
    var islands = [[Int]](repeating: [], count: cycles.count)
    var holder = [Int](repeating: -1, count: cycles.count)
    for cycle in outer {
      if let halfEdge = strips.nearest(leftOf: cycles[cycle].leftmost, in: self) {
        var parent = cycleOf[halfEdge]
        cycles[cycle].cover = cycles[parent].cover
        cycles[cycle].scope = cycles[parent].scope
        if cycles[parent].area <= 0 { parent = holder[parent] }
        if parent >= 0 {
          holder[cycle] = parent
          islands[parent].append(cycle)
        }
      }
      cycles[cycle].isLabelled = true
      spreadLabels(from: cycle, cycles: &cycles, cycleOf: cycleOf)
    }
    faces = cycles.indices.compactMap { number in
      let cycle = cycles[number]
      guard cycle.area > 0 else { return nil }
      var face = Face(
        cover: cycle.cover,
        scope: cycle.scope,
        area: cycle.area,
        perimeter: cycle.perimeter,
        box: cycle.box,
        start: cycle.start
      )
      for island in islands[number] {
        face.area += cycles[island].area
        face.perimeter += cycles[island].perimeter
        face.islands.append(cycles[island].start)
      }
      return face
    }
  }

  private func walk(from start: Int, _ visit: (Int) -> Void) -> Cycle {
    let first = origin(start)
    let (x0, y0) = (vertices.x[first], vertices.y[first])
    var cycle = Cycle(start: start, area: 0, perimeter: 0, box: .empty, leftmost: first)
    var twice = 0.0
    var halfEdge = start
    repeat {
      visit(halfEdge)
      let (p, q) = (origin(halfEdge), target(halfEdge))
      let (px, py) = (vertices.x[p] - x0, vertices.y[p] - y0)
      let (qx, qy) = (vertices.x[q] - x0, vertices.y[q] - y0)
      twice += px * qy - qx * py
      cycle.perimeter += ((qx - px) * (qx - px) + (qy - py) * (qy - py)).squareRoot()
      cycle.box.extend(x: vertices.x[p], y: vertices.y[p])
      if (vertices.x[p], vertices.y[p]) < (vertices.x[cycle.leftmost], vertices.y[cycle.leftmost]) {
        cycle.leftmost = p
      }
      halfEdge = Int(nexts[halfEdge])
    } while halfEdge != start
    cycle.area = twice / 2
    return cycle
  }

  private func forEachHalfEdge(of cycle: Cycle, _ body: (Int) -> Void) {
    var halfEdge = cycle.start
    repeat {
      body(halfEdge)
      halfEdge = Int(nexts[halfEdge])
    } while halfEdge != cycle.start
  }

  /// Marks every cycle connected to one; returns the outer one.
  private func spreadComponent(_ component: Int, from first: Int, cycles: inout [Cycle], cycleOf: [Int]) -> Int {
    var waiting = [first]
    var outer = first
    cycles[first].component = component
    while let number = waiting.popLast() {
      if cycles[number].area < cycles[outer].area { outer = number }
      forEachHalfEdge(of: cycles[number]) { halfEdge in
        let other = cycleOf[twin(halfEdge)]
        if cycles[other].component < 0 {
          cycles[other].component = component
          waiting.append(other)
        }
      }
    }
    return outer
  }

  /// Carries cover and scope from a labelled cycle across edges to all others of its component.
  private mutating func spreadLabels(from first: Int, cycles: inout [Cycle], cycleOf: [Int]) {
    var waiting = [first]
    while let number = waiting.popLast() {
      forEachHalfEdge(of: cycles[number]) { halfEdge in
        let other = cycleOf[twin(halfEdge)]
        let sign = halfEdge & 1 == 0 ? 1 : -1
        let cover = cycles[number].cover - sign * Int(coverSteps[halfEdge >> 1])
        let scope = cycles[number].scope - sign * Int(scopeSteps[halfEdge >> 1])
        if !cycles[other].isLabelled {
          cycles[other].isLabelled = true
          cycles[other].cover = cover
          cycles[other].scope = scope
          waiting.append(other)
        } else if cycles[other].cover != cover || cycles[other].scope != scope {
          contradictions += 1
        }
      }
    }
  }
}

/// Edges by horizontal strips, for looking left from a vertex.
private struct EdgeStrips {
  private var starts: [UInt32]
  private var members: [UInt32]
  private let minY: Double
  private let inverse: Double

  init(_ arrangement: CoverArrangement) {
    let edges = arrangement.coverSteps.count
    let y = arrangement.vertices.y
    let low = y.min() ?? 0
    let height = (y.max() ?? 0) - low
    // Long edges lie in many strips: no more of these than that on average an edge lies in some ten.
    var climbed = 0.0
    for edge in 0..<edges { climbed += abs(y[arrangement.target(2 * edge)] - y[arrangement.origin(2 * edge)]) }
    let most = climbed > 0 ? Double(edges) * 8 * (height / climbed) : 1
    let count = max(1, min(edges / 4, 1 << 20, Int(min(most, 1_048_576))))
    let inverse = height > 0 ? Double(count) * (1 - 1e-12) / height : 0
    minY = low
    self.inverse = inverse
    func strips(_ edge: Int) -> ClosedRange<Int> {
      let (a, b) = (y[arrangement.origin(2 * edge)], y[arrangement.target(2 * edge)])
      return Int((min(a, b) - low) * inverse)...Int((max(a, b) - low) * inverse)
    }
    var counts = [UInt32](repeating: 0, count: count + 2)
    for edge in 0..<edges { for strip in strips(edge) { counts[strip + 1] += 1 } }
    for strip in 0...count { counts[strip + 1] += counts[strip] }
    starts = counts
    members = [UInt32](repeating: 0, count: Int(counts[count + 1]))
    for edge in 0..<edges {
      for strip in strips(edge) {
        members[Int(counts[strip])] = UInt32(edge)
        counts[strip] += 1
      }
    }
  }

  /// The half-edge that faces the vertex from the left: the nearest that a level line from the vertex to the left
  /// crosses, in the direction that has the vertex on its left side. Nil where there is none.
  func nearest(leftOf vertex: Int, in arrangement: CoverArrangement) -> Int? {
    let (x, y) = (arrangement.vertices.x[vertex], arrangement.vertices.y[vertex])
    let strip = Int((y - minY) * inverse)
    var best: (x: Double, slope: Double, halfEdge: Int)?
    for edge in members[Int(starts[strip])..<Int(starts[strip + 1])] {
      let (a, b) = (arrangement.origin(2 * Int(edge)), arrangement.target(2 * Int(edge)))
      let (ay, by) = (arrangement.vertices.y[a], arrangement.vertices.y[b])
      guard (ay <= y) != (by <= y) else { continue }
      let (ax, bx) = (arrangement.vertices.x[a], arrangement.vertices.x[b])
      let slope = (bx - ax) / (by - ay)
      let crossing = ay == y ? ax : (by == y ? bx : ax + (y - ay) * slope)
      guard crossing < x, a != vertex, b != vertex else { continue }
      // The line is thought to run just above y, which decides between edges that part there.
      if let best, (best.x, best.slope) > (crossing, slope) { continue }
      // East of an edge that runs south is its left.
      best = (crossing, slope, by < ay ? 2 * Int(edge) : 2 * Int(edge) + 1)
    }
    return best?.halfEdge
  }
}
