import Features
public import LandModel

/// A lot judged by the order on idle land (闲置土地处置办法, 国土资源部令第53号, 2012): dates, evidence and what follows.
public struct IdleFinding: Sendable {
  /// What follows for the lot.
  public enum Verdict: String, Sendable {
    /// Not started when a year past the agreed date is full (满一年, articles 2 and 14), on its last day already.
    case notStarted = "not-started"
    /// Started, under a third of the area or a quarter of the investment, and suspended for a full year (满一年, article 2).
    case suspended
    /// Started or not yet due, built enough, or not suspended for a year.
    case notIdle = "not-idle"
    /// Dates or figures are missing.
    case unknown
  }

  /// What people call the lot.
  public let label: String
  /// 使用权人; nil where the register names none.
  public let owner: String?
  /// What follows on the day asked for.
  public let verdict: Verdict
  /// The first day on which it is idle, or would be: the day that fills the year.
  public let idleFrom: CalendarDate?
  /// A year and two years past the agreed start, for land not started: 土地闲置费 and 无偿收回.
  public let feeFrom: CalendarDate?
  /// Two years past the agreed start; nil for land that was started.
  public let forfeitFrom: CalendarDate?
  /// Which of the two holds on the day asked for; both fall away for causes of the government.
  public let feeDue: Bool
  /// The land may be taken back (无偿收回): then no fee is due beside it.
  public let forfeitDue: Bool
  /// Yuan, where the price is known.
  public let fee: Double?
  /// The cause is the government's or force majeure.
  public let isGovernmentCause: Bool
  /// 闲置原因 as written.
  public let cause: String?
  /// Shares, where both figures are known.
  public let developed: Double?
  /// Investment made, as a share of the total, 0 to 1.
  public let invested: Double?
  /// The dates that the verdict rests on, and what is missing.
  public let evidence: [Evidence]
  /// The register's own word.
  public let stated: String?

  /// A date that counts, or one that is missing.
  public enum Evidence: Sendable, Hashable {
    /// 约定开工日期.
    case agreedStart(CalendarDate)
    /// No agreed date: the contract's day and a year.
    case assumedStart(CalendarDate)
    /// There is no actual start by the day asked for.
    case notStarted
    /// 实际开工日期.
    case started(CalendarDate)
    /// 停工日期.
    case suspended(CalendarDate)
    /// The dates contradict each other.
    case suspendedBeforeStart(CalendarDate)
    /// What the register does not say.
    case missing(ReuseProfile.Record)
  }
}

/// Judges the lots of a register.
public struct IdleJudge: Sendable {
  /// Years and shares of the order, from the thresholds in force.
  public struct Rule: Sendable {
    /// Years past the agreed start, or without work, after which land is idle (`idle.years`).
    public var idleYears: Int
    /// Years past the agreed start after which land is taken back (`idle.forfeit-years`).
    public var forfeitYears: Int
    /// Fee as a share of the price, 0 to 1 (`idle.fee`).
    public var fee: Double
    /// Developed area below this share of the due area is too little (`idle.developed`).
    public var developed: Double
    /// Investment below this share of the total is too little (`idle.invested`).
    public var invested: Double

    /// Nil where a figure of the order is not in force on the day: nothing can be judged by it then.
    public init?(_ profile: ThresholdProfile, on day: CalendarDate) {
      func value(_ key: String) -> Double? { profile.threshold(key, on: day)?.value.doubleValue }
      guard let years = value("idle.years"), let forfeit = value("idle.forfeit-years"), let fee = value("idle.fee"),
        let developed = value("idle.developed"), let invested = value("idle.invested")
      else { return nil }
      guard let idleYears = Int(exactly: years.rounded()), let forfeitYears = Int(exactly: forfeit.rounded()) else {
        return nil
      }
      self.idleYears = idleYears
      self.forfeitYears = forfeitYears
      self.fee = fee
      self.developed = developed
      self.invested = invested
    }
  }

  let profile: ReuseProfile
  let rule: Rule
  /// The day judged for.
  public let asOf: CalendarDate

  /// A judge for a day; `rule` must be in force on it.
  public init(profile: ReuseProfile, rule: Rule, asOf: CalendarDate) {
    self.profile = profile
    self.rule = rule
    self.asOf = asOf
  }

  /// One finding for each feature of the register, in order.
  public func findings(_ layer: LoadedLayer) -> [IdleFinding] {
    let records = RegisterFields(layer: layer, profile: profile)
    return (0..<layer.count).map { finding(layer, records, $0) }
  }

  private func finding(_ layer: LoadedLayer, _ records: RegisterFields, _ lot: Int) -> IdleFinding {
    var evidence: [IdleFinding.Evidence] = []
    var agreed = records.date(.agreedStart, lot)
    if let agreed {
      evidence.append(.agreedStart(agreed))
    } else if let contract = records.date(.contractDate, lot) {
      agreed = Int(exactly: profile.value("idle.default-start").rounded()).flatMap { contract.adding(years: $0) }
      if let agreed { evidence.append(.assumedStart(agreed)) }
    } else {
      evidence.append(.missing(.agreedStart))
    }
    func share(_ part: ReuseProfile.Record, _ whole: ReuseProfile.Record) -> Double? {
      guard let all = records.number(whole, lot), all > 0, let some = records.number(part, lot) else { return nil }
      return some / all
    }
    let developed = share(.developedArea, .dueArea)
    let invested = share(.invested, .totalInvestment)
    let cause = records.text(.cause, lot)
    let isGovernment = profile.says(profile.government, cause)
    var verdict = IdleFinding.Verdict.unknown
    var idleFrom: CalendarDate?
    var ladder: (fee: CalendarDate?, forfeit: CalendarDate?) = (nil, nil)
    // A start entered for a day still to come is a plan, not a start.
    if let start = records.date(.actualStart, lot), start <= asOf {
      evidence.append(.started(start))
      (verdict, idleFrom) = suspended(records, lot, start, developed, invested, &evidence)
    } else if let agreed {
      evidence.append(.notStarted)
      idleFrom = agreed.adding(years: rule.idleYears)
      ladder = (idleFrom, agreed.adding(years: rule.forfeitYears))
      verdict = idleFrom.map { $0 <= asOf } ?? false ? .notStarted : .notIdle
    }
    let isDue = verdict == .notStarted && !isGovernment
    let forfeitDue = isDue && ladder.forfeit.map { $0 <= asOf } ?? false
    return IdleFinding(
      label: layer.label(of: lot),
      owner: layer.column(.owner)?.text(lot),
      verdict: verdict,
      idleFrom: idleFrom,
      feeFrom: ladder.fee,
      forfeitFrom: ladder.forfeit,
      feeDue: isDue && !forfeitDue,
      forfeitDue: forfeitDue,
      fee: isDue && !forfeitDue ? layer.column(.price)?.number(lot).map { $0 * rule.fee } : nil,
      isGovernmentCause: isGovernment,
      cause: cause,
      developed: developed,
      invested: invested,
      evidence: evidence,
      stated: records.text(.kind, lot)
    )
  }

  /// Land that was started: too little built or paid, and a year without work.
  private func suspended(
    _ records: RegisterFields,
    _ lot: Int,
    _ start: CalendarDate,
    _ developed: Double?,
    _ invested: Double?,
    _ evidence: inout [IdleFinding.Evidence]
  ) -> (IdleFinding.Verdict, CalendarDate?) {
    let isLittle = developed.map { $0 < rule.developed } ?? false || invested.map { $0 < rule.invested } ?? false
    guard isLittle else {
      guard developed != nil, invested != nil else {
        evidence.append(.missing(developed == nil ? .developedArea : .invested))
        return (.unknown, nil)
      }
      return (.notIdle, nil)
    }
    guard let stop = records.date(.suspendedOn, lot) else {
      evidence.append(.missing(.suspendedOn))
      return (.unknown, nil)
    }
    guard stop >= start else {
      evidence.append(.suspendedBeforeStart(stop))
      return (.unknown, nil)
    }
    evidence.append(.suspended(stop))
    let from = stop.adding(years: rule.idleYears)
    return (from.map { $0 <= asOf } ?? false ? .suspended : .notIdle, from)
  }
}

/// The register's own fields by what they hold.
struct RegisterFields {
  private var columns: [ReuseProfile.Record: Column] = [:]

  init(layer: LoadedLayer, profile: ReuseProfile) {
    for record in ReuseProfile.Record.allCases {
      columns[record] = (profile.fields[record] ?? []).lazy.compactMap { layer.layer.table[$0] }.first
    }
  }

  func text(_ record: ReuseProfile.Record, _ row: Int) -> String? {
    columns[record]?.text(row).flatMap { $0.isEmpty ? nil : $0 }
  }

  func number(_ record: ReuseProfile.Record, _ row: Int) -> Double? { columns[record]?.number(row) }

  func date(_ record: ReuseProfile.Record, _ row: Int) -> CalendarDate? {
    text(record, row).flatMap { CalendarDate($0.prefix(10)) }
  }
}
