public import Geometry
public import LandModel

/// What a project's layers say of a site. Areas are on one stated basis; the rows of every account sum to the site.
public struct Dossier: Sendable {
  /// The site's area on a basis.
  public struct Measured: Sendable {
    /// On the basis that it names.
    public var area: Area
  }

  /// One of the polygons that make up the site.
  public struct Part: Sendable {
    /// What people call the polygon.
    public var label: String
    /// Measured, on the dossier's basis.
    public var area: Area
    /// As its file states it.
    public var declared: Area?
  }

  /// The site split by the classes of one layer.
  public struct Overlap: Sendable {
    /// Title of the layer; of batches with the stage.
    public var layer: LocalizedText
    /// What the layer is in the project; nil for one named by the user.
    public var role: LayerRole?
    /// Class and area; the empty class is land that the layer does not cover. Overlapping classes appear as `a+b`.
    public var classes: [(name: String, area: Area)]
  }

  /// A batch that covers part of the site.
  public struct Approval: Sendable {
    /// The stage as the table writes it; empty where it has none.
    public var stage: String
    /// 批次, or the feature's label where the table names none.
    public var batch: String
    /// 批准文号.
    public var document: String?
    /// 批准机关.
    public var authority: String?
    /// 批准日期; nil where there is none that can be read.
    public var approvedOn: CalendarDate?
    /// The last day, as the document states it or the rule of its stage gives it; nil where there is none.
    public var term: DocumentTerm?
    /// What became of the document by the day over the land that it shares with the site; nil where no day was asked for.
    public var status: DocumentState.Kind?
    /// Land of the site that the batch covers.
    public var area: Area
  }

  /// A plan parcel that the site meets.
  public struct PlanParcel: Sendable {
    /// Title of the plan's layer.
    public var plan: LocalizedText
    /// What people call the parcel.
    public var label: String
    /// 用地代码 as written.
    public var code: String?
    /// 用地性质 as written.
    public var use: String?
    /// Land of the site that lies in the parcel.
    public var area: Area
    /// The share of the plan parcel that lies in the site, 0–1.
    public var shareOfParcel: Double
    /// 容积率 as written.
    public var plotRatio: String?
    /// 建筑密度 as written.
    public var density: String?
    /// 绿地率 as written.
    public var greenRatio: String?
    /// 建筑限高 as written.
    public var height: String?
  }

  /// A control line and the site.
  public struct Control: Sendable {
    /// Title of the layer.
    public var layer: LocalizedText
    /// Which control line; nil where the project does not say.
    public var kind: ControlLineKind?
    /// Land of the site within the line.
    public var inside: Area
    /// Land of the site outside it.
    public var outside: Area
    /// Land within the line, or outside the development boundary, above the size of a sliver.
    public var isConflict: Bool
  }

  /// A parcel (宗地) that shares a boundary with the site and no land.
  public struct Neighbour: Sendable {
    /// What people call the parcel.
    public var label: String
    /// 权利人.
    public var owner: String?
    /// 用地性质, or the code where there is no name.
    public var use: String?
    /// Its status as written.
    public var status: String?
    /// Length of the common boundary, m.
    public var length: Double
  }

  /// What the site is called.
  public let name: String
  /// Basis of all areas but ``areas``.
  public let basis: AreaBasis
  /// The day that terms are judged for; nil: they are not.
  public let asOf: CalendarDate?
  /// The site, every square metre once.
  public let area: Area
  /// On every basis that the system allows.
  public let areas: [Area]
  /// Length of the site's outline in the plane, m.
  public let perimeter: Double
  /// The polygons that make up the site, in the order of their layer; they may overlap.
  public let parts: [Part]
  /// The unit that the parts' declared areas were read in; nil where their layer declares none.
  public let declaredUnit: DeclaredAreaUnit?
  /// The site by the classes of each layer, batches stage by stage.
  public let overlaps: [Overlap]
  /// Batches that share more than a sliver with the site, by stage, date and name.
  public let approvals: [Approval]
  /// Plan parcels that share more than a sliver with the site.
  public let planParcels: [PlanParcel]
  /// The project's control lines, those that the site does not meet too.
  public let controls: [Control]
  /// Current land use by the three classes (三大类); nil: no patch, or a code without a class. Empty without such a layer.
  public let threeClasses: [(group: ThreeClass?, area: Area)]
  /// Current land use of the site by owner; nil where the layer states no owners.
  public let owners: LandUseByOwner?
  /// The longest common boundary first.
  public let neighbours: [Neighbour]
  /// The way to the nearest expressway interchange; nil without roads, or where they show no interchange.
  public let interchange: RoadNetwork.Way?
  /// Pieces of the site by layer and class, for a map.
  public let pieces: [Piece]

  /// The site's intersection with one feature of a layer.
  public struct Piece: Sendable {
    /// Title of the layer.
    public var layer: LocalizedText
    /// What people call the feature.
    public var label: String
    /// What the layer's role is about: use, status, batch or name.
    public var className: String
    /// The land that both share, one feature in the site's system.
    public var geometry: GeometryColumns
    /// m² on the dossier's basis.
    public var area: Double
  }
}
