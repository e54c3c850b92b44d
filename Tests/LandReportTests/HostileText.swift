import LandReport

/// A document whose data tries to be what it is not.
enum HostileText {
  static let formulas = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1", "{=1+1}", "=HYPERLINK(\"x\")",
  ]
  static let markup = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&]]>"
  static let control = "a\u{1B}[31mb\u{0}c\u{9B}d\u{FFFE}e"
  static let rightToLeft = "\u{202E}123\u{2066}שלום العربية"
  static let escape = "_x000D_ and _x0041_"
  static let long = String(repeating: "长", count: 350_000)  // over 1 MB in UTF-8
  static let all = formulas + [markup, control, rightToLeft, escape, long]

  static var document: ReportDocument {
    let column = [
      TableColumn("name", Phrase(markup)), TableColumn("area_mu", Phrase(zh: "面积/亩", en: "area mu"), .trailing),
    ]
    let rows = all.map { Table.Row([.text($0), .decimal("1.50")]) }
    let names = [
      "=1+1", "a/b:c*d?[e]\\f", "'quoted'", "History", String(repeating: "很长的名字", count: 20), "same", "SAME",
    ]
    return ReportDocument(
      command: "report",
      title: Phrase(markup),
      facts: [Fact("source", Phrase("=1+1"), .text(markup)), Fact("as_of", Phrase("as of"), .text("2021-12-31"))],
      tables: names.map { Table("zones", title: Phrase($0), columns: column, rows: rows, caption: Phrase(markup)) },
      notes: [Note(.warning, code: "x.y", Phrase(markup + control))]
    )
  }
}
