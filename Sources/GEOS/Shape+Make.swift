internal import CGEOS
public import Geometry

// Shapes from bare coordinates, and collections of shapes.
extension Shape {
  /// A point. Wraps `GEOSGeom_createPointFromXY_r`.
  public static func point(x: Double, y: Double) throws(GEOSError) -> Shape {
    let context = ThreadContext.current
    guard let made = GEOSGeom_createPointFromXY_r(context.handle, x, y) else { throw context.error(.construct) }
    return Shape(owning: made, in: context)
  }

  /// A line through the vertices; `x` and `y` have one value for each.
  public static func line(x: [Double], y: [Double]) throws(GEOSError) -> Shape {
    try assemble(x: x, y: y) { $0.line(0..<x.count) }
  }

  /// A polygon without holes; the ring must return to its first vertex.
  public static func polygon(x: [Double], y: [Double]) throws(GEOSError) -> Shape {
    try assemble(x: x, y: y) { assembly in assembly.polygon(rings: CollectionOfOne(0..<x.count)) }
  }

  /// A rectangle, counter-clockwise; an empty box gives an empty polygon.
  public static func rectangle(_ box: Box) throws(GEOSError) -> Shape {
    if box.isEmpty { return try polygon(x: [], y: []) }
    return try polygon(
      x: [box.minX, box.maxX, box.maxX, box.minX, box.minX],
      y: [box.minY, box.minY, box.maxY, box.maxY, box.minY]
    )
  }

  /// A collection of copies of the shapes: a multi geometry where `kind` is one (all members must then be of its
  /// single kind), else a geometry collection. Wraps `GEOSGeom_createCollection_r`.
  ///
  /// - Throws: ``GEOSError`` of kind `argument` for a member of the wrong kind. (GEOS 3.11 does not look, and crashes
  ///   later.)
  public static func collection(
    _ shapes: some Sequence<Shape>,
    kind: GeometryKind = .collection
  ) throws(GEOSError) -> Shape {
    try collection(shapes, kind: kind, feature: nil)
  }

  static func collection(
    _ shapes: some Sequence<Shape>,
    kind: GeometryKind,
    feature: Int?
  ) throws(GEOSError) -> Shape {
    let context = ThreadContext.current
    var copies: [OpaquePointer?] = []
    for shape in shapes {
      if let single = kind.memberKind, shape.kind != single {
        for copy in copies { GEOSGeom_destroy_r(context.handle, copy) }
        throw GEOSError(
          .argument,
          operation: .construct,
          feature: shape.feature,
          message: "a \(shape.kind) cannot be a member of a \(kind)"
        )
      }
      guard let copy = shape.withPointer({ GEOSGeom_clone_r(context.handle, $0) }) else {
        for copy in copies { GEOSGeom_destroy_r(context.handle, copy) }
        throw context.error(.construct, feature: shape.feature)
      }
      copies.append(copy)
    }
    let type = kind.geosCollectionType
    // GEOS owns the copies from here on, also where it fails.
    guard let made = GEOSGeom_createCollection_r(context.handle, type, &copies, UInt32(copies.count)) else {
      throw context.error(.construct, feature: feature)
    }
    return Shape(owning: made, in: context, feature: feature)
  }

  private static func assemble(
    x: [Double],
    y: [Double],
    _ make: (Assembly) -> OpaquePointer?
  ) throws(GEOSError) -> Shape {
    if x.count != y.count {
      throw GEOSError(.argument, operation: .construct, message: "\(x.count) values of x and \(y.count) of y")
    }
    let context = ThreadContext.current
    let made = x.withUnsafeBufferPointer { xs in
      y.withUnsafeBufferPointer { ys in make(Assembly(context: context, x: xs, y: ys)) }
    }
    guard let made else { throw context.error(.construct) }
    return Shape(owning: made, in: context)
  }
}

extension GeometryKind {
  /// What a multi geometry is made of; nil for kinds that hold anything or nothing.
  var memberKind: GeometryKind? {
    switch self {
    case .multiPoint: .point
    case .multiLineString: .lineString
    case .multiPolygon: .polygon
    default: nil
    }
  }

  /// The collection type that holds this kind; a geometry collection for the single kinds.
  var geosCollectionType: Int32 {
    switch self {
    case .multiPoint: Int32(GEOS_MULTIPOINT.rawValue)
    case .multiLineString: Int32(GEOS_MULTILINESTRING.rawValue)
    case .multiPolygon: Int32(GEOS_MULTIPOLYGON.rawValue)
    default: Int32(GEOS_GEOMETRYCOLLECTION.rawValue)
    }
  }
}
