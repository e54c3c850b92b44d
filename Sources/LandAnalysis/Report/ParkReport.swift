import Features
import GEOS
public import Geometry
public import LandModel

/// The park's land account: zones and what they count twice, plans, current land use, the pipeline, listed lots, idle
/// stock, and the claims of the report beside the figures computed. A part whose layer the project lacks is nil or
/// empty.
public struct ParkReport: Sendable {
  /// A plan in a version, by land-use class.
  public struct PlanAccount: Sendable {
    /// Title of the plan's layer.
    public var title: LocalizedText
    /// Which plan, as the project names it.
    public var plan: String?
    /// Which of its states; nil for a plan of one.
    public var version: PlanVersion?
    /// Its land by class of the third level.
    public var balance: LandUseBalance
  }

  /// Lots listed for sale.
  public struct Listed: Sendable {
    /// Number of lots (宗).
    public var count: Int
    /// Sum of the lots' measured areas.
    public var area: Area
    /// Sum of the prices in yuan, of the lots that state one.
    public var price: Double
    /// Lots that state a price.
    public var priced: Int
  }

  /// Basis of all areas.
  public let basis: AreaBasis
  /// Measured and declared area of each zone; declared is nil where the layer states none. Zones may overlap.
  public let zones: [(name: String, id: String, area: Area, declared: Area?)]
  /// What the zones count twice; nil without zones.
  public let zoneOverlaps: OverlapAccount?
  /// Names of the zones, by number.
  public let zoneLabels: [String]
  /// Every plan of the project whose layer has land-use codes, in its order.
  public let plans: [PlanAccount]
  /// Current land use by first-level class of the survey; nil without such a layer.
  public let landUse: LandUseBalance?
  /// The batches of the pipeline by stage.
  public let stages: [StageTotals]
  /// Lots listed for sale; nil without such a layer.
  public let listed: Listed?
  /// Idle land and idle plants; nil where the project has neither.
  public let idle: IdleStock?
  /// In the order of the report.
  public let claims: [ClaimComparison]
  /// Why the version of land-use codes is the one it is, by layer title.
  public let classifications: [(layer: LocalizedText, classification: LandUseClassification)]

  /// Accounts for a project.
  ///
  /// - Parameters:
  ///   - park: the project with its layers.
  ///   - claims: what the report says.
  ///   - basis: of all areas.
  ///   - measure: measures columns in m² on the basis, in the project's system.
  public init(
    _ park: LoadedProject,
    claims: ClaimSet,
    basis: AreaBasis,
    measure: @escaping (GeometryColumns) throws -> [Double]
  ) throws {
    let maker = ParkReportMaker(park: park, basis: basis, measure: measure, catalogue: try .embedded())
    self.basis = basis
    let zoneLayer = park.layer(.zones)
    zones = try zoneLayer.map { try maker.zones($0) } ?? []
    zoneOverlaps = try zoneLayer.map { try maker.overlaps($0) }
    zoneLabels = zones.map(\.name)
    plans = try park.layers(.plan).compactMap { try maker.plan($0) }
    landUse = try park.layer(.landUse).flatMap { try maker.balance($0, level: 1) }
    stages = try maker.stages()
    listed = try park.layer(.listed).map { try maker.listed($0) }
    idle = try maker.idleStock()
    classifications =
      plans.map { ($0.title, $0.balance.classification) }
      + (landUse.map { [(park.layer(.landUse)?.title ?? LocalizedText("landuse"), $0.classification)] } ?? [])
    let pipeline = try PipelineFigures(park, basis: basis, measure: measure)
    let computed = ClaimFigures(
      maker: maker,
      zones: zones,
      listed: listed,
      idle: idle,
      zoneLayer: zoneLayer,
      approved: pipeline
    )
    let share = maker.threshold("claim.approximate")
    self.claims = try claims.claims.map { try computed.comparison($0, approximateShare: share) }
  }
}

extension LoadedLayer {
  /// What the layer is called: its title in the project, else its name.
  public var title: LocalizedText { entry?.title ?? LocalizedText(layer.name) }
}
