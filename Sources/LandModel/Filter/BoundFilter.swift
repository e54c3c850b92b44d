import Features

/// A filter whose fields are found in a table and whose values have the types of those fields.
struct BoundFilter {
  /// True, false, or nil for unknown, as null makes it.
  private typealias Test = (Int) -> Bool?
  private let test: Test

  init(_ filter: Filter, table: AttributeTable, file: String, layer: String) throws {
    test = try Binder(table: table, place: Place(file: file.isEmpty ? nil : file, layer: layer)).bind(filter.expression)
  }

  func holds(for row: Int) -> Bool {
    test(row) ?? false
  }

  private struct Binder {
    let table: AttributeTable
    let place: Place

    func bind(_ expression: FilterExpression) throws -> Test {
      switch expression {
      case .not(let inner):
        let inner = try bind(inner)
        return { row in inner(row).map { !$0 } }
      case .all(let terms): return Self.fold(try terms.map { try bind($0) }, endsWith: false)
      case .any(let terms): return Self.fold(try terms.map { try bind($0) }, endsWith: true)
      case .isNull(let field):
        let column = try column(field)
        return { column.isNull($0) }
      case .like(let field, let pattern):
        let column = try column(field)
        let pattern = LikePattern(pattern)
        return { row in column.text(row).map { pattern.matches($0) } }
      case .isIn(let field, let literals):
        return Self.fold(try literals.map { try compare(field, .equal, $0) }, endsWith: true)
      case .compare(let field, let comparison, let literal):
        return try compare(field, comparison, literal)
      }
    }

    /// AND (ends with false) or OR (ends with true) in SQL's logic: the first test that decides, else unknown where one is.
    private static func fold(_ tests: [Test], endsWith end: Bool) -> Test {
      { row in
        var isUnknown = false
        for test in tests {
          let result = test(row)
          if result == end { return end }
          if result == nil { isUnknown = true }
        }
        return isUnknown ? nil : !end
      }
    }

    private func column(_ field: FilterExpression.FieldName) throws -> Column {
      if let column = table[field.name] { return column }
      let key = field.name.lowercased()
      let near = table.columns.filter { $0.field.name.lowercased() == key }
      if near.count == 1 { return near[0] }
      throw FieldErrors.unknown(field.name, among: table.fields, at: place, kind: .configuration, code: .filterField)
    }

    private func compare(
      _ field: FilterExpression.FieldName,
      _ comparison: FilterExpression.Comparison,
      _ literal: FilterExpression.Literal
    ) throws -> Test {
      let column = try column(field)
      switch (column.field.type, literal) {
      case (.integer, .number(let number)), (.real, .number(let number)):
        return numeric(column, comparison, number.doubleValue)
      case (.integer, .text(let text)), (.real, .text(let text)):
        guard let number = FixedDecimal(text.trimmed) else { throw typeError(column.field, "'\(text)'") }
        return numeric(column, comparison, number.doubleValue)
      case (.boolean, .boolean(let value)) where comparison == .equal || comparison == .notEqual:
        return { row in
          guard case .boolean(let found) = column[row] else { return nil }
          return (found == value) == (comparison == .equal)
        }
      case (.text, .text(let text)), (.date, .text(let text)), (.dateTime, .text(let text)), (.json, .text(let text)),
        (.binary, .text(let text)):
        return { row in column.text(row).map { Self.holds($0, comparison, text) } }
      case (_, .number(let number)): throw typeError(column.field, "\(number)")
      case (_, .boolean(let value)): throw typeError(column.field, value ? "TRUE" : "FALSE")
      case (_, .text(let text)): throw typeError(column.field, "'\(text)'")
      }
    }

    private func numeric(_ column: Column, _ comparison: FilterExpression.Comparison, _ value: Double) -> Test {
      { row in column.number(row).map { Self.holds($0, comparison, value) } }
    }

    private static func holds(_ left: Double, _ comparison: FilterExpression.Comparison, _ right: Double) -> Bool {
      switch comparison {
      case .equal: left == right
      case .notEqual: left != right
      case .less: left < right
      case .lessOrEqual: left <= right
      case .greater: left > right
      case .greaterOrEqual: left >= right
      }
    }

    private static func holds(_ left: String, _ comparison: FilterExpression.Comparison, _ right: String) -> Bool {
      let isLess = left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
      let isEqual = left.unicodeScalars.elementsEqual(right.unicodeScalars)
      return switch comparison {
      case .equal: isEqual
      case .notEqual: !isEqual
      case .less: isLess
      case .lessOrEqual: isLess || isEqual
      case .greater: !isLess && !isEqual
      case .greaterOrEqual: !isLess
      }
    }

    private func typeError(_ field: Field, _ literal: String) -> DataError {
      var place = place
      place.field = field.name
      let isText = field.type == .text || field.type == .date || field.type == .dateTime
      return DataError(
        .configuration,
        code: LandModelError.filterType.rawValue,
        at: place,
        found: "a comparison of the \(field.type.rawValue) field \(field.name) with \(literal)",
        expected: "a value of the field's type",
        advice: isText ? "Put the value in single quotes" : "",
        arguments: [field.name, field.type.rawValue, literal]
      )
    }
  }
}

/// `%` for any run of characters, `_` for one. Matching takes at most pattern × text steps.
struct LikePattern {
  private let pattern: [Character]

  init(_ pattern: String) {
    self.pattern = Array(pattern)
  }

  func matches(_ text: String) -> Bool {
    let text = Array(text)
    var t = 0
    var p = 0
    var star: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == "%" {
        star = (p, t)
        p += 1
      } else if p < pattern.count, pattern[p] == "_" || pattern[p] == text[t] {
        p += 1
        t += 1
      } else if let last = star {
        p = last.pattern + 1
        t = last.text + 1
        star = (last.pattern, t)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "%" }
  }
}
