/// One defect of a polygon layer. Its evidence geometry is the feature of the same number in
/// ``QualityResult/evidence``.
public struct QualityFinding: Sendable, Hashable {
  /// What is wrong, in the order in which findings are listed.
  public enum Kind: String, Sendable, CaseIterable, Comparable {
    /// Not a valid polygon by OGC Simple Features; ``reason`` says why. Evidence: the place.
    case invalid
    /// Nothing that has an area: null, empty, points or lines.
    case noArea = "no-area"
    /// The same polygons as another feature, whatever the start vertex, direction or order of rings.
    case duplicateGeometry = "duplicate-geometry"
    /// The same identifier as another feature.
    case duplicateID = "duplicate-id"
    /// Two features share land. Evidence: the shared part.
    case overlap
    /// Land within the outline, or the scope, that no feature covers. Evidence: the gap.
    case gap
    /// Covered land outside the scope. Evidence: that land.
    case outsideScope = "outside-scope"
    /// A feature of tiny area or width.
    case sliver
    /// A tiny part of a feature of several parts. Evidence: the part.
    case tinyPart = "tiny-part"
    /// Vertices of different features closer than the snapping distance, but not equal. Evidence: the line between.
    case nearVertices = "near-vertices"
    /// An edge along which a neighbour has vertices that it has not. Evidence: the edge.
    case missingVertices = "missing-vertices"
    /// A feature of several parts. A remark: many are meant so.
    case multipart

    public static func < (left: Kind, right: Kind) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Remarks alone leave a layer without defects.
    public var isDefect: Bool { self != .multipart }
  }

  /// What is wrong.
  public var kind: Kind
  /// The features concerned, by number from 0, ascending; for ``Kind/missingVertices`` first the one whose edge it is.
  /// For a gap, those round it.
  public var features: [Int]
  /// A place on it, in the plane coordinates of the check.
  public var x: Double?
  /// Northing of the place.
  public var y: Double?
  /// In m²: of the overlap, gap, sliver or part.
  public var area: Double?
  /// Mean width of that, 2 · area / perimeter, in metres.
  public var width: Double?
  /// For near and missing vertices: how far apart, in metres.
  public var distance: Double?
  /// How many: parts, features with the same geometry or identifier, missing vertices.
  public var count: Int?
  /// GEOS's words for ``Kind/invalid``; the identifier for ``Kind/duplicateID``.
  public var reason: String?

  init(_ kind: Kind, features: [Int]) {
    self.kind = kind
    self.features = features
  }
}
