public import Geometry
public import LandModel

/// Land by its class before and its class after. Rows sum to the balance before, columns to the balance after: land
/// that only one version has, and land that a version counts more than once, stand in lines of their own.
public struct TransferMatrix: Sendable {
  /// A row's or a column's class.
  public enum Key: Sendable, Hashable, Comparable {
    /// A land-use class by its code at the level asked for, or the text itself where it is in no classification.
    case code(String)
    /// Land of features without a code.
    case uncoded
    /// Land that this version does not have.
    case outside
    /// Land that this version counts more than once: taken off, so that sums close.
    case overlap

    private var order: (Int, String) {
      switch self {
      case .code(let code): (0, code)
      case .uncoded: (1, "")
      case .outside: (2, "")
      case .overlap: (3, "")
      }
    }

    public static func < (left: Key, right: Key) -> Bool { left.order < right.order }
  }

  /// 1, 2 or 3: the level that codes are booked at; codes of a wider class stay as they are.
  public let level: Int
  /// Basis of the areas: that of the plan before.
  public let basis: AreaBasis
  /// Classes before, in order.
  public let rows: [Key]
  /// Classes after, in order.
  public let columns: [Key]
  /// By row and column; a pair without land is absent.
  public let cells: [Key: [Key: Area]]
  /// Names of the codes that a classification knows.
  public let names: [String: String]

  /// Sums the shared land of all pairs by the classes of both parcels.
  ///
  /// - Parameters:
  ///   - graph: the land that the two versions share.
  ///   - before: the version before, whose codes are the rows.
  ///   - after: the version after, whose codes are the columns.
  ///   - classification: the one that codes are booked by; nil: every code stands for itself.
  ///   - level: 1, 2 or 3.
  /// - Throws: `AreaNotRepresentable` for sums that are no areas.
  public init(
    _ graph: OverlayGraph,
    before: PlanState,
    after: PlanState,
    classification: LandUseClassification?,
    level: Int
  ) throws {
    let beforeKeys = Self.keys(before.codes, classification, level)
    let afterKeys = Self.keys(after.codes, classification, level)
    var sums: [Key: [Key: Double]] = [:]
    for link in graph.links {
      sums[beforeKeys[link.before], default: [:]][afterKeys[link.after], default: 0] += link.area
    }
    for (feature, rest) in graph.onlyBefore.enumerated() where rest != 0 {
      sums[beforeKeys[feature], default: [:]][rest > 0 ? .outside : .overlap, default: 0] += rest
    }
    for (feature, rest) in graph.onlyAfter.enumerated() where rest != 0 {
      sums[rest > 0 ? .outside : .overlap, default: [:]][afterKeys[feature], default: 0] += rest
    }
    self.level = level
    let chosen = before.basis
    basis = chosen
    cells = try sums.mapValues { try $0.mapValues { try Area(squareMetres: $0, basis: chosen) } }
    rows = cells.keys.sorted()
    columns = Set(cells.values.flatMap(\.keys)).sorted()
    var names: [String: String] = [:]
    for case .code(let code) in Set(rows + columns) { names[code] = classification?[code]?.name }
    self.names = names
  }

  /// The class of each feature.
  static func keys(_ codes: [String?], _ classification: LandUseClassification?, _ level: Int) -> [Key] {
    var known: [String: Key] = [:]
    return codes.map { code in
      guard let code else { return .uncoded }
      if let key = known[code] { return key }
      var booked = classification?.match(code).landUseClass
      while let current = booked, current.level > level, let parent = current.parent {
        booked = classification?[parent]
      }
      let key = Key.code(booked?.code ?? code)
      known[code] = key
      return key
    }
  }

  /// Land of a row's class before and a column's class after; zero where there is none.
  public func area(_ row: Key, _ column: Key) -> Area { cells[row]?[column] ?? .zero(basis) }

  /// The balance before: the sum of a row.
  public func total(row: Key) throws -> Area { try Area.sum(columns.map { area(row, $0) }, basis: basis) }

  /// The balance after: the sum of a column.
  public func total(column: Key) throws -> Area { try Area.sum(rows.map { area($0, column) }, basis: basis) }
}
