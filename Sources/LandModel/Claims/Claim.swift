public import Geometry

/// A statement about land in a published report, to set computed figures beside.
public struct Claim: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case landArea = "land-area"
    case floorArea = "floor-area"
    /// One figure for land and floor space together: it can be compared with neither, and the two never add up.
    case landAndFloorArea = "land-and-floor-area"
    case count
    case money
  }

  public enum Unit: String, Sendable, CaseIterable {
    case mu
    case squareMetre = "m2"
    case hectare = "ha"
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

  public struct Quantity: Sendable, Hashable {
    public let kind: Kind
    /// Nil where the report masks the figure.
    public let value: FixedDecimal?
    public let unit: Unit
    /// The report says "about" or "more than".
    public let isApproximate: Bool
    /// The report says "more than": the figure is a lower bound.
    public let isLowerBound: Bool

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
    case done
    case underWay = "under-way"
    case planned
    /// Something the report finds wanting.
    case problem
  }

  /// Where in the report, by the numbers of its headings.
  public struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
    public let section: Int
    public let paragraph: Int?
    public let item: Int?

    /// `1.2.2`
    public var description: String {
      [section, paragraph, item].compactMap { $0.map { "\($0)" } }.joined(separator: ".")
    }
  }

  public let id: String
  public let subject: LocalizedText
  /// Nil where the report only says that something is so.
  public let quantity: Quantity?
  public let year: Int
  public let stage: Stage
  public let place: SourcePlace
  /// The layers that can answer.
  public let role: LayerRole
  /// Id of the zone that the claim is about.
  public let zone: String?
  /// The pipeline's stage, as batches name it.
  public let pipeline: String?
}
