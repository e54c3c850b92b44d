/// The attributes of a layer: columns of equal length, one row for each feature.
public struct AttributeTable: Sendable {
  /// In the order of the source. Row `i` of each belongs to feature `i`.
  public private(set) var columns: [Column]
  /// Number of rows, which is that of the features; known also where there is no column.
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

  /// The columns' fields, in the same order.
  public var fields: [Field] { columns.map(\.field) }

  /// The place of the first column of that name, to the letter, case included; nil where there is none.
  public func index(of name: String) -> Int? {
    columns.firstIndex { $0.field.name == name }
  }

  /// The first column of that name; nil where there is none.
  public subscript(name: String) -> Column? {
    index(of: name).map { columns[$0] }
  }

  /// Adds a column at the end. It must have a value for each row.
  public mutating func add(_ column: Column) {
    precondition(column.count == rowCount, "columns of equal length")
    columns.append(column)
  }

  /// The named rows, from 0, in the order given; a row may be named twice.
  public func selecting(_ rows: [Int]) -> AttributeTable {
    AttributeTable(columns: columns.map { $0.selecting(rows) }, rowCount: rows.count)
  }

  /// Only the named columns, in the order given; names that do not exist are left out.
  public func keeping(_ names: [String]) -> AttributeTable {
    AttributeTable(columns: names.compactMap { self[$0] }, rowCount: rowCount)
  }
}
