public import Geometry
public import LandModel

/// A subject's land on a day by what it has reached. Parts are exact and disjoint; figures are sums of parts.
public struct ApprovalStatus: Sendable {
  /// Position of the subject in the layer.
  public let subject: Int
  /// Basis of the areas.
  public let basis: AreaBasis
  /// The land by state, each state once.
  public let parts: [(state: LandState, area: Area)]
  let stageCount: Int
  let known: KnownStages

  init(subject: Int, basis: AreaBasis, parts: [(state: LandState, area: Area)], register: ApprovalRegister) {
    self.subject = subject
    self.basis = basis
    self.parts = parts
    stageCount = register.stages.count
    known = register.known
  }

  /// Land for which this is true.
  public func area(where isWanted: (LandState) -> Bool) -> Area {
    parts.reduce(Area.zero(basis)) { sum, part in
      isWanted(part.state) ? (try? sum + part.area) ?? sum : sum
    }
  }

  /// All of it.
  public var area: Area { area { _ in true } }

  /// Land that a valid document of a stage covers, once however many do.
  public func reached(_ stage: Int) -> Area {
    area { $0.contains(.stage(stage)) }
  }

  /// Land by the furthest stage that it has reached; the last entry is land that has reached none. They sum to the
  /// whole.
  public var furthest: [Area] {
    let stages = (0..<stageCount).map { stage in
      area { $0.furthest(of: stageCount) == stage }
    }
    return stages + [area { $0.furthest(of: stageCount) == nil }]
  }

  /// Land by kind of use; the kinds are disjoint and sum to the whole.
  public func area(_ kind: LandStanding) -> Area {
    area { standing(of: $0) == kind }
  }

  /// Forest-map land by consent.
  public func area(_ kind: ForestStanding) -> Area {
    area { forestStanding(of: $0) == kind }
  }

  /// Approved land that should have been supplied by now, lest quota is lost.
  public var overdueForSupply: Area { area { $0.contains(.overdueForSupply) } }

  /// Land that was supplied before it was approved.
  public var suppliedEarly: Area { area { $0.contains(.suppliedEarly) } }

  /// Supplied land that the layer of idle land covers.
  public var idleSupplied: Area { area { $0.contains(.idle) && has($0, known.supply) } }

  private func has(_ state: LandState, _ stage: Int?) -> Bool {
    stage.map { state.contains(.stage($0)) } ?? false
  }

  func standing(of state: LandState) -> LandStanding {
    let approved = has(state, known.approval)
    let completed = has(state, known.completion)
    let started = has(state, known.start) || completed
    guard has(state, known.supply) else {
      if approved { return started ? .approvedStarted : .approvedUnsupplied }
      return state.contains(.lapsedApproval) ? .lapsed : .unapproved
    }
    switch (approved, started, completed) {
    case (true, false, _): return .suppliedUnused
    case (true, true, false): return .suppliedUnfinished
    case (true, true, true): return .suppliedCompleted
    case (false, false, _): return .unapprovedUnused
    case (false, true, false): return .unapprovedUnfinished
    case (false, true, true): return .unapprovedCompleted
    }
  }

  func forestStanding(of state: LandState) -> ForestStanding? {
    guard state.contains(.forest) else { return nil }
    if has(state, known.forest) { return .consented }
    guard has(state, known.approval) || has(state, known.supply) else { return .untouched }
    return state.contains(.lapsedConsent) ? .lapsedConsent : .noConsent
  }
}

extension LandState {
  /// The last stage of the pipeline that the place has reached; nil where it has reached none.
  func furthest(of count: Int) -> Int? {
    (0..<count).last { contains(.stage($0)) }
  }
}

/// How land stands between approval, supply and use. The kinds are disjoint and cover everything.
public enum LandStanding: String, Sendable, CaseIterable {
  /// 批而未供 without works: approved, not supplied, not started.
  case approvedUnsupplied = "approved-unsupplied"
  /// 批而未供 with works: approved, not supplied by listing, but started (roads and other allocated land).
  case approvedStarted = "approved-started"
  /// 供而未用: supplied, not started.
  case suppliedUnused = "supplied-unused"
  /// 用而未尽: supplied and started, not completed.
  case suppliedUnfinished = "supplied-unfinished"
  /// 已供已用: supplied and completed.
  case suppliedCompleted = "supplied-completed"
  /// The three of supplied land that no valid approval covers.
  case unapprovedUnused = "unapproved-unused"
  /// Started, not completed.
  case unapprovedUnfinished = "unapproved-unfinished"
  /// Completed.
  case unapprovedCompleted = "unapproved-completed"
  /// Not supplied; its approval is void.
  case lapsed
  /// Not approved and not supplied.
  case unapproved

  /// The kinds of land that a valid land approval covers (已批).
  public static let approved: [LandStanding] = [
    .approvedUnsupplied, .approvedStarted, .suppliedUnused, .suppliedUnfinished, .suppliedCompleted,
  ]
  /// The kinds of land that a valid supply covers (已供), with or without approval.
  public static let supplied: [LandStanding] =
    [.suppliedUnused, .suppliedUnfinished, .suppliedCompleted] + suppliedUnapproved
  /// 供而未批
  public static let suppliedUnapproved: [LandStanding] = [
    .unapprovedUnused, .unapprovedUnfinished, .unapprovedCompleted,
  ]
}

/// How land of the forest map stands. Disjoint; the land that is not on the map has none.
public enum ForestStanding: String, Sendable, CaseIterable {
  /// A valid consent covers it.
  case consented
  /// Approved or supplied; its consent is void.
  case lapsedConsent = "lapsed-consent"
  /// Approved or supplied; there never was a consent.
  case noConsent = "no-consent"
  /// Neither approved nor supplied: no consent needed yet.
  case untouched
}
