internal import CGDAL
internal import Foundation

/// Questions to a GeoPackage's database that GDAL's layers do not answer.
struct GeoPackageQuery {
  private let dataset: GDALDatasetH
  private let library: GDALLibrary

  init(_ dataset: GDALDatasetH, _ library: GDALLibrary) {
    self.dataset = dataset
    self.library = library
  }

  /// Names of all views.
  func views() -> Set<String> {
    Set(texts("SELECT name FROM sqlite_master WHERE type = 'view'").compactMap { $0 })
  }

  /// Number of rows whose geometry is NULL in the file; nil where it cannot be told.
  func rowsWithoutGeometry(of layer: String, column: String) -> Int? {
    texts("SELECT count(*) FROM \(Self.name(layer)) WHERE \(Self.name(column)) IS NULL").first.flatMap { $0 }.flatMap {
      Int($0)
    }
  }

  /// Number of rows of a table for which each of the conditions holds, in one pass; empty where the query fails.
  func counts(of layer: String, where conditions: [String]) -> [Int] {
    let sums = conditions.map { "total(\($0))" }.joined(separator: " || ' ' || ")
    let row = texts("SELECT \(sums) FROM \(Self.name(layer))").first.flatMap { $0 } ?? ""
    return row.split(separator: " ").map { Int(Double($0) ?? 0) }
  }

  /// An expression for the first row for which a condition holds.
  func first(_ expression: String, of layer: String, where condition: String) -> String? {
    texts("SELECT \(expression) FROM \(Self.name(layer)) WHERE \(condition) LIMIT 1").first.flatMap { $0 }
  }

  /// The first column of the rows, at most a thousand; empty where the query fails.
  private func texts(_ query: String) -> [String?] {
    let table = library.table
    var result: [String?] = []
    library.collecting(into: GDALMessages()) {
      guard let rows = table.pointee.GDALDatasetExecuteSQL(dataset, query, nil, nil) else { return }
      defer { table.pointee.GDALDatasetReleaseResultSet(dataset, rows) }
      while result.count < 1000, let row = table.pointee.OGR_L_GetNextFeature(rows) {
        result.append(RawText.string(table.pointee.OGR_F_GetFieldAsString(row, 0)))
        table.pointee.OGR_F_Destroy(row)
      }
    }
    return result
  }

  /// A name as SQL quotes it.
  static func name(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
