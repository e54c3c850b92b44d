import GEOS
import Geometry

/// The polygons that the coverage check runs over: the features in the plane, and behind them the rebuilt ones.
///
/// The two stay apart: joining them would copy every vertex of the layer for the sake of a few invalid features.
struct CoverageSubject {
  let plane: GeometryColumns
  private(set) var rebuilt = GeometryColumns()
  /// Which of them take part.
  private(set) var included: [Bool]
  /// The layer's feature number of each.
  private(set) var feature: [Int]

  /// - Parameters:
  ///   - invalid: features to rebuild first.
  ///   - repeated: features that stand aside, because an identical one takes part.
  init(plane: GeometryColumns, invalid: [Int], repeated: [Int], _ result: inout QualityResult) {
    self.plane = plane
    included = [Bool](repeating: true, count: plane.count)
    feature = Array(0..<plane.count)
    for number in repeated { included[number] = false }
    let broken = invalid.filter { included[$0] }
    guard !broken.isEmpty else { return }
    let (rebuilt, repairs) = plane.selecting(broken).repair()
    for repair in repairs {
      let number = broken[repair.feature]
      if repair.failure != nil {
        result.unrepaired.append(number)
      } else {
        result.repairs.append(
          .init(feature: number, areaBefore: repair.areaBefore, areaAfter: repair.areaAfter)
        )
      }
    }
    let failed = Set(result.unrepaired)
    for number in broken { included[number] = false }
    self.rebuilt = rebuilt
    feature += broken
    included += broken.map { !failed.contains($0) }
  }

  var count: Int { feature.count }

  /// The columns that hold a member, and its number there.
  func place(of number: Int) -> (columns: GeometryColumns, feature: Int) {
    number < plane.count ? (plane, number) : (rebuilt, number - plane.count)
  }

  func planeArea(of number: Int) -> Double {
    number < plane.count ? plane.planeArea(of: number) : rebuilt.planeArea(of: number - plane.count)
  }

  func box(of number: Int) -> Box {
    number < plane.count ? plane.box(of: number) : rebuilt.box(of: number - plane.count)
  }

  /// Plane area of the members that take part, summed in fixed chunks.
  var totalArea: Double {
    FixedChunks.map(count: count, size: 4096) { chunk in
      chunk.reduce(0.0) { included[$1] ? $0 + planeArea(of: $1) : $0 }
    }.reduce(0, +)
  }
}

/// The edges of a coverage that no other edge cancels, with the features they belong to: few, where the coverage is a
/// good one.
struct UnmatchedEdges {
  /// The features with such edges.
  private(set) var columns = GeometryColumns()
  /// The layer's number of each.
  private(set) var feature: [Int] = []
  /// The edges, by their first vertices in ``columns``, ascending.
  private(set) var edges: [Int] = []
  /// All edges that took part.
  private(set) var edgeCount: Int

  init(_ subject: CoverageSubject) {
    let plane = subject.plane
    let matching = EdgeMatching(plane, included: Array(subject.included.prefix(plane.count)))
    edgeCount = matching.edgeCount
    // Edges ascend, and so do features.
    var owner = 0
    var shift = 0
    for edge in matching.unmatched {
      if feature.isEmpty || plane.vertices(of: owner).upperBound <= edge {
        while plane.vertices(of: owner).upperBound <= edge { owner += 1 }
        shift = columns.vertexCount - plane.vertices(of: owner).lowerBound
        columns.append(feature: owner, of: plane)
        feature.append(owner)
      }
      edges.append(edge + shift)
    }
    let rebuilt = (0..<subject.rebuilt.count).filter { subject.included[plane.count + $0] }
    if !rebuilt.isEmpty { match(rebuilt, of: subject) }
  }

  /// Edges of features that were rebuilt meet only what the others left over: an edge between two of those was
  /// cancelled by its twin already.
  private mutating func match(_ rebuilt: [Int], of subject: CoverageSubject) {
    for number in rebuilt {
      let first = columns.ringCount
      columns.append(feature: number, of: subject.rebuilt)
      feature.append(subject.feature[subject.plane.count + number])
      for ring in first..<columns.ringCount {
        let vertices = columns.vertices(ofRing: ring)
        guard vertices.count > 1 else { continue }
        for i in vertices.dropLast() where columns.x[i] != columns.x[i + 1] || columns.y[i] != columns.y[i + 1] {
          edges.append(i)
          edgeCount += 1
        }
      }
    }
    edges = EdgeMatching(columns, edges: edges).unmatched
  }

  /// As directed segments.
  var segments: [CoverArrangement.Segment] {
    edges.map { edge in
      CoverArrangement.Segment(
        ax: columns.x[edge],
        ay: columns.y[edge],
        bx: columns.x[edge + 1],
        by: columns.y[edge + 1]
      )
    }
  }
}
