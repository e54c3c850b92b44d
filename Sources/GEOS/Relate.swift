internal import CGEOS

extension Shape {
  /// The DE-9IM matrix of the two shapes as nine characters, rows first: interior, boundary, exterior of this shape
  /// against those of the other, each `F`, `0`, `1` or `2`. Wraps `GEOSRelate_r`.
  public func relate(_ other: Shape) throws(GEOSError) -> String {
    let context = ThreadContext.current
    let text = withPointer { a in other.withPointer { b in GEOSRelate_r(context.handle, a, b) } }
    guard let text else { throw context.error(.relate, feature: feature, otherFeature: other.feature) }
    defer { GEOSFree_r(context.handle, text) }
    return String(cString: text)
  }

  /// True where the DE-9IM matrix fits the pattern of `F`, `0`, `1`, `2`, `T` (not empty) and `*` (anything). Wraps
  /// `GEOSRelatePattern_r`.
  public func relate(_ other: Shape, matches pattern: String) throws(GEOSError) -> Bool {
    try ask(.relate, with: other) { GEOSRelatePattern_r($0, $1, $2, pattern) }
  }
}
