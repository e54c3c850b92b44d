import LandAnalysis
import LandModel

extension ApprovalsDocument {
  /// Land that was supplied before its first approval, by pair of documents.
  static func earlySupplies(_ result: ApprovalsResult) -> Table {
    func name(_ document: Int) -> Cell {
      let document = result.register.documents[document]
      return .text(document.number ?? document.label)
    }
    func day(_ document: Int) -> Cell {
      result.register.documents[document].approvedOn.map { .text("\($0)") } ?? .missing
    }
    let rows = result.earlySupplies.map { early in
      Table.Row([
        name(early.supply), day(early.supply), name(early.approval), day(early.approval),
        .decimal(early.area.value(in: .squareMetre).description), .decimal(early.area.value(in: .mu).description),
      ])
    }
    return Table(
      "early-supply",
      title: Phrase(zh: "未批先供：供地早于农转用与征收批复", en: "Supplied before approval"),
      columns: [
        TableColumn("supply", Phrase(zh: "供地文件", en: "supply")),
        TableColumn("supplied_on", Phrase(zh: "供地日期", en: "supplied on")),
        TableColumn("approval", Phrase(zh: "批复文件", en: "approval")),
        TableColumn("approved_on", Phrase(zh: "批复日期", en: "approved on")),
        TableColumn("area_m2", Phrase(zh: "面积/平方米", en: "area m²"), .trailing),
        TableColumn("area_mu", Phrase(zh: "面积/亩", en: "area mu"), .trailing),
      ],
      rows: rows,
      caption: Phrase(
        zh: "现已批准，不计入供而未批；供地时尚无批复",
        en: "approved since, and so not among land without approval; there was none when it was supplied"
      )
    )
  }

  /// Land that reached other stages before the one that has to come first, by pair of documents.
  static func earlyStages(_ result: ApprovalsResult) -> Table {
    func cells(_ number: Int) -> [Cell] {
      let document = result.register.documents[number]
      return [
        .word(Phrase(stage: document.stageWord), code: document.stageWord), .text(document.number ?? document.label),
        document.approvedOn.map { .text("\($0)") } ?? .missing,
      ]
    }
    let rows = result.earlyStages.map { early in
      Table.Row(
        cells(early.document) + cells(early.after) + [
          .decimal(early.area.value(in: .squareMetre).description), .decimal(early.area.value(in: .mu).description),
        ]
      )
    }
    func column(_ id: String, _ zh: String, _ en: String) -> TableColumn { TableColumn(id, Phrase(zh: zh, en: en)) }
    return Table(
      "stage-order",
      title: Phrase(zh: "阶段倒置：先办的文件早于应在其前的文件", en: "Stages out of order"),
      columns: [
        TableColumn("stage", Phrase(zh: "阶段", en: "stage"), isCoded: true), column("document", "文件", "document"),
        column("dated", "日期", "dated"),
        column("before_stage", "应在其前的阶段", "stage that comes first"), column("before_document", "文件", "document"),
        column("before_dated", "日期", "dated"),
        TableColumn("area_m2", Phrase(zh: "面积/平方米", en: "area m²"), .trailing),
        TableColumn("area_mu", Phrase(zh: "面积/亩", en: "area mu"), .trailing),
      ],
      rows: rows,
      caption: Phrase(
        zh: "同一片土地上各阶段最早的文件相比",
        en: "the first documents of both stages at a place, compared"
      )
    )
  }
}
