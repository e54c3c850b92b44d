public import Features
public import Geometry
public import LandModel

/// Areas by land-use class: each feature's code is looked up in one version of a classification and booked to the
/// class of the level asked for. Codes that the version does not know are booked under themselves and named.
public struct LandUseBalance: Sendable {
  /// The land of one class.
  public struct Line: Sendable {
    /// Code of the class booked to, or the code as written where it is unknown; empty: features without one.
    public var code: String
    /// The class's name; nil where the code is unknown.
    public var name: String?
    /// Number of features.
    public var count: Int
    /// Sum of their measured areas.
    public var area: Area
  }

  /// The version that codes are looked up in.
  public let classification: LandUseClassification
  /// Basis of the areas.
  public let basis: AreaBasis
  /// In order of the codes; features without a code are one line with an empty code, last.
  public let lines: [Line]
  /// Land by agricultural, construction and unused; what has no such class is nil.
  public let threeClasses: [(group: ThreeClass?, area: Area)]
  /// Codes that are not in the classification, in order.
  public let unknownCodes: [String]
  /// All features; the lines sum to it.
  public let total: Area

  /// Books every feature of a layer.
  ///
  /// - Parameters:
  ///   - codes: the column of codes.
  ///   - areas: measured area of each feature in m².
  ///   - classification: the version that the codes are of.
  ///   - level: 1, 2 or 3; a class above the level is booked as it is.
  ///   - otherGrassland: where 其他草地 is counted.
  ///   - basis: of the areas.
  public init(
    codes: Column,
    areas: [Double],
    classification: LandUseClassification,
    level: Int,
    otherGrassland: OtherGrassland,
    basis: AreaBasis
  ) throws {
    var lines: [String: Line] = [:]
    var groups: [ThreeClass?: Area] = [:]
    var unknown = Set<String>()
    var total = Area.zero(basis)
    for feature in 0..<codes.count {
      let area = try Area(squareMetres: areas[feature], basis: basis)
      total = try total + area
      let written = codes.text(feature) ?? ""
      let landUseClass = written.isEmpty ? nil : classification.match(written).landUseClass
      if landUseClass == nil, !written.isEmpty { unknown.insert(written) }
      let booked = landUseClass.map { Self.ancestor(of: $0, level: level, in: classification) }
      let key = booked?.code ?? written
      var line = lines[key] ?? Line(code: key, name: booked?.name, count: 0, area: .zero(basis))
      line.count += 1
      line.area = try line.area + area
      lines[key] = line
      let group = landUseClass?.threeClass(otherGrassland: otherGrassland)
      groups[group] = try (groups[group] ?? .zero(basis)) + area
    }
    self.classification = classification
    self.basis = basis
    self.total = total
    self.lines = lines.values.sorted { a, b in
      a.code.isEmpty != b.code.isEmpty ? b.code.isEmpty : a.code < b.code
    }
    threeClasses = (ThreeClass.allCases.map { Optional($0) } + [nil]).compactMap { group in
      groups[group].map { (group, $0) }
    }
    unknownCodes = unknown.sorted()
  }

  private static func ancestor(
    of landUseClass: LandUseClass,
    level: Int,
    in classification: LandUseClassification
  ) -> LandUseClass {
    var current = landUseClass
    while current.level > level, let parent = current.parent, let next = classification[parent] { current = next }
    return current
  }
}
