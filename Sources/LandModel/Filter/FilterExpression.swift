/// The tree of a filter.
indirect enum FilterExpression: Sendable, Hashable {
  enum Comparison: String, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  /// A value in the text of a filter, with its place for messages.
  enum Literal: Sendable, Hashable {
    case text(String)
    case number(FixedDecimal)
    case boolean(Bool)
  }

  struct FieldName: Sendable, Hashable {
    let name: String
    /// Characters before it in the filter.
    let offset: Int
  }

  case compare(FieldName, Comparison, Literal)
  case isIn(FieldName, [Literal])
  case like(FieldName, String)
  case isNull(FieldName)
  case not(FilterExpression)
  /// AND of two or more. A list, and not a tree of pairs, so that ten thousand terms take no deep stack.
  case all([FilterExpression])
  /// OR of two or more.
  case any([FilterExpression])
}

/// A mistake in the text of a filter.
public struct FilterSyntaxError: Error, Sendable, Hashable {
  /// Characters before the mistake.
  public let offset: Int
  /// What stands there, in words.
  public let found: String
  /// What may stand there, in words.
  public let expected: String
}
