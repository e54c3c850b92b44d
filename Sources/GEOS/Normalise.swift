internal import CGEOS

extension Shape {
  /// The same points in GEOS's canonical form: rings start at their least vertex, shells run clockwise, members are
  /// sorted. Two shapes of the same structure are then exactly equal. Wraps `GEOSNormalize_r`.
  public func normalised() throws(GEOSError) -> Shape {
    try derive(.normalise) { context, geometry in
      // A clone, because GEOS normalises in place.
      guard let copy = GEOSGeom_clone_r(context, geometry) else { return nil }
      guard GEOSNormalize_r(context, copy) == 0 else {
        GEOSGeom_destroy_r(context, copy)
        return nil
      }
      return copy
    }
  }
}
