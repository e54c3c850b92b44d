import Foundation

/// Whether the name of an output goes with the format that is asked for.
enum OutputEnding {
  /// Endings by which people and programs know a format; a file of another format under such a name misleads both.
  private static let known: Set<String> = [
    "json", "ndjson", "jsonl", "geojsons", "txt", "dbf", "shx", "prj", "cpg", "sbn", "sbx", "qix", "gdb", "tab", "mif",
    "gml", "dxf", "dwg", "xlsx", "xls", "pdf", "svg", "png", "html", "htm", "md", "yaml", "yml", "zip",
  ]

  /// Throws a `DataError` where the ending of the path is that of another format, and for shapefiles, which no program
  /// finds by another name, where it is not theirs.
  static func check(_ path: String, is form: ExportForm) throws {
    let ending = (path as NSString).pathExtension.lowercased()
    if let own = ExportForm(fileExtension: ending) {
      if own == form || own.isGeoJSON && form.isGeoJSON { return }
    } else if form != .shp, !known.contains(ending) || form == .csv && ending == "txt" {
      return
    }
    throw CommandError.endingContradicts(path, form.rawValue)
  }
}
