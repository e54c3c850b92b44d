internal import CGEOS
public import Geometry

/// GEOS's packed R-tree (Leutenegger, Lopez and Edgington 1997) over boxes, with feature numbers as items.
///
/// The tree is built when it is made and never changes: queries from several threads at once are safe.
///
///     let tree = try STRTree(parcels)
///     for parcel in try tree.query(zone.box) { … }
public final class STRTree: @unchecked Sendable {
  private let pointer: OpaquePointer
  /// How many features are in it; those with an empty box are not.
  public let count: Int

  /// An index over boxes; the item of `boxes[i]` is `i`. Empty boxes are left out. Wraps `GEOSSTRtree_insert_r`.
  public init(boxes: [Box]) throws(GEOSError) {
    let context = ThreadContext.current
    guard let tree = GEOSSTRtree_create_r(context.handle, 10) else { throw context.error(.index) }
    pointer = tree
    var inserted = 0
    for (feature, box) in boxes.enumerated() where !box.isEmpty {
      guard let rectangle = Self.rectangle(box, in: context) else {
        GEOSSTRtree_destroy_r(context.handle, tree)
        throw context.error(.index, feature: feature)
      }
      GEOSSTRtree_insert_r(context.handle, tree, rectangle, Self.item(feature))
      GEOSGeom_destroy_r(context.handle, rectangle)
      inserted += 1
    }
    count = inserted
    // The first query builds the tree (under a lock). Now, so that later queries only read.
    _ = try query(Box(minX: 0, minY: 0, maxX: 0, maxY: 0))
  }

  /// An index over the boxes of all features.
  public convenience init(_ columns: GeometryColumns) throws(GEOSError) {
    try self.init(boxes: columns.boxes())
  }

  deinit {
    GEOSSTRtree_destroy_r(ThreadContext.current.handle, pointer)
  }

  /// The features whose boxes share at least a point with the box, in ascending order. Wraps `GEOSSTRtree_query_r`.
  public func query(_ box: Box) throws(GEOSError) -> [Int] {
    if box.isEmpty || count == 0 { return [] }
    let context = ThreadContext.current
    guard let rectangle = Self.rectangle(box, in: context) else { throw context.error(.index) }
    defer { GEOSGeom_destroy_r(context.handle, rectangle) }
    var found: [Int] = []
    withExtendedLifetime(self) {
      withUnsafeMutablePointer(to: &found) { list in
        GEOSSTRtree_query_r(
          context.handle,
          pointer,
          rectangle,
          { item, list in
            guard let list else { return }
            list.assumingMemoryBound(to: [Int].self).pointee.append(STRTree.feature(item))
          },
          list
        )
      }
    }
    if let words = context.takeMessage() {
      throw GEOSError(operation: .index, feature: nil, otherFeature: nil, words: words)
    }
    found.sort()
    return found
  }

  /// The feature nearest to a shape by a measure of the caller's; nil for an empty tree or an empty shape. Where
  /// several are equally near, which of them is given depends on the tree alone. Wraps `GEOSSTRtree_nearest_generic_r`.
  ///
  /// - Parameters:
  ///   - shape: where to search from.
  ///   - distance: from the feature to the shape; never less than the distance of their boxes. What it throws ends the
  ///     search and is thrown on.
  public func nearest(
    to shape: Shape,
    distance: (Int) throws(GEOSError) -> Double
  ) throws(GEOSError) -> Int? {
    if count == 0 || shape.isEmpty { return nil }
    let context = ThreadContext.current
    var failure: GEOSError?
    let found: UnsafeRawPointer? = withoutActuallyEscaping(distance) { distance in
      let search = NearestSearch(distance: distance)
      defer { failure = search.failure }
      return withExtendedLifetime((self, search)) {
        shape.withPointer {
          GEOSSTRtree_nearest_generic_r(
            context.handle,
            pointer,
            Unmanaged.passUnretained(search).toOpaque(),
            $0,
            NearestSearch.callback,
            Unmanaged.passUnretained(search).toOpaque()
          )
        }
      }
    }
    if let failure { throw failure }
    guard let found else { throw context.error(.index, feature: shape.feature) }
    return Self.feature(UnsafeMutableRawPointer(mutating: found))
  }

  /// The feature whose shape is nearest; `shapes[i]` must be the shape of feature `i`.
  public func nearest(to shape: Shape, among shapes: [Shape]) throws(GEOSError) -> Int? {
    try nearest(to: shape) { (feature) throws(GEOSError) in try shapes[feature].distance(to: shape) }
  }

  /// GEOS wants an untyped pointer for each item: the feature's number plus one, never followed.
  private static func item(_ feature: Int) -> UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: feature + 1)
  }

  fileprivate static func feature(_ item: UnsafeMutableRawPointer?) -> Int {
    Int(bitPattern: item) - 1
  }

  private static func rectangle(_ box: Box, in context: ThreadContext) -> OpaquePointer? {
    if box.minX == box.maxX || box.minY == box.maxY {
      // GEOS makes no rectangle of a flat box; a line between its corners has the same envelope.
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { corners in
        _ = corners.initialize(fromContentsOf: [box.minX, box.minY, box.maxX, box.maxY])
        return GEOSCoordSeq_copyFromBuffer_r(context.handle, corners.baseAddress, 2, 0, 0)
          .flatMap { GEOSGeom_createLineString_r(context.handle, $0) }
      }
    }
    return GEOSGeom_createRectangle_r(context.handle, box.minX, box.minY, box.maxX, box.maxY)
  }
}

/// The caller's measure, and the error it threw, for GEOS to carry through a search. Its own address stands for the
/// shape that is searched from.
private final class NearestSearch {
  let distance: (Int) throws(GEOSError) -> Double
  var failure: GEOSError?

  init(distance: @escaping (Int) throws(GEOSError) -> Double) {
    self.distance = distance
  }

  static let callback: GEOSDistanceCallback = { first, second, result, raw in
    guard let raw, let result else { return 0 }
    let search = Unmanaged<NearestSearch>.fromOpaque(raw).takeUnretainedValue()
    let item = first == UnsafeRawPointer(raw) ? second : first
    do throws(GEOSError) {
      result.pointee = try search.distance(STRTree.feature(UnsafeMutableRawPointer(mutating: item)))
      return 1
    } catch {
      search.failure = error
      return 0
    }
  }
}
