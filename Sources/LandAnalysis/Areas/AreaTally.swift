public import Features
public import Geometry
public import LandModel

/// Adds up the areas of a layer's features by the value of a field, batch after batch, so that memory is that of
/// the groups and not of the features. Sums are exact (`Area` counts whole quanta), hence the same in any order.
public struct AreaTally: Sendable {
  /// Groups by value; features whose field is null are one group with a nil key.
  public struct Group: Sendable {
    /// The value of the field; nil where it is null, or where features are not grouped.
    public var key: String?
    /// Number of features.
    public var count: Int
    /// Sum of the measured areas.
    public var area: Area
    /// Sum of the declared areas, of the features that declare one.
    public var declared: Area
    /// Features that declare an area.
    public var declaredCount: Int
  }

  /// Basis of measured and declared areas.
  public let basis: AreaBasis
  /// Field to group by; nil: one group.
  public let groupField: String?
  /// Field of declared areas; nil: nothing is compared.
  public let declaredField: String?
  /// Unit of the declared field's numbers. Figures are read in it even where their own ratio tells another: such a figure is a
  /// difference to be shown.
  public private(set) var declaredUnit: AreaUnit
  /// Declared against measured, feature by feature.
  public private(set) var comparison: DeclaredComparison
  /// How the declared areas were read.
  public private(set) var reading = DeclaredReading()
  /// All groups together.
  public private(set) var total: Group
  private var groups: [String?: Group] = [:]
  /// The group field holds numbers, which sort as such.
  private var groupsByNumber = false
  private var countsByFlags: [GeometryFlags: Int] = [:]

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
  /// `label` names a feature; by default its id or number.
  public mutating func add(_ batch: Layer, areas: [Double], label: ((Int) -> String)? = nil) throws {
    let keys = groupField.flatMap { batch.table[$0] }
    if let type = keys?.field.type { groupsByNumber = type == .integer || type == .real }
    let declared = declaredField.flatMap { batch.table[$0] }
    // Neighbours often belong to one group: it is kept at hand until another comes.
    var group = empty(nil)
    var isOpen = false
    for feature in 0..<batch.count {
      let area = try Area(squareMetres: areas[feature], basis: basis)
      let key = keys?.text(feature)
      if !isOpen || key != group.key {
        if isOpen { groups[group.key] = group }
        group = groups[key] ?? empty(key)
        isOpen = true
      }
      group.count += 1
      group.area = try group.area + area
      total.count += 1
      total.area = try total.area + area
      if let text = declared?.text(feature),
        let stated = reading.area(
          text,
          in: declaredUnit,
          basis: basis,
          label: label?(feature) ?? batch.label(of: feature)
        )
      {
        group.declared = try group.declared + stated
        group.declaredCount += 1
        total.declared = try total.declared + stated
        total.declaredCount += 1
        try comparison.add(
          label: label?(feature) ?? batch.label(of: feature),
          declared: stated,
          measured: area
        )
      }
      let flags = batch.geometry.flags[feature]
      if !flags.isEmpty { countsByFlags[flags, default: 0] += 1 }
    }
    if isOpen { groups[group.key] = group }
  }

  /// Reads the declared figures that follow in a unit. Precondition: none was added yet.
  public mutating func readDeclared(in unit: AreaUnit) {
    precondition(total.declaredCount == 0, "figures of two units would be added up")
    declaredUnit = unit
  }

  private func empty(_ key: String?) -> Group {
    Group(key: key, count: 0, area: .zero(basis), declared: .zero(basis), declaredCount: 0)
  }

  /// Number of features with each flag, by its stable name.
  public var flagCounts: [String: Int] {
    countsByFlags.reduce(into: [:]) { counts, entry in
      for name in FlagNames.names(of: entry.key) { counts[name, default: 0] += entry.value }
    }
  }

  /// Groups in order of their keys, the group without a value last.
  public var sortedGroups: [Group] {
    groups.values.sorted { (a, b) -> Bool in
      switch (a.key, b.key) {
      case (let x?, let y?):
        if groupsByNumber, let m = FixedDecimal(x), let n = FixedDecimal(y), m != n { return m < n }
        return x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars)
      case (_?, nil): return true
      default: return false
      }
    }
  }
}
