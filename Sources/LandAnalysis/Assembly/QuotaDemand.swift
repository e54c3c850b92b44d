public import Geometry

/// What a selection of land takes of the quotas, in m² on one basis (domain: 新增建设用地, 年度计划指标, 耕地占补平衡, 林地定额).
public struct QuotaDemand: Sendable {
  /// Basis of all figures.
  public let basis: AreaBasis
  /// All land of the selection.
  public var area = 0.0
  /// 农用地 and 未利用地, approvals in force taken off by ``newConstruction``.
  public var agricultural = 0.0
  /// 未利用地, approved land included.
  public var unused = 0.0
  /// Existing construction land.
  public var construction = 0.0
  /// Land whose class nobody states.
  public var unclassified = 0.0
  /// Agricultural and unused land that an approval in force covers.
  public var approved = 0.0
  /// Cultivated land to balance, net of ridges (田坎) and of approvals.
  public var cultivated = 0.0
  /// Paddy within ``cultivated``.
  public var paddy = 0.0
  /// 可调整地类, counted with cultivated land in applications, net of approvals.
  public var adjustable = 0.0
  /// Forest by grade of protection, net of consents in force; by name of the grade.
  public var forest: [String: Double] = [:]
  /// New construction land outside the urban development boundary; nil where the project has no boundary.
  public var outsideBoundary: Double?

  /// No land yet, on a basis.
  public init(basis: AreaBasis) { self.basis = basis }

  /// 新增建设用地: what takes scale and the annual plan's quota.
  public var newConstruction: Double { max(0, agricultural + unused - approved) }

  /// Summed in the order of the grades' names: another order would end in other digits.
  public var forestTotal: Double { forest.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value } }

  /// Adds the figures of other land; both must be on one basis.
  public static func += (sum: inout QuotaDemand, other: QuotaDemand) {
    sum.area += other.area
    sum.agricultural += other.agricultural
    sum.unused += other.unused
    sum.construction += other.construction
    sum.unclassified += other.unclassified
    sum.approved += other.approved
    sum.cultivated += other.cultivated
    sum.paddy += other.paddy
    sum.adjustable += other.adjustable
    sum.forest.merge(other.forest) { $0 + $1 }
    if let outside = other.outsideBoundary { sum.outsideBoundary = (sum.outsideBoundary ?? 0) + outside }
  }

  /// The figure that limits and costs of a kind refer to, in m².
  public subscript(kind: QuotaKind) -> Double {
    switch kind {
    case .newConstruction: newConstruction
    case .cultivated: cultivated
    case .paddy: paddy
    case .forest: forestTotal
    case .existingConstruction: construction
    case .unclassified: unclassified
    }
  }
}

/// The quantities that a selection can be limited by, and that costs are given for.
public enum QuotaKind: String, Sendable, CaseIterable {
  /// 新增建设用地, approvals in force taken off.
  case newConstruction = "new-construction"
  /// 耕地占补: cultivated land, net of ridges and of approvals.
  case cultivated
  /// 水田 within it.
  case paddy
  /// 林地定额: forest by the forest map, net of consents in force.
  case forest
  /// 存量建设用地.
  case existingConstruction = "existing-construction"
  /// Land whose class nobody states.
  case unclassified
}
