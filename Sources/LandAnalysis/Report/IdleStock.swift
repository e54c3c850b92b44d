public import Geometry
public import LandModel

/// Idle land and idle plants as two ledgers side by side: land area and floor area. They are never added; a report
/// that gives one figure for both is set against each.
public struct IdleStock: Sendable {
  /// One ledger: how many entries, how much.
  public struct Ledger: Sendable {
    /// Entries, those without a figure among them.
    public var count: Int
    /// Sum of the figures there are; land and floor carry the same basis as a label, and are never added.
    public var area: Area
    /// Entries without a figure.
    public var missing: Int
    /// Entries whose figure is as stated, not measured.
    public var stated: Int
  }

  /// Idle lots: measured, or as stated where the register has no polygons.
  public var land: Ledger
  /// Floor area of idle plants, as stated.
  public var floor: Ledger
  /// Land and floor by owner, in order of the owners' names; nil is unknown.
  public var owners: [(owner: String?, land: Area, floor: Area)]

  /// Adds up both ledgers, each by itself and by owner.
  ///
  /// - Parameters:
  ///   - land: area and owner of each idle lot, and whether the area is measured.
  ///   - floor: stated floor area in m² and owner of each idle plant.
  ///   - basis: of the land; floor space is labelled with it.
  public init(
    land: [(area: Double?, isMeasured: Bool, owner: String?)],
    floor: [(area: Double?, owner: String?)],
    basis: AreaBasis
  ) throws {
    var owners: [String?: (land: Area, floor: Area)] = [:]
    var landArea = Area.zero(basis)
    var floorArea = Area.zero(basis)
    for lot in land {
      guard let figure = lot.area else { continue }
      let area = try Area(squareMetres: figure, basis: basis)
      landArea = try landArea + area
      var entry = owners[lot.owner] ?? (.zero(basis), .zero(basis))
      entry.land = try entry.land + area
      owners[lot.owner] = entry
    }
    for plant in floor {
      guard let stated = plant.area else { continue }
      let area = try Area(squareMetres: stated, basis: basis)
      floorArea = try floorArea + area
      var entry = owners[plant.owner] ?? (.zero(basis), .zero(basis))
      entry.floor = try entry.floor + area
      owners[plant.owner] = entry
    }
    let stated = land.lazy.filter { $0.area != nil && !$0.isMeasured }.count
    let unknown = land.lazy.filter { $0.area == nil }.count
    self.land = Ledger(count: land.count, area: landArea, missing: unknown, stated: stated)
    let noFloor = floor.lazy.filter { $0.area == nil }.count
    self.floor = Ledger(count: floor.count, area: floorArea, missing: noFloor, stated: floor.count - noFloor)
    self.owners = owners.map { ($0.key, $0.value.land, $0.value.floor) }.sorted { a, b in
      switch (a.0, b.0) {
      case (let x?, let y?): x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars)
      case (_?, nil): true
      default: false
      }
    }
  }
}
