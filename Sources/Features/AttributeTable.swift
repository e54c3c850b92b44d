/// The attributes of a layer: columns of equal length, one row for each feature.
public struct AttributeTable: Sendable {
  public private(set) var columns: [Column]
  public private(set) var rowCount: Int

  /// No columns; `rowCount` features all the same.
  public init(rowCount: Int = 0) {
    columns = []
    self.rowCount = rowCount
  }

  /// Columns of equal length.
  public init(columns: [Column], rowCount: Int) {
    precondition(columns.allSatisfy { $0.count == rowCount }, "columns of equal length")
    self.columns = columns
    self.rowCount = rowCount
  }

  public var fields: [Field] { columns.map(\.field) }

  public func index(of name: String) -> Int? {
    columns.firstIndex { $0.field.name == name }
  }

  public subscript(name: String) -> Column? {
    index(of: name).map { columns[$0] }
  }

  /// Adds a column at the end. It must have a value for each row.
  public mutating func add(_ column: Column) {
    precondition(column.count == rowCount, "columns of equal length")
    columns.append(column)
  }

  public func selecting(_ rows: [Int]) -> AttributeTable {
    AttributeTable(columns: columns.map { $0.selecting(rows) }, rowCount: rows.count)
  }

  /// Only the named columns, in the order given; names that do not exist are left out.
  public func keeping(_ names: [String]) -> AttributeTable {
    AttributeTable(columns: names.compactMap { self[$0] }, rowCount: rowCount)
  }
}
