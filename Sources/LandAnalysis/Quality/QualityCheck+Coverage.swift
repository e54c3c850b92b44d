import Geometry

extension QualityCheck {
  /// Reports overlaps, gaps, land outside the scope, and neighbours that do not share their vertices.
  func checkCoverage(
    _ subject: CoverageSubject,
    _ collector: inout FindingCollector,
    _ enter: (Step) throws -> Void
  ) rethrows {
    try enter(.edges)
    let columns = subject.columns
    let matching = EdgeMatching(columns, included: subject.included)
    collector.result.unmatchedEdges = matching.unmatched.count
    collector.result.edgeCount = matching.matchedCount + matching.unmatched.count
    collector.result.totalArea = columns.totalArea(included: subject.included)
    let segments = matching.unmatchedSegments(of: columns) + (scope?.scopeSegments() ?? [])
    let arrangement = CoverArrangement(
      segments,
      tolerance: coincidence,
      maximumMeetings: 1_000_000 + 8 * segments.count
    )
    collector.result.isArrangementComplete = arrangement.isComplete
    let seeksGaps = expectation == .coverage
    collector.result.gapsWereSought = arrangement.isComplete && seeksGaps
    try enter(.overlaps)
    try reportOverlaps(subject, arrangement, &collector) { try enter(.overlaps) }
    try enter(.gaps)
    let edges = matching.unmatched
    if seeksGaps { reportGaps(arrangement, NeighbourSearch(subject, edges: edges), &collector) }
    try enter(.noding)
    reportNoding(subject, edges: edges, &collector)
  }

  /// Places this close are one but for rounding: well above the last digit of the coordinates, well below the
  /// snapping distance.
  private var coincidence: Double {
    let extent = plane.extent
    let largest = extent.isEmpty ? 1 : max(abs(extent.minX), abs(extent.minY), abs(extent.maxX), abs(extent.maxY))
    return max(1e-7, largest * 0x1p-48)
  }

  private func reportOverlaps(
    _ subject: CoverageSubject,
    _ arrangement: CoverArrangement,
    _ collector: inout FindingCollector,
    _ goesOn: () throws -> Void
  ) rethrows {
    for face in arrangement.faces where face.cover > 1 {
      collector.result.countedTwice += Double(face.cover - 1) * face.area
    }
    let search = OverlapSearch(subject: subject, thresholds: thresholds)
    let found = try search.run(arrangement, goesOn)
    collector.result.overlapsAreComplete = found.isComplete
    collector.result.minorOverlaps = found.minor
    for overlap in found.overlaps {
      var finding = QualityFinding(.overlap, features: overlap.features.sorted())
      finding.area = overlap.area
      finding.width = meanWidth(area: overlap.area, perimeter: overlap.shape.perimeter(of: 0))
      let place = overlap.shape.interiorPoint(of: 0)
      (finding.x, finding.y) = (place?.x, place?.y)
      collector.add(finding, evidence: 0, of: overlap.shape)
    }
  }

  private func reportGaps(
    _ arrangement: CoverArrangement,
    _ neighbours: NeighbourSearch,
    _ collector: inout FindingCollector
  ) {
    for face in arrangement.faces {
      let kind: QualityFinding.Kind
      if scope == nil {
        guard face.cover <= 0 else { continue }
        kind = .gap
      } else if face.scope > 0 {
        guard face.cover <= 0 else { continue }
        kind = .gap
      } else {
        guard face.cover > 0 else { continue }
        kind = .outsideScope
      }
      guard face.area > thresholds.smallestGap else {
        if kind == .gap && face.area > 0 {
          collector.result.minorGaps.count += 1
          collector.result.minorGaps.area += face.area
        }
        continue
      }
      var finding = QualityFinding(kind, features: [])
      finding.area = face.area
      finding.width = meanWidth(area: face.area, perimeter: face.perimeter)
      var builder = GeometryColumns.Builder()
      arrangement.append(face, to: &builder)
      let shape = builder.finish()
      let place = shape.interiorPoint(of: 0) ?? (face.box.midX, face.box.midY)
      (finding.x, finding.y) = (place.x, place.y)
      finding.features = neighbours.features(round: shape)
      collector.add(finding, evidence: 0, of: shape)
    }
  }

  private func reportNoding(_ subject: CoverageSubject, edges: [Int], _ collector: inout FindingCollector) {
    let columns = subject.columns
    let noding = NodingDifferences(columns, edges: edges, snappingDistance: thresholds.snappingDistance)
    for near in noding.nearVertices {
      var finding = QualityFinding(.nearVertices, features: near.features.map { subject.feature[$0] }.sorted())
      finding.distance = near.distance
      (finding.x, finding.y) = (near.x, near.y)
      collector.add(finding) { $0.appendLine([(near.x, near.y), (near.otherX, near.otherY)]) }
    }
    for missing in noding.missingVertices {
      let owner = subject.feature[missing.feature]
      var finding = QualityFinding(
        .missingVertices,
        features: [owner] + missing.neighbours.map { subject.feature[$0] }.sorted()
      )
      finding.distance = missing.farthest
      finding.count = missing.places.count
      (finding.x, finding.y) = (missing.places[0].x, missing.places[0].y)
      let edge = missing.edge
      collector.add(finding) {
        $0.appendLine([(columns.x[edge], columns.y[edge]), (columns.x[edge + 1], columns.y[edge + 1])])
      }
    }
  }
}

extension GeometryColumns {
  /// Plane area of the features that take part, summed in fixed chunks.
  fileprivate func totalArea(included: [Bool]) -> Double {
    FixedChunks.map(count: count, size: 4096) { chunk in
      chunk.reduce(0.0) { included[$1] ? $0 + planeArea(of: $1) : $0 }
    }.reduce(0, +)
  }
}

/// Finds the features that a gap's rim belongs to, by their edges there.
private struct NeighbourSearch {
  /// The first vertices of left-over edges at a place.
  private var owners: [Vertex: [Int]] = [:]

  private struct Vertex: Hashable {
    var x: Double
    var y: Double
  }

  init(_ subject: CoverageSubject, edges: [Int]) {
    owners.reserveCapacity(edges.count)
    let columns = subject.columns
    var feature = 0
    for edge in edges {
      while columns.vertices(of: feature).upperBound <= edge { feature += 1 }
      owners[Vertex(x: columns.x[edge], y: columns.y[edge]), default: []].append(subject.feature[feature])
    }
  }

  /// The features with a left-over edge that starts on the rim, ascending.
  func features(round shape: GeometryColumns) -> [Int] {
    var found: Set<Int> = []
    for i in 0..<shape.vertexCount {
      for feature in owners[Vertex(x: shape.x[i], y: shape.y[i])] ?? [] { found.insert(feature) }
    }
    return found.sorted()
  }
}
