public import Features
import Foundation
import GEOS
import GeoJSON
import OGR
import PROJ

/// Opens whatever a user names: a file with its layers, a folder of files, a project.
///
///     let loader = SourceLoader()
///     let parcels = try loader.layer("park.gpkg:parcels")       // one layer
///     let everything = try loader.open("folder-of-shapefiles")  // all layers
///     let park = try loader.project("GeoData/park")             // by role, in one system
///
/// GeoJSON and boundary points (界址点 TXT) are read here, without GDAL; everything else by OGR.
public struct SourceLoader: Sendable {
  /// How sources are opened, all of this loader's alike.
  public var options: LoadOptions

  /// A loader that opens every source with the same options.
  public init(options: LoadOptions = LoadOptions()) {
    self.options = options
  }

  /// All layers of a source.
  public struct Opened: Sendable {
    /// In the order of the source; of a folder by the names of its files.
    public let layers: [LoadedLayer]
    /// Files of a folder that could not be read; always empty for a single file.
    public let failures: [DataError]
  }

  // MARK: Opening

  /// Every layer of `path[:layer]`: one file's, a project's (by role or label after the colon), or those of all
  /// files that can be read in a folder, by name.
  ///
  /// Throws a `DataError` for a file that is missing or cannot be read, or a layer that is not in it. In a
  /// folder, one unreadable file does not hide the others: it is listed in ``Opened/failures``.
  public func open(_ written: String) throws -> Opened {
    let source = SourceReference(written, exists: InputFile.exists)
    if let file = Project.file(at: source.path) {
      return Opened(layers: try projectLayers(file, named: source.layer), failures: [])
    }
    guard SourceFormat.isPlainFolder(source.path) else {
      return Opened(layers: try read(source).map { try finish($0) }, failures: [])
    }
    let files = try SourceFormat.files(inFolder: source.path)
    if let name = source.layer { return Opened(layers: [try layer(name, inFolder: source.path, files)], failures: []) }
    var layers: [LoadedLayer] = []
    var failures: [DataError] = []
    for file in files {
      do {
        layers += try read(SourceReference(path: file)).map { try finish($0) }
      } catch let error as DataError {
        failures.append(error)
      }
    }
    if layers.isEmpty, let first = failures.first, failures.count == 1 { throw first }
    return Opened(layers: layers, failures: failures)
  }

  /// The one layer that `path[:layer]` names. Throws a `DataError` with the layers there are where it names none or several.
  public func layer(_ written: String) throws -> LoadedLayer {
    let source = SourceReference(written, exists: InputFile.exists)
    if SourceFormat.isPlainFolder(source.path) || Project.isProjectFile(source.path) {
      let opened = try open(written)
      if opened.layers.count == 1 { return opened.layers[0] }
      let project = try Project.file(at: source.path).map { try Project.load($0) }
      throw Self.whichLayer(
        source.path,
        opened.layers.map { layer in layer.entry.map { project?.distinctName(of: $0) ?? $0.label } ?? layer.layer.name }
      )
    }
    return try finish(try one(source, options))
  }

  /// The layer of a project's entry, joined, filtered, with its field mapping; not yet brought to the project's system.
  public func layer(_ entry: ProjectLayer, of project: Project) throws -> LoadedLayer {
    var own = options
    own.crs = entry.crs ?? options.crs
    own.encoding = entry.encoding ?? options.encoding
    own.target = nil
    var layer = try Self.naming(entry.places["source"], in: entry) { try one(entry.source, own) }
    // A source that states no system is in the project's.
    if layer.crs == nil, own.crs == nil { own.crs = project.crs }
    return try SourceLoader(options: own).finish(&layer, entry: entry)
  }

  /// The layers of a project whose role or label (`plan west before`) is the name; all where none is given.
  private func projectLayers(_ file: String, named name: String?) throws -> [LoadedLayer] {
    let project = try Project.load(file)
    guard let name else { return try load(project).layers }
    var entries = project.layers.filter { $0.label == name || $0.role.rawValue == name }
    if entries.isEmpty { entries = project.layers.filter { $0.alternativeNames.contains(name) } }
    guard !entries.isEmpty else { throw Self.noLayer(name, file, project.layers.map { project.distinctName(of: $0) }) }
    return try load(project, only: { entry in entries.contains { $0.place == entry.place } }).layers
  }

  /// The layers of a source without validity, filter or transformation, with which to list what there is.
  func read(_ source: SourceReference) throws -> [Layer] {
    if source.layer != nil { return [try one(source, options)] }
    switch SourceFormat(source.path) {
    case .geoJSON, .boundaryPoints: return [try one(source, options)]
    case .ogr:
      let dataset = try dataset(source, options)
      if dataset.layers.isEmpty { _ = try dataset.layer(nil) }
      return try dataset.layers.map { noting(try dataset.read($0), dataset.notes) }
    }
  }

  private func one(_ source: SourceReference, _ options: LoadOptions) throws -> Layer {
    switch SourceFormat(source.path) {
    case .geoJSON:
      InputFile.record(source.path)
      return try only(GeoJSON.read(source.path), of: source)
    case .boundaryPoints: return try only(boundaryPoints(source.path), of: source)
    case .ogr:
      let dataset = try dataset(source, options)
      return noting(try dataset.read(source.layer), dataset.notes)
    }
  }

  private func boundaryPoints(_ path: String) throws -> Layer {
    try BoundaryPointFile(bytes: InputFile.bytes(path, limit: BoundaryPointFile.largestFile), path: path).layer()
  }

  /// The layer of a file that holds one; an error where another is asked for.
  func only(_ layer: Layer, of source: SourceReference) throws -> Layer {
    guard let name = source.layer, name != layer.name else { return layer }
    throw Self.noLayer(name, source.path, [layer.name])
  }

  func dataset(_ source: SourceReference, _ options: LoadOptions) throws -> OGRDataset {
    var opening = OGROpenOptions()
    opening.encoding = options.encoding
    opening.checksStoredTypes = options.checksStoredTypes
    InputFile.record(source.path)
    if source.isConnection { opening.access.insert(.database) }
    return try OGRDataset.open(source.path, options: opening)
  }

  /// What opening a dataset noticed belongs to the layer it was noticed in, or to all.
  private func noting(_ layer: Layer, _ notes: [LoadNote]) -> Layer {
    var layer = layer
    layer.notes = notes.filter { $0.place.layer == nil || $0.place.layer == layer.name } + layer.notes
    return layer
  }

  private func layer(_ name: String, inFolder folder: String, _ files: [String]) throws -> LoadedLayer {
    let stems = files.map { (($0 as NSString).lastPathComponent as NSString).deletingPathExtension }
    guard let index = stems.firstIndex(of: name) ?? files.firstIndex(where: { $0.hasSuffix("/\(name)") }) else {
      throw Self.noLayer(name, folder, stems)
    }
    return try layer(files[index])
  }

  // MARK: Finishing

  /// A layer that was made and not read (a box, a point's parcel), with everything that a loaded one has.
  public func loaded(_ layer: Layer) throws -> LoadedLayer { try finish(layer) }

  /// System, mapping, filter, validity, repair, transformation, in this order.
  private func finish(_ layer: Layer) throws -> LoadedLayer {
    var layer = layer
    return try finish(&layer, entry: nil)
  }

  private func finish(_ layer: inout Layer, entry: ProjectLayer?) throws -> LoadedLayer {
    if let crs = options.crs { layer.crs = CRSReference(crs, origin: .stated) }
    var loaded = LoadedLayer(layer: layer, entry: entry, fields: try FieldMap(of: layer, entry: entry))
    loaded.datumChange = options.datumChange
    loaded.resolveCRS()
    try loaded.refuseNonFinite()
    loaded.noteWideRings()
    if let table = entry?.table { try Self.naming(entry?.places["table"], in: entry) { try loaded.join(table) } }
    try loaded.checkStatedFields()
    if let filter = entry?.filter { try Self.naming(entry?.places["where"], in: entry) { try loaded.apply(filter) } }
    if let filter = options.filter { try loaded.apply(filter) }
    if options.refusesContradictions { try loaded.refuseContradictions() }
    if options.repairs {
      try loaded.repair()
    } else if options.validates {
      loaded.validate()
    }
    if let target = options.target {
      loaded = try loaded.transformed(to: CRS(target))
    }
    return loaded
  }

  /// Runs a step of loading a project's layer. A mistake that the project file makes, such as a field or a layer that is
  /// not there, is said with the place of the value in it.
  private static func naming<Result>(
    _ place: Place?,
    in entry: ProjectLayer?,
    _ step: () throws -> Result
  ) throws -> Result {
    do {
      return try step()
    } catch var error as DataError where error.kind == .configuration {
      let isKey = error.code == LandModelError.unknownField.rawValue
      let side = error.place.file == entry?.table?.source.path ? "table.table_key" : "table.key"
      guard let place = isKey ? entry?.places[side] ?? entry?.places["table.key"] ?? place : place else { throw error }
      error.place = Place(
        file: place.file,
        layer: error.place.layer,
        field: place.field,
        line: place.line,
        column: place.column
      )
      throw error
    }
  }

  static func noLayer(_ name: String, _ path: String, _ names: [String]) -> DataError {
    DataError(
      .configuration,
      code: LandModelError.noLayer.rawValue,
      at: Place(file: path),
      found: "no layer “\(name)”",
      expected: names.isEmpty ? "a layer" : "one of \(names.joined(separator: ", "))",
      advice: Suggestion.nearest(to: name, among: names).map { "Did you mean “\($0)”?" } ?? "",
      arguments: [name] + names
    )
  }

  static func whichLayer(_ path: String, _ names: [String]) -> DataError {
    DataError(
      .configuration,
      code: LandModelError.whichLayer.rawValue,
      at: Place(file: path),
      found: "\(names.count) layers",
      expected: "the name of one: \(names.joined(separator: ", "))",
      advice: "Write it after a colon, for example \(path):\(names.first ?? "layer")",
      arguments: names
    )
  }
}
