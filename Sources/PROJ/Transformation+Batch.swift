public import Features
import Foundation
public import Geometry

extension Transformation {
  /// Points of a chunk: fixed, so that nothing depends on the number of threads.
  static let chunk = 1 << 15

  /// Transforms in place on this thread. Returns the indices of the points that have no image (outside what a
  /// projection can show, or not finite); they are NaN afterwards.
  public func transform(
    x: UnsafeMutableBufferPointer<Double>,
    y: UnsafeMutableBufferPointer<Double>
  ) -> [Int] {
    precondition(x.count == y.count, "as many x as y")
    guard let xs = x.baseAddress, let ys = y.baseAddress else { return [] }
    return operators.borrowed { operation in
      if let operation {
        if !isIdentity { operation.transform(x: xs, y: ys, count: x.count) }
      } else {
        x.update(repeating: .nan)
      }
      var failed: [Int] = []
      for i in 0..<x.count where !(xs[i].isFinite && ys[i].isFinite) {
        xs[i] = .nan
        ys[i] = .nan
        failed.append(i)
      }
      return failed
    }
  }

  /// Transforms arrays in place, in chunks on up to `threads` threads. Returns the indices of points without image.
  public func transform(x: inout [Double], y: inout [Double], threads: Int = 1) -> [Int] {
    transform(x: &x, y: &y, threads: threads, fitted: nil)
  }

  private func transform(
    x: inout [Double],
    y: inout [Double],
    threads: Int,
    fitted: FittedTransformation?
  ) -> [Int] {
    precondition(x.count == y.count, "as many x as y")
    let count = x.count
    let chunks = (count + Transformation.chunk - 1) / Transformation.chunk
    var failures = [[Int]](repeating: [], count: chunks)
    failures.withUnsafeMutableBufferPointer { failures in
      x.withUnsafeMutableBufferPointer { x in
        y.withUnsafeMutableBufferPointer { y in
          nonisolated(unsafe) let xs = x
          nonisolated(unsafe) let ys = y
          nonisolated(unsafe) let out = failures
          FixedChunks.forEach(count: count, size: Transformation.chunk, threads: threads) { chunk, range in
            let (partX, partY) = (
              UnsafeMutableBufferPointer(rebasing: xs[range]), UnsafeMutableBufferPointer(rebasing: ys[range])
            )
            let failed = fitted?.transform(x: partX, y: partY) ?? transform(x: partX, y: partY)
            out[chunk] = failed.map { $0 + range.lowerBound }
          }
        }
      }
    }
    return failures.flatMap { $0 }
  }

  /// The same features in the target system, on up to `threads` threads (nil: the machine's). Rings are turned where
  /// the change mirrors them; a collection's WKB is transformed too.
  ///
  /// - Throws: `DataError` `proj.point-failed` where a point has no image, naming the first feature with such a point.
  public func transform(
    _ columns: GeometryColumns,
    threads: Int? = nil
  ) throws(DataError) -> GeometryColumns {
    let threads = threads ?? Workers.count
    let fitted = FittedTransformation(self, x: columns.x, y: columns.y)
    var x = Transformation.copy(columns.x, threads: threads)
    var y = Transformation.copy(columns.y, threads: threads)
    let failed = transform(x: &x, y: &y, threads: threads, fitted: fitted)
    if let first = failed.first {
      throw failure(count: failed.count, x: columns.x[first], y: columns.y[first], feature: feature(of: first, columns))
    }
    var result = columns.replacingCoordinates(x: x, y: y)
    for (feature, wkb) in columns.collections {
      var bytes = wkb
      guard transformWKB(&bytes) else {
        let box = columns.box(of: feature)
        throw failure(count: 1, x: box.midX, y: box.midY, feature: feature)
      }
      result.collections[feature] = bytes
    }
    return result
  }

  /// A copy made by several threads: most of the time goes into memory that is used for the first time.
  private static func copy(_ values: [Double], threads: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: max(1, values.count)) { target, count in
      nonisolated(unsafe) let target = target
      values.withUnsafeBufferPointer { source in
        nonisolated(unsafe) let source = source
        FixedChunks.forEach(count: source.count, size: chunk, threads: threads) { _, range in
          _ = UnsafeMutableBufferPointer(rebasing: target[range]).initialize(fromContentsOf: source[range])
        }
      }
      count = values.count
    }
  }

  /// One point; nil where it has no image.
  public func transform(x: Double, y: Double) -> (x: Double, y: Double)? {
    var xs = [x]
    var ys = [y]
    return transform(x: &xs, y: &ys).isEmpty ? (xs[0], ys[0]) : nil
  }

  /// The box around the image of a box, from 41 points on each edge and a grid within; nil where a part has no image.
  public func transform(_ box: Box) -> Box? {
    guard !box.isEmpty else { return .empty }
    var x: [Double] = []
    var y: [Double] = []
    for i in 0...40 {
      let inner = i % 4 != 0
      for j in stride(from: 0, through: 40, by: inner ? 40 : 1) {
        x.append(box.minX + box.width * Double(i) / 40)
        y.append(box.minY + box.height * Double(j) / 40)
      }
    }
    guard transform(x: &x, y: &y).isEmpty else { return nil }
    var result = Box.empty
    for i in x.indices { result.extend(x: x[i], y: y[i]) }
    return result
  }

  private func feature(of vertex: Int, _ columns: GeometryColumns) -> Int {
    var low = 0
    var high = columns.count
    while low < high {
      let middle = (low + high) / 2
      if columns.vertices(of: middle).upperBound <= vertex { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func failure(count: Int, x: Double, y: Double, feature: Int) -> DataError {
    DataError(
      .input,
      .pointFailed,
      at: Place(feature: "#\(feature + 1)"),
      found: "\(count) point\(count == 1 ? "" : "s") cannot be shown in \(target.name), the first at "
        + "\(Column.shortest(x)), \(Column.shortest(y))",
      expected: "coordinates of \(source.name)",
      advice: "Check that the layer's coordinate reference system is the one its coordinates are in.",
      arguments: [String(count), Column.shortest(x), Column.shortest(y), source.name, target.name]
    )
  }
}
