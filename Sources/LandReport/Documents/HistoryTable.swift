public import LandAnalysis
import LandModel

/// A row of versions compared step by step: each step's land before, what left, what came, and land after.
public enum HistoryTable {
  /// One row for each step, areas in m² on the results' basis, then the parcels by what became of them.
  public static func make(_ steps: [AdjustmentResult]) throws -> Table {
    let rows = steps.map { result in
      let matrix = result.matrix
      func sum(_ isWanted: (TransferMatrix.Key, TransferMatrix.Key) -> Bool) -> Double {
        matrix.rows.reduce(0.0) { total, row in
          matrix.columns.reduce(total) { isWanted(row, $1) ? $0 + matrix.area(row, $1).squareMetres : $0 }
        }
      }
      let real = { (key: TransferMatrix.Key) in key != .outside && key != .overlap }
      let before = sum { row, _ in real(row) }
      let gone = sum { row, column in real(row) && !real(column) }
      let came = sum { row, column in !real(row) && real(column) }
      let moved = sum { row, column in real(row) && real(column) && row != column }
      let after = sum { _, column in real(column) }
      func count(_ kinds: [Lineage.Kind]) -> Cell {
        .integer(result.lineage.records.count { kinds.contains($0.kind) })
      }
      let difference = before - gone + came - after
      var cells: [Cell] = [
        .word(Phrase(result.before.title), code: result.before.title.chinese),
        .word(Phrase(result.after.title), code: result.after.title.chinese),
      ]
      for value in [before, moved, gone, came, after, difference] { cells.append(.decimal(Decimals.fixed(value, 2))) }
      cells += [count([.unchanged]), count([.redrawn]), count([.attributesChanged]), count([.boundaryAdjusted])]
      cells += [count([.split, .merged, .reshaped]), count([.new]), count([.removed])]
      return Table.Row(cells)
    }
    func figure(_ id: String, _ zh: String, _ en: String) -> TableColumn {
      TableColumn(id, Phrase(zh: zh, en: en), .trailing)
    }
    return Table(
      "history",
      title: Phrase(zh: "逐版台账（平方米）", en: "Ledger of versions (m²)"),
      columns: [
        TableColumn("from", Phrase(zh: "前一版", en: "version"), isCoded: true),
        TableColumn("to", Phrase(zh: "后一版", en: "next version"), isCoded: true),
        figure("before_m2", "变更前", "before"),
        figure("changed_m2", "用途改变", "changed use"), figure("gone_m2", "减少", "gone"), figure("came_m2", "增加", "came"),
        figure("after_m2", "变更后", "after"), figure("difference_m2", "不闭合差", "difference"),
        figure("unchanged", "未变", "unchanged"), figure("redrawn", "重绘", "redrawn"),
        figure("attributes", "属性", "attributes"), figure("boundary", "界线", "boundary"),
        figure("restructured", "分合", "restructured"), figure("new", "新增", "new"), figure("removed", "取消", "removed"),
      ],
      rows: rows,
      caption: Phrase(zh: "变更前 − 减少 + 增加 = 变更后", en: "before − gone + came = after")
    )
  }
}
