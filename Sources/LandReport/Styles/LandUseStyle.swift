public import Features
public import LandModel
public import OGR

/// How a layer of land use is drawn: each code in the colour that its classification gives it. Carried by GeoPackages
/// (for QGIS, with Chinese or English names) and, where asked for, by GeoJSON (simplestyle-spec 1.1.0).
public struct LandUseStyle: Sendable {
  /// One code of the data.
  public struct Entry: Sendable, Hashable {
    /// As written in the data.
    public var code: String
    /// The class's name; nil where the classification does not know the code.
    public var name: String?
    /// `#RRGGBB`.
    public var colour: String
  }

  /// The colour of codes that the classification does not know or gives no colour.
  public static let unknownColour = "#D9D9D9"
  /// The colour of outlines.
  public static let outline = "#4D4D4D"

  /// The field of codes, and the field that labels a feature, nil where the layer has none.
  public let field: String
  public let labelField: String?
  public let classification: LandUseClassification
  /// In order of the codes.
  public let entries: [Entry]
  private let byCode: [String: Entry]

  /// Nil where the layer has no field of land-use codes, or codes of no classification known here.
  ///
  /// - Parameter language: of the classes' names in legends and labels. A file is data: it takes the user's stated
  ///   language, never the locale's, so that its bytes do not depend on the machine.
  public init?(_ layer: LoadedLayer, asOf day: CalendarDate? = nil, language: Language = .zh) throws {
    guard let codes = layer.column(.landUseCode),
      let classification = try LayerCheck.classification(of: layer, asOf: day)
    else { return nil }
    field = codes.field.name
    labelField = layer.column(.id)?.field.name
    self.classification = classification
    let distinct = Set((0..<codes.count).compactMap { codes.text($0) }.filter { !$0.isEmpty })
    let guide = try LandUseCatalogue.embedded()[.guide2023]
    entries = distinct.sorted().map { code in
      let found = classification.match(code).landUseClass
      return Entry(
        code: code,
        name: found.map { Phrase($0.title)[language] },
        colour: Self.colour(of: found, in: classification, guide)
      )
    }
    byCode = Dictionary(uniqueKeysWithValues: entries.map { ($0.code, $0) })
  }

  /// A class without a colour of its own has that of the class above; in classifications without colours, that of the
  /// class of the guide of 2023 that it goes to (the first of several: land is coloured here, not accounted).
  private static func colour(
    of landUseClass: LandUseClass?,
    in classification: LandUseClassification,
    _ guide: LandUseClassification?
  ) -> String {
    var next = landUseClass
    while let current = next {
      let target = current.toGuide2023.targets.first.flatMap { guide?[$0] }
      for colour in [current.colour, target?.colour].compactMap({ $0 }) where hexDigits(of: colour) != nil {
        return colour
      }
      next = current.parent.flatMap { classification[$0] }
    }
    return unknownColour
  }

  /// The three parts of `#RRGGBB`.
  static func hexDigits(of colour: String) -> (red: Int, green: Int, blue: Int)? {
    guard colour.hasPrefix("#"), colour.utf8.count == 7, let value = Int(colour.dropFirst(), radix: 16) else {
      return nil
    }
    return (value >> 16, value >> 8 & 0xFF, value & 0xFF)
  }

  /// For a GeoPackage's table of styles.
  /// - Parameter fields: the fields that are written; labels and aliases are of these.
  public func forQGIS(fields: [Field]) -> OGRLayerStyle {
    OGRLayerStyle(name: classification.titleChinese, qml: QGISStyle(style: self, fields: fields).document)
  }

  /// The table with simplestyle's columns `title`, `fill`, `fill-opacity`, `stroke`, `stroke-width`, where the data has
  /// none of that name.
  public func simpleStyle(_ table: AttributeTable, codes: Column, labels: Column?) -> AttributeTable {
    var result = table
    func add(_ name: String, _ type: FieldType, _ value: (Int) -> Value) {
      guard result[name] == nil else { return }
      var column = Column(Field(name, type))
      for row in 0..<table.rowCount { column.append(value(row)) }
      result.add(column)
    }
    func entry(_ row: Int) -> Entry? { codes.text(row).flatMap { byCode[$0] } }
    add("title", .text) { row in
      let words = [labels?.text(row), entry(row).map { $0.name ?? $0.code }].compactMap { $0 }.filter { !$0.isEmpty }
      return words.isEmpty ? .null : .text(words.joined(separator: " "))
    }
    add("fill", .text) { .text(entry($0)?.colour ?? Self.unknownColour) }
    add("fill-opacity", .real) { _ in .real(0.8) }
    add("stroke", .text) { _ in .text(Self.outline) }
    add("stroke-width", .real) { _ in .real(1) }
    return result
  }
}

extension AttributeTable {
  /// The table with a Chinese name for each field that plays a standard part and has no name for people yet.
  public func withChineseAliases(_ fields: FieldMap) throws -> AttributeTable {
    let names = try FieldNames.embedded()
    let parts = Dictionary(fields.entries.map { ($1.field, $0) }) { first, _ in first }
    let columns = columns.map { column -> Column in
      guard column.field.alias == nil, let part = parts[column.field.name],
        let name = names.chineseName(of: column.field.name, as: part)
      else { return column }
      var named = column
      named.field.alias = name
      return named
    }
    return AttributeTable(columns: columns, rowCount: rowCount)
  }
}
