public import Features
import Geometry

/// GeoJSON read and written as bytes: RFC 7946, the older form of 2008 with a `crs` member, newline-delimited
/// features, and RFC 8142 text sequences.
///
///     let layer = try GeoJSON.read("parcels.geojson")
///     try GeoJSON.write(layer, to: "copy.geojson")
///
/// **Two degrees of strictness.** ``read(_:options:)`` is lenient: it refuses only what cannot be read as features
/// (broken JSON, a coordinate that is no finite number, an unknown type) and reports the rest: what it did to a
/// geometry is a flag of the feature, anything else a note of the layer. ``validate(_:limit:)`` is strict: it reads
/// the same bytes against the standard and lists every departure with its line and column.
public enum GeoJSON {
  /// How ``read(_:options:)`` reads.
  public struct ReadOptions: Sendable {
    /// The coordinate system that someone who knows says the file has; wins over the file's own.
    public var crs: CRSReference?
    /// The layer's name; nil takes the collection's `name`, else the file's name without extension.
    public var layerName: String?

    /// What the file says itself, unless told otherwise.
    public init(crs: CRSReference? = nil, layerName: String? = nil) {
      self.crs = crs
      self.layerName = layerName
    }
  }

  /// Reads a whole file; `-` reads standard input.
  ///
  /// Every feature becomes a row. Columns appear in the order of first sight; a missing property is null. A column
  /// of whole numbers and decimals is `real`; one whose values have several types is `json` and holds each value's
  /// JSON text, so that nothing is lost; objects and arrays are kept as their text.
  /// - Throws: `DataError` of kind `.input`, codes ``GeoJSONErrorCode``, with line, column and feature.
  public static func read(_ path: String, options: ReadOptions = ReadOptions()) throws(DataError) -> Layer {
    let file = try MappedFile(path)
    return try read(file, path: path, options: options)
  }

  /// Reads a document in memory. `name` stands for the file in messages.
  public static func read(
    bytes: [UInt8],
    name: String,
    options: ReadOptions = ReadOptions()
  ) throws(DataError) -> Layer {
    try read(MappedFile(copying: bytes), path: name, options: options)
  }

  private static func read(_ file: MappedFile, path: String, options: ReadOptions) throws(DataError) -> Layer {
    defer { withExtendedLifetime(file) {} }
    var reader = DocumentReader(file)
    do {
      try reader.open()
      while try reader.nextFeature() {}
    } catch {
      throw reader.dataError(error, path: path)
    }
    var layer = reader.takeLayer(path: path, options: options)
    layer.crs = reader.crs(for: layer.geometry.extent, options: options)
    layer.notes = reader.notes.list(reader, path: path)
    return layer
  }
}
