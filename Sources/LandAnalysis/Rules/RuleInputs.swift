import AreaAccount
import Features
import GEOS
public import Geometry
public import LandModel
public import PROJ

/// A layer as rules see it: valid polygons in a plane in metres, with the classes of its codes.
public struct RuleLayer: Sendable {
  /// The layer as it was loaded.
  public let loaded: LoadedLayer
  /// The polygons, with invalid ones rebuilt.
  public let geometry: GeometryColumns
  /// Features that were rebuilt.
  public let rebuilt: [Int]
  /// The classification of the layer's codes; nil where it has none.
  public let classification: LandUseClassification?
  let codes: Column?
  let names: Column?
  /// The codes that occur, trimmed, and the number of each feature's among them: many rules ask about the same ones.
  private let distinctCodes: [String]
  private let codeNumbers: [Int32]

  /// Reads the codes and rebuilds polygons that are not valid; those that cannot be rebuilt stay as they are.
  public init(_ loaded: LoadedLayer, asOf day: CalendarDate) throws {
    self.loaded = loaded
    codes = loaded.column(.landUseCode)
    names = loaded.column(.landUseName)
    (distinctCodes, codeNumbers) = Self.numbered(loaded.column(.landUseCode), loaded.count)
    classification = try LayerCheck.classification(of: loaded, asOf: day)
    let columns = loaded.layer.geometry
    let doubtful = columns.possiblyInvalidFeatures()
    let (fixed, repairs) = columns.selecting(doubtful).repair()
    let failed = Set(repairs.filter { $0.failure != nil }.map(\.feature))
    rebuilt = repairs.map(\.feature).filter { !failed.contains($0) }.map { doubtful[$0] }
    guard !rebuilt.isEmpty else {
      geometry = columns
      return
    }
    let places = Dictionary(uniqueKeysWithValues: doubtful.enumerated().map { ($1, $0) })
    let replaced = Set(rebuilt)
    var result = GeometryColumns()
    for feature in 0..<columns.count {
      if replaced.contains(feature), let place = places[feature] {
        result.append(feature: place, of: fixed)
      } else {
        result.append(feature: feature, of: columns)
      }
    }
    geometry = result
  }

  private static func numbered(_ column: Column?, _ count: Int) -> ([String], [Int32]) {
    guard let column else { return ([], []) }
    var known: [String: Int32] = [:]
    var distinct: [String] = []
    let numbers = (0..<count).map { row in
      let written = column.text(row) ?? ""
      if let number = known[written] { return number }
      let number = Int32(truncatingIfNeeded: distinct.count)
      known[written] = number
      distinct.append(written.trimmed)
      return number
    }
    return (distinct, numbers)
  }

  /// What the layer is called.
  public var title: LocalizedText { loaded.title }
  /// Number of features.
  public var count: Int { loaded.count }

  func label(_ feature: Int) -> String { loaded.label(of: feature) }

  /// `100102 二类工业用地`, as the layer writes it.
  func use(_ feature: Int) -> String? {
    let words = [codes?.text(feature), names?.text(feature)].compactMap { $0 }.filter { !$0.isEmpty }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  func code(_ feature: Int) -> String {
    codes == nil ? "" : distinctCodes[Int(codeNumbers[feature])]
  }

  /// The features with area that a selection means, and how many are unclear. Nil where the layer has no codes and the
  /// selection needs them.
  func features(
    _ selection: CodeSelection?,
    where filter: Filter?,
    _ inputs: RuleInputs
  ) throws
    -> (rows: [Int], unclear: Int, unclearCodes: Set<String>)?
  {
    var rows = try filter.map { try $0.matching(loaded.layer) } ?? Array(0..<count)
    rows.removeAll { !geometry.kinds[$0].isPolygonal && geometry.kinds[$0] != .collection }
    guard let selection, !selection.isEverything else { return (rows, 0, []) }
    guard codes != nil, let classification else { return nil }
    let answers = distinctCodes.map {
      selection.contains($0, in: classification, otherGrassland: inputs.otherGrassland)
    }
    var unclear = 0
    var unclearCodes: Set<String> = []
    let chosen = rows.filter { row in
      let answer = answers[Int(codeNumbers[row])]
      if answer == .unclear {
        unclear += 1
        unclearCodes.insert(distinctCodes[Int(codeNumbers[row])])
      }
      return answer == .yes
    }
    return (chosen, unclear, unclearCodes)
  }
}

/// A plan that rules are asked about.
public struct RulePlan: Sendable {
  /// Name of the plan in the project; nil for a plan without project.
  public let name: String?
  /// The version that is asked about.
  public let layer: RuleLayer
  /// The version before, where the one asked about is that after and both are there.
  public let before: RuleLayer?
  /// Areas of the features of both on the report's basis, in m².
  public let areas: [Double]
  /// The same for ``before``; empty where there is none.
  public let areasBefore: [Double]

  /// A plan with the areas of its features, in m² on the report's basis.
  public init(_ name: String?, _ layer: RuleLayer, before: RuleLayer?, areas: [Double], areasBefore: [Double]) {
    self.name = name
    self.layer = layer
    self.before = before
    self.areas = areas
    self.areasBefore = areasBefore
  }
}

/// Everything that rules are evaluated on. All layers are in one plane system in metres.
public struct RuleInputs: Sendable {
  /// The plans, each evaluated by itself.
  public var plans: [RulePlan]
  /// The other layers by every name they go by: kind, role, file name without ending.
  public var layers: [String: [RuleLayer]]
  /// The values that limits name, with those of the project.
  public var thresholds: ThresholdProfile
  /// The day that rules must hold on.
  public var asOf: CalendarDate
  /// Where 其他草地 is counted.
  public var otherGrassland: OtherGrassland
  /// Basis of the areas.
  public var basis: AreaBasis
  /// Measures on the basis; nil where the layers state no system.
  public var measure: AreaMeasure?
  let cache = RuleCache()

  /// Plans and layers, all in one plane system in metres.
  public init(
    plans: [RulePlan],
    layers: [String: [RuleLayer]],
    thresholds: ThresholdProfile,
    asOf: CalendarDate,
    otherGrassland: OtherGrassland = .agricultural,
    basis: AreaBasis,
    measure: AreaMeasure?
  ) {
    self.plans = plans
    self.layers = layers
    self.thresholds = thresholds
    self.asOf = asOf
    self.otherGrassland = otherGrassland
    self.basis = basis
    self.measure = measure
  }

  /// Layers of a name, without the features that a filter leaves out.
  func layers(named name: String?) -> [RuleLayer] {
    name.flatMap { layers[$0] } ?? []
  }
}
