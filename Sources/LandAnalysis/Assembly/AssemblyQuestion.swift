public import Geometry
public import LandModel

/// What `assemble` is asked.
public struct AssemblyQuestion: Sendable {
  /// The zone's polygons, in the project's system.
  public var zone: GeometryColumns
  /// What cannot be built on, and how selections are weighed.
  public var profile: AssemblyProfile
  /// Basis of all areas.
  public var basis: AreaBasis
  /// The day on which approvals must hold; nil: batches count whatever their dates.
  public var asOf: CalendarDate?
  /// m² to be reached; nil: no selection is searched.
  public var target: Double?
  /// Upper limits of quotas, m².
  public var limits: [QuotaKind: Double]
  /// Distance over which pieces hang together, m; nil: the profile's.
  public var gap: Double?

  /// A question about a zone, without target, limits or a distance of its own.
  public init(zone: GeometryColumns, profile: AssemblyProfile, basis: AreaBasis) {
    self.zone = zone
    self.profile = profile
    self.basis = basis
    limits = [:]
  }
}
