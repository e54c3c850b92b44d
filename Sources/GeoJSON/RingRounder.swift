import Geometry

/// One ring, line or point list rounded to decimal places, as whole multiples of the last place.
///
/// A polygon ring stays what the reader makes of it, so that reading and writing again changes nothing: vertices that
/// became equal to the one before are dropped, the ring is padded to four positions where too few remain, and it
/// is turned where rounding reversed it.
struct RingRounder: ~Copyable {
  private var x: UnsafeMutablePointer<Int64>
  private var y: UnsafeMutablePointer<Int64>
  private var capacity = 1024
  private(set) var count = 0
  let power: Double
  /// Vertices dropped as repeats, and rings left without area, by rounding.
  private(set) var repeats = 0
  private(set) var collapsed = 0

  mutating func forgetCounts() { (repeats, collapsed) = (0, 0) }

  init(decimals: Int) {
    power = Double(NumberText.powerOfTen(decimals))
    x = .allocate(capacity: capacity)
    y = .allocate(capacity: capacity)
  }

  deinit {
    x.deallocate()
    y.deallocate()
  }

  var xs: UnsafePointer<Int64> { UnsafePointer(x) }
  var ys: UnsafePointer<Int64> { UnsafePointer(y) }

  /// False where a coordinate is too large to be rounded in whole numbers; it is written in full then.
  mutating func round(
    _ xs: UnsafeBufferPointer<Double>,
    _ ys: UnsafeBufferPointer<Double>
  ) -> Bool {
    if xs.count + 4 > capacity { grow(to: xs.count + 4) }
    count = 0
    for i in 0..<xs.count {
      let px = xs[i] * power
      let py = ys[i] * power
      guard px.magnitude < RingRounder.limit, py.magnitude < RingRounder.limit else { return false }
      x[i] = RingRounder.round(px)
      y[i] = RingRounder.round(py)
    }
    count = xs.count
    return true
  }

  /// 2^52: from here on a double has no halves, and adding one half would round.
  static let limit = 4_503_599_627_370_496.0

  /// The nearest whole number, ties away from zero, for magnitudes below ``limit``.
  @inline(__always)
  static func round(_ value: Double) -> Int64 {
    let half = value < 0 ? -0.5 : 0.5
    let rounded = Int64(value + half)
    // Just below a half the sum itself may round up.
    let excess = (Double(rounded) - value).magnitude
    return excess > 0.5 ? rounded - (value < 0 ? -1 : 1) : rounded
  }

  private mutating func grow(to wanted: Int) {
    capacity = max(wanted, capacity * 2)
    x.deallocate()
    y.deallocate()
    x = .allocate(capacity: capacity)
    y = .allocate(capacity: capacity)
  }

  /// Puts a polygon ring into the reader's form. `wasPadded`: the source's own ring had too few vertices.
  mutating func normaliseRing(isShell: Bool, wasPadded: Bool) {
    guard count > 0 else { return }
    var kept = 1
    for i in 1..<max(count, 1) where x[i] != x[kept - 1] || y[i] != y[kept - 1] {
      x[kept] = x[i]
      y[kept] = y[i]
      kept += 1
    }
    if !wasPadded { repeats += count - kept }
    count = kept
    if count < 4 {
      if !wasPadded { collapsed += 1 }
      while count < 4 {
        x[count] = x[0]
        y[count] = y[0]
        count += 1
      }
      return
    }
    orient(isShell: isShell)
  }

  private mutating func orient(isShell: Bool) {
    var twice = 0.0
    var reach = 0.0
    var px = 0.0
    var py = 0.0
    for i in 1..<count {
      let qx = Double(x[i] - x[0])
      let qy = Double(y[i] - y[0])
      twice += px * qy - qx * py
      reach = max(reach, max(qx.magnitude, qy.magnitude))
      px = qx
      py = qy
    }
    if twice == 0 { collapsed += 1 }
    // The reader computes with the doubles of the texts: beyond this bound of its rounding the signs agree.
    let size = max(Double(x[0].magnitude), Double(y[0].magnitude)) + reach
    if twice.magnitude > Double(count) * reach * size * 1e-14 + 1 {
      if isShell != (twice > 0) { reverse() }
      return
    }
    let forward = isKept(isShell: isShell)
    reverse()
    let backward = isKept(isShell: isShell)
    // Where the reader keeps both or turns both, the order of the vertices themselves decides.
    if forward == backward ? comesFirst() : backward { return }
    reverse()
  }

  /// Whether the reader leaves the ring as it runs: its own computation on its own numbers.
  private func isKept(isShell: Bool) -> Bool {
    let x0 = Double(x[0]) / power
    let y0 = Double(y[0]) / power
    var twice = 0.0
    var px = 0.0
    var py = 0.0
    for i in 1..<count {
      let qx = Double(x[i]) / power - x0
      let qy = Double(y[i]) / power - y0
      twice += px * qy - qx * py
      px = qx
      py = qy
    }
    return isShell ? !(twice / 2 < 0) : !(twice / 2 > 0)
  }

  private func comesFirst() -> Bool {
    for i in 1..<count {
      let other = count - 1 - i
      if x[i] != x[other] { return x[i] < x[other] }
      if y[i] != y[other] { return y[i] < y[other] }
    }
    return true
  }

  private mutating func reverse() {
    var low = 0
    var high = count - 1
    while low < high {
      swap(&x[low], &x[high])
      swap(&y[low], &y[high])
      low += 1
      high -= 1
    }
  }
}
