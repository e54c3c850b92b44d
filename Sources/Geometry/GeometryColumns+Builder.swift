extension GeometryColumns {
  /// Fills columns feature by feature, and puts polygon rings into the form that everything above relies on:
  /// closed, without consecutive duplicates, shells counter-clockwise, holes clockwise. What it changes or finds
  /// wrong becomes a flag of the feature; it never drops one.
  ///
  ///     var builder = GeometryColumns.Builder()
  ///     builder.beginFeature(.polygon)
  ///     builder.beginPart()
  ///     builder.beginRing()
  ///     builder.add(x: 0, y: 0)   // …
  ///     builder.endRing()
  ///     builder.endPart()
  ///     builder.endFeature()
  ///     let columns = builder.finish()
  public struct Builder: Sendable {
    var columns = GeometryColumns()
    var kind = GeometryKind.null
    var flags: GeometryFlags = []
    var ringStart = 0
    var partFirstRing = 0

    /// A builder without features.
    public init() {}

    /// Makes room, where the sizes are known.
    public mutating func reserve(features: Int, vertices: Int) {
      columns.x.reserveCapacity(columns.x.count + vertices)
      columns.y.reserveCapacity(columns.y.count + vertices)
      HugePages.back(&columns.x)
      HugePages.back(&columns.y)
      columns.kinds.reserveCapacity(columns.kinds.count + features)
      columns.flags.reserveCapacity(columns.flags.count + features)
      columns.featureOffsets.reserveCapacity(columns.featureOffsets.count + features)
      columns.partOffsets.reserveCapacity(columns.partOffsets.count + features)
      columns.ringOffsets.reserveCapacity(columns.ringOffsets.count + features)
    }

    /// Number of features finished so far.
    public var count: Int { columns.count }

    /// Starts a feature. `flags` are what the reader itself knows (``GeometryFlags/hadZ`` …).
    public mutating func beginFeature(_ kind: GeometryKind, flags: GeometryFlags = []) {
      self.kind = kind
      self.flags = flags
    }

    /// Starts a part of the feature under way. Its first ring is the shell, where the feature has polygons.
    public mutating func beginPart() {
      partFirstRing = columns.ringOffsets.count - 1
    }

    /// Starts a ring, a line, or the list of a point feature's vertices.
    public mutating func beginRing() {
      ringStart = columns.x.count
    }

    /// Adds a vertex to the ring under way: easting or longitude, northing or latitude. A polygon's ring may, but need
    /// not, return to its first vertex.
    public mutating func add(x: Double, y: Double) {
      columns.x.append(x)
      columns.y.append(y)
    }

    /// Adds a whole ring or line of separate x and y arrays.
    public mutating func add(x: UnsafeBufferPointer<Double>, y: UnsafeBufferPointer<Double>) {
      precondition(x.count == y.count, "one y for each x")
      columns.x.append(contentsOf: x)
      columns.y.append(contentsOf: y)
    }

    /// Ends the ring: polygons' rings are cleaned, closed and oriented; lines and points stay as they are.
    public mutating func endRing() {
      if kind.isPolygonal || kind == .collection {
        let isShell = columns.ringOffsets.count - 1 == partFirstRing
        flags.formUnion(columns.closeRing(from: ringStart, isShell: isShell))
      } else {
        flags.formUnion(columns.checkFinite(from: ringStart))
      }
      columns.ringOffsets.append(columns.x.count)
    }

    /// Ends the part; every ring since ``beginPart()`` belongs to it.
    public mutating func endPart() {
      columns.partOffsets.append(columns.ringOffsets.count - 1)
    }

    /// Ends the feature. `wkb` is given for collections: the whole geometry, for output.
    public mutating func endFeature(wkb: [UInt8]? = nil) {
      if let wkb { columns.collections[columns.count] = wkb }
      let vertices = columns.x.count - columns.ringOffsets[columns.partOffsets[columns.featureOffsets[columns.count]]]
      if kind == .null {
        flags.insert(.null)
      } else if vertices == 0 && kind != .collection {
        flags.insert(.empty)
      }
      if kind != .null && !kind.isPolygonal { flags.insert(.notPolygon) }
      columns.featureOffsets.append(columns.partOffsets.count - 1)
      columns.kinds.append(kind)
      columns.flags.append(flags)
    }

    /// A feature without geometry.
    public mutating func addNull() {
      beginFeature(.null)
      endFeature()
    }

    /// The flags of the feature under way; readers look here for ``GeometryFlags/nonFinite``.
    public var currentFlags: GeometryFlags { flags }

    /// Adds what the reader found out after the feature began.
    public mutating func flag(_ more: GeometryFlags) { flags.formUnion(more) }

    /// The columns, and an empty builder.
    public mutating func finish() -> GeometryColumns {
      let result = columns
      columns = GeometryColumns()
      return result
    }
  }
}

extension GeometryColumns {
  /// Turns every polygon ring that runs against its role.
  mutating func orientRings() {
    for ring in wrongRings() { reverse(vertices(ofRing: ring)) }
  }

  private func wrongRings() -> [Int] {
    let threads = count < Self.many ? 1 : nil
    return FixedChunks.map(count: count, size: 4096, threads: threads) { wrongRings(of: $0) }.flatMap { $0 }
  }

  private func wrongRings(of features: Range<Int>) -> [Int] {
    var wrong: [Int] = []
    for feature in features where kinds[feature].isPolygonal || kinds[feature] == .collection {
      for part in parts(of: feature) {
        for ring in rings(ofPart: part) {
          let area = signedArea(ofRing: ring)
          if isShell(ring: ring, ofPart: part) ? area < 0 : area > 0 { wrong.append(ring) }
        }
      }
    }
    return wrong
  }

  private mutating func reverse(_ vertices: Range<Int>) {
    x.withUnsafeMutableBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        guard let xs = x.baseAddress, let ys = y.baseAddress else { return }
        RingPass.reverse(xs + vertices.lowerBound, ys + vertices.lowerBound, count: vertices.count)
      }
    }
  }
}
