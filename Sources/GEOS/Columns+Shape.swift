internal import CGEOS
public import Geometry

extension GeometryColumns.Builder {
  /// Appends the shape as one feature, ring by ring (`GEOSCoordSeq_copyToArrays`). Z is left out and flagged.
  ///
  /// Empty members of multi geometries are left out. A collection keeps its WKB, and its polygons become parts.
  ///
  /// - Throws: ``GEOSError`` where GEOS cannot read its own geometry (out of memory); the builder is then of no use.
  public mutating func append(_ shape: Shape, flags: GeometryFlags = []) throws(GEOSError) {
    let context = ThreadContext.current
    let kind = shape.kind
    let wkb = kind == .collection ? try shape.wkb() : nil
    beginFeature(kind, flags: shape.hasZ ? flags.union(.hadZ) : flags)
    // Swapped in and out: a copy would make the columns be copied at the first vertex.
    var reader = GeometryReader(context: context, builder: GeometryColumns.Builder())
    swap(&reader.builder, &self)
    let done = shape.withPointer { reader.read($0, of: kind) }
    swap(&reader.builder, &self)
    guard done else { throw context.error(.exportColumns, feature: shape.feature) }
    endFeature(wkb: wkb)
  }
}

extension GeometryColumns {
  /// One feature for each shape.
  public init(_ shapes: some Sequence<Shape>) throws(GEOSError) {
    var builder = Builder()
    for shape in shapes { try builder.append(shape) }
    self = builder.finish()
  }
}

/// Copies the rings of a GEOS geometry into a builder. Functions return false where GEOS reported an error.
private struct GeometryReader {
  let context: ThreadContext
  var builder: GeometryColumns.Builder

  mutating func read(_ geometry: OpaquePointer, of kind: GeometryKind) -> Bool {
    switch kind {
    case .null: true
    case .point, .lineString: line(geometry)
    case .polygon: polygon(geometry)
    case .multiPoint: points(geometry)
    case .multiLineString: lines(geometry)
    case .multiPolygon, .collection: polygons(in: geometry)
    }
  }

  private mutating func line(_ geometry: OpaquePointer) -> Bool {
    guard GEOSisEmpty_r(context.handle, geometry) == 0 else { return true }
    builder.beginPart()
    let done = ring(geometry)
    builder.endPart()
    return done
  }

  private mutating func lines(_ geometry: OpaquePointer) -> Bool {
    builder.beginPart()
    defer { builder.endPart() }
    for number in 0..<max(0, GEOSGetNumGeometries_r(context.handle, geometry)) {
      guard let line = GEOSGetGeometryN_r(context.handle, geometry, number) else { return false }
      guard GEOSisEmpty_r(context.handle, line) == 0 else { continue }
      guard ring(line) else { return false }
    }
    return true
  }

  private mutating func points(_ geometry: OpaquePointer) -> Bool {
    builder.beginPart()
    builder.beginRing()
    defer {
      builder.endRing()
      builder.endPart()
    }
    for number in 0..<max(0, GEOSGetNumGeometries_r(context.handle, geometry)) {
      guard let point = GEOSGetGeometryN_r(context.handle, geometry, number) else { return false }
      guard GEOSisEmpty_r(context.handle, point) == 0 else { continue }
      guard coordinates(of: point) else { return false }
    }
    return true
  }

  private mutating func polygons(in geometry: OpaquePointer) -> Bool {
    for number in 0..<max(0, GEOSGetNumGeometries_r(context.handle, geometry)) {
      guard let member = GEOSGetGeometryN_r(context.handle, geometry, number) else { return false }
      switch GeometryKind(geosType: GEOSGeomTypeId_r(context.handle, member)) {
      case .polygon: guard polygon(member) else { return false }
      case .multiPolygon, .collection: guard polygons(in: member) else { return false }
      default: continue
      }
    }
    return true
  }

  private mutating func polygon(_ geometry: OpaquePointer) -> Bool {
    guard GEOSisEmpty_r(context.handle, geometry) == 0 else { return true }
    builder.beginPart()
    defer { builder.endPart() }
    guard let shell = GEOSGetExteriorRing_r(context.handle, geometry), ring(shell) else { return false }
    for number in 0..<max(0, GEOSGetNumInteriorRings_r(context.handle, geometry)) {
      guard let hole = GEOSGetInteriorRingN_r(context.handle, geometry, number) else { return false }
      guard GEOSisEmpty_r(context.handle, hole) == 0 else { continue }
      guard ring(hole) else { return false }
    }
    return true
  }

  private mutating func ring(_ line: OpaquePointer) -> Bool {
    builder.beginRing()
    defer { builder.endRing() }
    return coordinates(of: line)
  }

  /// Adds all coordinates of a line, ring or point.
  private mutating func coordinates(of line: OpaquePointer) -> Bool {
    var size: UInt32 = 0
    guard let sequence = GEOSGeom_getCoordSeq_r(context.handle, line),
      GEOSCoordSeq_getSize_r(context.handle, sequence, &size) == 1
    else { return false }
    let count = Int(size)
    guard count > 0 else { return true }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { buffer in
      guard let x = buffer.baseAddress else { return false }
      let y = x + count
      guard GEOSCoordSeq_copyToArrays_r(context.handle, sequence, x, y, nil, nil) == 1 else { return false }
      builder.add(
        x: UnsafeBufferPointer(start: x, count: count),
        y: UnsafeBufferPointer(start: y, count: count)
      )
      return true
    }
  }
}
