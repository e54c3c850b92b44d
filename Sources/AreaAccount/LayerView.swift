internal import Geometry

/// The arrays of an overlay layer as pointers, for the time of one call.
struct LayerView: BitwiseCopyable {
  var x: UnsafePointer<Double>
  var y: UnsafePointer<Double>
  var starts: UnsafePointer<UInt32>
  var edges: UnsafePointer<UInt32>
  var windings: UnsafePointer<UInt32>
  var pool: UnsafePointer<Int32>
  var sides: UnsafePointer<EdgeSides>
  var frame: GridFrame
  /// The slot of the layer's class 0.
  var firstSlot: Int32
  var edgeCount: Int

  /// Calls `body` with a view of every layer that holds any edge.
  static func withViews<Result>(
    of layers: [OverlayLayer],
    firstSlots: [Int32],
    _ body: ([LayerView]) throws -> Result
  ) rethrows -> Result {
    try extend([], layers: layers[...], firstSlots: firstSlots[...], body)
  }

  private static func extend<Result>(
    _ views: [LayerView],
    layers: ArraySlice<OverlayLayer>,
    firstSlots: ArraySlice<Int32>,
    _ body: ([LayerView]) throws -> Result
  ) rethrows -> Result {
    guard let layer = layers.first, let firstSlot = firstSlots.first else { return try body(views) }
    return try layer.withView(firstSlot: firstSlot) { view in
      try extend(
        view.map { views + [$0] } ?? views,
        layers: layers.dropFirst(),
        firstSlots: firstSlots.dropFirst(),
        body
      )
    }
  }

  /// The slots on both sides of an edge.
  @inline(__always)
  func slots(_ i: Int) -> EdgeSides {
    let classes = sides[i]
    return EdgeSides(
      left: classes.left < 0 ? -1 : firstSlot + classes.left,
      right: classes.right < 0 ? -1 : firstSlot + classes.right
    )
  }

  @inline(__always)
  func edge(_ i: Int) -> Edge { Edge(ax: x[i], ay: y[i], bx: x[i + 1], by: y[i + 1]) }
}

extension OverlayLayer {
  fileprivate func withView<Result>(firstSlot: Int32, _ body: (LayerView?) throws -> Result) rethrows -> Result {
    try geometry.x.withUnsafeBufferPointer { x in
      try geometry.y.withUnsafeBufferPointer { y in
        try grid.starts.withUnsafeBufferPointer { starts in
          try grid.edges.withUnsafeBufferPointer { edges in
            try grid.windings.withUnsafeBufferPointer { windings in
              try grid.pool.withUnsafeBufferPointer { pool in
                try grid.sides.withUnsafeBufferPointer { sides in
                  // A layer without edges has arrays without a place; nothing is read from them.
                  guard let x = x.baseAddress, let y = y.baseAddress, let starts = starts.baseAddress,
                    let edges = edges.baseAddress, let windings = windings.baseAddress,
                    let pool = pool.baseAddress, let sides = sides.baseAddress, !grid.edges.isEmpty
                  else { return try body(nil) }
                  return try body(
                    LayerView(
                      x: x,
                      y: y,
                      starts: starts,
                      edges: edges,
                      windings: windings,
                      pool: pool,
                      sides: sides,
                      frame: grid.frame,
                      firstSlot: firstSlot,
                      edgeCount: geometry.vertexCount
                    )
                  )
                }
              }
            }
          }
        }
      }
    }
  }
}
