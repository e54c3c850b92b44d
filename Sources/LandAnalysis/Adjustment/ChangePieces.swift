import GEOS
public import Geometry
import LandModel

/// The land that changed, as polygons: one piece for each pair of parcels that share it, with where it came from and
/// what it became. Rule findings on a piece are joined by whoever has them, by the piece's number.
public struct ChangePieces: Sendable {
  /// Land of one parcel before that became land of one parcel after, or that only one version has.
  public struct Piece: Sendable {
    /// What became of the parcel after, or ``Lineage/Kind/removed``.
    public let kind: Lineage.Kind
    /// nil: land that this version does not have.
    public let before: Int?
    /// The parcel after; nil: land that the plan after does not have.
    public let after: Int?
    /// m² on the basis.
    public let area: Double
    /// What rules find on the piece, one sentence each; empty until they are joined.
    public var findings: [String] = []
  }

  /// In order of the records; numbers of the shapes in ``geometry``.
  public internal(set) var pieces: [Piece] = []
  /// One feature for each piece, in the coordinates of the plans.
  public let geometry: GeometryColumns

  /// Makes the pieces with GEOS. Throws `GEOSError` for polygons that are not valid: repair first.
  public init(_ result: AdjustmentResult) throws {
    var builder = GeometryColumns.Builder()
    var pieces: [Piece] = []
    func add(_ shape: Shape, _ piece: Piece) throws {
      let polygons = try shape.polygonalPart().polygons
      guard !polygons.isEmpty else { return }
      try builder.append(polygons)
      pieces.append(piece)
    }
    for record in result.lineage.records where !record.kind.isUnchanged {
      guard let feature = record.after else {
        let lost = record.before[0]
        let area = result.before.areas[lost]
        try add(
          Shape(result.before.geometry, feature: lost),
          Piece(kind: .removed, before: lost, after: nil, area: area)
        )
        continue
      }
      let shape = try Shape(result.after.geometry, feature: feature)
      if record.kind == .attributesChanged {
        try add(shape, Piece(kind: record.kind, before: record.before.first, after: feature, area: record.area))
        continue
      }
      var covered: [Shape] = []
      for number in result.graph.linksOfAfter[feature] where !result.lineage.slivers.contains(number) {
        let link = result.graph.links[number]
        let parent = try Shape(result.before.geometry, feature: link.before)
        covered.append(parent)
        // Of an adjusted boundary only the land that moved.
        let stays =
          record.kind == .boundaryAdjusted && record.before.first == link.before && !record.attributes.contains(.use)
        if stays { continue }
        try add(
          shape.intersection(parent),
          Piece(kind: record.kind, before: link.before, after: feature, area: link.area)
        )
      }
      let fresh = result.graph.onlyAfter[feature]
      if fresh > result.profile.thresholds.sliverArea {
        let rest = covered.isEmpty ? shape : try shape.difference(Shape.union(of: covered))
        try add(rest, Piece(kind: record.kind, before: nil, after: feature, area: fresh))
      }
    }
    self.pieces = pieces
    geometry = builder.finish()
  }
}
