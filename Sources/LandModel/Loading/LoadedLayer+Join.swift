import Features

extension LoadedLayer {
  /// Adds the columns of a table whose key equals the layer's. Keys are compared as trimmed text.
  ///
  /// Throws a `DataError` for a key that is no field on either side, and for a key that two rows of the table have:
  /// which of them is meant cannot be known. A column whose name the layer has already gets `_2`.
  mutating func join(_ reference: TableReference) throws {
    let table = try TableReader.read(reference.source, encoding: reference.encoding)
    let tablePlace = Place(file: reference.source.path, layer: reference.source.layer)
    guard let key = layer.table[reference.key] else {
      throw FieldErrors.unknown(reference.key, among: layer.table.fields, at: place())
    }
    guard let tableKey = table.table[reference.tableKey] else {
      throw FieldErrors.unknown(reference.tableKey, among: table.table.fields, at: tablePlace)
    }
    var rows: [String: Int] = [:]
    for row in 0..<table.table.rowCount {
      guard let text = tableKey.text(row)?.trimmed, !text.isEmpty else { continue }
      if let first = rows.updateValue(row, forKey: text) {
        throw duplicateKey(text, table.lines[first], table.lines[row], reference, tablePlace)
      }
    }
    var matches: [Int?] = []
    var used: Set<Int> = []
    for feature in 0..<layer.count {
      let match = key.text(feature).flatMap { rows[$0.trimmed] }
      if let match { used.insert(match) }
      matches.append(match)
    }
    var added: [String] = []
    for column in table.table.columns where column.field.name != reference.tableKey {
      let column = Self.spread(column, by: matches, name: freeName(column.field.name))
      added.append(column.field.name)
      layer.table.add(column)
    }
    join = JoinReport(
      table: reference.source,
      key: reference.key,
      tableKey: reference.tableKey,
      matched: matches.count { $0 != nil },
      added: added,
      unmatchedFeatures: matches.indices.filter { matches[$0] == nil }.map {
        JoinReport.Unmatched(number: $0, key: key.text($0))
      },
      unmatchedRows: (0..<table.table.rowCount).filter { !used.contains($0) }.map {
        JoinReport.Unmatched(number: table.lines[$0], key: tableKey.text($0))
      }
    )
    fields = try FieldMap(of: layer, entry: entry)
  }

  private func freeName(_ name: String) -> String {
    var candidate = name
    var number = 2
    while layer.table[candidate] != nil {
      candidate = "\(name)_\(number)"
      number += 1
    }
    return candidate
  }

  private static func spread(_ column: Column, by matches: [Int?], name: String) -> Column {
    var field = column.field
    field.name = name
    var result = Column(field)
    for match in matches { result.append(match.map { column[$0] } ?? .null) }
    return result
  }

  private func duplicateKey(
    _ key: String,
    _ first: Int,
    _ second: Int,
    _ reference: TableReference,
    _ place: Place
  ) -> DataError {
    var place = place
    place.field = reference.tableKey
    place.line = second
    place.column = 1
    return DataError(
      .input,
      code: LandModelError.joinDuplicateKey.rawValue,
      at: place,
      found: "the key “\(key)” a second time (first on line \(first))",
      expected: "one row for each key",
      advice: "Delete or merge one of the rows",
      arguments: [key, "\(first)", "\(second)"]
    )
  }
}
