import Features
public import Geometry
public import LandModel

/// Current land use by owner (权属单位) and first-level class, the classes in order of the three classes of land.
public struct LandUseByOwner: Sendable {
  /// A first-level class, or land whose code the classification does not know.
  public struct UseClass: Sendable, Hashable {
    /// Code of the first-level class, or the code as written where it is unknown; empty: none.
    public var code: String
    /// Name of the first-level class; nil where the code is unknown.
    public var name: String?
    /// Class of land (三大类) of the code itself; nil where it has none.
    public var group: ThreeClass?
  }

  /// Land of one owner in one class.
  struct Key: Hashable {
    var owner: String
    var use: UseClass
  }

  /// Basis of the areas.
  public let basis: AreaBasis
  /// By class of land, then by code.
  public let classes: [UseClass]
  /// In order of their names; the empty name is land without an owner stated.
  public let owners: [String]
  private let areas: [Key: Area]

  /// Land of an owner in a class; zero where there is none.
  public func area(_ owner: String, _ use: UseClass) -> Area {
    areas[Key(owner: owner, use: use)] ?? .zero(basis)
  }

  init(_ sums: [Key: Double], basis: AreaBasis) throws {
    self.basis = basis
    areas = try sums.mapValues { try Area(squareMetres: $0, basis: basis) }
    owners = Set(sums.keys.map(\.owner)).sorted { $0.isEmpty != $1.isEmpty ? $1.isEmpty : $0 < $1 }
    let order: [ThreeClass?] = [.agricultural, .construction, .unused, .sea, .mixed, nil]
    func rank(_ use: UseClass) -> Int { order.firstIndex(of: use.group) ?? order.count }
    classes = Set(sums.keys.map(\.use)).sorted { (rank($0), $0.code) < (rank($1), $1.code) }
  }

  /// A layer of current land use, whole.
  ///
  /// - Parameters:
  ///   - loaded: current land use with codes and owners.
  ///   - areas: of each feature in m² on the basis.
  ///   - classification: the version that the codes are of.
  ///   - otherGrassland: where 其他草地 is counted.
  ///   - basis: of the areas.
  /// - Returns: nil where the layer has no codes or no owners.
  public init?(
    _ loaded: LoadedLayer,
    areas: [Double],
    classification: LandUseClassification,
    otherGrassland: OtherGrassland,
    basis: AreaBasis
  ) throws {
    guard let codes = loaded.column(.landUseCode), let owners = loaded.column(.owner) else { return nil }
    var sums: [Key: Double] = [:]
    for feature in 0..<loaded.count where loaded.layer.geometry.kinds[feature].isPolygonal {
      let use = Self.use(codes.text(feature) ?? "", classification, otherGrassland)
      sums[Key(owner: owners.text(feature) ?? "", use: use), default: 0] += areas[feature]
    }
    try self.init(sums, basis: basis)
  }

  static func use(
    _ code: String,
    _ classification: LandUseClassification,
    _ otherGrassland: OtherGrassland
  ) -> UseClass {
    guard let found = classification.match(code).landUseClass else {
      return UseClass(code: code, name: nil, group: nil)
    }
    // The class of land is that of the code itself: a first-level class may hold several.
    var top = found
    while let parent = top.parent.flatMap({ classification[$0] }) { top = parent }
    return UseClass(code: top.code, name: top.name, group: found.threeClass(otherGrassland: otherGrassland))
  }
}
