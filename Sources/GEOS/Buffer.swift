internal import CGEOS

/// The form of a buffer's corners and line ends.
public struct BufferStyle: Sendable, Hashable {
  /// How the buffer of a line ends.
  public enum Cap: Sendable, Hashable, CaseIterable {
    /// Ends in a half circle round the last vertex.
    case round
    /// Ends at the last vertex.
    case flat
    /// Ends the buffer distance beyond the last vertex.
    case square
  }

  /// What fills the outer side of a corner.
  public enum Join: Sendable, Hashable, CaseIterable {
    /// An arc round the vertex.
    case round
    /// The two sides prolonged until they meet, at most as far as ``BufferStyle/mitreLimit`` allows.
    case mitre
    /// A straight cut between the two sides.
    case bevel
  }

  /// Segments in a quarter of a circle.
  public var quadrantSegments: Int
  /// Of lines' ends; polygons have none.
  public var cap: Cap
  /// Of corners, on their outer side.
  public var join: Join
  /// How far a mitre may reach, as a multiple of the distance, before it is bevelled.
  public var mitreLimit: Double
  /// Lines are buffered on one side: left of the line for a positive distance, right for a negative one.
  public var singleSided: Bool

  /// GEOS's own defaults: round, eight segments in a quarter of a circle.
  public init(
    quadrantSegments: Int = 8,
    cap: Cap = .round,
    join: Join = .round,
    mitreLimit: Double = 5,
    singleSided: Bool = false
  ) {
    self.quadrantSegments = quadrantSegments
    self.cap = cap
    self.join = join
    self.mitreLimit = mitreLimit
    self.singleSided = singleSided
  }
}

extension BufferStyle.Cap {
  var geosStyle: Int32 {
    switch self {
    case .round: Int32(GEOSBUF_CAP_ROUND.rawValue)
    case .flat: Int32(GEOSBUF_CAP_FLAT.rawValue)
    case .square: Int32(GEOSBUF_CAP_SQUARE.rawValue)
    }
  }
}

extension BufferStyle.Join {
  var geosStyle: Int32 {
    switch self {
    case .round: Int32(GEOSBUF_JOIN_ROUND.rawValue)
    case .mitre: Int32(GEOSBUF_JOIN_MITRE.rawValue)
    case .bevel: Int32(GEOSBUF_JOIN_BEVEL.rawValue)
    }
  }
}

extension Shape {
  /// All points within `distance` of the shape, in the unit of the coordinates; a negative distance shrinks
  /// polygons. Circles are approximated from within. Wraps `GEOSBufferWithParams_r`.
  ///
  ///     let corridor = try centreLine.buffer(30, style: BufferStyle(cap: .flat))
  ///
  /// - Throws: ``GEOSError`` of kind `argument` for a distance or mitre limit that is not finite, or for more than 1,024
  ///   segments.
  public func buffer(_ distance: Double, style: BufferStyle = BufferStyle()) throws(GEOSError) -> Shape {
    try check(distance, style, .buffer)
    let context = ThreadContext.current
    guard let parameters = GEOSBufferParams_create_r(context.handle) else {
      throw context.error(.buffer, feature: feature)
    }
    defer { GEOSBufferParams_destroy_r(context.handle, parameters) }
    let segments = Int32(clamping: style.quadrantSegments)
    guard GEOSBufferParams_setEndCapStyle_r(context.handle, parameters, style.cap.geosStyle) == 1,
      GEOSBufferParams_setJoinStyle_r(context.handle, parameters, style.join.geosStyle) == 1,
      GEOSBufferParams_setMitreLimit_r(context.handle, parameters, style.mitreLimit) == 1,
      GEOSBufferParams_setQuadrantSegments_r(context.handle, parameters, segments) == 1,
      GEOSBufferParams_setSingleSided_r(context.handle, parameters, style.singleSided ? 1 : 0) == 1
    else { throw context.error(.buffer, feature: feature) }
    return try derive(.buffer) { GEOSBufferWithParams_r($0, $1, parameters, distance) }
  }
}
