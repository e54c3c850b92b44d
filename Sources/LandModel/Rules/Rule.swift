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
  /// From knowledge, with medium confidence.
  case medium = "K-m"
  /// From knowledge, with low confidence.
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

  /// A source in words.
  public init(_ text: LocalizedText) {
    self.text = text
  }
}

/// A figure that a rule compares with: stated in the pack, or a key of the threshold profile, whose value depends on the
/// day and which a project may replace.
public enum RuleLimit: Sendable, Hashable {
  /// A figure of the pack, in a unit that the kind of rule fixes. Without source or confidence those of the rule hold.
  case value(FixedDecimal, unit: String, source: LocalizedText?, confidence: Confidence?)
  /// A key of the threshold profile.
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
  /// Where the clause stands in its file, for messages.
  public let place: Place
}

/// One rule, as it holds between two days.
public struct Rule: Sendable {
  /// `R04`.
  public let id: String
  /// What people call the rule.
  public let title: LocalizedText
  /// What it measures, and by which code.
  public let kind: RuleKind
  /// What is measured, in a sentence.
  public let measures: LocalizedText
  /// What its findings weigh.
  public let severity: RuleSeverity
  /// Where it comes from.
  public let source: RuleSource
  /// How sure it is.
  public let confidence: Confidence
  /// First and last day; nil where open.
  public let from: CalendarDate?
  /// The last day on which it holds, that day included; nil where open.
  public let to: CalendarDate?
  /// True for rules that bind only where a local profile states them.
  public let isLocal: Bool
  /// Codes that the rule is about, where its clauses do not say.
  public let codes: CodeSelection?
  /// Condition on the attributes of subjects, for data without land-use codes.
  public let filter: Filter?
  /// Layers beside the plan that the rule looks at (roles): `landuse`, `batches` ….
  public let layers: [String]
  /// The layers and codes that it is about, each measured by itself; empty where the kind needs none.
  public package(set) var clauses: [RuleClause]
  /// Figures that it compares with, by name; ``RuleKind/limits`` lists the names of each kind.
  public package(set) var limits: [String: RuleLimit]
  /// The reviewer's sentence in place of the program's own; with `{subject}`, `{area}` ….
  public let sentence: LocalizedText?
  /// Where the rule stands in its file, for messages.
  public let place: Place

  /// True on days on which the rule holds.
  public func isInForce(on day: CalendarDate) -> Bool {
    from.map { $0 <= day } ?? true && to.map { day <= $0 } ?? true
  }
}
