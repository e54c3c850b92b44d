import Features

/// Cuts the text of a filter into tokens.
struct FilterLexer {
  enum Token: Sendable, Hashable {
    case name(String)
    case quotedName(String)
    case text(String)
    case number(FixedDecimal)
    case comparison(FilterExpression.Comparison)
    case open
    case close
    case comma
    case end
  }

  struct Positioned: Sendable {
    let token: Token
    let offset: Int
    /// As written, for messages.
    let source: String
  }

  private let characters: [Character]
  private var position = 0

  static func tokens(of text: String) throws(FilterSyntaxError) -> [Positioned] {
    var lexer = FilterLexer(characters: Array(text))
    var result: [Positioned] = []
    repeat { result.append(try lexer.next()) } while result.last?.token != .end
    return result
  }

  private init(characters: [Character]) {
    self.characters = characters
  }

  private var current: Character? { position < characters.count ? characters[position] : nil }

  private mutating func next() throws(FilterSyntaxError) -> Positioned {
    while let space = current, space.isWhitespace { position += 1 }
    let start = position
    let token = try scan()
    return Positioned(token: token, offset: start, source: String(characters[start..<position]))
  }

  private mutating func scan() throws(FilterSyntaxError) -> Token {
    guard let first = current else { return .end }
    switch first {
    case "(", "（": return take(.open)
    case ")", "）": return take(.close)
    case ",", "，": return take(.comma)
    case "'", "‘", "’": return .text(try quoted(by: first == "'" ? ["'"] : ["’", "‘"]))
    case "\"", "“", "”": return .quotedName(try quoted(by: first == "\"" ? ["\""] : ["”", "“"]))
    case "=", "!", "<", ">", "＝", "！", "＜", "＞", "≥", "≤", "≠": return try comparison()
    default: break
    }
    let narrow = Self.narrow(first)
    if narrow.isNumber && narrow.isASCII || "+-.".contains(narrow) { return try number() }
    if Self.startsName(first) { return name() }
    throw FilterSyntaxError(
      offset: position,
      found: "“\(first)”",
      expected: "a field, a value, an operator or a parenthesis"
    )
  }

  private mutating func take(_ token: Token) -> Token {
    position += 1
    return token
  }

  private mutating func comparison() throws(FilterSyntaxError) -> Token {
    let start = position
    let two = String(characters[position..<min(position + 2, characters.count)].map { Self.narrow($0) })
    let known: [(String, FilterExpression.Comparison)] = [
      ("==", .equal), ("!=", .notEqual), ("<>", .notEqual), ("<=", .lessOrEqual), (">=", .greaterOrEqual),
      ("=", .equal), ("<", .less), (">", .greater), ("≥", .greaterOrEqual), ("≤", .lessOrEqual), ("≠", .notEqual),
    ]
    for (written, operation) in known where two.hasPrefix(written) {
      position += written.count
      return .comparison(operation)
    }
    throw FilterSyntaxError(offset: start, found: "“\(characters[start])”", expected: "=, !=, <, <=, > or >=")
  }

  /// The text to the closing quote, which is one of `quotes`; two of them stand for one.
  private mutating func quoted(by quotes: [Character]) throws(FilterSyntaxError) -> String {
    let start = position
    position += 1
    var text = ""
    while let character = current {
      position += 1
      if quotes.contains(character) {
        guard current == character else { return text }
        position += 1
      }
      text.append(character)
    }
    throw FilterSyntaxError(offset: start, found: "a quote that never closes", expected: "a closing \(quotes[0])")
  }

  private mutating func number() throws(FilterSyntaxError) -> Token {
    let start = position
    var written = ""
    while let character = current.map({ Self.narrow($0) }) {
      let isSign = "+-".contains(character) && (written.isEmpty || "eE".contains(written.last ?? " "))
      guard isSign || character.isASCII && (character.isNumber || character.isLetter) || "._".contains(character) else {
        break
      }
      written.append(character)
      position += 1
    }
    // 10KV_line: a field may begin with a digit.
    if let value = FixedDecimal(written) { return .number(value) }
    if let first = written.first, first.isNumber, written.contains(where: \.isLetter), !written.contains(".") {
      position = start
      return name()
    }
    throw FilterSyntaxError(
      offset: start,
      found: "“\(written.shortened(to: 40))”",
      expected: "a number; quote text with '…'"
    )
  }

  private mutating func name() -> Token {
    let start = position
    while let character = current, Self.continuesName(character) { position += 1 }
    return .name(String(characters[start..<position]))
  }

  /// The narrow form of a full-width letter, digit or sign of ASCII: an input method leaves such behind.
  private static func narrow(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
      (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return character }
    return Character(narrow)
  }

  private static func startsName(_ character: Character) -> Bool {
    character.isLetter || character == "_" || character == "²" || character == "㎡"
  }

  private static func continuesName(_ character: Character) -> Bool {
    startsName(character) || character.isNumber || "._-".contains(character)
  }
}
