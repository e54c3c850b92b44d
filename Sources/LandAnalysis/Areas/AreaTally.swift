public import Features
public import Geometry
public import LandModel

/// Adds up the areas of a layer's features by the value of a field, batch after batch, so that memory is that of
/// the groups and not of the features. Sums are exact (``Area`` counts whole quanta), hence the same in any order.
public struct AreaTally: Sendable {
  /// Groups by value; features whose field is null are one group with a nil key.
  public struct Group: Sendable {
    public var key: String?
    public var count: Int
    public var area: Area
    /// Sum of the declared areas, of the features that declare one.
    public var declared: Area
    public var declaredCount: Int
  }

  public let basis: AreaBasis
  public let groupField: String?
  public let declaredField: String?
  /// Unit of the declared field's numbers.
  public let declaredUnit: AreaUnit
  public private(set) var total: Group
  public private(set) var comparison: DeclaredComparison
  public private(set) var flagCounts: [String: Int] = [:]
  private var groups: [String?: Group] = [:]

  /// `groupField` nil puts all features in one group; `declaredField` nil compares nothing.
  public init(
    basis: AreaBasis,
    groupField: String?,
    declaredField: String? = nil,
    declaredUnit: AreaUnit = .squareMetre,
    tolerance: DeclaredTolerance
  ) {
    self.basis = basis
    self.groupField = groupField
    self.declaredField = declaredField
    self.declaredUnit = declaredUnit
    total = Group(key: nil, count: 0, area: .zero(basis), declared: .zero(basis), declaredCount: 0)
    comparison = DeclaredComparison(basis: basis, tolerance: tolerance)
  }

  /// Adds a batch; `areas` holds the measured area of each feature in m², on the tally's basis.
  /// `labels` names the features; by default their ids or numbers.
  public mutating func add(_ batch: Layer, areas: [Double], labels: [String]? = nil) throws {
    let keys = groupField.flatMap { batch.table[$0] }
    let declared = declaredField.flatMap { batch.table[$0] }
    for feature in 0..<batch.count {
      let area = try Area(squareMetres: areas[feature], basis: basis)
      let key = groupField == nil ? nil : keys?.text(feature)
      var group =
        groups[key] ?? Group(key: key, count: 0, area: .zero(basis), declared: .zero(basis), declaredCount: 0)
      group.count += 1
      group.area = try group.area + area
      total.count += 1
      total.area = try total.area + area
      if let column = declared, let stated = declaredArea(column, feature) {
        group.declared = try group.declared + stated
        group.declaredCount += 1
        total.declared = try total.declared + stated
        total.declaredCount += 1
        try comparison.add(label: labels?[feature] ?? batch.label(of: feature), declared: stated, measured: area)
      }
      groups[key] = group
      for flag in FlagNames.names(of: batch.geometry.flags[feature]) { flagCounts[flag, default: 0] += 1 }
    }
  }

  /// Groups in order of their keys, the group without a value last.
  public var sortedGroups: [Group] {
    groups.values.sorted { a, b in
      switch (a.key, b.key) {
      case (let x?, let y?): x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars)
      case (_?, nil): true
      default: false
      }
    }
  }

  private func declaredArea(_ column: Column, _ feature: Int) -> Area? {
    guard let text = column.text(feature), let figure = FixedDecimal(text) else { return nil }
    return Area(figure, declaredUnit, basis: basis)
  }
}
