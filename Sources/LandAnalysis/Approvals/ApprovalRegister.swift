public import Geometry
public import LandModel

/// The approval batches of a park with the terms of their documents: what holds on which day, over which land.
///
/// Whether a document holds at a place may depend on the other documents there: a consent to use forest land that ran
/// out stays good where land approval followed in time. So the question is asked for a set of documents that
/// cover one place (a ``ApprovalCover``), and its answer is a plain rule without geometry.
public struct ApprovalRegister: Sendable {
  /// In the order of the layer; other values name a document by its position here.
  public let documents: [ApprovalDocument]
  /// The documents' polygons, in the plane of the account.
  public let geometry: GeometryColumns
  /// The stages of the pipeline, in their order.
  public let stages: [ApprovalStage]
  /// The documents of each stage, in order.
  public let members: [[Int]]
  /// Each document's last day and rule; nil where it has no term.
  public let terms: [DocumentTerm?]
  /// The day until which land under the document must be supplied lest quota is lost; nil where no rule says so.
  public let quotaDays: [CalendarDate?]
  /// The rules that say when documents lapse.
  public let rules: TermRules
  let known: KnownStages

  /// Makes a register.
  ///
  /// - Parameters:
  ///   - documents: the batches, as they were read.
  ///   - geometry: as many features as `documents`, valid, in plane coordinates in metres.
  ///   - catalogue: the stages; those of the pipeline become ``stages``.
  ///   - rules: when documents lapse.
  ///   - thresholds: the years that rules name.
  public init(
    _ documents: [ApprovalDocument],
    geometry: GeometryColumns,
    catalogue: StageCatalogue,
    rules: TermRules,
    thresholds: ThresholdProfile
  ) {
    self.documents = documents
    self.geometry = geometry
    self.rules = rules
    stages = catalogue.pipeline
    known = KnownStages(stages)
    members = stages.map { stage in documents.indices.filter { documents[$0].stage == stage.id } }
    terms = documents.map { DocumentTerm($0, rules: rules, thresholds: thresholds) }
    quotaDays = documents.map { document in
      guard let stage = document.stage, let rule = rules.quota(stage: stage, on: document.approvedOn) else {
        return nil
      }
      return DocumentTerm.lastDay(document, rule, thresholds)
    }
  }

  /// True where the document is dated on or before the day; an undated one always is.
  func isDated(_ document: Int, by day: CalendarDate) -> Bool {
    documents[document].approvedOn.map { $0 <= day } ?? true
  }

  /// True where the document holds on a day at a place that the cover's documents lie over.
  public func holds(_ document: Int, on day: CalendarDate, in cover: ApprovalCover) -> Bool {
    guard isDated(document, by: day) else { return false }
    guard let term = terms[document], day > term.lastDay else { return true }
    return isKept(document, by: day, in: cover)
  }

  /// True where documents of other stages used the place within the document's term: it holds beyond its last day.
  /// Only what is dated on or before `day` counts, and only what holds itself.
  func isKept(_ document: Int, by day: CalendarDate, in cover: ApprovalCover) -> Bool {
    keepingStages(of: document).contains { stage in
      cover.documents[stage].contains { keeper in
        keeps(Int(keeper), document, by: day) && holds(Int(keeper), on: day, in: cover)
      }
    }
  }

  /// The stages whose documents carry a document beyond its last day; none where it has no term, or ends with it.
  func keepingStages(of document: Int) -> [Int] {
    guard let rule = terms[document]?.rule, rule.effect == .lapse else { return [] }
    return stages.indices.filter { stage in
      let id = stages[stage].id
      return id != documents[document].stage && (rule.keptBy.contains(id) || rule.keptByAfter.contains(id))
    }
  }

  /// True where `keeper`, of a stage that keeps `document`, is dated so that it does, wherever it holds itself.
  func keeps(_ keeper: Int, _ document: Int, by day: CalendarDate) -> Bool {
    guard let term = terms[document], let rule = term.rule, let stage = documents[keeper].stage,
      let date = documents[keeper].approvedOn, date <= term.lastDay, date <= day
    else { return false }
    let isLater = documents[document].approvedOn.map { $0 <= date } ?? true
    return rule.keptBy.contains(stage) || isLater
  }

  /// The state of a place on a day.
  func state(of cover: ApprovalCover, on day: CalendarDate) -> LandState {
    var state = LandState(rawValue: 0)
    for stage in stages.indices where cover.documents[stage].contains(where: { holds(Int($0), on: day, in: cover) }) {
      state.insert(.stage(stage))
    }
    if cover.isForest { state.insert(.forest) }
    if cover.isIdle { state.insert(.idle) }
    func isLapsed(_ stage: Int?) -> Bool {
      guard let stage, !state.contains(.stage(stage)) else { return false }
      return cover.documents[stage].contains { isDated(Int($0), by: day) }
    }
    if isLapsed(known.approval) { state.insert(.lapsedApproval) }
    if isLapsed(known.forest) { state.insert(.lapsedConsent) }
    if let approval = known.approval, state.contains(.stage(approval)),
      !(known.supply.map { state.contains(.stage($0)) } ?? false)
    {
      let valid = cover.documents[approval].map { Int($0) }.filter { holds($0, on: day, in: cover) }
      if valid.allSatisfy({ quotaDays[$0].map { $0 < day } ?? false }) { state.insert(.overdueForSupply) }
    }
    if earlySupply(in: cover, on: day) != nil { state.insert(.suppliedEarly) }
    if isSuppliedRecently(cover, on: day) { state.insert(.suppliedRecently) }
    return state
  }

  /// True where the first valid supply is dated within the last five years.
  private func isSuppliedRecently(_ cover: ApprovalCover, on day: CalendarDate) -> Bool {
    guard let supply = known.supply, let since = day.adding(years: -5) else { return false }
    let dates = cover.documents[supply].map { Int($0) }.filter { holds($0, on: day, in: cover) }
      .map { documents[$0].approvedOn }
    guard !dates.isEmpty, !dates.contains(nil), let first = dates.compactMap({ $0 }).min() else { return false }
    return since < first
  }

  /// Where a place was supplied before its first land approval (Land Administration Law, article 44: approval of
  /// conversion comes first): the first supply that holds there, and that approval. Nil where there is no approval at
  /// all, where approval came first or on the same day, and where a date is missing.
  func earlySupply(in cover: ApprovalCover, on day: CalendarDate) -> (supply: Int, approval: Int)? {
    guard let approval = known.approval, let supply = known.supply else { return nil }
    func first(_ documents: [Int]) -> Int? {
      guard documents.allSatisfy({ self.documents[$0].approvedOn != nil }) else { return nil }
      return documents.min { a, b in
        let (x, y) = (self.documents[a].approvedOn ?? .latest, self.documents[b].approvedOn ?? .latest)
        return x == y ? a < b : x < y
      }
    }
    let supplies = cover.documents[supply].map { Int($0) }.filter { holds($0, on: day, in: cover) }
    let approvals = cover.documents[approval].map { Int($0) }.filter { isDated($0, by: day) }
    guard let supplied = first(supplies), let approved = first(approvals),
      let from = documents[supplied].approvedOn, let until = documents[approved].approvedOn, from < until
    else { return nil }
    return (supplied, approved)
  }
}

/// The documents that cover a place, by stage, and what else lies there.
public struct ApprovalCover: Sendable, Hashable {
  /// For each stage of the pipeline the numbers of the documents, ascending.
  public var documents: [[Int32]]
  /// On the forest map (林地一张图).
  public var isForest = false
  /// In the layer of idle land.
  public var isIdle = false

  /// A cover; `documents` holds a list for each stage of the pipeline, empty ones too.
  public init(documents: [[Int32]], isForest: Bool = false, isIdle: Bool = false) {
    self.documents = documents
    self.isForest = isForest
    self.isIdle = isIdle
  }
}

/// Positions of the stages that statuses speak of; nil where a catalogue lacks one.
struct KnownStages: Sendable {
  let forest: Int?
  let approval: Int?
  let supply: Int?
  let start: Int?
  let completion: Int?

  init(_ stages: [ApprovalStage]) {
    func position(_ id: String) -> Int? { stages.firstIndex { $0.id == id } }
    forest = position("forest-consent")
    approval = position("land-approval")
    supply = position("supply")
    start = position("construction-start")
    completion = position("completion")
  }
}

/// What is true of a place on a day: which stages it has reached, and what else. One bit each.
public struct LandState: OptionSet, Sendable, Hashable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// On the forest map (林地一张图).
  public static let forest = LandState(rawValue: 1 << 24)
  /// In the layer of idle land.
  public static let idle = LandState(rawValue: 1 << 25)
  /// Land approval was given and is void, and no other holds.
  public static let lapsedApproval = LandState(rawValue: 1 << 26)
  /// Forest consent was given and is void, and no other holds.
  public static let lapsedConsent = LandState(rawValue: 1 << 27)
  /// Approved, not supplied, and the time within which it should have been is over.
  public static let overdueForSupply = LandState(rawValue: 1 << 28)
  /// Approved, but supplied before that.
  public static let suppliedEarly = LandState(rawValue: 1 << 29)

  /// First supplied within the last five years.
  public static let suppliedRecently = LandState(rawValue: 1 << 30)

  /// A valid document of the stage (by position in the pipeline, below 24) covers the place.
  public static func stage(_ position: Int) -> LandState {
    LandState(rawValue: 1 << UInt32(position))
  }
}
