/// A failure that GEOS reported.
///
///     do {
///       let piece = try parcel.intersection(zone)
///     } catch {                       // GEOSError: throws are typed
///       print(error)  // intersection of feature 13 with feature 2: TopologyException: side location conflict at 5 5
///     }
public struct GEOSError: Error, Sendable, Hashable {
  /// What sort of failure, told from the name of the exception that GEOS raised.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Text or bytes that are no geometry (`ParseException`).
    case syntax
    /// The input is invalid for the operation, or rounding defeated it (`TopologyException`).
    case topology
    /// An argument out of its range (`IllegalArgumentException`).
    case argument
    /// GEOS does not do this for this type of geometry (`UnsupportedOperationException`).
    case unsupported
    /// Anything else.
    case other
  }

  /// What sort of failure.
  public var kind: Kind
  /// What GEOS was asked to do.
  public var operation: GEOSOperation
  /// The number (from 0) of the feature in the columns that the first operand was made from, where it was.
  public var feature: Int?
  /// The same for the second operand.
  public var otherFeature: Int?
  /// GEOS's own words.
  public var message: String

  /// An error about features numbered from 0; nil for shapes that come from no columns.
  public init(
    _ kind: Kind,
    operation: GEOSOperation,
    feature: Int? = nil,
    otherFeature: Int? = nil,
    message: String
  ) {
    self.kind = kind
    self.operation = operation
    self.feature = feature
    self.otherFeature = otherFeature
    self.message = message
  }

  /// Sorts GEOS's words into a kind by the exception's name at their front.
  init(operation: GEOSOperation, feature: Int?, otherFeature: Int?, words: String?) {
    let message = words ?? "GEOS gave no result and no reason"
    self.init(
      Kind(words: message),
      operation: operation,
      feature: feature,
      otherFeature: otherFeature,
      message: message
    )
  }
}

extension GEOSError.Kind {
  fileprivate init(words: String) {
    if words.hasPrefix("ParseException") {
      self = .syntax
    } else if words.hasPrefix("TopologyException") {
      self = .topology
    } else if words.hasPrefix("IllegalArgumentException") {
      self = .argument
    } else if words.hasPrefix("UnsupportedOperationException") {
      self = .unsupported
    } else {
      self = .other
    }
  }
}

extension GEOSError: CustomStringConvertible {
  /// Feature numbers are shown from 1, as everywhere a user sees them.
  public var description: String {
    var text = operation.rawValue
    if let feature { text += " of feature \(feature + 1)" }
    if let otherFeature { text += " with feature \(otherFeature + 1)" }
    return "\(text): \(message)"
  }
}
