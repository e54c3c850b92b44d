public import Features

/// All that is wrong in a configuration file, in the order of its lines; never empty.
public struct ConfigurationErrors: Error, Sendable, Hashable, CustomStringConvertible {
  /// By line, column and code.
  public let errors: [DataError]

  /// Puts the errors in order.
  public init(_ errors: [DataError]) {
    self.errors = errors.sorted {
      ($0.place.line ?? 0, $0.place.column ?? 0, $0.code) < ($1.place.line ?? 0, $1.place.column ?? 0, $1.code)
    }
  }

  /// One line for each error.
  public var description: String {
    errors.map(\.description).joined(separator: "\n")
  }
}
