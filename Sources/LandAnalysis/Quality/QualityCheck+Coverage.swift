import Geometry

extension QualityCheck {
  /// Reports overlaps, gaps, land outside the scope, and neighbours that do not share their vertices.
  func checkCoverage(
    _ subject: CoverageSubject,
    _ collector: inout FindingCollector,
    _ enter: (Step) throws -> Void
  ) rethrows {
    try enter(.edges)
    let unmatched = UnmatchedEdges(subject)
    collector.result.unmatchedEdges = unmatched.edges.count
    collector.result.edgeCount = unmatched.edgeCount
    collector.result.totalArea = subject.totalArea
    let segments = unmatched.segments + (scope?.scopeSegments() ?? [])
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
    if seeksGaps { reportGaps(arrangement, NeighbourSearch(unmatched), &collector) }
    try enter(.noding)
    reportNoding(unmatched, &collector)
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
        guard face.area > 0 else { continue }
        let place: WritableKeyPath<QualityResult, QualityResult.Tally> = kind == .gap ? \.minorGaps : \.minorOutside
        collector.result[keyPath: place].count += 1
        collector.result[keyPath: place].area += face.area
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

  private func reportNoding(_ unmatched: UnmatchedEdges, _ collector: inout FindingCollector) {
    let columns = unmatched.columns
    let noding = NodingDifferences(columns, edges: unmatched.edges, snappingDistance: thresholds.snappingDistance)
    for near in noding.nearVertices {
      var finding = QualityFinding(.nearVertices, features: near.features.map { unmatched.feature[$0] }.sorted())
      finding.distance = near.distance
      (finding.x, finding.y) = (near.x, near.y)
      collector.add(finding) { $0.appendLine([(near.x, near.y), (near.otherX, near.otherY)]) }
    }
    for missing in noding.missingVertices {
      let owner = unmatched.feature[missing.feature]
      var finding = QualityFinding(
        .missingVertices,
        features: [owner] + missing.neighbours.map { unmatched.feature[$0] }.sorted()
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

/// Finds the features that a gap's rim belongs to, by their edges there.
private struct NeighbourSearch {
  /// The first vertices of left-over edges.
  private let vertices: VertexIndex
  /// The feature of each.
  private let owners: [Int]

  init(_ unmatched: UnmatchedEdges) {
    let columns = unmatched.columns
    vertices = VertexIndex(columns, vertices: unmatched.edges)
    var number = 0
    owners = unmatched.edges.map { edge in
      while columns.vertices(of: number).upperBound <= edge { number += 1 }
      return unmatched.feature[number]
    }
  }

  /// The features with a left-over edge that starts on the rim, ascending.
  func features(round shape: GeometryColumns) -> [Int] {
    var found: Set<Int> = []
    for i in 0..<shape.vertexCount {
      vertices.forEach(x: shape.x[i], y: shape.y[i]) { found.insert(owners[$0]) }
    }
    return found.sorted()
  }
}
