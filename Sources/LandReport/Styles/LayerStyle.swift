public import Features
import Geometry
public import LandModel
public import OGR

/// How a layer that a command writes is drawn: a colour and a name for each value of one field, and a field of labels.
/// Which field, is data: the first line of `layer_styles.csv` whose fields the layer has; words and colours are those of
/// `layer_words.csv`. Layers of land use have the colours of their classification (``LandUseStyle``).
public struct LayerStyle: Sendable {
  /// A value of the field of classes.
  public struct Entry: Sendable, Hashable {
    /// As the data has it; empty: land without a value.
    public var value: String
    /// What the legend calls it.
    public var label: Phrase
    /// `#RRGGBB`.
    public var colour: String

    /// A value with its name and its colour.
    public init(value: String, label: Phrase, colour: String) {
      self.value = value
      self.label = label
      self.colour = colour
    }
  }

  /// The colour of outlines.
  public static let outline = LandUseStyle.outline

  /// What the legend is headed with.
  public var title: Phrase
  /// The field of classes; nil: every feature alike.
  public var field: String?
  /// The field that labels a feature; nil where there is none.
  public var labelField: String?
  /// One for each value; one alone where there is no field of classes.
  public var entries: [Entry]
  /// Findings may be slivers: their outlines have their colours, so that they are seen at any scale.
  public var isOfFindings = false

  /// A style of its parts; `entries` has one alone where `field` is nil.
  public init(title: Phrase, field: String?, labelField: String?, entries: [Entry]) {
    self.title = title
    self.field = field
    self.labelField = labelField
    self.entries = entries
  }

  /// The style of a layer as it was read: by its land-use codes where it has them, else as ``init(_:fields:)``.
  public init(_ loaded: LoadedLayer) throws {
    if let landUse = try LandUseStyle(loaded) {
      self = landUse.layerStyle
    } else {
      try self.init(loaded.layer, fields: loaded.fields)
    }
  }

  /// The style by the first line of the table whose fields the layer has.
  ///
  /// - Parameters:
  ///   - layer: as it is written.
  ///   - fields: which standard part each field plays; nil for layers that the program made.
  /// - Throws: `DataError` where the program's own tables are damaged; a test holds them.
  public init(_ layer: Layer, fields: FieldMap? = nil) throws {
    let tables = try StyleTables.shared.get()
    let names = Names(layer: layer, fields: fields)
    let line = tables.lines.first { line in line.needs.allSatisfy { names.resolved($0) != nil } }
    title = line?.title ?? Phrase("")
    isOfFindings = line.map { ["title", "meaning"].contains($0.text) } ?? false
    labelField = line.flatMap { names.resolved($0.label) }
    let words = line.map { tables.words[$0.words] ?? [:] } ?? [:]
    guard let line, let field = names.resolved(line.classField), let column = layer.table[field] else {
      self.field = nil
      let plain = tables.words["plain"]?[""]
      entries = [Entry(value: "", label: plain?.label ?? title, colour: plain?.colour ?? LandUseStyle.unknownColour)]
      return
    }
    self.field = field
    let described = line.text == "$reason" ? ["reason_zh", "reason_en"] : [line.text, line.text]
    let texts = described.map { layer.table[$0] }
    var labels: [String: Phrase] = [:]
    for row in 0..<column.count {
      let value = column.text(row) ?? ""
      guard labels[value] == nil else { continue }
      let own = texts.map { $0?.text(row) ?? "" }
      labels[value] = own[0].isEmpty ? Phrase(value) : Phrase(zh: own[0], en: own[1])
    }
    var next = 0
    entries = labels.keys.sorted(by: Self.inOrder).map { value in
      if let known = words[value] { return Entry(value: value, label: known.label, colour: known.colour) }
      defer { next += 1 }
      let name = labels[value] ?? Phrase(value)
      // A code stands before its words where it is what people quote: R04, not deduction ids.
      let isQuoted = line.text == "title"
      let label =
        isQuoted ? Phrase(zh: "\(value) \(name.zh)", en: "\(value) \(name.en)") : value.isEmpty ? Phrase("—") : name
      return Entry(value: value, label: label, colour: tables.colour(next))
    }
  }

  /// Numbers by size, texts by their characters, land without a value last.
  private static func inOrder(_ a: String, _ b: String) -> Bool {
    if a.isEmpty != b.isEmpty { return b.isEmpty }
    if let x = Double(a), let y = Double(b), x != y { return x < y }
    return a < b
  }

  /// For a GeoPackage's table of styles.
  ///
  /// - Parameters:
  ///   - layer: as it is written; labels and aliases are of its fields, symbols of its kind of geometry.
  ///   - language: of the legend and of aliases.
  public func forQGIS(_ layer: Layer, _ language: Language) -> OGRLayerStyle {
    let style = QGISStyle(
      style: self,
      fields: layer.table.fields,
      geometry: .init(layer.geometry),
      language: language
    )
    // QGIS looks a style up by the column of shapes, of tables without by none.
    let hasShapes = layer.geometry.kinds.contains { $0 != .null }
    return OGRLayerStyle(name: title[language], qml: style.document, geometryColumn: hasShapes ? nil : "")
  }

  /// The layer with simplestyle's properties (simplestyle-spec 1.1.0), where the data has none of that name: `title`,
  /// `fill`, `fill-opacity`, `stroke`, `stroke-width`, and `marker-color` for points.
  public func simpleStyle(_ layer: Layer, _ language: Language) -> Layer {
    let byValue = Dictionary(entries.map { ($0.value, $0) }) { first, _ in first }
    let classes = field.flatMap { layer.table[$0] }
    let labels = labelField.flatMap { layer.table[$0] }
    let kind = QGISStyle.SymbolKind(layer.geometry)
    func entry(_ row: Int) -> Entry? { classes == nil ? entries.first : byValue[classes?.text(row) ?? ""] }
    func colour(_ row: Int) -> Value { .text(entry(row)?.colour ?? LandUseStyle.unknownColour) }
    var table = layer.table
    func add(_ name: String, _ type: FieldType, _ value: (Int) -> Value) {
      guard layer.table[name] == nil else { return }
      var column = Column(Field(name, type))
      for row in 0..<layer.count { column.append(value(row)) }
      table.add(column)
    }
    add("title", .text) { row in
      let name = entry(row).flatMap { $0.value.isEmpty ? nil : $0.label[language] }
      let words = [labels?.text(row), name].compactMap { $0 }.filter { !$0.isEmpty }
      return words.isEmpty
        ? .null : .text(words.count == 2 && words[0] == words[1] ? words[0] : words.joined(separator: " "))
    }
    switch kind {
    case .point: add("marker-color", .text, colour)
    case .line:
      add("stroke", .text, colour)
      add("stroke-width", .real) { _ in .real(2) }
    case .polygon:
      add("fill", .text, colour)
      add("fill-opacity", .real) { _ in .real(0.8) }
      add("stroke", .text) { _ in .text(Self.outline) }
      add("stroke-width", .real) { _ in .real(1) }
    }
    var result = layer
    result.table = table
    return result
  }

  /// Names of fields as a line of the table writes them: a field's own, `@stage` by the part it plays, `$first` and
  /// `$last` for the subject and the last layer of an account.
  private struct Names {
    let layer: Layer
    let fields: FieldMap?

    func resolved(_ name: String) -> String? {
      if name.isEmpty { return nil }
      if name.hasPrefix("@") {
        return StandardField(rawValue: String(name.dropFirst())).flatMap { fields?[$0] }
          .flatMap { layer.table[$0] == nil ? nil : $0 }
      }
      let texts = layer.table.fields.filter { $0.type == .text }.map(\.name)
      if name == "$first" { return texts.first }
      if name == "$last" { return texts.count > 1 ? texts.last : nil }
      return layer.table[name] == nil ? nil : name
    }
  }
}

extension Layer {
  /// The layer with names for people on the fields that have none yet: Chinese names of standard parts, and those of the
  /// program's own fields.
  public func withAliases(_ fields: FieldMap?, _ language: Language) throws -> Layer {
    let own = try StyleTables.shared.get().aliases
    var result = self
    if let fields { result.table = try result.table.withChineseAliases(fields) }
    let names = try FieldNames.embedded()
    let columns = result.table.columns.map { column -> Column in
      guard column.field.alias == nil, fields == nil else { return column }
      var named = column
      named.field.alias = own[column.field.name]?[language] ?? names.chineseName(of: column.field.name)
      return named
    }
    result.table = AttributeTable(columns: columns, rowCount: result.table.rowCount)
    return result
  }
}
