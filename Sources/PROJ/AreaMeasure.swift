public import Features
import Foundation
public import Geometry

/// Measures polygons of one coordinate reference system on one basis, in m².
///
///     let measure = try AreaMeasure(crs: crs, basis: .ellipsoid)
///     let areas = try measure.areas(of: layer.geometry)
///
/// - **plane**: the area in the projection's plane. Refused for degrees and for Mercator projections.
/// - **ellipsoid**: the official routine of the national land survey (see `EllipsoidArea`), rounded to 2 decimals as
///   it prescribes. For CGCS2000 and Xi'an 1980 in any Gauss-Krüger zone the vertices are used as they stand. Other
///   projections of these datums, layers in degrees, and WGS 84 (taken for CGCS2000, with a note) are brought to the
///   3° zone that the middle of each feature's box lies in, and measured there.
/// - **geodesic**: geodesic polygons on the system's own ellipsoid, long edges densified so that an edge that is
///   straight in the layer's coordinates is what is measured.
///
/// Holes subtract and parts add whatever way their rings run; points and lines have area 0.
public struct AreaMeasure: Sendable {
  /// The system that the polygons' coordinates must be in.
  public let crs: CRS
  /// What every area given is measured on.
  public let basis: AreaBasis
  /// What the user should know about how it is measured.
  public let notes: [LoadNote]
  private let method: Method

  private enum Method: Sendable {
    /// Square metres in a square unit.
    case plane(Double)
    case zone(EllipsoidArea)
    case degrees(SurveyEllipsoid, Transformation?)
    case geodesic(GeodesicArea)
  }

  /// - Throws: `DataError` `area.plane-of-degrees`, `area.plane-of-mercator`, `area.ellipsoid-datum`, where the
  ///   basis does not apply to the system.
  public init(crs: CRS, basis: AreaBasis) throws(DataError) {
    self.crs = crs
    self.basis = basis
    switch basis {
    case .plane:
      method = .plane(try AreaMeasure.planeFactor(of: crs))
      notes = []
    case .ellipsoid:
      let ellipsoid = try AreaMeasure.surveyEllipsoid(of: crs)
      method = try AreaMeasure.surveyMethod(for: crs, on: ellipsoid)
      notes = crs.isWGS84 ? [AreaMeasure.asCGCS2000(crs)] : []
    case .geodesic:
      method = .geodesic(try AreaMeasure.geodesic(for: crs))
      notes = []
    }
  }

  /// Area of every feature in m², in order; the result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - columns: polygons in the coordinates of ``crs``.
  ///   - rounded: false leaves out the routine's last step (2 decimals) on the ellipsoid basis, for sums and shares;
  ///     the other bases are never rounded.
  ///   - threads: how many at most; nil: as many as the machine runs at once.
  /// - Throws: `DataError` `area.ellipsoid-outside` or `proj.point-failed`, naming the first feature whose coordinates
  ///   cannot be of this system. The plane basis takes any coordinates.
  public func areas(
    of columns: GeometryColumns,
    rounded: Bool = true,
    threads: Int? = nil
  ) throws(DataError) -> [Double] {
    let threads = threads ?? Workers.count
    switch method {
    case .plane(let factor):
      return (0..<columns.count).map { columns.planeArea(of: $0) * factor }
    case .zone(let measure):
      try check(columns, within: AreaMeasure.zoneBounds(measure))
      let areas = measure.areas(of: columns, threads: threads)
      return rounded ? areas.map(EllipsoidArea.rounded) : areas
    case .degrees(let ellipsoid, let toDegrees):
      let degrees =
        try toDegrees.map { (way) throws(DataError) in try way.transform(columns, threads: threads) } ?? columns
      try check(degrees, within: Box(minX: 72, minY: 0, maxX: 138, maxY: 60))
      let areas = EllipsoidArea.areas(ofGeographic: degrees, on: ellipsoid, threads: threads)
      return rounded ? areas.map(EllipsoidArea.rounded) : areas
    case .geodesic(let measure):
      do {
        return try measure.areas(of: columns, threads: threads)
      } catch {
        throw pointFailed(error)
      }
    }
  }

  /// Area of one feature in m².
  public func area(of feature: Int, in columns: GeometryColumns, rounded: Bool = true) throws(DataError) -> Double {
    do throws(DataError) {
      return try areas(of: columns.selecting([feature]), rounded: rounded, threads: 1)[0]
    } catch {
      // It was the first of the one that was measured.
      var named = error
      if named.place.feature != nil { named.place.feature = "#\(feature + 1)" }
      throw named
    }
  }
}

extension AreaMeasure {
  private static func planeFactor(of crs: CRS) throws(DataError) -> Double {
    guard crs.isProjected, let unit = crs.metresPerUnit else {
      throw DataError(
        .configuration,
        .planeOfDegrees,
        found: "the plane basis was asked for a layer in degrees (\(crs.name))",
        expected: "projected coordinates",
        advice: "Use the ellipsoid or geodesic basis, or bring the layer to a projected system first.",
        arguments: [crs.name]
      )
    }
    if crs.projectionMethod?.contains("Mercator") == true, crs.transverseMercator == nil,
      crs.projectionMethod?.contains("Transverse") != true, crs.projectionMethod?.contains("Oblique") != true
    {
      throw DataError(
        .configuration,
        .planeOfMercator,
        found:
          "the plane basis was asked for a layer in \(crs.name), which enlarges areas more and more from the equator",
        expected: "a projection made for measuring",
        advice: "Use the ellipsoid or geodesic basis, or bring the layer to a Gauss-Krüger zone first.",
        arguments: [crs.name]
      )
    }
    return unit * unit
  }

  private static func surveyEllipsoid(of crs: CRS) throws(DataError) -> SurveyEllipsoid {
    if crs.isXian1980 { return .xian1980 }
    if crs.isCGCS2000 || crs.isWGS84 { return .cgcs2000 }
    throw DataError(
      .configuration,
      .ellipsoidDatum,
      found: "the land survey's ellipsoid routine was asked for datum \(crs.datum) (\(crs.name))",
      expected: "CGCS2000 or Xi'an 1980",
      advice: "Use the geodesic basis, or bring the layer to CGCS2000 with the local parameters first.",
      arguments: [crs.name, crs.datum]
    )
  }

  private static func surveyMethod(for crs: CRS, on ellipsoid: SurveyEllipsoid) throws(DataError) -> Method {
    if let zone = crs.transverseMercator, zone.isGaussKruger, crs.metresPerUnit == 1, !crs.isWGS84 {
      return .zone(
        EllipsoidArea(ellipsoid, falseEasting: zone.falseEasting, falseNorthing: zone.falseNorthing)
      )
    }
    if crs.isGeographic { return .degrees(ellipsoid, nil) }
    return .degrees(ellipsoid, try Transformation(from: crs, to: crs.ownDegrees()))
  }

  private static func geodesic(for crs: CRS) throws(DataError) -> GeodesicArea {
    let own = try crs.ownDegrees()
    let radians = own.axes.first?.unitFactor ?? .pi / 180
    let degreesPerUnit = abs(radians * 180 / .pi - 1) < 1e-9 ? 1 : radians * 180 / .pi
    return GeodesicArea(
      geodesic: Geodesic(crs.ellipsoid),
      toDegrees: crs.isGeographic ? nil : try Transformation(from: crs, to: own),
      metresPerUnit: crs.metresPerUnit ?? radians * crs.ellipsoid.semiMajorAxis,
      degreesPerUnit: degreesPerUnit,
      shortEdges: ShortGeodesicArea(crs.ellipsoid)
    )
  }

  private static func asCGCS2000(_ crs: CRS) -> LoadNote {
    LoadNote(
      .noteMeasuredAsCGCS2000,
      "\(crs.name): WGS 84 coordinates are measured on the CGCS2000 ellipsoid",
      arguments: [crs.name]
    )
  }

  /// Where Gauss-Krüger coordinates of China can lie: 4° to both sides of the central meridian, 0° to 60° north.
  private static func zoneBounds(_ measure: EllipsoidArea) -> Box {
    Box(
      minX: measure.falseEasting - 450_000,
      minY: measure.falseNorthing,
      maxX: measure.falseEasting + 450_000,
      maxY: measure.falseNorthing + 6_700_000
    )
  }

  /// The routine gives a number for any coordinates; outside its zones that number is no area.
  private func check(_ columns: GeometryColumns, within bounds: Box) throws(DataError) {
    guard !bounds.contains(columns.extent) else { return }
    for feature in 0..<columns.count where columns.kinds[feature].isPolygonal || columns.kinds[feature] == .collection {
      let box = columns.box(of: feature)
      if bounds.contains(box) && columns.flags[feature].isDisjoint(with: .nonFinite) { continue }
      let text =
        "x \(Column.shortest(box.minX)) to \(Column.shortest(box.maxX)), "
        + "y \(Column.shortest(box.minY)) to \(Column.shortest(box.maxY))"
      throw DataError(
        .input,
        .ellipsoidOutside,
        at: Place(feature: "#\(feature + 1)"),
        found: "coordinates outside China's zones (\(text)) in \(crs.name)",
        expected: "x \(Column.shortest(bounds.minX)) to \(Column.shortest(bounds.maxX)), "
          + "y \(Column.shortest(bounds.minY)) to \(Column.shortest(bounds.maxY))",
        advice:
          "Check axis order, zone prefix and coordinate reference system; where the land is not in China, use the "
          + "geodesic basis.",
        arguments: [crs.name] + [box.minX, box.maxX, box.minY, box.maxY].map(Column.shortest)
          + [bounds.minX, bounds.maxX, bounds.minY, bounds.maxY].map(Column.shortest)
      )
    }
  }

  private func pointFailed(_ failure: GeodesicArea.Failure) -> DataError {
    let (x, y) = (Column.shortest(failure.x), Column.shortest(failure.y))
    return DataError(
      .input,
      .pointFailed,
      at: Place(feature: "#\(failure.feature + 1)"),
      found: "points near \(x), \(y) have no longitude and latitude in \(crs.name)",
      expected: "coordinates of \(crs.name)",
      advice: "Check that the layer's coordinate reference system is the one its coordinates are in.",
      arguments: ["1", x, y, crs.name, crs.geographicName]
    )
  }
}
