internal import CGDAL
internal import Features
internal import Foundation
internal import Geometry

/// Writes layers through a GDAL driver.
final class DatasetWriter {
  private(set) var notes: [LoadNote] = []

  private let library: GDALLibrary
  private let output: StagedOutput
  private let path: String
  private let format: OGRWriteFormat
  private let options: OGRWriteOptions
  private let messages: GDALMessages
  private var dataset: GDALDatasetH?

  init(
    library: GDALLibrary,
    output: StagedOutput,
    path: String,
    format: OGRWriteFormat,
    options: OGRWriteOptions,
    messages: GDALMessages
  ) throws(DataError) {
    self.library = library
    self.output = output
    self.path = path
    self.format = format
    self.options = options
    self.messages = messages
    for (key, value) in settings { library.table.pointee.CPLSetThreadLocalConfigOption(key, value) }
    guard let driver = library.table.pointee.GDALGetDriverByName(format.rawValue) else {
      throw noDriver(format.rawValue)
    }
    dataset = library.table.pointee.GDALCreate(driver, output.staged, 0, 0, 0, 0, nil)
    guard let dataset else { throw failure() }
    if format == .geoPackage { _ = library.table.pointee.GDALDatasetStartTransaction(dataset, 0) }
  }

  deinit {
    if let dataset { library.table.pointee.GDALClose(dataset) }
    for (key, _) in settings { library.table.pointee.CPLSetThreadLocalConfigOption(key, nil) }
  }

  /// For the time of writing, on this thread.
  private var settings: [(String, String)] {
    // SHAPE_ENCODING: bytes are encoded here and written as they are.
    [("OGR_CURRENT_DATE", options.timestamp), ("SHAPE_ENCODING", "")]
  }

  /// Ends the writing; everything that GDAL complained of up to here is an error.
  func close() throws(DataError) {
    guard let dataset else { return }
    if format == .geoPackage, library.table.pointee.GDALDatasetCommitTransaction(dataset) != 0 { throw failure() }
    self.dataset = nil
    library.table.pointee.GDALClose(dataset)
    if !messages.failures.isEmpty || output.isDiskFull { throw failure() }
  }

  // MARK: - Layers

  func write(_ layer: Layer) throws(DataError) {
    guard let dataset else { return }
    let place = Place(file: path, layer: layer.name)
    let plan = try WritePlan(layer, format: format, options: options, place: place)
    notes += plan.notes
    let reference = try spatialReference(layer, place)
    defer { if let reference { library.table.pointee.OSRDestroySpatialReference(reference) } }
    let name = layer.name.isEmpty ? "layer" : layer.name
    let made = CStrings.with(layerOptions(plan, layer)) {
      library.table.pointee.GDALDatasetCreateLayer(dataset, name, reference, plan.geometryType, $0)
    }
    guard let made else { throw failure() }
    for field in plan.fields { try create(field, in: made) }
    try writeFeatures(of: layer, plan, to: made, place)
    if format == .geoPackage {
      let aliases = plan.fields.compactMap { field in
        field.alias.map { (field: String(decoding: field.nameBytes, as: UTF8.self), alias: $0) }
      }
      GeoPackageAliases.write(aliases, layer: name, to: dataset, in: library)
    }
  }

  private func layerOptions(_ plan: WritePlan, _ layer: Layer) -> [String] {
    switch format {
    case .geoPackage:
      let index = options.spatialIndex ?? true
      return [
        "FID=\(plan.freeName("fid"))", "GEOMETRY_NAME=\(plan.freeName("geom"))",
        "SPATIAL_INDEX=\(index ? "YES" : "NO")", "IDENTIFIER=\(layer.name)",
      ]
    case .shapefile: return ["DBF_DATE_LAST_UPDATE=\(options.timestamp.prefix(10))"]
    case .flatGeobuf:
      // The index has no place for features without a box.
      let canIndex = !layer.geometry.flags.contains { !$0.isDisjoint(with: [.null, .empty]) }
      return ["SPATIAL_INDEX=\((options.spatialIndex ?? false) && canIndex ? "YES" : "NO")"]
    case .kml, .csv: return []
    }
  }

  private func create(_ field: WritePlan.PlannedField, in layer: OGRLayerH) throws(DataError) {
    let table = library.table
    let definition = withCString(field.nameBytes) { table.pointee.OGR_Fld_Create($0, field.type) }
    guard let definition else { throw failure() }
    defer { table.pointee.OGR_Fld_Destroy(definition) }
    if field.subtype != 0 { table.pointee.OGR_Fld_SetSubType(definition, field.subtype) }
    if let width = field.width { table.pointee.OGR_Fld_SetWidth(definition, Int32(width)) }
    if let precision = field.precision { table.pointee.OGR_Fld_SetPrecision(definition, Int32(precision)) }
    if table.pointee.OGR_L_CreateField(layer, definition, 0) != 0 { throw failure() }
  }

  private func writeFeatures(
    of layer: Layer,
    _ plan: WritePlan,
    to target: OGRLayerH,
    _ place: Place
  )
    throws(DataError)
  {
    let table = library.table
    guard let definition = table.pointee.OGR_L_GetLayerDefn(target) else { throw failure() }
    var encoder = WKBEncoder()
    let values = plan.fields.enumerated().map { ValueWriter(library: library, index: Int32($0), $1) }
    for row in 0..<layer.count {
      guard let feature = table.pointee.OGR_F_Create(definition) else { throw failure() }
      defer { table.pointee.OGR_F_Destroy(feature) }
      if let id = plan.id(row) { _ = table.pointee.OGR_F_SetFID(feature, id) }
      if plan.geometryType != WritePlan.noGeometry, layer.geometry.kinds[row] != .null {
        encoder.encode(layer.geometry, feature: row, promotes: plan.promotes)
        try set(encoder.bytes, on: feature)
      }
      for value in values { try value.set(row, on: feature, place) }
      if table.pointee.OGR_L_CreateFeature(target, feature) != 0 { throw failure(feature: layer.label(of: row), place) }
    }
  }

  private func set(_ wkb: [UInt8], on feature: OGRFeatureH) throws(DataError) {
    var geometry: OGRGeometryH?
    let status = wkb.withUnsafeBytes { bytes -> Int32 in
      guard let base = bytes.baseAddress, bytes.count <= Int32.max else { return 1 }
      return library.table.pointee.OGR_G_CreateFromWkb(base, nil, &geometry, Int32(bytes.count))
    }
    guard status == 0, let geometry else { throw failure() }
    if library.table.pointee.OGR_F_SetGeometryDirectly(feature, geometry) != 0 { throw failure() }
  }

  /// QGIS's table of styles, where a layer has one.
  func writeStyles(_ layers: [Layer]) throws(DataError) {
    let styled = layers.compactMap { layer in options.styles[layer.name].map { (layer.name, $0) } }
    guard format == .geoPackage, !styled.isEmpty else { return }
    try write(StyleTable.layer(styled, timestamp: options.timestamp))
  }

  // MARK: - Coordinate systems

  private func spatialReference(_ layer: Layer, _ place: Place) throws(DataError) -> OGRSpatialReferenceH? {
    let table = library.table
    guard let crs = layer.crs else { return nil }
    guard Self.isDefinition(crs.definition), let reference = table.pointee.OSRNewSpatialReference(nil) else {
      throw unknownCRS(crs.definition, "neither a code, nor WKT, nor a PROJ string", place)
    }
    guard table.pointee.OSRSetFromUserInput(reference, crs.definition) == 0 else {
      table.pointee.OSRDestroySpatialReference(reference)
      throw unknownCRS(crs.definition, messages.words, place)
    }
    // 0: x is easting or longitude in the coordinates, whatever the registry says.
    table.pointee.OSRSetAxisMappingStrategy(reference, 0)
    return reference
  }

  /// GDAL would take anything else for the name of a file or an address.
  static func isDefinition(_ text: String) -> Bool {
    let starts = ["EPSG:", "OGC:", "ESRI:", "IAU_2015:", "IGNF:", "urn:ogc:def:crs:", "+proj", "{"]
    let isWKT = text.prefix { $0.isLetter || $0 == "_" || $0.isNumber }.count > 3 && text.contains("[")
    return isWKT || starts.contains { text.hasPrefix($0) }
  }

  // MARK: - Errors

  private func failure(feature: String? = nil, _ place: Place? = nil) -> DataError {
    // SQLite gives the room back before it says so.
    let words = messages.words.lowercased()
    if output.isDiskFull || words.contains("disk is full") || words.contains("no space left") {
      return AtomicOutput.failure(ENOSPC, path: path, target: path)
    }
    var place = place ?? Place(file: path)
    place.feature = feature
    return DataError(
      .output,
      code: OGRErrorCode.writeFailed.rawValue,
      at: place,
      found: "writing failed: \(messages.words)",
      expected: "a whole file",
      advice: "Nothing was left behind.",
      arguments: [messages.words]
    )
  }

  private func noDriver(_ name: String) -> DataError {
    DataError(
      .output,
      code: OGRErrorCode.noDriver.rawValue,
      at: Place(file: path),
      found: "this GDAL cannot write \(name)",
      expected: "a GDAL with that driver",
      advice: "Install Debian's: apt install libgdal32.",
      arguments: [name]
    )
  }

  private func unknownCRS(_ definition: String, _ words: String, _ place: Place) -> DataError {
    DataError(
      .output,
      code: OGRErrorCode.unknownCRS.rawValue,
      at: place,
      found: "the coordinate system \(definition.prefix(80)) is not known: \(words)",
      expected: "EPSG:…, WKT or a PROJ string",
      advice: "State the layer's coordinate system.",
      arguments: [definition, words]
    )
  }
}

/// Bytes as a C string for one call.
func withCString<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  (bytes + [0]).withUnsafeBufferPointer { buffer in
    buffer.withMemoryRebound(to: CChar.self) { chars in
      chars.baseAddress.map(body) ?? body("")
    }
  }
}
