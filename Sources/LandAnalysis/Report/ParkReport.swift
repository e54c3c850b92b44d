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
    public var title: LocalizedText
    public var plan: String?
    public var version: PlanVersion?
    public var balance: LandUseBalance
  }

  /// Lots listed for sale.
  public struct Listed: Sendable {
    public var count: Int
    public var area: Area
    /// Sum of the prices in yuan, of the lots that state one.
    public var price: Double
    public var priced: Int
  }

  public let basis: AreaBasis
  public let zones: [(name: String, id: String, area: Area, declared: Area?)]
  public let zoneOverlaps: OverlapAccount?
  public let zoneLabels: [String]
  public let plans: [PlanAccount]
  public let landUse: LandUseBalance?
  public let stages: [StageTotals]
  public let listed: Listed?
  public let idle: IdleStock?
  public let claims: [ClaimComparison]
  /// Why the version of land-use codes is the one it is, by layer title.
  public let classifications: [(layer: LocalizedText, classification: LandUseClassification)]

  /// - Parameter measure: measures columns in m² on the basis, in the project's system.
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
    landUse = try park.layer(.landUse).flatMap { try maker.balance($0, level: 1, preferring: .survey) }
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
