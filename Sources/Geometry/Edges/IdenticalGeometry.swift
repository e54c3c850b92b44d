extension GeometryColumns {
  /// A hash of a feature's polygons that does not depend on where a ring starts, which way the source ran it, or in
  /// what order holes and parts are stored. A polygon and a multipolygon of that one part hash equally. Coordinates
  /// count to the last bit; a vertex more on a straight edge makes another geometry.
  ///
  /// The same on every machine and in every run. Equal hashes still need ``hasSamePolygons(_:as:of:)``.
  public func polygonHash(of feature: Int) -> UInt64 {
    var sum: UInt64 = 0
    for part in parts(of: feature) { sum &+= partHash(part) }
    return EdgeHash.fold(sum ^ 0x2D35_8DCC_AA6C_78A5, 0x8BB8_4B93_962E_ACC9)
  }

  /// The hash of every feature, in order; 0 for those without polygons. Runs on all cores.
  public func polygonHashes() -> [UInt64] {
    FixedChunks.map(count: count, size: 4096) { chunk in
      chunk.map { hasPolygons($0) ? polygonHash(of: $0) : 0 }
    }.flatMap { $0 }
  }

  /// True where both features have the same polygons, whatever the start vertices and the order of holes and parts.
  public func hasSamePolygons(_ feature: Int, as other: Int, of others: GeometryColumns) -> Bool {
    let mine = parts(of: feature).map { (partHash($0), $0) }.sorted { $0 < $1 }
    let theirs = others.parts(of: other).map { (others.partHash($0), $0) }.sorted { $0 < $1 }
    return mine.count == theirs.count
      && zip(mine, theirs).allSatisfy { $0.0 == $1.0 && hasSamePart($0.1, as: $1.1, of: others) }
  }

  /// Groups of two features and more with the same polygons: members in order, groups by their first member.
  /// Features without polygons are in none.
  public func identicalFeatures() -> [[Int]] {
    let hashes = polygonHashes()
    var members: [UInt64: [Int]] = [:]
    for feature in RepeatedHashes.places(of: hashes) where hasPolygons(feature) {
      members[hashes[feature], default: []].append(feature)
    }
    let groups = members.values.flatMap { splitByGeometry($0) }
    return groups.sorted { $0[0] < $1[0] }
  }

  /// For each feature the first feature of `other` with the same polygons, nil where there is none.
  public func identicalFeatures(in other: GeometryColumns) -> [Int?] {
    let theirs = other.polygonHashes()
    var first: [UInt64: [Int]] = [:]
    first.reserveCapacity(other.count)
    for feature in 0..<other.count where other.hasPolygons(feature) {
      first[theirs[feature], default: []].append(feature)
    }
    let mine = polygonHashes()
    return (0..<count).map { feature in
      guard hasPolygons(feature) else { return nil }
      return first[mine[feature]]?.first { hasSamePolygons(feature, as: $0, of: other) }
    }
  }

  private func hasPolygons(_ feature: Int) -> Bool {
    (kinds[feature].isPolygonal || kinds[feature] == .collection) && !vertices(of: feature).isEmpty
  }

  /// Members of one hash that really are the same; two geometries that share a hash are told apart here.
  private func splitByGeometry(_ members: [Int]) -> [[Int]] {
    var groups: [[Int]] = []
    for member in members {
      if let group = groups.firstIndex(where: { hasSamePolygons($0[0], as: member, of: self) }) {
        groups[group].append(member)
      } else {
        groups.append([member])
      }
    }
    return groups.filter { $0.count > 1 }
  }

  private func partHash(_ part: Int) -> UInt64 {
    var holes: UInt64 = 0
    var shell: UInt64 = 0
    for ring in rings(ofPart: part) {
      let hash = ringHash(ring)
      if isShell(ring: ring, ofPart: part) { shell = hash } else { holes &+= hash }
    }
    return EdgeHash.directed(shell, holes)
  }

  /// The sum over the directed edges, which is the same wherever the ring starts.
  private func ringHash(_ ring: Int) -> UInt64 {
    let vertices = vertices(ofRing: ring)
    guard vertices.count > 1 else { return 0 }
    return x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        var sum: UInt64 = 0
        var from = EdgeHash.vertex(x[vertices.lowerBound], y[vertices.lowerBound])
        for i in (vertices.lowerBound + 1)..<vertices.upperBound {
          let to = EdgeHash.vertex(x[i], y[i])
          sum &+= EdgeHash.directed(from, to)
          from = to
        }
        return EdgeHash.fold(sum ^ 0x4B33_A62E_D433_D4A3, UInt64(vertices.count) ^ 0x4D5A_2DA5_1DE1_AA47)
      }
    }
  }

  private func hasSamePart(_ part: Int, as other: Int, of others: GeometryColumns) -> Bool {
    let mine = rings(ofPart: part)
    let theirs = others.rings(ofPart: other)
    guard mine.count == theirs.count, let shell = mine.first, let otherShell = theirs.first else {
      return mine.count == theirs.count
    }
    guard hasSameRing(shell, as: otherShell, of: others) else { return false }
    let myHoles = mine.dropFirst().map { (ringHash($0), $0) }.sorted { $0 < $1 }
    let theirHoles = theirs.dropFirst().map { (others.ringHash($0), $0) }.sorted { $0 < $1 }
    return zip(myHoles, theirHoles).allSatisfy { $0.0 == $1.0 && hasSameRing($0.1, as: $1.1, of: others) }
  }

  private func hasSameRing(_ ring: Int, as other: Int, of others: GeometryColumns) -> Bool {
    let mine = vertices(ofRing: ring)
    let theirs = others.vertices(ofRing: other)
    guard mine.count == theirs.count else { return false }
    let length = mine.count - 1
    guard length > 0 else { return true }
    // A ring that touches itself passes its first vertex more than once: try each place.
    return (0..<length).contains { shift in
      (0..<length).allSatisfy { step in
        let j = theirs.lowerBound + (shift + step) % length
        return x[mine.lowerBound + step] == others.x[j] && y[mine.lowerBound + step] == others.y[j]
      }
    }
  }
}
