public import Features

/// The fields that the analyses ask for. A project file maps them to the names in a source; the common Chinese and
/// English names (`Resources/fields.csv`) are found without a mapping.
public enum StandardField: String, Sendable, CaseIterable {
  /// 地块编号, 宗地号, 图斑编号: what names a feature.
  case id
  /// 名称.
  case name
  /// 用地代码, 地类编码: a code of one classification for the whole layer.
  case landUseCode = "code"
  /// 用地性质, 地类名称.
  case landUseName = "code_name"
  /// 申报面积: the area that the table states, in the unit of the layer's entry, or one told by ratio.
  case declaredArea = "declared_area"
  /// 所在片区.
  case zone
  /// 类型: the kind of a control line, a class of slope, an entrance ….
  case kind
  // Plan indicators.
  /// 容积率 as written: a figure, a limit or a range.
  case plotRatio = "far"
  /// 容积率下限.
  case plotRatioMin = "far_min"
  /// 容积率上限.
  case plotRatioMax = "far_max"
  /// 建筑密度 as written, a ratio or percent.
  case buildingDensity = "density"
  /// 建筑密度下限.
  case buildingDensityMin = "density_min"
  /// 建筑密度上限.
  case buildingDensityMax = "density_max"
  /// 绿地率 as written, a ratio or percent.
  case greenRatio = "green_ratio"
  /// 绿地率下限.
  case greenRatioMin = "green_ratio_min"
  /// 绿地率上限.
  case greenRatioMax = "green_ratio_max"
  /// 建筑限高, m.
  case heightLimit = "height_limit"
  /// 用地兼容性: mixed uses with their shares.
  case compatibility
  /// 配套设施: facilities that a parcel has to hold.
  case facilities
  /// 设施规模: `3.0万m³/d`, `2×50MVA`.
  case facilityCapacity = "facility_capacity"
  /// 退界: see ``Setback``.
  case setback
  /// 规划动态: kept, rebuilt or new.
  case planState = "plan_state"
  /// 行业代码 (GB/T 4754), whose first two digits set an industrial parcel's least plot ratio.
  case industry
  /// Shares of office and service land and floor of an industrial parcel, in percent.
  case officeLand = "office_land"
  /// 行政办公建筑比例: share of office and service floor, in percent.
  case officeFloor = "office_floor"
  // Pipeline.
  /// 办理阶段: the stage of the pipeline in the table's own word.
  case stage
  /// 批准文号.
  case document
  /// 批次.
  case batch
  /// 批准机关.
  case authority
  /// 批准日期.
  case approvedOn = "approved_on"
  /// 有效期至: the last day on which the document holds.
  case expiresOn = "expires_on"
  /// 有效期: the term in years.
  case termYears = "term_years"
  /// 农用地面积.
  case agriculturalArea = "agricultural_area"
  /// 耕地面积.
  case cultivatedArea = "cultivated_area"
  /// 建设用地面积.
  case constructionArea = "construction_area"
  /// 未利用地面积.
  case unusedArea = "unused_area"
  /// 面积类型: the basis of the declared area, 平面, 椭球 or 测地.
  case areaBasis = "area_basis"
  /// 状态: of use, of a road (现状, 在建, 规划).
  case status
  /// 挂牌日期.
  case listedOn = "listed_on"
  /// 成交价, yuan.
  case price
  /// 合同编号.
  case contract
  // Land, plants and buildings.
  /// 权利人, 权属单位.
  case owner
  /// 不动产权证号; words such as 无证 say that there is none.
  case title
  /// 抵押.
  case mortgage
  /// 查封.
  case seizure
  /// 闲置起始.
  case idleSince = "idle_since"
  /// 租约到期: the last day of a lease.
  case leaseUntil = "lease_until"
  /// 建筑面积, m² of floor.
  case floorArea = "floor_area"
  /// 基底面积, 占地面积.
  case buildingArea = "building_area"
  /// 层数.
  case storeys
  /// 层高, m.
  case storeyHeight = "storey_height"
  /// 柱距, 柱网.
  case columnGrid = "column_grid"
  /// 楼面荷载, kN/m².
  case floorLoad = "floor_load"
  /// 行车: lifting capacity in tonnes.
  case crane
  /// 建成年份.
  case builtYear = "built_year"
  /// 建筑结构; words such as 危房 say that the building is unsafe.
  case structure
  /// 消防等级, 耐火等级.
  case fireRating = "fire_rating"
  /// 供电容量, kVA.
  case power
  /// 污水排放, t a day.
  case sewage
  /// 田坎扣除系数: share of a patch that ridges take, 0 to 1.
  case ditchFactor = "ditch_factor"
  /// 扣除面积: area of the ridges (田坎).
  case ditchArea = "ditch_area"
  // Roads and lines.
  /// 道路等级: 高速公路, 互通匝道, 国道 ….
  case roadClass = "road_class"
  /// 红线宽度: metres between red lines.
  case width
  /// 备注.
  case remarks
}

/// Which field of a layer plays which part.
public struct FieldMap: Sendable, Hashable {
  /// How the field was found.
  public enum Origin: Sendable, Hashable {
    /// The project file says so.
    case stated
    /// The field's name is one of the common ones.
    case recognised
  }

  /// A field that plays a part.
  public struct Entry: Sendable, Hashable {
    /// Its name in the source.
    public let field: String
    /// Whether the project states it or its name is a common one.
    public let origin: Origin
  }

  /// The fields found, by the part they play.
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
    if entries[.declaredArea] == nil { recogniseArea(fields, taken, names) }
  }

  /// A name of declared areas with a unit behind it: 用地面积公顷, 占地面积（亩）.
  private mutating func recogniseArea(_ fields: [Field], _ taken: Set<String>, _ names: FieldNames) {
    guard let keys = names.keys.first(where: { $0.0 == .declaredArea })?.1 else { return }
    // Names with a unit, by the key of what stands before it; a unit alone fits every key.
    let named: [(field: String, base: String?)] = fields.filter { !taken.contains($0.name) }.flatMap { field in
      [field.name, field.alias].compactMap { $0 }.compactMap { name in
        let (base, unit) = AreaFieldName.parts(name)
        return unit == nil ? nil : (field: field.name, base: base.isEmpty ? nil : FieldNames.key(base))
      }
    }
    for key in keys {
      guard let found = named.first(where: { $0.base == nil || $0.base == key }) else { continue }
      entries[.declaredArea] = Entry(field: found.field, origin: .recognised)
      return
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

  /// The names within the program. Throws where their table is damaged.
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
    // Nothing that long is a common name.
    guard name.utf8.count <= 200 else { return name }
    return String(name.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" })
  }
}
