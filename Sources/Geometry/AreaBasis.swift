/// What an area was measured on. Every printed or exported area carries its basis; areas of different bases are
/// never compared without saying so.
public enum AreaBasis: String, Sendable, CaseIterable, Codable {
  /// The projected plane: what site surveys (勘测定界) state.
  case plane
  /// The official routine of the national land survey on its ellipsoid: what land survey and spatial plans state.
  case ellipsoid
  /// Geodesic polygons on the coordinate system's own ellipsoid (Karney 2013).
  case geodesic
}
