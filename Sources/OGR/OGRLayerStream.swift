public import Features

/// A layer read batch after batch, so that memory is that of one batch. Copies share one position in the layer.
public struct OGRLayerStream: LayerStream {
  private let batches: LayerBatches
  private let batchSize: Int

  init(_ batches: LayerBatches, _ batchSize: Int) {
    self.batches = batches
    self.batchSize = batchSize
  }

  /// Layer name, fields, CRS, encoding, without features.
  public var header: Layer { batches.header }

  /// What reading noticed so far; complete at the end.
  public var notes: [LoadNote] { batches.notes }

  /// True where text turned out to be in an encoding that the source does not state: which one is judged by what was
  /// read until then, and by all of it where the layer is read whole.
  public var hasGuessedEncoding: Bool { batches.hasGuessedEncoding }

  /// The next features, at most the batch size, or nil at the end.
  public mutating func next() throws -> Layer? {
    try batches.next(limit: batchSize)
  }
}
