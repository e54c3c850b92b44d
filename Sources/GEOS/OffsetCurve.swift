internal import CGEOS

extension Shape {
  /// The line at `distance` from a line: to its left where positive, to its right where negative. Wraps
  /// `GEOSOffsetCurve_r`; of the style, join, mitre limit and segments count.
  public func offsetCurve(_ distance: Double, style: BufferStyle = BufferStyle()) throws(GEOSError) -> Shape {
    try check(distance, style, .offsetCurve)
    let segments = Int32(clamping: style.quadrantSegments)
    return try derive(.offsetCurve) {
      GEOSOffsetCurve_r($0, $1, distance, segments, style.join.geosStyle, style.mitreLimit)
    }
  }

  /// The boundary of the single-sided buffer of a line, without the line itself. Wraps `GEOSSingleSidedBuffer_r`.
  public func singleSidedBufferLine(
    _ distance: Double,
    left: Bool,
    style: BufferStyle = BufferStyle()
  ) throws(GEOSError) -> Shape {
    try check(distance, style, .offsetCurve)
    let segments = Int32(clamping: style.quadrantSegments)
    return try derive(.offsetCurve) {
      GEOSSingleSidedBuffer_r($0, $1, distance, segments, style.join.geosStyle, style.mitreLimit, left ? 1 : 0)
    }
  }
}
