import Features
import Foundation
import GeoJSON
import Geometry
import LandModel
import LandReport
import OGR
import PROJ

/// Shapes that a command made (evidence, pieces, candidates), written to a file whose ending tells the format: any
/// that `export` writes. GeoJSON and KML are longitude and latitude; the others keep the layers' own system. In a
/// GeoPackage each layer has its style and names of its fields, by which QGIS opens it coloured and labelled.
struct VectorOutput {
  let path: String
  let overwrite: Bool
  /// The format; nil: by the file's ending.
  var form: ExportForm?
  /// GeoJSON with simplestyle's properties.
  var simplestyle = false
  /// Encoding of a shapefile's text; nil: UTF-8.
  var encoding: TextEncoding?
  /// The language of names in styles.
  var language = Language.zh

  /// Writes the layers, whole or not at all: one collection in GeoJSON, a table for each in a GeoPackage. Gives what
  /// writing had to change.
  ///
  /// Throws a `DataError`: unknown ending, a layer without system where one is needed, an output that cannot be
  /// written or holds one layer only.
  ///
  /// - Parameter loaded: the layer that was read, where the output is that layer: its fields tell the style.
  @discardableResult
  func write(_ layers: [Layer], of loaded: LoadedLayer? = nil) throws -> [LoadNote] {
    try write(layers.map { StyledLayer($0, loaded) })
  }

  /// The same for layers of which some were read.
  ///
  /// - Parameter degrees: the way to longitude and latitude, where several files share one.
  @discardableResult
  func write(_ layers: [StyledLayer], degrees: DegreeLayers? = nil) throws -> [LoadNote] {
    let byName = path == "-" ? .geojson : ExportForm(fileExtension: (path as NSString).pathExtension)
    guard let form = form ?? byName else {
      throw CommandError.unknownForm(path, ExportForm.allCases.map { ".\($0.rawValue)" }.joined(separator: " "))
    }
    if simplestyle, !form.isGeoJSON { throw CommandError.simpleStyleNeedsGeoJSON() }
    if form.isGeoJSON {
      let ready = simplestyle ? try layers.map { try $0.style.simpleStyle($0.layer, language) } : layers.map(\.layer)
      return try writeGeoJSON(try (degrees ?? DegreeLayers(of: ready)).layers(ready), form)
    } else if form == .gpkg {
      return try writeGeoPackage(layers)
    } else if let format = form.ogrFormat {
      let plain = layers.map(\.layer)
      let ready = form == .kml ? try (degrees ?? DegreeLayers(of: plain)).layers(plain) : plain
      var options = OGRWriteOptions(overwrite: overwrite)
      if let encoding { options.encoding = encoding }
      for styled in layers { options.nameFields[styled.layer.name] = styled.loaded?.labelField }
      return try OGRWriter.write(ready, to: path, format: format, options: options).notes
    }
    return []
  }

  private func writeGeoPackage(_ layers: [StyledLayer]) throws -> [LoadNote] {
    var options = OGRWriteOptions(overwrite: overwrite)
    var ready: [Layer] = []
    // Layers in which nothing was found are no tables to open, unless there is nothing else.
    let filled = layers.filter { $0.layer.count > 0 }
    for styled in filled.isEmpty ? Array(layers.prefix(1)) : filled {
      let style = try styled.style
      let named = try styled.layer.withAliases(styled.loaded?.fields, language)
      for part in named.byShape() {
        options.styles[part.name] = style.forQGIS(part, language)
        ready.append(part)
      }
    }
    return try OGRWriter.write(ready, to: path, format: .geoPackage, options: options).notes
  }

  private func writeGeoJSON(_ layers: [Layer], _ form: ExportForm) throws -> [LoadNote] {
    let file = try AtomicOutput(path, overwrite: overwrite)
    let degrees = layers.allSatisfy { $0.crs != nil }
    let options = GeoJSON.WriteOptions(
      form: form == .geojson ? .collection : form == .geojsonl ? .newlineDelimited : .recordSeparated,
      decimals: degrees ? 9 : 4,
      name: layers.first?.name
    )
    let writer = GeoJSON.Writer(file, options: options)
    for layer in layers { try writer.write(layer) }
    let notes = try writer.finish()
    try file.commit()
    return notes
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

/// A layer to write, with the layer that it was read as where its fields tell the style.
struct StyledLayer {
  var layer: Layer
  var loaded: LoadedLayer?

  init(_ layer: Layer, _ loaded: LoadedLayer? = nil) {
    self.layer = layer
    self.loaded = loaded
  }

  var style: LayerStyle {
    get throws { try loaded.map { try LayerStyle($0) } ?? LayerStyle(layer) }
  }
}

extension Layer {
  /// The layer, or where it has land, lines and points together one of each: QGIS draws a table as one kind of symbol.
  fileprivate func byShape() -> [Layer] {
    let families: [(name: String, kinds: Set<GeometryKind>)] = [
      ("", [.null, .polygon, .multiPolygon, .collection]), ("_lines", [.lineString, .multiLineString]),
      ("_points", [.point, .multiPoint]),
    ]
    let parts = families.map { family in
      (name: family.name, rows: (0..<count).filter { family.kinds.contains(geometry.kinds[$0]) })
    }
    let shaped = parts.filter { part in part.rows.contains { geometry.kinds[$0] != .null } }
    guard shaped.count > 1 else { return [self] }
    return parts.filter { !$0.rows.isEmpty }.map { part in
      var layer = selecting(part.rows)
      layer.name = name + part.name
      return layer
    }
  }
}
