public import Geometry
public import LandModel

/// What `assemble` is asked.
public struct AssemblyQuestion: Sendable {
  /// The zone's polygons, in the project's system.
  public var zone: GeometryColumns
  public var profile: AssemblyProfile
  public var basis: AreaBasis
  public var asOf: CalendarDate?
  /// m² to be reached; nil: no selection is searched.
  public var target: Double?
  /// Upper limits of quotas, m².
  public var limits: [QuotaKind: Double]
  /// Distance over which pieces hang together, m; nil: the profile's.
  public var gap: Double?

  public init(zone: GeometryColumns, profile: AssemblyProfile, basis: AreaBasis) {
    self.zone = zone
    self.profile = profile
    self.basis = basis
    limits = [:]
  }
}
