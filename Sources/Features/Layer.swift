public import Geometry

/// A coordinate reference system as a source states it: something PROJ can read, and where it came from.
public struct CRSReference: Sendable, Hashable {
  /// How the system is known, from the surest to the least sure.
  public enum Origin: String, Sendable {
    /// In the file itself (GeoPackage, GeoJSON `crs` member, FlatGeobuf header).
    case file
    /// A file beside it (`.prj`).
    case sidecar
    /// The format fixes it (RFC 7946: WGS 84 longitude, latitude).
    case format
    /// The project file or the command line says so.
    case stated
    /// Inferred from names, prefix or magnitude; always reported.
    case inferred
  }

  /// `EPSG:4546`, WKT, or a PROJ string.
  public var definition: String
  /// How it is known.
  public var origin: Origin

  /// A reference to a system; the definition is not looked at here.
  public init(_ definition: String, origin: Origin) {
    self.definition = definition
    self.origin = origin
  }

  /// WGS 84, longitude and latitude, as RFC 7946 fixes it for GeoJSON.
  public static let geoJSON = CRSReference("OGC:CRS84", origin: .format)
}

/// Something the reader did or noticed that the user should know, without being an error.
public struct LoadNote: Sendable, Hashable {
  /// Stable, as ``DataError/code``.
  public var code: String
  /// Where, as far as known; nothing for notes about a transformation.
  public var place: Place
  /// The sentence in English.
  public var text: String
  /// The values inside the text, in the order that the sentence in another language needs.
  public var arguments: [String]

  /// A note with its sentence in English, and the values for others.
  public init(code: String, at place: Place, text: String, arguments: [String] = []) {
    self.code = code
    self.place = place
    self.text = text
    self.arguments = arguments
  }
}

/// Features with one set of attributes, in one coordinate reference system. Row `i` of the table belongs to
/// feature `i` of the geometry. Coordinates are x = easting or longitude, y = northing or latitude, always.
public struct Layer: Sendable {
  /// The name in the source; where it has none, the file's without extension.
  public var name: String
  /// One geometry for each feature; of a table without geometry all are null.
  public var geometry: GeometryColumns
  /// One row for each feature.
  public var table: AttributeTable
  /// The system of the coordinates; nil where nothing states one.
  public var crs: CRSReference?
  /// Identifiers outside the attributes (GeoJSON `id`, a GeoPackage's fid); nil where the source has none.
  public var ids: Column?
  /// Path as the user gave it.
  public var file: String
  /// The format's name: `GeoJSON`, `GPKG`, `ESRI Shapefile` …
  public var format: String
  /// The encoding that text was decoded from, where the format leaves it open.
  public var encoding: String?
  /// What reading noticed.
  public var notes: [LoadNote]
  /// Number of the first feature here within its source, for batches; 0 for a whole layer.
  public var firstFeature: Int

  /// A layer of its parts. `geometry`, `table` and `ids` must have as many entries as one another; that is not checked.
  public init(
    name: String,
    geometry: GeometryColumns,
    table: AttributeTable,
    crs: CRSReference? = nil,
    ids: Column? = nil,
    file: String = "",
    format: String = "",
    encoding: String? = nil,
    notes: [LoadNote] = [],
    firstFeature: Int = 0
  ) {
    self.name = name
    self.geometry = geometry
    self.table = table
    self.crs = crs
    self.ids = ids
    self.file = file
    self.format = format
    self.encoding = encoding
    self.notes = notes
    self.firstFeature = firstFeature
  }

  /// Number of features.
  public var count: Int { geometry.count }

  /// How messages name a feature: its id where the source has one, else its number from 1.
  public func label(of feature: Int) -> String {
    ids?.text(feature) ?? "#\(firstFeature + feature + 1)"
  }

  /// The named features only, in the order given.
  public func selecting(_ features: [Int]) -> Layer {
    var result = self
    result.geometry = geometry.selecting(features)
    result.table = table.selecting(features)
    result.ids = ids?.selecting(features)
    return result
  }
}

/// A source that gives its features batch after batch, so that memory is that of one batch.
public protocol LayerStream {
  /// Layer name, fields, CRS, encoding, without features.
  var header: Layer { get }
  /// The next features, or nil at the end. All batches have the header's fields, in order.
  mutating func next() throws -> Layer?
  /// What reading noticed; complete once ``next()`` has given nil, and then the same as reading the whole layer gives.
  /// The notes of single batches are part of it.
  var notes: [LoadNote] { get }
}
