import Features
import Foundation
import Geometry
public import LandModel
public import PROJ

/// Makes the plans and the named layers of ``RuleInputs`` from loaded layers, all in one plane system in metres.
public struct RuleInputsBuilder {
  /// The day that classifications and rules must hold on.
  public let asOf: CalendarDate
  /// Measures on the report's basis; nil where the layers state no system: then the plane of their numbers.
  public let measure: AreaMeasure?
  /// Which version of the plans is looked at.
  public let version: PlanVersion
  /// Layers with polygons that had to be rebuilt, and which.
  public private(set) var rebuilt: [(layer: LoadedLayer, features: [Int])] = []

  /// A builder; without a version the plans after are looked at.
  public init(asOf: CalendarDate, measure: AreaMeasure?, version: PlanVersion = .after) {
    self.asOf = asOf
    self.measure = measure
    self.version = version
  }

  /// One plan, with the version before where there is one.
  public mutating func plan(_ layer: LoadedLayer, before: LoadedLayer?, named name: String? = nil) throws -> RulePlan {
    let subject = try ruleLayer(layer)
    let old = try before.map { try ruleLayer($0) }
    let areasBefore = try old.map { try areas($0) } ?? []
    return RulePlan(name, subject, before: old, areas: try areas(subject), areasBefore: areasBefore)
  }

  /// The names of a project's plans, in its order.
  public static func planNames(of layers: [LoadedLayer]) -> [String] {
    var names: [String] = []
    for layer in layers where layer.role == .plan {
      let name = layer.entry?.plan ?? ""
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The plans of a project in the version asked for; one that has only the other version is taken as it is.
  public mutating func plans(of layers: [LoadedLayer], named wanted: String? = nil) throws -> [RulePlan] {
    var result: [RulePlan] = []
    for name in Self.planNames(of: layers) where wanted == nil || wanted == name {
      let own = layers.filter { $0.role == .plan && ($0.entry?.plan ?? "") == name }
      guard let subject = own.first(where: { $0.entry?.version == version }) ?? own.first else { continue }
      let isAfter = subject.entry?.version == .after
      let before = isAfter ? own.first { $0.entry?.version == .before } : nil
      result.append(try plan(subject, before: before, named: name))
    }
    return result
  }

  /// The other layers of a project by kind or role, and by the name of their file.
  public mutating func layers(_ layers: [LoadedLayer]) throws -> [String: [RuleLayer]] {
    var named: [String: [RuleLayer]] = [:]
    for layer in layers {
      guard let role = layer.role, ![.plan, .boundaryPoints, .tenants].contains(role) else { continue }
      let made = try ruleLayer(layer)
      let stem = ((layer.layer.file as NSString).lastPathComponent as NSString).deletingPathExtension
      let name = layer.entry?.kind?.rawValue ?? (role == .terrain ? stem : role.rawValue)
      for key in Set([name, stem]) { named[key, default: []].append(made) }
    }
    return named
  }

  /// A layer as rules see it.
  public mutating func ruleLayer(_ layer: LoadedLayer) throws -> RuleLayer {
    let made = try RuleLayer(layer, asOf: asOf)
    if !made.rebuilt.isEmpty { rebuilt.append((layer, made.rebuilt)) }
    return made
  }

  private func areas(_ layer: RuleLayer) throws -> [Double] {
    if let measure { return try measure.areas(of: layer.geometry) }
    return (0..<layer.count).map { layer.geometry.planeArea(of: $0) }
  }
}
