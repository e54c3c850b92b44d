import Geometry
import TestSupport
import Testing

/// The fused pass over a ring against its plain meaning, step by step: closed, then without consecutive duplicates, then
/// padded, then oriented.
@Suite struct RingPassTests {
  struct Ring {
    var x: [Double]
    var y: [Double]
    var flags: GeometryFlags = []

    /// What a polygon ring becomes, in the words of `GeometryColumns`.
    init(x: [Double], y: [Double], isShell: Bool) {
      (self.x, self.y) = (x, y)
      guard let x0 = x.first, let y0 = y.first else { return }
      if !(x + y).allSatisfy({ abs($0) <= 1e15 }) { flags.insert(.nonFinite) }
      if x0 != x[x.count - 1] || y0 != y[y.count - 1] {
        flags.insert(.unclosedRing)
        self.x.append(x0)
        self.y.append(y0)
      }
      let kept = self.x.indices.filter { $0 == 0 || self.x[$0] != self.x[$0 - 1] || self.y[$0] != self.y[$0 - 1] }
      if kept.count < self.x.count { flags.insert(.repeatedVertices) }
      self.x = kept.map { self.x[$0] }
      self.y = kept.map { self.y[$0] }
      if kept.count < 4 {
        flags.insert(.shortRing)
        self.x += Array(repeating: x0, count: 4 - kept.count)
        self.y += Array(repeating: y0, count: 4 - kept.count)
        return
      }
      var twice = 0.0
      for i in 1..<kept.count {
        let (px, py) = (self.x[i - 1] - x0, self.y[i - 1] - y0)
        twice += px * (self.y[i] - y0) - (self.x[i] - x0) * py
      }
      if isShell ? twice < 0 : twice > 0 {
        flags.insert(.reorientedRing)
        self.x.reverse()
        self.y.reverse()
      }
    }
  }

  /// Few different values, so that duplicates, closed rings, folds and rings without area are common; now and then a
  /// value that is not finite, or a negative zero.
  private func randomRing(_ random: inout SeededRandom) -> ([Double], [Double]) {
    let count = Int.random(in: 1...12, using: &random)
    let special = [Double.nan, .infinity, -.infinity, -0.0, 1e308, -1.1e15, 1e15]
    func value() -> Double {
      Int.random(in: 0..<60, using: &random) == 0
        ? special[Int.random(in: 0..<7, using: &random)] : Double(Int.random(in: -2...2, using: &random)) * 0.1 + 4e5
    }
    var x: [Double] = []
    var y: [Double] = []
    for _ in 0..<count {
      let repeats = !x.isEmpty && Int.random(in: 0..<4, using: &random) == 0
      x.append(repeats ? x[x.count - 1] : value())
      y.append(repeats ? y[y.count - 1] : value())
    }
    if Bool.random(using: &random) {
      x.append(x[0])
      y.append(y[0])
    }
    return (x, y)
  }

  /// Adds a ring in one of the ways there are.
  private func add(_ x: [Double], _ y: [Double], way: Int, to builder: inout GeometryColumns.Builder) {
    switch way {
    case 0:
      builder.beginRing()
      for i in x.indices { builder.add(x: x[i], y: y[i]) }
      builder.endRing()
    case 1: x.withUnsafeBufferPointer { x in y.withUnsafeBufferPointer { builder.addRing(x: x, y: $0) } }
    default:
      // x, y and a height, as bytes that start at an odd place, in either order.
      let isForeign = way == 3
      var bytes: [UInt8] = [0]
      for i in x.indices {
        for value in [x[i], y[i], 7.5] {
          let bits = isForeign ? value.bitPattern.byteSwapped : value.bitPattern
          withUnsafeBytes(of: bits) { bytes += $0 }
        }
      }
      bytes.withUnsafeBytes {
        guard let base = $0.baseAddress else { return }
        builder.addRing(interleaved: base + 1, count: x.count, stride: 24, isForeignOrder: isForeign)
      }
    }
  }

  private func same(_ a: ArraySlice<Double>, _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }

  @Test func everyWayGivesTheRingThatItsMeaningGives() {
    var random = SeededRandom.announced("ring pass", fallback: 31)
    var failures = 0
    for round in 0..<20_000 {
      let rings = (0..<Int.random(in: 1...3, using: &random)).map { _ in randomRing(&random) }
      let expected = rings.enumerated().map { Ring(x: $1.0, y: $1.1, isShell: $0 == 0) }
      var builder = GeometryColumns.Builder()
      for way in 0..<4 {
        builder.beginFeature(round.isMultiple(of: 2) ? .polygon : .collection)
        builder.beginPart()
        for (x, y) in rings { add(x, y, way: way, to: &builder) }
        builder.endPart()
        builder.endFeature()
      }
      let columns = builder.finish()
      for way in 0..<4 {
        var flags = expected.reduce(into: GeometryFlags()) { $0.formUnion($1.flags) }
        if columns.kinds[way] == .collection { flags.insert(.notPolygon) }
        var isSame = columns.flags[way] == flags && columns.rings(of: way).count == rings.count
        for (ring, wanted) in zip(columns.rings(of: way), expected) {
          let vertices = columns.vertices(ofRing: ring)
          isSame = isSame && same(columns.x[vertices], wanted.x) && same(columns.y[vertices], wanted.y)
        }
        if !isSame { failures += 1 }
      }
    }
    #expect(failures == 0)
  }

  @Test func linesAndPointsStayAsTheyAre() {
    var random = SeededRandom.announced("lines in one call", fallback: 32)
    for _ in 0..<500 {
      let (x, y) = randomRing(&random)
      for way in 0..<4 {
        var builder = GeometryColumns.Builder()
        builder.beginFeature(.lineString)
        builder.beginPart()
        add(x, y, way: way, to: &builder)
        builder.endPart()
        builder.endFeature()
        let columns = builder.finish()
        #expect(same(columns.x[...], x) && same(columns.y[...], y))
        #expect(columns.flags[0].contains(.nonFinite) == !(x + y).allSatisfy { abs($0) <= 1e15 })
      }
    }
  }
}
