internal import CGEOS

extension Shape {
  /// Reads well-known text. Wraps `GEOSWKTReader_read_r`.
  ///
  ///     let square = try Shape(wkt: "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))")
  ///
  /// - Throws: ``GEOSError`` of kind `syntax` with GEOS's words for text that is no geometry, or for collections within one
  ///   another more than 250 deep.
  public convenience init(wkt: String) throws(GEOSError) {
    var (depth, deepest) = (0, 0)
    for byte in wkt.utf8 {
      if byte == UInt8(ascii: "(") { depth += 1 } else if byte == UInt8(ascii: ")") { depth -= 1 }
      deepest = max(deepest, depth)
    }
    if deepest > Self.deepest {
      throw GEOSError(
        .syntax,
        operation: .readWKT,
        message: "brackets \(deepest) deep; at most \(Self.deepest) are read"
      )
    }
    let context = ThreadContext.current
    guard let reader = GEOSWKTReader_create_r(context.handle) else { throw context.error(.readWKT) }
    defer { GEOSWKTReader_destroy_r(context.handle, reader) }
    guard let made = GEOSWKTReader_read_r(context.handle, reader, wkt) else { throw context.error(.readWKT) }
    self.init(owning: made, in: context)
  }

  /// Well-known text with the shortest decimals that read back as the same numbers, or with the stated number of
  /// `decimals`. Z is written where there is any. Wraps `GEOSWKTWriter_write_r`.
  public func wkt(decimals: Int? = nil) throws(GEOSError) -> String {
    let context = ThreadContext.current
    guard let writer = GEOSWKTWriter_create_r(context.handle) else { throw context.error(.writeWKT, feature: feature) }
    defer { GEOSWKTWriter_destroy_r(context.handle, writer) }
    GEOSWKTWriter_setTrim_r(context.handle, writer, 1)
    GEOSWKTWriter_setOutputDimension_r(context.handle, writer, 3)
    // -1 asks for full precision.
    GEOSWKTWriter_setRoundingPrecision_r(context.handle, writer, Int32(clamping: decimals ?? -1))
    guard let text = withPointer({ GEOSWKTWriter_write_r(context.handle, writer, $0) }) else {
      throw context.error(.writeWKT, feature: feature)
    }
    defer { GEOSFree_r(context.handle, text) }
    return String(cString: text)
  }
}

extension Shape: CustomStringConvertible {
  /// The well-known text, or GEOS's words where it cannot be written.
  public var description: String {
    do { return try wkt() } catch { return "\(error)" }
  }
}
