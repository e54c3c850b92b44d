public import Features

/// How much a finding weighs.
public enum RuleSeverity: String, Sendable, CaseIterable, Comparable {
  /// To be known or settled: consent of a holder, an advisory figure.
  case note
  /// Likely wrong, or against a local or advisory rule.
  case warning
  /// Against a rule that binds. The command ends with exit code 1.
  case error

  public static func < (left: RuleSeverity, right: RuleSeverity) -> Bool { left.rank < right.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// How sure a figure or a rule is.
public enum Confidence: String, Sendable, CaseIterable {
  /// Verified against a source.
  case verified = "V"
  /// From knowledge, with high, medium or low confidence.
  case high = "K-h"
  case medium = "K-m"
  case low = "K-l"
  /// A default of this program.
  case programDefault = "D"
  /// Stated by the project or by the user's own pack.
  case stated = "project"
}

/// Where a rule comes from.
public struct RuleSource: Sendable, Hashable {
  /// The document with its article: `土地管理法第35、44条`.
  public let text: LocalizedText

  public init(_ text: LocalizedText) {
    self.text = text
  }
}

/// A figure that a rule compares with: stated in the pack, or a key of the threshold profile, whose value depends on the
/// day and which a project may replace.
public enum RuleLimit: Sendable, Hashable {
  case value(FixedDecimal, unit: String, source: String?, confidence: Confidence?)
  case threshold(String)
}

/// A part of a rule: a layer, a group of land-use codes, or both.
public struct RuleClause: Sendable, Hashable {
  /// What the clause is called in findings; nil: the layer's or the codes' name.
  public let name: LocalizedText?
  /// The kind, role or file name of the layer: `permanent-basic-farmland`, `road-redline`, `slope`.
  public let layer: String?
  /// The subjects that the clause is about; everything where the rule names none either.
  public let codes: CodeSelection?
  /// For ``RuleKind/separation``: the land that has to be kept away from.
  public let from: CodeSelection?
  /// Only features of the layer for which this holds.
  public let filter: Filter?
  /// Limits of this clause alone.
  public let limits: [String: RuleLimit]
  /// Limits by a class that a field of the layer gives: `高速公路: 30`.
  public let byClass: [String: RuleLimit]
  public let place: Place
}

/// One rule, as it holds between two days.
public struct Rule: Sendable {
  /// `R04`.
  public let id: String
  public let title: LocalizedText
  public let kind: RuleKind
  /// What is measured, in a sentence.
  public let measures: LocalizedText
  public let severity: RuleSeverity
  public let source: RuleSource
  public let confidence: Confidence
  /// First and last day; nil where open.
  public let from: CalendarDate?
  public let to: CalendarDate?
  /// True for rules that bind only where a local profile states them.
  public let isLocal: Bool
  /// Codes that the rule is about, where its clauses do not say.
  public let codes: CodeSelection?
  /// Condition on the attributes of subjects, for data without land-use codes.
  public let filter: Filter?
  /// Layers beside the plan that the rule looks at (roles): `landuse`, `batches` ….
  public let layers: [String]
  public package(set) var clauses: [RuleClause]
  public package(set) var limits: [String: RuleLimit]
  /// The reviewer's sentence in place of the program's own; with `{subject}`, `{area}` ….
  public let sentence: LocalizedText?
  public let place: Place

  /// True on days on which the rule holds.
  public func isInForce(on day: CalendarDate) -> Bool {
    from.map { $0 <= day } ?? true && to.map { day <= $0 } ?? true
  }
}
