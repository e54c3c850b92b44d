import Geometry
public import LandModel

/// What became of a document by a day.
public struct DocumentState: Sendable {
  /// What became of a document.
  public enum Kind: String, Sendable, CaseIterable {
    /// Dated after the day.
    case coming
    /// It has no term.
    case lasting
    /// Within its term, land under it is not yet used.
    case running
    /// All land under it was used within the term: it does not lapse.
    case used
    /// Some land under it was not used in time and fell out.
    case partlyLapsed = "partly-lapsed"
    /// No land under it was used in time.
    case lapsed
    /// Its time is over, whatever was done under it.
    case ended
  }

  /// Position of the document in the register.
  public let document: Int
  /// What became of it by the day.
  public let kind: Kind
  /// Land under the document, on the account's basis.
  public let area: Area
  /// Of it, used by documents of the stages that keep it, as of the day.
  public let used: Area
  /// Of it, void on the day.
  public let lapsed: Area
  /// Of it, also under another valid document of the stage.
  public let doubled: Area
  /// Its last day with the rule; nil where it has no term.
  public let term: DocumentTerm?
}

extension DocumentState {
  /// Land that the document still holds and that its last day threatens; zero once used, lapsed or without term.
  public var atStake: Area {
    kind == .running ? ((try? area - used) ?? area) : .zero(area.basis)
  }
}

/// How large a remainder still counts as covered: the larger of an area and a share (thresholds `coverage.area`,
/// `coverage.ratio`).
public struct CoverageTolerance: Sendable {
  /// Remainders up to this many m² count as covered.
  public var squareMetres: Double
  /// Remainders up to this share of the whole do too, 0 to 1.
  public var share: Double
  /// Pieces below this are slivers (threshold `sliver.area`).
  public var sliver: Double

  /// A tolerance of its figures: m², a fraction, m².
  public init(squareMetres: Double, share: Double, sliver: Double) {
    self.squareMetres = squareMetres
    self.share = share
    self.sliver = sliver
  }

  /// The thresholds of a profile as they hold on a day.
  public init(_ profile: ThresholdProfile, on day: CalendarDate) {
    func value(_ key: String) -> Double { profile.threshold(key, on: day)?.value.doubleValue ?? 0 }
    self.init(
      squareMetres: value("coverage.area"),
      share: value("coverage.ratio"),
      sliver: value("sliver.area")
    )
  }

  /// True where a remainder of so many m², of a whole of so many m², counts as covered.
  public func allows(_ remainder: Double, of whole: Double) -> Bool {
    remainder <= max(squareMetres, share * whole)
  }
}

extension ApprovalAccount {
  /// The state of each document on a day. The account's subjects must be the register's own polygons.
  public func documentStates(on day: CalendarDate, tolerance: CoverageTolerance) throws -> [DocumentState] {
    try register.documents.indices.map { try documentState($0, within: $0, on: day, tolerance: tolerance) }
  }

  /// The state of a document over one of the account's subjects, which must lie within its polygon: its own polygon, or what
  /// of it a site holds.
  func documentState(
    _ document: Int,
    within subject: Int,
    on day: CalendarDate,
    tolerance: CoverageTolerance
  ) throws -> DocumentState {
    var (whole, used, void, doubled) = (0.0, 0.0, 0.0, 0.0)
    let stage = register.stages.firstIndex { $0.id == register.documents[document].stage }
    for row in rows(of: subject) {
      let cover = covers[row.cover]
      whole += row.area
      if register.isKept(document, by: day, in: cover) { used += row.area }
      guard register.holds(document, on: day, in: cover) else {
        void += row.area
        continue
      }
      let others = stage.map { cover.documents[$0] } ?? []
      if others.contains(where: { Int($0) != document && register.holds(Int($0), on: day, in: cover) }) {
        doubled += row.area
      }
    }
    func area(_ value: Double) throws -> Area { try Area(squareMetres: value, basis: basis) }
    let isComing = !register.isDated(document, by: day)
    return DocumentState(
      document: document,
      kind: isComing ? .coming : kind(document, day, whole, used, void, tolerance),
      area: try area(whole),
      used: try area(used),
      lapsed: try area(isComing ? 0 : void),
      doubled: try area(doubled),
      term: register.terms[document]
    )
  }

  private func kind(
    _ document: Int,
    _ day: CalendarDate,
    _ whole: Double,
    _ used: Double,
    _ void: Double,
    _ tolerance: CoverageTolerance
  ) -> DocumentState.Kind {
    guard let term = register.terms[document] else { return .lasting }
    if day <= term.lastDay { return tolerance.allows(whole - used, of: whole) && used > 0 ? .used : .running }
    guard term.rule?.effect == .lapse else { return .ended }
    if tolerance.allows(void, of: whole) { return .used }
    return tolerance.allows(whole - void, of: whole) ? .lapsed : .partlyLapsed
  }
}
