import Features
import Geometry
public import PROJ

/// A project with its layers loaded and in one system.
public struct LoadedProject: Sendable {
  /// What the project file says.
  public var project: Project
  /// The system of every layer; nil where the project has no layer with a system.
  public let crs: CRS?
  /// In the order of the file; the entry of each is there.
  public let layers: [LoadedLayer]
  /// Control lines of the version before: what held once. They are not among ``layers``, so that nothing takes them for lines
  /// that hold.
  public let formerLines: [LoadedLayer]
  /// The companies that look for a site, from the project's list of tenants.
  public let tenants: [Tenant]

  init(project: Project, crs: CRS?, _ layers: [LoadedLayer], tenants: [Tenant]) {
    func isFormer(_ layer: LoadedLayer) -> Bool { layer.role == .controlLine && layer.entry?.version == .before }
    (self.project, self.crs, self.tenants) = (project, crs, tenants)
    self.layers = layers.filter { !isFormer($0) }
    formerLines = layers.filter(isFormer)
  }

  /// The layers with a role, in the order of the file.
  public func layers(_ role: LayerRole) -> [LoadedLayer] {
    layers.filter { $0.role == role }
  }

  /// The first layer of a role, and of the kind stated.
  public func layer(_ role: LayerRole, kind: ControlLineKind? = nil) -> LoadedLayer? {
    layers.first { $0.role == role && (kind == nil || $0.entry?.kind == kind) }
  }

  /// A plan in a version.
  public func plan(_ plan: String?, _ version: PlanVersion?) -> LoadedLayer? {
    layers.first { $0.role == .plan && $0.entry?.plan == plan && $0.entry?.version == version }
  }
}

extension SourceLoader {
  /// Loads a project: the file, or the folder with a `landplan.yaml`. Only layers of `roles` where some are given.
  ///
  /// Throws ``ConfigurationErrors`` for the file; a `DataError` for a source, a field, a join, and for a layer whose
  /// datum differs from the project's without parameters for the change.
  public func project(_ path: String, roles: Set<LayerRole>? = nil) throws -> LoadedProject {
    guard let file = Project.file(at: path) else { throw Self.noProject(path) }
    return try load(Project.load(file), roles: roles)
  }

  /// Loads the layers of a project that is read already.
  public func load(_ project: Project, roles: Set<LayerRole>? = nil) throws -> LoadedProject {
    try load(project) { roles?.contains($0.role) ?? true }
  }

  func load(_ project: Project, only isWanted: (ProjectLayer) -> Bool) throws -> LoadedProject {
    project.recordFiles()
    let entries = project.layers.filter(isWanted)
    let lists = entries.filter { $0.role == .tenants && Project.isProjectFile($0.source.path) }
    let tenants = try lists.flatMap { entry in
      try Tenant.parse(
        String(decoding: InputFile.bytes(entry.source.path, limit: 4 << 20), as: UTF8.self),
        file: entry.source.path
      )
    }
    let others = Set(lists.map(\.place))
    let layers = try entries.filter { !others.contains($0.place) }.map { try layer($0, of: project) }
    let target = try (options.target ?? project.crs).map { try CRS($0) } ?? layers.lazy.compactMap(\.crs).first
    guard let target else {
      return LoadedProject(project: project, crs: nil, layers, tenants: tenants)
    }
    let moved = try layers.map { layer in
      let hasVertices = layer.layer.geometry.vertexCount > 0
      return hasVertices ? try layer.transformed(to: target) : layer
    }
    return LoadedProject(project: project, crs: target, moved, tenants: tenants)
  }

  private static func noProject(_ path: String) -> DataError {
    guard InputFile.exists(path) else { return InputFile.missing(path) }
    return DataError(
      .configuration,
      code: LandModelError.notProject.rawValue,
      at: Place(file: path),
      found: "no project",
      expected: "a .yaml file, or a folder with a landplan.yaml",
      advice: "Name the project file"
    )
  }
}

extension Project {
  /// Notes every file of the project as read, also those of layers that are left aside this time: an answer never takes
  /// the place of a layer, a table or the claims.
  func recordFiles() {
    FileRecord.reads(file)
    for layer in layers {
      for source in [layer.source, layer.table?.source].compactMap({ $0 }) where !source.isConnection {
        InputFile.record(source.path)
      }
    }
    if let claimsFile, claimsFile != Project.embeddedClaims { FileRecord.reads(claimsFile) }
  }
}
