import Features
import Foundation
import GeoJSON
import Geometry
import LandModel
import OGR
import PROJ

/// Shapes that a command made (evidence, pieces, candidates), written to a file whose ending tells the format: any
/// that `export` writes. GeoJSON and KML are longitude and latitude; the others keep the layers' own system.
struct VectorOutput {
  let path: String
  let overwrite: Bool
  /// The format; nil: by the file's ending.
  var form: ExportForm?

  /// Writes the layers, whole or not at all: one collection in GeoJSON, a table for each in a GeoPackage. Gives what
  /// writing had to change.
  ///
  /// - Parameter degrees: the way to longitude and latitude, where several files share one.
  ///
  /// Throws a `DataError`: unknown ending, a layer without system where one is needed, an output that cannot be
  /// written or holds one layer only.
  @discardableResult
  func write(_ layers: [Layer], degrees: DegreeLayers? = nil) throws -> [LoadNote] {
    let byName = path == "-" ? .geojson : ExportForm(fileExtension: (path as NSString).pathExtension)
    guard let form = form ?? byName else {
      throw CommandError.unknownForm(path, ExportForm.allCases.map { ".\($0.rawValue)" }.joined(separator: " "))
    }
    if form.isGeoJSON {
      try writeGeoJSON(try (degrees ?? DegreeLayers(of: layers)).layers(layers), form)
    } else if let format = form.ogrFormat {
      let ready = form == .kml ? try (degrees ?? DegreeLayers(of: layers)).layers(layers) : layers
      return try OGRWriter.write(ready, to: path, format: format, options: OGRWriteOptions(overwrite: overwrite)).notes
    }
    return []
  }

  private func writeGeoJSON(_ layers: [Layer], _ form: ExportForm) throws {
    let file = try AtomicOutput(path, overwrite: overwrite)
    let degrees = layers.allSatisfy { $0.crs != nil }
    let options = GeoJSON.WriteOptions(
      form: form == .geojson ? .collection : form == .geojsonl ? .newlineDelimited : .recordSeparated,
      decimals: degrees ? 9 : 4,
      name: layers.first?.name
    )
    let writer = GeoJSON.Writer(file, options: options)
    for layer in layers { try writer.write(layer) }
    try writer.finish()
    try file.commit()
  }
}

extension ExportForm {
  /// The format in GDAL's terms; nil for GeoJSON, which is ours.
  var ogrFormat: OGRWriteFormat? {
    switch self {
    case .geojson, .geojsonl, .geojsonseq: nil
    case .gpkg: .geoPackage
    case .shp: .shapefile
    case .fgb: .flatGeobuf
    case .kml: .kml
    case .csv: .csv
    }
  }
}
