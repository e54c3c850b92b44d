/// An indicator of a control plan as a planner wrote it (`2.0`, `≤2.0`, `1.5-2.5`, `180%`, `不予規定`), and what it says.
///
///     Indicator("1.5～2.5").reading   // a range from 1.5 to 2.5
///     Indicator("180%").scale         // .percent
///     Indicator("200").scale          // .unstated: ratio or percent is for the column to show, see IndicatorColumn
///
/// A spelling that is not understood in full is ``Reading/unreadable(_:)``, never half read.
public struct Indicator: Sendable, Hashable {
  /// One end of a range.
  public struct Bound: Sendable, Hashable {
    /// In the text's own scale.
    public let value: FixedDecimal
    /// False for “less than” and “more than” without “or equal”.
    public let isInclusive: Bool

    /// An end, by default one that is allowed itself.
    public init(_ value: FixedDecimal, isInclusive: Bool = true) {
      self.value = value
      self.isInclusive = isInclusive
    }
  }

  /// What the text says, in the text's own scale.
  public enum Reading: Sendable, Hashable {
    /// One figure: `2.0`, `180%`.
    case value(FixedDecimal)
    /// At least one of the two is there.
    case range(lower: Bound?, upper: Bound?)
    /// The text says that nothing is regulated: `-`, `不予規定`, `无`.
    case none
    /// The text gives no figure; the problem says why.
    case unreadable(Problem)
  }

  /// Why a text was not read.
  public enum Problem: String, Sendable, Hashable, CaseIterable {
    /// No text: the source says nothing, which is not the same as nothing regulated.
    case empty
    /// The text sends the reader to another document: `參土管`, `详见图则`.
    case statedElsewhere = "stated-elsewhere"
    /// Several values without saying which holds where: `15及12`.
    case severalValues = "several-values"
    /// The lower end is above the upper: `2.5-1.5`.
    case reversed
    /// Only a part of the text, or none of it, is understood.
    case notUnderstood = "not-understood"
  }

  /// The scale that the text itself states.
  public enum Scale: String, Sendable, Hashable, CaseIterable {
    /// `2.0倍`
    case ratio
    /// `180%`
    case percent
    /// `24m`
    case metre
    /// A bare number.
    case unstated
  }

  /// The text as it stands in the source.
  public let written: String
  /// The figure or range, in the text's own scale.
  public let reading: Reading
  /// The scale that the text states; that of a bare number is for its column to tell.
  public let scale: Scale
  /// What the text says beside its figure: `參土管` in `160;參土管`.
  public let remark: String?

  /// Reads one text. Every text gives a result.
  public init(_ written: String) {
    var parser = IndicatorParser(written)
    let parsed = parser.parse()
    reading = parsed.0
    scale = parsed.1
    remark = parsed.remark
    self.written = written
  }

  /// The range that a field for the lower and a field for the upper end state together; nil where neither says
  /// anything. Each field may hold a value or a one-sided range of its own side.
  public init?(lower: String?, upper: String?) {
    let texts = [lower, upper].map { $0.flatMap { $0.trimmed.isEmpty ? nil : $0 } }
    guard texts.contains(where: { $0 != nil }) else { return nil }
    let parts = texts.map { $0.map { Indicator($0) } }
    written = texts.map { $0 ?? "" }.joined(separator: " – ")
    remark = parts.lazy.compactMap { $0?.remark }.first
    let scales = Set(parts.compactMap { $0 }.filter { !$0.isNone }.map(\.scale))
    scale = scales.count == 1 ? scales.first ?? .unstated : .unstated
    reading = scales.count > 1 ? .unreadable(.notUnderstood) : Self.joined(parts[0]?.reading, parts[1]?.reading)
  }

  /// True where the text says that nothing is regulated.
  public var isNone: Bool { reading == .none }

  private static func joined(_ lower: Reading?, _ upper: Reading?) -> Reading {
    for case .unreadable(let problem)? in [lower, upper] { return .unreadable(problem) }
    let low: Bound?
    switch lower {
    case .value(let value): low = Bound(value)
    case .range(let bound, nil): low = bound
    case nil, .some(.none): low = nil
    default: return .unreadable(.severalValues)
    }
    let high: Bound?
    switch upper {
    case .value(let value): high = Bound(value)
    case .range(nil, let bound): high = bound
    case nil, .some(.none): high = nil
    default: return .unreadable(.severalValues)
    }
    guard low != nil || high != nil else { return .none }
    if let low, let high, high.value < low.value { return .unreadable(.reversed) }
    return .range(lower: low, upper: high)
  }
}
