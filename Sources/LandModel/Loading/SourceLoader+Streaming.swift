public import Features
import Foundation
import GeoJSON
public import Geometry
import OGR
public import PROJ

/// A layer read batch after batch, every batch finished as a loaded layer is: system, filter, validity, repair,
/// transformation. Memory is that of one batch, where the source can be streamed.
///
///     var stream = try loader.stream("parcels.gpkg")
///     var record = LoadRecord(stream.header)
///     while let batch = try stream.next() {
///       record.add(batch)
///       …                                              // batch.layer.firstFeature counts on
///     }
///
/// To finish batches on several threads, take them raw with ``nextRaw()``, one thread at a time, and give each to
/// ``BatchFinisher/finish(_:)`` of its ``finisher``, which any thread may call.
public struct LayerBatchStream {
  /// The layer without features: name, fields, the system of the batches, what opening noticed.
  public private(set) var header: LoadedLayer
  /// Number of features before filters, where the source states it.
  public let expectedCount: Int?
  /// Finishes batches.
  public internal(set) var finisher: BatchFinisher
  private var source: any LayerStream
  private let statedExtent: Box?
  private let reopen: () throws -> any LayerStream

  init(
    header: LoadedLayer,
    expectedCount: Int?,
    extent: Box?,
    finisher: BatchFinisher,
    source: any LayerStream,
    reopen: @escaping () throws -> any LayerStream
  ) {
    self.header = header
    self.expectedCount = expectedCount
    self.finisher = finisher
    self.source = source
    self.reopen = reopen
    statedExtent = extent
  }

  /// The next features, at most the batch size, fewer where a filter leaves some out; nil at the end.
  public mutating func next() throws -> LoadedLayer? {
    try nextRaw().map { try finisher.finish($0) }
  }

  /// The next features as the source has them; nil at the end.
  public mutating func nextRaw() throws -> Layer? { try source.next() }

  /// Brings the batches that follow to another system, all by one and the same operation, through `change` where the datums
  /// differ; nil goes by what loading was told.
  public mutating func transform(to target: CRS, change: DatumChange? = nil) throws {
    let source = finisher.header
    let change = change ?? source.datumChange
    guard try source.requiredCRS() != target, finisher.way == nil else { return }
    finisher.way = try source.way(to: target, change: change, extent: try extent())
    finisher.target = target
    header.crs = target
    header.layer.crs = CRSReference(target.code ?? target.definition, origin: .stated)
  }

  /// The box of all features in degrees, nil where the source's system is not known; see ``extent()``.
  public func degrees() throws -> Box? {
    guard let crs = finisher.header.crs else { return nil }
    return try Transformation.degrees(of: try extent(), in: crs)
  }

  /// The box of all features, in the source's coordinates and before filters: as the source states it, else by
  /// reading it through once.
  public func extent() throws -> Box {
    if let statedExtent { return statedExtent }
    var stream = try reopen()
    var box = Box.empty
    while let batch = try stream.next() {
      let more = batch.geometry.extent
      guard !more.isEmpty else { continue }
      box.extend(x: more.minX, y: more.minY)
      box.extend(x: more.maxX, y: more.maxY)
    }
    return box
  }
}

/// What is done to each batch of a stream, on any thread.
public struct BatchFinisher: Sendable {
  let header: LoadedLayer
  let options: LoadOptions
  /// Brings every batch to the target by one and the same operation; nil leaves them.
  var way: Transformation?
  var target: CRS?

  /// A batch as a whole layer would be: validity, repair, filter, transformation.
  public func finish(_ batch: Layer) throws -> LoadedLayer {
    var loaded = header
    let notes = batch.notes.dropFirst(batch.notes.starts(with: header.layer.notes) ? header.layer.notes.count : 0)
    loaded.layer = batch
    loaded.layer.crs = header.layer.crs
    // Those of the header are told once.
    loaded.layer.notes = Array(notes)
    try loaded.refuseNonFinite()
    loaded.noteWideRings()
    if let filter = options.filter { try loaded.apply(filter) }
    if options.refusesContradictions { try loaded.refuseContradictions() }
    if options.repairs {
      try loaded.repair()
    } else if options.validates {
      loaded.validate()
    }
    if let way, let target { try loaded.transform(by: way, to: target) }
    return loaded
  }
}

extension SourceLoader {
  /// The one layer that `path[:layer]` names, batch after batch. A layer of a project, of a folder, of boundary
  /// points or of KML comes as one batch.
  ///
  /// Throws as ``layer(_:)``; what is wrong with a feature is thrown by ``LayerBatchStream/next()``.
  public func stream(_ written: String, batchSize: Int = 8192) throws -> LayerBatchStream {
    let source = SourceReference(written, exists: InputFile.exists)
    let isOneOfSeveral = SourceFormat.isPlainFolder(source.path) || Project.isProjectFile(source.path)
    if isOneOfSeveral || SourceFormat.isKeptWhole(source.path) { return try whole(written) }
    switch SourceFormat(source.path) {
    case .boundaryPoints: return try whole(written)
    case .geoJSON:
      InputFile.record(source.path)
      let stream = try GeoJSON.stream(source.path, batchSize: batchSize)
      _ = try only(stream.header, of: source)
      return try batches(stream, count: nil, extent: nil) { try GeoJSON.stream(source.path, batchSize: batchSize) }
    case .ogr:
      let dataset = try dataset(source, options)
      let info = try dataset.layer(source.layer)
      return try batches(
        try dataset.stream(info, batchSize: batchSize),
        count: info.featureCount,
        extent: info.extent
      ) { try dataset.stream(info, batchSize: batchSize) }
    }
  }

  private func batches(
    _ stream: any LayerStream,
    count: Int?,
    extent: Box?,
    reopen: @escaping () throws -> any LayerStream
  ) throws -> LayerBatchStream {
    var layer = stream.header
    if let crs = options.crs { layer.crs = CRSReference(crs, origin: .stated) }
    var header = LoadedLayer(layer: layer, entry: nil, fields: try FieldMap(of: layer, entry: nil))
    header.datumChange = options.datumChange
    header.resolveCRS()
    // A box that the source states says it before anything is read.
    if options.refusesContradictions, options.filter == nil, let extent {
      try header.refuseContradictions(within: extent)
    }
    var result = LayerBatchStream(
      header: header,
      expectedCount: count,
      extent: extent,
      finisher: BatchFinisher(header: header, options: options),
      source: stream,
      reopen: reopen
    )
    if let target = options.target { try result.transform(to: CRS(target)) }
    return result
  }

  /// A layer that cannot be streamed, as a stream of one batch that is finished already.
  private func whole(_ written: String) throws -> LayerBatchStream {
    let loaded = try layer(written)
    var header = loaded
    header.layer = loaded.layer.selecting([])
    header.layer.notes = []
    header.forgetFindings()
    var done = LoadOptions()
    done.validates = false
    done.refusesContradictions = false
    return LayerBatchStream(
      header: header,
      expectedCount: loaded.count,
      extent: loaded.layer.geometry.extent,
      finisher: BatchFinisher(header: loaded.withoutNotes, options: done),
      source: OneBatch(header: header.layer, layer: loaded.layer),
      reopen: { OneBatch(header: header.layer, layer: loaded.layer) }
    )
  }
}

/// A layer that is in memory, as a stream of one batch.
private struct OneBatch: LayerStream {
  let header: Layer
  var layer: Layer?
  var notes: [LoadNote] { header.notes }

  mutating func next() -> Layer? {
    defer { layer = nil }
    return layer
  }
}

extension LoadedLayer {
  /// Keeps what was found out about the features, for the one batch that holds them.
  fileprivate var withoutNotes: LoadedLayer {
    var result = self
    result.layer = layer.selecting([])
    result.layer.notes = []
    return result
  }

  /// Leaves what was found out about features to the batches.
  fileprivate mutating func forgetFindings() {
    (invalidities, repairs, join, filteredOut) = ([], [], nil, 0)
  }

  /// The operation to another system for features within `extent` (in the layer's coordinates).
  func way(to target: CRS, change: DatumChange, extent: Box) throws -> Transformation {
    let source = try requiredCRS()
    do {
      let area = try Transformation.degrees(of: extent, in: source)
      return try Transformation(from: source, to: target, change: change, area: area)
    } catch {
      throw located(error)
    }
  }

  mutating func transform(by way: Transformation, to target: CRS) throws {
    do {
      layer.geometry = try way.transform(layer.geometry)
    } catch {
      throw located(error)
    }
    layer.crs = CRSReference(target.code ?? target.definition, origin: .stated)
    layer.notes += way.notes.map { LoadNote(code: $0.code, at: place(), text: $0.text, arguments: $0.arguments) }
    crs = target
    crsProblem = nil
  }
}
