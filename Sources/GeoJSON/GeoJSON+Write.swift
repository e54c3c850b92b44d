public import Features
import Geometry

extension GeoJSON {
  /// How ``write(_:to:options:overwrite:)`` writes.
  public struct WriteOptions: Sendable, Hashable {
    /// How features follow one another in the file.
    public enum Form: Sendable, Hashable {
      /// One FeatureCollection, a feature on each line, so that two versions can be compared line by line.
      case collection
      /// A feature on each line and nothing else (NDJSON, GeoJSONL).
      case newlineDelimited
      /// RFC 8142: each feature between a record separator (U+001E) and a line feed.
      case recordSeparated
    }

    /// One document, or a feature for each line or record. ``collectionBox``, ``crs`` and ``name`` are written in a
    /// ``Form/collection`` only.
    public var form: Form
    /// Decimal places of coordinates: 7 for longitude and latitude (about 1 cm), 3 or 4 for metres; nil writes each
    /// double in full. A coordinate is rounded to the nearest multiple, ties away from zero (the product of the double
    /// and the power of ten decides), and trailing zeros are left out.
    /// Brought to 0 to 15.
    public var decimals: Int? { didSet { decimals = Self.possible(decimals) } }
    /// A `bbox` member for the whole collection; it stands behind the features, because they are streamed.
    public var collectionBox: Bool
    /// A `bbox` member for every feature with a geometry.
    public var featureBoxes: Bool
    /// `EPSG:4546`: writes the form of 2008 with a `crs` member in that system. Nil is RFC 7946: longitude and
    /// latitude on WGS 84, no `crs`. The layer's coordinates must be in that system already.
    public var crs: String?
    /// A `name` member of the collection, which QGIS and GDAL show as the layer's name.
    public var name: String?

    /// RFC 7946 with seven decimals, unless told otherwise.
    public init(
      form: Form = .collection,
      decimals: Int? = 7,
      collectionBox: Bool = false,
      featureBoxes: Bool = false,
      crs: String? = nil,
      name: String? = nil
    ) {
      self.form = form
      self.decimals = Self.possible(decimals)
      self.collectionBox = collectionBox
      self.featureBoxes = featureBoxes
      self.crs = crs
      self.name = name
    }

    private static func possible(_ decimals: Int?) -> Int? { decimals.map { min(max($0, 0), 15) } }
  }

  /// Writes a layer to a file, whole or not at all; `-` is standard output. The same layer and options give the same
  /// bytes always, and reading and writing them again gives them once more.
  /// - Returns: what rounding and the format did that the user should know.
  /// - Throws: `DataError` of kind `.output`, codes `OutputErrorCode`.
  @discardableResult
  public static func write(
    _ layer: Layer,
    to path: String,
    options: WriteOptions = WriteOptions(),
    overwrite: Bool = false
  ) throws(DataError) -> [LoadNote] {
    let output = try AtomicOutput(path, overwrite: overwrite)
    let writer = Writer(output, options: options)
    try writer.write(layer)
    let notes = try writer.finish()
    try output.commit()
    return notes
  }

  /// The layer as bytes, for tests and small results.
  public static func bytes(_ layer: Layer, options: WriteOptions = WriteOptions()) -> [UInt8] {
    var encoder = FeatureEncoder(options: options)
    encoder.begin()
    encoder.setColumns(of: layer)
    layer.geometry.withView { view in
      for feature in 0..<layer.count { encoder.append(feature, of: layer, view) }
    }
    encoder.end()
    return Array(encoder.buffer.bytes)
  }

  /// Writes features batch after batch to an output; memory is that of one batch.
  ///
  ///     let output = try AtomicOutput("parcels.geojson")
  ///     let writer = GeoJSON.Writer(output)
  ///     while let batch = try stream.next() { try writer.write(batch) }
  ///     try writer.finish()
  ///     try output.commit()
  public final class Writer {
    /// Features that one thread encodes at a time.
    private static let chunk = 1024
    private let output: AtomicOutput
    private var encoder: FeatureEncoder

    /// Starts a document. Committing the output is the caller's part.
    public init(_ output: AtomicOutput, options: WriteOptions = WriteOptions()) {
      self.output = output
      encoder = FeatureEncoder(options: options)
      encoder.begin()
    }

    /// Appends all features of a layer. Batches may differ in their fields. All cores encode, chunk after chunk, and
    /// what they made is written in order.
    public func write(_ layer: Layer) throws(DataError) {
      try flush()
      let pool = EncoderPool(options: encoder.options, layer: layer)
      let written = encoder.written
      var next = 0
      var failure: DataError?
      // The only error is that of the output, which is kept as what it is.
      try? OrderedBatches.run(
        threads: Workers.count,
        next: {
          guard next < layer.count else { return nil as Range<Int>? }
          defer { next = min(next + Self.chunk, layer.count) }
          return next..<min(next + Self.chunk, layer.count)
        },
        work: { (features: Range<Int>) -> PooledEncoder in
          let part = pool.take()
          part.encode(features, of: layer, from: written)
          return part
        },
        take: { (part: PooledEncoder) in
          do throws(DataError) {
            try output.write(UnsafeRawBufferPointer(part.encoder.buffer.bytes))
          } catch {
            failure = error
            throw error
          }
          encoder.add(part.encoder.takeTally())
          pool.giveBack(part)
        }
      )
      if let failure { throw failure }
    }

    /// Ends the document.
    @discardableResult
    public func finish() throws(DataError) -> [LoadNote] {
      encoder.end()
      try flush()
      return encoder.notes(path: output.path)
    }

    private func flush() throws(DataError) {
      try output.write(UnsafeRawBufferPointer(encoder.buffer.bytes))
      encoder.buffer.removeAll()
    }
  }
}
