/// One class of a land-use classification.
public struct LandUseClass: Sendable, Hashable {
  /// The code of the standard, in full: `100102`.
  public let code: String
  /// The Chinese name of the standard: 二类工业用地.
  public let name: String
  /// The name in English; the same for one Chinese name in every classification. For readers only: data and law
  /// know the Chinese one.
  public let nameEnglish: String
  /// 1 for a first-level class, up to 3.
  public let level: Int
  /// Code of the class above; nil at the first level.
  public let parent: String?
  /// The class of land that the standard itself gives; nil where the standard has none.
  let statedThreeClass: ThreeClass?
  /// True for 其他草地, whose class of land is an option.
  public let isOtherGrassland: Bool
  /// Urban-rural, regional infrastructure or other construction land (城乡建设用地, 区域基础设施用地 …).
  public let constructionGroup: String?

  /// What a balance table books the class under.
  public enum ConstructionKind: Sendable {
    /// 城镇建设用地, of which a balance table gives the shares.
    case urban
    /// Villages, regional infrastructure, special and mining land.
    case other
  }

  /// nil for land that is no construction land.
  public var construction: ConstructionKind? {
    switch constructionGroup {
    case nil: nil
    case "城乡建设用地": .urban
    default: .other
    }
  }
  /// 耕地 by the classification's own table; adjustable land (可调整地类) is told by ``isAdjustable``.
  public let isCultivated: Bool
  /// 林地 by the classification's own table; the legal base of forest consent is the forest map.
  public let isForest: Bool
  /// 可调整地类: planted on cultivated land and counted with it in applications.
  public let isAdjustable: Bool
  /// The fill colour of planning maps, `#RRGGBB`; nil where the classification has none.
  public let colour: String?
  /// How sure the entry is: `V` verified, `K-h/m/l` from knowledge with high, medium, low confidence.
  public let source: String
  /// Where the class goes in the guide of 2023.
  public let toGuide2023: Crosswalk
  let toGB50137: Crosswalk

  /// The name in both languages.
  public var title: LocalizedText { LocalizedText(chinese: name, english: nameEnglish) }

  /// The class of land, with the option for 其他草地.
  public func threeClass(otherGrassland: OtherGrassland) -> ThreeClass? {
    isOtherGrassland ? otherGrassland.threeClass : statedThreeClass
  }
}

/// Where a class goes in another classification. Never a guess: with several targets, or where the target is only a
/// wider class, a person must divide the land first.
public struct Crosswalk: Sendable, Hashable {
  /// Codes of the target classification, none where the sources give none.
  public let targets: [String]
  /// True where the land must be divided before it has a class of the other classification.
  public let needsSubdivision: Bool

  /// The target where there is exactly one and nothing has to be divided.
  public var exactTarget: String? {
    needsSubdivision ? nil : targets.first
  }

  /// No target is on record.
  public static let none = Crosswalk(targets: [], needsSubdivision: true)
}
