import Features
public import LandAnalysis
public import LandModel

/// The answer of `rules`: what became of each rule, every finding with its sentence, and the figures with their sources.
public enum RulesDocument {
  /// The document. In text at most `limit` findings of a rule are listed; nil lists all.
  public static func make(
    _ report: RuleReport,
    pack: RulePack,
    facts: [Fact],
    limit: Int? = nil,
    decimals: Int = 3,
    notes: [Note] = []
  ) -> ReportDocument {
    var document = ReportDocument(
      command: "rules",
      title: Phrase(zh: "规则审查", en: "Rule check"),
      facts: facts + self.facts(report, pack),
      notes: []
    )
    document.tables = [summary(report), findings(report, limit, decimals), limits(report)]
    document.notes = Note.condensed(notes) + report.outcomes.flatMap { self.notes($0, limit) } + closing(report)
    return document
  }

  private static func facts(_ report: RuleReport, _ pack: RulePack) -> [Fact] {
    [
      Fact("pack", Phrase(zh: "规则包", en: "rule pack"), .phrase(Phrase(pack.title))),
      Fact("as_of", Phrase(zh: "审查日期", en: "as of"), .text(report.asOf.description)),
      Fact(
        "profile",
        Phrase(zh: "地方参数", en: "profile"),
        report.profile.map { .phrase(Phrase($0.title)) } ?? .missing
      ),
      Fact("basis", Phrase(zh: "面积口径", en: "basis"), .word(report.basis.name, report.basis)),
      Fact("errors", Phrase(zh: "违反规则", en: "errors"), .integer(report.count(.error))),
      Fact("warnings", Phrase(zh: "警告", en: "warnings"), .integer(report.count(.warning))),
      Fact("notes", Phrase(zh: "提示", en: "notes"), .integer(report.count(.note))),
    ]
  }

  // MARK: Summary

  private static func summary(_ report: RuleReport) -> Table {
    let rows = report.outcomes.map { outcome in
      Table.Row([
        .text(outcome.id), outcome.rule.map { .phrase(Phrase($0.title)) } ?? .missing,
        .text(outcome.status.rawValue), .phrase(outcome.status.name), .integer(outcome.findings.count),
        outcome.worst.map { .word($0.name, $0) } ?? .missing, .integer(outcome.checked), area(of: outcome),
        needs(outcome), .text(outcome.rule?.confidence.rawValue ?? ""),
        outcome.rule.map { .phrase(Phrase($0.source.text)) } ?? .missing,
      ])
    }
    return Table(
      "rules",
      title: Phrase(zh: "各规则结果", en: "Rules"),
      columns: [
        TableColumn("rule", Phrase(zh: "规则", en: "rule")), TableColumn("title", Phrase(zh: "名称", en: "title")),
        TableColumn("status", Phrase(zh: "状态代码", en: "status"), isDetail: true),
        TableColumn("result", Phrase(zh: "结果", en: "result")),
        TableColumn("findings", Phrase(zh: "问题数", en: "findings"), .trailing),
        TableColumn("severity", Phrase(zh: "程度", en: "severity"), isCoded: true),
        TableColumn("checked", Phrase(zh: "检查对象", en: "checked"), .trailing),
        TableColumn("area_m2", Phrase(zh: "涉及面积/平方米", en: "area m²"), .trailing),
        TableColumn("needs", Phrase(zh: "未能检查之处所缺", en: "not evaluated for want of"), isCoded: true),
        TableColumn("confidence", Phrase(zh: "把握", en: "how sure")),
        TableColumn("source", Phrase(zh: "依据", en: "source")),
      ],
      rows: rows,
      caption: Phrase(
        zh: "把握：V 已核对，K-h/K-m/K-l 凭专业知识（高/中/低），D 本程序默认，project 项目给定",
        en:
          "how sure: V verified, K-h/K-m/K-l from knowledge (high, medium, low), D the program's default, project stated"
      )
    )
  }

  private static func area(of outcome: RuleOutcome) -> Cell {
    let areas = outcome.findings.compactMap { $0.severity == .note ? nil : $0.area }
    return areas.isEmpty ? .missing : .decimal(Decimals.fixed(areas.reduce(0) { $0 + abs($1) }, 2))
  }

  /// What was missing, each once.
  private static func needs(_ outcome: RuleOutcome) -> Cell {
    let phrases = outcome.needs.map(RuleWords.need)
    let text = Phrase(zh: phrases.map(\.zh).joined(separator: "；"), en: phrases.map(\.en).joined(separator: "; "))
    return .word(text, code: outcome.needs.map { "\($0.kind.rawValue) \($0.what)" }.joined(separator: ";"))
  }

  // MARK: Findings

  private static func findings(_ report: RuleReport, _ limit: Int?, _ decimals: Int) -> Table {
    var rows: [Table.Row] = []
    var number = 0
    for outcome in report.outcomes {
      guard let rule = outcome.rule else { continue }
      for (place, finding) in outcome.findings.enumerated() {
        number += 1
        guard place < limit ?? .max else { continue }
        func figure(_ value: Double?, _ decimals: Int) -> Cell {
          value.map { .decimal(Decimals.fixed($0, decimals)) } ?? .missing
        }
        rows.append(
          Table.Row([
            .integer(number), .text(rule.id), .word(finding.severity.name, finding.severity),
            .text(finding.matter.rawValue),
            .phrase(finding.matter.name),
            .word(Phrase(finding.layer), code: finding.layer.chinese), .text(finding.subject), figure(finding.area, 2),
            figure(finding.x, decimals), figure(finding.y, decimals),
            .phrase(RuleSentences.sentence(finding, rule)), .text(rule.confidence.rawValue),
          ])
        )
      }
    }
    return Table(
      "findings",
      title: Phrase(zh: "审查意见", en: "Findings"),
      columns: [
        TableColumn("number", Phrase(zh: "序号", en: "no."), .trailing),
        TableColumn("rule", Phrase(zh: "规则", en: "rule")),
        TableColumn("severity", Phrase(zh: "程度", en: "severity"), isCoded: true),
        TableColumn("matter", Phrase(zh: "代码", en: "matter"), isDetail: true),
        TableColumn("type", Phrase(zh: "类型", en: "type")),
        TableColumn("layer", Phrase(zh: "图层", en: "layer"), isCoded: true),
        TableColumn("subject", Phrase(zh: "对象", en: "subject")),
        TableColumn("area_m2", Phrase(zh: "面积/平方米", en: "area m²"), .trailing),
        TableColumn("x", Phrase("x"), .trailing, isDetail: true),
        TableColumn("y", Phrase("y"), .trailing, isDetail: true),
        TableColumn("sentence", Phrase(zh: "意见", en: "sentence")),
        TableColumn("confidence", Phrase(zh: "把握", en: "how sure")),
      ],
      rows: rows
    )
  }

  // MARK: Limits

  private static func limits(_ report: RuleReport) -> Table {
    let rows = report.outcomes.flatMap { outcome in
      outcome.limits.map { limit in
        Table.Row([
          .text(outcome.id), .word(RuleWords.limit(limit.name), code: limit.name), .decimal(limit.text),
          UnitWords.cell(limit.unit),
          .text(limit.confidence),
          .phrase(Phrase(limit.source)),
        ])
      }
    }
    return Table(
      "limits",
      title: Phrase(zh: "采用的限值", en: "Figures used"),
      columns: [
        TableColumn("rule", Phrase(zh: "规则", en: "rule")),
        TableColumn("limit", Phrase(zh: "限值", en: "limit"), isCoded: true),
        TableColumn("value", Phrase(zh: "数值", en: "value"), .trailing),
        TableColumn("unit", Phrase(zh: "单位", en: "unit"), isCoded: true),
        TableColumn("confidence", Phrase(zh: "把握", en: "how sure")),
        TableColumn("source", Phrase(zh: "来源", en: "source")),
      ],
      rows: rows
    )
  }

  // MARK: Notes

  private static func notes(_ outcome: RuleOutcome, _ limit: Int?) -> [Note] {
    var notes: [Note] = []
    func add(_ level: Note.Level, _ code: String, zh: String, en: String) {
      notes.append(Note(level, code: code, Phrase(zh: "\(outcome.id)：\(zh)", en: "\(outcome.id): \(en)")))
    }
    if outcome.slivers.count > 0 {
      let area = Decimals.fixed(outcome.slivers.area, 2)
      add(
        .remark,
        "rules.slivers",
        zh: "另有 \(outcome.slivers.count) 处碎片，共 \(area) 平方米，小于容差，不作为问题",
        en: "\(outcome.slivers.count) slivers, \(area) m² in all, are below the tolerance and no findings"
      )
    }
    if outcome.unclear > 0 {
      let codes = outcome.unclearCodes.sorted().prefix(8).map { $0.isEmpty ? "—" : $0 }
      let more = outcome.unclearCodes.count > codes.count
      add(
        .warning,
        "rules.unclear-codes",
        zh: "\(outcome.unclear) 个地块的代码（\(codes.joined(separator: "、"))\(more ? "等" : "")）无法判定是否属于本规则的对象，须细分或补正；未检查",
        en:
          "the codes of \(English.counted(outcome.unclear, "parcel")) (\(codes.joined(separator: ", "))\(more ? ", …" : "")) do not tell whether the "
          + "rule is about them, and need to be subdivided or corrected; they were not checked"
      )
    }
    if outcome.withoutShape > 0 {
      add(
        .warning,
        "rules.without-shape",
        zh: "\(outcome.withoutShape) 处问题无法求出图形",
        en:
          "\(English.counted(outcome.withoutShape, "finding has", "findings have")) no shape: GEOS could not cut \(English.word(outcome.withoutShape, "it", "them"))"
      )
    }
    if let limit, outcome.findings.count > limit {
      add(
        .remark,
        "rules.listed",
        zh: "只显示前 \(limit) 条，共 \(outcome.findings.count) 条；CSV、JSON 与图形文件列出全部",
        en: "the first \(limit) of \(outcome.findings.count) findings are shown; CSV, JSON and the shapes hold all"
      )
    }
    return notes
  }

  private static func closing(_ report: RuleReport) -> [Note] {
    let left = report.outcomes.filter { $0.status == .notEvaluated }.map(\.id)
    guard !left.isEmpty else { return [] }
    let list = left.joined(separator: ", ")
    return [
      Note(
        .warning,
        code: "rules.not-evaluated",
        Phrase(zh: "未能检查的规则：\(list)；不等于通过", en: "not evaluated: \(list); that is no pass")
      )
    ]
  }
}
