/// Reads the text of an ``Indicator``: folds the spellings of a sign to one, takes a remark off, then reads one value, one
/// comparison, two comparisons, or a range. What is left over makes the whole unreadable.
struct IndicatorParser {
  private var text: [Character]
  private var scales: [Indicator.Scale?] = []

  init(_ written: String) {
    text = Self.folded(written)
  }

  mutating func parse() -> (Indicator.Reading, Indicator.Scale, remark: String?) {
    let remark = takeRemark()
    if text.isEmpty { return (.unreadable(.empty), .unstated, remark) }
    let whole = String(text)
    if Self.nothing.contains(whole) { return (.none, .unstated, remark) }
    if Self.isReference(whole) { return (.unreadable(.statedElsewhere), .unstated, remark) }
    let numbers = Self.numberCount(text)
    guard let reading = sentence(), text.isEmpty else {
      let isList = numbers > 1 && text.contains { "及和与與、,;/或".contains($0) }
      return (.unreadable(isList ? .severalValues : .notUnderstood), .unstated, remark)
    }
    guard let scale = commonScale() else { return (.unreadable(.notUnderstood), .unstated, remark) }
    if case .range(let lower?, let upper?) = reading, upper.value < lower.value {
      return (.unreadable(.reversed), scale, remark)
    }
    return (reading, scale, remark)
  }

  // MARK: Folding

  /// Words and signs that say nothing is regulated.
  private static let nothing: Set<String> = [
    "-", "--", "---", "/", "\\", "无", "無", "不限", "不限制", "不规定", "不規定", "不予规定", "不予規定", "不作规定", "不作規定", "不做规定", "未规定",
    "未規定",
    "不控制", "不作控制", "无要求", "無要求", "不适用", "不適用", "n/a", "na", "none", "null",
  ]

  /// Signs of one meaning, to the one that the parser knows.
  private static let signs: [Character: Character] = [
    "～": "~", "〜": "~", "∼": "~", "–": "-", "—": "-", "－": "-", "−": "-", "‐": "-", "‑": "-", "―": "-", "─": "-",
    "≦": "≤", "⩽": "≤", "≧": "≥", "⩾": "≥", "﹪": "%", "；": ";", "，": ",", "：": ":", "至": "~", "到": "~", "％": "%",
    "（": "(", "）": ")", "﹤": "<", "﹥": ">",
  ]

  /// Lower case, half width, one sign for each meaning, comparisons in words as signs. Blanks go, but for those between
  /// figures: `2 0` is not 20.
  private static func folded(_ written: String) -> [Character] {
    var folded = ""
    for character in written where character != "\u{FEFF}" && character != "\u{200B}" {
      if character.isWhitespace {
        folded.append(" ")
        continue
      }
      if let sign = signs[character] {
        folded.append(sign)
        continue
      }
      for scalar in character.unicodeScalars {
        let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
        let plain = isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        folded.unicodeScalars.append(plain)
      }
    }
    var text = withoutBlanks(folded.lowercased())
    for (word, sign) in comparisons { text = text.replacing(word, with: sign) }
    return Array(text)
  }

  private static func withoutBlanks(_ text: String) -> String {
    func isFigure(_ character: Character?) -> Bool { character.map { $0.isNumber || $0 == "." } ?? false }
    var result = ""
    var hasBlank = false
    for character in text {
      if character == " " {
        hasBlank = true
        continue
      }
      if hasBlank, isFigure(result.last), isFigure(character) { result.append(" ") }
      hasBlank = false
      result.append(character)
    }
    return result
  }

  /// Longer words first: 不大于 holds 大于. 至 is folded to ~ before.
  private static let comparisons: [(String, String)] =
    [
      (
        "≤", "不得大于 不得大於 不得超过 不得超過 不得高于 不得高於 不应大于 不应超过 不大于 不大於 不超过 不超過 不高于 不高於 不多于 不多於 小于或等于 小於或等於 小于等于 小於等於 ~多 上限 <= =<"
      ),
      ("≥", "不得小于 不得小於 不得低于 不得低於 不得少于 不得少於 不应小于 不应低于 不小于 不小於 不低于 不低於 不少于 不少於 大于或等于 大於或等於 大于等于 大於等於 ~少 下限 >= =>"),
      ("<", "小于 小於 低于 低於"), (">", "大于 大於 高于 高於 超过 超過"),
      ("以下", "及以下 (含)以下 以内 以內"), ("以上", "及以上 (含)以上"),
    ].flatMap { sign, words in words.split(separator: " ").map { (String($0), sign) } }

  // MARK: Remarks

  /// Words that send the reader elsewhere.
  private static let references = ["參", "参", "詳", "详", "見", "见", "依", "按"]

  private static func isReference(_ text: String) -> Bool {
    references.contains { text.hasPrefix($0) }
  }

  /// Takes off what follows a semicolon, or stands in closing parentheses, where it is no figure of its own.
  private mutating func takeRemark() -> String? {
    if let place = text.firstIndex(of: ";") {
      return split(at: place, remark: text[(place + 1)...])
    }
    if text.last == ")", let place = text.lastIndex(of: "(") {
      return split(at: place, remark: text[(place + 1)..<(text.count - 1)])
    }
    return nil
  }

  private mutating func split(at place: Int, remark: ArraySlice<Character>) -> String? {
    let remark = String(remark)
    guard place > 0, !remark.isEmpty else { return nil }
    // Words only: a figure or a sign in it could belong to the indicator.
    guard remark.allSatisfy({ $0.isLetter || $0 == "、" }) else { return nil }
    text = Array(text[..<place])
    return remark
  }

  private static func numberCount(_ text: [Character]) -> Int {
    String(text).split { !$0.isASCII || !($0.isNumber || $0 == ".") }.count
  }

  // MARK: Sentences

  /// What quantities are called inside `1.0≤容积率≤2.0`.
  private static let names = ["容积率", "容積率", "建筑密度", "建蔽率", "绿地率", "限高", "far", "r", "h"]

  private mutating func sentence() -> Indicator.Reading? {
    if let sign = take(oneOf: "≤≥<>") { return comparison(sign) }
    let isLatin = text.first?.isASCII ?? false
    if takeName() {
      if let sign = take(oneOf: "≤≥<>=") { return sign == "=" ? number().map { .value($0) } : comparison(sign) }
      // `容积率2.0` says what it is; `R2` is a zone, and no 2.
      if isLatin { return nil }
    }
    guard let first = number() else { return nil }
    if text.isEmpty { return .value(first) }
    if take(word: "以下") { return .range(lower: nil, upper: Indicator.Bound(first)) }
    if take(word: "以上") { return .range(lower: Indicator.Bound(first), upper: nil) }
    if take(oneOf: "-~") != nil {
      guard let second = number() else { return nil }
      return .range(lower: Indicator.Bound(first), upper: Indicator.Bound(second))
    }
    return between(first)
  }

  /// `1.0≤R≤2.0`, `2.0≥R>1.0`
  private mutating func between(_ first: FixedDecimal) -> Indicator.Reading? {
    guard let sign = take(oneOf: "≤<≥>"), takeName(), let next = take(oneOf: "≤<≥>"), let second = number(),
      "≤<".contains(sign) == "≤<".contains(next)
    else { return nil }
    let start = Indicator.Bound(first, isInclusive: "≤≥".contains(sign))
    let end = Indicator.Bound(second, isInclusive: "≤≥".contains(next))
    return "≤<".contains(sign) ? .range(lower: start, upper: end) : .range(lower: end, upper: start)
  }

  /// `≤2.0`, or two of opposite signs: `≥1.0,≤2.0`.
  private mutating func comparison(_ sign: Character) -> Indicator.Reading? {
    guard let value = number() else { return nil }
    let first = (bound: Indicator.Bound(value, isInclusive: "≤≥".contains(sign)), isUpper: "≤<".contains(sign))
    if text.isEmpty {
      return first.isUpper ? .range(lower: nil, upper: first.bound) : .range(lower: first.bound, upper: nil)
    }
    _ = take(oneOf: ",;且并")
    guard let next = take(oneOf: "≤≥<>"), "≤<".contains(next) != first.isUpper, let other = number() else { return nil }
    let second = Indicator.Bound(other, isInclusive: "≤≥".contains(next))
    return first.isUpper ? .range(lower: second, upper: first.bound) : .range(lower: first.bound, upper: second)
  }

  // MARK: Words and figures

  /// A plain number with the unit behind it.
  private mutating func number() -> FixedDecimal? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard digits.first?.isNumber == true, digits.last?.isNumber == true, let value = FixedDecimal(String(digits)) else {
      return nil
    }
    text.removeFirst(digits.count)
    scales.append(unit())
    return value
  }

  private mutating func unit() -> Indicator.Scale? {
    if take(oneOf: "%") != nil { return .percent }
    if take(word: "倍") { return .ratio }
    if take(word: "公尺") || take(word: "米") || take(word: "m") { return .metre }
    return nil
  }

  /// The scale of all figures: a unit behind the last counts for those before it (`180~200%`), one behind the first alone
  /// says nothing of the last. Nil where they disagree.
  private func commonScale() -> Indicator.Scale? {
    guard let last = scales.last else { return .unstated }
    let stated = scales.compactMap { $0 }
    guard let last else { return stated.isEmpty ? .unstated : nil }
    return stated.allSatisfy { $0 == last } ? last : nil
  }

  private mutating func take(oneOf signs: String) -> Character? {
    guard let first = text.first, signs.contains(first) else { return nil }
    text.removeFirst()
    return first
  }

  private mutating func take(word: String) -> Bool {
    guard text.starts(with: word) else { return false }
    text.removeFirst(word.count)
    return true
  }

  private mutating func takeName() -> Bool {
    Self.names.contains { take(word: $0) }
  }
}
