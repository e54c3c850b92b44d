import Features
import Foundation
import Geometry
import LandAnalysis
import LandModel
import LandReport
import PROJ

/// The layers that `rules` was given, brought to one plane system in metres, by the names that rules use.
struct RuleSources {
  let inputs: RuleInputs
  let crs: CRS?
  let reference: CRSReference?
  var notes: [Note] = []

  init(_ command: RulesCommand) throws {
    let loader = try command.input.loader(validates: false)
    let given: (project: Project?, layers: [LoadedLayer])
    if Project.file(at: command.input.source) != nil {
      let loaded = try loader.project(command.input.source)
      given = (loaded.project, loaded.layers)
    } else {
      given = (nil, [try loader.layer(command.input.source).playing(command.parts)])
    }
    let plans = given.layers.filter { given.project == nil || $0.role == .plan }
    guard let first = plans.first ?? given.layers.first else { throw CommandError.notAProject(command.input.source) }
    let target = try Self.plane(of: first)
    let extras = try command.layer.map { try Self.extra($0, command) }
    let all = try given.layers.map { try Self.moved($0, to: target) }
    let others = try extras.map { (kind: $0.kind, layer: try Self.moved($0.layer, to: target)) }
    let before = try command.before.map { source in
      try Self.moved(try command.input.loader(validates: false).layer(source).playing(command.parts), to: target)
    }
    let day = try command.asOf ?? given.project?.asOf ?? Self.today()
    let profile = try given.project?.thresholds ?? Self.nationalThresholds()
    let basis = try command.basis ?? given.project?.basis ?? Self.usualBasis(target, all.first)
    let measure = try target.map { try AreaMeasure(crs: $0, basis: basis) }
    if let plan = command.plan, given.project != nil {
      let names = RuleInputsBuilder.planNames(of: all)
      guard names.contains(plan) else { throw CommandError.unknownPlan(plan, names) }
    }
    var builder = RuleInputsBuilder(asOf: day, measure: measure, version: command.version)
    let ruled: [RulePlan]
    do {
      ruled =
        try given.project == nil
        ? [builder.plan(all[0], before: before)] : builder.plans(of: all, named: command.plan)
    } catch let error as DataError {
      throw error.located(first.place())
    }
    var named = try builder.layers(all)
    for (kind, layer) in others { named[kind, default: []].append(try builder.ruleLayer(layer)) }
    inputs = RuleInputs(
      plans: ruled,
      layers: named,
      thresholds: profile,
      asOf: day,
      otherGrassland: given.project?.otherGrassland ?? .agricultural,
      basis: target == nil ? .plane : basis,
      measure: measure
    )
    crs = target
    reference = target.map { CRSReference($0.code ?? $0.definition, origin: .stated) }
    notes = (given.project?.isSynthetic == true ? [SourceNotes.synthetic] : []) + builder.rebuilt.map(Self.note)
    if let target, first.crs != target { notes.append(PlaneSystem.note(target)) }
  }

  /// The layer's own system where that is a plane in metres, else one that fits.
  private static func plane(of layer: LoadedLayer) throws -> CRS? {
    guard let crs = layer.crs else { return nil }
    if crs.isProjected, crs.metresPerUnit ?? 1 == 1 { return crs }
    return try PlaneSystem.fitting(layer)
  }

  private static func moved(_ layer: LoadedLayer, to target: CRS?) throws -> LoadedLayer {
    guard let target, layer.crs != target, layer.layer.geometry.vertexCount > 0 else { return layer }
    return try layer.transformed(to: target)
  }

  private static func extra(_ written: String, _ command: RulesCommand) throws -> (kind: String, layer: LoadedLayer) {
    guard let equals = written.firstIndex(of: "="), equals > written.startIndex else {
      throw CommandError.layerSyntax(written)
    }
    let kind = String(written[..<equals])
    var options = LoadOptions()
    options.validates = false
    options.encoding = command.input.encoding
    let layer = try SourceLoader(options: options).layer(String(written[written.index(after: equals)...]))
    return (ControlLineKind(written: kind)?.rawValue ?? kind, layer)
  }

  private static func nationalThresholds() throws -> ThresholdProfile {
    let all = try ThresholdProfile.embedded()
    return all.first { $0.id == ThresholdProfile.defaultID } ?? all[0]
  }

  /// The national survey's basis in China, geodesic elsewhere.
  private static func usualBasis(_ crs: CRS?, _ layer: LoadedLayer?) throws -> AreaBasis {
    guard let crs, let layer else { return .plane }
    if crs.isCGCS2000 || crs.isXian1980 { return .ellipsoid }
    guard crs.isWGS84, let degrees = try Transformation.degrees(of: layer.layer.geometry.extent, in: crs) else {
      return .geodesic
    }
    return PlaneSystem.china.contains(degrees) ? .ellipsoid : .geodesic
  }

  private static func note(_ rebuilt: (layer: LoadedLayer, features: [Int])) -> Note {
    let names = rebuilt.features.prefix(5).map { rebuilt.layer.label(of: $0) }.joined(separator: ", ")
    let count = rebuilt.features.count
    return Note(
      .warning,
      code: "rules.rebuilt",
      Phrase(
        zh: "\(rebuilt.layer.phrase.zh)：\(count) 个无效图形修复后参加叠加：\(names)",
        en: "\(rebuilt.layer.phrase.en): \(English.counted(count, "invalid polygon")) took part rebuilt: \(names)"
      )
    )
  }

  /// The day in the machine's own time zone; only where neither the project nor the user says.
  private static func today() throws -> CalendarDate {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    guard let year = parts.year, let month = parts.month, let day = parts.day,
      let date = CalendarDate(year: year, month: month, day: day)
    else { throw CommandError.notAProject("") }
    return date
  }
}
