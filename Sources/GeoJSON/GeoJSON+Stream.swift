public import Features
import Geometry

extension GeoJSON {
  /// Reads a file batch after batch, so that memory is that of one batch. A first pass over the whole file finds the
  /// fields and the coordinate system and does not look at geometries beyond the first batch; the second reads.
  ///
  ///     var stream = try GeoJSON.stream("parcels.geojson")
  ///     while let batch = try stream.next() { … }
  ///
  /// Together the batches hold what ``read(_:options:)`` gives. A coordinate system is judged by the first batch's
  /// extent where the file states none.
  /// - Throws: as ``read(_:options:)``; errors in geometries come from ``FeatureStream/next()``.
  public static func stream(
    _ path: String,
    batchSize: Int = 10_000,
    options: ReadOptions = ReadOptions()
  ) throws(DataError) -> FeatureStream {
    try FeatureStream(path, batchSize: max(1, batchSize), options: options)
  }

  /// The batches of one file.
  public struct FeatureStream: LayerStream {
    /// Name, fields, coordinate system and the first pass's notes, without features.
    public let header: Layer
    private let file: MappedFile
    /// The first pass, with what it noticed.
    private let first: DocumentReader
    private var reader: DocumentReader
    private let batchSize: Int
    private let options: ReadOptions

    init(_ path: String, batchSize: Int, options: ReadOptions) throws(DataError) {
      let file = try MappedFile(path)
      self.file = file
      defer { withExtendedLifetime(file) {} }
      self.batchSize = batchSize
      self.options = options
      var first = DocumentReader(file)
      var extent = Box.empty
      var hasIDs = false
      do {
        try first.open()
        while try first.nextFeature() {
          guard first.featureNumber - first.handedOver == batchSize else { continue }
          hasIDs = first.forgetBatch(extent: &extent) || hasIDs
          file.release(before: first.scanner.pos)
        }
      } catch {
        throw first.dataError(error, path: path)
      }
      hasIDs = first.forgetBatch(extent: &extent) || hasIDs
      first.handedOver = 0
      first.featureNumber = 0
      var header = first.takeLayer(path: path, options: options)
      header.crs = first.crs(for: extent, options: options)
      header.notes = first.notes.list(first, path: path)
      reader = DocumentReader(file)
      reader.columns = first.columns
      reader.columnIndex = first.columnIndex
      if hasIDs { header.ids = reader.columns[0].finish(count: 0) }
      self.header = header
      self.first = first
      do { try reader.open() } catch { throw reader.dataError(error, path: path) }
    }

    /// Z is counted by the second pass, all else was by the first.
    public var notes: [LoadNote] {
      defer { withExtendedLifetime(file) {} }
      var whole = first
      whole.zPositions = reader.zPositions
      return whole.notes.list(whole, path: header.file)
    }

    /// The next features, or nil at the end.
    public mutating func next() throws -> Layer? {
      defer { withExtendedLifetime(file) {} }
      do {
        while reader.featureNumber - reader.handedOver < batchSize, try reader.nextFeature() {}
      } catch {
        throw reader.dataError(error, path: header.file)
      }
      let count = reader.featureNumber - reader.handedOver
      if count == 0 { return nil }
      var batch = reader.takeLayer(path: header.file, options: options)
      file.release(before: reader.scanner.pos)
      batch.name = header.name
      batch.crs = header.crs
      batch.format = header.format
      if header.ids == nil {
        batch.ids = nil
      } else if batch.ids == nil {
        batch.ids = reader.columns[0].finish(count: count)
        reader.columns[0].reset()
      }
      return batch
    }
  }
}

extension DocumentReader {
  /// Ends a batch of the first pass: only the fields' types remain. The first batch's extent is taken, and geometries
  /// are skipped from then on. True where a feature had an id.
  mutating func forgetBatch(extent: inout Box) -> Bool {
    if !skipsGeometry { extent = builder.finish().extent }
    skipsGeometry = true
    let hasIDs = columns[0].rows > 0
    for i in columns.indices { columns[i].reset() }
    handedOver = featureNumber
    return hasIDs
  }
}
