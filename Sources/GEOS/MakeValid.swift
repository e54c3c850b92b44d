internal import CGEOS

/// How an invalid polygon is rebuilt.
public enum RepairMethod: Sendable, Hashable {
  /// All rings are noded, and what they enclose an odd number of times becomes area: a bow tie keeps both wings, a
  /// doubled area becomes a hole. What collapses stays as lines and points.
  case linework
  /// Shells are made valid and merged, holes are made valid and subtracted: an area drawn twice stays area. What
  /// collapses is dropped, or kept as lines and points.
  case structure(keepingCollapsed: Bool)
}

extension Shape {
  /// A valid geometry of the same points as far as possible. Wraps `GEOSMakeValidWithParams_r`.
  public func makeValid(_ method: RepairMethod = .linework) throws(GEOSError) -> Shape {
    let context = ThreadContext.current
    guard let parameters = GEOSMakeValidParams_create_r(context.handle) else {
      throw context.error(.makeValid, feature: feature)
    }
    defer { GEOSMakeValidParams_destroy_r(context.handle, parameters) }
    switch method {
    case .linework:
      _ = GEOSMakeValidParams_setMethod_r(context.handle, parameters, GEOS_MAKE_VALID_LINEWORK)
    case .structure(let keepingCollapsed):
      _ = GEOSMakeValidParams_setMethod_r(context.handle, parameters, GEOS_MAKE_VALID_STRUCTURE)
      _ = GEOSMakeValidParams_setKeepCollapsed_r(context.handle, parameters, keepingCollapsed ? 1 : 0)
    }
    return try derive(.makeValid) { GEOSMakeValidWithParams_r($0, $1, parameters) }
  }
}
