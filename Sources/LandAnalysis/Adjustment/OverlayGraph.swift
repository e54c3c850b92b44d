import AreaAccount
import Geometry

/// The land that parcels of two versions share, as a graph: one link for each pair with common land, and what of each
/// parcel the other version does not cover. Areas come from the edge-pair kernel; no shape is made.
public struct OverlayGraph: Sendable {
  /// A pair of parcels and its common land.
  public struct Link: Sendable {
    /// Number of the parcel before.
    public let before: Int
    /// Number of the parcel after.
    public let after: Int
    /// In square units of the plane.
    public let plane: Double
    /// In m² on the basis of the states.
    public var area: Double
  }

  /// In order of after, then before.
  public let links: [Link]
  /// The part of each parcel that the other version lacks, m² on the basis. Negative where the other version counts
  /// land of it more than once, because its own parcels overlap.
  public let onlyBefore: [Double]
  /// The same for the parcels after.
  public let onlyAfter: [Double]
  /// For each after-parcel the before-parcel with the same polygons; nil where there is none.
  public let identical: [Int?]
  /// Plane areas of the parcels.
  public let planeBefore: [Double]
  /// Plane areas of the parcels after.
  public let planeAfter: [Double]
  let linksOfAfter: [Range<Int>]
  let linksOfBefore: [[Int]]

  /// Common land below this share of the smaller parcel is rounding of the kernel, not land.
  private static let rounding = 1e-9

  /// Measures the land that every pair of parcels shares.
  public init(_ before: PlanState, _ after: PlanState) {
    let planeBefore = (0..<before.count).map { before.geometry.planeArea(of: $0) }
    let planeAfter = (0..<after.count).map { after.geometry.planeArea(of: $0) }
    identical = after.geometry.identicalFeatures(in: before.geometry)
    let pairs = Self.pairs(before.geometry, after.geometry, planeBefore, planeAfter)
    var ofAfter: [Range<Int>] = []
    var ofBefore = Array(repeating: [Int](), count: before.count)
    var next = 0
    for feature in 0..<after.count {
      let start = next
      while next < pairs.count && pairs[next].after == feature { next += 1 }
      ofAfter.append(start..<next)
    }
    for (number, pair) in pairs.enumerated() { ofBefore[pair.before].append(number) }
    var shares = LinkAreas(pairs, ofAfter, ofBefore)
    shares.scale(before: (planeBefore, before.areas), after: (planeAfter, after.areas))
    links = shares.links
    onlyBefore = shares.onlyBefore
    onlyAfter = shares.onlyAfter
    self.planeBefore = planeBefore
    self.planeAfter = planeAfter
    linksOfAfter = ofAfter
    linksOfBefore = ofBefore
  }

  private static func pairs(
    _ before: GeometryColumns,
    _ after: GeometryColumns,
    _ planeBefore: [Double],
    _ planeAfter: [Double]
  ) -> [Link] {
    let tree = BoxTree(before.boxes())
    return FixedChunks.map(count: after.count, size: 512) { chunk in
      var found: [Link] = []
      for feature in chunk where planeAfter[feature] > 0 {
        for other in tree.items(in: after.box(of: feature)) where planeBefore[other] > 0 {
          let area = after.intersectionArea(feature, with: before, other)
          guard area > max(min(planeAfter[feature], planeBefore[other]) * rounding, 1e-6) else { continue }
          found.append(Link(before: other, after: feature, plane: area, area: area))
        }
      }
      return found
    }.flatMap { $0 }
  }
}

/// Brings the plane areas of links to the basis so that the links of a parcel, with what is left over, sum to its area
/// in both versions. The scale of a projection differs a little over two parcels that share land: alternate fitting to
/// both sums (Deming and Stephan 1940) makes them agree.
private struct LinkAreas {
  var links: [OverlayGraph.Link]
  var onlyBefore: [Double] = []
  var onlyAfter: [Double] = []
  private let ofAfter: [Range<Int>]
  private let ofBefore: [[Int]]

  init(_ links: [OverlayGraph.Link], _ ofAfter: [Range<Int>], _ ofBefore: [[Int]]) {
    self.links = links
    self.ofAfter = ofAfter
    self.ofBefore = ofBefore
  }

  mutating func scale(before: (plane: [Double], basis: [Double]), after: (plane: [Double], basis: [Double])) {
    let factorsBefore = zip(before.plane, before.basis).map { $0 > 0 ? $1 / $0 : 1 }
    let factorsAfter = zip(after.plane, after.basis).map { $0 > 0 ? $1 / $0 : 1 }
    onlyBefore = before.plane.indices.map { feature in
      let shared = ofBefore[feature].reduce(0.0) { $0 + links[$1].plane }
      return Self.rest(before.plane[feature], shared) * factorsBefore[feature]
    }
    onlyAfter = after.plane.indices.map { feature in
      let shared = ofAfter[feature].reduce(0.0) { $0 + links[$1].plane }
      return Self.rest(after.plane[feature], shared) * factorsAfter[feature]
    }
    for i in links.indices {
      links[i].area = links[i].plane * (factorsBefore[links[i].before] * factorsAfter[links[i].after]).squareRoot()
    }
    // Plane areas in metres need no fitting.
    if before.plane == before.basis && after.plane == after.basis { return }
    for _ in 0..<4 {
      for feature in ofBefore.indices { fit(ofBefore[feature], to: before.basis[feature] - onlyBefore[feature]) }
      for feature in ofAfter.indices { fit(Array(ofAfter[feature]), to: after.basis[feature] - onlyAfter[feature]) }
    }
  }

  /// What is left of a parcel; what rounding leaves is nothing.
  private static func rest(_ whole: Double, _ shared: Double) -> Double {
    let rest = whole - shared
    return abs(rest) <= max(whole * 1e-9, 1e-5) ? 0 : rest
  }

  private mutating func fit(_ members: [Int], to target: Double) {
    let sum = members.reduce(0.0) { $0 + links[$1].area }
    guard sum > 0, target > 0 else { return }
    let factor = target / sum
    for member in members { links[member].area *= factor }
  }
}
