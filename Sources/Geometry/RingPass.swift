/// One pass over the positions of a polygon ring that puts it into the form of ``GeometryColumns``: consecutive
/// duplicates go, whether a coordinate is no number to reckon with is noted, and the doubled area is summed as
/// `signedArea(ofVertices:)` sums it, so that orientation needs no pass of its own.
///
/// Dropped duplicates and the closing position add exactly nothing to the area: the result is that of the finished
/// ring.
struct RingPass {
  typealias Coordinates = UnsafeMutablePointer<Double>

  /// Positions kept, from the start of the target.
  private(set) var count = 0
  private(set) var flags: GeometryFlags = []

  /// Cleans `count` positions, one or more, that `load` gives by number, and puts them at `xs`, `ys`, where there is
  /// room for `count + 4`. The target may be what `load` reads from: nothing is written before it was read.
  @inline(__always)
  init(
    count: Int,
    isShell: Bool,
    into xs: Coordinates,
    _ ys: Coordinates,
    load: (Int) -> (x: Double, y: Double)
  ) {
    let (x0, y0) = load(0)
    xs[0] = x0
    ys[0] = y0
    var (lastX, lastY) = (x0, y0)
    var kept = 1
    // The widest magnitudes; a comparison passes over NaN, which the area does not.
    var (widestX, widestY) = (x0.magnitude, y0.magnitude)
    var twice = 0.0
    var (px, py) = (0.0, 0.0)
    for i in 1..<max(count, 1) {
      let (x, y) = load(i)
      if x == lastX && y == lastY { continue }
      xs[kept] = x
      ys[kept] = y
      kept += 1
      (lastX, lastY) = (x, y)
      widestX = x.magnitude > widestX ? x.magnitude : widestX
      widestY = y.magnitude > widestY ? y.magnitude : widestY
      let (qx, qy) = (x - x0, y - y0)
      twice += px * qy - qx * py
      (px, py) = (qx, qy)
    }
    let isWithin = widestX <= GeometryColumns.largestCoordinate && widestY <= GeometryColumns.largestCoordinate
    if !isWithin || twice.isNaN { flags.insert(.nonFinite) }
    if kept < count { flags.insert(.repeatedVertices) }
    if lastX != x0 || lastY != y0 {
      flags.insert(.unclosedRing)
      xs[kept] = x0
      ys[kept] = y0
      kept += 1
      // Nothing, unless a coordinate is infinite.
      twice += px * (y0 - y0) - (x0 - x0) * py
    }
    self.count = kept
    finish(xs, ys, isReversed: isShell ? twice < 0 : twice > 0)
  }

  /// Pads a ring that is too short, turns one that runs against its role.
  @inline(__always)
  private mutating func finish(_ xs: Coordinates, _ ys: Coordinates, isReversed: Bool) {
    if count < 4 {
      flags.insert(.shortRing)
      while count < 4 {
        xs[count] = xs[0]
        ys[count] = ys[0]
        count += 1
      }
    } else if isReversed {
      flags.insert(.reorientedRing)
      Self.reverse(xs, ys, count: count)
    }
  }

  static func reverse(_ xs: Coordinates, _ ys: Coordinates, count: Int) {
    var (low, high) = (0, count - 1)
    while low < high {
      (xs[low], xs[high]) = (xs[high], xs[low])
      (ys[low], ys[high]) = (ys[high], ys[low])
      low += 1
      high -= 1
    }
  }
}

extension GeometryColumns {
  /// The largest magnitude of a coordinate. A double tells eighths of a unit apart up to here; sums, products and cell
  /// numbers of such coordinates are finite. What lies beyond is flagged ``GeometryFlags/nonFinite``.
  public static let largestCoordinate = 1e15

  /// Cleans the vertices from `start` to the end as a polygon ring, in place. Returns what was found.
  mutating func closeRing(from start: Int, isShell: Bool) -> GeometryFlags {
    let count = x.count - start
    guard count > 0 else { return [] }
    // Room for the closing position and for padding; what is not needed goes again.
    for _ in 0..<4 {
      x.append(0)
      y.append(0)
    }
    let pass = x.withUnsafeMutableBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        let xs = x.baseAddress.unsafelyUnwrapped + start
        let ys = y.baseAddress.unsafelyUnwrapped + start
        return RingPass(count: count, isShell: isShell, into: xs, ys) { (xs[$0], ys[$0]) }
      }
    }
    x.removeLast(count + 4 - pass.count)
    y.removeLast(count + 4 - pass.count)
    return pass.flags
  }

  func checkFinite(from start: Int) -> GeometryFlags {
    let most = Self.largestCoordinate
    for i in start..<x.count where !(abs(x[i]) <= most && abs(y[i]) <= most) { return .nonFinite }
    return []
  }
}

extension GeometryColumns.Builder {
  /// Adds a whole ring or line that stands in memory as x, y and perhaps further doubles, as well-known binary has
  /// them. The same as ``beginRing()``, `add(x:y:)` for each position, ``endRing()``, in one pass.
  ///
  /// - Parameters:
  ///   - base: where the first x is; `count * stride` bytes are read, which need no alignment.
  ///   - count: number of positions.
  ///   - stride: bytes from one position to the next, 16 or more.
  ///   - isForeignOrder: true where the bytes are in the other order than this machine's.
  public mutating func addRing(
    interleaved base: UnsafeRawPointer,
    count: Int,
    stride: Int,
    isForeignOrder: Bool = false
  ) {
    precondition(stride >= 16, "x and y in each position")
    guard isPolygonRing(count), !isForeignOrder else {
      beginRing()
      add(interleaved: base, count: count, stride: stride, isForeignOrder: isForeignOrder)
      return endRing()
    }
    addPolygonRing(count) { i in
      let position = base + i &* stride
      return (position.loadUnaligned(as: Double.self), (position + 8).loadUnaligned(as: Double.self))
    }
  }

  /// Adds a whole ring or line of separate x and y, as many of each, in one pass.
  public mutating func addRing(x: UnsafeBufferPointer<Double>, y: UnsafeBufferPointer<Double>) {
    precondition(x.count == y.count, "as many x as y")
    guard isPolygonRing(x.count) else {
      beginRing()
      add(x: x, y: y)
      return endRing()
    }
    addPolygonRing(x.count) { (x[$0], y[$0]) }
  }

  private func isPolygonRing(_ count: Int) -> Bool {
    count > 0 && (kind.isPolygonal || kind == .collection)
  }

  @inline(__always)
  private mutating func addPolygonRing(_ count: Int, _ load: (Int) -> (x: Double, y: Double)) {
    let isShell = columns.ringOffsets.count - 1 == partFirstRing
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * (count + 4)) { room in
      let xs = room.baseAddress.unsafelyUnwrapped
      let ys = xs + count + 4
      let pass = RingPass(count: count, isShell: isShell, into: xs, ys, load: load)
      columns.x.append(contentsOf: UnsafeBufferPointer(start: xs, count: pass.count))
      columns.y.append(contentsOf: UnsafeBufferPointer(start: ys, count: pass.count))
      flags.formUnion(pass.flags)
    }
    columns.ringOffsets.append(columns.x.count)
  }
}
