internal import CGEOS

// What GEOS 3.11 does not look at before it starts: arguments and shapes that make it crash, run for ever, or answer nonsense.
extension Shape {
  /// Most brackets of WKT, or collections of WKB, within one another: GEOS reads them by recursion.
  static let deepest = 256

  /// Throws an error of kind `argument` where a condition does not hold.
  func require(_ holds: Bool, _ operation: GEOSOperation, _ words: String) throws(GEOSError) {
    if !holds { throw GEOSError(.argument, operation: operation, feature: feature, message: words) }
  }

  /// A grid size as it was given: nil, or finite and not negative. With NaN, GEOS answers with an empty polygon.
  func checked(gridSize: Double?, _ operation: GEOSOperation) throws(GEOSError) -> Double? {
    let holds = gridSize.map { $0.isFinite && $0 >= 0 } ?? true
    try require(holds, operation, "the grid size must be finite and not negative")
    return gridSize
  }

  /// A distance and a style that buffers can be made with. With NaN, GEOS reads outside its memory.
  func check(_ distance: Double, _ style: BufferStyle, _ operation: GEOSOperation) throws(GEOSError) {
    try require(distance.isFinite, operation, "the distance must be finite")
    // 0 and less stand for bevelled and mitred corners, as in JTS.
    try require(style.quadrantSegments <= 1024, operation, "segments in a quarter of a circle must be 1024 at most")
    try require(style.mitreLimit.isFinite, operation, "the mitre limit must be finite")
  }

  /// The shape without its empty members: GEOS takes the first vertex of a first member that has none. The shape itself
  /// where it has no empty member.
  func withoutEmptyMembers() throws(GEOSError) -> Shape {
    guard hasEmptyMember else { return self }
    var kept: [Shape] = []
    for member in try members() where !member.isEmpty { kept.append(try member.withoutEmptyMembers()) }
    return try Shape.collection(kept, kind: kind, feature: feature)
  }
}
