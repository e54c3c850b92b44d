/// Cells as a reader sees them in a document: digits in groups of three, a dash for what is missing.
struct CellText {
  let language: Language

  func text(_ cell: Cell, grouped: Bool = true) -> String {
    switch cell {
    case .text(let text): text
    case .phrase(let phrase), .word(let phrase, _), .term(let phrase): phrase[language]
    case .integer(let value): grouped ? CellText.grouped(String(value)) : String(value)
    case .decimal(let digits): grouped ? CellText.grouped(digits) : digits
    case .truth(let value):
      value ? Phrase(zh: "是", en: "yes")[language] : Phrase(zh: "否", en: "no")[language]
    case .missing: "—"
    case .masked: Phrase(zh: "（原文隐去）", en: "(masked)")[language]
    }
  }

  /// `1234567.89` as `1,234,567.89`.
  static func grouped(_ digits: String) -> String {
    let sign = digits.hasPrefix("-") ? "-" : ""
    let plain = digits.dropFirst(sign.count)
    let whole = plain.prefix { $0.isNumber }
    var groups = ""
    for (i, digit) in whole.enumerated() {
      if i > 0, (whole.count - i) % 3 == 0 { groups.append(",") }
      groups.append(digit)
    }
    return sign + groups + plain.dropFirst(whole.count)
  }
}
