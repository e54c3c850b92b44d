internal import CGEOS
public import Geometry

extension Shape {
  /// What the geometry is. A linear ring counts as a line. Wraps `GEOSGeomTypeId_r`.
  public var kind: GeometryKind {
    let context = ThreadContext.current
    return withPointer { GeometryKind(geosType: GEOSGeomTypeId_r(context.handle, $0)) }
  }

  /// True for a geometry without a point. Wraps `GEOSisEmpty_r`.
  public var isEmpty: Bool {
    let context = ThreadContext.current
    return withPointer { GEOSisEmpty_r(context.handle, $0) == 1 }
  }

  /// True where the geometry came with Z values. Wraps `GEOSHasZ_r`.
  public var hasZ: Bool {
    let context = ThreadContext.current
    return withPointer { GEOSHasZ_r(context.handle, $0) == 1 }
  }

  /// Number of members of a multi geometry or collection; 1 for anything else, 0 for an empty collection.
  /// Wraps `GEOSGetNumGeometries_r`.
  public var memberCount: Int {
    let context = ThreadContext.current
    return withPointer { Int(max(0, GEOSGetNumGeometries_r(context.handle, $0))) }
  }

  /// Copies of the members of a multi geometry or collection, in order; a copy of the shape itself for anything else.
  /// Wraps `GEOSGetGeometryN_r` and `GEOSGeom_clone_r`.
  public func members() throws(GEOSError) -> [Shape] {
    let context = ThreadContext.current
    return try withPointer { (geometry) throws(GEOSError) -> [Shape] in
      var members: [Shape] = []
      for number in 0..<max(0, GEOSGetNumGeometries_r(context.handle, geometry)) {
        guard let member = GEOSGetGeometryN_r(context.handle, geometry, number),
          let copy = GEOSGeom_clone_r(context.handle, member)
        else { throw context.error(.construct, feature: feature) }
        members.append(Shape(owning: copy, in: context, feature: feature))
      }
      return members
    }
  }

  /// Number of coordinates in all rings, lines and points. Wraps `GEOSGetNumCoordinates_r`.
  public var coordinateCount: Int {
    let context = ThreadContext.current
    return withPointer { Int(max(0, GEOSGetNumCoordinates_r(context.handle, $0))) }
  }

  /// Dimension of the geometry: 0 point, 1 line, 2 area, -1 an empty collection. Wraps `GEOSGeom_getDimensions_r`.
  public var dimension: Int {
    let context = ThreadContext.current
    return withPointer { Int(GEOSGeom_getDimensions_r(context.handle, $0)) }
  }

  /// The box around the geometry; `Box.empty` for an empty one. Wraps `GEOSGeom_getExtent_r`.
  public var box: Box {
    let context = ThreadContext.current
    var box = Box.empty
    let found = withPointer {
      GEOSGeom_getExtent_r(context.handle, $0, &box.minX, &box.minY, &box.maxX, &box.maxY)
    }
    return found == 1 ? box : .empty
  }

  /// Plane area in square units of the coordinates; 0 for points and lines. Wraps `GEOSArea_r`.
  public var area: Double {
    let context = ThreadContext.current
    var area = Double.nan
    let done = withPointer { GEOSArea_r(context.handle, $0, &area) }
    return done == 1 ? area : .nan
  }

  /// Length of lines, or of all rings of polygons, in the unit of the coordinates. Wraps `GEOSLength_r`.
  public var length: Double {
    let context = ThreadContext.current
    var length = Double.nan
    let done = withPointer { GEOSLength_r(context.handle, $0, &length) }
    return done == 1 ? length : .nan
  }

  /// The coordinates of a point, nil for an empty point or another kind. Wraps `GEOSGeomGetX_r`, `GEOSGeomGetY_r`.
  public var point: (x: Double, y: Double)? {
    guard kind == .point, !isEmpty else { return nil }
    let context = ThreadContext.current
    var x = Double.nan
    var y = Double.nan
    let done = withPointer {
      GEOSGeomGetX_r(context.handle, $0, &x) == 1 && GEOSGeomGetY_r(context.handle, $0, &y) == 1
    }
    return done ? (x, y) : nil
  }
}

extension GeometryKind {
  init(geosType: Int32) {
    switch geosType {
    case Int32(GEOS_POINT.rawValue): self = .point
    case Int32(GEOS_LINESTRING.rawValue), Int32(GEOS_LINEARRING.rawValue): self = .lineString
    case Int32(GEOS_POLYGON.rawValue): self = .polygon
    case Int32(GEOS_MULTIPOINT.rawValue): self = .multiPoint
    case Int32(GEOS_MULTILINESTRING.rawValue): self = .multiLineString
    case Int32(GEOS_MULTIPOLYGON.rawValue): self = .multiPolygon
    default: self = .collection
    }
  }
}
