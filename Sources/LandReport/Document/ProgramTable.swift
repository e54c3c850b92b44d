/// How programs and readers see a table: programs get codes and bare figures beside the words, readers do not.
extension Table {
  /// The table of JSON and CSV: behind the columns the codes of those that hold words, so that what was there keeps its
  /// place.
  var forPrograms: Table {
    let coded = columns.indices.filter { columns[$0].isCoded }
    guard !coded.isEmpty else { return self }
    var result = self
    result.columns += coded.map { place in
      let title = columns[place].title
      return TableColumn(columns[place].id + "_code", Phrase(zh: title.zh + "（代码）", en: title.en + " (code)"))
    }
    result.rows = rows.map { row in Row(row.cells + coded.map { row.cells[$0].code }, role: row.role) }
    return result
  }

  /// The table without what only programs want.
  var forReaders: Table {
    guard columns.contains(where: \.isData) else { return self }
    let shown = columns.indices.filter { !columns[$0].isData }
    var result = self
    result.columns = shown.map { columns[$0] }
    result.rows = rows.map { row in Row(shown.map { row.cells[$0] }, role: row.role) }
    return result
  }

  /// The tables with names that are each used once: a second `zones` is `zones-2`.
  static func distinct(_ tables: [Table]) -> [Table] {
    var used = Set<String>()
    return tables.map { table in
      var result = table
      var number = 2
      while !used.insert(result.id).inserted {
        result.id = "\(table.id)-\(number)"
        number += 1
      }
      return result
    }
  }
}

extension ReportDocument {
  /// The document without what only programs want.
  var forReaders: ReportDocument {
    var result = self
    result.tables = tables.map(\.forReaders)
    return result
  }
}

extension Cell {
  /// A word of an enumeration with the enumeration's own code.
  static func word<Code: RawRepresentable<String>>(_ phrase: Phrase, _ code: Code) -> Cell {
    .word(phrase, code: code.rawValue)
  }

  /// Several words of enumerations; their codes are separated by semicolons.
  static func words(_ words: [(phrase: Phrase, code: String)]) -> Cell {
    let text = Phrase(
      zh: words.map(\.phrase.zh).joined(separator: "、"),
      en: words.map(\.phrase.en).joined(separator: ", ")
    )
    return words.isEmpty ? .phrase(text) : .word(text, code: words.map(\.code).joined(separator: ";"))
  }

  /// The code of a word; nothing where the cell is no word.
  fileprivate var code: Cell {
    if case .word(_, let code) = self { .text(code) } else { .missing }
  }
}

extension TableColumn {
  /// The unit that the column's stable name ends with, `m2` of `area_m2`; nil where it is no figure with a unit.
  public var unit: String? {
    Self.units.first { id.hasSuffix("_" + $0) }
  }

  private static let units = ["10k_yuan", "m2", "ha", "mu", "percent", "km", "m", "yuan"]
}
