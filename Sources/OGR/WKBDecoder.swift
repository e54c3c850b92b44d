package import Geometry

/// What is wrong with well-known binary.
package enum WKBProblem: Error, Equatable {
  case truncated
  case badByteOrder(UInt8)
  case unknownType(UInt32)
  case tooDeep
  /// Arcs in it: GDAL strokes them first.
  case curved

  /// For messages.
  var words: String {
    switch self {
    case .truncated: "it ends early"
    case .badByteOrder(let byte): "byte order \(byte) is neither 0 nor 1"
    case .unknownType(let type): "geometry type \(type) is not known"
    case .tooDeep: "collections within collections, more than \(WKBDecoder.deepest) deep"
    case .curved: "it has curves"
    }
  }
}

/// Reads well-known binary (OGC 06-103r4, ISO 13249-3 types for Z and M, and the older extended form) straight into
/// columns. Z and M are passed over; polyhedral surfaces and TINs are taken as the multipolygons that they are.
package struct WKBDecoder {
  static let deepest = 32

  private var bytes: UnsafeRawBufferPointer
  private var position = 0

  /// Appends one feature. `flags` are what the caller knows of it already.
  package static func decode(
    _ bytes: UnsafeRawBufferPointer,
    into builder: inout GeometryColumns.Builder,
    flags: GeometryFlags = []
  ) throws(WKBProblem) {
    var decoder = WKBDecoder(bytes: bytes)
    let header = try decoder.header()
    let known = header.dimensions > 2 ? flags.union(.hadZ) : flags
    switch header.code {
    case 1:
      builder.beginFeature(.point, flags: known)
      try decoder.singlePoint(header, into: &builder)
    case 2:
      builder.beginFeature(.lineString, flags: known)
      try decoder.line(header, into: &builder)
    case 3, 17:
      builder.beginFeature(.polygon, flags: known)
      try decoder.polygon(header, into: &builder)
    case 4:
      builder.beginFeature(.multiPoint, flags: known)
      try decoder.multiPoint(header, into: &builder)
    case 5:
      builder.beginFeature(.multiLineString, flags: known)
      for _ in 0..<(try decoder.count(header)) { try decoder.line(try decoder.header(of: 2), into: &builder) }
    case 6, 15, 16:
      builder.beginFeature(.multiPolygon, flags: known)
      for _ in 0..<(try decoder.count(header)) {
        try decoder.polygon(try decoder.header(of: 3, or: 17), into: &builder)
      }
    case 7:
      var flat: [UInt8] = []
      var scan = WKBDecoder(bytes: bytes)
      try scan.flatten(into: &flat, depth: 0)
      builder.beginFeature(.collection, flags: known)
      try decoder.polygonsOfCollection(header, into: &builder, depth: 0)
      builder.endFeature(wkb: flat)
      return
    case 8...14: throw .curved
    default: throw .unknownType(header.code)
    }
    builder.endFeature()
  }

  private init(bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  struct Header {
    /// 1 point … 7 collection, 8–14 curves, 15 polyhedral surface, 16 TIN, 17 triangle.
    var code: UInt32
    var dimensions: Int
    var isForeignOrder: Bool
    var stride: Int { dimensions * 8 }
  }

  mutating func header() throws(WKBProblem) -> Header {
    guard position + 5 <= bytes.count else { throw .truncated }
    let order = bytes[position]
    guard order <= 1 else { throw .badByteOrder(order) }
    position += 1
    let isForeign = (order == 1) != (UInt32(1).littleEndian == 1)
    let type = try integer(isForeign)
    // Extended form: high bits for Z, M and a spatial reference id.
    let extra = (type >> 31) + (type >> 30 & 1)
    if type & 0x2000_0000 != 0 { _ = try integer(isForeign) }
    let plain = type & 0x1FFF_FFFF
    guard plain < 4000 else { throw .unknownType(type) }
    let isoExtra: UInt32 = [0, 1, 1, 2][Int(plain / 1000)]
    return Header(code: plain % 1000, dimensions: 2 + Int(max(extra, isoExtra)), isForeignOrder: isForeign)
  }

  /// The header of a member that must be of a certain code, or of one other.
  private mutating func header(of code: UInt32, or other: UInt32? = nil) throws(WKBProblem) -> Header {
    let header = try header()
    if (8...14).contains(header.code) { throw .curved }
    guard header.code == code || header.code == other else { throw .unknownType(header.code) }
    return header
  }

  private mutating func integer(_ isForeign: Bool) throws(WKBProblem) -> UInt32 {
    guard position + 4 <= bytes.count else { throw .truncated }
    let value = bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
    position += 4
    return isForeign ? value.byteSwapped : value
  }

  /// A number of members or vertices, bounded by what the bytes can hold, so that a wrong one costs no memory.
  private mutating func count(_ header: Header, size: Int = 4) throws(WKBProblem) -> Int {
    let count = Int(try integer(header.isForeignOrder))
    guard count * size <= bytes.count - position else { throw .truncated }
    return count
  }

  /// Takes `count` vertices into the ring under way.
  private mutating func vertices(
    _ count: Int,
    _ header: Header,
    into builder: inout GeometryColumns.Builder
  ) throws(WKBProblem) {
    guard count > 0 else { return }
    guard let base = bytes.baseAddress, position + count * header.stride <= bytes.count else { throw .truncated }
    builder.add(
      interleaved: base + position,
      count: count,
      stride: header.stride,
      isForeignOrder: header.isForeignOrder
    )
    position += count * header.stride
  }
}

// MARK: - The types

extension WKBDecoder {
  private mutating func multiPoint(_ header: Header, into builder: inout GeometryColumns.Builder) throws(WKBProblem) {
    // Members are points, each with its own header; their vertices make one ring.
    let count = try count(header)
    guard count > 0 else { return }
    builder.beginPart()
    builder.beginRing()
    for _ in 0..<count { try point(try self.header(of: 1), into: &builder) }
    builder.endRing()
    builder.endPart()
  }

  private mutating func singlePoint(_ header: Header, into builder: inout GeometryColumns.Builder) throws(WKBProblem) {
    guard try !isEmptyPoint(header) else { return }
    builder.beginPart()
    builder.beginRing()
    try point(header, into: &builder)
    builder.endRing()
    builder.endPart()
  }

  private mutating func point(_ header: Header, into builder: inout GeometryColumns.Builder) throws(WKBProblem) {
    if try isEmptyPoint(header) {
      position += header.stride
    } else {
      try vertices(1, header, into: &builder)
    }
  }

  /// An empty point is written as NaN in every ordinate.
  private func isEmptyPoint(_ header: Header) throws(WKBProblem) -> Bool {
    guard position + header.stride <= bytes.count else { throw .truncated }
    for ordinate in 0..<2 {
      let bits = bytes.loadUnaligned(fromByteOffset: position + 8 * ordinate, as: UInt64.self)
      if !Double(bitPattern: header.isForeignOrder ? bits.byteSwapped : bits).isNaN { return false }
    }
    return true
  }

  private mutating func line(_ header: Header, into builder: inout GeometryColumns.Builder) throws(WKBProblem) {
    let count = try count(header, size: header.stride)
    guard count > 0 else { return }
    builder.beginPart()
    builder.beginRing()
    try vertices(count, header, into: &builder)
    builder.endRing()
    builder.endPart()
  }

  private mutating func polygon(_ header: Header, into builder: inout GeometryColumns.Builder) throws(WKBProblem) {
    let rings = try count(header)
    var isOpen = false
    for _ in 0..<rings {
      let count = try count(header, size: header.stride)
      guard count > 0 else { continue }
      if !isOpen { builder.beginPart() }
      isOpen = true
      guard let base = bytes.baseAddress else { throw .truncated }
      // `count` lies within the bytes: it was checked with the size of a position.
      builder.addRing(
        interleaved: base + position,
        count: count,
        stride: header.stride,
        isForeignOrder: header.isForeignOrder
      )
      position += count * header.stride
    }
    if isOpen { builder.endPart() }
  }

  /// The polygons of a collection become its parts; what has no area is passed over, being in the WKB.
  private mutating func polygonsOfCollection(
    _ header: Header,
    into builder: inout GeometryColumns.Builder,
    depth: Int
  ) throws(WKBProblem) {
    guard depth < Self.deepest else { throw .tooDeep }
    for _ in 0..<(try count(header)) {
      let member = try self.header()
      switch member.code {
      case 1: position += member.stride
      case 2: position += try count(member, size: member.stride) * member.stride
      case 3, 17: try polygon(member, into: &builder)
      case 4, 5, 6, 7, 15, 16: try polygonsOfCollection(member, into: &builder, depth: depth + 1)
      case 8...14: throw .curved
      default: throw .unknownType(member.code)
      }
    }
  }

  /// Copies a geometry as little-endian 2D well-known binary.
  private mutating func flatten(into flat: inout [UInt8], depth: Int) throws(WKBProblem) {
    guard depth < Self.deepest else { throw .tooDeep }
    let header = try header()
    func put(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { flat.append(contentsOf: $0) } }
    flat.append(1)
    put([15: 6, 16: 6, 17: 3][header.code] ?? header.code)
    switch header.code {
    case 1: try flattenVertices(1, header, into: &flat)
    case 2:
      let count = try count(header, size: header.stride)
      put(UInt32(count))
      try flattenVertices(count, header, into: &flat)
    case 3, 17:
      let rings = try count(header)
      put(UInt32(rings))
      for _ in 0..<rings {
        let count = try count(header, size: header.stride)
        put(UInt32(count))
        try flattenVertices(count, header, into: &flat)
      }
    case 4, 5, 6, 7, 15, 16:
      let members = try count(header)
      put(UInt32(members))
      for _ in 0..<members { try flatten(into: &flat, depth: depth + 1) }
    case 8...14: throw .curved
    default: throw .unknownType(header.code)
    }
  }

  private mutating func flattenVertices(
    _ count: Int,
    _ header: Header,
    into flat: inout [UInt8]
  ) throws(WKBProblem) {
    guard position + count * header.stride <= bytes.count else { throw .truncated }
    for _ in 0..<count {
      for ordinate in 0..<2 {
        let bits = bytes.loadUnaligned(fromByteOffset: position + 8 * ordinate, as: UInt64.self)
        let value = header.isForeignOrder ? bits.byteSwapped : bits
        withUnsafeBytes(of: value.littleEndian) { flat.append(contentsOf: $0) }
      }
      position += header.stride
    }
  }
}
