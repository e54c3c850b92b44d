public import Geometry

/// A statement about land in a published report, to set computed figures beside.
public struct Claim: Sendable {
  /// What a figure of a report counts.
  public enum Kind: String, Sendable, CaseIterable {
    /// 用地面积: land.
    case landArea = "land-area"
    /// 建筑面积: floor space.
    case floorArea = "floor-area"
    /// One figure for land and floor space together: it can be compared with neither, and the two never add up.
    case landAndFloorArea = "land-and-floor-area"
    /// A number of things, of lots (宗) for instance.
    case count
    /// Money, in 亿元.
    case money
  }

  /// The unit that a report states its figure in.
  public enum Unit: String, Sendable, CaseIterable {
    /// 亩.
    case mu
    /// 平方米.
    case squareMetre = "m2"
    /// 公顷.
    case hectare = "ha"
    /// 宗: a number of lots.
    case lots
    /// 亿元
    case hundredMillionYuan = "100M-yuan"

    /// The unit as one of area; nil for counts and money.
    public var areaUnit: AreaUnit? {
      switch self {
      case .mu: .mu
      case .squareMetre: .squareMetre
      case .hectare: .hectare
      case .lots, .hundredMillionYuan: nil
      }
    }
  }

  /// The figure of a claim, as the report states it.
  public struct Quantity: Sendable, Hashable {
    /// What it counts.
    public let kind: Kind
    /// Nil where the report masks the figure.
    public let value: FixedDecimal?
    /// The unit of ``value``.
    public let unit: Unit
    /// The report says "about" or "more than".
    public let isApproximate: Bool
    /// The report says "more than": the figure is a lower bound.
    public let isLowerBound: Bool

    /// True where the report masks the figure (`X 亩`).
    public var isMasked: Bool { value == nil }

    /// The figure as an area on the basis that the caller compares on: the report names none. Nil where it is masked
    /// or no area.
    public func area(labelled basis: AreaBasis) -> Area? {
      guard let value, let unit = unit.areaUnit else { return nil }
      return Area(value, unit, basis: basis)
    }
  }

  /// How far the report says that things are.
  public enum Stage: String, Sendable, CaseIterable {
    /// Finished by the time of the report.
    case done
    /// Begun and not finished.
    case underWay = "under-way"
    /// Announced for a later time.
    case planned
    /// Something the report finds wanting.
    case problem
  }

  /// Where in the report, by the numbers of its headings.
  public struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
    /// Number of the first-level heading.
    public let section: Int
    /// Number of the paragraph in the section; nil where the claim is of the whole section.
    public let paragraph: Int?
    /// Number of the item in the paragraph; nil where there is none.
    public let item: Int?

    /// `1.2.2`
    public var description: String {
      [section, paragraph, item].compactMap { $0.map { "\($0)" } }.joined(separator: ".")
    }
  }

  /// Stable name, unique in its set.
  public let id: String
  /// What the claim is about, in a few words.
  public let subject: LocalizedText
  /// Nil where the report only says that something is so.
  public let quantity: Quantity?
  /// The year that the claim speaks of.
  public let year: Int
  /// How far the report says that it is.
  public let stage: Stage
  /// Where the report says so.
  public let place: SourcePlace
  /// The layers that can answer.
  public let role: LayerRole
  /// Id of the zone that the claim is about.
  public let zone: String?
  /// The pipeline's stage, as batches name it.
  public let pipeline: String?
}
