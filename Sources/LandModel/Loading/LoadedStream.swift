import Features
import GeoJSON
public import Geometry
import OGR
import PROJ

/// A source turned out to need reading whole: what a stream assumed of it from its beginning does not hold to its end.
public struct NeedsWholeLayer: Error {
  /// The error tells no more: whoever gets it loads the source whole.
  public init() {}
}

/// A layer loaded batch after batch, so that memory is that of two batches: filtered, checked or repaired as
/// ``SourceLoader`` does it, with the same record in the end as loading the whole layer gives.
///
///     for stream in try loader.streams("parcels.fgb") ?? [] {
///       while let batch = try stream.next() { … }
///       print(stream.record.invalidCount)
///     }
public final class LoadedStream {
  /// The layer without features: name, fields, system, what plays which part.
  public let header: LoadedLayer
  /// Complete once ``next()`` has given nil.
  public private(set) var record: LoadRecord
  /// Features given so far.
  public private(set) var count = 0
  /// Box of the features given so far.
  public private(set) var extent = Box.empty

  private let options: LoadOptions
  private let reader: ReadAhead
  /// Notes that opening the dataset gave.
  private let datasetNotes: [LoadNote]
  private var isDone = false

  init(_ stream: any LayerStream, options: LoadOptions, datasetNotes: [LoadNote]) throws {
    self.options = options
    self.datasetNotes = datasetNotes
    var layer = stream.header
    if let crs = options.crs { layer.crs = CRSReference(crs, origin: .stated) }
    var header = LoadedLayer(layer: layer, entry: nil, fields: try FieldMap(of: layer, entry: nil))
    header.resolveCRS()
    // A filter that cannot be is an error of a layer without features too.
    _ = try options.filter?.matching(layer)
    self.header = header
    record = LoadRecord(header)
    reader = ReadAhead(stream)
  }

  /// The next features, or nil at the end.
  ///
  /// - Throws: ``NeedsWholeLayer``, and what loading the layer whole throws.
  public func next() throws -> LoadedLayer? {
    guard let batch = try reader.next() else {
      try finish()
      return nil
    }
    // Numbers are those among the features that are left, as in a layer that was filtered whole.
    let loaded = try Self.loaded(batch, header, options, firstFeature: count)
    book(loaded)
    return loaded
  }

  /// Works on all batches that are left, on all cores, and takes the results in the order of the batches.
  ///
  /// - Parameters:
  ///   - work: what is done to a batch, on any thread.
  ///   - take: is given each result in order, after ``record``, ``count`` and ``extent`` know of its batch.
  /// - Throws: as ``next()``, and what `work` and `take` throw: what comes first in the order of the batches.
  public func run<Result: Sendable>(
    _ work: @Sendable (LoadedLayer) throws -> Result,
    take: (LoadedLayer, Result) throws -> Void
  ) throws {
    // Behind a filter, the number of a batch's first feature is known when all batches before it are done.
    guard options.filter == nil else {
      while let batch = try next() { try take(batch, work(batch)) }
      return
    }
    let (header, options) = (header, options)
    try OrderedBatches.run(
      threads: Workers.count,
      next: { try reader.next() },
      work: { batch in
        let loaded = try Self.loaded(batch, header, options, firstFeature: batch.firstFeature)
        return (loaded, try work(loaded))
      },
      take: { loaded, result in
        book(loaded)
        try take(loaded, result)
      }
    )
    try finish()
  }

  private func book(_ loaded: LoadedLayer) {
    record.add(loaded)
    count += loaded.count
    extent.extend(loaded.layer.geometry.extent)
  }

  /// A batch as a whole layer would be.
  private static func loaded(
    _ batch: Layer,
    _ header: LoadedLayer,
    _ options: LoadOptions,
    firstFeature: Int
  ) throws -> LoadedLayer {
    try checkAssumptions(batch, header, options)
    var loaded = header
    loaded.layer = batch
    loaded.layer.crs = header.layer.crs
    try loaded.refuseNonFinite()
    loaded.noteWideRings()
    if let filter = options.filter { try loaded.apply(filter) }
    loaded.layer.firstFeature = firstFeature
    if options.repairs {
      try loaded.repair()
    } else if options.validates {
      loaded.validate()
    }
    return loaded
  }

  private func finish() throws {
    guard !isDone else { return }
    isDone = true
    let stream = reader.finished
    if (stream as? OGRLayerStream)?.hasGuessedEncoding == true { throw NeedsWholeLayer() }
    record.replaceNotes(datasetNotes + stream.notes)
  }

  /// GeoJSON without a stated system is longitude and latitude only while its numbers can be.
  private static func checkAssumptions(_ batch: Layer, _ header: LoadedLayer, _ options: LoadOptions) throws {
    guard options.crs == nil, header.layer.crs?.origin == .format else { return }
    let extent = batch.geometry.extent
    let degrees = Box(minX: -360, minY: -90, maxX: 360, maxY: 90)
    if !extent.isEmpty, !degrees.contains(extent) { throw NeedsWholeLayer() }
  }
}

extension SourceLoader {
  /// GeoJSON of fewer bytes is read whole: the pass that finds its fields would cost more than the memory is worth.
  static let smallGeoJSON = 32 << 20

  /// The layers of a source, to be read batch after batch; nil where it can only be loaded whole (a project, a folder,
  /// boundary points, KML, small GeoJSON, a change of system).
  ///
  /// - Parameters:
  ///   - written: the source, `path[:layer]`.
  ///   - batchSize: features in a batch; given, small GeoJSON streams too.
  /// - Throws: as ``open(_:)``.
  public func streams(_ written: String, batchSize: Int? = nil) throws -> [LoadedStream]? {
    let source = SourceReference(written, exists: InputFile.exists)
    guard options.target == nil, Project.file(at: source.path) == nil, !SourceFormat.isPlainFolder(source.path),
      !SourceFormat.isKeptWhole(source.path)
    else { return nil }
    switch SourceFormat(source.path) {
    case .boundaryPoints: return nil
    case .geoJSON:
      guard source.path != "-", batchSize != nil || InputFile.size(source.path) >= Self.smallGeoJSON else { return nil }
      InputFile.record(source.path)
      let stream = try GeoJSON.stream(source.path, batchSize: batchSize ?? 1 << 14)
      // Whether these are degrees is to be judged by all of them.
      guard stream.header.crs != nil || options.crs != nil else { return nil }
      _ = try only(stream.header, of: source)
      return [try LoadedStream(stream, options: options, datasetNotes: [])]
    case .ogr:
      let dataset = try dataset(source, options)
      let infos = try source.layer.map { [try dataset.layer(named: $0)] } ?? dataset.layers
      if infos.isEmpty { _ = try dataset.layer(nil) }
      return try infos.map { info in
        try LoadedStream(
          dataset.stream(info, batchSize: batchSize ?? 1 << 14),
          options: options,
          datasetNotes: dataset.notes.filter { $0.place.layer == nil || $0.place.layer == info.name }
        )
      }
    }
  }
}
