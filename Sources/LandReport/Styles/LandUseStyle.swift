public import Features
public import LandModel

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
  /// The field that labels a feature; nil where the layer has none.
  public let labelField: String?
  /// The classification that gives names and colours.
  public let classification: LandUseClassification
  /// In order of the codes.
  public let entries: [Entry]

  /// Nil where the layer has no field of land-use codes, or codes of no classification known here.
  public init?(_ layer: LoadedLayer, asOf day: CalendarDate? = nil) throws {
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
        name: found?.name,
        colour: Self.colour(of: found, in: classification, guide)
      )
    }
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

  /// The same for any output: a category for each code, its name behind it.
  public var layerStyle: LayerStyle {
    LayerStyle(
      title: Phrase(zh: classification.titleChinese, en: classification.titleEnglish),
      field: field,
      labelField: labelField,
      entries: entries.map { entry in
        .init(
          value: entry.code,
          label: Phrase(landUse: entry.name.map { entry.code + " " + $0 } ?? entry.code),
          colour: entry.colour
        )
      }
    )
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
