public import Features
import PROJ

extension BoundaryPointFile {
  /// What changes where a boundary-point file is written again as one. Nil keeps what the file has.
  public struct RewritingOptions: Sendable {
    /// The encoding of the new file.
    public var encoding: TextEncoding?
    /// Between lines of the new file.
    public var newline: String?
    /// Four columns, or six with distances and marks.
    public var pointLayout: PointLayout?
    /// Eastings with zone prefix.
    public var isPrefixed: Bool?
    /// Decimals of coordinates and distances; 精度 is changed with them.
    public var decimals: Int?
    /// 界标类型 of the points that have none.
    public var mark: String?

    /// Everything as the file has it.
    public init() {}
  }

  /// True where every parcel has the standard's head line, so that points can be laid out in another form and the
  /// rest kept as it stands.
  public var hasStandardHeads: Bool {
    parcels.allSatisfy { $0.fields.count >= 8 && BoundaryParcel.Shape(rawValue: $0.fields[4]) != nil }
  }

  /// The same keys, parcels, rings, ring numbers and point names in another form.
  ///
  /// With another prefix the eastings move by whole zones, 带号 is stated where it was missing, and nothing else changes.
  ///
  /// - Throws: `DataError` `boundary.zone-needed` where a prefix is to be put on or taken off and the zone is unknown.
  public func rewritten(_ options: RewritingOptions) throws(DataError) -> BoundaryPointFile {
    var file = self
    if let encoding = options.encoding {
      file.form.encoding = encoding
      file.form.hasByteOrderMark = form.hasByteOrderMark && encoding == form.encoding
    }
    file.form.newline = options.newline ?? form.newline
    file.form.pointLayout = options.pointLayout ?? form.pointLayout
    if let decimals = options.decimals {
      file.form.decimals = decimals
      file.setValue("精度", WritingOptions.precision(decimals))
    }
    if let isPrefixed = options.isPrefixed { try file.setPrefix(isPrefixed) }
    if let mark = options.mark, !mark.isEmpty { file.setMarks(mark) }
    return file
  }

  private mutating func setPrefix(_ isPrefixed: Bool) throws(DataError) {
    guard let zone = crs.flatMap({ ChineseZone(code: $0.definition) }) else {
      throw DataError(
        .configuration,
        .zoneNeeded,
        at: Place(file: path),
        found: "coordinates of an unknown zone",
        expected: "a zone, to put its prefix on or take it off",
        advice: "State the system, for example --source-crs EPSG:4547."
      )
    }
    let target = zone.prefixed(isPrefixed)
    let shift = target.falseEasting - zone.falseEasting
    guard shift != 0 else { return }
    crs = CRSReference(target.code, origin: crs?.origin ?? .inferred)
    if value("带号") == nil { setValue("带号", String(zone.zone)) }
    for parcel in parcels.indices {
      for ring in parcels[parcel].rings.indices {
        for point in parcels[parcel].rings[ring].points.indices {
          parcels[parcel].rings[ring].points[point].x += shift
        }
      }
    }
  }

  private mutating func setMarks(_ mark: String) {
    for parcel in parcels.indices {
      for ring in parcels[parcel].rings.indices {
        for point in parcels[parcel].rings[ring].points.indices {
          let own = parcels[parcel].rings[ring].points[point].mark ?? ""
          if own.isEmpty { parcels[parcel].rings[ring].points[point].mark = mark }
        }
      }
    }
  }

  /// Replaces a key's value where the key stands, blank or not; else adds it to 属性描述, or to a new one.
  private mutating func setValue(_ key: String, _ value: String) {
    for section in sections.indices {
      if let entry = sections[section].entries.firstIndex(where: { $0.key == key }) {
        sections[section].entries[entry].value = value
        return
      }
    }
    guard let section = sections.firstIndex(where: { $0.name == "属性描述" }) else {
      sections.insert(Section(name: "属性描述", entries: [Entry(key, value)]), at: 0)
      return
    }
    sections[section].entries.append(Entry(key, value))
  }
}

extension BoundaryPointFile.WritingOptions {
  /// 精度 of a number of decimals: 3 is 0.001.
  static func precision(_ decimals: Int) -> String {
    decimals > 0 ? "0." + String(repeating: "0", count: decimals - 1) + "1" : "1"
  }
}
