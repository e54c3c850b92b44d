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
  /// Notes and counts of all batches so far.
  private var repairNotes: [LoadNote] = []
  private var endNotes: [LoadNote] = []
  private var hasEnded = false
  private var total = FeatureSink.Tally()
  private(set) var hasGuessedEncoding = false
  private var withoutGeometry = 0

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
      if dataset.format == OGRDriver.postgreSQL.rawValue {
        throw DataError(
          .input,
          code: OGRErrorCode.databaseFailed.rawValue,
          at: sink.place,
          found: "the database ended the reading after \(sink.firstFeature + count) features: \(words)",
          expected: "all features",
          advice: "Check that the user may read the table, and the connection.",
          arguments: [words]
        )
      }
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
    guard count > 0 else {
      try end()
      return nil
    }
    var layer = try finish(count)
    withoutGeometry += layer.geometry.kinds.lazy.filter { $0 == .null }.count
    if limit == .max {
      try end()
      layer.notes += endNotes
    }
    return layer
  }

  /// What can be told once all is read.
  private func end() throws(DataError) {
    guard !hasEnded else { return }
    hasEnded = true
    try checkGeoPackage()
    endNotes = dataset.storedOtherwise(info)
  }

  /// GDAL reads a blob that is no geometry as none, without a word.
  private func checkGeoPackage() throws(DataError) {
    guard withoutGeometry > 0, header.format == OGRDriver.geoPackage.rawValue, let column = info.geometryColumn,
      let stored = dataset.rowsWithoutGeometry(of: info.name, column: column), stored < withoutGeometry
    else { return }
    let lost = withoutGeometry - stored
    throw DataError(
      .input,
      code: OGRErrorCode.lostGeometry.rawValue,
      at: sink.place,
      found: "what stands in the geometry column of \(lost) features is no geometry",
      expected: "geometries, or NULL",
      advice: "Correct or remove these features, or export the layer again.",
      arguments: ["\(lost)"]
    )
  }

  /// GDAL reads a text that is no WKT as no geometry, without a word.
  private func checkCSV(_ layer: Layer) throws(DataError) {
    let column = layer.table.columns.first { $0.field.name.uppercased() == "WKT" }
    guard let column, layer.geometry.vertexCount > 0 || info.geometryType != "None" else { return }
    for row in 0..<layer.count where layer.geometry.kinds[row] == .null {
      guard let text = column.text(row), text.contains(where: { !$0.isWhitespace }) else { continue }
      throw sink.badGeometry("“\(text.prefix(40))” is no WKT", row: row)
    }
  }

  /// What reading noticed so far, GDAL's warnings last.
  var notes: [LoadNote] {
    header.notes + repairNotes + total.notes(at: sink.place, encoding: encodingName) + endNotes
      + OGRDataset.warnings(messages, at: sink.place)
  }

  private var encodingName: String { header.encoding ?? repair.encoding?.name ?? "UTF-8" }

  private func finish(_ count: Int) throws(DataError) -> Layer {
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
    let wasKnown = repair.encoding != nil
    let found = repair.repair(&columns, place: sink.place)
    if !wasKnown, repair.encoding != nil { hasGuessedEncoding = true }
    repairNotes += found
    if let encoding = repair.encoding, layer.encoding == nil { layer.encoding = encoding.name }
    layer.table = AttributeTable(columns: columns, rowCount: count)
    if header.format == OGRDriver.csv.rawValue { try checkCSV(layer) }
    if let idColumn = info.idColumn {
      layer.ids = Column(Field(idColumn, .integer), storage: .integers(sink.ids), validity: nil)
    }
    sink.ids = []
    layer.firstFeature = sink.firstFeature
    var tally = sink.takeTally()
    tally.repaired = repair.replaced
    repair.replaced = 0
    total += tally
    layer.notes += found + tally.notes(at: sink.place, encoding: encodingName)
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
