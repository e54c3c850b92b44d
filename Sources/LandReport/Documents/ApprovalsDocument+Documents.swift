import Features
public import LandAnalysis
import LandModel

/// The tables of documents, uncovered pieces, declared areas and term rules.
extension ApprovalsDocument {
  /// The documents in the order in which they matter: void ones, those still running by their last day, then the rest.
  public static func ordered(_ result: ApprovalsResult) -> [DocumentState] {
    func rank(_ state: DocumentState) -> Int {
      switch state.kind {
      case .lapsed, .partlyLapsed, .ended: 0
      case .running: 1
      case .used, .coming: 2
      case .lasting: 3
      }
    }
    return result.documents.sorted { a, b in
      (rank(a), a.term.map { "\($0.lastDay)" } ?? "", a.document) < (
        rank(b), b.term.map { "\($0.lastDay)" } ?? "", b.document
      )
    }
  }

  static func documents(_ result: ApprovalsResult, _ unit: AreaUnit, _ limit: Int?) -> Table {
    let states = ordered(result)
    // A terminal shows those that have a term; the hundreds without are in CSV and JSON.
    let shown = limit == nil ? states : Array(states.filter { $0.kind != .lasting }.prefix(limit ?? 0))
    let rows = shown.map { state in
      let document = result.register.documents[state.document]
      func text(_ value: String?) -> Cell { value.map { .text($0) } ?? .missing }
      return Table.Row([
        .text(document.label), .word(Phrase(stage: document.stageWord), code: document.stageWord), text(document.batch),
        text(document.number),
        text(document.authority), text(document.approvedOn.map { "\($0)" }),
        text(state.term.map { "\($0.lastDay)" }),
        state.term.map { .word(origin($0), code: $0.origin.rawValue + ($0.isExtended ? ";extended" : "")) } ?? .missing,
        .word(state.kind.name, state.kind), .decimal(state.area.value(in: unit).description),
        state.term == nil ? .missing : .decimal(state.used.value(in: unit).description),
        .decimal(state.lapsed.value(in: unit).description), .decimal(state.doubled.value(in: unit).description),
        state.term?.rule.map { .word(Phrase($0.title), code: $0.id) } ?? .missing,
      ])
    }
    func column(_ id: String, _ zh: String, _ en: String) -> TableColumn { TableColumn(id, Phrase(zh: zh, en: en)) }
    return Table(
      "documents",
      title: Phrase(zh: "批次与文件", en: "Batches and their documents"),
      columns: [
        column("id", "编号", "id"), TableColumn("stage", Phrase(zh: "阶段", en: "stage"), isCoded: true),
        column("batch", "批次", "batch"),
        column("document", "文号", "document"), column("authority", "批准机关", "authority"),
        column("approved_on", "批准日期", "approved on"), column("last_day", "有效期至", "last day"),
        TableColumn("term_by", Phrase(zh: "期限依据", en: "term by"), isCoded: true),
        TableColumn("state", Phrase(zh: "状态", en: "state"), isCoded: true),
        areaColumn("area", zh: "面积", en: "area", unit), areaColumn("used", zh: "已用", en: "used", unit),
        areaColumn("lapsed_area", zh: "失效", en: "void", unit),
        areaColumn("doubled", zh: "与同阶段重叠", en: "also in another", unit),
        TableColumn("rule", Phrase(zh: "规则", en: "rule"), isCoded: true),
      ],
      rows: rows,
      caption: limit == nil
        ? nil
        : Phrase(
          zh: "有期限的文件 \(states.count { $0.kind != .lasting }) 件；全部 \(states.count) 件见 CSV、JSON",
          en:
            "the \(states.count { $0.kind != .lasting }) documents with a term; all \(states.count) are in CSV and JSON"
        )
    )
  }

  static func origin(_ term: DocumentTerm) -> Phrase {
    let base: Phrase =
      switch term.origin {
      case .statedDay: Phrase(zh: "文件载明", en: "stated day")
      case .statedYears: Phrase(zh: "文件年限", en: "stated years")
      case .rule: Phrase(zh: "规则", en: "rule")
      }
    return term.isExtended ? Phrase(zh: base.zh + "（已延续）", en: base.en + " (extended)") : base
  }

  static func pieceTotals(_ result: ApprovalsResult) -> Table {
    var rows: [Table.Row] = []
    for kind in UncoveredPieces.Kind.allCases {
      for slivers in [false, true] {
        guard !result.pieces.notSought.contains(kind) else { continue }
        let wanted = result.pieces.pieces.filter { $0.kind == kind && $0.isSliver == slivers }
        let total = (try? Area.sum(wanted.map(\.area), basis: result.basis)) ?? .zero(result.basis)
        rows.append(
          Table.Row([
            .word(kind.name, kind),
            .word(
              slivers ? Phrase(zh: "碎片（容差内）", en: "slivers (within tolerance)") : Phrase(zh: "缺口", en: "uncovered"),
              code: slivers ? "sliver" : "gap"
            ),
            .integer(wanted.count), .integer(Set(wanted.map(\.document)).count),
            .decimal(total.value(in: .squareMetre).description), .decimal(total.value(in: .mu).description),
          ])
        )
      }
    }
    return Table(
      "uncovered",
      title: Phrase(zh: "未覆盖部分汇总", en: "Uncovered land"),
      columns: [
        TableColumn("kind", Phrase(zh: "类型", en: "kind"), isCoded: true),
        TableColumn("size", Phrase(zh: "大小", en: "size"), isCoded: true),
        TableColumn("pieces", Phrase(zh: "块数", en: "pieces"), .trailing),
        TableColumn("documents", Phrase(zh: "批次数", en: "batches"), .trailing),
        TableColumn("area_m2", Phrase(zh: "面积/平方米", en: "area m²"), .trailing),
        TableColumn("area_mu", Phrase(zh: "面积/亩", en: "area mu"), .trailing),
      ],
      rows: rows
    )
  }

  /// The pieces in the order of their table, the largest first.
  public static func orderedPieces(_ result: ApprovalsResult) -> [Int] {
    let areas = result.pieces.pieces.map(\.area.squareMetres)
    return areas.indices.sorted { areas[$0] == areas[$1] ? $0 < $1 : areas[$0] > areas[$1] }
  }

  static func pieces(_ result: ApprovalsResult, _ limit: Int?) -> Table {
    let listed = orderedPieces(result).filter { !result.pieces.pieces[$0].isSliver || limit == nil }
    let rows = listed.prefix(limit ?? .max).map { number in
      let piece = result.pieces.pieces[number]
      return Table.Row([
        .integer(number + 1), .word(piece.kind.name, piece.kind),
        .text(result.register.documents[piece.document].label),
        .text(result.register.documents[piece.document].name), .word(reason(piece, result), piece.reason),
        .decimal(piece.area.value(in: .squareMetre).description), .decimal(piece.area.value(in: .mu).description),
        .truth(piece.isSliver),
      ])
    }
    func column(_ id: String, _ zh: String, _ en: String) -> TableColumn { TableColumn(id, Phrase(zh: zh, en: en)) }
    return Table(
      "pieces",
      title: Phrase(zh: "未覆盖地块", en: "Uncovered pieces"),
      columns: [
        TableColumn("number", Phrase(zh: "序号", en: "no."), .trailing),
        TableColumn("kind", Phrase(zh: "类型", en: "kind"), isCoded: true),
        column("id", "编号", "id"), column("document", "批次", "batch"),
        TableColumn("reason", Phrase(zh: "原因", en: "reason"), isCoded: true),
        TableColumn("area_m2", Phrase(zh: "面积/平方米", en: "area m²"), .trailing),
        TableColumn("area_mu", Phrase(zh: "面积/亩", en: "area mu"), .trailing), column("sliver", "碎片", "sliver"),
      ],
      rows: rows,
      caption: limit.map {
        Phrase(
          zh: "最大的 \(min($0, listed.count)) 块，共 \(listed.count) 块",
          en: "the largest \(min($0, listed.count)) of \(listed.count)"
        )
      }
    )
  }

  /// Why a piece is uncovered, in words.
  public static func reason(_ piece: UncoveredPieces.Piece, _ result: ApprovalsResult) -> Phrase {
    let register = result.register
    let other = piece.other.map { register.documents[$0].name } ?? ""
    switch piece.reason {
    case .none:
      guard piece.kind != .supplyWithoutApproval, let pair = piece.kind.stages else {
        return piece.kind == .supplyWithoutApproval
          ? Phrase(zh: "无用地批复", en: "no land approval") : Phrase(zh: "无使用林地同意", en: "no forest consent")
      }
      let stage = register.stages.first { $0.id == pair.earlier }?.name
      return Phrase(zh: "无“\(stage?.chinese ?? "")”", en: "nothing of stage: \(stage?.english ?? "")")
    case .short:
      return Phrase(zh: "未覆盖到边：\(other)", en: "stops short: \(other)")
    case .lapsed:
      let day = piece.other.flatMap { register.terms[$0]?.lastDay }.map { "\($0)" } ?? ""
      return Phrase(zh: "\(day) 到期失效：\(other)", en: "lapsed \(day): \(other)")
    }
  }

  static func declared(_ result: ApprovalsResult, _ limit: Int?) -> Table {
    let shown = limit == nil ? result.declared : result.declared.filter { $0.verdict != .agrees }
    let rows = shown.prefix(limit ?? .max).map { batch in
      let document = result.register.documents[batch.document]
      func area(_ value: Area?) -> Cell { value.map { .decimal($0.value(in: .squareMetre).description) } ?? .missing }
      return Table.Row([
        .text(document.label), .text(document.name), .word(Phrase(stage: document.stageWord), code: document.stageWord),
        batch.figure.map { .text(Column.shortest($0)) } ?? .missing,
        batch.unit.map { .word($0.name, $0) } ?? .missing,
        .word(
          batch.basisIsStated
            ? batch.measured.basis.name
            : Phrase(zh: batch.measured.basis.name.zh + "（未载明）", en: batch.measured.basis.name.en + " (assumed)"),
          batch.measured.basis
        ), area(batch.declared), area(batch.measured), area(batch.difference),
        .word(batch.verdict.name, batch.verdict),
      ])
    }
    let agreeing = result.declared.count { $0.verdict == .agrees }
    func column(_ id: String, _ zh: String, _ en: String) -> TableColumn { TableColumn(id, Phrase(zh: zh, en: en)) }
    func figure(_ id: String, _ zh: String, _ en: String) -> TableColumn {
      TableColumn(id, Phrase(zh: zh, en: en), .trailing)
    }
    return Table(
      "declared",
      title: Phrase(zh: "申报面积与实测面积", en: "Declared against measured"),
      columns: [
        column("id", "编号", "id"), column("document", "批次", "batch"),
        TableColumn("stage", Phrase(zh: "阶段", en: "stage"), isCoded: true),
        figure("figure", "申报数", "figure"), TableColumn("unit", Phrase(zh: "单位", en: "unit"), isCoded: true),
        TableColumn("basis", Phrase(zh: "口径", en: "basis"), isCoded: true),
        figure("declared_m2", "申报/平方米", "declared m²"), figure("measured_m2", "实测/平方米", "measured m²"),
        figure("difference_m2", "差/平方米", "difference m²"),
        TableColumn("verdict", Phrase(zh: "结论", en: "verdict"), isCoded: true),
      ],
      rows: Array(rows),
      caption: Phrase(
        zh: "\(result.declared.count) 个批次中 \(agreeing) 个相符；各按自己的口径实测，单位由比值判断",
        en:
          "\(agreeing) of \(result.declared.count) batches agree; each is measured on its own basis, the unit told by the ratio"
      )
    )
  }

  static func rules(_ result: ApprovalsResult) -> Table {
    let rows = result.register.rules.rules.map { rule in
      Table.Row([
        .text(rule.id), .phrase(Phrase(rule.title)), .word(Phrase(stage: rule.stage), code: rule.stage),
        .phrase(Phrase(rule.meaning)),
        .phrase(
          Phrase(
            zh: "\(rule.source.chinese) \(rule.article.chinese)",
            en: "\(rule.source.english), \(rule.article.english)"
          )
        ), .text(rule.confidence), rule.from.map { .text("\($0)") } ?? .missing,
        rule.to.map { .text("\($0)") } ?? .missing,
      ])
    }
    func column(_ id: String, _ zh: String, _ en: String) -> TableColumn { TableColumn(id, Phrase(zh: zh, en: en)) }
    return Table(
      "term-rules",
      title: Phrase(zh: "期限规则", en: "Term rules"),
      columns: [
        TableColumn("rule", Phrase(zh: "规则代号", en: "rule's id"), isDetail: true), column("title", "规则", "rule"),
        TableColumn("stage", Phrase(zh: "阶段", en: "stage"), isCoded: true), column("meaning", "内容", "meaning"),
        column("source", "依据", "source"), column("confidence", "可信度", "sure"), column("from", "自", "from"),
        column("to", "至", "to"),
      ],
      rows: rows,
      caption: Phrase(
        zh: "可信度：V 已核实；K-h、K-m、K-l 凭知识，高、中、低，须由当地确认",
        en: "sure: V verified; K-h, K-m, K-l from knowledge, high to low: to be confirmed locally"
      )
    )
  }
}

extension UncoveredPieces.Kind {
  /// In both languages.
  public var name: Phrase {
    switch self {
    case .supplyWithoutApproval: Phrase(zh: "供而未批", en: "supplied without approval")
    case .forestWithoutConsent: Phrase(zh: "林地缺口", en: "forest without consent")
    case .developmentWithoutApproval: Phrase(zh: "开发而未批", en: "developed without approval")
    case .startWithoutApproval: Phrase(zh: "开工而未批", en: "started without approval")
    case .startWithoutSupply: Phrase(zh: "未供先用", en: "started without supply")
    case .completionWithoutStart: Phrase(zh: "竣工而无开工", en: "completed without start")
    case .approvalWithoutExpropriation: Phrase(zh: "已批未征", en: "approved, not expropriated")
    }
  }
}

extension DocumentState.Kind {
  /// In both languages.
  public var name: Phrase {
    switch self {
    case .coming: Phrase(zh: "尚未批准", en: "not yet given")
    case .lasting: Phrase(zh: "无期限", en: "no term")
    case .running: Phrase(zh: "期内未用完", en: "running")
    case .used: Phrase(zh: "期内已用", en: "used in time")
    case .partlyLapsed: Phrase(zh: "部分失效", en: "partly lapsed")
    case .lapsed: Phrase(zh: "失效", en: "lapsed unused")
    case .ended: Phrase(zh: "期满", en: "ended")
    }
  }
}

extension DeclaredBatch.Verdict {
  /// In both languages.
  public var name: Phrase {
    switch self {
    case .agrees: Phrase(zh: "相符", en: "agrees")
    case .differs: Phrase(zh: "不符", en: "differs")
    case .otherUnit: Phrase(zh: "单位不同", en: "other unit")
    case .notDeclared: Phrase(zh: "未申报", en: "not declared")
    }
  }
}
