public import Features
public import GEOS
public import Geometry
public import PROJ

/// A layer as it was loaded, with everything that loading found out about it.
public struct LoadedLayer: Sendable {
  /// Geometry, fields and notes.
  public var layer: Layer
  /// The layer's system; nil where the source states none, or one that PROJ cannot read (then ``crsProblem`` says why).
  public internal(set) var crs: CRS?
  /// Why the stated system cannot be read; nil where it can, or none is stated.
  public internal(set) var crsProblem: DataError?
  /// What the project file says of the layer; nil for a layer without project.
  public internal(set) var entry: ProjectLayer?
  /// Which field plays which part.
  public internal(set) var fields: FieldMap
  /// What is not valid, by feature number; empty where validity was not asked for. Features that a repair made valid
  /// are in ``repairs`` instead.
  public internal(set) var invalidities: [Invalidity] = []
  /// What repairing did, in order of the features; empty where no repair was asked for.
  public internal(set) var repairs: [RepairRecord] = []
  /// How the table beside the layer matched.
  public internal(set) var join: JoinReport?
  /// What a change to a system with another datum goes by, unless it is told otherwise.
  public internal(set) var datumChange = DatumChange.published
  /// The number of features that a filter left out.
  public internal(set) var filteredOut = 0

  /// Number of features, those that a filter left out not counted.
  public var count: Int { layer.count }
  /// What the layer is in its project; nil for a layer without project.
  public var role: LayerRole? { entry?.role }

  /// The column that plays a part; nil where the layer has none.
  public func column(_ field: StandardField) -> Column? {
    fields[field].flatMap { layer.table[$0] }
  }

  /// The field by which programs may label features: that of their names, else of their ids; nil where the layer has neither.
  public var labelField: String? { (column(.name) ?? column(.id))?.field.name }

  /// How a person finds a feature: by the field that plays the id, else by the source's id or number.
  public func label(of feature: Int) -> String {
    if let id = column(.id)?.text(feature), !id.isEmpty { return id }
    return layer.label(of: feature)
  }

  /// The place of a feature in messages.
  public func place(of feature: Int? = nil, field: String? = nil) -> Place {
    Place(
      file: layer.file.isEmpty ? nil : layer.file,
      layer: layer.name,
      feature: feature.map { label(of: $0) },
      field: field
    )
  }

  /// The features that carry a flag, in order.
  public func flagged(_ flag: GeometryFlags) -> [Int] {
    (0..<count).filter { !layer.geometry.flags[$0].isDisjoint(with: flag) }
  }

  /// The field of a name. Throws a `DataError` with the fields there are and the nearest of them.
  public func requiredColumn(_ name: String) throws -> Column {
    if let column = layer.table[name] { return column }
    if let standard = StandardField(rawValue: name), let column = column(standard) { return column }
    throw FieldErrors.unknown(name, among: layer.table.fields, at: place())
  }

  /// The layer's system, for work that needs one. Throws a `DataError` that says what to do.
  public func requiredCRS() throws -> CRS {
    if let crs { return crs }
    if let crsProblem { throw crsProblem }
    throw DataError(
      .input,
      code: LandModelError.missingCRS.rawValue,
      at: place(),
      found: "no coordinate reference system",
      expected: "one in the file, in a .prj beside it, or stated",
      advice: "State it, for example --source-crs EPSG:4546, or crs: in the project file"
    )
  }

  /// The same layer in another system, through `change` where the datums differ; nil goes by ``datumChange``.
  ///
  /// Throws a `DataError`: no system stated, another datum without parameters, a point that the target cannot show.
  public func transformed(to target: CRS, change: DatumChange? = nil) throws -> LoadedLayer {
    let change = change ?? datumChange
    let source = try requiredCRS()
    if source == target || layer.count == 0 {
      var same = self
      same.layer.crs = layer.crs ?? CRSReference(target.definition, origin: .stated)
      return same
    }
    var result = self
    try result.transform(by: way(to: target, change: change, extent: layer.geometry.extent), to: target)
    return result
  }

  func located(_ error: DataError) -> DataError {
    var error = error
    error.place.file = error.place.file ?? layer.file
    error.place.layer = error.place.layer ?? layer.name
    return error
  }
}

/// What repairing did to one feature.
public struct RepairRecord: Sendable, Hashable {
  /// Number of the feature in the layer.
  public let feature: Int
  /// How a person finds the feature.
  public let label: String
  /// GEOS's words for what was wrong, and where.
  public let reason: String
  /// Place of the defect: easting or longitude.
  public let x: Double
  /// Northing or latitude.
  public let y: Double
  /// Areas before and after. Before, what a ring encloses twice counts twice, and what it encloses backwards counts
  /// negative. In a projected system they are plane, in degrees geodesic; in no known system nil.
  public let before: Area?
  /// Area after the repair, on the same basis; nil where ``before`` is, or the repair failed.
  public let after: Area?
  /// Why GEOS could not repair it; nil where it could.
  public let failure: String?
}

/// How a table beside a layer matched. Nothing is dropped: what does not match on either side is listed.
public struct JoinReport: Sendable, Hashable {
  /// The table as the project names it.
  public let table: SourceReference
  /// The layer's field.
  public let key: String
  /// The table's column.
  public let tableKey: String
  /// Features that found a row.
  public let matched: Int
  /// The columns that the layer got, by their names in the layer.
  public let added: [String]
  /// Features whose key is null or not in the table, by number and key.
  public let unmatchedFeatures: [Unmatched]
  /// Rows whose key no feature has, by line (or row) of the table and key.
  public let unmatchedRows: [Unmatched]

  /// A feature without a row, or a row without a feature.
  public struct Unmatched: Sendable, Hashable {
    /// Number of the feature from 0, or line of the table from 1.
    public let number: Int
    /// Nil where the key is null.
    public let key: String?
  }
}
