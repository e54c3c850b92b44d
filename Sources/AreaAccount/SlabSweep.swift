internal import Geometry

/// An edge of the subject or of an overlay polygon near it, in input coordinates, and the slots on its sides. Slot 0
/// is the subject, every other slot a class of a layer.
struct MetEdge: BitwiseCopyable {
  var edge: Edge
  var sides: EdgeSides
}

/// How often a slot winds round the lower left corner of a box.
struct CornerWinding: BitwiseCopyable {
  var slot: Int32
  var winding: Int32
}

/// Splits a box by a set of edges: the slab sweep (DESIGN.md §2).
///
/// The box is cut into vertical slabs at every end of an edge. Within a slab no edge begins or ends; its edges are
/// put in order by their height in the middle, and the walk from the bottom to the top adds each trapezoid to the
/// state it lies in, a state being the winding numbers of all slots. Where two edges change places within a slab,
/// it is cut again at their crossing. The trapezoids of a slab telescope, so the states' areas sum to the box.
/// Vertical edges bound slabs and need no work, coincident edges enclose trapezoids of no height: neither is a
/// special case. An error in a crossing's place moves area between states in proportion and cannot grow.
struct SlabSweep: ~Copyable {
  /// A clipped edge: the line through (x0, y0), from `start` to `end`, all relative to the box.
  struct Segment: BitwiseCopyable {
    var x0: Double
    var y0: Double
    var slope: Double
    var end: Double
    var code: Int32
  }

  /// Something that happens at an x: a segment begins (`index` ≥ 0), or the bottom's state changes by the code
  /// `-1 - index`.
  struct Event: BitwiseCopyable {
    var x: Double
    var index: Int32
  }

  var states = StateTable()
  var segments = ScratchBuffer<Segment>(capacity: 256)
  var events = ScratchBuffer<Event>(capacity: 512)
  /// The edges of the present slab, bottom to top: segment, code, height at the slab's left and right end, their sum.
  var activeIndex = ScratchBuffer<Int32>(capacity: 128)
  /// What passing each of them changes: its segment's code, or that of several that coincide.
  var activeCode = ScratchBuffer<Int32>(capacity: 128)
  var leftHeight = ScratchBuffer<Double>(capacity: 128)
  var rightHeight = ScratchBuffer<Double>(capacity: 128)
  var sumHeight = ScratchBuffer<Double>(capacity: 128)
  /// Where in the slab, from 0 to 1, edges cross.
  var cuts = ScratchBuffer<Double>(capacity: 64)

  /// Width and height of the box under way.
  var width = 0.0
  var height = 0.0
  /// Heights that differ by less are the same but for rounding: such a pair is not taken for a crossing. What
  /// that can misplace is this height times the slab's width, some 1e-14 of the box.
  var tolerance = 0.0

  /// Splits `box` by the edges; afterwards ``states`` holds the area of every state.
  /// - Parameters:
  ///   - box: what is split.
  ///   - edges: all that meet it.
  ///   - corner: the windings of the box's lower left corner moved by (δ, ε), see ``EdgeGrid``.
  ///   - slots: how many slots there are in all, to size the look-up.
  mutating func split(
    _ box: Box,
    edges: UnsafeBufferPointer<MetEdge>,
    corner: UnsafeBufferPointer<CornerWinding>,
    slots: Int
  ) {
    width = box.maxX - box.minX
    height = box.maxY - box.minY
    tolerance = 1e-14 * (width + height)
    states.begin(slots: slots)
    segments.count = 0
    events.count = 0
    segments.reserve(edges.count)
    events.reserve(2 * edges.count)
    for edge in edges {
      if edge.sides.left >= 0 { states.enter(edge.sides.left) }
      if edge.sides.right >= 0 { states.enter(edge.sides.right) }
    }
    for entry in corner { states.enter(entry.slot) }
    states.start(at: corner)
    for edge in edges { clip(edge, to: box) }
    sortEvents(events.base, events.count)
    sweep()
  }

  /// Clips the edge to the box; notes where it begins, and where it crosses the bottom.
  @inline(__always)
  private mutating func clip(_ met: MetEdge, to box: Box) {
    let edge = met.edge
    var ax = edge.ax - box.minX
    var ay = edge.ay - box.minY
    var bx = edge.bx - box.minX
    var by = edge.by - box.minY
    let upwards = edge.upwards
    if ax > bx {
      swap(&ax, &bx)
      swap(&ay, &by)
    }
    var start = max(ax, 0)
    var end = min(bx, width)
    if edge.straddles(y: box.minY) {
      let crossing = ax - ay * ((bx - ax) / (by - ay))
      let aIsBelow = ay <= by
      if edge.isLeftOf(x: box.minX, y: box.minY) {
        // The corner's windings count it already.
        if !aIsBelow { return }
      } else {
        let at = max(crossing, 0)
        if at > width {
          if aIsBelow { return }
        } else {
          events.append(Event(x: at, index: -1 - states.code(met.sides, edge.rightwards)))
        }
        if aIsBelow { start = max(start, at) } else { end = min(end, at) }
      }
    }
    if max(ay, by) > height && min(ay, by) < height {
      let crossing = ax + (height - ay) * ((bx - ax) / (by - ay))
      if ay > by { start = max(start, crossing) } else { end = min(end, crossing) }
    }
    guard start < end else { return }
    events.append(Event(x: start, index: Int32(truncatingIfNeeded: segments.count)))
    segments.append(
      Segment(x0: ax, y0: ay, slope: (by - ay) / (bx - ax), end: end, code: states.code(met.sides, upwards))
    )
  }

  /// Goes from event to event, slab by slab.
  private mutating func sweep() {
    activeIndex.count = 0
    activeCode.reserve(segments.count)
    leftHeight.reserve(segments.count)
    rightHeight.reserve(segments.count)
    sumHeight.reserve(segments.count)
    var bottom: Int32 = 0
    var x = 0.0
    var next = 0
    var firstEnd = Double.infinity
    while x < width {
      let first = activeIndex.count
      while next < events.count && events[next].x <= x {
        let index = events[next].index
        next += 1
        guard index >= 0 else {
          bottom = states.after(bottom, -1 - index)
          continue
        }
        begin(index, at: x, from: first)
        firstEnd = min(firstEnd, segments[Int(index)].end)
      }
      let to = min(next < events.count ? events[next].x : width, firstEnd, width)
      if to > x {
        if order(upTo: to) {
          walk(from: bottom, factor: 0.5 * (to - x))
        } else {
          walkCut(from: bottom, width: to - x)
        }
        x = to
      }
      if firstEnd <= x { firstEnd = dropEnded(at: x) }
    }
  }

  /// Takes a segment up. Where one that begins at the same place (those from `first` on) coincides with it, the two
  /// go on as one: lots that share an edge, and a subject that is one of them, are walked over once.
  @inline(__always)
  private mutating func begin(_ index: Int32, at x: Double, from first: Int) {
    let segment = segments[Int(index)]
    let active = activeIndex.base
    var k = first
    while k < activeIndex.count {
      let other = segments[Int(active[k])]
      if other.y0 == segment.y0 && other.x0 == segment.x0 && other.slope == segment.slope && other.end == segment.end {
        if let code = states.combined(activeCode[k], segment.code) {
          activeCode[k] = code
        } else {
          let last = activeIndex.count - 1
          active[k] = active[last]
          activeCode[k] = activeCode[last]
          leftHeight[k] = leftHeight[last]
          activeIndex.count = last
        }
        return
      }
      k += 1
    }
    activeCode[k] = segment.code
    leftHeight[k] = segment.y0 + (x - segment.x0) * segment.slope
    activeIndex.append(index)
  }

  /// Takes out the segments that end at or before x; returns where the next of the others ends.
  private mutating func dropEnded(at x: Double) -> Double {
    let segments = segments.base
    let active = activeIndex.base
    let code = activeCode.base
    let left = leftHeight.base
    var kept = 0
    var firstEnd = Double.infinity
    for i in 0..<activeIndex.count {
      let end = segments[Int(active[i])].end
      guard end > x else { continue }
      active[kept] = active[i]
      code[kept] = code[i]
      left[kept] = left[i]
      kept += 1
      firstEnd = min(firstEnd, end)
    }
    activeIndex.count = kept
    return firstEnd
  }

  /// Brings the slab's edges into order by their height in its middle. Returns false where some change places.
  @inline(__always)
  private mutating func order(upTo x: Double) -> Bool {
    let segments = segments.base
    let active = activeIndex.base
    let codes = activeCode.base
    let left = leftHeight.base
    let right = rightHeight.base
    let sum = sumHeight.base
    let count = activeIndex.count
    for i in 0..<count {
      let index = active[i]
      let code = codes[i]
      let segment = segments[Int(index)]
      let l = left[i]
      let r = segment.y0 + (x - segment.x0) * segment.slope
      let s = l + r
      var k = i
      while k > 0 && sum[k - 1] > s {
        active[k] = active[k - 1]
        codes[k] = codes[k - 1]
        left[k] = left[k - 1]
        right[k] = right[k - 1]
        sum[k] = sum[k - 1]
        k -= 1
      }
      active[k] = index
      codes[k] = code
      left[k] = l
      right[k] = r
      sum[k] = s
    }
    var inOrder = true
    var i = 1
    while i < count {
      if left[i - 1] - left[i] > tolerance || right[i - 1] - right[i] > tolerance { inOrder = false }
      i += 1
    }
    return inOrder
  }

  /// Walks up one slab in which no edges cross, and moves on to its right end. `factor` times a sum of heights at
  /// both ends is an area.
  @inline(__always)
  private mutating func walk(from bottom: Int32, factor: Double) {
    let codes = activeCode.base
    let left = leftHeight.base
    let right = rightHeight.base
    let sum = sumHeight.base
    var state = bottom
    var below = 0.0
    for i in 0..<activeIndex.count {
      let s = sum[i]
      states.add((s - below) * factor, to: state)
      below = s
      state = states.after(state, codes[i])
      left[i] = right[i]
    }
    states.add((2 * height - below) * factor, to: state)
  }
}
