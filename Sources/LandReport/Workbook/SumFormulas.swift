import LandModel
import XLSX

/// Finds the subtotals and totals of a table that are plain sums of its rows, so that they can be written as formulas.
///
/// A subtotal is a sum where it equals, to the last printed digit, the body rows between it and the subtotal or total
/// before. A total is one where it equals the sum of such subtotals, or of all body rows since the total before.
/// Where subtotals are no sums of rows (what is left after deductions), a total is one where it equals all body rows and those
/// subtotals together, or the first subtotal that is a sum less the last subtotal (land counted twice).
/// Anything else (a union of areas, an area without a share) stays a value.
struct SumFormulas {
  let table: Table
  /// The worksheet's row of the table's first row.
  let firstRow: Int

  /// Formulas by row and column of the table.
  func make() -> [Place: String] {
    var formulas: [Place: String] = [:]
    for column in table.columns.indices { add(column, to: &formulas) }
    return formulas
  }

  struct Place: Hashable {
    var row: Int
    var column: Int
  }

  private func add(_ column: Int, to formulas: inout [Place: String]) {
    var run: [Int] = []
    var runs: [[Int]] = []
    var subtotals: [Int] = []
    var others: [Int] = []
    for row in table.rows.indices {
      switch table.rows[row].role {
      case .body: run.append(row)
      case .subtotal:
        if isSum(of: run, at: row, column) {
          formulas[Place(row: row, column: column)] = "=SUM(\(range(run, column)))"
          subtotals.append(row)
        } else {
          others.append(row)
        }
        if !run.isEmpty { runs.append(run) }
        run = []
      case .total:
        if !run.isEmpty { runs.append(run) }
        if runs.count > 1, subtotals.count == runs.count, isSum(of: subtotals, at: row, column) {
          let cells = subtotals.map { reference($0, column) }
          formulas[Place(row: row, column: column)] = "=" + cells.joined(separator: "+")
        } else if isSum(of: runs.flatMap { $0 }, at: row, column) {
          let ranges = runs.map { range($0, column) }
          formulas[Place(row: row, column: column)] = "=SUM(\(ranges.joined(separator: ",")))"
        } else if !others.isEmpty, isSum(of: runs.flatMap { $0 } + others, at: row, column) {
          let parts = runs.map { range($0, column) } + others.map { reference($0, column) }
          formulas[Place(row: row, column: column)] = "=SUM(\(parts.joined(separator: ",")))"
        } else if let whole = subtotals.first, let less = others.last, isDifference(whole, less, at: row, column) {
          formulas[Place(row: row, column: column)] = "=\(reference(whole, column))-\(reference(less, column))"
        }
        run = []
        runs = []
        subtotals = []
        others = []
      }
    }
  }

  private func isSum(of rows: [Int], at row: Int, _ column: Int) -> Bool {
    guard let stated = value(row, column) else { return false }
    let parts = rows.compactMap { value($0, column) }
    guard let first = parts.first else { return false }
    return parts.dropFirst().reduce(first, +) == stated
  }

  private func isDifference(_ whole: Int, _ less: Int, at row: Int, _ column: Int) -> Bool {
    guard let stated = value(row, column), let from = value(whole, column), let part = value(less, column) else {
      return false
    }
    return from - part == stated
  }

  private func value(_ row: Int, _ column: Int) -> FixedDecimal? {
    guard table.rows[row].cells.indices.contains(column) else { return nil }
    switch table.rows[row].cells[column] {
    case .decimal(let digits): return FixedDecimal(digits)
    case .integer(let value): return FixedDecimal(String(value))
    default: return nil
    }
  }

  private func reference(_ row: Int, _ column: Int) -> String {
    XLSXText.reference(row: firstRow + row, column: column)
  }

  /// Body rows between two sums stand together.
  private func range(_ rows: [Int], _ column: Int) -> String {
    guard let first = rows.first, let last = rows.last else { return "" }
    return reference(first, column) + ":" + reference(last, column)
  }
}
