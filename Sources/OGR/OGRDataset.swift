internal import CGDAL
public import Features
internal import Foundation
internal import Geometry

/// A vector dataset opened through GDAL's OGR: a GeoPackage, a shapefile, a file geodatabase …
///
///     let dataset = try OGRDataset.open("parcels.gpkg")
///     for layer in dataset.layers { print(layer.name, layer.featureCount ?? -1) }
///     let parcels = try dataset.read()                      // the only layer
///     let roads = try dataset.read(dataset.layer(named: "roads"))
///
/// GDAL is loaded by the first call (`GDALOpenEx`, `OGR_L_…`). A dataset belongs to one task at a time; open it twice
/// to read from two. Errors are `DataError` with codes of ``OGRErrorCode``.
public final class OGRDataset {
  /// As the user gave it.
  public let path: String
  /// The format's name: `GPKG`, `ESRI Shapefile` …
  public let format: String
  /// The layers in the dataset's order. A GeoPackage's `layer_styles` is left out; a database's tables without geometry
  /// are added when ``layer(named:)`` finds them.
  public private(set) var layers: [OGRLayerInfo] = []
  /// What opening noticed: encodings, repeated fields, GDAL's warnings.
  public private(set) var notes: [LoadNote] = []

  let library: GDALLibrary
  private let source: OGRSource
  private let options: OGROpenOptions
  private let handle: GDALDatasetH
  private var plans: [[OGRFieldPlan]] = []
  private var isNorthingFirst: [Bool] = []
  /// A GeoPackage's views: their rows are computed while they are read.
  private var views: Set<String> = []

  /// A source's name as messages and results may show it: the password of a database connection is left out.
  public static func shownName(_ name: String) -> String { OGRSource.withoutPassword(name) }

  /// Opens a dataset for reading.
  ///
  /// - Throws: what ``OGRErrorCode`` lists under files: missing, empty, cut short, of an unknown format, refused …
  public static func open(_ path: String, options: OGROpenOptions = OGROpenOptions()) throws(DataError) -> OGRDataset {
    let source = try OGRSource(path, options: options)
    return try OGRDataset(source, options: options)
  }

  init(_ source: OGRSource, options: OGROpenOptions) throws(DataError) {
    let library = try GDALLibrary.shared()
    let messages = GDALMessages()
    self.source = source
    self.options = options
    self.library = library
    path = source.path
    for driver in source.drivers where driver.needsAsking { library.register(driver) }
    let opened = library.collecting(into: messages) { () -> GDALDatasetH? in
      for (key, value) in source.settings { library.table.pointee.CPLSetThreadLocalConfigOption(key, value) }
      defer { for (key, _) in source.settings { library.table.pointee.CPLSetThreadLocalConfigOption(key, nil) } }
      let flags = UInt32(CGDAL_OF_VECTOR | CGDAL_OF_READONLY | CGDAL_OF_VERBOSE_ERROR)
      return CStrings.with(source.drivers.map(\.rawValue)) { drivers in
        CStrings.with(source.openOptions) { library.table.pointee.GDALOpenEx(source.name, flags, drivers, $0, nil) }
      }
    }
    guard let opened else { throw Self.cannotOpen(source, messages) }
    handle = opened
    let driver = library.table.pointee.GDALGetDatasetDriver(opened)
    format = driver.flatMap { library.table.pointee.GDALGetDriverShortName($0) }.map { String(cString: $0) } ?? ""
    notes = source.notes
    library.collecting(into: messages) { describeLayers() }
    if format == OGRDriver.geoPackage.rawValue { views = GeoPackageQuery(opened, library).views() }
    notes += Self.warnings(messages, at: Place(file: path))
  }

  deinit {
    let messages = GDALMessages()
    library.collecting(into: messages) { library.table.pointee.GDALClose(handle) }
  }

  private static func cannotOpen(_ source: OGRSource, _ messages: GDALMessages) -> DataError {
    if source.drivers == [.postgreSQL] {
      return DataError(
        .input,
        code: OGRErrorCode.noConnection.rawValue,
        at: Place(file: source.path),
        found: "no connection to the database: \(messages.words)",
        expected: "a PostgreSQL database with PostGIS",
        advice: "Check host, port, database, user and that the server runs.",
        arguments: [messages.words]
      )
    }
    return DataError(
      .input,
      code: OGRErrorCode.cannotOpen.rawValue,
      at: Place(file: source.path),
      found: "it cannot be opened: \(messages.words)",
      expected: source.drivers.map(\.rawValue).joined(separator: " or "),
      advice: "Check that the file is whole and is what its extension says.",
      arguments: [messages.words]
    )
  }

  /// Rows of a GeoPackage's table whose geometry is NULL; nil where that cannot be told.
  func rowsWithoutGeometry(of layer: String, column: String) -> Int? {
    GeoPackageQuery(handle, library).rowsWithoutGeometry(of: layer, column: column)
  }

  /// Values of a GeoPackage's table that reading changes, where this is asked for. Views, whose rows are computed, are not looked
  /// through again.
  func storedOtherwise(_ layer: OGRLayerInfo) -> [LoadNote] {
    guard options.checksStoredTypes, format == OGRDriver.geoPackage.rawValue, !views.contains(layer.name) else {
      return []
    }
    let place = Place(file: path, layer: layer.name)
    return StoredTypes(query: GeoPackageQuery(handle, library), layer: layer, place: place).notes()
  }

  static func warnings(_ messages: GDALMessages, at place: Place) -> [LoadNote] {
    messages.warnings.map {
      LoadNote(code: OGRNoteCode.gdalWarning.rawValue, at: place, text: "GDAL: \($0)", arguments: [$0])
    }
  }

  // MARK: - Layers

  /// The layer of a name, to the letter.
  ///
  /// - Throws: ``OGRErrorCode/noLayer``.
  public func layer(named name: String) throws(DataError) -> OGRLayerInfo {
    if let layer = layers.first(where: { $0.name == name }) { return layer }
    if let layer = unlisted(name) { return layer }
    let names = layers.map(\.name).joined(separator: ", ")
    throw DataError(
      .input,
      code: OGRErrorCode.noLayer.rawValue,
      at: Place(file: path),
      found: "there is no layer \(name)",
      expected: "one of: \(names)",
      advice: "Name one of these layers.",
      arguments: [name, names]
    )
  }

  /// The layer of a name, or the only one where no name is given.
  ///
  /// - Throws: ``OGRErrorCode/noLayer``, ``OGRErrorCode/noLayers``, ``OGRErrorCode/whichLayer``.
  public func layer(_ name: String?) throws(DataError) -> OGRLayerInfo {
    if let name { return try layer(named: name) }
    guard let first = layers.first else {
      throw DataError(
        .input,
        code: OGRErrorCode.noLayers.rawValue,
        at: Place(file: path),
        found: "the dataset has no layer",
        expected: "at least one layer",
        advice: "Export it again."
      )
    }
    if layers.count == 1 { return first }
    let names = layers.map(\.name).joined(separator: ", ")
    throw DataError(
      .configuration,
      code: OGRErrorCode.whichLayer.rawValue,
      at: Place(file: path),
      found: "the dataset has \(layers.count) layers",
      expected: "the name of one of them: \(names)",
      advice: "Name the layer.",
      arguments: [names]
    )
  }

  private func describeLayers() {
    for index in 0..<library.table.pointee.GDALDatasetGetLayerCount(handle) {
      guard let layer = library.table.pointee.GDALDatasetGetLayer(handle, index) else { continue }
      describe(layer, index: Int(index))
    }
  }

  /// A database lists its tables with geometry only; a table to be joined has none and is found by name.
  private func unlisted(_ name: String) -> OGRLayerInfo? {
    guard format == OGRDriver.postgreSQL.rawValue else { return nil }
    let known = plans.count
    library.collecting(into: GDALMessages()) {
      guard let layer = library.table.pointee.GDALDatasetGetLayerByName(handle, name),
        library.table.pointee.GDALDatasetGetLayer(handle, Int32(known)) == layer
      else { return }
      describe(layer, index: known)
    }
    return plans.count > known ? layers.last : nil
  }

  private func describe(_ layer: OGRLayerH, index: Int) {
    let table = library.table
    let name = RawText.string(table.pointee.OGR_L_GetName(layer)) ?? ""
    let place = Place(file: path, layer: name)
    // Not data: where QGIS keeps how the other layers look.
    if format == OGRDriver.geoPackage.rawValue, name == StyleTable.name {
      plans.append([])
      isNorthingFirst.append(false)
      return
    }
    let isRaw = handsOverBytes
    var fields = OGRFieldPlan.all(
      of: layer,
      in: library,
      encoding: isRaw ? source.encoding?.encoding : nil,
      place: place,
      notes: &notes
    )
    if source.widened != nil, fields.count > 1 { fields.removeLast() }
    if format == OGRDriver.libKML.rawValue {
      fields = KMLElements.attributes(fields, of: layer, in: library, place: place, notes: &notes)
    }
    if format == OGRDriver.geoPackage.rawValue {
      let aliases = GeoPackageAliases.read(layer: name, from: handle, in: library)
      for index in fields.indices where fields[index].field.alias == nil {
        fields[index].field.alias = aliases[fields[index].field.name]
      }
    }
    let reference = SpatialReference(table.pointee.OGR_L_GetSpatialRef(layer), in: library)
    plans.append(fields)
    isNorthingFirst.append(reference?.isNorthingFirst ?? false)
    var box = OGREnvelope()
    let hasExtent = table.pointee.OGR_L_GetExtent(layer, &box, 0) == 0
    let count = table.pointee.OGR_L_GetFeatureCount(layer, 0)
    let geometryType = table.pointee.OGR_L_GetGeomType(layer)
    let idColumn = RawText.string(table.pointee.OGR_L_GetFIDColumn(layer))
    let geometryColumn = RawText.string(table.pointee.OGR_L_GetGeometryColumn(layer))
    layers.append(
      OGRLayerInfo(
        name: name,
        index: index,
        geometryType: OGRLayerInfo.geometryTypeName(geometryType),
        featureCount: count >= 0 ? Int(count) : nil,
        fields: fields.map(\.field),
        crs: reference.map { CRSReference($0.definition, origin: crsOrigin) },
        wkt: reference?.wkt,
        epsg: reference?.epsg,
        extent: hasExtent ? Box(minX: box.MinX, minY: box.MinY, maxX: box.MaxX, maxY: box.MaxY) : nil,
        encoding: source.encoding,
        idColumn: idColumn,
        geometryColumn: geometryColumn
      )
    )
  }

  /// True for the drivers whose text is decoded here.
  private var handsOverBytes: Bool {
    format == OGRDriver.shapefile.rawValue || format == OGRDriver.csv.rawValue
  }

  private var crsOrigin: CRSReference.Origin {
    switch OGRDriver(rawValue: format) {
    case .shapefile, .csv: .sidecar
    case .kml, .libKML: .format
    default: .file
    }
  }

  // MARK: - Reading

  /// Reads a whole layer.
  ///
  /// - Throws: ``OGRErrorCode/nonFinite`` and ``OGRErrorCode/badGeometry`` with the feature,
  ///   ``OGRErrorCode/readFailed``, ``OGRErrorCode/databaseFailed``.
  public func read(_ layer: OGRLayerInfo) throws(DataError) -> Layer {
    let messages = GDALMessages()
    // GDAL's batches are small enough to stay in the cache while they are decoded into one batch of everything.
    let batches = try batches(of: layer, batchSize: 1 << 13, messages: messages)
    var result = try batches.next(limit: .max) ?? batches.header
    result.notes += Self.warnings(messages, at: Place(file: path, layer: layer.name))
    return result
  }

  /// Reads the layer of a name, or the only one.
  public func read(_ name: String? = nil) throws(DataError) -> Layer {
    try read(layer(name))
  }

  /// Reads a layer batch after batch, through a handle of its own: the dataset can be used meanwhile.
  ///
  /// - Throws: as ``open(_:options:)``; errors in features come from ``OGRLayerStream/next()``.
  public func stream(_ layer: OGRLayerInfo, batchSize: Int = 16_384) throws(DataError) -> OGRLayerStream {
    precondition(batchSize > 0, "at least one feature in a batch")
    let own = try OGRDataset(source, options: options)
    return OGRLayerStream(try own.batches(of: layer, batchSize: batchSize, messages: GDALMessages()), batchSize)
  }

  private func batches(
    of layer: OGRLayerInfo,
    batchSize: Int,
    messages: GDALMessages
  ) throws(DataError) -> LayerBatches {
    guard plans.indices.contains(layer.index),
      layers.contains(where: { $0.index == layer.index && $0.name == layer.name }),
      let handle = library.table.pointee.GDALDatasetGetLayer(handle, Int32(layer.index)),
      let definition = library.table.pointee.OGR_L_GetLayerDefn(handle)
    else {
      // A description of another dataset.
      return try batches(of: self.layer(named: layer.name), batchSize: batchSize, messages: messages)
    }
    let hasIDs = layer.idColumn != nil
    let hasGeometry = library.table.pointee.OGR_FD_GetGeomFieldCount(definition) > 0
    let plans = plans[layer.index]
    var reader: (any LayerReader)?
    // Of a view GDAL's own threads would do the work, which nothing stops; and GeoPackage's stream is a function of SQLite's
    // with an argument for each field, of which there are at most 127.
    let isView = views.contains(layer.name)
    let isGeoPackage = format == OGRDriver.geoPackage.rawValue
    if isGeoPackage && !isView && plans.count <= 120 || format == OGRDriver.flatGeobuf.rawValue {
      reader = library.collecting(into: messages) {
        ArrowReader(
          library: library,
          layer: handle,
          plans: plans,
          hasIDs: hasIDs,
          hasGeometry: hasGeometry,
          batchSize: batchSize
        )
      }
    }
    let raw = handsOverBytes ? source.encoding?.encoding : nil
    return LayerBatches(
      dataset: self,
      info: layer,
      format: format,
      reader: reader
        ?? FeatureReader(
          library: library,
          layer: handle,
          encoding: raw,
          hasIDs: hasIDs,
          watch: isView ? ViewWatch(self.handle, library) : nil
        ),
      plans: plans,
      messages: messages,
      isNorthingFirst: isNorthingFirst[layer.index],
      statedEncoding: source.encoding?.encoding
    )
  }
}
