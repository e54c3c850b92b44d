internal import Features

/// Values of a GeoPackage that are not of their column's type. SQLite stores what it is given, and reading casts it without
/// a word: the text `abc` in a column of reals is 0, the day 2023-02-30 is 2023-03-02.
struct StoredTypes {
  let query: GeoPackageQuery
  let layer: OGRLayerInfo
  let place: Place

  /// A note for each field that holds such values, with the first of them.
  func notes() -> [LoadNote] {
    let fields = layer.fields.compactMap { field in Self.misfit(field).map { (field, $0) } }
    guard !fields.isEmpty else { return [] }
    return zip(fields, query.counts(of: layer.name, where: fields.map(\.1))).compactMap { entry, count in
      guard count > 0 else { return nil }
      let (field, condition) = entry
      let id = layer.idColumn.map { GeoPackageQuery.name($0) } ?? "''"
      let column = GeoPackageQuery.name(field.name)
      let first =
        query.first("\(id) || ' “' || quote(substr(\(column), 1, 40)) || '”'", of: layer.name, where: condition) ?? ""
      var place = place
      place.field = field.name
      return LoadNote(
        code: OGRNoteCode.storedOtherwise.rawValue,
        at: place,
        text:
          "\(English.counted(count, "value is", "values are")) not of the field's type \(field.type.rawValue) and \(English.word(count, "was", "were")) changed in reading; the first: \(first)",
        arguments: [field.name, "\(count)", field.type.rawValue, first]
      )
    }
  }

  /// What holds in SQL for a value that is not of the field's type; nil for types that take any.
  private static func misfit(_ field: Field) -> String? {
    let column = GeoPackageQuery.name(field.name)
    // A day that a month has not is only made another by the sum.
    switch field.type {
    case .integer, .boolean: return "typeof(\(column)) NOT IN ('integer', 'null')"
    case .real: return "typeof(\(column)) NOT IN ('real', 'integer', 'null')"
    case .date: return "\(column) IS NOT NULL AND date(\(column), '+0 days') IS NOT \(column)"
    case .dateTime:
      // A time in another zone is another day in UTC.
      let day = "date(substr(\(column), 1, 10), '+0 days') IS NOT substr(\(column), 1, 10)"
      return "\(column) IS NOT NULL AND (datetime(\(column)) IS NULL OR \(day))"
    case .text, .json, .binary: return nil
    }
  }
}
