/// Geometries as columns (structure of arrays), like GeoArrow's multipolygon: one x array, one y array, and
/// offsets from features to parts, from parts to rings, from rings to vertices.
///
/// - A **polygon** feature has one part; its first ring is the shell, the others are holes.
/// - A **multipolygon** has one part for each polygon.
/// - **Lines** have a ring for each line: its vertices as they follow one another, closed or not.
/// - **Points** have one part of one ring; a multipoint's ring holds all its points.
/// - A **collection** has a part for each polygon in it, and its WKB in ``collections``.
///
/// Polygon rings are closed (first vertex = last), hold no consecutive duplicates, have at least four positions,
/// and run counter-clockwise for shells, clockwise for holes, in a frame with x to the right (east, longitude) and
/// y up (north, latitude). ``GeometryColumns/Builder`` keeps it so.
public struct GeometryColumns: Sendable {
  /// Easting or longitude of each vertex, ring after ring.
  public package(set) var x: [Double] = []
  /// Northing or latitude of each vertex; as many as ``x``.
  public package(set) var y: [Double] = []
  /// Ring `r` holds vertices `ringOffsets[r] ..< ringOffsets[r + 1]`.
  public package(set) var ringOffsets: [Int] = [0]
  /// Part `p` holds rings `partOffsets[p] ..< partOffsets[p + 1]`.
  public package(set) var partOffsets: [Int] = [0]
  /// Feature `f` holds parts `featureOffsets[f] ..< featureOffsets[f + 1]`.
  public package(set) var featureOffsets: [Int] = [0]
  /// The kind of each feature.
  public package(set) var kinds: [GeometryKind] = []
  /// What loading or a later check found, for each feature.
  public package(set) var flags: [GeometryFlags] = []
  /// Feature number to WKB (little endian, 2D), for collections only.
  public package(set) var collections: [Int: [UInt8]] = [:]

  /// No features.
  public init() {}

  /// Number of features.
  @inlinable public var count: Int { kinds.count }
  /// Number of vertices of all features; the closing vertex of a polygon's ring counts.
  @inlinable public var vertexCount: Int { x.count }
  /// Number of rings, lines and lists of points of all features.
  @inlinable public var ringCount: Int { ringOffsets.count - 1 }
  /// Number of parts of all features.
  @inlinable public var partCount: Int { partOffsets.count - 1 }

  /// The numbers, from 0 over all features, of a feature's parts; empty for one without geometry.
  @inlinable
  public func parts(of feature: Int) -> Range<Int> {
    featureOffsets[feature]..<featureOffsets[feature + 1]
  }

  /// The numbers, from 0 over all features, of a part's rings: of a polygon the shell, then the holes.
  @inlinable
  public func rings(ofPart part: Int) -> Range<Int> {
    partOffsets[part]..<partOffsets[part + 1]
  }

  /// All rings of a feature: shells and holes, part after part.
  @inlinable
  public func rings(of feature: Int) -> Range<Int> {
    partOffsets[featureOffsets[feature]]..<partOffsets[featureOffsets[feature + 1]]
  }

  /// The indices of a ring's vertices in ``x`` and ``y``; the last of a polygon's ring equals the first.
  @inlinable
  public func vertices(ofRing ring: Int) -> Range<Int> {
    ringOffsets[ring]..<ringOffsets[ring + 1]
  }

  /// All vertices of a feature, ring after ring.
  @inlinable
  public func vertices(of feature: Int) -> Range<Int> {
    let rings = rings(of: feature)
    return ringOffsets[rings.lowerBound]..<ringOffsets[rings.upperBound]
  }

  /// True where the ring is the first of its part.
  public func isShell(ring: Int, ofPart part: Int) -> Bool {
    partOffsets[part] == ring
  }

  /// Adds flags that a later check or a repair found.
  public mutating func flag(_ feature: Int, _ more: GeometryFlags) {
    flags[feature].formUnion(more)
  }
}

extension GeometryColumns {
  /// The box of one feature, ``Box/empty`` where it has no vertex.
  public func box(of feature: Int) -> Box {
    box(ofVertices: vertices(of: feature))
  }

  /// The box of every feature, in order.
  public func boxes() -> [Box] {
    if count < Self.many { return (0..<count).map { box(of: $0) } }
    return FixedChunks.map(count: count, size: 4096) { chunk in chunk.map { box(of: $0) } }.flatMap { $0 }
  }

  /// The box of all features.
  public var extent: Box {
    if vertexCount < 16 * Self.many { return box(ofVertices: 0..<vertexCount) }
    return FixedChunks.map(count: vertexCount, size: 1 << 16) { box(ofVertices: $0) }
      .reduce(into: Box.empty) { $0.extend($1) }
  }

  /// From so many features on, several threads share the work on all of them.
  static let many = 1 << 15

  func box(ofVertices range: Range<Int>) -> Box {
    guard !range.isEmpty else { return .empty }
    return x.withUnsafeBufferPointer { xs in
      y.withUnsafeBufferPointer { ys in
        var box = Box.empty
        for i in range { box.extend(x: xs[i], y: ys[i]) }
        return box
      }
    }
  }
}

extension GeometryColumns {
  /// Appends all features of `other`.
  public mutating func append(_ other: GeometryColumns) {
    let vertexBase = x.count
    let ringBase = ringCount
    let partBase = partCount
    let featureBase = count
    x.append(contentsOf: other.x)
    y.append(contentsOf: other.y)
    ringOffsets.append(contentsOf: other.ringOffsets.dropFirst().lazy.map { $0 + vertexBase })
    partOffsets.append(contentsOf: other.partOffsets.dropFirst().lazy.map { $0 + ringBase })
    featureOffsets.append(contentsOf: other.featureOffsets.dropFirst().lazy.map { $0 + partBase })
    kinds.append(contentsOf: other.kinds)
    flags.append(contentsOf: other.flags)
    for (feature, wkb) in other.collections { collections[feature + featureBase] = wkb }
  }

  /// The named features, in the order given; a feature may be named twice.
  public func selecting(_ features: some Sequence<Int>) -> GeometryColumns {
    var result = GeometryColumns()
    for feature in features { result.append(feature: feature, of: self) }
    return result
  }

  /// Appends one feature of `other` as it stands.
  public mutating func append(feature: Int, of other: GeometryColumns) {
    let vertices = other.vertices(of: feature)
    let shift = x.count - vertices.lowerBound
    x.append(contentsOf: other.x[vertices])
    y.append(contentsOf: other.y[vertices])
    for part in other.parts(of: feature) {
      for ring in other.rings(ofPart: part) { ringOffsets.append(other.ringOffsets[ring + 1] + shift) }
      partOffsets.append(ringCount)
    }
    featureOffsets.append(partCount)
    if let wkb = other.collections[feature] { collections[count] = wkb }
    kinds.append(other.kinds[feature])
    flags.append(other.flags[feature])
  }

  /// The same features with every vertex replaced, as a transformation of coordinates gives them. Rings keep
  /// their order; where the change mirrors the plane (swapped axes), rings are turned back to orientation.
  /// `x` and `y` must have one value for each vertex.
  public func replacingCoordinates(x newX: [Double], y newY: [Double]) -> GeometryColumns {
    precondition(newX.count == vertexCount && newY.count == vertexCount, "one coordinate for each vertex")
    var result = self
    result.x = newX
    result.y = newY
    result.orientRings()
    return result
  }
}
