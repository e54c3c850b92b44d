public import Features

/// Cells of CSV that a spreadsheet program would run as formulas. CSV is for programs and holds the data as it is; that a
/// cell could do something when the file is opened in a spreadsheet is said, with the form that has no such cells.
public enum FormulaCells {
  /// True for text that begins like a formula and is no number.
  public static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    switch first {
    case "=", "@", "\t", "\r": return true
    case "+", "-": return Double(text) == nil && text.unicodeScalars.count > 1
    default: return false
    }
  }

  /// What should be said of a table; nil where no cell is like that.
  public static func note(_ table: Table) -> Note? {
    var count = 0
    var example = ""
    for row in table.rows {
      for case .text(let text) in row.cells where isFormula(text) {
        if count == 0 { example = text }
        count += 1
      }
    }
    return note(count, example)
  }

  /// The same of a layer's attributes.
  public static func note(_ attributes: AttributeTable) -> Note? {
    var count = 0
    var example = ""
    for column in attributes.columns where column.field.type == .text {
      for row in 0..<column.count {
        guard let text = column.text(row), isFormula(text) else { continue }
        if count == 0 { example = text }
        count += 1
      }
    }
    return note(count, example)
  }

  private static func note(_ count: Int, _ example: String) -> Note? {
    guard count > 0 else { return nil }
    let shown = printable(truncated(example, to: 40))
    return Note(
      .warning,
      code: "csv.formula",
      Phrase(
        zh: "\(count) 个单元格的文字以 = + - @ 开头（如 \(shown)）：CSV 照原样写出，用电子表格打开会被当作公式；给人看请用 --format xlsx",
        en:
          "the text of \(English.counted(count, "cell")) begins with = + - @ (\(shown)): CSV holds it as it is, and a spreadsheet program would run it; for people use --format xlsx"
      )
    )
  }
}
