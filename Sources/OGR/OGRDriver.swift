/// The formats of the allow-list: what OGR may open here. Raw values are GDAL's driver names.
public enum OGRDriver: String, CaseIterable, Sendable {
  /// `.gpkg`
  case geoPackage = "GPKG"
  /// `.shp` with `.shx` and `.dbf` beside it, named by any of the three; a `.dbf` alone is a table.
  case shapefile = "ESRI Shapefile"
  /// A folder `.gdb`: Esri's file geodatabase, read without Esri's library.
  case fileGDB = "OpenFileGDB"
  /// `.fgb`
  case flatGeobuf = "FlatGeobuf"
  /// `.gml`, `.xml`. Schemas are not downloaded, and no `.gfs` is left beside the file.
  case gml = "GML"
  /// `.tab`, `.mif`, `.mid`
  case mapInfo = "MapInfo File"
  /// `.kml`, `.kmz`, where GDAL has libkml.
  case libKML = "LIBKML"
  /// `.kml` by GDAL's own reader, for a GDAL without libkml.
  case kml = "KML"
  /// `.dxf`. Closed lines become polygons.
  case dxf = "DXF"
  /// `.csv`, `.tsv`
  case csv = "CSV"
  /// `.xlsx`, `.xlsm`: every sheet is a table.
  case xlsx = "XLSX"
  /// Only as an oracle and in benchmarks, where asked for: the module `GeoJSON` reads it seven times faster.
  case geoJSON = "GeoJSON"
  /// Only where asked for.
  case postgreSQL = "PostgreSQL"
  /// Only where asked for: refers to other files.
  case vrt = "OGR_VRT"

  /// GDAL's function that makes the driver known.
  var registerFunction: String {
    switch self {
    case .geoPackage: "RegisterOGRGeoPackage"
    case .shapefile: "RegisterOGRShape"
    case .fileGDB: "RegisterOGROpenFileGDB"
    case .flatGeobuf: "RegisterOGRFlatGeobuf"
    case .gml: "RegisterOGRGML"
    case .mapInfo: "RegisterOGRTAB"
    case .libKML: "RegisterOGRLIBKML"
    case .kml: "RegisterOGRKML"
    case .dxf: "RegisterOGRDXF"
    case .csv: "RegisterOGRCSV"
    case .xlsx: "RegisterOGRXLSX"
    case .geoJSON: "RegisterOGRGeoJSON"
    case .postgreSQL: "RegisterOGRPG"
    case .vrt: "RegisterOGRVRT"
    }
  }

  /// Drivers that reach a server or another file.
  var needsAsking: Bool { self == .postgreSQL || self == .vrt }

  /// The drivers that read files of an extension (lower case, without the point); empty where none does.
  static func reading(fileExtension: String) -> [OGRDriver] {
    switch fileExtension {
    case "gpkg": [.geoPackage]
    case "shp", "dbf", "shx": [.shapefile]
    case "gdb": [.fileGDB]
    case "fgb": [.flatGeobuf]
    case "gml", "xml": [.gml]
    case "tab", "mif", "mid": [.mapInfo]
    case "kml", "kmz": [.libKML, .kml]
    case "dxf": [.dxf]
    case "csv", "tsv": [.csv]
    case "xlsx", "xlsm": [.xlsx]
    default: []
    }
  }
}
