internal import CGEOS
public import Geometry

extension Shape {
  /// The geometry of one feature, copied ring by ring (`GEOSCoordSeq_copyFromArrays`).
  ///
  /// A feature without geometry becomes an empty collection; parts without a vertex are left out. Collections come
  /// from their WKB.
  ///
  /// - Throws: ``GEOSError`` where GEOS refuses the coordinates, as it does for a ring with a NaN.
  public convenience init(_ columns: GeometryColumns, feature: Int) throws(GEOSError) {
    if let wkb = columns.collections[feature] {
      try self.init(wkb: wkb, feature: feature)
      return
    }
    let context = ThreadContext.current
    let made = columns.x.withUnsafeBufferPointer { x in
      columns.y.withUnsafeBufferPointer { y in
        Assembly(context: context, x: x, y: y).geometry(of: feature, in: columns)
      }
    }
    guard let made else { throw context.error(.construct, feature: feature) }
    self.init(owning: made, in: context, feature: feature)
  }

  /// The polygons of one feature as a multipolygon, whatever else a collection holds.
  public static func polygons(of feature: Int, in columns: GeometryColumns) throws(GEOSError) -> Shape {
    let context = ThreadContext.current
    let made = columns.x.withUnsafeBufferPointer { x in
      columns.y.withUnsafeBufferPointer { y in
        Assembly(context: context, x: x, y: y).multiPolygon(of: feature, in: columns)
      }
    }
    guard let made else { throw context.error(.construct, feature: feature) }
    return Shape(owning: made, in: context, feature: feature)
  }

  /// The shapes of all features, in order.
  public static func all(of columns: GeometryColumns) throws(GEOSError) -> [Shape] {
    var shapes: [Shape] = []
    shapes.reserveCapacity(columns.count)
    for feature in 0..<columns.count { shapes.append(try Shape(columns, feature: feature)) }
    return shapes
  }
}

/// Builds GEOS geometries over two coordinate arrays. Each function returns nil where GEOS refused; nothing leaks then.
struct Assembly {
  let context: ThreadContext
  let x: UnsafeBufferPointer<Double>
  let y: UnsafeBufferPointer<Double>

  func geometry(of feature: Int, in columns: GeometryColumns) -> OpaquePointer? {
    switch columns.kinds[feature] {
    case .null:
      GEOSGeom_createEmptyCollection_r(context.handle, Int32(GEOS_GEOMETRYCOLLECTION.rawValue))
    case .point:
      point(at: columns.vertices(of: feature).first)
    case .multiPoint:
      collection(GEOS_MULTIPOINT, of: columns.vertices(of: feature)) { point(at: $0) }
    case .lineString:
      columns.rings(of: feature).first.map { line(columns.vertices(ofRing: $0)) }
        ?? GEOSGeom_createEmptyLineString_r(context.handle)
    case .multiLineString:
      collection(GEOS_MULTILINESTRING, of: columns.rings(of: feature)) { line(columns.vertices(ofRing: $0)) }
    case .polygon:
      columns.parts(of: feature).first.map { polygon(part: $0, in: columns) }
        ?? GEOSGeom_createEmptyPolygon_r(context.handle)
    case .multiPolygon, .collection:
      multiPolygon(of: feature, in: columns)
    }
  }

  func multiPolygon(of feature: Int, in columns: GeometryColumns) -> OpaquePointer? {
    let parts = columns.parts(of: feature).filter { part in
      columns.rings(ofPart: part).first.map { !columns.vertices(ofRing: $0).isEmpty } ?? false
    }
    return collection(GEOS_MULTIPOLYGON, of: parts) { polygon(part: $0, in: columns) }
  }

  func point(at vertex: Int?) -> OpaquePointer? {
    guard let vertex else { return GEOSGeom_createEmptyPoint_r(context.handle) }
    return GEOSGeom_createPointFromXY_r(context.handle, x[vertex], y[vertex])
  }

  func line(_ vertices: Range<Int>) -> OpaquePointer? {
    guard !vertices.isEmpty else { return GEOSGeom_createEmptyLineString_r(context.handle) }
    return GEOSGeom_createLineString_r(context.handle, sequence(vertices))
  }

  func ring(_ vertices: Range<Int>) -> OpaquePointer? {
    sequence(vertices).flatMap { GEOSGeom_createLinearRing_r(context.handle, $0) }
  }

  func polygon(part: Int, in columns: GeometryColumns) -> OpaquePointer? {
    polygon(rings: columns.rings(ofPart: part).lazy.map { columns.vertices(ofRing: $0) })
  }

  /// A polygon of a shell and holes, each a range of vertices.
  func polygon(rings: some Collection<Range<Int>>) -> OpaquePointer? {
    guard let shellVertices = rings.first, !shellVertices.isEmpty else {
      return GEOSGeom_createEmptyPolygon_r(context.handle)
    }
    guard let shell = ring(shellVertices) else { return nil }
    let holeRings = rings.dropFirst().filter { !$0.isEmpty }
    guard var holes = all(holeRings, make: ring) else {
      GEOSGeom_destroy_r(context.handle, shell)
      return nil
    }
    // From here on GEOS owns shell and holes, also where it fails.
    return GEOSGeom_createPolygon_r(context.handle, shell, &holes, UInt32(holes.count))
  }

  /// A multi geometry or collection of what `make` gives for each item.
  func collection<Items: Collection>(
    _ type: GEOSGeomTypes,
    of items: Items,
    make: (Items.Element) -> OpaquePointer?
  ) -> OpaquePointer? {
    guard var members = all(items, make: make) else { return nil }
    return GEOSGeom_createCollection_r(context.handle, Int32(type.rawValue), &members, UInt32(members.count))
  }

  /// All geometries, or nil, with those already made freed, where one fails.
  private func all<Items: Collection>(
    _ items: Items,
    make: (Items.Element) -> OpaquePointer?
  ) -> [OpaquePointer?]? {
    var made: [OpaquePointer?] = []
    made.reserveCapacity(items.count)
    for item in items {
      guard let geometry = make(item) else {
        for geometry in made { GEOSGeom_destroy_r(context.handle, geometry) }
        return nil
      }
      made.append(geometry)
    }
    return made
  }

  private func sequence(_ vertices: Range<Int>) -> OpaquePointer? {
    guard let xs = x.baseAddress, let ys = y.baseAddress else { return nil }
    return GEOSCoordSeq_copyFromArrays_r(
      context.handle,
      xs + vertices.lowerBound,
      ys + vertices.lowerBound,
      nil,
      nil,
      UInt32(vertices.count)
    )
  }
}
