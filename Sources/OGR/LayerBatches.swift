internal import Features
internal import Foundation
internal import Geometry

/// Turns what a reader moves into a sink into layers of columns, batch after batch.
final class LayerBatches {
  let header: Layer
  /// Keeps GDAL's handles open.
  private let dataset: OGRDataset
  private var reader: (any LayerReader)?
  private let sink: FeatureSink
  private let messages: GDALMessages
  private let info: OGRLayerInfo
  private let isNorthingFirst: Bool
  private var repair: TextRepair

  init(
    dataset: OGRDataset,
    info: OGRLayerInfo,
    format: String,
    reader: any LayerReader,
    plans: [OGRFieldPlan],
    messages: GDALMessages,
    isNorthingFirst: Bool,
    statedEncoding: TextEncoding?
  ) {
    self.dataset = dataset
    self.info = info
    self.reader = reader
    self.messages = messages
    self.isNorthingFirst = isNorthingFirst
    let place = Place(file: dataset.path, layer: info.name)
    sink = FeatureSink(library: dataset.library, place: place, plans: plans)
    repair = TextRepair(stated: statedEncoding)
    let columns = info.fields.map { Column($0) }
    var notes = dataset.notes.filter { $0.place.layer == nil || $0.place.layer == info.name }
    if isNorthingFirst {
      notes.append(
        LoadNote(
          code: OGRNoteCode.swappedAxes.rawValue,
          at: place,
          text: "the file stores northing (latitude) first; coordinates were swapped to easting, northing"
        )
      )
    }
    header = Layer(
      name: info.name,
      geometry: GeometryColumns(),
      table: AttributeTable(columns: columns, rowCount: 0),
      crs: info.crs,
      ids: info.idColumn.map { Column(Field($0, .integer)) },
      file: dataset.path,
      format: format,
      encoding: info.encoding?.encoding.name,
      notes: notes
    )
  }

  deinit {
    // The stream must be released before the dataset that it reads is closed.
    reader = nil
  }

  /// About `limit` features more, nil at the end.
  func next(limit: Int) throws(DataError) -> Layer? {
    let failuresBefore = messages.failures.count
    let count = try dataset.library.collecting(into: messages) { () throws(DataError) -> Int in
      var total = 0
      while total < limit {
        let count = try reader?.read(into: sink, limit: limit - total) ?? 0
        if count == 0 { break }
        if total == 0, limit == .max, let expected = info.featureCount { sink.reserve(like: count, for: expected) }
        total += count
        // A stream's batch has the size that was asked for.
        if limit != .max { break }
      }
      return total
    }
    // A driver that fails in the middle ends the reading as if the layer were over: only its words tell.
    if messages.failures.count > failuresBefore {
      let words = messages.words
      throw DataError(
        .input,
        code: OGRErrorCode.readFailed.rawValue,
        at: sink.place,
        found: "reading stopped after \(sink.firstFeature + count) features: \(words)",
        expected: "all features",
        advice: "Copy or export the file again.",
        arguments: [words]
      )
    }
    guard count > 0 else { return nil }
    return finish(count)
  }

  private func finish(_ count: Int) -> Layer {
    var layer = header
    layer.geometry = sink.geometry.finish()
    if isNorthingFirst { layer.geometry = layer.geometry.swappingAxes() }
    if header.format == OGRDriver.dxf.rawValue {
      let drawing = ClosedLines.polygons(layer.geometry)
      layer.geometry = drawing.geometry
      if drawing.closed + drawing.open > 0 {
        layer.notes.append(ClosedLines.note(closed: drawing.closed, open: drawing.open, at: sink.place))
      }
    }
    var columns = sink.columns.map { $0.finish() }
    layer.notes += repair.repair(&columns, place: sink.place)
    if let encoding = repair.encoding, layer.encoding == nil { layer.encoding = encoding.name }
    layer.table = AttributeTable(columns: columns, rowCount: count)
    if let idColumn = info.idColumn {
      layer.ids = Column(Field(idColumn, .integer), storage: .integers(sink.ids), validity: nil)
    }
    sink.ids = []
    layer.firstFeature = sink.firstFeature
    layer.notes += sink.notes()
    if sink.replaced > 0 {
      layer.notes.append(TextRepair.replacedNote(sink.replaced, encoding: layer.encoding ?? "UTF-8", at: sink.place))
      sink.replaced = 0
    }
    sink.firstFeature += count
    return layer
  }
}

extension GeometryColumns {
  /// x and y exchanged.
  func swappingAxes() -> GeometryColumns {
    replacingCoordinates(x: y, y: x)
  }
}
