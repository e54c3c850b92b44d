import Features
import Foundation

/// Who reads a source.
enum SourceFormat {
  case geoJSON
  case boundaryPoints
  case ogr

  static let geoJSONExtensions: Set<String> = [
    "geojson", "json", "geojsonl", "geojsons", "ndjson", "geojsonseq", "jsonl",
  ]
  /// What a folder is searched for; files beside others (.dbf, .prj …) are not layers of their own.
  private static let layerExtensions: Set<String> = geoJSONExtensions.union([
    "txt", "gpkg", "shp", "fgb", "gml", "tab", "mif", "kml", "kmz", "dxf", "gdb",
  ])

  init(_ path: String) {
    let name = (path as NSString).pathExtension.lowercased()
    self = name == "txt" ? .boundaryPoints : Self.geoJSONExtensions.contains(name) ? .geoJSON : .ogr
  }

  /// True for files of which GDAL keeps all features in memory from opening on: batches would only open them once more.
  static func isKeptWhole(_ path: String) -> Bool {
    ["kml", "kmz"].contains((path as NSString).pathExtension.lowercased())
  }

  /// True for a folder that is not itself a dataset, as a file geodatabase is.
  static func isPlainFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
      && (path as NSString).pathExtension.lowercased() != "gdb"
  }

  /// The sources in a folder, by name. Throws where there are none.
  static func files(inFolder folder: String) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let files = names.filter {
      !$0.hasPrefix(".") && layerExtensions.contains(($0 as NSString).pathExtension.lowercased())
    }
    guard !files.isEmpty else {
      if let error = tables(names, in: folder) { throw error }
      throw DataError(
        .input,
        code: LandModelError.emptyFolder.rawValue,
        at: Place(file: folder),
        found: "a folder without a layer",
        expected: "files such as .geojson, .gpkg, .shp or .fgb",
        advice: "Name another folder, or a file"
      )
    }
    return files.map { (folder as NSString).appendingPathComponent($0) }
  }

  /// What to say of a folder that holds tables alone: which of them is a layer, and of what, only the user knows.
  private static func tables(_ names: [String], in folder: String) -> DataError? {
    let tables = names.filter { ["csv", "xlsx"].contains(($0 as NSString).pathExtension.lowercased()) }
    guard let first = tables.first else { return nil }
    let example = (folder as NSString).appendingPathComponent(first)
    return DataError(
      .input,
      code: LandModelError.folderOfTables.rawValue,
      at: Place(file: folder),
      found: tables.count == 1
        ? "a folder of one table without a layer" : "a folder of \(tables.count) tables without a layer",
      expected: "one table, or files such as .geojson, .gpkg, .shp or .fgb",
      advice: "Name one, for example \(example), or name each in a project file as the layer it is",
      arguments: ["\(tables.count)", example]
    )
  }
}
