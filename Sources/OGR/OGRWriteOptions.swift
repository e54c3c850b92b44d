public import Features

/// The formats that are written.
public enum OGRWriteFormat: String, CaseIterable, Sendable {
  /// Any number of layers, with geometry or without.
  case geoPackage = "GPKG"
  /// One layer of one kind of geometry; names of ten bytes, text of 254.
  case shapefile = "ESRI Shapefile"
  /// One layer; features without geometry are left out.
  case flatGeobuf = "FlatGeobuf"
  /// Longitude and latitude on WGS 84, by definition; written without GDAL.
  case kml = "KML"
  /// UTF-8, RFC 4180; written without GDAL.
  case csv = "CSV"

  /// The format of an extension, with or without its point, in any case.
  public init?(fileExtension: String) {
    switch fileExtension.lowercased().drop(while: { $0 == "." }) {
    case "gpkg": self = .geoPackage
    case "shp": self = .shapefile
    case "fgb": self = .flatGeobuf
    case "kml": self = .kml
    case "csv": self = .csv
    default: return nil
    }
  }

  /// Lower case, without the point.
  public var fileExtension: String {
    switch self {
    case .geoPackage: "gpkg"
    case .shapefile: "shp"
    case .flatGeobuf: "fgb"
    case .kml: "kml"
    case .csv: "csv"
    }
  }

  /// True where one file holds several layers.
  public var holdsSeveralLayers: Bool { self == .geoPackage || self == .kml }
}

/// How a layer looks, in the forms that QGIS takes from a GeoPackage's `layer_styles`.
public struct OGRLayerStyle: Sendable, Hashable {
  /// What QGIS lists the style as.
  public var name: String
  /// QGIS's own form.
  public var qml: String?
  /// OGC Styled Layer Descriptor.
  public var sld: String?
  /// The column of shapes that the style is for; nil: the usual `geom`; empty for a table without shapes.
  public var geometryColumn: String?

  /// A style in one form or both.
  public init(name: String, qml: String? = nil, sld: String? = nil, geometryColumn: String? = nil) {
    self.geometryColumn = geometryColumn
    self.name = name
    self.qml = qml
    self.sld = sld
  }
}

/// How layers are written.
public struct OGRWriteOptions: Sendable {
  /// Replaces an output that exists.
  public var overwrite: Bool
  /// Of a shapefile's text: UTF-8 or, for software that expects it, GBK. A .cpg beside it says which.
  public var encoding: TextEncoding
  /// nil: the format's habit. A GeoPackage's index leaves the order of features alone and is made; a FlatGeobuf's
  /// sorts the features along a Hilbert curve and is made where asked for and every feature has a geometry.
  public var spatialIndex: Bool?
  /// Styles by layer name (GeoPackage).
  public var styles: [String: OGRLayerStyle]
  /// By layer name the field that programs label features by, where the layer has no `name` of its own (KML).
  public var nameFields: [String: String] = [:]
  /// Writes geometry as a first column `WKT` (CSV).
  public var csvGeometry: Bool
  /// Begins with a byte order mark, by which Excel knows UTF-8 (CSV).
  public var csvByteOrderMark: Bool
  /// The time that formats keep in their headers, `YYYY-MM-DDThh:mm:ssZ`. Fixed, so that the same layers give the
  /// same bytes.
  public var timestamp: String

  /// A new file, text in UTF-8, the format's habits otherwise.
  public init(
    overwrite: Bool = false,
    encoding: TextEncoding = .utf8,
    spatialIndex: Bool? = nil,
    styles: [String: OGRLayerStyle] = [:],
    csvGeometry: Bool = false,
    csvByteOrderMark: Bool = false,
    timestamp: String = "2000-01-01T00:00:00Z"
  ) {
    self.overwrite = overwrite
    self.encoding = encoding
    self.spatialIndex = spatialIndex
    self.styles = styles
    self.csvGeometry = csvGeometry
    self.csvByteOrderMark = csvByteOrderMark
    self.timestamp = timestamp
  }
}

/// What was written.
public struct OGRWriteResult: Sendable {
  /// All files, the one named first.
  public var files: [String]
  /// What the format could not hold as it was: names, widths, types.
  public var notes: [LoadNote]
}
