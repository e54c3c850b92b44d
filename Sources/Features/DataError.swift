/// Where in the user's data or configuration something was found.
public struct Place: Sendable, Hashable {
  /// Path as the user gave it.
  public var file: String?
  /// The layer's name, where the file holds several or the name is known.
  public var layer: String?
  /// What the user can find the feature by: its id where it has one, else its number from 1 in file order.
  public var feature: String?
  /// Attribute, or in a configuration the path of keys to the value.
  public var field: String?
  /// Line, from 1, in text files.
  public var line: Int?
  /// Where in the line, from 1, in text files: it counts characters, not bytes, and not the cells of a table.
  public var column: Int?

  /// A place as far as it is known; nil for the rest.
  public init(
    file: String? = nil,
    layer: String? = nil,
    feature: String? = nil,
    field: String? = nil,
    line: Int? = nil,
    column: Int? = nil
  ) {
    self.file = file
    self.layer = layer
    self.feature = feature
    self.field = field
    self.line = line
    self.column = column
  }
}

/// An error in what the user gave: it names where, what was found, what was expected and what to do.
///
/// `code` is stable (`geojson.unexpected-token`), documented, and the key under which the report layer finds the
/// sentence in another language; `arguments` are the values that the sentence shows.
public struct DataError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Which exit code the program ends with.
  public enum Kind: Sendable, Hashable {
    /// Bad usage or configuration: exit code 2.
    case configuration
    /// Input that cannot be read: exit code 3.
    case input
    /// Output that cannot be written: exit code 4.
    case output
  }

  /// Which part of the work failed, and so the exit code.
  public var kind: Kind
  /// Stable, as `geojson.unexpected-token`; scripts may rely on it.
  public var code: String
  /// Where; nothing where the error is about no file.
  public var place: Place
  /// What is there, in English, without a full stop.
  public var found: String
  /// What should be there; empty where nothing can be said.
  public var expected: String
  /// What to do, as a sentence; empty where nothing helps.
  public var advice: String
  /// The values inside `found`, `expected` and `advice`, in the order the sentence in another language needs.
  public var arguments: [String]

  /// An error with its parts in the order in which ``description`` shows them.
  public init(
    _ kind: Kind,
    code: String,
    at place: Place = Place(),
    found: String,
    expected: String,
    advice: String,
    arguments: [String] = []
  ) {
    self.kind = kind
    self.code = code
    self.place = place
    self.found = found
    self.expected = expected
    self.advice = advice
    self.arguments = arguments
  }

  public var description: String {
    let (place, found, expected, advice) = { ($0.place, $0.found, $0.expected, $0.advice) }(shortened)
    var text = place.description
    if !text.isEmpty { text += ": " }
    text += found
    if !expected.isEmpty { text += "; expected \(expected)" }
    if !advice.isEmpty { text += ". \(advice)" }
    return text + " [\(code)]"
  }
}

extension Place: CustomStringConvertible {
  public var description: String {
    var words: [String] = []
    if let file {
      var text = file
      if let line { text += ":\(line)" }
      if line != nil, let column { text += ":\(column)" }
      words.append(text)
    }
    if let layer { words.append("layer \(layer)") }
    if let feature { words.append("feature \(feature)") }
    if let field { words.append("field \(field)") }
    return words.joined(separator: ", ")
  }
}
