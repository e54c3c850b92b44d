extension Subdivision {
  /// The regions of equal label as polygons. Faces labelled -1 (and the outside) belong to none.
  ///
  /// Neighbouring regions keep exactly the same vertices along their common edge: a vertex is left out only where
  /// just two boundary edges meet in an exactly straight line, and then it is left out of both.
  func dissolve(_ labels: [Int]) -> [Int: MultiPolygon] {
    func label(_ h: Int) -> Int { face[h] < 0 ? -1 : labels[face[h]] }
    let isBoundary = origin.indices.map { label($0) != label($0 ^ 1) }
    var degree = Array(repeating: 0, count: points.count)
    for h in origin.indices where isBoundary[h] { degree[origin[h]] += 1 }
    var seen = Array(repeating: false, count: origin.count)
    var rings: [Int: [[GridPoint]]] = [:]
    for start in origin.indices where isBoundary[start] && !seen[start] && label(start) >= 0 {
      var ring: [Int] = []
      var h = start
      repeat {
        seen[h] = true
        ring.append(origin[h])
        // Turn clockwise around the end, through faces of this region, to its next boundary edge.
        h = next[h]
        while !isBoundary[h] { h = next[h ^ 1] }
      } while h != start
      for loop in Subdivision.loops(ring) {
        let kept = straightened(loop, degree: degree)
        if kept.count >= 3 { rings[label(start), default: []].append(kept) }
      }
    }
    return rings.mapValues(Subdivision.nest)
  }

  /// Splits a ring at every vertex it passes twice, so that rings only touch.
  private static func loops(_ ring: [Int]) -> [[Int]] {
    var result: [[Int]] = []
    var stack: [Int] = []
    var position: [Int: Int] = [:]
    for v in ring {
      if let at = position[v] {
        let loop = Array(stack[at...])
        for w in loop.dropFirst() { position[w] = nil }
        stack.removeLast(loop.count - 1)
        result.append(loop)
      } else {
        position[v] = stack.count
        stack.append(v)
      }
    }
    result.append(stack)
    return result
  }

  private func straightened(_ loop: [Int], degree: [Int]) -> [GridPoint] {
    var kept: [GridPoint] = []
    for (k, v) in loop.enumerated() {
      let before = points[loop[k == 0 ? loop.count - 1 : k - 1]]
      let after = points[loop[k + 1 == loop.count ? 0 : k + 1]]
      if degree[v] == 2, orientation(before, points[v], after) == 0 { continue }
      kept.append(points[v])
    }
    return kept
  }

  /// Shells with the holes that lie in them, sorted by position so that the order never depends on tracing.
  private static func nest(_ rings: [[GridPoint]]) -> MultiPolygon {
    var shells: [Polygon] = []
    var holes: [[GridPoint]] = []
    for ring in rings {
      let start = ring.indices.min { ring[$0] < ring[$1] } ?? 0
      let rotated = Array(ring[start...] + ring[..<start])
      if Polygon.twiceArea(rotated) > 0 { shells.append(Polygon(shell: rotated)) } else { holes.append(rotated) }
    }
    shells.sort { $0.shell[0] != $1.shell[0] ? $0.shell[0] < $1.shell[0] : $0.area < $1.area }
    holes.sort { $0[0] < $1[0] }
    for hole in holes {
      let inside = Polygon(shell: hole.reversed()).interiorPoint
      // An island within the hole may hold that point as well: the home is larger than the hole.
      let size = -Polygon.twiceArea(hole)
      let home = shells.indices
        .filter { Polygon.twiceArea(shells[$0].shell) > size && Polygon.contains(shells[$0].shell, inside) }
        .min { Polygon.twiceArea(shells[$0].shell) < Polygon.twiceArea(shells[$1].shell) }
      if let home { shells[home].holes.append(hole) }
    }
    return shells
  }

  /// For each face its neighbours and the length in metres of the common edge.
  func adjacency(_ labels: [Int]) -> [Int: [Int: Double]] {
    var result: [Int: [Int: Double]] = [:]
    for h in origin.indices where face[h] >= 0 && face[h ^ 1] >= 0 {
      let a = labels[face[h]]
      let b = labels[face[h ^ 1]]
      guard a != b, a >= 0, b >= 0 else { continue }
      result[a, default: [:]][b, default: 0] += (points[origin[h]].vector - points[target(h)].vector).length
    }
    return result
  }

  /// Connected regions of equal class (negative classes are no region): a region number for each face, from 0, in
  /// the order of their first face.
  func regions(_ classes: [Int]) -> [Int] {
    var result = Array(repeating: -1, count: faceCount)
    var neighbours: [[Int]] = Array(repeating: [], count: faceCount)
    for h in origin.indices where face[h] >= 0 && face[h ^ 1] >= 0 { neighbours[face[h]].append(face[h ^ 1]) }
    var count = 0
    for f in 0..<faceCount where classes[f] >= 0 && result[f] < 0 {
      var stack = [f]
      result[f] = count
      while let g = stack.popLast() {
        for n in neighbours[g] where result[n] < 0 && classes[n] == classes[f] {
          result[n] = count
          stack.append(n)
        }
      }
      count += 1
    }
    return result
  }

  /// Gives every region under its minimum area the label of the neighbour with the longest common edge, smallest
  /// first, so that no splinter of the noding stays. `absorbs(small, neighbour)` says which neighbours may take it.
  func merged(
    _ labels: [Int],
    minimum: (Int) -> Double,
    absorbs: (Int, Int) -> Bool = { _, _ in true }
  ) -> [Int] {
    var labels = labels
    for _ in 0..<12 {
      var area: [Int: Double] = [:]
      for f in 0..<faceCount where labels[f] >= 0 { area[labels[f], default: 0] += faces[f].area }
      let small = area.filter { $0.value < minimum($0.key) }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      if small.isEmpty { break }
      let adjacent = adjacency(labels)
      var renamed: [Int: Int] = [:]
      var locked: Set<Int> = []
      for (label, _) in small where !locked.contains(label) {
        let options = (adjacent[label] ?? [:]).filter { renamed[$0.key] == nil && absorbs(label, $0.key) }
        guard let best = options.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { continue }
        renamed[label] = best
        locked.insert(best)
      }
      if renamed.isEmpty { break }
      for f in 0..<faceCount where labels[f] >= 0 { labels[f] = renamed[labels[f]] ?? labels[f] }
    }
    return labels
  }
}
