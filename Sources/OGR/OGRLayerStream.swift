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

  /// The next features, at most the batch size, or nil at the end.
  public mutating func next() throws -> Layer? {
    try batches.next(limit: batchSize)
  }
}
