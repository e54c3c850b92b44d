/// The last day of a document, and what becomes of it then.
public struct DocumentTerm: Sendable, Hashable {
  /// What the last day was told by.
  public enum Origin: String, Sendable {
    /// The document states a last day.
    case statedDay = "stated-day"
    /// The document states years.
    case statedYears = "stated-years"
    /// It states nothing; the rule's years.
    case rule
  }

  /// The document holds on this day and not on the next.
  public let lastDay: CalendarDate
  /// Whether the document states the day or years, or the rule gives them.
  public let origin: Origin
  /// The rule of the stage; nil: the document ends with its own last day.
  public let rule: TermRule?
  /// The stated last day is later than the rule's years allow: an extension.
  public let isExtended: Bool

  /// The term of a document; nil where it has none.
  ///
  /// A rule holds by the document's date. A document with a last day of its own from before the first rule lapses as
  /// the oldest rule of its stage says. Where the stage is not known, no rule is, and only what the document states counts.
  public init?(_ document: ApprovalDocument, rules: TermRules, thresholds: ThresholdProfile) {
    let dated = document.stage.flatMap { rules.lapsing(stage: $0, on: document.approvedOn) }
    let rule =
      dated ?? document.stage.flatMap { stage in rules.rules.first { $0.stage == stage && $0.effect != .quota } }
    let ruled = dated.flatMap { Self.lastDay(document, $0, thresholds) }
    if let stated = document.statedLastDay {
      self.init(
        lastDay: stated,
        origin: document.expiresOn == nil ? .statedYears : .statedDay,
        rule: rule,
        isExtended: ruled.map { $0 < stated } ?? false
      )
    } else if let ruled {
      self.init(lastDay: ruled, origin: .rule, rule: rule, isExtended: false)
    } else {
      return nil
    }
  }

  private init(lastDay: CalendarDate, origin: Origin, rule: TermRule?, isExtended: Bool) {
    self.lastDay = lastDay
    self.origin = origin
    self.rule = rule
    self.isExtended = isExtended
  }

  /// The last day by a rule's years; nil where the rule or the document has no date or term.
  public static func lastDay(
    _ document: ApprovalDocument,
    _ rule: TermRule,
    _ thresholds: ThresholdProfile
  ) -> CalendarDate? {
    guard let date = document.approvedOn, let term = rule.term,
      let years = thresholds.threshold(term, on: date)?.value.doubleValue
    else { return nil }
    return Int(exactly: years.rounded()).flatMap { date.adding(years: $0) }
  }
}
