import Features
import Geometry
public import LandAnalysis
public import LandModel

/// The answer of `account` as a table or JSON; CSV is written straight from the result.
public enum AccountDocument {
  /// The document, with one table.
  ///
  /// - Parameters:
  ///   - result: the account with its rows.
  ///   - facts: what the figures hold for.
  ///   - more: what is to be seen beside the account's own notes.
  ///   - hasTotal: a last row with the sum of all rows, for a workbook; elsewhere rows are all there is.
  public static func make(
    _ result: AccountResult,
    facts: [Fact],
    notes more: [Note] = [],
    hasTotal: Bool = false
  ) -> ReportDocument {
    var columns = [TableColumn(result.subjectName, Phrase(result.subjectName))]
    columns += result.layerNames.map { TableColumn($0, Phrase($0)) }
    columns.append(TableColumn("area_m2", Phrase(zh: "面积/平方米", en: "area m²"), .trailing))
    func area(_ value: Int64) -> Cell {
      var digits: [UInt8] = []
      AccountCSV.append(value, decimals: result.rows.decimals, to: &digits)
      return .decimal(String(decoding: digits, as: UTF8.self))
    }
    var rows = (0..<result.rows.rowCount).map { row in
      let classes = result.layerNames.indices.map { Cell.text(result.rows.classText(row: row, layer: $0)) }
      return Table.Row([.text(result.rows.subjects[row])] + classes + [area(result.rows.areas[row])])
    }
    if hasTotal, !rows.isEmpty {
      let sum = result.rows.areas.reduce(0, +)
      let head = Cell.phrase(Phrase(zh: "各行之和", en: "sum of rows"))
      rows.append(Table.Row([head] + result.layerNames.map { _ in .missing } + [area(sum)], role: .total))
    }
    return ReportDocument(
      command: "account",
      title: Phrase(zh: "面积台账", en: "Area account"),
      facts: facts,
      tables: [Table("account", title: Phrase(zh: "台账", en: "Account"), columns: columns, rows: rows)],
      notes: notes(result) + more
    )
  }

  /// What repair moved in a layer before it was accounted; nil where nothing was repaired.
  public static func repaired(_ record: LoadRecord) -> Note? {
    let repaired = record.repairs.filter { $0.failure == nil }
    guard !repaired.isEmpty else { return nil }
    let changes = repaired.compactMap { repair in
      repair.before.flatMap { before in repair.after.map { $0.squareMetres - before.squareMetres } }
    }
    let gained = Decimals.fixed(changes.filter { $0 > 0 }.reduce(0, +), 2)
    let lost = Decimals.fixed(-changes.filter { $0 < 0 }.reduce(0, +), 2)
    let labels = repaired.prefix(LoadRecord.named).map(\.label).joined(separator: ", ")
    let more = repaired.count > LoadRecord.named ? " …" : ""
    return Note(
      .warning,
      code: "account.repaired",
      Phrase(
        zh: "\(record.name)：\(repaired.count) 个无效图形先修复再计算（\(labels)\(more)），面积共增 \(gained)、减 \(lost) 平方米",
        en:
          "\(record.name): \(English.counted(repaired.count, "invalid polygon was", "invalid polygons were")) repaired first (\(labels)\(more)); that added \(gained) and took \(lost) m²"
      )
    )
  }

  /// How the account closes, and what took no part in it.
  public static func notes(_ result: AccountResult) -> [Note] {
    let closing = result.worstClosing == 0 ? "0" : "\(result.worstClosing)"
    var notes = [
      Note(
        .remark,
        code: "account.closes",
        Phrase(
          zh: "\(result.subjectCount) 个对象，\(result.rowCount) 行；各对象行和与其面积之差最大为面积的 \(closing)",
          en:
            "\(English.counted(result.subjectCount, "subject")), \(English.counted(result.rowCount, "row")); rows close on each subject's area to \(closing) of it at worst"
        )
      )
    ]
    if result.withoutArea > 0 {
      notes.append(
        Note(
          .warning,
          code: "account.no-area",
          Phrase(
            zh: "\(result.withoutArea) 个对象没有面积（空、点线或退化），没有行",
            en:
              "\(English.counted(result.withoutArea, "subject encloses", "subjects enclose")) no area (null, points, lines or degenerate) and \(English.word(result.withoutArea, "has", "have")) no rows"
          )
        )
      )
    }
    for (name, count) in zip(result.layerNames, result.unclassified) where count > 0 {
      notes.append(
        Note(
          .warning,
          code: "account.unclassified",
          Phrase(
            zh: "\(name)：\(count) 个要素类别为空，其范围按“无”计",
            en:
              "\(name): \(English.counted(count, "feature has", "features have")) no class; \(English.word(count, "its", "their")) land counts as none"
          )
        )
      )
    }
    return notes
  }
}
