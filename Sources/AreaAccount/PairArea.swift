public import Geometry

extension GeometryColumns {
  /// Plane area that two polygon features have in common, by the edge-pair integral.
  ///
  /// For closed rings the area is Σ s·t·∫ min(a(x), b(x)) dx over all pairs of edges a, b and their common range of
  /// x, with s and t = ±1 by the edges' directions: no crossing is sought, shared and coincident edges, holes and
  /// several parts are no special cases. Coordinates are taken relative to the boxes' common part, and edges that do
  /// not reach it are cut to it, so that the terms stay as small as the result allows.
  ///
  /// Both features must be valid and oriented (see ``AccountInput``); an area in which one of them winds twice counts
  /// twice. Use ``AccountEngine`` for more than two features that may overlap.
  public func intersectionArea(_ feature: Int, with other: GeometryColumns, _ otherFeature: Int) -> Double {
    PairArea.area(self, feature, other, otherFeature)
  }
}

/// The edge-pair integral (DESIGN.md §2).
enum PairArea {
  /// An edge from left to right with the sign of its direction, relative to the common box.
  struct Span: BitwiseCopyable {
    var left: Double
    var right: Double
    var leftY: Double
    var slope: Double
    var sign: Double
  }

  static func area(_ a: GeometryColumns, _ featureA: Int, _ b: GeometryColumns, _ featureB: Int) -> Double {
    guard a.isMeasurable(featureA), b.isMeasurable(featureB) else { return 0 }
    let boxA = a.box(of: featureA)
    let boxB = b.box(of: featureB)
    let common = Box(
      minX: max(boxA.minX, boxB.minX),
      minY: max(boxA.minY, boxB.minY),
      maxX: min(boxA.maxX, boxB.maxX),
      maxY: min(boxA.maxY, boxB.maxY)
    )
    guard !common.isEmpty else { return 0 }
    var spansA = ScratchBuffer<Span>()
    var spansB = ScratchBuffer<Span>()
    collect(a, featureA, in: common, into: &spansA)
    collect(b, featureB, in: common, into: &spansB)
    sort(&spansA)
    sort(&spansB)
    return sum(spansA, spansB)
  }

  /// The feature's edges over the box's range of x, cut at its lower side (what is below counts as on it) and at its
  /// upper one.
  private static func collect(
    _ columns: GeometryColumns,
    _ feature: Int,
    in box: Box,
    into spans: inout ScratchBuffer<Span>
  ) {
    let width = box.maxX - box.minX
    let height = box.maxY - box.minY
    for ring in columns.rings(of: feature) {
      let vertices = columns.vertices(ofRing: ring)
      guard vertices.count >= 4 else { continue }
      for i in vertices.lowerBound..<(vertices.upperBound - 1) {
        var ax = columns.x[i] - box.minX
        var ay = columns.y[i] - box.minY
        var bx = columns.x[i + 1] - box.minX
        var by = columns.y[i + 1] - box.minY
        let sign: Double = ax > bx ? 1 : -1
        if ax > bx {
          swap(&ax, &bx)
          swap(&ay, &by)
        }
        let left = max(ax, 0)
        let right = min(bx, width)
        guard left < right else { continue }
        let slope = (by - ay) / (bx - ax)
        clamp(
          Span(left: left, right: right, leftY: ay + (left - ax) * slope, slope: slope, sign: sign),
          height: height,
          into: &spans
        )
      }
    }
  }

  /// Cuts a span where it passes y = 0 and y = height; the parts beyond become flat there. Those at the bottom enclose
  /// nothing and go.
  private static func clamp(_ span: Span, height: Double, into spans: inout ScratchBuffer<Span>) {
    let rightY = span.leftY + (span.right - span.left) * span.slope
    var cuts = (span.left, span.right)
    if min(span.leftY, rightY) < 0 && max(span.leftY, rightY) > 0 || span.leftY > height && rightY < height
      || span.leftY < height && rightY > height
    {
      let atBottom = min(max(span.left - span.leftY / span.slope, span.left), span.right)
      let atTop = min(max(span.left + (height - span.leftY) / span.slope, span.left), span.right)
      cuts = (min(atBottom, atTop), max(atBottom, atTop))
    }
    for (left, right) in [(span.left, cuts.0), (cuts.0, cuts.1), (cuts.1, span.right)] where left < right {
      let y = span.leftY + (left - span.left) * span.slope
      let middle = span.leftY + ((left + right) / 2 - span.left) * span.slope
      if middle <= 0 { continue }
      if middle >= height {
        spans.append(Span(left: left, right: right, leftY: height, slope: 0, sign: span.sign))
      } else {
        spans.append(Span(left: left, right: right, leftY: y, slope: span.slope, sign: span.sign))
      }
    }
  }

  private static func sort(_ spans: inout ScratchBuffer<Span>) {
    var all = UnsafeMutableBufferPointer(start: spans.base, count: spans.count)
    all.sort { $0.left < $1.left }
  }

  /// Σ s·t·∫ min over the common range of each pair; both lists ascend by their left ends.
  private static func sum(_ a: borrowing ScratchBuffer<Span>, _ b: borrowing ScratchBuffer<Span>) -> Double {
    var total = 0.0
    var firstB = 0
    var longestB = 0.0
    for k in 0..<b.count { longestB = max(longestB, b[k].right - b[k].left) }
    for i in 0..<a.count {
      let p = a[i]
      while firstB < b.count && b[firstB].left + longestB < p.left { firstB += 1 }
      var k = firstB
      while k < b.count && b[k].left < p.right {
        let q = b[k]
        k += 1
        let left = max(p.left, q.left)
        let right = min(p.right, q.right)
        guard left < right else { continue }
        total += p.sign * q.sign * minimum(p, q, from: left, to: right)
      }
    }
    return total
  }

  /// ∫ min(p, q): half the integral of the sum less half that of the difference's size.
  @inline(__always)
  private static func minimum(_ p: Span, _ q: Span, from left: Double, to right: Double) -> Double {
    let pl = p.leftY + (left - p.left) * p.slope
    let pr = p.leftY + (right - p.left) * p.slope
    let ql = q.leftY + (left - q.left) * q.slope
    let qr = q.leftY + (right - q.left) * q.slope
    let dl = pl - ql
    let dr = pr - qr
    let width = right - left
    // Of a difference that changes sign the two triangles' areas, else the trapezoid's.
    let apart = dl * dr < 0 ? (dl * dl + dr * dr) / (abs(dl) + abs(dr)) : abs(dl) + abs(dr)
    return width * (pl + pr + ql + qr - apart) / 4
  }
}
