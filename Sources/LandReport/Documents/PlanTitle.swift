import LandModel

/// What a plan is called whose versions have titles of their own.
enum PlanTitle {
  /// What the titles of both versions begin with: `一期控规` of 一期控规（调整前） and 一期控规（调整后）. Nil where that is
  /// nothing in one of the languages.
  static func common(_ before: LocalizedText, _ after: LocalizedText) -> Phrase? {
    let (zh, en) = (start(before.chinese, after.chinese), start(before.english, after.english))
    return zh.isEmpty || en.isEmpty ? nil : Phrase(zh: zh, en: en)
  }

  private static func start(_ first: String, _ second: String) -> String {
    var common = String(zip(first, second).prefix { $0 == $1 }.map(\.0))
    // A bracket that is left open belongs to the version.
    for (open, close) in [("（", "）"), ("(", ")")] as [(Character, Character)] {
      if let place = common.lastIndex(of: open), !common[place...].contains(close) { common = String(common[..<place]) }
    }
    if first != second, common.count < min(first.count, second.count), common.last?.isLetter == true,
      common.unicodeScalars.allSatisfy(\.isASCII), let word = common.lastIndex(of: " ")
    {
      common = String(common[..<word])
    }
    while let last = common.last, last.isWhitespace || ",，:：-–_·、".contains(last) { common.removeLast() }
    return common
  }
}
