public import PROJ

/// How sources are opened.
public struct LoadOptions: Sendable {
  /// What the layer's coordinate reference system is, whatever the file says. It relabels, it does not transform.
  public var crs: String?
  /// The encoding of text, whatever the file says.
  public var encoding: String?
  /// Only the features for which this holds.
  public var filter: Filter?
  /// Check every polygon's validity with GEOS.
  public var validates = true
  /// Repair what is not valid with GEOS.
  public var repairs = false
  /// Bring every layer to this system; nil leaves them.
  public var target: String?
  /// Refuse coordinates that cannot be of the layer's system (see ``LoadedLayer/contradictions(within:)``).
  public var refusesContradictions = true
  /// Look for values of a GeoPackage that are not of their field's type, which takes another pass over the layer.
  public var checksStoredTypes = true
  /// What a change to a system with another datum goes by, at loading and after it.
  public var datumChange = DatumChange.published

  /// What the file says, every feature, validity checked, nothing repaired, no other system.
  public init() {}
}
