public import Features

/// A condition on attributes, as `export --where` and a project's `where:` take it. It is read and evaluated here and
/// never handed to a database.
///
///     用地代码 LIKE '1001%' AND 容积率 >= 1.5
///     stage IN ('征收', '用地报批') AND NOT (expires_on IS NULL)
///     "plot ratio" != 2 OR owner = '某某石材'
///
/// - Fields: letters of any script, digits, `_`, `.`, `-`; anything else in double quotes (`""` for a quote).
///   A field is found by its exact name, else without regard to letter case.
/// - Values: numbers, texts in single quotes (`''` for a quote), `TRUE`, `FALSE`.
/// - `=` (`==`), `!=` (`<>`), `<`, `<=`, `>`, `>=`; `IN (…)`, `LIKE` with `%` for any run and `_` for one character;
///   `IS NULL`, `IS NOT NULL`; `NOT`, `AND`, `OR` in falling order of binding; parentheses. Keywords in any letter case.
///   Full-width signs, digits and quotes are read as their narrow forms, `≥`, `≤` and `≠` as `>=`, `<=` and `!=`.
/// - A comparison with a null is unknown: such a feature is neither taken by the condition nor by its negation.
/// - Numbers compare with numeric fields, texts with all: against a numeric field the text must be a number, against
///   dates it is an ISO date. Texts compare by Unicode scalar, whatever the locale.
public struct Filter: Sendable, Hashable, CustomStringConvertible {
  /// As written.
  public let text: String
  let expression: FilterExpression

  /// Parses the text. Throws ``FilterSyntaxError`` with the place of the mistake.
  public init(_ text: String) throws(FilterSyntaxError) {
    self.text = text
    expression = try FilterParser.parse(text)
  }

  public var description: String { text }

  /// The same as `init`, with a mistake as `DataError` whose place is the column in the text.
  public static func parse(_ text: String) throws -> Filter {
    do {
      return try Filter(text)
    } catch {
      throw DataError(
        .configuration,
        code: LandModelError.filterSyntax.rawValue,
        at: Place(column: error.offset + 1),
        found: "\(error.found) at character \(error.offset + 1) of the filter \(excerpt(text, at: error.offset))",
        expected: error.expected,
        advice: "",
        arguments: [error.found, "\(error.offset + 1)", error.expected]
      )
    }
  }

  /// Of a long filter what stands round a place.
  static func excerpt(_ text: String, at offset: Int) -> String {
    guard text.utf8.count > 120 else { return text }
    let characters = Array(text)
    let shown = max(0, min(offset, characters.count) - 20)..<min(characters.count, offset + 20)
    guard shown.count < characters.count else { return text }
    return (shown.lowerBound > 0 ? "… " : "") + String(characters[shown])
      + (shown.upperBound < characters.count ? " …" : "")
  }

  /// Numbers of the features of a layer for which the condition holds, in order. Throws a `DataError` for a field that
  /// the layer does not have (with those it has) and for a value that its type does not allow.
  public func matching(_ layer: Layer) throws -> [Int] {
    let bound = try BoundFilter(self, table: layer.table, file: layer.file, layer: layer.name)
    return (0..<layer.count).filter { bound.holds(for: $0) }
  }

  /// The features of a layer for which the condition holds.
  public func apply(to layer: Layer) throws -> Layer {
    let rows = try matching(layer)
    return rows.count == layer.count ? layer : layer.selecting(rows)
  }
}
