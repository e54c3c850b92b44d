import Features

/// Parses the tokens of a filter by recursive descent: OR below AND below NOT below comparisons and parentheses.
struct FilterParser {
  private let tokens: [FilterLexer.Positioned]
  private var position = 0
  private var depth = 0

  /// Parentheses and NOTs within one another; far beyond any use, within any stack.
  private static let maximumDepth = 200
  private static let keywords: Set<String> = ["AND", "OR", "NOT", "IN", "LIKE", "IS", "NULL", "TRUE", "FALSE"]

  static func parse(_ text: String) throws(FilterSyntaxError) -> FilterExpression {
    var parser = FilterParser(tokens: try FilterLexer.tokens(of: text))
    let expression = try parser.or()
    guard parser.current.token == .end else { throw parser.unexpected("AND, OR or the end") }
    return expression
  }

  private init(tokens: [FilterLexer.Positioned]) {
    self.tokens = tokens
  }

  private var current: FilterLexer.Positioned { tokens[position] }

  private func isKeyword(_ word: String) -> Bool {
    if case .name(let name) = current.token { name.uppercased() == word } else { false }
  }

  private mutating func take(_ word: String) -> Bool {
    guard isKeyword(word) else { return false }
    position += 1
    return true
  }

  private mutating func take(_ token: FilterLexer.Token) -> Bool {
    guard current.token == token else { return false }
    position += 1
    return true
  }

  private func unexpected(_ expected: String) -> FilterSyntaxError {
    FilterSyntaxError(
      offset: current.offset,
      found: current.token == .end ? "the end" : "“\(current.source.shortened(to: 40))”",
      expected: expected
    )
  }

  private mutating func or() throws(FilterSyntaxError) -> FilterExpression {
    var terms = [try and()]
    while take("OR") { terms.append(try and()) }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  private mutating func and() throws(FilterSyntaxError) -> FilterExpression {
    var terms = [try not()]
    while take("AND") { terms.append(try not()) }
    return terms.count == 1 ? terms[0] : .all(terms)
  }

  private mutating func not() throws(FilterSyntaxError) -> FilterExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw unexpected("at most \(Self.maximumDepth) nested conditions") }
    if take("NOT") { return .not(try not()) }
    if take(.open) {
      let inner = try or()
      guard take(.close) else { throw unexpected("“)”") }
      return inner
    }
    return try condition()
  }

  private mutating func condition() throws(FilterSyntaxError) -> FilterExpression {
    let field = try field()
    if case .comparison(let comparison) = current.token {
      position += 1
      if isKeyword("NULL") { throw unexpected("a value; compare with NULL by IS NULL or IS NOT NULL") }
      return .compare(field, comparison, try literal())
    }
    if take("IS") {
      let negated = take("NOT")
      guard take("NULL") else { throw unexpected("NULL") }
      return negated ? .not(.isNull(field)) : .isNull(field)
    }
    let negated = take("NOT")
    if take("IN") { return wrap(.isIn(field, try list()), negated) }
    if take("LIKE") {
      guard case .text(let pattern) = current.token else { throw unexpected("a pattern in '…'") }
      position += 1
      return wrap(.like(field, pattern), negated)
    }
    throw unexpected(negated ? "IN or LIKE" : "=, !=, <, <=, >, >=, IN, LIKE or IS")
  }

  private func wrap(_ expression: FilterExpression, _ negated: Bool) -> FilterExpression {
    negated ? .not(expression) : expression
  }

  private mutating func field() throws(FilterSyntaxError) -> FilterExpression.FieldName {
    let offset = current.offset
    switch current.token {
    case .quotedName(let name):
      position += 1
      return FilterExpression.FieldName(name: name, offset: offset)
    case .name(let name) where !Self.keywords.contains(name.uppercased()):
      position += 1
      return FilterExpression.FieldName(name: name, offset: offset)
    default:
      throw unexpected("a field")
    }
  }

  private mutating func list() throws(FilterSyntaxError) -> [FilterExpression.Literal] {
    guard take(.open) else { throw unexpected("“(”") }
    var values = [try literal()]
    while take(.comma) { values.append(try literal()) }
    guard take(.close) else { throw unexpected("“,” or “)”") }
    return values
  }

  private mutating func literal() throws(FilterSyntaxError) -> FilterExpression.Literal {
    switch current.token {
    case .text(let text):
      position += 1
      return .text(text)
    case .number(let number):
      position += 1
      return .number(number)
    default:
      if take("TRUE") { return .boolean(true) }
      if take("FALSE") { return .boolean(false) }
      throw unexpected("a number or a text in '…'")
    }
  }
}
