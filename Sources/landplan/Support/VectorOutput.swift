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
  /// Throws a `DataError`: unknown ending, a layer without system where one is needed, an output that cannot be
  /// written or holds one layer only.
  @discardableResult
  func write(_ layers: [Layer]) throws -> [LoadNote] {
    let byName = path == "-" ? .geojson : ExportForm(fileExtension: (path as NSString).pathExtension)
    guard let form = form ?? byName else {
      throw CommandError.unknownForm(path, ExportForm.allCases.map { ".\($0.rawValue)" }.joined(separator: " "))
    }
    if form.isGeoJSON {
      try writeGeoJSON(try layers.map(Self.inDegrees), form)
    } else if let format = form.ogrFormat {
      let ready = form == .kml ? try layers.map(Self.inDegrees) : layers
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

  /// The layer in longitude and latitude; as it is where its system is not known.
  private static func inDegrees(_ layer: Layer) throws -> Layer {
    guard let reference = layer.crs else { return layer }
    let source = try CRS(reference)
    let target = try CRS.longitudeLatitude
    var result = layer
    result.crs = CRSReference(target.code ?? target.definition, origin: .stated)
    guard source != target, layer.geometry.vertexCount > 0 else { return result }
    let area = try Transformation.degrees(of: layer.geometry.extent, in: source)
    result.geometry = try Transformation(from: source, to: target, area: area).transform(layer.geometry)
    return result
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
