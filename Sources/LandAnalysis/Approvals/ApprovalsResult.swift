import GEOS
public import Geometry
public import LandModel

/// The answer of `approvals`: where every subject's land stands on each day asked for, which documents hold, what is
/// uncovered, what is declared wrongly.
public struct ApprovalsResult: Sendable {
  /// What the land is split for.
  public struct Subjects: Sendable {
    /// One feature for each subject.
    public var geometry: GeometryColumns
    /// What people call each subject.
    public var labels: [String]
    /// Position of the whole (the union of what was asked about); nil where there is no such row.
    public var whole: Int?

    /// Subjects with their names.
    public init(geometry: GeometryColumns, labels: [String], whole: Int? = nil) {
      self.geometry = geometry
      self.labels = labels
      self.whole = whole
    }

    /// The subjects with one more: the union of `wholes`, every square metre once.
    public func adding(unionOf wholes: GeometryColumns, label: String) throws -> Subjects {
      var builder = GeometryColumns.Builder()
      for feature in 0..<geometry.count { try builder.append(Shape(geometry, feature: feature)) }
      let shapes = try (0..<wholes.count).filter { wholes.kinds[$0].isPolygonal }.map {
        try Shape(wholes, feature: $0)
      }
      try builder.append(Shape.union(of: shapes).polygonalPart().polygons)
      return Subjects(geometry: builder.finish(), labels: labels + [label], whole: labels.count)
    }
  }

  /// The layers that an analysis reads; all valid, in one plane system in metres.
  public struct Input {
    /// The batches of the pipeline with their documents.
    public var records: ApprovalRecords
    /// What the land is split for.
    public var subjects: Subjects
    /// The forest map (林地一张图); nil where there is none.
    public var forest: GeometryColumns?
    /// Idle land; nil where there is no such layer.
    public var idle: GeometryColumns?
    /// Planned construction land, and current land use, for the rates.
    public var landForRates: LandForRates

    /// The batches and the land asked about, with the other layers that there are.
    public init(
      records: ApprovalRecords,
      subjects: Subjects,
      forest: GeometryColumns? = nil,
      idle: GeometryColumns? = nil,
      landForRates: LandForRates = LandForRates()
    ) {
      self.records = records
      self.subjects = subjects
      self.forest = forest
      self.idle = idle
      self.landForRates = landForRates
    }
  }

  /// The documents as they were read.
  public let records: ApprovalRecords
  /// The documents with their terms.
  public let register: ApprovalRegister
  /// Basis of all areas, but for the declared ones, which have their own.
  public let basis: AreaBasis
  /// What the land is split for.
  public let subjects: Subjects
  /// In order; documents, pieces and findings hold for the last.
  public let dates: [CalendarDate]
  /// For each date the subjects' land.
  public let statuses: [[ApprovalStatus]]
  /// What became of each document by the last date, in the order of the register.
  public let documents: [DocumentState]
  /// Land without what it rests on, on the last date.
  public let pieces: UncoveredPieces
  /// Supplied before approved.
  public let earlySupplies: [EarlySupply]
  /// Other stages that were reached before the one that has to come first.
  public let earlyStages: [EarlyStage]
  /// What the rates need of the plan and of current land use, for each subject.
  public let rateInputs: [RateInputs]
  /// Each batch's declared area beside the measured one, in the order of the register.
  public let declared: [DeclaredBatch]
  /// What still counts as covered, on the last date.
  public let tolerance: CoverageTolerance
  /// True where there is a forest map: without one nothing is said of consents.
  public let hasForest: Bool
  /// True where there is a layer of idle land.
  public let hasIdle: Bool

  /// Answers for each date, from batches, subjects and the layers beside them.
  ///
  /// - Parameters:
  ///   - input: the layers, all in one plane system in metres.
  ///   - dates: in order, at least one.
  ///   - catalogue: the stages.
  ///   - rules: when documents lapse.
  ///   - thresholds: the values that rules and tolerances name.
  ///   - basis: of all areas but the declared ones.
  ///   - measure: measures columns in m² on a basis.
  public init(
    _ input: Input,
    dates: [CalendarDate],
    catalogue: StageCatalogue,
    rules: TermRules,
    thresholds: ThresholdProfile,
    basis: AreaBasis,
    measure: @escaping (GeometryColumns, AreaBasis) throws -> [Double]
  ) throws {
    let day = dates.last ?? CalendarDate.latest
    let register = ApprovalRegister(
      input.records.documents,
      geometry: input.records.geometry,
      catalogue: catalogue,
      rules: rules,
      thresholds: thresholds
    )
    func account(_ subjects: GeometryColumns) throws -> ApprovalAccount {
      try ApprovalAccount(subjects, register: register, forest: input.forest, idle: input.idle, basis: basis) {
        try measure($0, basis)
      }
    }
    let land = try account(input.subjects.geometry)
    let batches = try account(register.geometry)
    tolerance = CoverageTolerance(thresholds, on: day)
    statuses = try dates.map { try land.status(on: $0) }
    documents = try batches.documentStates(on: day, tolerance: tolerance)
    earlySupplies = try batches.earlySupplies(on: day)
    earlyStages = try batches.earlyStages(on: day)
    rateInputs = try input.landForRates.inputs(of: input.subjects.geometry, basis: basis) { try measure($0, basis) }
    pieces = try UncoveredPieces(batches, on: day, forest: input.forest, tolerance: tolerance) {
      try measure($0, basis)
    }
    declared = try DeclaredBatch.compare(
      input.records,
      assumed: .plane,
      tolerance: DeclaredTolerance(profile: thresholds, on: day),
      measure: measure
    )
    records = input.records
    self.register = register
    self.basis = basis
    self.dates = dates
    subjects = input.subjects
    hasForest = input.forest != nil
    hasIdle = input.idle != nil
  }

  /// The day that documents, pieces and findings hold for.
  public var day: CalendarDate { dates.last ?? CalendarDate.latest }

  /// The document whose last day comes first of those with land still at stake; nil where none has a coming last day.
  public var nextToLapse: DocumentState? {
    documents.filter { state in
      state.kind == .running && !tolerance.allows(state.atStake.squareMetres, of: state.area.squareMetres)
    }.min { a, b in
      guard let first = a.term?.lastDay, let second = b.term?.lastDay else { return false }
      return first == second ? a.document < b.document : first < second
    }
  }

  /// True where something is wrong: land without the approval it rests on or supplied before it, documents that lapsed unused, declared
  /// areas that differ, stages or dates that cannot be read.
  public var hasFindings: Bool {
    pieces.pieces.contains { !$0.isSliver } || documents.contains { [.lapsed, .partlyLapsed].contains($0.kind) }
      || declared.contains { [.differs, .otherUnit].contains($0.verdict) } || !records.unknownStages.isEmpty
      || !records.unreadableDates.isEmpty || earlySupplies.contains { $0.area.squareMetres >= tolerance.sliver }
      || earlyStages.contains { $0.area.squareMetres >= tolerance.sliver }
  }
}

extension CalendarDate {
  /// The last day that the calendar has here: for data without any date.
  public static let latest: CalendarDate = {
    guard let day = CalendarDate(year: 9999, month: 12, day: 31) else { preconditionFailure("a calendar without end") }
    return day
  }()
}
