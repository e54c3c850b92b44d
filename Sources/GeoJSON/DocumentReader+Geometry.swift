import Geometry

/// The vertices of one ring, line or point list, while it is read.
final class RingBuffer {
  private(set) var x: UnsafeMutablePointer<Double>
  private(set) var y: UnsafeMutablePointer<Double>
  private(set) var capacity = 1024
  var count = 0

  init() {
    x = .allocate(capacity: capacity)
    y = .allocate(capacity: capacity)
  }

  deinit {
    x.deallocate()
    y.deallocate()
  }

  func grow() {
    let larger = capacity * 2
    for keyPath in [\RingBuffer.x, \RingBuffer.y] {
      let new = UnsafeMutablePointer<Double>.allocate(capacity: larger)
      new.update(from: self[keyPath: keyPath], count: count)
      self[keyPath: keyPath].deallocate()
      self[keyPath: keyPath] = new
    }
    capacity = larger
  }

  var xs: UnsafeBufferPointer<Double> { UnsafeBufferPointer(start: x, count: count) }
  var ys: UnsafeBufferPointer<Double> { UnsafeBufferPointer(start: y, count: count) }
}

extension GeometryKind {
  /// The kind that a GeoJSON `type` names; nil for any other word.
  init?(geoJSON type: String) {
    switch type {
    case "Point": self = .point
    case "LineString": self = .lineString
    case "Polygon": self = .polygon
    case "MultiPoint": self = .multiPoint
    case "MultiLineString": self = .multiLineString
    case "MultiPolygon": self = .multiPolygon
    case "GeometryCollection": self = .collection
    default: return nil
    }
  }

  /// The number of well-known binary.
  var wkbType: UInt32 {
    switch self {
    case .null: 0
    case .point: 1
    case .lineString: 2
    case .polygon: 3
    case .multiPoint: 4
    case .multiLineString: 5
    case .multiPolygon: 6
    case .collection: 7
    }
  }
}

extension DocumentReader {
  /// Reads a geometry object as the geometry of the row under way; the cursor stands on its brace.
  mutating func readGeometry() throws {
    if skipsGeometry { return try scanner.skipValue() }
    let kind = try geometryKind()
    builder.beginFeature(kind)
    if kind == .collection {
      wkb.removeAll(keepingCapacity: true)
      isCollecting = true
      defer { isCollecting = false }
      try readGeometryBody(kind, depth: 1)
      builder.endFeature(wkb: wkb)
    } else {
      try readGeometryBody(kind, depth: 0)
      builder.endFeature()
    }
  }

  private mutating func geometryKind() throws -> GeometryKind {
    guard scanner.byte == UInt8(ascii: "{") else { throw scanner.unexpected("a geometry object, or null") }
    let start = scanner.pos
    guard let type = try typeOfObject(at: start) else { throw missing("type", at: start) }
    guard let kind = GeometryKind(geoJSON: type) else { throw unknownType(type, at: start) }
    return kind
  }

  private mutating func readGeometryBody(_ kind: GeometryKind, depth: Int) throws {
    let start = scanner.pos
    scanner.pos += 1
    var isRead = false
    var hasType = false
    repeat {
      let name = try scanner.memberName()
      let isContent = scanner.isEqual(name, kind == .collection ? "geometries" : "coordinates")
      let isType = scanner.isEqual(name, "type")
      if isContent && isRead || isType && hasType {
        notes.duplicate(try scanner.decoded(name), at: name.start)
        try scanner.skipValue()
      } else if isContent {
        isRead = true
        if kind == .collection { try readMembers(depth: depth) } else { try readCoordinates(kind) }
      } else if scanner.isEqual(name, "crs") {
        try readCRS()
      } else {
        if isType {
          hasType = true
        } else if !scanner.isEqual(name, "bbox") {
          notes.foreign(try scanner.decoded(name), at: name.start)
        }
        try scanner.skipValue()
      }
    } while try scanner.anotherMember()
    if !isRead { throw missing(kind == .collection ? "geometries" : "coordinates", at: start) }
  }

  /// Reads a collection's geometries into ``wkb``; their polygons become parts of the feature too.
  private mutating func readMembers(depth: Int) throws {
    guard depth < 64 else { throw scanner.tooDeep() }
    try scanner.expect(UInt8(ascii: "["), "an array of geometries")
    let head = beginWKB(.collection)
    var count: UInt32 = 0
    if !scanner.accept(UInt8(ascii: "]")) {
      repeat {
        scanner.skipSpace()
        try readGeometryBody(try geometryKind(), depth: depth + 1)
        count += 1
      } while try scanner.anotherElement()
    }
    setWKBCount(count, at: head)
  }
}

// Coordinates, by kind.
extension DocumentReader {
  private mutating func readCoordinates(_ kind: GeometryKind) throws {
    guard scanner.byte == UInt8(ascii: "[") else { throw scanner.unexpected("an array of coordinates") }
    switch kind {
    case .point: try readPoint()
    case .lineString: try readLine()
    case .multiPoint: try readMultiPoint()
    case .polygon: try readPolygon()
    case .multiLineString: try readParts(kind, of: .lineString) { try $0.readLine() }
    case .multiPolygon: try readParts(kind, of: .polygon) { try $0.readPolygon() }
    case .null, .collection: break
    }
  }

  private mutating func readParts(
    _ kind: GeometryKind,
    of member: GeometryKind,
    _ read: (inout DocumentReader) throws -> Void
  ) throws {
    let head = isCollecting ? beginWKB(kind) : 0
    var count: UInt32 = 0
    try forEachElement("an array for each \(member == .polygon ? "polygon" : "line")") {
      try read(&$0)
      count += 1
    }
    if isCollecting { setWKBCount(count, at: head) }
  }

  /// Calls `read` with the cursor on each element of the array at the cursor; each must be an array itself.
  @inline(__always)
  private mutating func forEachElement(_ expected: String, _ read: (inout DocumentReader) throws -> Void) throws {
    scanner.pos += 1
    if scanner.accept(UInt8(ascii: "]")) { return }
    repeat {
      guard scanner.byte == UInt8(ascii: "[") else { throw scanner.unexpected(expected) }
      try read(&self)
    } while try scanner.anotherElement()
  }

  private mutating func readPolygon() throws {
    let head = isCollecting ? beginWKB(.polygon) : 0
    var count: UInt32 = 0
    builder.beginPart()
    try forEachElement("an array for each ring") {
      try $0.readPositions()
      if $0.ring.count == 0 { return $0.builder.flag(.shortRing) }
      $0.emitRing()
      if $0.isCollecting { $0.appendRingToWKB(isShell: count == 0) }
      count += 1
    }
    // A polygon without rings has no part: nothing would be its shell.
    if count > 0 { builder.endPart() }
    if isCollecting { setWKBCount(count, at: head) }
  }

  private mutating func readLine() throws {
    try readPositions()
    if isCollecting {
      let head = beginWKB(.lineString)
      setWKBCount(UInt32(ring.count), at: head)
      appendPositionsToWKB()
    } else if ring.count > 0 {
      emitPart()
    }
  }

  private mutating func readMultiPoint() throws {
    try readPositions()
    guard isCollecting else {
      if ring.count > 0 { emitPart() }
      return
    }
    let head = beginWKB(.multiPoint)
    setWKBCount(UInt32(ring.count), at: head)
    for i in 0..<ring.count { appendPointToWKB(ring.x[i], ring.y[i]) }
  }

  private mutating func readPoint() throws {
    let start = scanner.pos
    scanner.pos += 1
    if scanner.accept(UInt8(ascii: "]")) {
      if isCollecting { appendPointToWKB(.nan, .nan) }
      return
    }
    scanner.pos = start
    ring.count = 0
    try readPosition()
    if isCollecting { appendPointToWKB(ring.x[0], ring.y[0]) } else { emitPart() }
  }

  private mutating func emitPart() {
    builder.beginPart()
    emitRing()
    builder.endPart()
  }

  private mutating func emitRing() {
    builder.addRing(x: ring.xs, y: ring.ys)
  }

  /// Reads the array of positions at the cursor into ``ring``.
  private mutating func readPositions() throws {
    ring.count = 0
    scanner.pos += 1
    if scanner.accept(UInt8(ascii: "]")) { return }
    repeat {
      if readPlainPositions() { return }
      guard scanner.byte == UInt8(ascii: "[") else { throw scanner.unexpected("a position, as [119.3, 26.1]") }
      try readPosition()
    } while try scanner.anotherElement()
  }

  /// Reads positions of two plain numbers as far as they go: what nearly all data consists of. True where it read the
  /// array's end; else the cursor stands on an element for ``readPosition()``.
  @inline(__always)
  private mutating func readPlainPositions() -> Bool {
    var x = ring.x
    var y = ring.y
    var capacity = ring.capacity
    var count = ring.count
    var p = scanner.base + scanner.pos
    let powers = powers
    var number = DecimalNumber()
    defer { ring.count = count }
    while true {
      scanner.pos = p - scanner.base
      guard p.pointee == UInt8(ascii: "[") else { return false }
      p += 1
      DocumentReader.skipSpace(&p)
      guard DecimalNumber.scan(&p, into: &number), let easting = powers.double(number) else { return false }
      DocumentReader.skipSpace(&p)
      guard p.pointee == UInt8(ascii: ",") else { return false }
      p += 1
      DocumentReader.skipSpace(&p)
      guard DecimalNumber.scan(&p, into: &number), let northing = powers.double(number) else { return false }
      DocumentReader.skipSpace(&p)
      guard p.pointee == UInt8(ascii: "]") else { return false }
      p += 1
      DocumentReader.skipSpace(&p)
      let isLast = p.pointee == UInt8(ascii: "]")
      guard isLast || p.pointee == UInt8(ascii: ",") else { return false }
      p += 1
      if count == capacity {
        ring.count = count
        ring.grow()
        (x, y, capacity) = (ring.x, ring.y, ring.capacity)
      }
      x[count] = easting
      y[count] = northing
      count += 1
      if isLast {
        scanner.pos = p - scanner.base
        return true
      }
      DocumentReader.skipSpace(&p)
    }
  }

  @inline(__always)
  private static func skipSpace(_ p: inout UnsafePointer<UInt8>) {
    while p.pointee == 0x20 || p.pointee == 0x0A || p.pointee == 0x0D || p.pointee == 0x09 { p += 1 }
  }

  /// Reads the position at the cursor (on its bracket) into ``ring``.
  @inline(__always)
  private mutating func readPosition() throws {
    let start = scanner.pos
    scanner.pos += 1
    scanner.skipSpace()
    if scanner.byte == UInt8(ascii: "]") { throw shortPosition(0, at: start) }
    let x = try readCoordinate()
    scanner.skipSpace()
    guard scanner.byte == UInt8(ascii: ",") else { throw afterNumber(1, at: start) }
    scanner.pos += 1
    scanner.skipSpace()
    let y = try readCoordinate()
    scanner.skipSpace()
    if scanner.byte != UInt8(ascii: "]") { try readExtraCoordinates() }
    scanner.pos += 1
    if ring.count == ring.capacity { ring.grow() }
    ring.x[ring.count] = x
    ring.y[ring.count] = y
    ring.count += 1
  }

  @inline(__always)
  private mutating func readCoordinate() throws -> Double {
    var number = DecimalNumber()
    var p = scanner.base + scanner.pos
    guard DecimalNumber.scan(&p, into: &number) else { throw scanner.badNumber(failedAt: p - scanner.base) }
    if let value = powers.double(number) {
      scanner.pos = p - scanner.base
      return value
    }
    return try readSlowCoordinate()
  }

  @inline(never)
  private mutating func readSlowCoordinate() throws -> Double {
    let start = scanner.pos
    let number = try scanner.number()
    return try scanner.double(number, from: start, powers)
  }

  /// Z, M and more: read, checked, not kept.
  private mutating func readExtraCoordinates() throws {
    builder.flag(.hadZ)
    if zPositions.count == 0 || zFeature != featureNumber {
      zPositions.add(at: scanner.pos)
      zFeature = featureNumber
    }
    while scanner.byte == UInt8(ascii: ",") {
      scanner.pos += 1
      scanner.skipSpace()
      if scanner.byte == UInt8(ascii: "n"), scanner.base[scanner.pos + 1] == UInt8(ascii: "u") {
        try scanner.literal("null")
      } else {
        _ = try readCoordinate()
      }
      scanner.skipSpace()
    }
    guard scanner.byte == UInt8(ascii: "]") else { throw scanner.unexpected("“,” or “]” after a coordinate") }
  }

  private func afterNumber(_ count: Int, at start: Int) -> Fault {
    scanner.byte == UInt8(ascii: "]") ? shortPosition(count, at: start) : scanner.unexpected("“,” after a coordinate")
  }

  private func shortPosition(_ count: Int, at start: Int) -> Fault {
    Fault(
      code: .shortPosition,
      offset: start,
      found: "a position of \(count) numbers",
      expected: "at least two: longitude or easting, then latitude or northing",
      advice: "",
      arguments: [String(count)]
    )
  }
}
