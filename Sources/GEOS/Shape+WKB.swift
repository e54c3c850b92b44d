internal import CGEOS

extension Shape {
  /// Reads well-known binary, ISO or extended, either byte order. Wraps `GEOSWKBReader_read_r`.
  ///
  /// - Parameters:
  ///   - wkb: one geometry, from the first byte on.
  ///   - feature: the number (from 0) of the feature that errors name, where there is one.
  /// - Throws: ``GEOSError`` of kind `syntax` with GEOS's words for bytes that are no geometry, or for collections within one
  ///   another more than 256 deep.
  public convenience init(wkb: [UInt8], feature: Int? = nil) throws(GEOSError) {
    try Self.checkDepth(wkb, feature)
    try self.init(feature: feature) { context, reader in
      GEOSWKBReader_read_r(context, reader, wkb, wkb.count)
    }
  }

  /// Reads well-known binary in hexadecimal digits. Wraps `GEOSWKBReader_readHEX_r`.
  public convenience init(hexWKB: String) throws(GEOSError) {
    let digits = Array(hexWKB.utf8)
    if let bytes = Self.bytes(digits) { try Self.checkDepth(bytes, nil) }
    try self.init(feature: nil) { context, reader in
      GEOSWKBReader_readHEX_r(context, reader, digits, digits.count)
    }
  }

  private convenience init(
    feature: Int?,
    read: (OpaquePointer, OpaquePointer) -> OpaquePointer?
  ) throws(GEOSError) {
    let context = ThreadContext.current
    guard let reader = GEOSWKBReader_create_r(context.handle) else {
      throw context.error(.readWKB, feature: feature)
    }
    defer { GEOSWKBReader_destroy_r(context.handle, reader) }
    guard let made = read(context.handle, reader) else { throw context.error(.readWKB, feature: feature) }
    self.init(owning: made, in: context, feature: feature)
  }

  /// Well-known binary, little endian, without Z unless asked for. Wraps `GEOSWKBWriter_write_r`.
  ///
  /// - Parameter keepingZ: writes Z where the geometry has it (ISO types 1001…).
  public func wkb(keepingZ: Bool = false) throws(GEOSError) -> [UInt8] {
    let context = ThreadContext.current
    guard let writer = GEOSWKBWriter_create_r(context.handle) else { throw context.error(.writeWKB, feature: feature) }
    defer { GEOSWKBWriter_destroy_r(context.handle, writer) }
    GEOSWKBWriter_setByteOrder_r(context.handle, writer, Int32(GEOS_WKB_NDR.rawValue))
    GEOSWKBWriter_setFlavor_r(context.handle, writer, Int32(GEOS_WKB_ISO.rawValue))
    GEOSWKBWriter_setOutputDimension_r(context.handle, writer, keepingZ ? 3 : 2)
    var size = 0
    guard let bytes = withPointer({ GEOSWKBWriter_write_r(context.handle, writer, $0, &size) }) else {
      throw context.error(.writeWKB, feature: feature)
    }
    defer { GEOSFree_r(context.handle, bytes) }
    return [UInt8](UnsafeBufferPointer(start: bytes, count: size))
  }

  /// The bytes of hexadecimal digits; nil where they are none, which GEOS says itself.
  private static func bytes(_ digits: [UInt8]) -> [UInt8]? {
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for start in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Character(UnicodeScalar(digits[start])).hexDigitValue,
        let low = Character(UnicodeScalar(digits[start + 1])).hexDigitValue
      else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }

  private static func checkDepth(_ wkb: [UInt8], _ feature: Int?) throws(GEOSError) {
    if WKBDepth(wkb).exceeds(deepest) {
      throw GEOSError(
        .syntax,
        operation: .readWKB,
        feature: feature,
        message: "collections within one another more than \(deepest) deep"
      )
    }
  }
}
