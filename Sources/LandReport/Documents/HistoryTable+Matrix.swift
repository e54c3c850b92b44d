import Features
public import LandAnalysis
import LandModel

extension HistoryTable {
  /// The transfer matrices of all steps, one row a cell. In text only changes that print as something, at most `limit`.
  public static func matrix(_ steps: [AdjustmentResult], limit: Int?) throws -> Table {
    var rows: [Table.Row] = []
    var more = 0
    for result in steps {
      let matrix = result.matrix
      for row in matrix.rows {
        for column in matrix.columns {
          guard let area = matrix.cells[row]?[column] else { continue }
          if let limit {
            guard row != column, abs(area.squareMetres) >= 0.005 else { continue }
            guard rows.count < limit else {
              more += 1
              continue
            }
          }
          rows.append(
            Table.Row([
              .word(Phrase(result.before.title), code: result.before.title.chinese),
              .word(Phrase(result.after.title), code: result.after.title.chinese), matrix.code(row),
              matrix.code(column), .decimal(Decimals.fixed(area.squareMetres, 2)),
            ])
          )
        }
      }
    }
    let shown = Phrase(zh: "只列用途改变的；全部见 CSV、JSON", en: "changes of use only; CSV and JSON hold every cell")
    return Table(
      "history-matrix",
      title: Phrase(zh: "逐版转移矩阵（平方米）", en: "Transfer of each step (m²)"),
      columns: [
        TableColumn("version", Phrase(zh: "前一版", en: "version"), isCoded: true),
        TableColumn("next_version", Phrase(zh: "后一版", en: "next version"), isCoded: true),
        TableColumn("from", Phrase(zh: "调整前", en: "from"), isCoded: true),
        TableColumn("to", Phrase(zh: "调整后", en: "to"), isCoded: true),
        TableColumn("area_m2", Phrase(zh: "面积/平方米", en: "area m²"), .trailing),
      ],
      rows: rows,
      caption: limit == nil
        ? nil
        : more == 0
          ? shown : Phrase(zh: shown.zh + "；另有 \(more) 行", en: shown.en + "; \(English.counted(more, "more row"))")
    )
  }
}
