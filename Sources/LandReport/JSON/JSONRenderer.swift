/// Renders a document as one JSON object. Names are the documents' stable ids, whatever the language, and every
/// row is an object, so that a script reads `tables.zones[0].area_m2`:
///
///     {"landplan": "<version>", "command": "areas", "title": "…",
///      "about": {"basis": "ellipsoid", …},
///      "tables": {"zones": [{"id": "A", "area_m2": 1.23, "row": "body"}, …]},
///      "columns": [{"table": "zones", "title": "…", "keys": [{"key": "area_m2", "title": "…", "unit": "m2"}, …]}, …],
///      "notes": [{"level": "warning", "code": "…", "text": "…"}]}
///
/// Texts that are phrases, and titles, follow the language; ids, codes, names of classes and numbers do not. A word of an
/// enumeration has its code beside it: `verdict` and `verdict_code`. Missing values are
/// null; a figure that the source masks is the string `"masked"`. A row's `row` is `body`, `subtotal` or `total`.
public struct JSONRenderer: Sendable {
  /// The language of phrases; ids, codes and names of classes do not follow it.
  public var language: Language
  /// The program's version, the value of `landplan`.
  public var version: String

  /// A renderer in a language, for a version of the program.
  public init(language: Language, version: String) {
    self.language = language
    self.version = version
  }

  /// The object, with a line end behind it.
  public func render(_ document: ReportDocument) -> String {
    var json = JSONText()
    json.raw("{")
    json.member("landplan", first: true)
    json.string(version)
    json.member("command")
    json.string(document.command)
    json.member("title")
    json.string(document.title[language])
    json.member("about")
    json.raw("{")
    for (index, fact) in document.facts.enumerated() {
      json.member(fact.id, first: index == 0)
      write(fact.value, to: &json)
      if case .word(_, let code) = fact.value {
        json.member(fact.id + "_code")
        json.string(code)
      }
    }
    json.raw("}")
    json.raw(",\n\"tables\":{")
    for (index, table) in document.tables.enumerated() {
      json.raw(index == 0 ? "\n" : ",\n")
      json.string(table.id)
      json.raw(":[")
      write(table.forPrograms, to: &json)
      json.raw("]")
    }
    json.raw("},\n\"columns\":[")
    for (index, table) in document.tables.enumerated() {
      json.raw(index == 0 ? "\n" : ",\n")
      describe(table.forPrograms, to: &json)
    }
    json.raw("],\n\"notes\":[")
    for (index, note) in document.notes.enumerated() {
      json.raw(index == 0 ? "\n{" : ",\n{")
      json.member("level", first: true)
      json.string(note.level.rawValue)
      json.member("code")
      json.string(note.code)
      json.member("text")
      json.string(note.text[language])
      json.raw("}")
    }
    json.raw("]}\n")
    return json.text
  }

  /// What the keys of a table's rows are, so that a table without rows has its keys too.
  private func describe(_ table: Table, to json: inout JSONText) {
    json.raw("{")
    json.member("table", first: true)
    json.string(table.id)
    json.member("title")
    json.string(table.title[language])
    json.member("keys")
    json.raw("[")
    for (index, column) in table.columns.enumerated() {
      json.raw(index == 0 ? "{" : ",{")
      json.member("key", first: true)
      json.string(column.id)
      json.member("title")
      json.string(column.title[language])
      if let unit = column.unit {
        json.member("unit")
        json.string(unit)
      }
      json.raw("}")
    }
    json.raw("]}")
  }

  private func write(_ table: Table, to json: inout JSONText) {
    for (index, row) in table.rows.enumerated() {
      json.raw(index == 0 ? "\n{" : ",\n{")
      for (position, (column, cell)) in zip(table.columns, row.cells).enumerated() {
        json.member(column.id, first: position == 0)
        write(cell, to: &json)
      }
      json.member("row", first: row.cells.isEmpty)
      json.string(row.role.rawValue)
      json.raw("}")
    }
  }

  private func write(_ cell: Cell, to json: inout JSONText) {
    switch cell {
    case .text(let value): json.string(value)
    case .phrase(let phrase), .word(let phrase, _): json.string(phrase[language])
    case .term(let name): json.string(name.zh)
    case .integer(let value): json.raw(String(value))
    case .decimal(let digits): json.raw(digits)
    case .truth(let value): json.raw(value ? "true" : "false")
    case .missing: json.raw("null")
    case .masked: json.string("masked")
    }
  }
}
