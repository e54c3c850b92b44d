public import Features

/// The fields that the analyses ask for. A project file maps them to the names in a source; the common Chinese and
/// English names (`Resources/fields.csv`) are found without a mapping.
public enum StandardField: String, Sendable, CaseIterable {
  case id
  case name
  case landUseCode = "code"
  case landUseName = "code_name"
  case declaredArea = "declared_area"
  case zone
  case kind
  // Plan indicators.
  case plotRatio = "far"
  case plotRatioMin = "far_min"
  case plotRatioMax = "far_max"
  case buildingDensity = "density"
  case buildingDensityMin = "density_min"
  case buildingDensityMax = "density_max"
  case greenRatio = "green_ratio"
  case greenRatioMin = "green_ratio_min"
  case greenRatioMax = "green_ratio_max"
  case heightLimit = "height_limit"
  case compatibility
  case facilities
  /// 设施规模: `3.0万m³/d`, `2×50MVA`.
  case facilityCapacity = "facility_capacity"
  /// 退界: see ``Setback``.
  case setback
  case planState = "plan_state"
  /// 行业代码 (GB/T 4754), whose first two digits set an industrial parcel's least plot ratio.
  case industry
  /// Shares of office and service land and floor of an industrial parcel, in percent.
  case officeLand = "office_land"
  case officeFloor = "office_floor"
  // Pipeline.
  case stage
  case document
  case batch
  case authority
  case approvedOn = "approved_on"
  case expiresOn = "expires_on"
  case termYears = "term_years"
  case agriculturalArea = "agricultural_area"
  case cultivatedArea = "cultivated_area"
  case constructionArea = "construction_area"
  case unusedArea = "unused_area"
  case areaBasis = "area_basis"
  case status
  case listedOn = "listed_on"
  case price
  case contract
  // Land, plants and buildings.
  case owner
  case title
  case mortgage
  case seizure
  case idleSince = "idle_since"
  case leaseUntil = "lease_until"
  case floorArea = "floor_area"
  case buildingArea = "building_area"
  case storeys
  case storeyHeight = "storey_height"
  case columnGrid = "column_grid"
  case floorLoad = "floor_load"
  case crane
  case builtYear = "built_year"
  case structure
  case fireRating = "fire_rating"
  case power
  case sewage
  case ditchFactor = "ditch_factor"
  case ditchArea = "ditch_area"
  // Roads and lines.
  case roadClass = "road_class"
  case width
  case remarks
}

/// Which field of a layer plays which part.
public struct FieldMap: Sendable, Hashable {
  public enum Origin: Sendable, Hashable {
    /// The project file says so.
    case stated
    /// The field's name is one of the common ones.
    case recognised
  }

  public struct Entry: Sendable, Hashable {
    public let field: String
    public let origin: Origin
  }

  public private(set) var entries: [StandardField: Entry]

  /// Stated mappings first, then recognised names for the standard fields that are left. A field of the source plays
  /// one part only. Where several names of a standard field are present, the earlier in the table wins.
  public init(fields: [Field], stated: [StandardField: String], names: FieldNames) {
    entries = stated.mapValues { Entry(field: $0, origin: .stated) }
    var taken = Set(stated.values)
    var byKey: [String: String] = [:]
    for field in fields {
      for name in [field.name, field.alias].compactMap({ $0 }) where byKey[FieldNames.key(name)] == nil {
        byKey[FieldNames.key(name)] = field.name
      }
    }
    for (standard, keys) in names.keys where entries[standard] == nil {
      guard let found = keys.lazy.compactMap({ byKey[$0] }).first(where: { !taken.contains($0) }) else { continue }
      entries[standard] = Entry(field: found, origin: .recognised)
      taken.insert(found)
    }
  }

  /// The source's name of a standard field; nil where the layer has none.
  public subscript(field: StandardField) -> String? {
    entries[field]?.field
  }
}

/// The common names of standard fields, read from `Resources/fields.csv`.
public struct FieldNames: Sendable {
  /// In the order of the table, each with its names in order of preference.
  let keys: [(StandardField, [String])]

  public static func embedded() throws -> FieldNames {
    try cached.get()
  }

  private static let cached = Result { try FieldNames(Records(Resources.text("fields.csv"), file: "fields.csv")) }

  /// The Chinese name that belongs to a field's abbreviation, `地块编号` to `DKBH`: the one that follows it in the table.
  /// Nil where the abbreviation stands there without one.
  public func chineseName(of name: String, as field: StandardField) -> String? {
    guard let names = keys.first(where: { $0.0 == field })?.1, let place = names.firstIndex(of: Self.key(name)),
      place + 1 < names.count
    else { return nil }
    let next = names[place + 1]
    return next.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } ? next : nil
  }

  /// The first Chinese name of a part in the table, `用地兼容性` of `compatibility`.
  public func chineseName(of field: StandardField) -> String? {
    keys.first { $0.0 == field }?.1.first { name in
      name.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
    }
  }

  /// The same for a name whose part is not told: that of the first part that knows it.
  public func chineseName(of name: String) -> String? {
    StandardField.allCases.lazy.compactMap { chineseName(of: name, as: $0) }.first
  }

  init(_ records: Records) throws {
    keys = try records.map { record in
      let field = try record.value("field") { StandardField(rawValue: $0) }
      return (field, try ([field.rawValue] + record.list("names")).map(FieldNames.key))
    }
  }

  /// Names are compared without letter case, blanks, underscores and hyphens.
  static func key(_ name: String) -> String {
    String(name.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" })
  }
}
