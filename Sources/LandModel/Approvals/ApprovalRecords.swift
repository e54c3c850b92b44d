import Features
public import Geometry

/// Which fields of a layer of batches play which part, where their names are not the common ones, and what its
/// words for stages mean.
public struct ApprovalFields: Sendable {
  /// Names of fields that go before the layer's own mapping.
  public var names: [StandardField: String] = [:]
  /// The stage that a word means, by the word; goes before the catalogue.
  public var stageWords: [String: String] = [:]
  /// The stage of every feature of a layer without such a field.
  public var soleStage: String?

  /// No names and no words but those of the layer's mapping and the catalogue.
  public init() {}
}

/// The approval batches of a layer, read from its table.
public struct ApprovalRecords: Sendable {
  /// One for each feature, in order.
  public let documents: [ApprovalDocument]
  /// The batches' polygons, as many features as ``documents``, in the layer's coordinates.
  public let geometry: GeometryColumns
  /// Words for stages that are in no catalogue, with how many features have them, in order of the words.
  public let unknownStages: [(word: String, count: Int)]
  /// Features without a date, or with one that cannot be read: they count on every day.
  public let undated: [Int]
  /// What is written in place of a date, by feature.
  public let unreadableDates: [(feature: Int, text: String)]
  /// The field of the declared areas; nil where there is none.
  public let declaredField: String?
  /// The unit that most declared areas are in, and the features in another, told by their ratio to the measured.
  public let declaredUnit: DeclaredUnit?
  /// The unit that the project or the user states; nil: the one inferred.
  public let statedUnit: AreaUnit?

  /// Reads the batches.
  ///
  /// - Parameters:
  ///   - layer: the batches, one feature each.
  ///   - fields: which fields play which part, and what words for stages mean.
  ///   - catalogue: the stages with the words that tables use for them.
  ///   - measured: area of each feature in m², to tell the unit of the declared ones; nil where there are no areas.
  ///   - statedUnit: the unit of the declared areas where it is known.
  /// - Throws: a `DataError` for a field that is named and not there.
  public init(
    _ layer: LoadedLayer,
    fields: ApprovalFields = ApprovalFields(),
    catalogue: StageCatalogue,
    measured: [Double]?,
    statedUnit: AreaUnit? = nil
  ) throws {
    let columns = try Columns(layer, fields)
    var unknown: [String: Int] = [:]
    var undated: [Int] = []
    var unreadable: [(Int, String)] = []
    let documents = (0..<layer.count).map { feature in
      let word = columns.text(.stage, feature) ?? fields.soleStage ?? ""
      let stage = fields.stageWords[word] ?? catalogue.stage(written: word)?.id
      if stage == nil { unknown[word, default: 0] += 1 }
      let written = columns.text(.approvedOn, feature)
      let date = written.flatMap { CalendarDate($0) }
      if let written, date == nil { unreadable.append((feature, written)) }
      if date == nil { undated.append(feature) }
      return ApprovalDocument(
        feature: feature,
        label: layer.label(of: feature),
        stage: stage,
        stageWord: word,
        number: columns.text(.document, feature),
        batch: columns.text(.batch, feature),
        authority: columns.text(.authority, feature),
        approvedOn: date,
        expiresOn: columns.text(.expiresOn, feature).flatMap { CalendarDate($0) },
        termYears: columns.text(.termYears, feature).flatMap(Self.years),
        declared: columns[.declaredArea].flatMap { LayerCheck.declaredValue($0, feature) },
        declaredBasis: columns.text(.areaBasis, feature).flatMap { AreaBasis(written: $0) }
      )
    }
    self.documents = documents
    geometry = layer.layer.geometry
    unknownStages = unknown.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
      .map { ($0.key, $0.value) }
    self.undated = undated
    unreadableDates = unreadable
    declaredField = columns[.declaredArea]?.field.name
    self.statedUnit = statedUnit ?? layer.entry?.declaredUnit
    declaredUnit = measured.map { DeclaredUnit.infer(declared: documents.map(\.declared), measured: $0) }
  }

  /// The unit of a feature's declared area: its own where its ratio to the measured one tells another unit than the
  /// column's. Nil where nothing tells.
  public func unit(of feature: Int) -> AreaUnit? {
    let column = statedUnit ?? declaredUnit?.unit
    return declaredUnit?.others.first { $0.feature == feature }.map(\.unit) ?? column
  }

  /// `2`, `2.0`, `2年`, `2 years`; nil for anything else.
  static func years(_ text: String) -> Int? {
    let digits = text.trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let rest = text.trimmed.dropFirst(digits.count).trimmed
    guard ["", "年", "years", "year", "a", "yr"].contains(rest), let value = Double(digits) else { return nil }
    return value > 0 && value < 200 && value == value.rounded() ? Int(value) : nil
  }

  /// The columns that play a part.
  private struct Columns {
    private var found: [StandardField: Column] = [:]

    init(_ layer: LoadedLayer, _ fields: ApprovalFields) throws {
      let parts: [StandardField] = [
        .stage, .document, .batch, .authority, .approvedOn, .expiresOn, .termYears, .declaredArea, .areaBasis,
      ]
      for part in parts {
        found[part] = try fields.names[part].map { try layer.requiredColumn($0) } ?? layer.column(part)
      }
    }

    subscript(part: StandardField) -> Column? { found[part] }

    func text(_ part: StandardField, _ row: Int) -> String? {
      guard let text = found[part]?.text(row)?.trimmed, !text.isEmpty else { return nil }
      return text
    }
  }
}
