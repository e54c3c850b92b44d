import GEOS
import Geometry
public import LandModel

/// What became of the parcels of a plan between two versions, whether or not ids agree: from the graph of common land,
/// slivers left out, links that hold a considerable share of a parcel join parcels into groups, and the group's form
/// (one to one, one to many, many to one, many to many) is the kind.
public struct Lineage: Sendable {
  /// What became of a parcel.
  public enum Kind: String, Sendable, CaseIterable {
    /// 未变: the same outline, use, indicators and facilities.
    case unchanged
    /// Redrawn: the outline differs by slivers only.
    case redrawn
    /// Same land, another use, indicator or facility.
    case attributesChanged = "attributes-changed"
    /// 界线调整: one parcel before and one after, whose outline moved by more than slivers.
    case boundaryAdjusted = "boundary-adjusted"
    /// 分割: one parcel became several.
    case split
    /// 合并: several parcels became one.
    case merged
    /// Several parcels became several others.
    case reshaped
    /// 新增: land that no parcel before had a considerable share of.
    case new
    /// 取消: no parcel after has a considerable share of its land.
    case removed

    /// True where nothing of substance changed.
    public var isUnchanged: Bool { self == .unchanged || self == .redrawn }
  }

  /// An attribute that differs between versions.
  public enum Attribute: String, Sendable, CaseIterable {
    /// 用地性质: the code.
    case use
    /// 容积率.
    case plotRatio = "plot-ratio"
    /// 建筑密度.
    case buildingDensity = "building-density"
    /// 绿地率.
    case greenRatio = "green-ratio"
    /// 建筑限高.
    case height
    /// 配套设施, or their capacity.
    case facilities
  }

  /// One after-parcel with its predecessors, or a removed before-parcel.
  public struct Record: Sendable {
    /// What became of the parcel.
    public let kind: Kind
    /// nil for a removed parcel.
    public let after: Int?
    /// The before-parcels of its group, by shared land, largest first; for a removed parcel itself.
    public let before: [Int]
    /// Area of the parcel in m².
    public let area: Double
    /// Land that came from other parcels than its own predecessors (boundary adjustments), m².
    public let gained: Double
    /// Land that went to others, m².
    public let lost: Double
    /// What differs from any of the predecessors; empty for new and removed parcels.
    public let attributes: [Attribute]
    /// Slivers of redrawing on it: number and m².
    public let slivers: Int
    /// m² on the basis; not in ``gained`` or ``lost``.
    public let sliverArea: Double
    /// True where the parcel has another name than its only predecessor.
    public let isRenamed: Bool
  }

  /// After-parcels in order, then removed ones.
  public let records: [Record]
  /// Numbers of ``OverlayGraph/links`` that are slivers of redrawing.
  public let slivers: Set<Int>

  /// Finds out what became of every parcel.
  ///
  /// - Parameters:
  ///   - graph: the land that the two versions share.
  ///   - before: the version before.
  ///   - after: the version after.
  ///   - thresholds: what counts as redrawing, and which share of a parcel joins it to another.
  /// - Throws: what GEOS throws for polygons that are not valid.
  public init(
    _ graph: OverlayGraph,
    before: PlanState,
    after: PlanState,
    thresholds: AdjustmentProfile.Thresholds
  ) throws {
    let maker = LineageMaker(graph: graph, before: before, after: after, thresholds: thresholds)
    slivers = try maker.findSlivers()
    records = maker.records(slivers)
  }
}

struct LineageMaker {
  let graph: OverlayGraph
  let before: PlanState
  let after: PlanState
  let thresholds: AdjustmentProfile.Thresholds

  // MARK: Slivers

  /// Links whose common land is small or thin. The width of a piece is at least its area over the diagonal of the common
  /// box; only where that leaves it open is the piece made with GEOS, and 2A/P taken.
  func findSlivers() throws -> Set<Int> {
    let candidates = graph.links.indices.filter { number in
      let link = graph.links[number]
      return link.area < thresholds.sliverArea || couldBeThin(link)
    }
    let chunks = FixedChunks.map(count: candidates.count, size: 64) { chunk in
      Result { try chunk.map { try isSliver(graph.links[candidates[$0]]) } }
    }
    let answers = try chunks.flatMap { try $0.get() }
    return Set(zip(candidates, answers).filter(\.1).map(\.0))
  }

  private func couldBeThin(_ link: OverlayGraph.Link) -> Bool {
    guard !isWhole(link) else { return false }
    let a = before.geometry.box(of: link.before)
    let b = after.geometry.box(of: link.after)
    let width = min(a.maxX, b.maxX) - max(a.minX, b.minX)
    let height = min(a.maxY, b.maxY) - max(a.minY, b.minY)
    return link.plane <= thresholds.sliverWidth * 4 * (width + height)
  }

  /// Half of one of the two parcels and more is no sliver of redrawing, however small it is.
  private func isWhole(_ link: OverlayGraph.Link) -> Bool {
    link.plane * 2 >= min(graph.planeBefore[link.before], graph.planeAfter[link.after])
  }

  private func isSliver(_ link: OverlayGraph.Link) throws -> Bool {
    if isWhole(link) { return false }
    if link.area < thresholds.sliverArea { return true }
    let shared = try Shape(before.geometry, feature: link.before)
      .intersection(Shape(after.geometry, feature: link.after)).polygonalPart().polygons
    // Several pieces: the thickest counts, so that a piece of real change is never hidden behind slivers.
    return try shared.members().allSatisfy { piece in
      piece.area < thresholds.sliverArea || 2 * piece.area < thresholds.sliverWidth * piece.length
    }
  }

  // MARK: Groups

  func records(_ slivers: Set<Int>) -> [Lineage.Record] {
    var groups = Groups(before: before.count, after: after.count)
    for (number, link) in graph.links.enumerated() where !slivers.contains(number) && isStrong(link) {
      groups.join(link.before, link.after)
    }
    let members = groups.members()
    var records = (0..<after.count).map { feature in
      record(after: feature, members[groups.root(after: feature)] ?? ([], [feature]), slivers)
    }
    for feature in 0..<before.count where members[groups.root(before: feature)]?.after.isEmpty ?? true {
      records.append(removed(feature, slivers))
    }
    return records
  }

  /// A considerable share of either parcel.
  private func isStrong(_ link: OverlayGraph.Link) -> Bool {
    link.plane > thresholds.minorShare * graph.planeAfter[link.after]
      || link.plane > thresholds.minorShare * graph.planeBefore[link.before]
  }

  private func record(after feature: Int, _ group: (before: [Int], after: [Int]), _ slivers: Set<Int>) -> Lineage.Record
  {
    let own = Set(group.before)
    var gained = max(0, graph.onlyAfter[feature])
    var sliverCount = 0
    var sliverArea = 0.0
    // What the other version lacks all around a parcel is no more than redrawing where it is thin; land that came from a
    // neighbour is told by its own piece.
    if isThin(gained, around: feature, of: after) {
      sliverArea += gained
      if gained > 0 { sliverCount += 1 }
      gained = 0
    }
    var shares: [(Int, Double)] = []
    for number in graph.linksOfAfter[feature] {
      let link = graph.links[number]
      if slivers.contains(number) {
        sliverCount += 1
        sliverArea += link.area
      } else if own.contains(link.before) {
        shares.append((link.before, link.area))
      } else {
        gained += link.area
      }
    }
    let parents = shares.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
    var lost = 0.0
    if group.before.count == 1, group.after.count == 1, let parent = group.before.first {
      (lost, sliverCount, sliverArea) = losses(of: parent, to: feature, slivers, sliverCount, sliverArea)
    }
    let differing = attributes(after: feature, parents)
    let parent = parents.count == 1 ? parents[0] : nil
    return Lineage.Record(
      kind: kind(group, feature, gained, lost, sliverArea, differing),
      after: feature,
      before: parents,
      area: after.areas[feature],
      gained: gained,
      lost: lost,
      attributes: differing,
      slivers: sliverCount,
      sliverArea: sliverArea,
      isRenamed: parent.map { before.labels[$0] != after.labels[feature] } ?? false
    )
  }

  private func losses(
    of parent: Int,
    to feature: Int,
    _ slivers: Set<Int>,
    _ count: Int,
    _ area: Double
  ) -> (Double, Int, Double) {
    var lost = max(0, graph.onlyBefore[parent])
    var count = count
    var area = area
    if isThin(lost, around: parent, of: before) {
      area += lost
      if lost > 0 { count += 1 }
      lost = 0
    }
    for number in graph.linksOfBefore[parent] where graph.links[number].after != feature {
      if slivers.contains(number) {
        count += 1
        area += graph.links[number].area
      } else {
        lost += graph.links[number].area
      }
    }
    return (lost, count, area)
  }

  /// Uncovered land below the sliver's area, or as thin as one all along the outline.
  private func isThin(_ area: Double, around feature: Int, of state: PlanState) -> Bool {
    let perimeter = state.geometry.perimeter(of: feature)
    return area < thresholds.sliverArea
      || area < thresholds.sliverWidth * perimeter / 2 && area * 10 < state.areas[feature]
  }

  private func kind(
    _ group: (before: [Int], after: [Int]),
    _ feature: Int,
    _ gained: Double,
    _ lost: Double,
    _ slivers: Double,
    _ attributes: [Lineage.Attribute]
  ) -> Lineage.Kind {
    switch (group.before.count, group.after.count) {
    case (0, _): return .new
    case (1, 1):
      if gained > 0 || lost > 0 { return .boundaryAdjusted }
      if !attributes.isEmpty { return .attributesChanged }
      // Rounded coordinates, and vertices that a neighbour's new corner added on an edge.
      return slivers > thresholds.snap * after.geometry.perimeter(of: feature) ? .redrawn : .unchanged
    case (1, _): return .split
    case (_, 1): return .merged
    default: return .reshaped
    }
  }

  private func removed(_ feature: Int, _ slivers: Set<Int>) -> Lineage.Record {
    Lineage.Record(
      kind: .removed,
      after: nil,
      before: [feature],
      area: before.areas[feature],
      gained: 0,
      lost: before.areas[feature],
      attributes: [],
      slivers: 0,
      sliverArea: 0,
      isRenamed: false
    )
  }

  // MARK: Attributes

  private func attributes(after feature: Int, _ parents: [Int]) -> [Lineage.Attribute] {
    guard !parents.isEmpty else { return [] }
    func differs<Value: Equatable>(_ value: (PlanState, Int) -> Value) -> Bool {
      let now = value(after, feature)
      return parents.contains { value(before, $0) != now }
    }
    var found: [Lineage.Attribute] = []
    if differs({ $0.codes[$1] }) { found.append(.use) }
    let quantities: [(IndicatorQuantity, Lineage.Attribute)] = [
      (.plotRatio, .plotRatio), (.buildingDensity, .buildingDensity), (.greenRatio, .greenRatio), (.height, .height),
    ]
    for (quantity, attribute) in quantities
    where before.indicators[quantity] != nil && after.indicators[quantity] != nil {
      if differs({ $0.indicators[quantity]?.entries[$1]?.indicator.meaning }) { found.append(attribute) }
    }
    if differs({ [$0.facilities[$1] ?? "", $0.capacities[$1] ?? ""] }) { found.append(.facilities) }
    return found
  }
}

/// Parcels of both versions joined by links: disjoint sets whose root is their first member.
private struct Groups {
  private var parents: [Int]
  private let beforeCount: Int

  init(before: Int, after: Int) {
    parents = Array(0..<(before + after))
    beforeCount = before
  }

  mutating func join(_ before: Int, _ after: Int) {
    let a = root(before)
    let b = root(beforeCount + after)
    if a != b { parents[max(a, b)] = min(a, b) }
  }

  func root(before: Int) -> Int { root(before) }
  func root(after: Int) -> Int { root(beforeCount + after) }

  private func root(_ item: Int) -> Int {
    var item = item
    while parents[item] != item { item = parents[item] }
    return item
  }

  func members() -> [Int: (before: [Int], after: [Int])] {
    var result: [Int: (before: [Int], after: [Int])] = [:]
    for item in parents.indices {
      if item < beforeCount {
        result[root(item), default: ([], [])].before.append(item)
      } else {
        result[root(item), default: ([], [])].after.append(item - beforeCount)
      }
    }
    return result
  }
}

extension GeometryColumns {
  /// Length of all rings of a feature, in the unit of its coordinates.
  func perimeter(of feature: Int) -> Double {
    var length = 0.0
    for ring in rings(of: feature) {
      let vertices = vertices(ofRing: ring)
      for i in vertices.dropFirst() {
        let dx = x[i] - x[i - 1]
        let dy = y[i] - y[i - 1]
        length += (dx * dx + dy * dy).squareRoot()
      }
    }
    return length
  }
}
