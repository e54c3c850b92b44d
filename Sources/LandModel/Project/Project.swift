public import Features
import Foundation
public import Geometry
import OGR

/// A park's project: what `landplan.yaml` says, read and checked. Nothing is loaded yet. The form of the file is
/// described in <doc:ProjectFile>.
public struct Project: Sendable {
  /// Path of the file as given.
  public let file: String
  /// The folder that sources are relative to.
  public let folder: String
  /// Name of the park.
  public let name: LocalizedText
  /// True where the data is made up; every output says so.
  public let isSynthetic: Bool
  /// The coordinate reference system that all layers are brought to; nil: that of the first layer.
  public let crs: String?
  /// The day for which statuses, validities and rules hold; nil: whoever runs the program says.
  public var asOf: CalendarDate?
  /// The basis areas are printed on; nil: the program's default.
  public let basis: AreaBasis?
  /// The thresholds of the profile that the file names, with values of its own.
  public let thresholds: ThresholdProfile
  /// Where 其他草地 is counted.
  public let otherGrassland: OtherGrassland
  /// Path of the claims to set figures beside, or ``embeddedClaims``; nil: none.
  public let claimsFile: String?
  /// The word for the claims within the program.
  public static let embeddedClaims = "embedded"
  /// Zones to assemble land in, for `report`.
  public let assemblies: [AssemblyGoal]
  /// In the order of the file.
  public let layers: [ProjectLayer]

  /// The layers with a role, in the order of the file.
  public func layers(_ role: LayerRole) -> [ProjectLayer] {
    layers.filter { $0.role == role }
  }

  /// The layer of a plan in a version.
  public func plan(_ plan: String?, _ version: PlanVersion?) -> ProjectLayer? {
    layers.first { $0.role == .plan && $0.plan == plan && $0.version == version }
  }

  /// The first layer with a role, and of the kind stated.
  public func layer(_ role: LayerRole, kind: ControlLineKind? = nil) -> ProjectLayer? {
    layers.first { $0.role == role && (kind == nil || $0.kind == kind) }
  }
}

/// Land that a project wants to put together.
public struct AssemblyGoal: Sendable, Hashable {
  /// Id or name of a zone.
  public let zone: String
  /// As written: `8000mu`; nil: what there is.
  public let target: String?
}

/// One layer of a project.
public struct ProjectLayer: Sendable {
  /// What the layer is.
  public let role: LayerRole
  /// Where it is read from; the path is resolved against the project's folder.
  public let source: SourceReference
  /// What people call it; nil: the layer's own name.
  public let title: LocalizedText?
  /// For plans: which plan, and which of its states.
  public let plan: String?
  /// Which state of the plan; roads, road red lines and control lines may have one too. Nil: the only one.
  public let version: PlanVersion?
  /// For control lines.
  public let kind: ControlLineKind?
  /// Overrides what the source says or leaves out.
  public let crs: String?
  /// The encoding of text; nil: detected, or what the source says.
  public let encoding: String?
  /// Only the features for which this holds.
  public let filter: Filter?
  /// Names of the source's fields by the part they play; common names need no entry.
  public let fields: [StandardField: String]
  /// The unit of the declared areas; nil: inferred by their ratio to the measured ones, and said so.
  public let declaredUnit: AreaUnit?
  /// The version of the land-use codes; nil: by role and date, and said so.
  public let landUse: LandUseClassification.ID?
  /// A table to join; nil: none.
  public let table: TableReference?
  /// Where the layer is described, for messages.
  public let place: Place
  /// Where its keys stand, `source`, `where`, `fields.id`, `table.key`.
  let places: [String: Place]

  /// `plan west before`, `control-line river`: what tells the layers of a project apart.
  public var label: String {
    [role.rawValue, plan, version?.rawValue, kind?.rawValue].compactMap { $0 }.joined(separator: " ")
  }

  /// What else the layer goes by: its source's name without ending, its layer in the source, its titles.
  var alternativeNames: [String] {
    let stem = ((source.path as NSString).lastPathComponent as NSString).deletingPathExtension
    return [source.layer.map { "\(stem):\($0)" }, stem, source.layer, title?.chinese, title?.english].compactMap { $0 }
  }
}

/// A table beside a layer, joined by a key.
public struct TableReference: Sendable, Hashable {
  /// The CSV file, or the workbook and its sheet.
  public let source: SourceReference
  /// The layer's field.
  public let key: String
  /// The table's column.
  public let tableKey: String
  /// The encoding of a CSV; nil: detected.
  public let encoding: String?
}

/// A path with the layer or sheet within it: `park.gpkg:parcels`, `zones.geojson`, `PG:dbname=park:parcels`.
public struct SourceReference: Sendable, Hashable, CustomStringConvertible {
  /// A file, a folder, `-` for standard input, or a database connection.
  public let path: String
  /// The layer, table or sheet within it; nil where there is one, or all are meant.
  public let layer: String?

  /// A path with a layer, neither of them taken apart.
  public init(path: String, layer: String? = nil) {
    self.path = path
    self.layer = layer
  }

  /// Reads `path[:layer]`. A path that exists as written is taken whole, so that a colon in a name does no harm, and so is
  /// an address, which the reader then refuses by its name; in
  /// a connection string (`PG:…`) only a colon after the first counts.
  public init(_ written: String, exists: (String) -> Bool) {
    if Self.isAddress(written) {
      let (address, layer) = Self.splitAddress(written)
      self.init(path: address, layer: layer)
      return
    }
    let start = Self.isConnection(written) ? written.index(written.startIndex, offsetBy: 3) : written.startIndex
    if exists(written) || !written[start...].contains(":") || written.contains("://") {
      self.init(path: written)
      return
    }
    guard let colon = written.lastIndex(of: ":"), colon > start, written.index(after: colon) < written.endIndex else {
      self.init(path: written)
      return
    }
    self.init(path: String(written[..<colon]), layer: String(written[written.index(after: colon)...]))
  }

  static func isConnection(_ path: String) -> Bool {
    path.prefix(3).uppercased() == "PG:" || isAddress(path)
  }

  /// `postgresql://user@host:5432/database`.
  private static func isAddress(_ path: String) -> Bool {
    path.hasPrefix("postgresql://") || path.hasPrefix("postgres://")
  }

  /// In an address a layer follows a colon that comes after the database's name.
  private static func splitAddress(_ written: String) -> (String, String?) {
    let afterScheme = written.range(of: "://")?.upperBound ?? written.startIndex
    guard let slash = written[afterScheme...].firstIndex(of: "/"),
      let colon = written[slash...].lastIndex(of: ":"), written.index(after: colon) < written.endIndex
    else { return (written, nil) }
    return (String(written[..<colon]), String(written[written.index(after: colon)...]))
  }

  /// The source as results name it: without a password.
  public var shown: String {
    OGRDataset.shownName(path) + (layer.map { ":\($0)" } ?? "")
  }

  /// True for a database connection, which is no file.
  public var isConnection: Bool { Self.isConnection(path) }

  public var description: String {
    layer.map { "\(path):\($0)" } ?? path
  }
}

extension Project {
  /// A name by which the layer alone can be chosen: its label, else the first other name that no other layer has.
  func distinctName(of layer: ProjectLayer) -> String {
    let others = layers.filter { $0.place != layer.place }
    let isTaken = others.contains { $0.label == layer.label || $0.role.rawValue == layer.label }
    guard isTaken else { return layer.label }
    let labels = Set(layers.flatMap { [$0.label, $0.role.rawValue] })
    let taken = Set(others.flatMap(\.alternativeNames))
    return layer.alternativeNames.first { !labels.contains($0) && !taken.contains($0) } ?? layer.label
  }
}
