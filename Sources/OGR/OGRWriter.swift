internal import CGDAL
public import Features
internal import Foundation

/// Writes layers as files, whole or not at all: everything goes into a hidden folder beside the target and is moved
/// into place when it is finished.
public enum OGRWriter {
  /// Writes layers to `path`.
  ///
  ///     try OGRWriter.write([parcels], to: "parcels.gpkg", format: .geoPackage)
  ///
  /// Attributes keep their types where the format has them; what changes is noted. Geometry is written in two
  /// dimensions. A layer without geometry in any feature becomes a plain table where the format has such.
  ///
  /// - Throws: `DataError` of kind `.output`: codes of `OutputErrorCode` where the file cannot be put in place, of
  ///   ``OGRErrorCode`` where the format cannot hold the layers. Of kind `.configuration`:
  ///   ``OGRErrorCode/oneLayerOnly``, ``OGRErrorCode/repeatedLayer``; names of layers are compared without case.
  @discardableResult
  public static func write(
    _ layers: [Layer],
    to path: String,
    format: OGRWriteFormat,
    options: OGRWriteOptions = OGRWriteOptions()
  ) throws(DataError) -> OGRWriteResult {
    try checkLayers(layers, path: path, format: format)
    if format == .csv { return try CSVWriter.write(layers[0], to: path, options: options) }
    if format == .kml { return try KMLWriter.write(layers, to: path, options: options) }
    let library = try GDALLibrary.shared()
    let output = try StagedOutput(path, format: format, overwrite: options.overwrite)
    let messages = GDALMessages()
    var notes: [LoadNote] = []
    try library.collecting(into: messages) { () throws(DataError) in
      let writer = try DatasetWriter(
        library: library,
        output: output,
        path: path,
        format: format,
        options: options,
        messages: messages
      )
      for layer in layers { try writer.write(layer) }
      try writer.writeStyles(layers)
      notes = writer.notes
      try writer.close()
    }
    if format == .shapefile { try output.finishShapefile(encoding: options.encoding) }
    notes += OGRDataset.warnings(messages, at: Place(file: path))
    return OGRWriteResult(files: try output.commit(), notes: notes)
  }

  private static func checkLayers(_ layers: [Layer], path: String, format: OGRWriteFormat) throws(DataError) {
    let place = Place(file: path)
    if layers.isEmpty || layers.count > 1 && !format.holdsSeveralLayers {
      throw DataError(
        .configuration,
        code: OGRErrorCode.oneLayerOnly.rawValue,
        at: place,
        found: "\(layers.count) layers for one \(format.rawValue) file",
        expected: "one layer",
        advice: layers.isEmpty ? "Choose a layer." : "Write a GeoPackage, or a file for each layer.",
        arguments: [format.rawValue, String(layers.count)]
      )
    }
    var names: Set<String> = []
    for layer in layers where !names.insert(layer.name.lowercased()).inserted {
      throw DataError(
        .configuration,
        code: OGRErrorCode.repeatedLayer.rawValue,
        at: place,
        found: "two layers are called \(layer.name)",
        expected: "a name for each layer",
        advice: "Rename one of them.",
        arguments: [layer.name]
      )
    }
  }
}
