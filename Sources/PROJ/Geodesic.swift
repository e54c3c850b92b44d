import CPROJ

/// Geodesics on an ellipsoid (Karney 2013, "Algorithms for geodesics", PROJ's `geodesic.h`).
public struct Geodesic: Sendable {
  private let state: geod_geodesic

  /// - Parameters:
  ///   - semiMajorAxis: metres.
  ///   - flattening: (a − b) / a; 0 for a sphere.
  public init(semiMajorAxis: Double, flattening: Double) {
    var state = geod_geodesic()
    geod_init(&state, semiMajorAxis, flattening)
    self.state = state
  }

  /// Geodesics on a system's ellipsoid.
  public init(_ ellipsoid: CRS.Ellipsoid) {
    self.init(semiMajorAxis: ellipsoid.semiMajorAxis, flattening: ellipsoid.flattening)
  }

  /// Distance in metres between two points in degrees.
  public func distance(
    from: (longitude: Double, latitude: Double),
    to: (longitude: Double, latitude: Double)
  ) -> Double {
    var distance = 0.0
    withUnsafePointer(to: state) {
      geod_inverse($0, from.latitude, from.longitude, to.latitude, to.longitude, &distance, nil, nil)
    }
    return distance
  }

  /// The point reached from another (degrees) at an azimuth (degrees from north) and distance (metres).
  public func point(
    from: (longitude: Double, latitude: Double),
    azimuth: Double,
    distance: Double
  ) -> (longitude: Double, latitude: Double) {
    var latitude = 0.0
    var longitude = 0.0
    withUnsafePointer(to: state) {
      geod_direct($0, from.latitude, from.longitude, azimuth, distance, &latitude, &longitude, nil)
    }
    return (longitude, latitude)
  }

  /// Area in m² of the polygon whose sides are geodesics between the points (degrees; closing point or not), never
  /// negative: whatever way the ring runs.
  public func area(longitude: UnsafeBufferPointer<Double>, latitude: UnsafeBufferPointer<Double>) -> Double {
    precondition(longitude.count == latitude.count, "as many longitudes as latitudes")
    return withUnsafePointer(to: state) { geodesic in
      var polygon = geod_polygon()
      geod_polygon_init(&polygon, 0)
      for i in 0..<longitude.count { geod_polygon_addpoint(geodesic, &polygon, latitude[i], longitude[i]) }
      var area = 0.0
      _ = geod_polygon_compute(geodesic, &polygon, 0, 1, &area, nil)
      return abs(area)
    }
  }
}
