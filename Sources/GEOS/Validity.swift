internal import CGEOS

extension Shape {
  /// Why a geometry is not valid, and where.
  public struct Defect: Sendable, Hashable {
    /// GEOS's words: `Self-intersection`, `Ring Self-intersection`, `Hole lies outside shell` ….
    public var reason: String
    /// Where, in the coordinates of the geometry. NaN where the defect is a NaN.
    public var x: Double
    /// See ``x``.
    public var y: Double

    /// A defect in GEOS's words, at a place in the geometry's coordinates.
    public init(reason: String, x: Double, y: Double) {
      self.reason = reason
      self.x = x
      self.y = y
    }
  }

  /// True for a geometry that is valid by the rules of OGC Simple Features. Wraps `GEOSisValid_r`.
  public func isValid() throws(GEOSError) -> Bool {
    try ask(.validity) { GEOSisValid_r($0, $1) }
  }

  /// The first defect found, nil for a valid geometry. Wraps `GEOSisValidDetail_r`.
  ///
  /// - Parameter allowingInvertedShells: accepts a shell that touches itself at a point so that a hole forms, as
  ///   Esri's software writes holes.
  public func defect(allowingInvertedShells: Bool = false) throws(GEOSError) -> Defect? {
    let context = ThreadContext.current
    let flags = allowingInvertedShells ? Int32(GEOSVALID_ALLOW_SELFTOUCHING_RING_FORMING_HOLE.rawValue) : 0
    var reason: UnsafeMutablePointer<CChar>?
    var location: OpaquePointer?
    let answer = withPointer { GEOSisValidDetail_r(context.handle, $0, flags, &reason, &location) }
    defer {
      if let reason { GEOSFree_r(context.handle, reason) }
      if let location { GEOSGeom_destroy_r(context.handle, location) }
    }
    switch answer {
    case 1: return nil
    case 0:
      var defect = Defect(reason: reason.map { String(cString: $0) } ?? "invalid", x: .nan, y: .nan)
      if let location, GEOSisEmpty_r(context.handle, location) == 0 {
        _ = GEOSGeomGetX_r(context.handle, location, &defect.x)
        _ = GEOSGeomGetY_r(context.handle, location, &defect.y)
      }
      return defect
    default:
      throw context.error(.validity, feature: feature)
    }
  }

  /// True for a geometry without self-contact, by its kind's rule: lines do not cross or touch themselves, points do
  /// not repeat, rings of polygons are simple. Wraps `GEOSisSimple_r`.
  public func isSimple() throws(GEOSError) -> Bool {
    try ask(.simplicity) { GEOSisSimple_r($0, $1) }
  }

  /// True for a closed line: its ends are the same point. Wraps `GEOSisClosed_r`.
  ///
  /// - Throws: ``GEOSError`` for anything but lines.
  public func isClosed() throws(GEOSError) -> Bool {
    try ask(.simplicity) { GEOSisClosed_r($0, $1) }
  }
}
