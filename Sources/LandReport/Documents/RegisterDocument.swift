public import LandAnalysis
public import LandModel

/// The answer of `approvals` for a register without polygons.
public enum RegisterDocument {
  /// The document: entries and declared area by day and stage.
  ///
  /// - Parameters:
  ///   - tally: the entries, counted.
  ///   - facts: what the figures hold for.
  ///   - unit: the unit of areas; nil: hectares.
  ///   - notes: what is to be seen beside the figures.
  /// - Throws: `AreaBasisMismatch` where areas are not on the tally's basis.
  public static func make(
    _ tally: RegisterTally,
    facts: [Fact],
    unit: AreaUnit?,
    notes: [Note]
  ) throws
    -> ReportDocument
  {
    let columns = AreaColumns(unit: unit ?? .hectare)
    var rows: [Table.Row] = []
    var seen: [CalendarDate] = []
    // Without a day asked for, every entry counts.
    func day(_ date: CalendarDate) -> Cell {
      date.year == 9999 ? .phrase(Phrase(zh: "不限", en: "any")) : .text("\(date)")
    }
    for line in tally.lines where seen.last != line.date { seen.append(line.date) }
    for date in seen {
      let lines = tally.lines.filter { $0.date == date }
      let cells = try columns.cells(lines.map(\.declared), basis: tally.basis)
      for (line, figures) in zip(lines, cells.rows) {
        rows.append(
          Table.Row(
            [
              day(date), line.word.isEmpty ? .phrase(AreasDocument.noValue) : .text(line.word),
              line.stage.map { .phrase(Phrase($0.name)) } ?? .missing, .integer(line.count),
            ] + figures + [.integer(line.undeclared)]
          )
        )
      }
      rows.append(
        Table.Row(
          [
            day(date), .phrase(Phrase(zh: "合计", en: "total")), .missing,
            .integer(lines.reduce(0) { $0 + $1.count }),
          ]
            + cells.total + [.integer(lines.reduce(0) { $0 + $1.undeclared })],
          role: .subtotal
        )
      )
    }
    return ReportDocument(
      command: "approvals",
      title: Phrase(zh: "审批登记（无面状图形）", en: "Register of approvals, without polygons"),
      facts: facts,
      tables: [
        Table(
          "register",
          title: Phrase(zh: "各日期各阶段的条目与申报面积", en: "Entries and declared area by stage and day"),
          columns: [
            TableColumn("date", Phrase(zh: "日期", en: "date")), TableColumn("word", Phrase(zh: "状态", en: "status")),
            TableColumn("stage", Phrase(zh: "阶段", en: "stage")),
            TableColumn("entries", Phrase(zh: "条目", en: "entries"), .trailing),
          ] + columns.columns("declared", Phrase(zh: "申报面积", en: "declared"))
            + [TableColumn("undeclared", Phrase(zh: "无面积", en: "without area"), .trailing)],
          rows: rows
        )
      ],
      notes: notes + self.notes(tally)
    )
  }

  private static func notes(_ tally: RegisterTally) -> [Note] {
    var notes = [
      Note(
        .warning,
        code: "approvals.no-polygons",
        Phrase(
          zh: "没有面状图形：只按申报面积汇总，不能去重，不作面积台账",
          en:
            "no polygons: declared areas are added up; land that two entries name counts twice, and there is no account"
        )
      )
    ]
    if tally.undated > 0 {
      notes.append(
        Note(
          .warning,
          code: "approvals.undated",
          Phrase(
            zh: "\(tally.undated) 条没有日期，任何日期都计入",
            en: "\(tally.undated) of \(tally.entries) entries have no date and count on every day"
          )
        )
      )
    }
    for (date, later, ended) in tally.notStanding {
      notes.append(
        Note(
          .remark,
          code: "approvals.not-standing",
          Phrase(
            zh: "\(date)：\(later) 条的日期在其后，\(ended) 条已在其前结束，未计入",
            en: "\(date): \(later) entries are dated after it and \(ended) ended before it; they are not counted"
          )
        )
      )
    }
    return notes
  }
}
