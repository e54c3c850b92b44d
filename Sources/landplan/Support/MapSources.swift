import ArgumentParser
import Cairo
import Features
import Foundation
import Geometry
import LandAnalysis
import LandMap
import LandModel
import LandReport
import PROJ

/// Loads what a sheet shows, brings it to one plane system and hands it to the theme.
struct MapSources {
  let command: MapCommand

  init(_ command: MapCommand) { self.command = command }

  func made() throws -> MadeMap {
    let analyses = MapAnalyses(command)
    switch command.theme {
    case .change: return MadeMap(try analyses.change())
    case .pipeline: return MadeMap(try analyses.pipeline(byExpiry: false))
    case .expiry: return MadeMap(try analyses.pipeline(byExpiry: true))
    case .rules: return MadeMap(try analyses.rules())
    case .assembly: return MadeMap(try analyses.assembly())
    case .reuse: return MadeMap(try analyses.reuse())
    case .quality: return MadeMap(try analyses.quality())
    case .site: return MadeMap(try analyses.site())
    case .overview: return MadeMap(try MapOverview(self).content())
    case .landuse, .field, .detail, nil:
      var made = Project.file(at: command.input.source) == nil ? try files() : try project()
      if command.theme == .detail { try MapDetail(self).add(to: &made) }
      return made
    }
  }

  // MARK: Files

  private func files() throws -> MadeMap {
    let source = try command.input.loader(validates: false).layer(command.input.source)
    if !command.input.keepCRS { try source.refuseUnmeasurable() }
    let first = try Self.plane(source, command.crs)
    let gauge = try measure(first, nil)
    let classification = try Self.classification(first, code: command.code, asOf: command.asOf)
    let areas = try Self.areas(first, gauge)
    var layers = [try main(first, areas, classification)]
    for source in command.others {
      var loader = try command.input.loader(validates: false)
      loader.options.filter = nil
      loader.options.crs = nil
      let other = try loader.layer(source)
      let moved = try first.crs.map { other.crs == nil ? other : try other.transformed(to: $0) } ?? other
      layers.append(try overlay(moved))
    }
    var content = MapContent(
      title: first.phrase,
      panes: [MapPane(layers: layers)],
      facts: Self.facts(first.crs, gauge.basis, command.asOf, [command.input.shownSource] + command.others),
      isSynthetic: SourceNotes.notes(of: first).contains { $0.code == "source.synthetic" },
      metresPerUnit: first.crs?.metresPerUnit ?? 1,
      date: command.asOf.map { "\($0)" }
    )
    if let classification, isLandUse(first, classification) {
      content.facts.append(Self.classificationFact(classification))
    }
    return MadeMap(content, mains: [MadeMap.Main(place: 0, layer: first, areas: areas)])
  }

  /// A layer over the first one: its outlines, with its own colour in the legend.
  private func overlay(_ loaded: LoadedLayer) throws -> MapLayer {
    var mapClass = try MapSchemes.embedded().mapClass("base", "overlay", title: loaded.phrase)
    mapClass.key += loaded.layer.name
    return MapLayer(loaded.layer.geometry, mapClass)
  }

  private func isLandUse(_ loaded: LoadedLayer, _ classification: LandUseClassification?) -> Bool {
    if command.theme == .landuse || command.theme == .detail { return true }
    return command.theme == nil && command.by == nil && classification != nil
  }

  private func main(
    _ loaded: LoadedLayer,
    _ areas: [Double],
    _ classification: LandUseClassification?
  ) throws -> MapLayer {
    let code = try command.code.map { try loaded.requiredColumn($0) }
    let arePatches =
      command.label == nil && isLandUse(loaded, classification)
      && (loaded.role == .landUse || classification?.id == .survey || classification?.id == .gbt21010)
    let label = arePatches ? ParcelLabels.codes(loaded, code: code) : try label(loaded, code, areas)
    if isLandUse(loaded, classification) {
      var layer = try LandUseTheme.layer(
        loaded,
        code: code,
        classification: classification,
        level: command.level,
        areas: areas,
        label: label
      )
      layer.labelsRepeatColours = arePatches
      return layer
    }
    let by = try command.by.map { try loaded.requiredColumn($0) }
    return try ValueTheme.layer(loaded, by: by, areas: areas, label: label)
  }

  func label(
    _ loaded: LoadedLayer,
    _ code: Column?,
    _ areas: [Double]
  ) throws -> FeatureLabel? {
    guard let label = command.label else { return ParcelLabels.lines(loaded, code: code, areas: areas) }
    if label == "none" { return nil }
    let names = label.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    return ParcelLabels.lines(fields: try names.map { try loaded.requiredColumn($0) })
  }

  // MARK: Project

  private func project() throws -> MadeMap {
    let park = try command.input.loader(validates: false).project(command.input.source)
    let plans = park.layers(.plan).filter { layer in
      layer.entry?.version != .before && command.plan.map { $0 == layer.entry?.plan } ?? true
    }
    // A control-plan sheet is of a plan; everything else of the land as it is, unless a plan is named.
    let isPlan = command.plan != nil || (command.theme == .detail && !plans.isEmpty)
    let wanted = isPlan ? plans : park.layers(.landUse)
    let shown = wanted.isEmpty ? (plans.isEmpty ? Array(park.layers(.parcels).prefix(1)) : plans) : wanted
    guard let first = shown.first, park.crs != nil else { throw CommandError.notAProject(command.input.source) }
    let gauge = try measure(first, park.project.basis)
    var layers: [MapLayer] = []
    var facts = Self.facts(park.crs, gauge.basis, command.asOf ?? park.project.asOf, [park.project.name.chinese])
    facts[facts.count - 1].value = Phrase(park.project.name)
    var mains: [MadeMap.Main] = []
    for layer in shown {
      let version = try Self.classification(layer, code: command.code, asOf: command.asOf ?? park.project.asOf)
      if facts.count < 5, let version { facts.append(Self.classificationFact(version)) }
      let areas = try Self.areas(layer, gauge)
      mains.append(MadeMap.Main(place: layers.count, layer: layer, areas: areas))
      layers.append(try main(layer, areas, version))
    }
    layers += try context(park, within: isPlan ? first.layer.geometry.extent : nil)
    let extent = shown.reduce(Box.empty) { box, layer in
      var box = box
      box.extend(layer.layer.geometry.extent)
      return box
    }
    let content = MapContent(
      title: isPlan ? first.phrase : Phrase(park.project.name),
      subtitle: isPlan ? Phrase(park.project.name) : first.phrase,
      panes: [MapPane(layers: layers)],
      facts: facts,
      isSynthetic: park.project.isSynthetic,
      metresPerUnit: park.crs?.metresPerUnit ?? 1,
      date: (command.asOf ?? park.project.asOf).map { "\($0)" },
      extent: extent
    )
    return MadeMap(content, mains: mains, park: park)
  }

  func context(_ park: LoadedProject, within box: Box?) throws -> [MapLayer] {
    try park.layers.filter { layer in
      guard let box else { return true }
      return layer.layer.geometry.extent.intersects(box)
    }.compactMap { layer in
      // Of the red lines of two versions the later one; lines of scopes belong to single questions.
      if layer.role == .scope { return nil }
      if layer.role == .roadRedline,
        layer.entry?.source.path != park.layers(.roadRedline).last?.entry?.source.path
      {
        return nil
      }
      return try ContextLayers.layer(layer)
    }
  }

  // MARK: Parts

  func measure(_ loaded: LoadedLayer, _ projectBasis: AreaBasis?) throws -> LayerMeasure {
    var options = try MeasureOptions.parse([])
    options.basis = command.basis
    return try options.measure(for: loaded, projectBasis: projectBasis)
  }

  static func areas(_ loaded: LoadedLayer, _ gauge: LayerMeasure) throws -> [Double] {
    loaded.hasPolygons ? try gauge.areas(loaded.layer.geometry) : []
  }

  /// The layer in a plane: the one asked for, its own, or the zone that fits.
  static func plane(_ loaded: LoadedLayer, _ stated: String?) throws -> LoadedLayer {
    if let stated { return try loaded.transformed(to: CRS(stated)) }
    guard loaded.crs?.isGeographic == true, loaded.layer.geometry.vertexCount > 0 else { return loaded }
    return try loaded.transformed(to: PlaneSystem.fitting(loaded))
  }

  /// The version that every other command reads the layer's codes by.
  static func classification(
    _ loaded: LoadedLayer,
    code: String?,
    asOf day: CalendarDate?
  ) throws -> LandUseClassification? {
    try LayerCheck.classification(of: loaded, asOf: day, codes: try code.map { try loaded.requiredColumn($0) })
  }

  static func facts(
    _ crs: CRS?,
    _ basis: AreaBasis,
    _ day: CalendarDate?,
    _ sources: [String]
  ) -> [(label: Phrase, value: Phrase)] {
    let none = Phrase(zh: "未说明，坐标按米", en: "not stated; numbers taken as metres")
    var facts: [(label: Phrase, value: Phrase)] = [
      (Phrase(zh: "坐标系", en: "CRS"), crs.map { Phrase($0.description) } ?? none),
      (Phrase(zh: "面积口径", en: "Basis of areas"), basis.name),
    ]
    if let day { facts.append((Phrase(zh: "截止日期", en: "As of"), Phrase("\(day)"))) }
    let names = sources.map { ($0 as NSString).lastPathComponent }.joined(separator: ", ")
    facts.append((Phrase(zh: "来源", en: "Source"), Phrase(names)))
    return facts
  }

  static func classificationFact(_ version: LandUseClassification) -> (label: Phrase, value: Phrase) {
    (
      Phrase(zh: "用地分类", en: "Classification"),
      Phrase(zh: "\(version.titleChinese)（\(version.document)）", en: "\(version.titleEnglish) (\(version.document))")
    )
  }
}
