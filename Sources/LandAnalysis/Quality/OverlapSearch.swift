import AreaAccount
import GEOS
import Geometry

/// Finds the overlapping pairs of features behind the faces that more than one feature covers.
struct OverlapSearch {
  struct Overlap: Sendable {
    /// Numbers in the layer.
    var features: [Int]
    var area: Double
    /// One feature: the shared part.
    var shape: GeometryColumns
  }

  struct Found: Sendable {
    var overlaps: [Overlap] = []
    var minor = QualityResult.Tally()
    var isComplete = true
  }

  private struct Pair: Sendable {
    var first: UInt32
    var second: UInt32
  }

  let subject: CoverageSubject
  let thresholds: QualityThresholds

  func run(_ arrangement: CoverArrangement, _ goesOn: () throws -> Void) rethrows -> Found {
    let places = arrangement.faces.filter { $0.cover > 1 && $0.area > thresholds.smallestOverlap / 1000 }.map(\.box)
    if arrangement.isComplete && places.isEmpty { return Found() }
    let extent = subject.plane.extent
    // Without faces every place is suspect.
    let (pairs, all) = candidates(SuspectPlaces(arrangement.isComplete ? places : [extent]))
    let wave = 4096
    var found = Found()
    found.isComplete = all
    for start in stride(from: 0, to: pairs.count, by: wave) {
      try goesOn()
      let batch = pairs[start..<min(start + wave, pairs.count)]
      let results = FixedChunks.map(count: batch.count, size: 32) { chunk in
        chunk.compactMap { overlap(batch[batch.startIndex + $0]) }
      }
      for overlap in results.joined() {
        if overlap.area > thresholds.smallestOverlap {
          found.overlaps.append(overlap)
        } else {
          found.minor.count += 1
          found.minor.area += overlap.area
        }
      }
      if found.overlaps.count > thresholds.maximumPairs {
        found.isComplete = false
        break
      }
    }
    return found
  }

  /// Pairs whose boxes meet within a suspect place, each once, in order; false where there were too many.
  private func candidates(_ places: SuspectPlaces) -> ([Pair], Bool) {
    // A bound for memory alone: most candidates of a bad layer do overlap.
    let limit = max(thresholds.maximumPairs, 1 << 16) * 16
    let suspects = FixedChunks.map(count: subject.count, size: 4096) { chunk in
      var suspects: [(number: Int, box: Box)] = []
      for number in chunk where subject.included[number] {
        let box = subject.box(of: number)
        if places.meet(box) { suspects.append((number, box)) }
      }
      return suspects
    }.flatMap { $0 }
    let tree = BoxTree(suspects.map(\.box))
    let found = FixedChunks.map(count: suspects.count, size: 512) { chunk in
      var pairs: [Pair] = []
      for first in chunk {
        let box = suspects[first].box
        for second in tree.items(in: box) where second > first {
          if places.meet(box.intersection(suspects[second].box)) {
            pairs.append(Pair(first: UInt32(suspects[first].number), second: UInt32(suspects[second].number)))
          }
        }
        if pairs.count > limit { break }
      }
      return pairs
    }
    let count = found.reduce(0) { $0 + $1.count }
    return (Array(found.joined().prefix(limit)), count <= limit)
  }

  /// The common area of a pair, nil where there is none. GEOS makes the shape once the area is known to be there.
  private func overlap(_ pair: Pair) -> Overlap? {
    let (first, second) = (Int(pair.first), Int(pair.second))
    let (one, other) = (subject.place(of: first), subject.place(of: second))
    let area = one.columns.intersectionArea(one.feature, with: other.columns, other.feature)
    guard area > thresholds.smallestOverlap / 1000 else { return nil }
    let features = [subject.feature[first], subject.feature[second]]
    if area <= thresholds.smallestOverlap / 2 {
      return Overlap(features: features, area: area, shape: GeometryColumns())
    }
    for inner in [one, other] {
      let whole = inner.columns.planeArea(of: inner.feature)
      // The one lies wholly in the other.
      guard area < whole * (1 - 1e-9) else {
        return Overlap(features: features, area: whole, shape: inner.columns.selecting([inner.feature]))
      }
    }
    guard let shape = intersection(one, other) else {
      var empty = GeometryColumns.Builder()
      empty.addNull()
      return Overlap(features: features, area: area, shape: empty.finish())
    }
    return Overlap(features: features, area: shape.planeArea(of: 0), shape: shape)
  }

  private func intersection(
    _ first: (columns: GeometryColumns, feature: Int),
    _ second: (columns: GeometryColumns, feature: Int)
  ) -> GeometryColumns? {
    do {
      let a = try Shape.polygons(of: first.feature, in: first.columns)
      let b = try Shape.polygons(of: second.feature, in: second.columns)
      return try GeometryColumns(CollectionOfOne(a.intersection(b).polygonalPart().polygons))
    } catch {
      return nil
    }
  }
}

extension Box {
  /// What two boxes have in common; empty where nothing.
  fileprivate func intersection(_ other: Box) -> Box {
    let common = Box(
      minX: max(minX, other.minX),
      minY: max(minY, other.minY),
      maxX: min(maxX, other.maxX),
      maxY: min(maxY, other.maxY)
    )
    return common.isEmpty ? .empty : common
  }
}
