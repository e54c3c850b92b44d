import ArgumentParser
import Features
import Geometry
import LandAnalysis
import LandModel
import LandReport
import PROJ

/// The layers that `approvals` reads, from a project or from files, valid and in one plane system.
struct ApprovalSources {
  private(set) var project: Project?
  private var park: LoadedProject?
  let batches: LoadedLayer
  private var subjectLayer: LoadedLayer?
  let forest: LoadedLayer?
  let idle: LoadedLayer?
  /// Plans (in the version after, where there are two) and current land use.
  private let plans: [LoadedLayer]
  private let landUse: LoadedLayer?
  private(set) var notes: [Note] = []

  init(_ command: ApprovalsCommand) throws {
    let options = Self.options(command)
    if Project.file(at: options.source) != nil {
      let park = try options.loader().project(
        options.source,
        roles: [.batches, .zones, .parcels, .scope, .terrain, .idleLand, .listed, .plan, .landUse]
      )
      guard let layer = park.layer(.batches) else { throw CommandError.noBatches(options.source) }
      self.park = park
      project = park.project
      batches = layer
      idle = park.layer(.idleLand)
      forest = try command.forest.map { try Self.layer($0, options, beside: layer) } ?? Self.forestMap(of: park)
      let all = park.layers(.plan)
      plans = all.filter { layer in
        layer.entry?.version != .before
          || !all.contains { $0.entry?.plan == layer.entry?.plan && $0.entry?.version == .after }
      }
      landUse = park.layer(.landUse)
      notes = Inputs(project: park.project, layers: [batches, forest, idle].compactMap { $0 }, failures: []).notes
    } else {
      let loaded = try options.loader().layer(options.source)
      batches = try Self.plane(loaded, &notes)
      let layer = batches
      let land = try command.subjects.map { try Self.layer($0, options, beside: layer) }
      let trees = try command.forest.map { try Self.layer($0, options, beside: layer) }
      (subjectLayer, forest, idle) = (land, trees, nil)
      plans = try command.plan.map { [try Self.layer($0, options, beside: layer)] } ?? []
      landUse = try command.landUse.map { try Self.layer($0, options, beside: layer) }
      notes += [layer, land, trees].compactMap { $0 }.flatMap { SourceNotes.notes(of: $0) }
    }
    guard batches.hasPolygons else { throw CommandError.noPolygons(batches.place()) }
  }

  /// GEOS needs valid shapes; what is repaired is noted with its areas.
  static func options(_ command: ApprovalsCommand) -> InputOptions {
    var options = command.input
    options.repair = true
    return options
  }

  private static func plane(_ loaded: LoadedLayer, _ notes: inout [Note]) throws -> LoadedLayer {
    guard loaded.crs?.isGeographic == true else { return loaded }
    let plane = try PlaneSystem.fitting(loaded)
    notes.append(PlaneSystem.note(plane))
    return try loaded.transformed(to: plane)
  }

  private static func layer(
    _ source: String,
    _ options: InputOptions,
    beside batches: LoadedLayer
  ) throws
    -> LoadedLayer
  {
    var options = options
    options.filter = nil
    let loaded = try options.loader().layer(source)
    guard let crs = batches.crs, loaded.crs != nil else { return loaded }
    return try loaded.transformed(to: crs)
  }

  /// The terrain layer whose title or source names forest.
  private static func forestMap(of park: LoadedProject) -> LoadedLayer? {
    park.layers(.terrain).first { layer in
      layer.title.chinese.contains("林") || layer.title.english.lowercased().contains("forest")
        || (layer.entry?.source.path.lowercased().contains("forest") ?? false)
    }
  }

  /// Planned and current construction land as of a day.
  func landForRates(asOf day: CalendarDate) throws -> LandForRates {
    let grassland = project?.otherGrassland ?? .agricultural
    return LandForRates(
      plans: try plans.compactMap { try LandForRates.Layer($0, asOf: day, otherGrassland: grassland) },
      landUse: try landUse.flatMap { try LandForRates.Layer($0, asOf: day, otherGrassland: grassland) }
    )
  }

  var thresholds: ThresholdProfile {
    get throws {
      if let project { return project.thresholds }
      let all = try ThresholdProfile.embedded()
      return all.first { $0.id == ThresholdProfile.defaultID } ?? all[0]
    }
  }

  /// What the land is split for, and the whole of it as the last subject.
  func subjects(_ by: ApprovalsCommand.Subject?, id: String?) throws -> ApprovalsResult.Subjects {
    let whole = say(zh: "整体（并集）", en: "whole (union)")
    func subjects(_ layer: LoadedLayer, named field: StandardField?) throws -> ApprovalsResult.Subjects {
      let column = try id.map { try layer.requiredColumn($0) } ?? field.flatMap { layer.column($0) }
      return ApprovalsResult.Subjects(
        geometry: layer.layer.geometry,
        labels: (0..<layer.count).map { column?.text($0) ?? layer.label(of: $0) }
      )
    }
    let none = ApprovalsResult.Subjects(geometry: GeometryColumns(), labels: [])
    guard let park else {
      let land = subjectLayer ?? batches
      let rows = subjectLayer == nil || by == .park ? none : try subjects(land, named: nil)
      return try rows.adding(unionOf: land.layer.geometry, label: whole)
    }
    let zones = park.layer(.zones)
    let parcels = park.layer(.parcels)
    let land = zones ?? park.layer(.scope) ?? parcels ?? batches
    switch by ?? (zones == nil ? .park : .zone) {
    case .park: return try none.adding(unionOf: land.layer.geometry, label: whole)
    case .zone:
      guard let zones else { throw CommandError.noLayer(.zones, park.project.file) }
      return try subjects(zones, named: .name).adding(unionOf: zones.layer.geometry, label: whole)
    case .parcel:
      guard let parcels else { throw CommandError.noLayer(.parcels, park.project.file) }
      return try subjects(parcels, named: nil).adding(unionOf: parcels.layer.geometry, label: whole)
    }
  }

  /// The claims about the pipeline beside the figures; none without a project.
  func claims(_ result: ApprovalsResult, measure: LayerMeasure) throws -> [ClaimComparison] {
    guard let park else { return [] }
    return try PipelineClaims.compare(park, claims: .load(for: park.project), basis: result.basis) {
      try measure.areas($0)
    }
  }
}

extension CommandError {
  static func noBatches(_ path: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.noBatches.rawValue,
      at: Place(file: path),
      found: "no layer of role batches in the project",
      expected: "one: the approval batches as polygons with stage, document and date",
      advice: "Add it to the project file, or name the layer of batches instead of the project"
    )
  }

  static func noPolygons(_ place: Place) -> DataError {
    DataError(
      .input,
      code: CommandErrorCode.noPolygons.rawValue,
      at: place,
      found: "no polygons",
      expected: "batches with areas",
      advice: "Points and tables have no area to account for"
    )
  }

  static func noLayer(_ role: LayerRole, _ file: String) -> DataError {
    DataError(
      .configuration,
      code: CommandErrorCode.noRole.rawValue,
      at: Place(file: file),
      found: "no layer of role \(role.rawValue)",
      expected: "one in the project",
      advice: "Add it, or choose another --by",
      arguments: [role.rawValue]
    )
  }
}
