public import Features

extension LayerCheck {
  /// The classification that a layer's codes are of: what the project states, else the version that knows most
  /// features' codes (of several the one that has most as written, then the survey's for the land-use role, then the guide in
  /// force on the day); nil where it has no codes, or no version knows half of them.
  ///
  /// - Parameters:
  ///   - layer: the layer with its codes.
  ///   - day: on which a guide is in force; nil: on none.
  ///   - written: the column of codes where it is not the layer's own.
  public static func classification(
    of layer: LoadedLayer,
    asOf day: CalendarDate?,
    codes written: Column? = nil
  ) throws -> LandUseClassification? {
    let catalogue = try LandUseCatalogue.embedded()
    if let stated = layer.entry?.landUse.flatMap({ catalogue[$0] }) { return stated }
    guard let column = written ?? layer.column(.landUseCode) else { return nil }
    var codes: [String: Int] = [:]
    for row in 0..<layer.count {
      guard let code = column.text(row)?.trimmed, !code.isEmpty else { continue }
      codes[code, default: 0] += 1
    }
    guard !codes.isEmpty else { return nil }
    return version(of: codes, layer, catalogue, Context(asOf: day))?.version
  }

  /// The classification that codes of land as it lies are of: as ``classification(of:asOf:codes:)`` tells it, else the survey's.
  public static func surveyedClassification(
    of layer: LoadedLayer,
    asOf day: CalendarDate?
  ) throws -> LandUseClassification? {
    try classification(of: layer, asOf: day) ?? LandUseCatalogue.embedded()[.survey]
  }

  /// That the version of a layer's codes was told by the codes, and which it is; nil where the project states it, and where no
  /// version knows half of them.
  public static func inferredVersion(of layer: LoadedLayer, asOf day: CalendarDate?) throws -> Finding? {
    guard layer.entry?.landUse == nil, let column = layer.column(.landUseCode),
      let version = try classification(of: layer, asOf: day)
    else { return nil }
    return inferred(version, layer, column.field.name)
  }

  private static func inferred(_ version: LandUseClassification, _ layer: LoadedLayer, _ field: String) -> Finding {
    Finding(
      .inferredVersion,
      .note,
      at: layer.place(field: field),
      "the codes in \(field) were taken for \(version.titleEnglish) (\(version.document))",
      [field, version.id.rawValue]
    )
  }

  /// Which version the codes of a layer are of: what the project states, survey codes for the land-use role, else the
  /// version that knows most features' codes; where several do, the one that most of them stand in as written (`100102` is a
  /// class of the guide, and could only be a finer one of the survey's railways), then the guide in force on the day, then
  /// the catalogue's order. Nil where no version knows half of the features' codes.
  static func version(
    of codes: [String: Int],
    _ layer: LoadedLayer,
    _ catalogue: LandUseCatalogue,
    _ context: Context
  ) -> (version: LandUseClassification, isStated: Bool)? {
    if let stated = layer.entry?.landUse, let version = catalogue[stated] { return (version, true) }
    let total = codes.values.reduce(0, +)
    var candidates: [(version: LandUseClassification, fit: CodeFit)] = []
    for version in catalogue.classifications {
      let fit = CodeFit(codes, version)
      if 2 * fit.known >= total { candidates.append((version, fit)) }
    }
    guard let most = candidates.map(\.fit).max() else { return nil }
    let best = candidates.filter { $0.fit == most }.map(\.version)
    let byRole = layer.role == .landUse ? best.first { $0.id == .survey } : nil
    let inForce = context.asOf.flatMap { catalogue.guide(on: $0) }.flatMap { guide in best.first { $0.id == guide.id } }
    return (byRole ?? inForce ?? best.first).map { ($0, false) }
  }

  /// Unknown codes, codes with a changed meaning, names that do not belong to their codes.
  static func landUse(_ layer: LoadedLayer, _ context: Context) throws -> [Finding] {
    guard let column = layer.column(.landUseCode) else { return [] }
    let catalogue = try LandUseCatalogue.embedded()
    let name = column.field.name
    var codes: [String: Int] = [:]
    for row in 0..<layer.count {
      guard let code = column.text(row)?.trimmed, !code.isEmpty else { continue }
      codes[code, default: 0] += 1
    }
    guard !codes.isEmpty else { return [] }
    guard let (version, isStated) = version(of: codes, layer, catalogue, context) else {
      let sample = first(codes.keys.sorted())
      return [
        Finding(
          .unknownClassification,
          .note,
          at: layer.place(field: name),
          "the codes in \(name) are of no classification known here: \(sample)",
          [name, sample]
        )
      ]
    }
    var findings: [Finding] = []
    if !isStated {
      findings.append(inferred(version, layer, name))
      findings += traps(layer, name, codes, version, catalogue)
    }
    findings += unknownCodes(layer, column, codes, version)
    findings += nameMismatches(layer, column, version)
    return findings
  }

  private static func unknownCodes(
    _ layer: LoadedLayer,
    _ column: Column,
    _ codes: [String: Int],
    _ version: LandUseClassification
  ) -> [Finding] {
    let unknown = codes.keys.filter { version.match($0).landUseClass == nil }.sorted()
    guard !unknown.isEmpty else { return [] }
    let name = column.field.name
    let features = unknown.reduce(0) { $0 + (codes[$1] ?? 0) }
    func described(_ name: KeyPath<LandUseClass, String>) -> String {
      first(
        unknown.map { code in version.suggestion(for: code).map { "\(code) (\($0.code) \($0[keyPath: name])?)" } ?? code
        }
      )
    }
    let example = (0..<layer.count).first { column.text($0).map { unknown.contains($0.trimmed) } ?? false }
    return [
      Finding(
        .unknownCodes,
        .warning,
        at: layer.place(of: example, field: name),
        "\(English.counted(features, "feature has a code", "features have codes")) that \(version.id.rawValue) does not know: \(described(\.nameEnglish))",
        [name, version.id.rawValue, "\(features)", described(\.name)]
      )
    ]
  }

  private static func traps(
    _ layer: LoadedLayer,
    _ name: String,
    _ codes: [String: Int],
    _ version: LandUseClassification,
    _ catalogue: LandUseCatalogue
  ) -> [Finding] {
    guard version.id == .guide2020 || version.id == .guide2023 else { return [] }
    let traps = catalogue.traps(among: codes.keys)
    guard !traps.isEmpty else { return [] }
    func described(_ name: KeyPath<LandUseClass, String>) -> String {
      first(traps.map { "\($0.code) (2020 \($0.older[keyPath: name]), 2023 \($0.newer[keyPath: name]))" })
    }
    return [
      Finding(
        .versionTrap,
        .warning,
        at: layer.place(field: name),
        "codes that changed their meaning between 2020 and 2023: \(described(\.nameEnglish)); state the version",
        [name, described(\.name)]
      )
    ]
  }

  private static func nameMismatches(
    _ layer: LoadedLayer,
    _ column: Column,
    _ version: LandUseClassification
  ) -> [Finding] {
    guard let names = layer.column(.landUseName) else { return [] }
    var count = 0
    var example: (row: Int, expected: LandUseClass, code: String, found: String)?
    for row in 0..<layer.count {
      guard let code = column.text(row)?.trimmed, let found = names.text(row)?.trimmed, !found.isEmpty,
        case .exact(let item) = version.match(code), item.name != found
      else { continue }
      count += 1
      example = example ?? (row, item, code, found)
    }
    guard let example else { return [] }
    return [
      Finding(
        .codeNameMismatch,
        .warning,
        at: layer.place(of: example.row, field: names.field.name),
        "\(English.counted(count, "name does not belong to its code", "names do not belong to their codes")); this one: \(example.code) is \(example.expected.name) "
          + "(\(example.expected.nameEnglish)), not \(example.found)",
        ["\(count)", example.code, example.expected.name, example.found]
      )
    ]
  }
}

/// How many features have codes that a version knows, and how many of these stand in it as written; the first goes before the
/// second.
private struct CodeFit: Comparable {
  private(set) var known = 0
  private(set) var exact = 0

  init(_ codes: [String: Int], _ version: LandUseClassification) {
    for (code, count) in codes {
      let match = version.match(code)
      if match.landUseClass != nil { known += count }
      if case .exact = match { exact += count }
    }
  }

  static func < (left: CodeFit, right: CodeFit) -> Bool { (left.known, left.exact) < (right.known, right.exact) }
}
