import Features

extension LayerCheck {
  /// Fields without a single value.
  static func fields(_ layer: LoadedLayer) -> [Finding] {
    guard layer.count > 0 else { return [] }
    return layer.layer.table.columns.filter { $0.nullCount == $0.count }.map { column in
      let name = column.field.name
      return Finding(.allNull, .note, at: layer.place(field: name), "the field \(name) has no value at all", [name])
    }
  }

  /// Ids that occur twice, or are missing, in the field that plays the id.
  static func identifiers(_ layer: LoadedLayer) -> [Finding] {
    guard let column = layer.column(.id) else { return [] }
    let name = column.field.name
    var features: [String: [Int]] = [:]
    var missing: [Int] = []
    for feature in 0..<layer.count {
      if let id = column.text(feature)?.trimmed, !id.isEmpty {
        features[id, default: []].append(feature)
      } else {
        missing.append(feature)
      }
    }
    var findings: [Finding] = []
    let repeated = features.filter { $0.value.count > 1 }.sorted { $0.value[0] < $1.value[0] }
    if let (id, rows) = repeated.first {
      findings.append(
        Finding(
          .duplicateID,
          .warning,
          at: layer.place(of: rows[0], field: name),
          "\(English.counted(repeated.count, "id occurs", "ids occur")) more than once; the first, \(id), \(rows.count) times",
          [name, "\(repeated.count)", id, "\(rows.count)"]
        )
      )
    }
    if let first = missing.first, missing.count < layer.count {
      findings.append(
        Finding(
          .missingID,
          .warning,
          at: Place(
            file: layer.layer.file,
            layer: layer.layer.name,
            feature: layer.layer.label(of: first),
            field: name
          ),
          "\(English.counted(missing.count, "feature has", "features have")) no id",
          [name, "\(missing.count)"]
        )
      )
    }
    return findings
  }

  /// What a join left unmatched on either side.
  static func join(_ layer: LoadedLayer) -> [Finding] {
    guard let join = layer.join else { return [] }
    var findings: [Finding] = []
    if let first = join.unmatchedFeatures.first {
      let key = first.key ?? "no key"
      findings.append(
        Finding(
          .unmatchedFeatures,
          .warning,
          at: layer.place(of: first.number, field: join.key),
          "\(English.counted(join.unmatchedFeatures.count, "feature has", "features have")) no row in \(join.table); the first: \(key)",
          ["\(join.unmatchedFeatures.count)", key]
        )
      )
    }
    if let first = join.unmatchedRows.first {
      let key = first.key ?? "no key"
      findings.append(
        Finding(
          .unmatchedRows,
          .warning,
          at: Place(file: join.table.path, layer: join.table.layer, field: join.tableKey, line: first.number),
          "\(English.counted(join.unmatchedRows.count, "row belongs", "rows belong")) to no feature; the first: \(key), line \(first.number)",
          ["\(join.unmatchedRows.count)", key, "\(first.number)"]
        )
      )
    }
    return findings
  }
}
