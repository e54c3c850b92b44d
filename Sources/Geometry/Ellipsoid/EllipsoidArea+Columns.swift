extension EllipsoidArea {
  /// Features of a chunk: fixed, so that nothing depends on the number of threads.
  static let chunk = 1024

  /// Area of one feature in m²: shells minus holes over all parts, unrounded. Features without area give 0.
  public func area(of feature: Int, in columns: GeometryColumns) -> Double {
    columns.x.withUnsafeBufferPointer { x in
      columns.y.withUnsafeBufferPointer { y in
        area(of: feature, in: columns, x: x, y: y, firstVertex: 0)
      }
    }
  }

  /// Area of every feature in m², unrounded, in order.
  public func areas(of columns: GeometryColumns, threads: Int = 1) -> [Double] {
    // Never of capacity 0: that would write the count of the one empty array that all threads share.
    [Double](unsafeUninitializedCapacity: max(1, columns.count)) { results, count in
      nonisolated(unsafe) let out = results
      columns.x.withUnsafeBufferPointer { x in
        columns.y.withUnsafeBufferPointer { y in
          nonisolated(unsafe) let x = x
          nonisolated(unsafe) let y = y
          FixedChunks.forEach(count: columns.count, size: EllipsoidArea.chunk, threads: threads) { _, features in
            for feature in features {
              out.initializeElement(at: feature, to: area(of: feature, in: columns, x: x, y: y, firstVertex: 0))
            }
          }
        }
      }
      count = columns.count
    }
  }

  /// Area of every feature of a layer in longitude and latitude (degrees, on a datum that is this ellipsoid's or is
  /// taken for it), in m², unrounded.
  ///
  /// Each feature is projected to the 3° Gauss-Krüger zone that the middle of its box lies in, and measured there:
  /// the result depends on the feature alone, not on the layer it comes in. Edges are straight in that zone's plane.
  public static func areas(
    ofGeographic columns: GeometryColumns,
    on ellipsoid: SurveyEllipsoid,
    threads: Int = 1
  ) -> [Double] {
    let measure = EllipsoidArea(ellipsoid, falseEasting: 500_000)
    let projection = GaussKruger(ellipsoid)
    return [Double](unsafeUninitializedCapacity: max(1, columns.count)) { results, count in
      nonisolated(unsafe) let out = results
      FixedChunks.forEach(count: columns.count, size: chunk, threads: threads) { _, features in
        let (first, x, y) = project(features, of: columns, by: projection)
        x.withUnsafeBufferPointer { x in
          y.withUnsafeBufferPointer { y in
            for feature in features {
              let area = measure.area(of: feature, in: columns, x: x, y: y, firstVertex: first)
              out.initializeElement(at: feature, to: area)
            }
          }
        }
      }
      count = columns.count
    }
  }

  /// Central meridian (degrees) of the 3° zone that a longitude lies in.
  public static func centralMeridian(of longitude: Double) -> Double { (longitude / 3).rounded() * 3 }

  private static func project(
    _ features: Range<Int>,
    of columns: GeometryColumns,
    by projection: GaussKruger
  ) -> (firstVertex: Int, x: [Double], y: [Double]) {
    let first = columns.vertices(of: features.lowerBound).lowerBound
    let last = columns.vertices(of: features.upperBound - 1).upperBound
    var x: [Double] = []
    var y: [Double] = []
    x.reserveCapacity(last - first)
    y.reserveCapacity(last - first)
    for feature in features {
      let meridian = centralMeridian(of: columns.box(of: feature).midX)
      for i in columns.vertices(of: feature) {
        let point = projection.forward(longitude: columns.x[i] - meridian, latitude: columns.y[i])
        x.append(point.easting + 500_000)
        y.append(point.northing)
      }
    }
    return (first, x, y)
  }

  /// `x` and `y` begin at vertex `firstVertex` of the columns.
  private func area(
    of feature: Int,
    in columns: GeometryColumns,
    x: UnsafeBufferPointer<Double>,
    y: UnsafeBufferPointer<Double>,
    firstVertex: Int
  ) -> Double {
    guard columns.kinds[feature].isPolygonal || columns.kinds[feature] == .collection else { return 0 }
    var sum = 0.0
    for part in columns.parts(of: feature) {
      for ring in columns.rings(ofPart: part) {
        let vertices = columns.vertices(ofRing: ring)
        let local = (vertices.lowerBound - firstVertex)..<(vertices.upperBound - firstVertex)
        let area = area(ofRing: local, x: x, y: y)
        sum += columns.isShell(ring: ring, ofPart: part) ? area : -area
      }
    }
    return sum
  }
}
