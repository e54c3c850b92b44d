import Features
import PROJ
import Yams

/// Where the readers of one file leave what they find wrong, so that a user sees all of it at once.
final class ConfigurationProblems {
  let file: String
  private(set) var errors: [DataError] = []

  init(file: String) {
    self.file = file
  }

  func add(_ error: DataError) {
    errors.append(error)
  }

  func throwIfAny() throws {
    if !errors.isEmpty { throw ConfigurationErrors(errors) }
  }
}

/// A value of a YAML file with its place. The reading functions report a wrong type and give nil, so that reading goes
/// on to the next mistake.
struct ConfigurationNode {
  let node: Node
  /// `layers[2].role`, for messages.
  let path: String
  let problems: ConfigurationProblems
  /// Where the key stands that this is the value of: an empty value has no better place.
  let keyMark: Mark?

  var place: Place {
    let mark = node.mark ?? keyMark
    return Place(file: problems.file, field: path.isEmpty ? nil : path, line: mark?.line, column: mark?.column)
  }

  /// Parses YAML text. Throws ``ConfigurationErrors`` for bad syntax, an empty document and a repeated key.
  static func parse(_ text: String, file: String) throws -> ConfigurationNode {
    let problems = ConfigurationProblems(file: file)
    do {
      guard let root = try Yams.compose(yaml: text) else {
        throw ConfigurationErrors([
          DataError(
            .configuration,
            code: LandModelError.configurationEmpty.rawValue,
            at: Place(file: file, line: 1, column: 1),
            found: "an empty file",
            expected: "a YAML document",
            advice: "See the documentation for an example"
          )
        ])
      }
      return ConfigurationNode(node: root, path: "", problems: problems, keyMark: nil)
    } catch let error as YamlError {
      throw ConfigurationErrors([syntaxError(error, text: text, file: file)])
    }
  }

  private static func syntaxError(_ error: YamlError, text: String, file: String) -> DataError {
    var place = Place(file: file)
    var found = "\(error)"
    var code = LandModelError.configurationSyntax
    var argument: String?
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      place.line = mark.line
      place.column = mark.column
      found = [context?.text, problem].compactMap { $0 }.joined(separator: ", ")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let repeated = duplicates.first.map { "\($0)" } ?? ""
      let again = second(repeated, in: text, line: context.mark.line, column: context.mark.column)
      place.line = again.line
      place.column = again.column
      code = .configurationDuplicateKey
      argument = repeated
      found = "the key “\(repeated)” twice in one mapping"
    case .reader(let problem, let offset, _, _):
      let before = text.prefix(offset ?? 0)
      place.line = before.count { $0.isNewline } + 1
      place.column = before.reversed().prefix { !$0.isNewline }.count + 1
      found = problem
    default:
      break
    }
    return DataError(
      .configuration,
      code: code.rawValue,
      at: place,
      found: found,
      expected: code == .configurationSyntax ? "valid YAML" : "each key once",
      advice: code == .configurationSyntax
        ? "Check indentation, colons and quotes near this place" : "Remove one of them",
      arguments: [argument ?? found]
    )
  }

  /// Where a key stands for the second time in a mapping that begins at a place: in a block below its first key, in
  /// braces behind it; where neither is found, the beginning.
  private static func second(_ key: String, in text: String, line: Int, column: Int) -> (line: Int, column: Int) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
    let wanted = Array(key.unicodeScalars)
    func isKey(_ line: [Unicode.Scalar], at start: Int) -> Bool {
      guard start >= 0, line.count > start + wanted.count, Array(line[start..<start + wanted.count]) == wanted else {
        return false
      }
      let before = start == 0 ? " " : line[start - 1]
      let after = line[(start + wanted.count)...].drop { $0 == " " || $0 == "\"" || $0 == "'" }.first
      return after == ":" && " {,\"'-".unicodeScalars.contains(before)
    }
    var places: [(line: Int, column: Int)] = []
    for number in max(line - 1, 0)..<max(lines.count, line) where number < lines.count {
      let from = number == line - 1 ? max(column - 1, 0) : 0
      guard from <= lines[number].count else { continue }
      for start in from..<lines[number].count where isKey(lines[number], at: start) {
        places.append((number + 1, start + 1))
      }
    }
    let block = places.filter { abs($0.column - column) <= 1 && $0.column == places[0].column }
    if block.count > 1, places[0].line != block[1].line { return block[1] }
    return places.count > 1 ? places[1] : (line, column)
  }

  // MARK: Values

  /// The text of a scalar as written, quoted or not; nil for mappings and lists.
  var scalarText: String? { node.scalar?.string }

  var isNull: Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  var isMapping: Bool { node.mapping != nil }

  /// The kind of thing that stands here, in words.
  var kindName: String {
    if isNull { return "nothing" }
    return switch node {
    case .scalar(let scalar): "“\(scalar.string)”"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  /// Any scalar, as its text.
  func string() -> String? {
    guard let scalar = node.scalar, !isNull else { return wrongType("text") }
    return scalar.string
  }

  /// Says that nothing stands where something must.
  func reportEmpty(_ found: String, expected: String) {
    report(.configurationType, found: found, expected: expected, advice: "", arguments: [found, expected])
  }

  func bool() -> Bool? {
    guard let value = node.bool else { return wrongType("true or false") }
    return value
  }

  func integer() -> Int? {
    guard let value = node.scalar.flatMap({ Int($0.string) }) else { return wrongType("a whole number") }
    return value
  }

  func decimal() -> FixedDecimal? {
    guard let value = node.scalar.flatMap({ FixedDecimal($0.string) }) else { return wrongType("a number") }
    return value
  }

  func date() -> CalendarDate? {
    guard let value = node.scalar.flatMap({ CalendarDate($0.string) }) else {
      return wrongType("a day such as 2021-12-31")
    }
    return value
  }

  /// One of a closed set of words.
  func choice<T: RawRepresentable & CaseIterable>(_ type: T.Type = T.self) -> T? where T.RawValue == String {
    choice(T.allCases.map(\.rawValue)) { T(rawValue: $0) }
  }

  func choice<T>(_ words: [String], _ parse: (String) -> T?) -> T? {
    guard let written = string() else { return nil }
    if let value = parse(written) { return value }
    report(
      .configurationValue,
      found: "“\(written)”",
      expected: "one of \(words.joined(separator: ", "))",
      advice: Suggestion.nearest(to: written, among: words).map { "Did you mean “\($0)”?" } ?? "",
      arguments: [written] + words
    )
    return nil
  }

  /// A coordinate reference system; one that PROJ does not know is reported.
  func crs() -> String? {
    guard let text = string() else { return nil }
    do {
      _ = try CRS(text)
      return text
    } catch {
      let words = error.arguments.dropFirst().first ?? ""
      report(
        .projectUnknownCRS,
        found: "an unknown coordinate reference system “\(text)”\(words.isEmpty ? "" : " (\(words))")",
        expected: "EPSG:n, WKT or a PROJ string",
        advice: "For example EPSG:4546",
        arguments: [text, words]
      )
      return nil
    }
  }

  func list() -> [ConfigurationNode]? {
    guard let sequence = node.sequence else { return wrongType("a list") }
    return sequence.enumerated().map { index, item in
      ConfigurationNode(node: item, path: "\(path)[\(index + 1)]", problems: problems, keyMark: keyMark)
    }
  }

  /// A filter as `--where` takes it; one that cannot be read is reported with the place in it.
  func filter() -> Filter? {
    guard let text = string() else { return nil }
    do {
      return try Filter(text)
    } catch {
      report(
        .filterSyntax,
        found: "\(error.found) at character \(error.offset + 1) of the filter",
        expected: error.expected,
        advice: "",
        arguments: [error.found, "\(error.offset + 1)", error.expected]
      )
      return nil
    }
  }

  /// A mapping that may hold only these keys; others are reported with the nearest known one.
  func mapping(keys known: [String]) -> ConfigurationMapping? {
    guard let mapping = anyMapping() else { return nil }
    for (key, value) in mapping.entries where !known.contains(key) {
      ConfigurationNode(node: value.keyNode ?? value.node, path: path, problems: problems, keyMark: value.keyMark)
        .report(
          .configurationUnknownKey,
          found: "unknown key “\(key)”",
          expected: "one of \(known.joined(separator: ", "))",
          advice: Suggestion.nearest(to: key, among: known).map { "Did you mean “\($0)”?" } ?? "",
          arguments: [key] + known
        )
    }
    return mapping
  }

  /// A mapping whose keys are the user's own.
  func anyMapping() -> ConfigurationMapping? {
    guard let mapping = node.mapping else { return wrongType("a mapping") }
    var entries: [(String, ConfigurationMapping.Entry)] = []
    for (key, value) in mapping {
      let name = key.scalar?.string ?? "?"
      entries.append((name, ConfigurationMapping.Entry(node: value, keyNode: key, keyMark: key.mark)))
    }
    return ConfigurationMapping(entries: entries, owner: self)
  }

  // MARK: Problems

  private func wrongType<T>(_ expected: String) -> T? {
    report(.configurationType, found: kindName, expected: expected, advice: "", arguments: [kindName, expected])
    return nil
  }

  func report(
    _ code: LandModelError,
    found: String,
    expected: String,
    advice: String,
    arguments: [String] = []
  ) {
    problems.add(
      DataError(
        .configuration,
        code: code.rawValue,
        at: place,
        found: found,
        expected: expected,
        advice: advice,
        arguments: arguments
      )
    )
  }
}

/// The keys and values of a mapping, in the order of the file.
struct ConfigurationMapping {
  struct Entry {
    let node: Node
    let keyNode: Node?
    let keyMark: Mark?
  }

  let entries: [(String, Entry)]
  let owner: ConfigurationNode

  /// The value of a key; nil where the key is absent.
  subscript(key: String) -> ConfigurationNode? {
    guard let entry = entries.first(where: { $0.0 == key })?.1 else { return nil }
    return node(key, entry)
  }

  /// All values with their keys.
  var nodes: [(key: String, node: ConfigurationNode)] {
    entries.map { ($0.0, node($0.0, $0.1)) }
  }

  /// The value of a key that must be there; its absence is reported at the mapping.
  func required(_ key: String) -> ConfigurationNode? {
    if let value = self[key] { return value }
    owner.report(
      .configurationMissingKey,
      found: "no key “\(key)”",
      expected: "\(key): …",
      advice: "",
      arguments: [key]
    )
    return nil
  }

  private func node(_ key: String, _ entry: Entry) -> ConfigurationNode {
    let path = owner.path.isEmpty ? key : "\(owner.path).\(key)"
    return ConfigurationNode(node: entry.node, path: path, problems: owner.problems, keyMark: entry.keyMark)
  }
}
