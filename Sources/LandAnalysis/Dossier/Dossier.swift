public import Geometry
public import LandModel

/// What a project's layers say of a site. Areas are on one stated basis; the rows of every account sum to the site.
public struct Dossier: Sendable {
  /// The site's area on a basis.
  public struct Measured: Sendable {
    public var area: Area
  }

  /// One of the polygons that make up the site.
  public struct Part: Sendable {
    public var label: String
    public var area: Area
    /// As its file states it.
    public var declared: Area?
  }

  /// The site split by the classes of one layer.
  public struct Overlap: Sendable {
    public var layer: LocalizedText
    public var role: LayerRole?
    /// Class and area; the empty class is land that the layer does not cover. Overlapping classes appear as `a+b`.
    public var classes: [(name: String, area: Area)]
  }

  /// A batch that covers part of the site.
  public struct Approval: Sendable {
    public enum Status: String, Sendable {
      case valid
      case expired
      /// No term is stated.
      case noTerm = "no-term"
      /// Approved after the day asked for.
      case later
    }

    public var stage: String
    public var batch: String
    public var document: String?
    public var authority: String?
    public var approvedOn: CalendarDate?
    public var expiresOn: CalendarDate?
    public var status: Status?
    public var area: Area
  }

  /// A plan parcel that the site meets.
  public struct PlanParcel: Sendable {
    public var plan: LocalizedText
    public var label: String
    public var code: String?
    public var use: String?
    public var area: Area
    /// The share of the plan parcel that lies in the site, 0–1.
    public var shareOfParcel: Double
    public var plotRatio: String?
    public var density: String?
    public var greenRatio: String?
    public var height: String?
  }

  /// A control line and the site.
  public struct Control: Sendable {
    public var layer: LocalizedText
    public var kind: ControlLineKind?
    public var inside: Area
    public var outside: Area
    /// Land within the line, or outside the development boundary, above the size of a sliver.
    public var isConflict: Bool
  }

  public struct Neighbour: Sendable {
    public var label: String
    public var owner: String?
    public var use: String?
    public var status: String?
    /// Length of the common boundary, m.
    public var length: Double
  }

  public let name: String
  public let basis: AreaBasis
  public let asOf: CalendarDate?
  public let area: Area
  /// On every basis that the system allows.
  public let areas: [Area]
  public let perimeter: Double
  public let parts: [Part]
  public let overlaps: [Overlap]
  public let approvals: [Approval]
  public let planParcels: [PlanParcel]
  public let controls: [Control]
  public let threeClasses: [(group: ThreeClass?, area: Area)]
  /// Current land use of the site by owner; nil where the layer states no owners.
  public let owners: LandUseByOwner?
  public let neighbours: [Neighbour]
  public let interchange: RoadNetwork.Way?
  /// Pieces of the site by layer and class, for a map.
  public let pieces: [Piece]

  /// The site's intersection with one feature of a layer.
  public struct Piece: Sendable {
    public var layer: LocalizedText
    public var label: String
    public var className: String
    public var geometry: GeometryColumns
    public var area: Double
  }
}
