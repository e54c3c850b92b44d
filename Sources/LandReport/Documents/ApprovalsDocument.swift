import Features
public import LandAnalysis
public import LandModel

/// The answer of `approvals`: land by stage and standing, the documents, what is uncovered, declared areas, and the
/// claims about the pipeline.
public enum ApprovalsDocument {
  /// The document. In text at most `limit` rows of a long table are listed; nil lists all.
  public static func make(
    _ result: ApprovalsResult,
    facts: [Fact],
    claims: [ClaimComparison] = [],
    unit: AreaUnit?,
    limit: Int? = nil,
    notes: [Note] = []
  ) throws -> ReportDocument {
    let unit = unit ?? .mu
    var tables: [Table] = []
    if result.dates.count > 1 { tables.append(try timeline(result, unit)) }
    tables.append(try reached(result, unit, limit))
    tables.append(try shares(result, limit))
    tables.append(try standing(result, unit, limit))
    if result.hasForest { tables.append(try forest(result, unit, limit)) }
    tables.append(try furthest(result, unit, limit))
    tables.append(try rates(result, unit, limit))
    tables.append(supplyRates(result, unit, limit))
    tables.append(documents(result, unit, limit))
    tables.append(pieceTotals(result))
    tables.append(pieces(result, limit))
    if !result.earlySupplies.isEmpty { tables.append(earlySupplies(result)) }
    if !result.earlyStages.isEmpty { tables.append(earlyStages(result)) }
    tables.append(declared(result, limit))
    tables.append(rules(result))
    let pipeline = claims.filter { [.batches, .listed].contains($0.claim.role) }
    if !pipeline.isEmpty { tables.append(ClaimTable.make(pipeline)) }
    return ReportDocument(
      command: "approvals",
      title: Phrase(zh: "审批状态", en: "Approval status"),
      facts: facts + self.facts(result),
      tables: tables,
      notes: notes + self.notes(result, unit, limit)
    )
  }

  private static func facts(_ result: ApprovalsResult) -> [Fact] {
    var facts = [
      Fact("as_of", Phrase(zh: "截止日期", en: "as of"), result.day == .latest ? .missing : .text("\(result.day)")),
      Fact(
        "covered_when",
        Phrase(zh: "覆盖容差", en: "covered when"),
        .phrase(
          Phrase(
            zh: "未覆盖部分 ≤ max(\(number(result.tolerance.squareMetres)) 平方米, "
              + "\(number(result.tolerance.share * 100))%)；碎片 < \(number(result.tolerance.sliver)) 平方米",
            en: "the rest is ≤ max(\(number(result.tolerance.squareMetres)) m², "
              + "\(number(result.tolerance.share * 100)) %); slivers < \(number(result.tolerance.sliver)) m²"
          )
        )
      ),
      Fact("term_profile", Phrase(zh: "期限规则", en: "term rules"), .phrase(Phrase(result.register.rules.title))),
    ]
    if let next = result.nextToLapse, let day = next.term?.lastDay {
      let document = result.register.documents[next.document]
      let area = next.atStake.value(in: .mu).description
      let place = [document.number, document.batch, document.authority].compactMap { $0 }.joined(separator: "，")
      let names = [document.number, document.batch, document.authority].compactMap { $0 }.joined(separator: ", ")
      facts.append(
        Fact(
          "earliest_expiry",
          Phrase(zh: "最早到期", en: "earliest expiry"),
          .phrase(
            Phrase(zh: "\(day)：\(place)，未用 \(area) 亩", en: "\(day): \(names), \(area) mu not yet used")
          )
        )
      )
    } else {
      facts.append(Fact("earliest_expiry", Phrase(zh: "最早到期", en: "earliest expiry"), .missing))
    }
    return facts
  }

  static func number(_ value: Double) -> String {
    let text = Decimals.fixed(value, 4)
    guard text.contains(".") else { return text }
    let short = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(short.reversed())
  }

  private static func notes(_ result: ApprovalsResult, _ unit: AreaUnit, _ limit: Int?) -> [Note] {
    var notes: [Note] = []
    func add(_ level: Note.Level, _ code: String, zh: String, en: String) {
      notes.append(Note(level, code: code, Phrase(zh: zh, en: en)))
    }
    for (word, count) in result.records.unknownStages {
      add(
        .warning,
        "approvals.unknown-stage",
        zh: "阶段“\(word)”不在目录中，\(count) 个批次未计入；可用 --stage 指定",
        en:
          "stage “\(word)” is in no catalogue: \(English.counted(count, "batch is", "batches are")) not counted; say what it is with --stage"
      )
    }
    if let first = result.records.unreadableDates.first {
      add(
        .warning,
        "approvals.unreadable-date",
        zh: "\(result.records.unreadableDates.count) 个批次的日期无法读取，例如“\(first.text)”",
        en:
          "the dates of \(English.counted(result.records.unreadableDates.count, "batch", "batches")) cannot be read, for example “\(first.text)”"
      )
    }
    if !result.records.undated.isEmpty {
      add(
        .warning,
        "approvals.undated",
        zh: "\(result.records.undated.count) 个批次没有日期，任何日期都计入",
        en:
          "\(English.counted(result.records.undated.count, "batch has no date and counts", "batches have no date and count")) on every day"
      )
    }
    let doubled = result.documents.filter { $0.doubled.squareMetres > 1 && $0.kind != .coming }
    if !doubled.isEmpty {
      add(
        .remark,
        "approvals.overlap",
        zh: "\(doubled.count) 个批次与同阶段其他有效批次重叠；各阶段按并集计算，不重复",
        en:
          "\(English.counted(doubled.count, "batch overlaps", "batches overlap")) another valid one of their stage; stages are unions, nothing counts twice"
      )
    }
    if !result.hasForest {
      add(
        .warning,
        "approvals.no-forest-map",
        zh: "没有林地一张图图层，未检查林地缺口；可用 --forest 指定",
        en: "no forest map: forest without consent was not sought; name one with --forest"
      )
    }
    for kind in result.pieces.notSought {
      guard let missing = kind.stages.flatMap({ pair in result.register.stages.first { $0.id == pair.earlier } }) else {
        continue
      }
      add(
        .remark,
        "approvals.order-not-checked",
        zh: "“\(kind.name.zh)”未检查：没有“\(missing.name.chinese)”阶段的批次",
        en: "“\(kind.name.en)” was not sought: there are no batches of the stage \(missing.name.english)"
      )
    }
    if limit != nil, result.subjects.labels.count > limit ?? .max {
      add(
        .remark,
        "approvals.listed",
        zh: "长表只显示前 \(limit ?? 0) 行；CSV、JSON 列出全部",
        en: "long tables show their first \(limit ?? 0) rows; CSV and JSON hold all"
      )
    }
    return notes
  }
}
