import Features
public import Geometry
public import LandModel

/// What zones have reached in the pipeline on the project's day: the figures that claims about the pipeline are set
/// beside. Documents that lapsed before they were used do not count.
struct PipelineFigures {
  private let catalogue: StageCatalogue
  private let stages: [ApprovalStage]
  private let statuses: [String: ApprovalStatus]
  private let basis: AreaBasis

  /// Nil where the project has no batches with stages, or no zones.
  init?(_ park: LoadedProject, basis: AreaBasis, measure: @escaping (GeometryColumns) throws -> [Double]) throws {
    guard let batches = park.layer(.batches), let zones = park.layer(.zones), batches.column(.stage) != nil else {
      return nil
    }
    let catalogue = try StageCatalogue.embedded()
    let records = try ApprovalRecords(batches, catalogue: catalogue, measured: nil)
    let register = ApprovalRegister(
      records.documents,
      geometry: records.geometry,
      catalogue: catalogue,
      rules: try .embedded(),
      thresholds: park.project.thresholds
    )
    let account = try ApprovalAccount(zones.layer.geometry, register: register, basis: basis, measure: measure)
    let latest = records.documents.compactMap(\.approvedOn).max()
    let day = park.project.asOf ?? latest ?? CalendarDate.latest
    let status = try account.status(on: day)
    statuses = Dictionary(status.map { (zones.label(of: $0.subject), $0) }) { first, _ in first }
    self.catalogue = catalogue
    self.basis = basis
    stages = register.stages
  }

  /// Land of a zone that valid documents of a stage cover; nil for a zone or a word for a stage that is not known.
  func reached(_ word: String, zone: String) -> Area? {
    guard let stage = catalogue.stage(written: word), let position = stages.firstIndex(of: stage) else { return nil }
    return statuses[zone]?.reached(position)
  }
}

/// The claims about the pipeline and the listed lots, beside the figures computed from a park's layers.
public enum PipelineClaims {
  /// Compares every claim of a set, without idle stock.
  ///
  /// - Parameters:
  ///   - park: the layers that answer.
  ///   - claims: what the report says.
  ///   - basis: of the areas; the report names none.
  ///   - measure: measures columns in m² on the basis, in the project's system.
  public static func compare(
    _ park: LoadedProject,
    claims: ClaimSet,
    basis: AreaBasis,
    measure: @escaping (GeometryColumns) throws -> [Double]
  ) throws -> [ClaimComparison] {
    let maker = ParkReportMaker(park: park, basis: basis, measure: measure, catalogue: try .embedded())
    let figures = ClaimFigures(
      maker: maker,
      zones: try park.layer(.zones).map { try maker.zones($0) } ?? [],
      listed: try park.layer(.listed).map { try maker.listed($0) },
      idle: nil,
      zoneLayer: park.layer(.zones),
      approved: try PipelineFigures(park, basis: basis, measure: measure)
    )
    let share = maker.threshold("claim.approximate")
    return try claims.claims.filter { [.batches, .listed].contains($0.role) }.map { claim in
      try figures.comparison(claim, approximateShare: share)
    }
  }
}
