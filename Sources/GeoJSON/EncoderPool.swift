import Features
import Geometry
import Synchronization

/// An encoder that one thread uses at a time.
// Unchecked: whoever takes it from the pool has it alone until it is given back.
final class PooledEncoder: @unchecked Sendable {
  var encoder: FeatureEncoder

  init(options: GeoJSON.WriteOptions, layer: Layer) {
    encoder = FeatureEncoder(options: options)
    encoder.setColumns(of: layer)
  }

  /// Encodes features of the layer; `start` features stand before the layer's first in the document.
  func encode(_ features: Range<Int>, of layer: Layer, from start: Int) {
    encoder.buffer.removeAll()
    encoder.written = start + features.lowerBound
    layer.geometry.withView { view in
      for feature in features { encoder.append(feature, of: layer, view) }
    }
  }
}

/// Encoders for one layer, used again and again: their buffers stay in memory.
final class EncoderPool: Sendable {
  private let options: GeoJSON.WriteOptions
  private let layer: Layer
  private let idle = Mutex<[PooledEncoder]>([])

  init(options: GeoJSON.WriteOptions, layer: Layer) {
    self.options = options
    self.layer = layer
  }

  func take() -> PooledEncoder {
    idle.withLock { $0.popLast() } ?? PooledEncoder(options: options, layer: layer)
  }

  func giveBack(_ encoder: PooledEncoder) {
    idle.withLock { $0.append(encoder) }
  }
}
