extension GeometryColumns.Builder {
  /// Vertices so far.
  public var vertexCount: Int { columns.x.count }

  /// Makes room for `count` more vertices, growing geometrically so that many batches copy each vertex few times.
  public mutating func reserveVertices(adding count: Int) {
    let needed = columns.x.count + count
    guard needed > columns.x.capacity else { return }
    let room = max(needed, 2 * columns.x.capacity)
    columns.x.reserveCapacity(room)
    columns.y.reserveCapacity(room)
  }

  /// Adds vertices that stand in memory as x, y and perhaps further doubles, as well-known binary has them. The
  /// bytes need no alignment.
  ///
  /// - Parameters:
  ///   - base: where the first x is; `count * stride` bytes are read.
  ///   - count: number of vertices.
  ///   - stride: bytes from one vertex to the next, 16 or more.
  ///   - isForeignOrder: true where the bytes are in the other order than this machine's.
  public mutating func add(interleaved base: UnsafeRawPointer, count: Int, stride: Int, isForeignOrder: Bool = false) {
    precondition(stride >= 16 && count >= 0, "x and y in each vertex")
    let start = columns.x.count
    columns.x.append(contentsOf: repeatElement(0, count: count))
    columns.y.append(contentsOf: repeatElement(0, count: count))
    columns.x.withUnsafeMutableBufferPointer { xs in
      columns.y.withUnsafeMutableBufferPointer { ys in
        for i in 0..<count {
          let x = base.loadUnaligned(fromByteOffset: i &* stride, as: UInt64.self)
          let y = base.loadUnaligned(fromByteOffset: i &* stride &+ 8, as: UInt64.self)
          xs[start &+ i] = Double(bitPattern: isForeignOrder ? x.byteSwapped : x)
          ys[start &+ i] = Double(bitPattern: isForeignOrder ? y.byteSwapped : y)
        }
      }
    }
  }
}
